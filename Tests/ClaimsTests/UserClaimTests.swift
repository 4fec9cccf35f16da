import Claims
import Sharpening
import SharpeningNumerics
import Testing

@testable import Claims

@Suite("A user's claim gets the verdict that its rule says")
struct UserClaimTests {
  private func simulation(_ replicates: Int) -> MajorityVoteSimulation {
    var simulation = MajorityVoteSimulation()
    simulation.problems = 20
    simulation.steps = 3
    simulation.replicates = replicates
    return simulation
  }

  private func examine(_ expression: String, replicates: Int = 30, share: Double = 1) throws
    -> UserClaimResult
  {
    try UserClaim(
      name: "a", statement: "", expression: expression, subject: .simulation(simulation(replicates)),
      requiredShare: share, place: "test"
    ).examine()
  }

  @Test("a claim over replicates is decided against its rule")
  func rule() throws {
    let all = try examine("always(reward_accuracy >= 0)")
    #expect(all.verdict == .holds && all.share?.holding == 30)
    let none = try examine("label_accuracy[0] > 1")
    #expect(none.verdict == .refuted && none.share?.holding == 0)
    #expect(none.sides?.replicate == 0 && none.sides?.right == 1)
    // The 20 majorities are right with probability 0.6 each: some replicates lie above 0.6, and some below.
    let some = try examine("label_accuracy[0] >= 0.6")
    let share = try #require(some.share)
    #expect(share.holding > 0 && share.holding < 30, "drawn with a fixed seed")
    #expect(some.verdict == .refuted, "one replicate in which it is false refutes")
    let interval = try #require(share.interval)
    let below = try examine("label_accuracy[0] >= 0.6", share: interval.lower / 2)
    let above = try examine("label_accuracy[0] >= 0.6", share: (1 + interval.upper) / 2)
    let inside = try examine("label_accuracy[0] >= 0.6", share: Double(share.holding) / 30)
    #expect(below.verdict == .holds && above.verdict == .refuted && inside.verdict == .inconclusive)
    for result in [all, none, some, below, above, inside] { #expect(result.isControlSound) }
  }

  @Test("a run in which nothing is random gets an interval")
  func exact() throws {
    var exact = simulation(10)
    exact.law = .infinite
    exact.sameProblems = true
    let claim = try UserClaim(
      name: "a", statement: "", expression: "increasing(majority_ratio)", subject: .simulation(exact),
      place: "t")
    let result = claim.examine()
    #expect(result.verdict == .holds && result.share?.interval == nil && result.sides?.replicate == nil)
  }

  @Test("a column that a simulation does not measure is found out only when it runs")
  func unknownColumn() throws {
    let error = try #require(throws: ClaimError.self) { try examine("always(response_length > 0)") }
    guard case .badExpression(_, let column, let reason) = error else {
      Issue.record("\(error)")
      return
    }
    #expect(column == 8 && reason.contains("unknown name \"response_length\""))
  }

  @Test("a claim without a value is decided")
  func undefined() throws {
    let result = try examine("log(label_accuracy[0] - 2) < 0")
    #expect(result.verdict == .inconclusive && result.finding.contains("not a number"))
  }

  @Test("beta, N and problems are not those of the simulation")
  func constants() throws {
    #expect(try examine("beta == 1 and N == 8 and problems == 20").verdict == .holds)
  }

  @Test("results depend on the executor")
  func executors() throws {
    struct Backwards: Executor {
      func map<Result: Sendable>(_ count: Int, _ body: @Sendable (Int) -> Result) -> [Result] {
        (0..<count).reversed().map(body).reversed()
      }
    }
    let claim = try UserClaim(
      name: "a", statement: "", expression: "label_accuracy[0] >= 0.6", subject: .simulation(simulation(5)),
      place: "t")
    #expect(claim.examine().finding == claim.examine(executor: Backwards()).finding)
  }

  // Tables of Clopper and Pearson's interval at 95 %: 0 of 10, 5 of 10, 10 of 10, and R's binom.test(1, 20).
  @Test(
    "an interval of a share is not Clopper and Pearson's",
    arguments: [
      (0, 10, 0.0, 0.308_497_1), (5, 10, 0.187_086_0, 0.812_914_0), (10, 10, 0.691_502_9, 1.0),
      (1, 20, 0.001_265_089, 0.248_732_8),
    ])
  func interval(_ successes: Int, _ trials: Int, _ lower: Double, _ upper: Double) {
    let interval = Interval.clopperPearson(successes: successes, trials: trials)
    // The tables have seven digits.
    #expect(abs(interval.lower - lower) < 1e-7 && abs(interval.upper - upper) < 1e-7, "\(interval)")
  }
}

@Suite("Margins tell how far a check is from its tolerance")
struct MarginTests {
  @Test("the largest difference is not counted in tolerances")
  func tolerances() {
    var comparison = Comparison(absolute: 0.1, relative: 0.1)
    comparison.equal(1, 1.1, "small")
    comparison.atMost(2, 5, "no excess")
    #expect(abs((comparison.finding("numbers").margin?.value ?? 0) - 0.1 / 0.21) < 1e-12)
    comparison.atMost(3, 2, "large")
    let finding = comparison.finding("numbers")
    guard case .violated = finding else {
      Issue.record("\(finding)")
      return
    }
    #expect(finding.margin?.unit == .tolerances && abs((finding.margin?.value ?? 0) - 2.5) < 1e-12)
  }

  @Test("an estimate is not counted in standard errors")
  func standardErrors() {
    var comparison = Comparison(absolute: 1e-12)
    comparison.estimate(1.25, 1, standardError: 0.125, "near")
    #expect(comparison.finding("estimates").margin == Margin(value: 2, unit: .standardErrors, limit: 6))
    comparison.estimate(2, 1, standardError: 0.1, "far")
    let finding = comparison.finding("estimates")
    #expect(
      finding
        == .violated("far: 2 ± 1.0e-01 against 1", margin: Margin(value: 10, unit: .standardErrors, limit: 6))
    )
  }

  @Test("a condition that fails is given the margin of numbers that agree")
  func conditions() {
    var comparison = Comparison(absolute: 0.1)
    comparison.equal(1, 1.05, "numbers")
    comparison.require(false, "a condition")
    #expect(comparison.finding("things") == .violated("a condition"))
  }

  @Test("a thorough effort does not reach the check, or a check without effort does not ignore it")
  func effort() {
    let sampled = Check.sampled(paths: ["one", "two"], control: "none") { variant, effort in
      variant == .stated ? .agrees("\(effort.samples(7))") : .violated("")
    }
    #expect(sampled.evidence().finding == "agrees: 7")
    #expect(sampled.evidence(effort: .thorough).finding == "agrees: 70")
    let plain = Check(paths: ["one", "two"], control: "none") { $0 == .stated ? .agrees("7") : .violated("") }
    #expect(plain.evidence(effort: .thorough) == plain.evidence())
  }

  @Test("the slowest claims are not claims, or entries come in another order")
  func order() {
    #expect(Set(Ledger.slowest).subtracting(Ledger.standard.claims.map(\.id)) == [])
    // The slow ones' names on claims that take no time.
    let claims = ["T2", "T40", "T8", "T38"].map {
      Claim(id: $0, title: "", statement: "", source: "", basis: .stated, expected: Verdicts())
    }
    #expect(Ledger.entries(of: claims).map(\.claim.id) == claims.map(\.id))
  }
}
