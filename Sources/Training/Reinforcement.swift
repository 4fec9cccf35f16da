public import Sharpening

/// How a model is trained by reinforcement, beside its objective: batches, lengths, evaluation.
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
  /// Updates of the policy's rollouts.
  public var steps = 100
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

  /// The defaults around an objective.
  public init(_ objective: Objective) { self.objective = objective }

  /// The first impossible setting, as a sentence; nil for none.
  public var problem: String? {
    if let problem = objective.problem { return problem }
    guard case .policyGradient = objective.update else {
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
    if steps < 0 { return "steps is \(steps), but must be at least 0" }
    if let newTokens, newTokens < 1 { return "newTokens is \(newTokens), but must be at least 1" }
    if evaluatesEvery < 0 || evaluationRollouts < 1 {
      return "evaluatesEvery must be at least 0 and evaluationRollouts at least 1"
    }
    return nil
  }
}
