/// Everything that names how a policy is trained: reward, advantage, loss, divergence, update, sampling and group size.
///
/// The simulator and a trainer read the same value. In JSON every key may be left out but the reward's; what is left out has the
/// value of `Preset.verl`, except the update, which is plain gradient descent.
/// Paper: Table 7.
public struct Objective: Codable, Sendable, Hashable {
  /// What a rollout is paid.
  public var reward: Reward
  /// How rewards become advantages.
  public var advantage = Advantage.verl
  /// What is minimised, under policy gradient.
  public var loss = PolicyLoss()
  /// The divergence from the policy at the start, if it counts.
  public var kl: KLPenalty?
  /// How advantages move the policy.
  public var update = UpdateRule.policyGradient()
  /// How rollouts are drawn.
  public var sampling = Sampling()
  /// N, the rollouts of a group, all of which vote; nil: infinitely many.
  public var rollouts: Int? = 8
  /// n ≤ N, how many of them, the first, are trained on; nil: all.
  public var trained: Int?

  /// An objective with verl's choices for everything but the reward.
  public init(reward: Reward) { self.reward = reward }

  /// An objective with its choices.
  public init(
    reward: Reward, advantage: Advantage = .verl, loss: PolicyLoss = PolicyLoss(), kl: KLPenalty? = nil,
    update: UpdateRule = .policyGradient(), sampling: Sampling = Sampling(), rollouts: Int? = 8,
    trained: Int? = nil
  ) {
    self.reward = reward
    self.advantage = advantage
    self.loss = loss
    self.kl = kl
    self.update = update
    self.sampling = sampling
    self.rollouts = rollouts
    self.trained = trained
  }

  /// How many rollouts of a group are trained on; nil: infinitely many.
  public var trainedRollouts: Int? { trained ?? rollouts }

  /// What is wrong, in one sentence that names both options where two contradict each other, or nil.
  public var problem: String? {
    let parts = [
      reward.problem, advantage.problem, loss.problem, kl?.problem, update.problem, sampling.problem,
    ]
    if let first = parts.compactMap({ $0 }).first { return first }
    return groupProblem ?? updateProblem
  }

  private var groupProblem: String? {
    if let rollouts, rollouts < 1 { return "rollouts is \(rollouts), but must be at least 1" }
    if let trained {
      guard let rollouts else { return "trained \(trained) and rollouts infinite do not go together" }
      if trained < 1 { return "trained is \(trained), but must be at least 1" }
      if trained > rollouts {
        return
          "trained \(trained) and rollouts \(rollouts) do not go together; no more can be trained on than are drawn"
      }
    }
    if trainedRollouts == 1 && (advantage.baseline == .leaveOneOut || advantage.baseline == .groupMean) {
      return
        "a baseline from the group and a single trained rollout do not go together; every advantage would be 0"
    }
    if case .majorityVoting(let rule) = reward, rule.voters == .others, rollouts == 1 {
      return "voters others and rollouts 1 do not go together; there is nobody to vote"
    }
    return nil
  }

  private var updateProblem: String? {
    if let kl, kl.placement == .reward, kl.estimator.form == .exact {
      return
        "placement reward and form exact do not go together; a divergence that all rollouts share moves nothing"
    }
    if case .policyGradient = update { return nil }
    let name = if case .mirror = update { "mirror" } else { "natural_gradient" }
    if let kl, kl.placement == .loss, kl.coefficient != 0 {
      return "update \(name) and a divergence in the loss do not go together; only policy_gradient has a loss"
    }
    if loss.entropyBonus != 0 {
      return
        "update \(name) and entropy_bonus \(loss.entropyBonus) do not go together; only policy_gradient has a loss"
    }
    return nil
  }

  /// What is wrong with cutting the rollouts of a single problem into mini-batches, in one sentence, or nil.
  var partProblem: String? {
    guard case .policyGradient(let step) = update, let count = trainedRollouts, step.miniBatches > count
    else {
      return nil
    }
    return "mini_batches \(step.miniBatches) and trained \(count) do not go together; a part would be empty"
  }

  enum CodingKeys: String, CodingKey, CaseIterable {
    case reward, advantage, loss, kl, update, sampling, rollouts, trained
  }

  /// Reads an objective; `rollouts` is a number or `"infinite"`.
  ///
  /// - Throws: `DecodingError`, also for what `problem` names.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(knowing: CodingKeys.self)
    reward = try container.decode(Reward.self, forKey: .reward)
    advantage = try container.value(.advantage, or: advantage)
    loss = try container.value(.loss, or: loss)
    kl = try container.decodeIfPresent(KLPenalty.self, forKey: .kl)
    update = try container.value(.update, or: update)
    sampling = try container.value(.sampling, or: sampling)
    if let text = try? container.decode(String.self, forKey: .rollouts) {
      guard text == "infinite" else {
        throw DecodingError.dataCorruptedError(
          forKey: .rollouts, in: container,
          debugDescription: "rollouts is a number or \"infinite\", not \(text)")
      }
      rollouts = nil
    } else {
      rollouts = try container.value(.rollouts, or: 8)
    }
    trained = try container.decodeIfPresent(Int.self, forKey: .trained)
    if let problem {
      throw DecodingError.dataCorrupted(.init(codingPath: decoder.codingPath, debugDescription: problem))
    }
  }

  /// Writes every choice.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(reward, forKey: .reward)
    try container.encode(advantage, forKey: .advantage)
    try container.encode(loss, forKey: .loss)
    try container.encodeIfPresent(kl, forKey: .kl)
    try container.encode(update, forKey: .update)
    try container.encode(sampling, forKey: .sampling)
    if let rollouts {
      try container.encode(rollouts, forKey: .rollouts)
    } else {
      try container.encode("infinite", forKey: .rollouts)
    }
    try container.encodeIfPresent(trained, forKey: .trained)
  }
}
