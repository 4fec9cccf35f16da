import Measurement
internal import Foundation

extension Reward {
  /// E[r_i | y_i = y] for every output y, in a group of N independent rollouts.
  ///
  /// Votes go through the exact law of the plurality of answers, clusters through a closed form, the rest through an
  /// enumeration of groups. i is any of the N rollouts with equal probability, which matters for first-seen ties alone.
  /// N = ∞ is the limit of finite N: of t equally likely modes each is the label with probability 1/t, and a threshold that
  /// the mode's share meets exactly counts as reached.
  /// - Parameters:
  ///   - outputs: the policy.
  ///   - rollouts: N ≥ 1, or nil for infinitely many.
  ///   - context: what the reward needs beside the policy.
  ///   - allowSlow: compute even if it takes longer than `PluralityLaw.secondsLimit`.
  /// - Throws: `SharpeningError.undefined`, `.invalid` or `.tooSlow`.
  /// Claim: T28.
  public func expectedRewards(
    under outputs: OutputPolicy, rollouts: Int?, context: RewardContext = RewardContext(),
    allowSlow: Bool = false
  ) throws(SharpeningError) -> [Double] {
    if let problem { throw .invalid(problem) }
    precondition(rollouts ?? 1 >= 1, "a group needs at least one rollout")
    guard let rollouts else {
      let scenarios = try scenarios(under: outputs, context: context)
      return outputs.answers.indices.map { output in
        scenarios.reduce(0) { $0 + $1.probability * $1.rewards[output] }
      }
    }
    if case .majorityVoting(let rule) = self,
      let byAnswer = try Self.lawful(rule, outputs, rollouts, context, allowSlow: allowSlow)
    {
      return outputs.answers.map { $0 < 0 ? 0 : byAnswer[Int($0)] }
    }
    if case .clusters(let clusters) = self, clusters.lowestEntropy == nil, clusters.highestEntropy == nil {
      let shares = try scenarios(under: outputs, context: context)[0].rewards
      let own = 1 / Double(rollouts)
      return zip(outputs.answers, shares).map { $0 < 0 ? 0 : own + (1 - own) * $1 }
    }
    if !dependsOnGroup, order == .irrelevant { return try ownRewards(under: outputs, context: context) }
    return try law(outputs, rollouts, context).expectations(
      columns: 1, order: order, allowSlow: allowSlow
    ) { (group, _) throws(SharpeningError) in [try rewards(of: group)] }[0]
  }

  /// The groups of N rollouts, with verdicts where the reward is drawn.
  func law(_ outputs: OutputPolicy, _ rollouts: Int, _ context: RewardContext) throws(SharpeningError)
    -> GroupLaw
  {
    try check(rollouts, context, outputs)
    return GroupLaw(
      outputs, rollouts: rollouts, context: context,
      acceptance: isRandom ? try ownRewards(under: outputs, context: context) : nil)
  }

  /// How the rewards of a group depend on the order of its rollouts.
  var order: GroupLaw.Order {
    switch self {
    case .majorityVoting(let rule):
      if rule.voters == .rephrased { return .irrelevant }
      if rule.weights == .modelConsistency { return .relevant }
      if rule.tieRule == .everyTied || rule.value == .share { return .irrelevant }
      return rule.voters == .group && rule.weights == .equal ? .firstSeen : .relevant
    case .unified(let unified): return unified.anchor == .majority ? .firstSeen : .irrelevant
    default: return .irrelevant
    }
  }

  /// Refuses what no policy over outputs can tell.
  private func check(
    _ rollouts: Int, _ context: RewardContext, _ outputs: OutputPolicy
  ) throws(SharpeningError) {
    guard case .majorityVoting(let rule) = self else { return }
    if rule.weights == .given {
      throw .undefined(
        name.rawValue, because: "weights that come with rollouts have no expectation under a policy")
    }
    if rule.voters == .others && rollouts < 2 {
      throw .undefined("\(name.rawValue) by others", because: "it needs at least 2 rollouts")
    }
    if rule.weights == .modelConsistency && context.models?.count != rollouts {
      throw .undefined(
        name.rawValue, because: "it needs the model that each of the \(rollouts) rollouts comes from")
    }
  }

  /// The rewards of a reward that looks at a rollout alone, one an output; expectations where it is drawn.
  func ownRewards(
    under outputs: OutputPolicy, context: RewardContext
  ) throws(SharpeningError) -> [Double] {
    var group = RolloutGroup(Array(outputs.answers.indices), of: outputs)
    group.intermediate = context.intermediate
    return isRandom ? try acceptance(of: group) : try rewards(of: group)
  }

  /// The expectation by answer where the law of the plurality gives it, else nil.
  private static func lawful(
    _ rule: VoteRule, _ outputs: OutputPolicy, _ rollouts: Int, _ context: RewardContext, allowSlow: Bool
  ) throws(SharpeningError) -> [Double]? {
    try Reward.majorityVoting(rule).check(rollouts, context, outputs)
    guard rule.weights == .equal else { return nil }
    var voters = outputs
    if rule.voters == .rephrased {
      guard let rephrased = context.rephrased else {
        throw .undefined(
          Name.majorityVoting.rawValue, because: "it needs the policy on the rephrased problem")
      }
      precondition(rephrased.answerCount == outputs.answerCount, "a rephrased problem has the same answers")
      voters = rephrased
    }
    let answers = voters.answerPolicy
    let count = rule.voters == .others ? rollouts - 1 : rollouts
    let own = rule.voters == .group ? 1 / Double(rollouts) : 0
    if rule.value == .share {
      if rule.threshold > 0 {
        guard rule.voters == .rephrased else { return nil }
        let rows = try rephrasedRows(rule, outputs, rollouts, context, allowSlow: allowSlow)
        return (0..<outputs.answerCount).map { answer in rows.reduce(0) { $0 + $1.value * $1.key[answer] } }
      }
      return answers.probabilities.prefix(outputs.answerCount).map { own + (1 - own) * $0 }
    }
    let unparsed = voters.hasUnparsed ? voters.answerCount : nil
    // The law refuses what takes too long; its own numbers serve the plain vote.
    let law = try PluralityLaw(
      of: answers, rollouts: count, tieRule: rule.tieRule, unparsed: unparsed, allowSlow: allowSlow)
    if rule.value == .hard && rule.threshold == 0 {
      return rule.voters == .group ? law.reward : law.winner
    }
    let votes = WinningVotes(of: answers, rollouts: count, tieRule: rule.tieRule, unparsed: unparsed)
    return (rule.voters == .group ? votes.given : votes.probability).map { row in
      row.enumerated().reduce(0) { sum, entry in
        let share = Double(entry.offset) / Double(count)
        guard entry.offset > 0, share >= rule.threshold else { return sum }
        return sum + entry.element * (rule.value == .hard ? 1 : share)
      }
    }
  }

  /// What another group's vote pays each answer, with the probability of every such row.
  static func rephrasedRows(
    _ rule: VoteRule, _ outputs: OutputPolicy, _ rollouts: Int, _ context: RewardContext, allowSlow: Bool
  ) throws(SharpeningError) -> [[Double]: Double] {
    guard let voters = context.rephrased else {
      throw .undefined(Name.majorityVoting.rawValue, because: "it needs the policy on the rephrased problem")
    }
    precondition(voters.answerCount == outputs.answerCount, "a rephrased problem has the same answers")
    let law = GroupLaw(voters, rollouts: rollouts, context: RewardContext(), acceptance: nil)
    return try law.distribution(
      order: rule.tieRule == .firstSeen ? .firstSeen : .irrelevant, allowSlow: allowSlow
    ) { (group) throws(SharpeningError) in
      let count = VoteCount(group.answers, answerCount: voters.answerCount)
      return (0..<voters.answerCount).map { count.reward(of: Int32($0), rule) }
    }
  }
}
