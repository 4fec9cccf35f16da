/// A statement about sharpening with the witnesses that can be called for it.
///
/// Claims are data; verdicts are computed. `expected` is what the ledger is known to say: `verify` fails when a computed
/// verdict differs, in either direction.
public struct Claim: Sendable {
  /// Whether a statement stands in the sources or was reconstructed from their formulas; a refuted reconstruction is not
  /// a refuted paper.
  public enum Basis: String, Codable, Sendable {
    /// The sources state it.
    case stated
    /// It was reconstructed, or follows from what they state.
    case reconstructed
  }

  /// A short name, for example `T2`.
  public let id: String
  /// A few words for a table.
  public let title: String
  /// The statement that is put to the test.
  public let statement: String
  /// The section, theorem, table or figure that it comes from.
  public let source: String
  /// Stated or reconstructed.
  public let basis: Basis
  /// What is true instead, where the statement is false.
  public let correction: String?
  /// The theorems that decide the statement, if there are any.
  public let proof: Proof?
  /// The computation that decides it, if there is one.
  public let check: Check?
  /// What the ledger says.
  public let expected: Verdicts

  /// Makes a claim.
  public init(
    id: String, title: String, statement: String, source: String, basis: Basis, correction: String? = nil,
    proof: Proof? = nil, check: Check? = nil, expected: Verdicts
  ) {
    self.id = id
    self.title = title
    self.statement = statement
    self.source = source
    self.basis = basis
    self.correction = correction
    self.proof = proof
    self.check = check
    self.expected = expected
  }
}

/// The theorems of the audit that decide a claim.
public struct Proof: Sendable, Equatable {
  /// What the theorems say of the claim: `.holds` or `.refuted`.
  public let verdict: Verdict
  /// Their names in the audit; every one is needed.
  public let theorems: [String]

  /// Theorems that prove a claim.
  public static func holds(_ theorems: String...) -> Proof { Proof(verdict: .holds, theorems: theorems) }
  /// Theorems that prove a claim's negation.
  public static func refuted(_ theorems: String...) -> Proof { Proof(verdict: .refuted, theorems: theorems) }
}
