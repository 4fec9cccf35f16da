internal import Sharpening
internal import Transformer

/// The derivatives of an objective's loss by the scores of a batch that is gone through in micro-batches.
///
/// Weights of rollouts are those of the whole batch. The entropy bonus is differentiated through H itself.
struct LossSlopes: Sendable {
  private let loss: PolicyLoss
  private let penalty: KLPenalty?
  private let bonus: Double
  private let lengths: [Int]
  private let weights: [Double]
  private let advantages: [Double]
  private let old: [Float]?
  private let reference: [Float]?

  /// - Parameters:
  ///   - batch: one sequence a rollout.
  ///   - advantages: one a rollout.
  ///   - old: log-probabilities when the rollouts were drawn; nil: the current ones.
  ///   - reference: those of the reference, where a divergence counts.
  init(
    _ objective: Objective, batch: TokenBatch, advantages: [Double], old: [Float]?, reference: [Float]?
  ) throws(SharpeningError) {
    if let problem = objective.loss.problem { throw .invalid(problem) }
    var loss = objective.loss
    bonus = loss.entropyBonus
    loss.entropyBonus = 0
    self.loss = loss
    penalty = reference == nil ? nil : objective.kl
    lengths = (0..<batch.count).map { batch.scored(of: $0).count }
    weights = loss.weights(lengths: lengths)
    self.advantages = advantages
    self.old = old
    self.reference = reference
  }

  /// Whether nothing would move.
  var isZero: Bool { penalty == nil && bonus == 0 && advantages.allSatisfy { $0 == 0 } }

  /// The derivatives for a micro-batch, by log π(y_t) and by H(π_t).
  func derivatives(
    sequences: Range<Int>, scored: Range<Int>, scores: TokenScores
  ) -> (logProbability: [Float], entropy: [Float]) {
    let now = scores.logProbability[scored].map(Double.init)
    let part = LossBatch(
      lengths: Array(lengths[sequences]), advantages: Array(advantages[sequences]), logProbabilities: now,
      oldLogProbabilities: old.map { $0[scored].map(Double.init) } ?? now,
      referenceLogProbabilities: reference.map { $0[scored].map(Double.init) })
    // Whatever could be refused was refused when the slopes were made.
    let value = try? loss.evaluate(part, penalty: penalty, weights: Array(weights[sequences]))
    var entropy: [Float] = []
    if bonus != 0 {
      for rollout in sequences {
        entropy += [Float](repeating: Float(-bonus * weights[rollout]), count: lengths[rollout])
      }
    }
    return (value?.derivatives.map { Float($0) } ?? [Float](repeating: .nan, count: scored.count), entropy)
  }
}
