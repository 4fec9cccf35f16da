import Claims
import Testing

@Suite struct LedgerTests {
  @Test(
    "a claim has another verdict than the ledger says, or its control came out wrong",
    arguments: Ledger.standard.claims.map(\.id))
  func verdict(id: String) throws {
    let claim = try #require(Ledger.standard.claims.first { $0.id == id })
    let entry = Ledger.entry(of: claim)
    #expect(entry.verdicts == claim.expected)
    if let evidence = entry.evidence {
      #expect(evidence.isControlSound, "\(evidence.control): \(evidence.controlFinding)")
    }
  }

  @Test("two claims have one name")
  func names() {
    let ids = Ledger.standard.claims.map(\.id)
    #expect(Set(ids).count == ids.count)
  }

  @Test("a claim that is false as stated does not say what is true instead")
  func corrections() {
    for claim in Ledger.standard.claims {
      let isFalse = claim.expected.simulated == .refuted || claim.expected.proved == .refuted
      #expect(!isFalse || claim.correction != nil, "\(claim.id)")
    }
  }

  @Test("proof and computation contradict each other")
  func witnessesAgree() {
    for claim in Ledger.standard.claims {
      let verdicts = Set([claim.expected.proved, claim.expected.simulated]).subtracting([.notYet])
      #expect(verdicts.count <= 1, "\(claim.id)")
    }
  }
}

@Suite struct CheckTests {
  private func check(_ stated: Check.Finding, _ control: Check.Finding, controlHolds: Bool = false) -> Verdict
  {
    Check(paths: ["one", "two"], control: "a control", controlHolds: controlHolds) {
      $0 == .stated ? stated : control
    }
    .evidence().verdict
  }

  @Test("a finding leads to the wrong verdict")
  func verdicts() {
    #expect(check(.agrees(""), .violated("")) == .holds)
    #expect(check(.violated(""), .violated("")) == .refuted)
    #expect(check(.undecided(""), .violated("")) == .inconclusive)
    #expect(check(.violated(""), .agrees(""), controlHolds: true) == .refuted)
    #expect(check(.agrees(""), .agrees(""), controlHolds: true) == .holds)
  }

  @Test(
    "a check that cannot see a planted variant still decides",
    arguments: [Check.Finding.agrees(""), .undecided("")])
  func blindCheck(control: Check.Finding) {
    #expect(check(.agrees(""), control) == .inconclusive)
    #expect(check(.violated(""), control) == .inconclusive)
  }

  @Test("a check that refutes everything still decides")
  func jumpyCheck() {
    #expect(check(.violated(""), .violated(""), controlHolds: true) == .inconclusive)
  }
}
