import Measurement
public import SharpeningNumerics
internal import Foundation

extension Reward {
  /// The reward of each rollout of a group.
  ///
  /// - Parameters:
  ///   - group: the rollouts of one problem.
  ///   - generator: drawn from only where the reward is random and the group has no verdicts, once a rollout.
  /// - Returns: finite numbers, one a rollout.
  /// - Throws: `SharpeningError.undefined` where the group lacks what the reward looks at.
  public func rewards(
    of group: RolloutGroup, using generator: inout Generator
  ) throws(SharpeningError) -> [Double] {
    guard isRandom && group.verdicts == nil else { return try rewards(of: group) }
    return try acceptance(of: group).map { generator.uniform() < $0 ? 1 : 0 }
  }

  /// The reward of each rollout of a group, where nothing has to be drawn.
  ///
  /// - Throws: `SharpeningError.undefined`, also for a random reward on a group without verdicts.
  public func rewards(of group: RolloutGroup) throws(SharpeningError) -> [Double] {
    if let problem { throw .invalid(problem) }
    let features = group.features ?? RolloutFeatures()
    let rewards: [Double]
    switch self {
    case .majorityVoting(let rule): rewards = try Self.votes(rule, group)
    case .clusters(let clusters): rewards = try Self.shares(clusters, group)
    case .consistencyVolatility(let weight):
      let paths = try known(group.intermediate, "the answers along the reasoning")
      rewards = group.answers.indices.map { Self.steadiness(paths[$0], group.answers[$0], weight) }
    case .selfCertainty:
      rewards = try known(features.meanUniformCrossEntropy, "the mean of H(U, π_t) of each rollout")
    case .tokenLevelEntropy:
      rewards = try known(features.meanEntropy, "the mean token entropy of each rollout").map { -$0 }
    case .trajectoryLevelEntropy(let perToken):
      let sums = try known(features.logProbability, "log π(y) of each rollout")
      guard perToken else {
        rewards = sums
        break
      }
      let lengths = try known(features.length, "the number of tokens of each rollout")
      rewards = zip(sums, lengths).map { $1 == 0 ? 0 : $0 / Double($1) }
    case .probability:
      rewards = try known(features.logProbability, "log π(y) of each rollout").map { exp($0) }
    case .probabilityDisparity:
      rewards = try known(features.meanTopTwoGap, "the top-two gap of each rollout")
    case .groundTruth: rewards = group.answers.indices.map { group.isCorrectRollout($0) ? 1 : 0 }
    case .verifier, .selfVerify, .random:
      rewards = try known(group.verdicts, "a generator, or verdicts").map { $0 ? 1 : 0 }
    case .unified(let unified): rewards = try unified.rewards(of: group)
    }
    guard rewards.allSatisfy(\.isFinite) else {
      throw .undefined(name.rawValue, because: "it is infinite on one of the rollouts")
    }
    return rewards
  }

  /// P(reward = 1) of each rollout, for a random reward.
  func acceptance(of group: RolloutGroup) throws(SharpeningError) -> [Double] {
    if let problem { throw .invalid(problem) }
    switch self {
    case .random(let probability): return group.answers.map { _ in probability }
    case .verifier(let rates), .selfVerify(let rates):
      guard rates.falsePositive.count == 1 || rates.falsePositive.count == group.isCorrect.count else {
        throw .undefined(
          name.rawValue,
          because:
            "it has \(rates.falsePositive.count) false-positive rates for \(group.isCorrect.count) answers")
      }
      return group.answers.indices.map {
        if group.isCorrectRollout($0) { return rates.truePositive }
        if rates.falsePositive.count == 1 { return rates.falsePositive[0] }
        // Rates by answer say nothing of a rollout without one: it is refused.
        return group.answers[$0] < 0 ? 0 : rates.falsePositive[Int(group.answers[$0])]
      }
    default: return try rewards(of: group)
    }
  }

  private func known<Value>(_ value: Value?, _ what: String) throws(SharpeningError) -> Value {
    guard let value else { throw .undefined(name.rawValue, because: "it needs \(what)") }
    return value
  }

  private static func votes(_ rule: VoteRule, _ group: RolloutGroup) throws(SharpeningError) -> [Double] {
    let reward = Reward.majorityVoting(rule)
    let answerCount = group.isCorrect.count
    let weights: [Double]?
    switch rule.weights {
    case .equal: weights = nil
    case .given: weights = try reward.known(group.weights, "a weight of each vote")
    case .probability:
      let logs = try reward.known(group.features?.logProbability, "log π(y) of each rollout")
      let largest = logs.max() ?? 0
      weights = logs.map { largest == -.infinity ? 1 : exp($0 - largest) }
    case .selfCertainty:
      weights = try reward.known(
        group.features?.meanUniformCrossEntropy, "the mean of H(U, π_t) of each rollout")
    case .modelConsistency:
      let models = try reward.known(group.models, "the model that each rollout comes from")
      var consistency: [Int: Double] = [:]
      for model in Set(models) {
        let own = group.answers.indices.filter { models[$0] == model }.map { group.answers[$0] }
        consistency[model] = VoteCount(own, answerCount: answerCount).winningShare
      }
      weights = models.map { consistency[$0] ?? 0 }
    }
    switch rule.voters {
    case .group:
      let count = VoteCount(group.answers, answerCount: answerCount, weights: weights)
      return group.answers.map { count.reward(of: $0, rule) }
    case .rephrased:
      let rephrased = try reward.known(group.rephrased, "the answers to the rephrased problem")
      let count = VoteCount(rephrased, answerCount: answerCount)
      return group.answers.map { count.reward(of: $0, rule) }
    case .others:
      guard group.count >= 2 else {
        throw .undefined("\(Name.majorityVoting.rawValue) by others", because: "it needs at least 2 rollouts")
      }
      return group.answers.indices.map {
        VoteCount(group.answers, answerCount: answerCount, weights: weights, skipping: $0)
          .reward(of: group.answers[$0], rule)
      }
    }
  }

  private static func shares(
    _ clusters: SemanticClusters, _ group: RolloutGroup
  ) throws(SharpeningError) -> [Double] {
    let map = clusters.map ?? Array(group.isCorrect.indices)
    guard map.count == group.isCorrect.count else {
      throw .undefined(
        Name.clusters.rawValue,
        because: "it maps \(map.count) answers, but there are \(group.isCorrect.count)")
    }
    let members = group.answers.map { $0 < 0 ? VoteSet.unparsed : Int32(map[Int($0)]) }
    let count = VoteCount(members, answerCount: (map.max() ?? -1) + 1)
    let unparsed = Double(members.filter { $0 < 0 }.count) / Double(max(1, group.count))
    let entropy = (count.shares + [unparsed]).reduce(0.0) { $1 > 0 ? $0 - $1 * log($1) : $0 }
    let isTrained =
      clusters.lowestEntropy.map { entropy > $0 } ?? true
      && clusters.highestEntropy.map { entropy < $0 } ?? true
    return members.map { $0 < 0 || !isTrained ? 0 : count.shares[Int($0)] }
  }

  private static func steadiness(_ path: [Int32], _ answer: Int32, _ weight: Double) -> Double {
    guard !path.isEmpty else { return 0 }
    let agrees = path.map { $0 == answer && answer >= 0 }
    let consistency = Double(agrees.filter { $0 }.count)
    let volatility = Double((agrees.lastIndex(of: false) ?? -1) + 1)
    return (consistency - weight * volatility) / Double(path.count)
  }
}
