import Measurement
import Testing

@Suite("Rank and permutation tests")
struct LogRankTests {
  // lifelines 0.30.3, logrank_test with weightings None, "wilcoxon", "peto".
  @Test(
    "a test's statistic is off",
    arguments: [
      (LogRankTest.Weight.logRank, 16.792940989216547, 4.168809109334511e-05),
      (.gehan, 13.457852049631065, 0.0002439829218905535),
      (.petoPrentice, 14.08413986685654, 0.00017481161537960345),
    ])
  func asymptotic(weight: LogRankTest.Weight, square: Double, p: Double) {
    let test = LogRankTest(Remission.placebo, Remission.treated, weight: weight)
    #expect(abs(test.z * test.z - square) < 1e-10 && test.z > 0)
    #expect(abs(test.asymptoticP(.either) - p) < 1e-12)
    #expect(abs(test.asymptoticP(.earlier) - p / 2) < 1e-12)
    #expect(abs(test.asymptoticP(.later) - (1 - p / 2)) < 1e-12)
    // Sums of 42 scores of size about 1.
    #expect(abs(test.scores.reduce(0, +)) < 1e-10)
  }

  // Counted in Python by itertools.combinations: deals at least and at most as large as the observed one, of 462.
  @Test(
    "a permutation law misses deals",
    arguments: [
      (LogRankTest.Weight.logRank, 42, 423, 23), (.gehan, 19, 446, 19), (.petoPrentice, 20, 445, 22),
    ])
  func permutation(weight: LogRankTest.Weight, above: Int, below: Int, reached: Int) {
    let test = LogRankTest(SmallGroups.first, SmallGroups.second, weight: weight)
    let law = test.permutationLaw {
      Issue.record("an exact law drew"); return 0
    }
    #expect(law.isExact && law.draws == 462)
    #expect(law.upper(test.statistic) == Double(above) / 462)
    #expect(law.lower(test.statistic) == Double(below) / 462)
    #expect(law.p(test.statistic, .either) == min(1, 2 * Double(above) / 462))
    #expect(law.smallestP(.earlier) == 1.0 / 462)
    #expect(law.reachedRate(0.05, .earlier) == Double(reached) / 462)
  }

  @Test(
    "the smallest p-value of n + n runs is not 1/C(2n, n)",
    arguments: [(2, 6.0), (3, 20), (5, 252), (10, 184756)])
  func smallest(n: Int, deals: Double) {
    let early = (0..<n).map { SurvivalTime.collapsed(10 + $0) }
    let late = (0..<n).map { SurvivalTime.collapsed(100 + $0) }
    let test = LogRankTest(early, late)
    let law = test.permutationLaw { 0 }
    #expect(law.p(test.statistic, .earlier) == 1 / deals && law.smallestP(.earlier) == 1 / deals)
    #expect(law.p(test.statistic, .either) == 2 / deals)
    #expect(law.p(test.statistic, .later) == 1)
  }

  @Test("one run beside many is not counted exactly")
  func single() {
    let old = (1...200).map { SurvivalTime.collapsed(100 + $0) }
    let test = LogRankTest([.collapsed(50)], old)
    let law = test.permutationLaw {
      Issue.record("an exact law drew"); return 0
    }
    #expect(law.isExact && law.draws == 201 && law.p(test.statistic, .earlier) == 1.0 / 201)
  }

  @Test("random deals disagree with all deals")
  func random() {
    var random = SplitMix(state: 5)
    let scores = (0..<60).map { _ in random.uniform() }
    let law = ScoreSumLaw(scores: scores, drawn: 30, replicates: 20_000) { random.uniform() }
    #expect(!law.isExact && law.draws == 20_001)
    // The law of the sum is nearly normal: mean 30 m, variance 30·30/59 s² with s² the scores' variance. Twenty thousand
    // draws give a share to 5 standard errors within 0.018.
    let mean = scores.reduce(0, +) / 60
    let variance = scores.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 60
    let deviation = (variance * 30 * 30 / 59).squareRoot()
    for z in [-1.0, 0, 1.5] {
      let expected = TailProbability.normalUpper(z)
      // The normal limit itself is good to about 0.002 here.
      #expect(abs(law.upper(30 * mean + z * deviation) - expected) < 0.02)
      #expect(abs(law.upper(30 * mean + z * deviation) + law.lower(30 * mean + z * deviation) - 1) < 1e-4)
    }
    #expect(law.upper(1e9) == 1.0 / 20_001)
  }

  // Counted in Python like the laws above.
  @Test("a restricted mean test misses deals")
  func restrictedMean() {
    func test(_ side: CollapseSide, limit: Int = 462) -> RestrictedMeanTest {
      var random = SplitMix(state: 3)
      return RestrictedMeanTest(
        SmallGroups.first, SmallGroups.second, horizon: 12, side: side, limit: limit, replicates: 4000
      ) { random.uniform() }
    }
    #expect(abs(test(.earlier).difference + 91.0 / 30) < 1e-12)
    #expect(test(.earlier).isExact && test(.earlier).p == 34.0 / 462)
    #expect(test(.later).p == 437.0 / 462 && test(.either).p == 68.0 / 462)
    #expect(test(.earlier).interval.contains(-91.0 / 30))
    let drawn = test(.earlier, limit: 461)
    // 4,000 deals: five standard errors of 0.0736 are 0.021.
    #expect(!drawn.isExact && abs(drawn.p - 34.0 / 462) < 0.021)
  }

  // SciPy's brentq on the likelihood written down again in Python; lifelines 0.30.3's CoxPHFitter agrees to its 10⁻⁶.
  @Test("a hazard ratio is off")
  func hazardRatio() throws {
    let ratio = HazardRatio(Remission.placebo, Remission.treated)
    #expect(abs(try #require(ratio.estimate) - 4.816873898279402) < 1e-9)
    #expect(abs(try #require(ratio.interval.low) - 2.2145724727425913) < 1e-9)
    #expect(abs(try #require(ratio.interval.high) - 11.36834919828351) < 1e-9)
    let inverse = HazardRatio(Remission.treated, Remission.placebo)
    #expect(abs(try #require(inverse.estimate) * 4.816873898279402 - 1) < 1e-9)
    let test = LogRankTest(Remission.placebo, Remission.treated)
    #expect(ratio.peto.map { $0 > 1 } == true && test.statistic > 0)
  }

  @Test("a hazard ratio without a maximum has one, or no bound on the side that has one")
  func separated() {
    let early: [SurvivalTime] = [.collapsed(1), .collapsed(2), .collapsed(3)]
    let late: [SurvivalTime] = [.collapsed(7), .collapsed(8), .collapsed(9)]
    let ratio = HazardRatio(early, late)
    #expect(ratio.estimate == nil && ratio.interval.high == nil)
    #expect(ratio.interval.low.map { $0 > 1 } == true)
    let inverse = HazardRatio(late, early)
    #expect(
      inverse.estimate == nil && inverse.interval.low == nil && inverse.interval.high.map { $0 < 1 } == true)
    let none = HazardRatio([.censored(5)], [.censored(6)])
    #expect(none.estimate == nil && none.interval.low == nil && none.interval.high == nil && none.peto == nil)
  }

  // Counted in Python over all 256 signs.
  @Test("a signed-rank law misses signs")
  func signedRank() {
    let differences = [-5, -3, -3, 2, -8, 1, -1, -12]
    let test = SignedRankTest(differences.map { (.collapsed(100), .collapsed(100 + $0)) })
    #expect(test.statistic == 31.5 && test.differences == differences)
    #expect(test.p(.earlier) == 9.0 / 256 && test.p(.later) == 251.0 / 256 && test.p(.either) == 18.0 / 256)
    #expect(test.smallestP(.earlier) == 1.0 / 256)
    #expect(test.reachedRate(0.05, .earlier) <= 0.05 && test.reachedRate(0.05, .earlier) >= 9.0 / 256)
  }

  @Test("a pair of which the censoring hides the order counts")
  func censoredPairs() {
    let test = SignedRankTest([
      (.collapsed(50), .censored(40)), (.collapsed(50), .censored(80)), (.censored(80), .collapsed(50)),
      (.censored(40), .collapsed(50)), (.censored(40), .censored(90)),
    ])
    #expect(test.differences == [0, 30, -30, 0, 0] && test.informative == 2)
    #expect(SignedRankTest([(.collapsed(1), .collapsed(1))]).p(.either) == 1)
  }
}
