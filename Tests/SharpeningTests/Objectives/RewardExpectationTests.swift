import Measurement
import Sharpening
import Testing

@Suite struct RewardExpectationTests {
  private let context = RewardContext(
    rephrased: OutputPolicy(
      policy: Policy(probabilities: [0.3, 0.5, 0.2]), answers: [0, 1, VoteSet.unparsed],
      isCorrect: [false, true]),
    intermediate: [[0, 0], [1], [0, 1, 1], [-1]], models: [0, 0, 1])

  /// Sums of a few dozen positive terms.
  private let tolerance = 1e-13

  private func compare(_ reward: Reward, rates: [Double]? = nil) throws {
    let exact = try reward.expectedRewards(under: mixedOutputs, rollouts: 3, context: context)
    let averaged = try averagedRewards(reward, mixedOutputs, rollouts: 3, context: context, rates: rates)
    for (a, b) in zip(exact, averaged) { #expect(abs(a - b) < tolerance, "\(reward): \(exact), \(averaged)") }
  }

  @Test(
    "a vote's expectation differs from its average over all groups",
    arguments: VoteRule.Value.allCases, [0, 0.5])
  func votes(value: VoteRule.Value, threshold: Double) throws {
    for voters in VoteRule.Voters.allCases {
      for tieRule in TieRule.allCases {
        for weights in VoteRule.Weights.allCases where weights != .given {
          if voters == .rephrased && weights != .equal { continue }
          try compare(
            .majorityVoting(
              VoteRule(
                value: value, threshold: threshold, voters: voters, weights: weights, tieRule: tieRule)))
        }
      }
    }
  }

  @Test("another reward's expectation differs from its average over all groups")
  func others() throws {
    let rewards: [Reward] = [
      .clusters(), .clusters(SemanticClusters(map: [0, 0])),
      .clusters(SemanticClusters(lowestEntropy: 0.5, highestEntropy: 1)), .consistencyVolatility(),
      .selfCertainty, .tokenLevelEntropy, .trajectoryLevelEntropy(), .trajectoryLevelEntropy(perToken: false),
      .probability, .probabilityDisparity, .groundTruth,
    ]
    for reward in rewards { try compare(reward) }
    for granularity in UnifiedReward.Granularity.allCases {
      for anchor in UnifiedReward.Anchor.allCases {
        let unified = UnifiedReward(link: .exp, sign: .minus, granularity: granularity, anchor: anchor)
        if unified.problem == nil { try compare(.unified(unified)) }
      }
    }
  }

  @Test("a drawn reward's expectation differs from its average over all groups and verdicts")
  func drawn() throws {
    let rates = AcceptanceRates(truePositive: 0.8, falsePositive: 0.3)
    try compare(.verifier(rates), rates: [0.3, 0.8, 0.8, 0.3])
    try compare(.selfVerify(rates), rates: [0.3, 0.8, 0.8, 0.3])
    try compare(.random(probability: 0.25), rates: [0.25, 0.25, 0.25, 0.25])
  }

  @Test("the vote of (.5, .3, .2) with N = 8 is not the published one (T28)")
  func golden() throws {
    // Six digits are given.
    let expected = try Reward.majorityVoting().expectedRewards(under: goldenOutputs, rollouts: 8)
    for (a, b) in zip(expected, [0.799469, 0.388793, 0.213748]) { #expect(abs(a - b) < 5e-7) }
    let two = try Reward.majorityVoting().expectedRewards(under: goldenOutputs, rollouts: 2)
    for (a, b) in zip(two, [0.75, 0.65, 0.6]) { #expect(abs(a - b) < 1e-14) }
    let clusters = try Reward.clusters().expectedRewards(under: goldenOutputs, rollouts: 8)
    for (a, b) in zip(clusters, [0.5625, 0.3875, 0.3]) { #expect(abs(a - b) < 1e-15) }
  }

  @Test("leave-one-out is not the gradient of the majority ratio (T28)")
  func leaveOneOut() throws {
    // ∂/∂π_a of E[max n]/N on the simplex, by central differences, is P(a leads the other N − 1) up to a constant. With every
    // tied answer a leader, as the argmax is a set.
    let rule = VoteRule(voters: .others, tieRule: .everyTied)
    let reward = try Reward.majorityVoting(rule).expectedRewards(under: goldenOutputs, rollouts: 5)
    func ratio(_ p: [Double]) throws -> Double {
      try PluralityLaw(of: Policy(probabilities: p), rollouts: 5).majorityRatio
    }
    let h = 1e-5
    for (a, b) in [(0, 1), (0, 2), (1, 2)] {
      var up = [0.5, 0.3, 0.2]
      var down = up
      up[a] += h
      up[b] -= h
      down[a] -= h
      down[b] += h
      let slope = (try ratio(up) - ratio(down)) / (2 * h)
      // Truncation 1e-9, rounding 1e-11.
      #expect(abs(slope - (reward[a] - reward[b])) < 1e-8)
    }
  }

  @Test("many rollouts do not approach infinitely many")
  func limit() throws {
    let rewards: [Reward] = [
      .majorityVoting(), .majorityVoting(VoteRule(value: .labelShare)),
      .majorityVoting(VoteRule(threshold: 0.3)), .majorityVoting(VoteRule(threshold: 0.7)),
      .majorityVoting(VoteRule(voters: .others)), .clusters(),
    ]
    for reward in rewards {
      let many = try reward.expectedRewards(under: goldenOutputs, rollouts: 100)
      let infinite = try reward.expectedRewards(under: goldenOutputs, rollouts: nil)
      // The second answer wins 1.4 % of votes of 100, and 2 % more where a rollout votes on itself.
      for (a, b) in zip(many, infinite) { #expect(abs(a - b) < 0.04, "\(reward)") }
    }
    let tied = OutputPolicy(
      answers: Policy(probabilities: [0.4, 0.4, 0.2]), isCorrect: [true, false, false])
    #expect(try Reward.majorityVoting().expectedRewards(under: tied, rollouts: nil) == [0.5, 0.5, 0])
  }

  @Test("an expectation that does not exist is given a number")
  func refusals() throws {
    #expect(throws: SharpeningError.self) {
      try Reward.majorityVoting(VoteRule(weights: .given)).expectedRewards(under: goldenOutputs, rollouts: 3)
    }
    #expect(throws: SharpeningError.self) {
      try Reward.majorityVoting(VoteRule(voters: .others)).expectedRewards(under: goldenOutputs, rollouts: 1)
    }
    #expect(throws: SharpeningError.self) {
      try Reward.majorityVoting(VoteRule(voters: .rephrased)).expectedRewards(
        under: goldenOutputs, rollouts: 3)
    }
    #expect(throws: SharpeningError.self) {
      try Reward.tokenLevelEntropy.expectedRewards(under: goldenOutputs, rollouts: 3)
    }
    let large = OutputPolicy(
      answers: Policy(logits: [Double](repeating: 0, count: 12)),
      isCorrect: [Bool](repeating: false, count: 12))
    #expect(throws: SharpeningError.self) {
      try Reward.majorityVoting(VoteRule(weights: .probability)).expectedRewards(under: large, rollouts: 8)
    }
  }

  @Test("an output of probability 0 has no expected reward")
  func impossible() throws {
    let outputs = OutputPolicy(
      answers: Policy(probabilities: [0.6, 0.4, 0]), isCorrect: [true, false, false])
    let exact = try Reward.majorityVoting().expectedRewards(under: outputs, rollouts: 3)
    let rule = UnifiedReward(link: .exp, sign: .minus, granularity: .answer, anchor: .majority)
    let enumerated = try Reward.unified(rule).expectedRewards(under: outputs, rollouts: 3)
    // One vote for it and two others: it wins a three-way tie if first, 2 · .6 · .4 / 3.
    #expect(abs(exact[2] - 0.16) < 1e-14)
    for (a, b) in zip(exact, enumerated) { #expect(abs(a - b) < 1e-14) }
  }
}
