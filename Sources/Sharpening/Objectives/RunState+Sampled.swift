import Measurement
import SharpeningNumerics
internal import Foundation

extension RunState {
  /// Draws N rollouts of every problem and their rewards.
  mutating func draw(using generator: inout Generator) throws(SharpeningError) {
    let rollouts = objective.rollouts ?? 0
    drawn = []
    rewards = []
    for problem in policies.indices {
      let view = try SampledView(policies[problem], objective.sampling).drawn
      let weights = view.policy.probabilities
      drawn.append((0..<rollouts).map { _ in generator.category(weights: weights) })
      var group = RolloutGroup(drawn[problem], of: view)
      let context = context(of: problem)
      group.intermediate = context.intermediate.map { paths in drawn[problem].map { paths[$0] } }
      group.models = context.models
      if let rephrased = context.rephrased {
        let others = rephrased.policy.probabilities
        group.rephrased = (0..<rollouts).map { _ in rephrased.answers[generator.category(weights: others)] }
      }
      rewards.append(try objective.reward.rewards(of: group, using: &generator))
    }
  }

  /// One row: what the rollouts last drawn show.
  mutating func measureSampled() -> [Trajectory.Column: Double] {
    let outputs = policies.map(\.outputs)
    let featured = outputs.allSatisfy { $0.features != nil }
    let columns = zip(outputs, drawn).map { $0.features?.selecting($1) ?? RolloutFeatures() }
    let votes = VoteSet(
      rolloutsPerProblem: drawn.map(\.count),
      answers: zip(outputs, drawn).flatMap { outputs, drawn in drawn.map { outputs.answers[$0] } },
      answersPerProblem: outputs.map(\.answerCount), isCorrect: outputs.flatMap(\.isCorrect),
      features: featured ? Self.joined(columns) : nil)
    var winners = [Int32](repeating: 0, count: policies.count)
    var row = metrics(of: votes, relativeTo: startWinners, winners: &winners).columns
    if startWinners == nil {
      startWinners = winners
      row[.majorityFlipRate] = 0
    }
    row[.klToStart] = divergence
    let all = rewards.flatMap { $0 }
    row[.reward] = all.reduce(0, +) / Double(all.count)
    row[.tokens] = tokens
    tokens += zip(policies, drawn).reduce(0.0) { sum, problem in
      problem.1.reduce(sum) { $0 + Double(problem.0.tokens(of: $1).count) }
    }
    return row
  }

  /// The columns that every problem has, one after another.
  private static func joined(_ parts: [RolloutFeatures]) -> RolloutFeatures {
    func all<Value>(_ column: KeyPath<RolloutFeatures, [Value]?>) -> [Value]? {
      let found = parts.compactMap { $0[keyPath: column] }
      return found.count == parts.count ? found.flatMap { $0 } : nil
    }
    return RolloutFeatures(
      length: all(\.length), logProbability: all(\.logProbability), meanEntropy: all(\.meanEntropy),
      meanUniformCrossEntropy: all(\.meanUniformCrossEntropy), meanTopTwoGap: all(\.meanTopTwoGap),
      repetition: all(\.repetition))
  }

  /// One update by the rollouts last drawn.
  mutating func updateSampled() throws(SharpeningError) {
    let trained = objective.trainedRollouts ?? 0
    var paid: [[Double]] = []
    for (problem, group) in rewards.enumerated() {
      let tempered = try SampledView(policies[problem], objective.sampling).tempered
      let penalty = objective.penalties(tempered, from: temperedStart[problem])
      paid.append(zip(group, drawn[problem]).prefix(trained).map { $0 - (penalty?[$1] ?? 0) })
    }
    if case .mirror = objective.update { return try mirrorSampled(paid) }
    let advantages = try objective.advantage.advantages(of: paid)
    for problem in policies.indices {
      guard let own = advantages[problem] else { continue }
      try updateSampled(problem, Array(drawn[problem].prefix(trained)), own)
    }
  }

  private mutating func updateSampled(
    _ problem: Int, _ outputs: [Int], _ advantages: [Double]
  ) throws(SharpeningError) {
    let start = temperedStart[problem].tokenLogProbabilities
    let old = try SampledView(policies[problem], objective.sampling).tempered.tokenLogProbabilities
    guard case .policyGradient(let step) = objective.update else {
      guard case .naturalGradient(let size) = objective.update else { return }
      var weights = [Double](repeating: 0, count: policies[problem].outputs.count)
      for (output, advantage) in zip(outputs, advantages) {
        weights[output] += advantage / Double(outputs.count)
      }
      var gradient = [Double](repeating: 0, count: policies[problem].parameters.count)
      policies[problem].addScore(weights, to: &gradient)
      move(problem, along: gradient, size)
      return
    }
    for _ in 0..<step.epochs {
      for part in 0..<step.miniBatches {
        let range =
          part * outputs.count / step.miniBatches..<(part + 1) * outputs.count / step.miniBatches
        let now = try SampledView(policies[problem], objective.sampling).tempered
        let positions = outputs[range].map { now.tokens(of: $0) }
        let tokens = positions.flatMap { Array($0) }
        let logs = now.tokenLogProbabilities
        // The exact divergence belongs to no token and joins the gradient afterwards.
        let penalty = objective.kl?.estimator.form == .exact ? nil : objective.kl
        let value = try objective.loss.evaluate(
          LossBatch(
            lengths: positions.map(\.count), advantages: Array(advantages[range]),
            logProbabilities: tokens.map { logs[$0] }, oldLogProbabilities: tokens.map { old[$0] },
            referenceLogProbabilities: tokens.map { start[$0] }), penalty: penalty)
        var weights = [Double](repeating: 0, count: logs.count)
        for (token, derivative) in zip(tokens, value.derivatives) { weights[token] += derivative }
        var gradient = [Double](repeating: 0, count: now.parameters.count)
        now.addTokenScore(weights, to: &gradient)
        optimisers[problem].descend(
          &policies[problem].parameters, gradient: objective.scaled(gradient, now, temperedStart[problem]))
      }
    }
  }

  /// A mirror step needs the reward of every output, drawn or not: what the group's label or clusters pay it.
  private mutating func mirrorSampled(_ paid: [[Double]]) throws(SharpeningError) {
    guard !objective.advantage.dependsOnBatch else {
      throw .undefined("a sampled mirror step", because: "a batch statistic is no reward of every output")
    }
    for problem in policies.indices {
      let view = try SampledView(policies[problem], objective.sampling)
      let group = RolloutGroup(drawn[problem], of: view.drawn)
      guard
        let rewards = try objective.reward.rewardsOfAll(
          view.drawn, votedBy: group, context: context(of: problem))
      else {
        throw .undefined(
          "a sampled mirror step on \(objective.reward.name.rawValue)",
          because: "the group does not say what an output that was not drawn would be paid")
      }
      let penalty = objective.penalties(view.tempered, from: temperedStart[problem])
      let deviation =
        objective.advantage.scale == .none
        ? 1 : objective.advantage.deviation(paid[problem]) + objective.advantage.epsilon
      // Without spread a scaled group teaches nothing; unscaled, its label still does.
      let isMute = objective.advantage.scale != .none && Advantage.isUniform(paid[problem])
      let tilts = rewards.enumerated().map { isMute ? 0 : ($1 - (penalty?[$0] ?? 0)) / deviation }
      try tilt(problem, by: tilts, law: view.drawn.policy)
    }
  }
}

extension Reward {
  /// What a group's label or clusters pay every output, or nil where a group does not tell.
  func rewardsOfAll(
    _ outputs: OutputPolicy, votedBy group: RolloutGroup, context: RewardContext
  ) throws(SharpeningError) -> [Double]? {
    switch self {
    case .majorityVoting(let rule) where rule.voters == .group && rule.weights == .equal:
      let count = VoteCount(group.answers, answerCount: outputs.answerCount)
      return outputs.answers.map { count.reward(of: $0, rule) }
    case .clusters(let clusters) where clusters.lowestEntropy == nil && clusters.highestEntropy == nil:
      let map = clusters.map ?? Array(outputs.isCorrect.indices)
      _ = try rewards(of: group)
      let members = group.answers.map { $0 < 0 ? VoteSet.unparsed : Int32(map[Int($0)]) }
      let count = VoteCount(members, answerCount: (map.max() ?? -1) + 1)
      return outputs.answers.map { $0 < 0 ? 0 : count.shares[map[Int($0)]] }
    default:
      return dependsOnGroup || isRandom || name == .majorityVoting
        ? nil : try ownRewards(under: outputs, context: context)
    }
  }
}
