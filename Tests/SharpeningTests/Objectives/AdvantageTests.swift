import Measurement
import Sharpening
import Testing

@Suite struct AdvantageTests {
  @Test("equal rewards have an advantage, be it by a rounding error")
  func uniform() throws {
    let all: [Advantage] = [
      .verl, .trl, .meanOnly, .leaveOneOut,
      Advantage(baseline: .groupMean, scale: .groupDeviation, epsilon: 0),
      .reinforcePlusPlus, .reinforcePlusPlusBaseline, Advantage(baseline: .none, scale: .batchDeviation),
    ]
    for advantage in all.dropLast() {
      // Three times 0.1 add up to more than 0.3, eight times 20.3 are exact in Double and not in Float.
      for group in [[0.1, 0.1, 0.1], [Double](repeating: 20.3, count: 8), [0.7]] where group.count > 1 {
        #expect(try advantage.advantages(of: group).allSatisfy { $0 == 0 }, "\(advantage)")
      }
    }
    #expect(try all[7].advantages(of: [0.3, 0.3]) == [0, 0])
    #expect(try Advantage(baseline: .fixed(0.3), scale: .groupDeviation).advantages(of: [1, 1]) == [0, 0])
  }

  @Test("GRPO's numbers are not those of verl or TRL")
  func grpo() throws {
    // One success of eight: mean 1/8, variance with ddof 1 exactly 1/8.
    let rewards = [1.0, 0, 0, 0, 0, 0, 0, 0]
    let root = 0.125.squareRoot()
    let cases: [(Advantage, Double)] = [
      (.verl, root + 1e-6), (.trl, root + 1e-4), (.meanOnly, 1),
      (Advantage(baseline: .groupMean, scale: .groupDeviation, ddof: 0, epsilon: 0), (7.0 / 64).squareRoot()),
    ]
    for (advantage, divisor) in cases {
      let found = try advantage.advantages(of: rewards)
      #expect(abs(found[0] - 0.875 / divisor) < 1e-12)
      #expect(abs(found[5] + 0.125 / divisor) < 1e-12)
    }
  }

  @Test("leave-one-out compares with a mean that holds the rollout itself")
  func leaveOneOut() throws {
    let found = try Advantage.leaveOneOut.advantages(of: [1.0, 4, 7])
    for (a, b) in zip(found, [-4.5, 0.0, 4.5]) { #expect(abs(a - b) < 1e-14) }
    #expect(throws: SharpeningError.self) { try Advantage.leaveOneOut.advantages(of: [1.0]) }
  }

  @Test("batch statistics run over groups, or dropped groups stay in them")
  func batch() throws {
    let groups = [[1.0, 1], [0, 0], [1, 0]]
    let plus = try Advantage.reinforcePlusPlus.advantages(of: groups).compactMap { $0 }
    // Mean 1/2, three ones of six: variance 6/4/5.
    for (a, b) in zip(plus.flatMap { $0 }, [0.5, 0.5, -0.5, -0.5, 0.5, -0.5]) {
      #expect(abs(a - b / (0.3.squareRoot() + 1e-8)) < 1e-12)
    }
    let centred = try Advantage.reinforcePlusPlusBaseline.advantages(of: groups).compactMap { $0 }
    #expect(centred[0] == [0, 0] && centred[1] == [0, 0])
    // Two halves among six zeros and halves: variance (1/4 + 1/4)/5.
    #expect(abs(centred[2][0] - 0.5 / (0.1.squareRoot() + 1e-8)) < 1e-12)
    let dropping = Advantage(baseline: .batchMean, scale: .none, dropsUniformGroups: true)
    #expect(try dropping.advantages(of: groups) == [nil, nil, [0.5, -0.5]])
    let fixed = Advantage(baseline: .fixed(0.25))
    #expect(try fixed.advantages(of: [1.0, 0]) == [0.75, -0.25])
  }

  @Test(
    "an expected advantage differs from its average over all groups",
    arguments: [
      Advantage.none, .meanOnly, .leaveOneOut, .verl,
      Advantage(baseline: .fixed(0.3), scale: .groupDeviation, ddof: 0),
    ])
  func expectation(advantage: Advantage) throws {
    let rates = [0.9, 0.2, 0.2]
    let verifier = Reward.verifier(AcceptanceRates(truePositive: 0.9, falsePositive: 0.2))
    let rephrased = OutputPolicy(
      answers: Policy(probabilities: [0.2, 0.5, 0.3]), isCorrect: [true, false, false])
    let cases: [(Reward, [Double]?, RewardContext)] = [
      (.majorityVoting(), nil, RewardContext()), (.clusters(), nil, RewardContext()),
      (.majorityVoting(VoteRule(voters: .others)), nil, RewardContext()),
      (.groundTruth, nil, RewardContext()),
      (.majorityVoting(VoteRule(voters: .rephrased)), nil, RewardContext(rephrased: rephrased)),
      (verifier, rates, RewardContext()),
    ]
    for (reward, rates, context) in cases {
      let exact = try advantage.expectedAdvantages(
        of: reward, under: goldenOutputs, rollouts: 3, context: context)
      let averaged = try average(advantage, reward, rates, context)
      for (a, b) in zip(exact, averaged) { #expect(abs(a - b) < 1e-12, "\(reward) \(exact) \(averaged)") }
    }
  }

  private func average(
    _ advantage: Advantage, _ reward: Reward, _ rates: [Double]?, _ context: RewardContext
  ) throws -> [Double] {
    let p = goldenOutputs.policy.probabilities
    var sums = [0.0, 0, 0]
    for drawn in sequences(3, length: 3) {
      for second in context.rephrased == nil ? [[]] : sequences(3, length: 3) {
        for verdicts in rates == nil ? [[]] : sequences(2, length: 3) {
          var probability = drawn.reduce(1) { $0 * p[$1] }
          if let q = context.rephrased?.policy.probabilities {
            probability = second.reduce(probability) { $0 * q[$1] }
          }
          if let rates {
            for (output, verdict) in zip(drawn, verdicts) {
              probability *= verdict == 1 ? rates[output] : 1 - rates[output]
            }
          }
          var group = RolloutGroup(drawn, of: goldenOutputs)
          group.rephrased = context.rephrased.map { _ in second.map { Int32($0) } }
          group.verdicts = rates.map { _ in verdicts.map { $0 == 1 } }
          let found = try advantage.advantages(of: reward.rewards(of: group))
          // Each output is rollout i with probability 3 π(y) in all.
          for (output, value) in zip(drawn, found) { sums[output] += probability * value / (3 * p[output]) }
        }
      }
    }
    return sums
  }

  @Test("an infinite group is not the policy itself")
  func infinite() throws {
    let found = try Advantage.verl.expectedAdvantages(
      of: .majorityVoting(), under: goldenOutputs, rollouts: nil)
    // p = 1/2: (1 − p)/√(p(1 − p)) = 1.
    for (a, b) in zip(found, [1.0, -1, -1]) { #expect(abs(a - b) < 1e-5) }
    let noise = try Advantage.verl.expectedAdvantages(of: .random(), under: goldenOutputs, rollouts: nil)
    #expect(noise.allSatisfy { abs($0) < 1e-15 })
    let equal = OutputPolicy(answers: Policy(probabilities: [0.1, 0.2, 0.7]), isCorrect: [true, true, true])
    #expect(
      try Advantage.verl.expectedAdvantages(of: .groundTruth, under: equal, rollouts: nil) == [0, 0, 0])
  }

  @Test("an expectation over one problem is given for a statistic of the batch")
  func refusals() {
    for advantage in [
      Advantage.reinforcePlusPlus, Advantage(baseline: .groupMean, dropsUniformGroups: true),
      Advantage(baseline: .none, ddof: 2),
    ] {
      #expect(throws: SharpeningError.self) {
        try advantage.expectedAdvantages(of: .groundTruth, under: goldenOutputs, rollouts: 3)
      }
    }
  }
}
