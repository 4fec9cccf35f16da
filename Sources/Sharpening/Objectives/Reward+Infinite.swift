import Measurement
internal import Foundation

extension Reward {
  /// What an infinite group can turn out to be: with which probability, and what each output is then paid.
  struct Scenario {
    let probability: Double
    let rewards: [Double]
  }

  /// The outcomes of an infinite group's vote, one unless several answers are equally likely; expectations where the
  /// reward is drawn.
  func scenarios(
    under outputs: OutputPolicy, context: RewardContext
  ) throws(SharpeningError) -> [Scenario] {
    switch self {
    case .majorityVoting(let rule):
      if rule.weights == .given {
        throw .undefined(
          name.rawValue, because: "weights that come with rollouts have no expectation under a policy")
      }
      var voters = outputs
      if rule.voters == .rephrased {
        guard let rephrased = context.rephrased else {
          throw .undefined(name.rawValue, because: "it needs the policy on the rephrased problem")
        }
        precondition(rephrased.answerCount == outputs.answerCount, "a rephrased problem has the same answers")
        voters = rephrased
      }
      return Self.elections(try Self.masses(of: voters, rule.weights)) { count in
        outputs.answers.map { count.reward(of: $0, rule) }
      }
    case .clusters(let clusters):
      let map = clusters.map ?? Array(outputs.isCorrect.indices)
      guard map.count == outputs.answerCount else {
        throw .undefined(
          name.rawValue, because: "it maps \(map.count) answers, but there are \(outputs.answerCount)")
      }
      let answers = outputs.answerPolicy.probabilities
      var masses = [Double](repeating: 0, count: (map.max() ?? -1) + 1)
      for (answer, cluster) in map.enumerated() { masses[cluster] += answers[answer] }
      let unparsed = outputs.hasUnparsed ? answers[outputs.answerCount] : 0
      let entropy = (masses + [unparsed]).reduce(0.0) { $1 > 0 ? $0 - $1 * log($1) : $0 }
      let isTrained =
        clusters.lowestEntropy.map { entropy > $0 } ?? true
        && clusters.highestEntropy.map { entropy < $0 } ?? true
      return [
        Scenario(
          probability: 1,
          rewards: outputs.answers.map { $0 < 0 || !isTrained ? 0 : masses[map[Int($0)]] })
      ]
    case .unified(let unified) where unified.dependsOnGroup:
      if let problem = unified.problem { throw .invalid(problem) }
      let sign = Double(unified.sign.rawValue)
      let found = Self.elections(try Self.masses(of: outputs, .equal)) { count in
        unified.crossEntropies(of: outputs.answers, count, outputs.isCorrect).map { unified.link(sign * $0) }
      }
      guard found.allSatisfy({ $0.rewards.allSatisfy(\.isFinite) }) else {
        throw .undefined(name.rawValue, because: "it is infinite on one of the outputs")
      }
      return found
    default:
      return [Scenario(probability: 1, rewards: try ownRewards(under: outputs, context: context))]
    }
  }

  /// The share of each answer among infinitely many votes.
  private static func masses(
    of outputs: OutputPolicy, _ weights: VoteRule.Weights
  ) throws(SharpeningError) -> [Double] {
    let logs = outputs.policy.logProbabilities
    var votes = outputs.policy.probabilities
    switch weights {
    case .equal, .given, .modelConsistency: break
    case .probability:
      let largest = logs.max() ?? 0
      votes = logs.map { exp(2 * $0 - largest) }
    case .selfCertainty:
      guard let certainty = outputs.features?.meanUniformCrossEntropy else {
        throw .undefined(
          Name.majorityVoting.rawValue, because: "it needs the mean of H(U, π_t) of each rollout")
      }
      votes = zip(votes, certainty).map { $0 * $1 }
    }
    let total = votes.reduce(0, +)
    var masses = [Double](repeating: 0, count: outputs.answerCount)
    for (answer, vote) in zip(outputs.answers, votes) where answer >= 0 {
      masses[Int(answer)] += vote / total
    }
    return masses
  }

  /// A scenario for each answer with the largest mass.
  private static func elections(_ masses: [Double], _ rewards: (VoteCount) -> [Double]) -> [Scenario] {
    let most = masses.max() ?? 0
    let winners: [Int32] = most > 0 ? masses.indices.filter { masses[$0] == most }.map { Int32($0) } : []
    if winners.isEmpty {
      return [Scenario(probability: 1, rewards: rewards(VoteCount(masses: masses, winner: VoteSet.unparsed)))]
    }
    return winners.map {
      Scenario(
        probability: 1 / Double(winners.count), rewards: rewards(VoteCount(masses: masses, winner: $0)))
    }
  }
}
