internal import Foundation
internal import Measurement

/// What the objectives mean where a rollout is nothing but its answer: one token, no text.
enum ObjectiveOnAnswers {
  /// Why an objective cannot be had on answers alone, in one sentence, or nil.
  static func problem(
    _ reward: Reward, _ advantage: Advantage, _ kl: KLPenalty?, rollouts: Int
  ) -> String? {
    if let problem = reward.problem ?? advantage.problem ?? kl?.problem { return problem }
    if !isDefined(reward) { return "reward \(reward.name.rawValue) looks at more than answers" }
    if rollouts < 2 && (advantage.baseline == .leaveOneOut || needsOthers(reward)) {
      return "rollouts is \(rollouts), but leaving one out needs at least 2"
    }
    if kl?.estimator.form == .exact && kl?.placement == .reward {
      return "the exact divergence is no rollout's own; place it in the loss"
    }
    return nil
  }

  private static func isDefined(_ reward: Reward) -> Bool {
    switch reward {
    case .majorityVoting(let rule):
      rule.voters != .rephrased && (rule.weights == .equal || rule.weights == .probability)
    case .trajectoryLevelEntropy(let perToken): !perToken
    case .clusters, .probability, .groundTruth, .verifier, .selfVerify, .random: true
    default: false
    }
  }

  private static func needsOthers(_ reward: Reward) -> Bool {
    if case .majorityVoting(let rule) = reward { rule.voters == .others } else { false }
  }

  /// Whether rewards follow from counts and, in a tie, the winner: then their expectation can be enumerated.
  static func followsFromCounts(_ reward: Reward) -> Bool {
    switch reward {
    case .majorityVoting(let rule): rule.voters == .group && rule.weights == .equal
    case .clusters, .groundTruth: true
    default: false
    }
  }

  /// Whether a reward looks at ln π of the rollouts.
  static func needsProbabilities(_ reward: Reward) -> Bool {
    switch reward {
    case .majorityVoting(let rule): rule.weights == .probability
    case .probability, .trajectoryLevelEntropy: true
    default: false
    }
  }

  /// A group's rewards, of a reward without drawing that is known to be defined.
  static func rewards(_ reward: Reward, _ group: RolloutGroup) -> [Double] {
    do { return try reward.rewards(of: group) } catch { preconditionFailure("\(error)") }
  }

  /// The advantages of a batch, of an advantage that is known to be defined.
  static func advantages(_ rewards: [[Double]], _ advantage: Advantage) -> [[Double]?] {
    do { return try advantage.advantages(of: rewards) } catch { preconditionFailure("\(error)") }
  }

  /// P(reward = 1) of each rollout, of a drawn reward that is known to be defined.
  static func acceptance(_ reward: Reward, _ group: RolloutGroup) -> [Double] {
    do { return try reward.acceptance(of: group) } catch { preconditionFailure("\(error)") }
  }
}
