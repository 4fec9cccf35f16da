public import Sharpening

/// The claims and what their witnesses say.
public struct Ledger: Sendable {
  /// The claims in the order of the sources.
  public let claims: [Claim]

  /// The ledger with the claims given.
  public init(claims: [Claim]) { self.claims = claims }

  /// The claims whose checks take longest, longest first: a second and more each, half of the whole ledger's time.
  ///
  /// Whoever calls the witnesses in parallel does well to start with these; no verdict depends on it.
  public static let slowest = ["T38", "T35", "T40", "T6", "T33", "T4ii", "T35b"]

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

  /// Calls the witnesses of several claims, the slowest first.
  ///
  /// - Returns: one entry a claim, in the claims' order.
  public static func entries(
    of claims: [Claim], effort: Effort = .standard, executor: any Executor = SerialExecutor()
  ) -> [Entry] {
    let ranks = claims.map { slowest.firstIndex(of: $0.id) ?? slowest.count }
    let order = claims.indices.sorted { (ranks[$0], $0) < (ranks[$1], $1) }
    let found = executor.map(claims.count) { entry(of: claims[order[$0]], effort: effort) }
    return zip(order, found).sorted { $0.0 < $1.0 }.map(\.1)
  }
}
