import Measurement
import Sharpening
import SharpeningNumerics
import Testing

@Suite struct RewardGroupTests {
  /// Answers 1 0 1 0 2 and one unparsed: 1 and 0 are tied, 1 was seen first.
  private let tied = RolloutGroup(answers: [1, 0, 1, 0, 2, -1], isCorrect: [true, false, false])

  private func votes(_ rule: VoteRule) throws -> [Double] {
    try Reward.majorityVoting(rule).rewards(of: tied)
  }

  @Test("a tie does not go to the answer seen first, or does under every-tied")
  func ties() throws {
    #expect(try votes(VoteRule()) == [1, 0, 1, 0, 0, 0])
    #expect(try votes(VoteRule(tieRule: .everyTied)) == [1, 1, 1, 1, 0, 0])
  }

  @Test("an unparsed rollout leaves the denominator, or is paid")
  func shares() throws {
    let third = 1.0 / 3
    #expect(try votes(VoteRule(value: .labelShare)) == [third, 0, third, 0, 0, 0])
    #expect(try votes(VoteRule(value: .share)) == [third, third, third, third, 1.0 / 6, 0])
  }

  @Test("a label stands below its threshold, or falls at it")
  func threshold() throws {
    #expect(try votes(VoteRule(threshold: 1.0 / 3)) == [1, 0, 1, 0, 0, 0])
    #expect(try votes(VoteRule(threshold: 0.34)) == [0, 0, 0, 0, 0, 0])
  }

  @Test("a rollout votes on itself under leave-one-out")
  func others() throws {
    // Without the first 1, the zeros lead; without a zero, the ones do; without the 2, 1 is seen first.
    #expect(try votes(VoteRule(voters: .others)) == [0, 0, 0, 0, 0, 0])
    #expect(
      try Reward.majorityVoting(VoteRule(voters: .others))
        .rewards(of: RolloutGroup(answers: [0, 0, 0, 1], isCorrect: [true, false])) == [1, 1, 1, 0])
    #expect(throws: SharpeningError.self) {
      try Reward.majorityVoting(VoteRule(voters: .others))
        .rewards(of: RolloutGroup(answers: [0], isCorrect: [true]))
    }
  }

  @Test("weights do not decide a vote")
  func weights() throws {
    var group = RolloutGroup(answers: [0, 0, 1], isCorrect: [true, false])
    group.weights = [1, 1, 3]
    let rule = VoteRule(value: .share, weights: .given)
    #expect(try Reward.majorityVoting(rule).rewards(of: group) == [0.4, 0.4, 0.6])
    group.features = RolloutFeatures(logProbability: [-800, -800, -799])
    // e against 1 + 1: the third vote alone outweighs the two.
    #expect(try Reward.majorityVoting(VoteRule(weights: .probability)).rewards(of: group) == [0, 0, 1])
    group.features = RolloutFeatures(meanUniformCrossEntropy: [2, 1, 2.5])
    #expect(try Reward.majorityVoting(VoteRule(weights: .selfCertainty)).rewards(of: group) == [1, 1, 0])
  }

  @Test("a model that agrees with itself has no more say than one that does not (RLCCF)")
  func models() throws {
    var group = RolloutGroup(answers: [0, 0, 1, 1, 2, 3, 1], isCorrect: [true, false, false, false])
    group.models = [0, 0, 1, 1, 1, 1, 1]
    // Model 0 is consistent throughout: 2 votes of weight 1; model 1 gives answer 1 three of five times: 3 · 0.6.
    #expect(
      try Reward.majorityVoting(VoteRule(weights: .modelConsistency)).rewards(of: group) == [
        1, 1, 0, 0, 0, 0, 0,
      ])
  }

  @Test("the label of Co-Reward is taken from the group itself")
  func rephrased() throws {
    var group = RolloutGroup(answers: [0, 0, 1], isCorrect: [true, false])
    group.rephrased = [1, 1, 0]
    #expect(try Reward.majorityVoting(VoteRule(voters: .rephrased)).rewards(of: group) == [0, 0, 1])
  }

  @Test("clusters do not merge answers, or an entropy outside the thresholds is trained on")
  func clusters() throws {
    let merged = SemanticClusters(map: [0, 1, 0])
    #expect(try Reward.clusters(merged).rewards(of: tied) == [1, 1.5, 1, 1.5, 1.5, 0].map { $0 / 3 })
    // Shares 1/2, 1/3 and 1/6 unparsed: 1.0114 nats.
    let low = SemanticClusters(map: [0, 1, 0], lowestEntropy: 1.02)
    let high = SemanticClusters(map: [0, 1, 0], highestEntropy: 1.0)
    let between = SemanticClusters(map: [0, 1, 0], lowestEntropy: 1.0, highestEntropy: 1.02)
    #expect(try Reward.clusters(low).rewards(of: tied) == [0, 0, 0, 0, 0, 0])
    #expect(try Reward.clusters(high).rewards(of: tied) == [0, 0, 0, 0, 0, 0])
    #expect(try Reward.clusters(between).rewards(of: tied)[0] == 1.0 / 3)
    #expect(throws: SharpeningError.self) {
      try Reward.clusters(SemanticClusters(map: [0])).rewards(of: tied)
    }
  }

  @Test("a steady path is not worth more than a wavering one (CoVo)")
  func consistency() throws {
    var group = RolloutGroup(answers: [0, 0, 0, -1], isCorrect: [true, false])
    group.intermediate = [[0, 0, 0, 0], [1, 1, 0, 0], [0, 0, 1, 0], [0, 0]]
    // 1 − 0, 1/2 − 2/4, 3/4 − 3/4, and for no answer 0 − 1.
    #expect(try Reward.consistencyVolatility().rewards(of: group) == [1, 0, 0, -1])
    #expect(try Reward.consistencyVolatility(weight: 0).rewards(of: group) == [1, 0.5, 0.75, 0])
  }

  @Test("a certainty reward has another sign, scale or base than the authors' code")
  func certainty() throws {
    let group = RolloutGroup([1, 2], of: mixedOutputs)
    let features = try #require(group.features)
    let logs = try #require(features.logProbability)
    #expect(try Reward.selfCertainty.rewards(of: group) == [1.5, 1.9])
    #expect(try Reward.tokenLevelEntropy.rewards(of: group) == [-0.5, -0.3])
    #expect(try Reward.trajectoryLevelEntropy().rewards(of: group) == [logs[0] / 2, logs[1] / 4])
    #expect(try Reward.trajectoryLevelEntropy(perToken: false).rewards(of: group) == logs)
    let probabilities = try Reward.probability.rewards(of: group)
    #expect(abs(probabilities[0] - 0.25) < 1e-15 && abs(probabilities[1] - 0.2) < 1e-15)
    #expect(try Reward.probabilityDisparity.rewards(of: group) == [0.4, 0.6])
    #expect(try Reward.groundTruth.rewards(of: RolloutGroup([0, 1, 3], of: mixedOutputs)) == [0, 1, 0])
  }

  @Test("a reward is computed from features that are not there")
  func missing() {
    let bare = RolloutGroup(answers: [0, 1], isCorrect: [true, false])
    let rewards: [Reward] = [
      .selfCertainty, .tokenLevelEntropy, .trajectoryLevelEntropy(), .probability, .probabilityDisparity,
      .consistencyVolatility(), .random(), .verifier(AcceptanceRates(truePositive: 1, falsePositive: 0)),
      .majorityVoting(VoteRule(voters: .rephrased)), .majorityVoting(VoteRule(weights: .given)),
      .unified(UnifiedReward(link: .identity, sign: .plus, granularity: .tokens, anchor: .uniform)),
    ]
    for reward in rewards {
      #expect(throws: SharpeningError.self, "\(reward.name)") { try reward.rewards(of: bare) }
    }
    // A table of answers knows log π(y), but no lengths.
    let drawn = RolloutGroup([0, 1], of: goldenOutputs)
    #expect(throws: SharpeningError.self) { try Reward.trajectoryLevelEntropy().rewards(of: drawn) }
    #expect(throws: Never.self) { try Reward.trajectoryLevelEntropy(perToken: false).rewards(of: drawn) }
  }

  @Test("a verifier accepts at other rates than given, or draws where verdicts are known")
  func verifier() throws {
    let count = 20_000
    let group = RolloutGroup(
      answers: (0..<count).map { Int32($0 % 2) }, isCorrect: [true, false])
    var generator = Generator(seed: Seed(7).child("verifier"))
    let rates = AcceptanceRates(truePositive: 0.8, falsePositives: [0, 0.3])
    let rewards = try Reward.selfVerify(rates).rewards(of: group, using: &generator)
    for (answer, rate) in [(0, 0.8), (1, 0.3)] {
      let accepted = stride(from: answer, to: count, by: 2).filter { rewards[$0] == 1 }.count
      // Two intervals, each missed with probability 5e-7 at most.
      #expect(binomialInterval(trials: count / 2, probability: rate, falseAlarm: 5e-7).contains(accepted))
    }
    var known = RolloutGroup(answers: [0, 1], isCorrect: [true, false])
    known.verdicts = [false, true]
    let taken = try Reward.selfVerify(rates).rewards(of: known, using: &generator)
    #expect(taken == [0, 1])
  }

  @Test("a problem of a vote set loses its order, features or correctness on the way to a group")
  func fromVotes() {
    let votes = VoteSet(
      rolloutsPerProblem: [1, 2], answers: [0, 1, -1], answersPerProblem: [1, 2],
      isCorrect: [true, false, true],
      features: RolloutFeatures(length: [5, 6, 7]))
    let group = RolloutGroup(votes, problem: 1)
    #expect(group.answers == [1, -1])
    #expect(group.isCorrect == [false, true])
    #expect(group.features?.length == [6, 7])
    #expect(group.isCorrectRollout(0) && !group.isCorrectRollout(1))
  }
}
