import Claims
import Sharpening
import Testing

@Suite struct HypothesisTests {
  @Test("a hypothesis names a claim that the ledger does not have", arguments: Hypothesis.allCases)
  func claims(hypothesis: Hypothesis) {
    let known = Set(Ledger.standard.claims.map(\.id))
    #expect(!hypothesis.claims.isEmpty && known.isSuperset(of: hypothesis.claims))
  }
}
