internal import Foundation

/// A policy at which a user's inequality fails, confirmed by a second evaluation.
public struct Counterexample: Encodable, Sendable, Equatable {
  /// π(a) of every answer, as fractions such as `3/5` where the policy is rational.
  public let policy: [String]
  /// The same in floating point.
  public let probabilities: [Double]
  /// N.
  public let rollouts: Int
  /// β.
  public let beta: Double
  /// The comparison that fails.
  public let comparison: String
  /// Its left side, as a fraction where it is rational.
  public let left: String
  /// Its right side.
  public let right: String
  /// The answer at which a comparison of lists fails.
  public let answer: Int?
  /// Whether the second evaluation was in exact fractions.
  public let isExact: Bool

  init<Number: FormulaNumber>(
    _ candidate: PolicySearch.Candidate, _ judgement: Judgement<Number>, isExact: Bool
  ) {
    policy = Self.texts(candidate)
    probabilities = candidate.probabilities
    rollouts = candidate.rollouts
    beta = candidate.beta
    comparison = judgement.witness?.text ?? ""
    left = judgement.witness.map { Self.side($0.left) } ?? ""
    right = judgement.witness.map { Self.side($0.right) } ?? ""
    answer = judgement.witness?.label
    self.isExact = isExact
  }

  static func texts(_ candidate: PolicySearch.Candidate) -> [String] {
    guard let numerators = candidate.numerators else {
      return candidate.probabilities.map { String(format: "%.17g", $0) }
    }
    let total = numerators.reduce(0, +)
    return numerators.map { (try? Fraction(Int128($0), over: Int128(total)))?.text ?? "\($0)/\(total)" }
  }

  /// A side in full: a fraction and, where it is long, its decimals.
  static func side(_ number: some FormulaNumber) -> String {
    let decimals = String(format: "%.10g", number.asDouble)
    guard let text = number.exactText else { return decimals }
    return text.contains("/") ? "\(text) = \(decimals)" : text
  }
}

/// What a search over policies found.
public struct PolicySearchResult: Encodable, Sendable, Equatable {
  /// Policies tried.
  public internal(set) var policies = 0
  /// Policies tried, each with every N and β: evaluations of the claim.
  public internal(set) var cases = 0
  /// All policies with denominators up to this were tried, for every number of answers that was tried without success.
  public internal(set) var denominator: Int?
  /// Cases at which the claim has no value.
  public internal(set) var undefined = 0
  /// Why it had none at the first.
  public internal(set) var undefinedReason: String?
  /// Failing cases that the second evaluation did not confirm.
  public internal(set) var unconfirmed = 0
  /// Cases at which the negation was evaluated as well.
  public internal(set) var controls = 0
  /// Of these, cases at which it did not come out opposite.
  public internal(set) var brokenControls = 0
  /// The smallest margin of a case that holds: how near the search came.
  public internal(set) var smallestMargin: Double?
  /// The smallest counterexample found, if any.
  public internal(set) var counterexample: Counterexample?

  /// The verdict: refuted by a confirmed counterexample; inconclusive where the negation came out wrong, a failure was not
  /// confirmed, or the claim had no value at any policy.
  public var verdict: Verdict {
    if brokenControls > 0 { return .inconclusive }
    if counterexample != nil { return .refuted }
    return unconfirmed > 0 || undefined == cases ? .inconclusive : .holds
  }

  /// What was found, in a sentence without its full stop.
  public var finding: String {
    if let found = counterexample {
      let place = found.answer.map { " at answer \($0)" } ?? ""
      let check = found.isExact ? "in exact fractions" : "by enumeration in floating point"
      return
        "π = (\(found.policy.joined(separator: ", "))), N = \(found.rollouts), "
        + "β = \(String(format: "%g", found.beta)): "
        + "\(found.comparison) fails\(place): \(found.left) against \(found.right)"
        + " (checked again \(check))"
    }
    var text = "no counterexample among \(policies) policies (\(cases) cases), which is no proof"
    if let denominator { text += "; among them are all with denominators up to \(denominator)" }
    if let smallestMargin {
      text += String(format: "; the closest holds by %.3g, the tolerance included", smallestMargin)
    }
    if unconfirmed > 0 {
      text += "; \(unconfirmed) cases failed, but the second evaluation did not confirm it"
    }
    if undefined > 0 { text += "; \(undefined) cases have no value: \(undefinedReason ?? "not rational")" }
    return text
  }
}
