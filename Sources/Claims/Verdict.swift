/// What a witness says of a claim.
public enum Verdict: String, CaseIterable, Codable, Sendable {
  /// The statement is true as far as the witness goes.
  case holds
  /// The statement is false as stated; the evidence holds the counterexample.
  case refuted
  /// The witness could not decide; the evidence says what it would need.
  case inconclusive
  /// The witness has not been called.
  case notYet = "not-yet"
}

/// The verdicts of the three witnesses.
public struct Verdicts: Codable, Sendable, Equatable {
  /// By a machine-checked theorem.
  public var proved: Verdict
  /// By computation on policies.
  public var simulated: Verdict
  /// By runs of a real model.
  public var observed: Verdict

  /// Makes a triple; a witness that is left out has not been called.
  public init(proved: Verdict = .notYet, simulated: Verdict = .notYet, observed: Verdict = .notYet) {
    self.proved = proved
    self.simulated = simulated
    self.observed = observed
  }
}
