public import SharpeningNumerics

/// A run of unsupervised training on problems that share parameters: everything that names it.
///
/// A step takes a batch of problems, draws N rollouts of each, rewards and weighs them within their group, and moves the
/// shared parameters along the batch's mean gradient and each problem's memory along its own. A run is a function of this
/// value and the replicate's number; threads play no part.
public struct CoupledTraining: Codable, Sendable, Equatable {
  /// In which order a data set is gone through.
  public enum Order: String, CaseIterable, Codable, Sendable {
    /// The same order in each epoch.
    case fixed
    /// A new order in each epoch.
    case shuffled
  }

  /// Which of the drawn problems are trained on.
  public enum Selection: String, CaseIterable, Codable, Sendable {
    /// All of them.
    case all
    /// Only those whose most likely answer at the start is wrong.
    case wrongMajority = "wrong-majority"
  }

  /// Where a gradient comes from.
  public enum Gradient: String, CaseIterable, Codable, Sendable {
    /// From the sampled group.
    case sampled
    /// From the law of all groups, by enumeration; for few answers and rollouts.
    case expected
  }

  /// What evaluations measure.
  public enum Evaluation: String, CaseIterable, Codable, Sendable {
    /// Problems that are never trained on, without private memory.
    case heldout
    /// The training problems, with their memory.
    case training
  }

  /// The problems and what they share.
  public var model = CouplingModel.shortcut(ShortcutModel())
  /// Problems in the data set, ≥ 1; nil: new problems at every step.
  public var dataSize: Int?
  /// Which problems are trained on.
  public var selection = Selection.all
  /// In which order.
  public var order = Order.fixed
  /// Problems of a step, ≥ 1.
  public var batch = 32
  /// N ≥ 1.
  public var rollouts = 8
  /// Problems of one update, ≥ 1; nil: the whole batch.
  ///
  /// A smaller number makes several updates from one batch's rollouts.
  public var miniBatch: Int?
  /// How often a batch's rollouts are gone through, ≥ 1.
  public var passes = 1
  /// T > 0: rollouts are drawn from, and trained as samples of, π^(1/T).
  public var temperature = 1.0
  /// What rollouts are rewarded with; no reward that looks at more than answers.
  public var reward = Reward.majorityVoting()
  /// What the rewards become.
  public var advantage = Advantage.whitened
  /// The surrogate loss; a rollout is one token.
  public var loss = PolicyLoss()
  /// A divergence from the policy at the start as part of the objective.
  public var kl: KLPenalty?
  /// Where the gradient of the reward comes from.
  public var gradient = Gradient.sampled
  /// Steps, ≥ 0.
  public var steps = 1000
  /// Steps between two rows of the trajectory, ≥ 1.
  public var evaluateEvery = 10
  /// What evaluations measure.
  public var evaluation = Evaluation.heldout
  /// Problems of an evaluation on held-out problems, ≥ 1.
  public var evaluationProblems = 400
  /// Names every draw.
  public var seed = Seed(1)

  /// The defaults.
  public init() {}

  /// A parameter beyond this magnitude ends a run as diverged.
  public static let largestParameter = 1e6
  /// Problems that share a generator when a data set is drawn.
  public static let blockSize = 1024

  /// What is wrong with the values, in one sentence, or nil.
  public var problem: String? {
    let atLeastOne = [
      ("data_size", dataSize ?? 1), ("batch", batch), ("rollouts", rollouts), ("mini_batch", miniBatch ?? 1),
      ("passes", passes), ("evaluate_every", evaluateEvery), ("evaluation_problems", evaluationProblems),
    ]
    for (name, value) in atLeastOne where value < 1 { return "\(name) is \(value), but must be at least 1" }
    if rollouts > 16_384 { return "rollouts is \(rollouts), but at most 16384 are drawn" }
    if steps < 0 { return "steps is \(steps), but must be at least 0" }
    if !(temperature > 0 && temperature.isFinite) {
      return "temperature is \(temperature), but must be positive and finite"
    }
    if gradient == .expected {
      let isEnumerable = ObjectiveOnAnswers.followsFromCounts(reward) && !advantage.dependsOnBatch
      let isOnPolicy = miniBatch == nil && passes == 1 && kl?.estimator.form ?? .exact == .exact
      if !isEnumerable || !isOnPolicy {
        return
          "the expected gradient is taken for rewards that follow from counts, group advantages and one update a batch"
      }
    }
    if evaluation == .training && dataSize == nil {
      return "training problems cannot be evaluated when every step has new ones; give a data_size"
    }
    return loss.problem ?? ObjectiveOnAnswers.problem(reward, advantage, kl, rollouts: rollouts)
      ?? rateProblem ?? model.problem
  }

  /// A verifier with rates by answer must know all answers of the model.
  private var rateProblem: String? {
    switch reward {
    case .verifier(let rates), .selfVerify(let rates):
      let count = rates.falsePositive.count
      return count == 1 || count == model.answers
        ? nil : "the verifier has \(count) false-positive rates, but the model \(model.answers) answers"
    default: return nil
    }
  }
}

extension CoupledTraining {
  enum CodingKeys: String, CodingKey, CaseIterable {
    case model, selection, order, batch, rollouts, passes, temperature, reward, advantage, loss, kl, gradient,
      steps, evaluation, seed
    case dataSize = "data_size"
    case miniBatch = "mini_batch"
    case evaluateEvery = "evaluate_every"
    case evaluationProblems = "evaluation_problems"
  }

  /// Reads a training; an absent key has its default.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(knowing: CodingKeys.self)
    model = try container.value(.model, or: model)
    dataSize = try container.decodeIfPresent(Int.self, forKey: .dataSize)
    selection = try container.value(.selection, or: selection)
    order = try container.value(.order, or: order)
    batch = try container.value(.batch, or: batch)
    rollouts = try container.value(.rollouts, or: rollouts)
    miniBatch = try container.decodeIfPresent(Int.self, forKey: .miniBatch)
    passes = try container.value(.passes, or: passes)
    temperature = try container.value(.temperature, or: temperature)
    reward = try container.value(.reward, or: reward)
    advantage = try container.value(.advantage, or: advantage)
    loss = try container.value(.loss, or: loss)
    kl = try container.decodeIfPresent(KLPenalty.self, forKey: .kl)
    gradient = try container.value(.gradient, or: gradient)
    steps = try container.value(.steps, or: steps)
    evaluateEvery = try container.value(.evaluateEvery, or: evaluateEvery)
    evaluation = try container.value(.evaluation, or: evaluation)
    evaluationProblems = try container.value(.evaluationProblems, or: evaluationProblems)
    seed = try container.value(.seed, or: seed)
  }
}

extension Advantage {
  /// Reward minus the group's mean over the group's standard deviation, both with the divisor N and nothing added: T27.
  public static let whitened = Advantage(baseline: .groupMean, scale: .groupDeviation, ddof: 0, epsilon: 0)
}
