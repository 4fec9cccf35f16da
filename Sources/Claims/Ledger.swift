/// The claims and what their witnesses say.
public struct Ledger: Sendable {
  /// The claims in the order of the sources.
  public let claims: [Claim]

  /// The ledger with the claims given.
  public init(claims: [Claim]) { self.claims = claims }

  /// One claim's line: verdicts and evidence.
  public struct Entry: Sendable {
    /// The claim.
    public let claim: Claim
    /// The verdicts that were computed.
    public let verdicts: Verdicts
    /// What the check found, if the claim has one.
    public let evidence: Evidence?
    /// The theorems that decide the claim, with their axioms.
    public let theorems: [Audit.Theorem]

    /// Whether every verdict is the expected one.
    public var isAsExpected: Bool { verdicts == claim.expected }
  }

  /// Calls the witnesses of one claim.
  public static func entry(of claim: Claim, audit: Audit = .embedded, effort: Effort = .standard) -> Entry {
    let evidence = claim.check?.evidence(effort: effort)
    return Entry(
      claim: claim,
      verdicts: Verdicts(proved: audit.verdict(of: claim.proof), simulated: evidence?.verdict ?? .notYet),
      evidence: evidence, theorems: (claim.proof?.theorems ?? []).compactMap { audit.theorem($0) })
  }
}
