/// What a rollout of a coupled training is rewarded with.
public enum CoupledReward: Codable, Sendable, Equatable {
  /// 1 for the plurality answer of the group, ties to the first seen.
  case majority
  /// 1 for an answer that no other has more votes than among the other N − 1 rollouts.
  case leaveOneOut
  /// 1 for the correct answer.
  case groundTruth
  /// 1 or 0 by a fair coin, whatever the rollout.
  case random
  /// 1 with probability `truePositive` for the correct answer, `sharedFalsePositive` for a wrong answer that other
  /// problems have too, and `falsePositive` for any other wrong answer; drawn for each rollout.
  case verifier(truePositive: Double, falsePositive: Double, sharedFalsePositive: Double)

  /// What is wrong with the values, in one sentence, or nil.
  var problem: String? {
    guard case .verifier(let truePositive, let falsePositive, let sharedFalsePositive) = self else {
      return nil
    }
    let isShare = [truePositive, falsePositive, sharedFalsePositive].allSatisfy { 0...1 ~= $0 }
    return isShare ? nil : "a verifier's rates must lie in [0, 1]"
  }

  /// Whether rewards follow from the counts and the winner alone.
  var isDeterminedByCounts: Bool {
    switch self {
    case .majority, .leaveOneOut, .groundTruth: true
    case .random, .verifier: false
    }
  }

  /// The reward of an answer given a group's counts and winner; where that determines it.
  func reward(of answer: Int, counts: Span<Int32>, winner: Int, isCorrect: Bool) -> Double {
    switch self {
    case .majority: return answer == winner ? 1 : 0
    case .groundTruth: return isCorrect ? 1 : 0
    case .leaveOneOut:
      let others = counts[answer] - 1
      for other in counts.indices where other != answer && counts[other] > others { return 0 }
      return 1
    case .random, .verifier: preconditionFailure("a reward that is drawn does not follow from the counts")
    }
  }

  /// The probability that a rollout is rewarded, for rewards that are drawn.
  func acceptance(isCorrect: Bool, isShared: Bool) -> Double {
    switch self {
    case .verifier(let truePositive, let falsePositive, let sharedFalsePositive):
      isCorrect ? truePositive : isShared ? sharedFalsePositive : falsePositive
    default: 0.5
    }
  }
}

/// What a group's rewards become before they weigh rollouts; a group of equal rewards always gives exact zeros.
public enum CoupledAdvantage: String, CaseIterable, Codable, Sendable {
  /// reward − mean.
  case meanOnly = "mean-only"
  /// (reward − mean)/standard deviation, the latter with the divisor N.
  case standardised

  /// Turns rewards into advantages in place.
  func apply(to rewards: inout MutableSpan<Double>) {
    let size = Double(rewards.count)
    var mean = 0.0
    var isEqual = true
    for rollout in rewards.indices {
      mean += rewards[rollout]
      isEqual = isEqual && rewards[rollout] == rewards[0]
    }
    mean /= size
    var square = 0.0
    for rollout in rewards.indices {
      rewards[rollout] -= mean
      square += rewards[rollout] * rewards[rollout]
    }
    let scale: Double
    if isEqual { scale = 0 } else { scale = self == .meanOnly ? 1 : 1 / (square / size).squareRoot() }
    for rollout in rewards.indices { rewards[rollout] *= scale }
  }
}
