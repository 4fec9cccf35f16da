import Foundation
import Measurement
import Sharpening
import SharpeningNumerics
import Testing

@Suite struct ObjectiveRunTests {
  private let table = SoftmaxPolicy(goldenOutputs)
  private let tree = BranchingPolicy([0.3, -0.2, 0.1, 0.5, -0.5, 1, 0])
  private let majority = [true, false, false]

  private func mirror(_ step: MirrorStep) -> Objective {
    Objective(reward: .majorityVoting(), advantage: .none, update: .mirror(step), rollouts: nil)
  }

  @Test(
    "exact mirror steps on an infinite vote leave the odds law, the one-shot tilt or the plateau (T2, T8, T8b)"
  )
  func mirrorLaws() throws {
    let start = Policy(probabilities: [0.5, 0.3, 0.2]).logOdds(of: majority)
    func odds(_ step: MirrorStep) throws -> Double {
      let run = ObjectiveRun(mirror(step), from: table, steps: 5, mode: .exact)
      return try run.run().policies[0].outputs.policy.logOdds(of: majority)
    }
    #expect(try abs(odds(MirrorStep(beta: 0.8)) - (start + 5 / 0.8)) < 1e-12)
    #expect(try abs(odds(MirrorStep(beta: 0.8, reference: .fixed)) - (start + 1 / 0.8)) < 1e-12)
    // L_ref + (1 − (γ/(β + γ))⁵)/β.
    let plateau = start + (1 - pow(2.0 / 3, 5)) / 0.5
    #expect(try abs(odds(MirrorStep(beta: 0.5, reference: .both, gamma: 1)) - plateau) < 1e-12)
  }

  @Test("a natural step on a table is not a mirror step")
  func natural() throws {
    var objective = mirror(MirrorStep(beta: 0.5))
    objective.rollouts = 4
    objective.advantage = .meanOnly
    let mirrored = try ObjectiveRun(objective, from: table, steps: 3, mode: .exact).run()
    objective.update = .naturalGradient(stepSize: 2)
    let stepped = try ObjectiveRun(objective, from: table, steps: 3, mode: .exact).run()
    for (a, b) in zip(
      mirrored.policies[0].outputs.policy.logProbabilities,
      stepped.policies[0].outputs.policy.logProbabilities)
    {
      #expect(abs(a - b) < 1e-9)
    }
  }

  @Test("the exact gradient of a fixed reward is not the slope of its expectation")
  func gradient() throws {
    let loss = PolicyLoss(clip: .none, aggregation: .sequenceMeanTokenSum)
    let objective = Objective(reward: .groundTruth, advantage: .none, loss: loss)
    let expected = try objective.expectedGradient(at: tree, start: tree)
    let slope = slopes(tree) { tree in
      -zip(tree.outputs.policy.probabilities, tree.outputs.answers).reduce(0) { $1.1 == 1 ? $0 + $1.0 : $0 }
    }
    for (a, b) in zip(expected, slope) { #expect(abs(a - b) < 1e-8) }
  }

  @Test(
    "the exact gradient differs from the gradients of all groups, weighed",
    arguments: PolicyLoss.Aggregation.allCases)
  func averagedGradient(aggregation: PolicyLoss.Aggregation) throws {
    let loss = PolicyLoss(aggregation: aggregation, normaliser: 3, entropyBonus: 0.1)
    let start = BranchingPolicy([0, 0, 0, 0, 0.4, -1, 0.2])
    let base = Objective(
      reward: .majorityVoting(), loss: loss, kl: KLPenalty(KLEstimator(.k3), coefficient: 0.2), rollouts: 3)
    var inReward = base
    inReward.kl = KLPenalty(KLEstimator(.k2), placement: .reward, coefficient: 0.2)
    inReward.advantage = .meanOnly
    var tempered = base
    tempered.sampling = Sampling(temperature: 0.7)
    var cut = base
    cut.sampling = Sampling(temperature: 1.3, topP: 0.8)
    var partly = base
    partly.trained = 2
    var sequence = base
    sequence.loss.ratio = .sequence
    for objective in [base, inReward, tempered, cut, partly, sequence] {
      let exact = try objective.expectedGradient(at: tree, start: start)
      let averaged = try averagedGradient(objective, start)
      // Two hundred terms, ε of 10⁻⁶ in both.
      for (a, b) in zip(exact, averaged) {
        #expect(abs(a - b) < 1e-12, "\(objective.sampling) \(exact) \(averaged)")
      }
    }
  }

  /// Σ over all groups of P(group) times the gradient of its loss, through the sampled evaluators alone.
  private func averagedGradient(_ objective: Objective, _ start: BranchingPolicy) throws -> [Double] {
    let sampling = objective.sampling
    let seen = tree.mapped { sampling.tempered($0) }
    let first = start.mapped { sampling.tempered($0) }
    let drawn = tree.mapped { sampling.drawn($0) }.outputs.policy.probabilities
    let (logs, references) = (seen.tokenLogProbabilities, first.tokenLogProbabilities)
    var sum = [Double](repeating: 0, count: 7)
    for group in sequences(5, length: 3) {
      let probability = group.reduce(1) { $0 * drawn[$1] }
      if probability == 0 { continue }
      var rewards = try objective.reward.rewards(of: RolloutGroup(group, of: seen.outputs))
      if let kl = objective.kl, kl.placement == .reward {
        for (rollout, output) in group.enumerated() {
          for token in seen.tokens(of: output) {
            rewards[rollout] -= kl.coefficient * kl.estimator.value(logRatio: logs[token] - references[token])
          }
        }
      }
      let trained = objective.trained ?? 3
      let tokens = group.prefix(trained).flatMap { Array(seen.tokens(of: $0)) }
      let value = try objective.loss.evaluate(
        LossBatch(
          lengths: group.prefix(trained).map { seen.tokens(of: $0).count },
          advantages: objective.advantage.advantages(of: Array(rewards.prefix(trained))),
          logProbabilities: tokens.map { logs[$0] }, oldLogProbabilities: tokens.map { logs[$0] },
          referenceLogProbabilities: tokens.map { references[$0] }), penalty: objective.kl)
      var weights = [Double](repeating: 0, count: logs.count)
      for (token, derivative) in zip(tokens, value.derivatives) { weights[token] += probability * derivative }
      seen.addTokenScore(weights, to: &sum)
    }
    return sum.map { $0 / sampling.temperature }
  }

  @Test("drawn runs do not drift as the exact one does")
  func sampledDrift() throws {
    let objective = Objective(
      reward: .majorityVoting(), advantage: .meanOnly, loss: PolicyLoss(aggregation: .sequenceMeanTokenSum),
      rollouts: 4)
    let runs = 4000
    var sums = [0.0, 0, 0]
    for index in 1...runs {
      let run = ObjectiveRun(objective, from: table, steps: 1, mode: .sampled(Seed(11).child("drift", index)))
      let moved = try run.run().policies[0].parameters
      for answer in 0..<3 { sums[answer] += moved[answer] - table.parameters[answer] }
    }
    let exact = try objective.expectedGradient(at: table, start: table)
    for answer in 0..<3 {
      // A step lies in [−1/4, 1/4]: half of Hoeffding's bound for [0, 1], each of three missed with probability 3e-7.
      let tolerance = hoeffding(runs, falseAlarm: 3e-7) / 2
      #expect(abs(sums[answer] / Double(runs) + exact[answer]) < tolerance)
    }
  }

  @Test("a run depends on more than its seed, or not on it")
  func seeds() throws {
    let objective = Preset.verl.objective()
    func trajectory(_ seed: UInt64) throws -> Trajectory {
      var objective = objective
      objective.update = .policyGradient(GradientStep(.sgd(2), epochs: 2, miniBatches: 2))
      return try ObjectiveRun(objective, from: [table, table], steps: 6, mode: .sampled(Seed(seed))).run()
        .trajectory
    }
    #expect(try trajectory(1) == trajectory(1))
    #expect(try trajectory(1) != trajectory(2))
  }

  @Test("a run lacks columns, or its rows disagree with the policy")
  func columns() throws {
    let objective = Objective(
      reward: .trajectoryLevelEntropy(), update: .policyGradient(GradientStep(.sgd(1))))
    let exact = try ObjectiveRun(objective, from: tree, steps: 4, mode: .exact).run()
    let sampled = try ObjectiveRun(objective, from: tree, steps: 4, mode: .sampled(Seed(3))).run()
    for result in [exact, sampled] {
      #expect(result.end == .finished)
      #expect(result.trajectory.steps == [0, 1, 2, 3, 4])
      for column: Trajectory.Column in [
        .reward, .klToStart, .answerEntropy, .actorEntropy, .responseLength, .tokens, .groundTruthReward,
        .labelAccuracy, .rewardAccuracy,
      ] {
        #expect(result.trajectory[column]?.allSatisfy { $0?.isFinite ?? false } ?? false, "\(column)")
      }
      #expect(result.trajectory[.klToStart]?[0] == 0)
    }
    let reward = try #require(exact.trajectory[.reward]?[0])
    let outputs = tree.outputs
    let logs = outputs.policy.logProbabilities
    let mean = (0..<5).reduce(0.0) { $0 + exp(logs[$1]) * logs[$1] / ($1 < 4 ? 2 : 1) }
    #expect(abs(reward - mean) < 1e-12)
    // An exact mean field of votes is the simulator's.
    let voting = Objective(reward: .majorityVoting(), advantage: .none, update: .mirror(), rollouts: 8)
    let run = try ObjectiveRun(voting, from: table, steps: 3, mode: .exact).run().trajectory
    var block = try ExpectedVoteBlock(
      population: Population(
        answersPerProblem: [3], logits: table.parameters, isCorrect: goldenOutputs.isCorrect),
      rollouts: 8, beta: 1)
    for step in 0...3 {
      if step > 0 { block.update() }
      let row = block.measure().columns
      for column: Trajectory.Column in [
        .majorityVotingReward, .groundTruthReward, .klToStart, .answerEntropy,
      ] {
        let ours = try #require(run[column]?[step])
        #expect(abs(ours - (row[column] ?? .nan)) < 1e-12)
      }
    }
  }

  @Test("a run that leaves the numbers throws, or loses its trajectory")
  func diverging() throws {
    var objective = Objective(reward: .groundTruth)
    objective.update = .policyGradient(GradientStep(.sgd(1e308, momentum: 0.9)))
    let result = try ObjectiveRun(objective, from: [table, table], steps: 9, mode: .exact).run()
    guard case .diverged(let step) = result.end else {
      Issue.record("the run finished")
      return
    }
    #expect(result.trajectory.steps == Array(0..<step))
    #expect(result.policies[0].parameters.allSatisfy { $0.isFinite })
  }

  @Test("something undefined is run")
  func refusals() {
    func refuses(_ objective: Objective, _ mode: ObjectiveRun<OpaquePolicy>.Mode) {
      #expect(throws: SharpeningError.self) {
        try ObjectiveRun(objective, from: OpaquePolicy(table: table), steps: 1, mode: mode).run()
      }
    }
    refuses(mirror(MirrorStep()), .exact)
    refuses(mirror(MirrorStep()), .sampled(Seed(1)))
    var hot = Objective(reward: .groundTruth)
    hot.sampling.temperature = 2
    refuses(hot, .exact)
    refuses(Objective(reward: .tokenLevelEntropy), .exact)
    var batch = Objective(reward: .groundTruth, advantage: .reinforcePlusPlus)
    refuses(batch, .exact)
    batch.advantage.ddof = 3
    refuses(batch, .sampled(Seed(1)))
  }

  @Test("a sampled mirror step does not follow the group's label")
  func sampledMirror() throws {
    let objective = Objective(reward: .majorityVoting(), advantage: .none, update: .mirror(), rollouts: 3)
    let run = ObjectiveRun(objective, from: table, steps: 1, mode: .sampled(Seed(5)))
    let moved = try run.run().policies[0].outputs.policy.logProbabilities
    let gains = zip(moved, table.tokenLogProbabilities).map { $0 - $1 }
    // One answer has gained 1 against both others.
    let sorted = gains.sorted()
    #expect(abs(sorted[0] - sorted[1]) < 1e-12 && abs(sorted[2] - sorted[0] - 1) < 1e-12)
  }
}
