internal import Foundation

/// The rollouts of one problem in expectation: what a sampled batch is to a sampled step.
///
/// It is made once, from the policy that rollouts are drawn from; the gradient can then be taken at any later parameters, as when
/// the same rollouts are gone through again.
struct ExpectedBatch {
  /// μ(y), the law of a rollout.
  private let drawn: [Double]
  private let expected: ExpectedAdvantage
  private let oldLogProbabilities: [Double]

  /// - Parameters:
  ///   - start: the policy at the start of the run, tempered as the other.
  init<Model: DifferentiablePolicy>(
    _ objective: Objective, _ view: SampledView<Model>, start: Model, context: RewardContext, allowSlow: Bool
  ) throws(SharpeningError) {
    drawn = view.drawn.policy.probabilities
    oldLogProbabilities = view.tempered.tokenLogProbabilities
    expected = try ExpectedAdvantage(
      objective.advantage, objective.reward, view.drawn, rollouts: objective.rollouts,
      trained: objective.trainedRollouts, penalty: objective.penalties(view.tempered, from: start),
      context: context, lengths: drawn.indices.map { view.tempered.tokens(of: $0).count },
      loss: objective.loss, allowSlow: allowSlow)
  }

  /// The gradient of the expected loss at a policy, by its own logits.
  func gradient<Model: DifferentiablePolicy>(
    _ objective: Objective, at policy: Model, start: Model
  ) -> [Double] {
    let logs = policy.tokenLogProbabilities
    let references = start.tokenLogProbabilities
    let penalty = objective.kl?.placement == .loss ? objective.kl : nil
    var weights = [Double](repeating: 0, count: logs.count)
    var size = 0.0
    for (output, probability) in drawn.enumerated() where probability > 0 {
      let tokens = policy.tokens(of: output)
      let sum = tokens.reduce(0.0) { $0 + logs[$1] - oldLogProbabilities[$1] }
      for token in tokens {
        let logRatio =
          objective.loss.ratio == .sequence
          ? sum / Double(tokens.count) : logs[token] - oldLogProbabilities[token]
        let up = objective.loss.term(advantage: 1, logRatio: logRatio, logProbability: logs[token])
        let down = objective.loss.term(advantage: -1, logRatio: logRatio, logProbability: logs[token])
        var derivative =
          expected.positive[output] * up.derivative - expected.negative[output] * down.derivative
        size +=
          probability
          * (abs(expected.positive[output] * up.derivative) + abs(expected.negative[output] * down.derivative))
        derivative += expected.weight[output] * objective.loss.entropyBonus * logs[token]
        if let penalty, penalty.estimator.form != .exact {
          derivative +=
            expected.weight[output] * penalty.coefficient
            * penalty.estimator.derivative(logRatio: logs[token] - references[token])
        }
        weights[token] = probability * derivative
      }
    }
    var gradient = [Double](repeating: 0, count: policy.parameters.count)
    policy.addTokenScore(weights, to: &gradient)
    // What rounding leaves of a gradient that vanishes would be a full step under Adam.
    for index in gradient.indices where abs(gradient[index]) < 1e-14 * size { gradient[index] = 0 }
    return gradient
  }
}

/// A policy as it is drawn from and as a loss sees it.
struct SampledView<Model: DifferentiablePolicy> {
  /// The policy at the sampling temperature.
  let tempered: Model
  /// The outputs under the law that rollouts are drawn from, with the tempered policy's features.
  let drawn: OutputPolicy

  init(_ policy: Model, _ sampling: Sampling) throws(SharpeningError) {
    tempered = try Self.mapped(policy, sampling, sampling.temperature == 1 ? nil : { sampling.tempered($0) })
    let cut = try Self.mapped(policy, sampling, sampling.isTruncating ? { sampling.drawn($0) } : nil)
    let outputs = tempered.outputs
    let law = sampling.isTruncating ? cut.outputs.policy : outputs.policy
    drawn = OutputPolicy(
      policy: law, answers: outputs.answers, isCorrect: outputs.isCorrect, features: outputs.knownFeatures)
  }

  private static func mapped(
    _ policy: Model, _ sampling: Sampling, _ transform: ((Policy) -> Policy)?
  ) throws(SharpeningError) -> Model {
    guard let transform else { return policy }
    guard let tokenwise = policy as? any TokenwisePolicy, let result = tokenwise.mapped(transform) as? Model
    else {
      throw .undefined(
        "temperature \(sampling.temperature) with top-p \(sampling.topP)",
        because: "the policy does not show its next-token policies")
    }
    return result
  }
}

extension Objective {
  /// What the divergence subtracts from the reward of each output, where it is in the reward.
  func penalties<Model: DifferentiablePolicy>(_ policy: Model, from start: Model) -> [Double]? {
    guard let kl, kl.placement == .reward, kl.coefficient != 0 else { return nil }
    let ratios = KLEstimator.logRatios(policy, start)
    return policy.outputs.answers.indices.map { output in
      kl.coefficient
        * policy.tokens(of: output).reduce(0.0) { sum, token in
          // An output that cannot be drawn has no estimate, and needs none.
          ratios[token].isFinite ? sum + kl.estimator.value(logRatio: ratios[token]) : sum
        }
    }
  }

  /// The exact gradient of the expected loss at a policy, on rollouts drawn from it (N of the objective).
  ///
  /// - Parameters:
  ///   - policy: π.
  ///   - start: the reference of the divergence.
  ///   - context: what the reward needs beside the policy.
  /// - Returns: ∂ loss/∂θ, one number a parameter.
  /// - Throws: `SharpeningError`.
  public func expectedGradient<Model: DifferentiablePolicy>(
    at policy: Model, start: Model, context: RewardContext = RewardContext(), allowSlow: Bool = false
  ) throws(SharpeningError) -> [Double] {
    if let problem { throw .invalid(problem) }
    let view = try SampledView(policy, sampling)
    let first = try SampledView(start, sampling).tempered
    let batch = try ExpectedBatch(self, view, start: first, context: context, allowSlow: allowSlow)
    return scaled(batch.gradient(self, at: view.tempered, start: first), view.tempered, first)
  }

  /// A gradient by the tempered policy's logits as one by the policy's own, the exact divergence added.
  func scaled<Model: DifferentiablePolicy>(_ gradient: [Double], _ tempered: Model, _ start: Model)
    -> [Double]
  {
    var gradient = gradient
    if let kl, kl.placement == .loss, kl.estimator.form == .exact {
      let exact = KLEstimator.exactGradient(of: tempered, from: start)
      for index in gradient.indices { gradient[index] += kl.coefficient * exact[index] }
    }
    return sampling.temperature == 1 ? gradient : gradient.map { $0 / sampling.temperature }
  }
}
