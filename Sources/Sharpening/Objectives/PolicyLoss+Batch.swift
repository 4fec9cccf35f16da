/// The tokens of a batch of rollouts, one rollout after another: what a loss is computed from.
public struct LossBatch: Sendable, Equatable {
  /// |y_i| of each rollout.
  public var lengths: [Int]
  /// A_i of each rollout.
  public var advantages: [Double]
  /// log π(y_t) of every token under the policy that is trained.
  public var logProbabilities: [Double]
  /// The same under the policy as it was when the rollouts were drawn.
  public var oldLogProbabilities: [Double]
  /// The same under the reference, where a divergence from it is part of the loss.
  public var referenceLogProbabilities: [Double]?
  /// H(π_t) at every token, where it is known; it gives the entropy bonus its value, not its derivative.
  public var entropies: [Double]?

  /// Makes a batch.
  ///
  /// - Parameters:
  ///   - lengths: tokens of each rollout.
  ///   - advantages: one a rollout.
  ///   - logProbabilities: one a token, as the others.
  public init(
    lengths: [Int], advantages: [Double], logProbabilities: [Double], oldLogProbabilities: [Double],
    referenceLogProbabilities: [Double]? = nil, entropies: [Double]? = nil
  ) {
    let tokens = lengths.reduce(0, +)
    precondition(advantages.count == lengths.count, "a rollout needs one advantage")
    precondition(
      logProbabilities.count == tokens && oldLogProbabilities.count == tokens
        && referenceLogProbabilities.map { $0.count == tokens } ?? true
        && entropies.map { $0.count == tokens } ?? true,
      "every column of tokens needs \(tokens) entries")
    self.lengths = lengths
    self.advantages = advantages
    self.logProbabilities = logProbabilities
    self.oldLogProbabilities = oldLogProbabilities
    self.referenceLogProbabilities = referenceLogProbabilities
    self.entropies = entropies
  }
}

/// A loss and what a gradient needs of it.
public struct LossValue: Sendable, Equatable {
  /// The loss, to be minimised.
  public internal(set) var value = 0.0
  /// ∂ loss/∂ log π(y_t) of every token; the gradient is Σ derivative · ∇ log π(y_t).
  public internal(set) var derivatives: [Double]
  /// The share of tokens whose ratio is clipped.
  public internal(set) var clippedShare = 0.0
}

extension PolicyLoss {
  /// The loss of a batch and its derivative with respect to every token's log-probability.
  ///
  /// The entropy bonus enters the derivative by the score function: ∂H(π_t)/∂θ = −E[log π(y) ∇ log π(y)], so a drawn
  /// token contributes +c w log π(y_t), which is right in expectation when the rollouts are drawn from π. A trainer that
  /// holds all logits had better differentiate H itself.
  /// - Parameters:
  ///   - batch: the tokens.
  ///   - penalty: the divergence from a reference, if it is part of the loss.
  ///   - weights: w_i of each rollout where the batch is a part of a larger one; nil: those of the batch by itself.
  /// - Throws: `SharpeningError.undefined` where the penalty lacks reference log-probabilities or is exact, `.invalid`.
  public func evaluate(
    _ batch: LossBatch, penalty: KLPenalty? = nil, weights given: [Double]? = nil
  ) throws(SharpeningError) -> LossValue {
    if let problem { throw .invalid(problem) }
    let penalty = penalty?.placement == .loss && penalty?.coefficient != 0 ? penalty : nil
    if let penalty {
      if let problem = penalty.problem { throw .invalid(problem) }
      if penalty.estimator.form == .exact {
        throw .undefined(
          "the exact divergence", because: "a sampled token does not show the whole distribution")
      }
      if batch.referenceLogProbabilities == nil {
        throw .undefined("the divergence", because: "it needs the reference's log-probabilities")
      }
    }
    var result = LossValue(derivatives: [Double](repeating: 0, count: batch.logProbabilities.count))
    let weights = given ?? weights(lengths: batch.lengths)
    precondition(weights.count == batch.lengths.count, "a rollout needs one weight")
    var first = 0
    var clipped = 0
    for (rollout, length) in batch.lengths.enumerated() {
      let tokens = first..<first + length
      first += length
      let sum = tokens.reduce(0.0) { $0 + batch.logProbabilities[$1] - batch.oldLogProbabilities[$1] }
      for token in tokens {
        let logProbability = batch.logProbabilities[token]
        let logRatio =
          ratio == .sequence ? sum / Double(length) : logProbability - batch.oldLogProbabilities[token]
        let term = term(
          advantage: batch.advantages[rollout], logRatio: logRatio, logProbability: logProbability)
        var (loss, derivative) = (term.loss, term.derivative)
        if term.isClipped { clipped += 1 }
        if entropyBonus > 0 {
          loss -= entropyBonus * (batch.entropies?[token] ?? -logProbability)
          derivative += entropyBonus * logProbability
        }
        if let penalty, let reference = batch.referenceLogProbabilities {
          let x = logProbability - reference[token]
          loss += penalty.coefficient * penalty.estimator.value(logRatio: x)
          derivative += penalty.coefficient * penalty.estimator.derivative(logRatio: x)
        }
        result.value += weights[rollout] * loss
        result.derivatives[token] = weights[rollout] * derivative
      }
    }
    result.clippedShare = Double(clipped) / Double(max(1, first))
    return result
  }
}
