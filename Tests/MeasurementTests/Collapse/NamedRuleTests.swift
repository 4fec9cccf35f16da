import Measurement
import Testing

@Suite("Named collapse rules")
struct NamedRuleTests {
  @Test("the fixtures are not the runs they come from")
  func fixtures() {
    for run in [RealRewards.recovering, RealRewards.stable, RealRewards.collapsing] {
      #expect(run.steps == Array(1...500))
    }
  }

  @Test("the reward rule misses step 58 of a run whose reward is 0 from there, or finds a collapse in noise")
  func realRuns() {
    let rule = CollapseRule.groundTruth
    #expect(rule.outcome(of: RealRewards.collapsing) == .collapsed(step: 58))
    #expect(rule.outcome(of: RealRewards.recovering) == .censored(step: 500))
    #expect(rule.outcome(of: RealRewards.stable) == .censored(step: 500))
    #expect(CollapseRule.fitting(RealRewards.collapsing) == rule)
    // Any hold from 7 to 440 gives the same, as the noisy runs have at most 6 zeros in a row.
    for hold in [7, 10, 40, 440] {
      var other = rule
      other.hold = hold
      #expect(other.outcome(of: RealRewards.collapsing).step == 58)
      #expect(other.outcome(of: RealRewards.recovering).step == nil)
    }
    // A mean of ten steps sees the same collapse nine steps late: why the rule for rewards has none.
    let smoothed = CollapseRule(
      name: "smoothed", metric: .groundTruthReward, threshold: 0.01, smoothing: 10, hold: 20)
    #expect(smoothed.outcome(of: RealRewards.collapsing) == .collapsed(step: 67))
  }

  @Test("the held-out rule misses the fall to 0, or calls a fall from 46 to 33 a collapse")
  func heldout() {
    #expect(CollapseRule.heldout.outcome(of: RealRewards.collapsing) == .collapsed(step: 100))
    #expect(CollapseRule.heldout.outcome(of: RealRewards.recovering) == .censored(step: 500))
    #expect(CollapseRule.heldout.outcome(of: RealRewards.stable) == .censored(step: 500))
  }

  @Test("a share of the best is taken of a later best, or of the start's")
  func best() {
    let run = curve(.heldoutAccuracy, [0.2, 0.4, 0.8, 0.5, 0.41, 0.39, 0.38, 0.9, 0.44, 0.4])
    let rule = CollapseRule(name: "half", metric: .heldoutAccuracy, threshold: 0.5, of: .best, hold: 2)
    #expect(rule.outcome(of: run) == .collapsed(step: 5))
    var once = rule
    once.hold = 3
    #expect(once.outcome(of: run) == .censored(step: 9))
    // Counted from a base rate of 0.3 the level is 0.3 + 0.5·0.5 = 0.55 from step 2 on.
    #expect(rule.counted(from: 0.3).outcome(of: run) == .collapsed(step: 3))
    #expect(rule.counted(from: 0.3).description.contains("counted from a base rate of 0.3"))
  }

  @Test("an accuracy that ends at its base rate never collapses under a rule that counts from it")
  func baseRate() {
    // All answer the same, which is right on one problem in ten: the accuracy ends at 0.1.
    let run = curve(.rewardAccuracy, [0.6, 0.5, 0.3, 0.1, 0.1, 0.1, 0.1])
    #expect(CollapseRule.paper.outcome(of: run) == .censored(step: 6))
    #expect(CollapseRule.paper.counted(from: 0.1).outcome(of: run) == .collapsed(step: 3))
    #expect(CollapseRule.consensus.counted(from: 0.1) == CollapseRule.consensus)
  }

  @Test("a rising metric, or one measured by its start, is not seen")
  func rising() {
    let entropy = [Double](repeating: 0.4, count: 15) + [Double](repeating: 2.5, count: 30)
    #expect(CollapseRule.entropyHigh.outcome(of: curve(.actorEntropy, entropy)) == .collapsed(step: 15))
    let low = [Double](repeating: 0.4, count: 15) + [Double](repeating: 0.03, count: 30)
    #expect(CollapseRule.entropyLow.outcome(of: curve(.actorEntropy, low)) == .collapsed(step: 15))
    #expect(CollapseRule.entropyLow.outcome(of: curve(.actorEntropy, entropy)) == .censored(step: 44))
    let least = CollapseRule(name: "r", metric: .repetition, direction: .rises, threshold: 3, of: .best)
    #expect(least.outcome(of: curve(.repetition, [0.3, 0.1, 0.25, 0.31])) == .collapsed(step: 3))
    // The start's ten values cannot meet a condition on the start.
    let start = CollapseRule(name: "r", metric: .responseLength, threshold: 0.5, of: .start)
    #expect(start.outcome(of: curve(.responseLength, [10, 1, 1, 1])) == .censored(step: 3))
  }

  @Test("one of two conditions is enough, or steps without one of the metrics count")
  func consensus() {
    func run(_ ratio: (Int) -> Double, _ diversity: (Int) -> Double?) -> Trajectory {
      var run = Trajectory()
      for step in 0..<60 {
        var row: [Trajectory.Column: Double] = [.majorityRatio: ratio(step)]
        row[.answerDiversity] = diversity(step)
        run.append(step: step, row)
      }
      return run
    }
    let rule = CollapseRule.consensus
    let both = run({ $0 < 20 ? 0.5 : 0.99 }, { $0 < 30 ? 0.8 : 0.1 })
    #expect(rule.outcome(of: both) == .collapsed(step: 30))
    #expect(rule.outcome(of: run({ _ in 0.99 }, { _ in 0.8 })) == .censored(step: 59))
    #expect(rule.outcome(of: run({ _ in 0.5 }, { $0 < 30 ? 0.8 : 0.1 })) == .censored(step: 59))
    // Diversity every third step: 20 measured steps from 0 to 57, too few below.
    let sparse = run({ _ in 0.99 }, { $0 % 3 == 0 ? ($0 < 3 ? 0.8 : 0.1) : nil })
    #expect(rule.outcome(of: sparse) == .censored(step: 57))
    #expect(rule.survivalTime(of: sparse) == .censored(0))
  }

  @Test("the rule that is chosen for a run reads a column that the run has not, or its pseudo-reward")
  func fitting() {
    #expect(CollapseRule.fitting(curve(.rewardAccuracy, [1]))?.name == "default")
    #expect(CollapseRule.fitting(curve(.heldoutAccuracy, [1]))?.name == "heldout")
    #expect(CollapseRule.fitting(curve(.majorityRatio, [1])) == nil)
    #expect(CollapseRule.fitting(curve(.reward, [1]))?.name == "reward-lost")
    var pseudo = Trajectory()
    pseudo.append(step: 0, [.reward: 1, .majorityVotingReward: 1])
    #expect(CollapseRule.fitting(pseudo) == nil)
    #expect(CollapseRule.fitting(curve(.majorityVotingReward, [1])) == nil)
  }

  @Test("two rules share a name, or a name does not find its rule")
  func names() {
    #expect(Set(CollapseRule.named.map(\.name)).count == CollapseRule.named.count)
    for rule in CollapseRule.named {
      #expect(CollapseRule.named(rule.name) == rule)
      #expect(rule.description.hasPrefix("\(rule.name): "))
    }
    #expect(CollapseRule.named("none") == nil)
    let words = CollapseRule.groundTruth.description
    #expect(words == "ground-truth: ground_truth_reward below 0.01, for 20 measured steps")
  }

  @Test("a run without a collapse is at risk where its collapse could not be seen")
  func watched() {
    let rule = CollapseRule(name: "r", threshold: 0.5, hold: 5)
    #expect(rule.survivalTime(of: curve(.rewardAccuracy, [Double](repeating: 1, count: 20))) == .censored(15))
    #expect(rule.survivalTime(of: curve(.rewardAccuracy, [1, 1, 1, 1])) == nil)
    let late = curve(.rewardAccuracy, [Double](repeating: 1, count: 15) + [0, 0, 0, 0, 0])
    #expect(rule.survivalTime(of: late) == .collapsed(15))
  }

  @Test("the table of variants is not the rule applied again and again")
  func sensitivity() {
    let table = CollapseSensitivity(of: .groundTruth, in: RealRewards.collapsing)
    #expect(table.rule == "ground-truth" && table.rows.count == 60)
    for row in table.rows where row.threshold == 0.01 {
      // The first zero is at step 7; a mean of w needs w zeros, but one of 20 is below with the one correct rollout of step 57.
      switch (row.smoothing, row.hold) {
      case (1, 1): #expect(row.step == 7)
      case (1, _): #expect(row.step == 58)
      case (20, _): #expect(row.step == 75)
      case (let w, _): #expect(row.step == 57 + w)
      }
    }
    #expect(table.range.low == 7 && table.range.high == 77 && table.range.censored == 0)
  }
}
