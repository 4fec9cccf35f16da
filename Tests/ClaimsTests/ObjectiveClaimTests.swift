@testable import Claims
import Testing

@Suite struct ObjectiveClaimTests {
  @Test(
    "a claim on objectives has another verdict than the ledger says", arguments: Ledger.objectives.map(\.id))
  func verdict(id: String) throws {
    let claim = try #require(Ledger.objectives.first { $0.id == id })
    let entry = Ledger.entry(of: claim)
    #expect(
      entry.isAsExpected, "\(entry.evidence.map { "\($0.finding); control: \($0.controlFinding)" } ?? "none")"
    )
    #expect(entry.evidence?.isControlSound ?? false)
  }

  @Test("a name of a claim on objectives is taken, or a false one has no correction")
  func names() {
    let ids = Ledger.objectives.map(\.id)
    #expect(Set(ids).count == ids.count)
    for claim in Ledger.objectives where claim.expected.simulated == .refuted {
      #expect(claim.correction != nil)
    }
  }
}
