public import Sharpening

/// How a model is trained by reinforcement, beside its objective: batches, lengths, evaluation, when it ends.
///
/// The defaults are those of the authors' code where they do not depend on the model's size.
/// Paper: Table 7.
public struct Reinforcement: Codable, Sendable, Hashable {
  /// Who judges under `self_verify`.
  public enum Judge: String, CaseIterable, Codable, Sendable {
    /// Given rates of acceptance.
    case rates
    /// The model as it is being trained.
    case live
    /// The model at the start.
    case frozen
  }

  /// Reward, advantage, loss, divergence, optimiser, sampling, N and n.
  public var objective: Objective
  /// Problems of a batch.
  public var prompts = 16
  /// Batches.
  public var steps = 100
  /// Passes over the data, in place of `steps`: ⌈epochs · problems / prompts⌉ batches; nil: `steps` counts.
  public var epochs: Int?
  /// The course of the optimiser's rate over the batches.
  public var schedule = RateSchedule()
  /// Whether the order of the data is drawn afresh for each pass; the authors' code keeps it.
  public var shuffles = false
  /// The most new tokens; nil: as many as the task's longest output.
  public var newTokens: Int?
  /// Who judges under `self_verify`.
  public var judge = Judge.live
  /// Every how many steps held-out problems are evaluated; 0: never.
  public var evaluatesEvery = 10
  /// Rollouts of an evaluation a held-out problem.
  public var evaluationRollouts = 2
  /// The sampling temperature of an evaluation.
  public var evaluationTemperature = 1.0
  /// What ends the training early; any one of them does.
  public var earlyStops: [EarlyStop] = []
  /// What is looked at problem by problem.
  public var probes = ProbeSettings()

  /// The defaults around an objective.
  public init(_ objective: Objective) { self.objective = objective }

  /// The number of batches for a data set.
  public func batches(problems: Int) -> Int {
    epochs.map { ($0 * problems + prompts - 1) / prompts } ?? steps
  }

  /// The first impossible setting, as a sentence; nil for none.
  public var problem: String? {
    if let problem = objective.problem { return problem }
    guard case .policyGradient(let step) = objective.update else {
      return
        "a language model is trained by policy_gradient; mirror and natural_gradient need a table of outputs"
    }
    guard let rollouts = objective.rollouts else {
      return "rollouts is infinite, but a language model can only be sampled"
    }
    if rollouts < 1 { return "rollouts is \(rollouts), but must be at least 1" }
    if let kl = objective.kl, kl.estimator.form == .exact {
      return "the exact divergence is not computed from sampled tokens; choose k1, k2 or k3"
    }
    if prompts < 1 { return "prompts is \(prompts), but must be at least 1" }
    if step.miniBatches > prompts {
      return
        "mini_batches \(step.miniBatches) and prompts \(prompts) do not go together; a part would be empty"
    }
    if steps < 0 { return "steps is \(steps), but must be at least 0" }
    if let epochs, epochs < 0 { return "epochs is \(epochs), but must be at least 0" }
    if let newTokens, newTokens < 1 { return "new_tokens is \(newTokens), but must be at least 1" }
    if evaluatesEvery < 0 {
      return "evaluates_every is \(evaluatesEvery), but must be at least 0"
    }
    if evaluationRollouts < 1 {
      return "evaluation_rollouts is \(evaluationRollouts), but must be at least 1"
    }
    if !(evaluationTemperature >= 0 && evaluationTemperature.isFinite) {
      return "evaluation_temperature is \(evaluationTemperature), but must be at least 0"
    }
    return schedule.problem ?? earlyStops.compactMap(\.problem).first ?? probes.problem
  }
}

extension Reinforcement {
  enum CodingKeys: String, CodingKey, CaseIterable {
    case objective, prompts, steps, epochs, schedule, shuffles, judge, probes
    case newTokens = "new_tokens"
    case evaluatesEvery = "evaluates_every"
    case evaluationRollouts = "evaluation_rollouts"
    case evaluationTemperature = "evaluation_temperature"
    case earlyStops = "early_stops"
  }

  /// Reads settings; an absent key has its default, but the objective must be there.
  public init(from decoder: any Swift.Decoder) throws {
    let container = try decoder.container(knowing: CodingKeys.self)
    objective = try container.decode(Objective.self, forKey: .objective)
    prompts = try container.value(.prompts, or: prompts)
    steps = try container.value(.steps, or: steps)
    epochs = try container.decodeIfPresent(Int.self, forKey: .epochs)
    schedule = try container.value(.schedule, or: schedule)
    shuffles = try container.value(.shuffles, or: shuffles)
    newTokens = try container.decodeIfPresent(Int.self, forKey: .newTokens)
    judge = try container.value(.judge, or: judge)
    evaluatesEvery = try container.value(.evaluatesEvery, or: evaluatesEvery)
    evaluationRollouts = try container.value(.evaluationRollouts, or: evaluationRollouts)
    evaluationTemperature = try container.value(.evaluationTemperature, or: evaluationTemperature)
    earlyStops = try container.value(.earlyStops, or: earlyStops)
    probes = try container.value(.probes, or: probes)
  }
}
