public import Measurement

/// How rollouts vote on a label, and what the label is worth.
///
/// The defaults are majority voting as the authors' code has it: every parsed rollout of the group has one vote, ties go
/// to the answer seen first, and whoever gave the winner gets 1.
/// Paper: Table 2. Claim: T28.
public struct VoteRule: Codable, Sendable, Hashable {
  /// What a rollout with answer a gets, f being shares of all votes, unparsed ones included.
  public enum Value: String, CaseIterable, Codable, Sendable {
    /// 1[a wins].
    case hard
    /// f_a 1[a wins]: the label's reward is the share of votes behind it.
    case labelShare = "label-share"
    /// f_a, whether a wins or not: SRT's soft vote, and EMPO's reward with every answer its own cluster.
    case share
  }

  /// Who votes on rollout i.
  public enum Voters: String, CaseIterable, Codable, Sendable {
    /// The whole group, rollout i included.
    case group
    /// The group without rollout i.
    case others
    /// The rollouts of a rephrased problem, as in Co-Reward.
    case rephrased
  }

  /// What a vote weighs.
  public enum Weights: String, CaseIterable, Codable, Sendable {
    /// 1.
    case equal
    /// A number that comes with the rollout.
    case given
    /// π(y) of the rollout, scaled so that the group's likeliest has 1.
    case probability
    /// (1/|y|) Σ_t H(U, π_t), self-certainty as the authors' code computes it.
    case selfCertainty = "self-certainty"
    /// The share that the most frequent answer has among the rollouts of the same model, as in RLCCF.
    case modelConsistency = "model-consistency"
  }

  /// What the label is worth.
  public var value = Value.hard
  /// τ of [0, 1]: where the winner has a smaller share of the votes there is no label, and every reward is 0 (SRT).
  public var threshold = 0.0
  /// Who votes.
  public var voters = Voters.group
  /// What a vote weighs.
  public var weights = Weights.equal
  /// Who wins a tie.
  public var tieRule = TieRule.firstSeen

  /// The defaults.
  public init() {}

  /// A rule with some defaults replaced.
  public init(
    value: Value = .hard, threshold: Double = 0, voters: Voters = .group, weights: Weights = .equal,
    tieRule: TieRule = .firstSeen
  ) {
    self.value = value
    self.threshold = threshold
    self.voters = voters
    self.weights = weights
    self.tieRule = tieRule
  }

  /// What is wrong with the values, in one sentence, or nil.
  public var problem: String? {
    if !(threshold >= 0 && threshold <= 1) {
      return "threshold is \(threshold), but a vote share lies in [0, 1]"
    }
    if voters == .rephrased && weights != .equal {
      return
        "voters rephrased and weights \(weights.rawValue) do not go together; only the group's rollouts have weights"
    }
    return nil
  }

  enum CodingKeys: String, CodingKey, CaseIterable {
    case value, threshold, voters, weights, tieRule = "tie_rule"
  }

  /// Reads a rule; an absent key has its default.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(knowing: CodingKeys.self, besides: Reward.sharedKeys)
    value = try container.value(.value, or: value)
    threshold = try container.value(.threshold, or: threshold)
    voters = try container.value(.voters, or: voters)
    weights = try container.value(.weights, or: weights)
    tieRule = try container.value(.tieRule, or: tieRule)
  }
}
