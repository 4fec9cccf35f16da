/// What an intrinsic reward may need to know of each rollout beside its answer; a column that is not known is nil.
///
/// All entropies and logarithms are natural (nats); t runs over the rollout's own tokens, π_t is the model's next-token
/// distribution over the whole vocabulary, U the uniform one.
public struct RolloutFeatures: Sendable, Equatable {
  /// The number of tokens |y| ≥ 0 of each rollout.
  public var length: [Int]?
  /// Σ_t log π_t(y_t) ≤ 0.
  public var logProbability: [Double]?
  /// (1/|y|) Σ_t H(π_t) ≥ 0.
  public var meanEntropy: [Double]?
  /// (1/|y|) Σ_t H(U, π_t) ≥ ln|V|: self-certainty as the authors' code logs it, KL(U‖π_t) + ln|V|.
  public var meanUniformCrossEntropy: [Double]?
  /// The mean over answer tokens of the top probability minus the second one, in [0, 1].
  public var meanTopTwoGap: [Double]?
  /// Tokens whose 3-gram has already occurred in the same rollout, as a share of all its 3-grams, in [0, 1].
  public var repetition: [Double]?

  /// Makes a set of columns; each is nil unless given.
  public init(
    length: [Int]? = nil, logProbability: [Double]? = nil, meanEntropy: [Double]? = nil,
    meanUniformCrossEntropy: [Double]? = nil, meanTopTwoGap: [Double]? = nil, repetition: [Double]? = nil
  ) {
    self.length = length
    self.logProbability = logProbability
    self.meanEntropy = meanEntropy
    self.meanUniformCrossEntropy = meanUniformCrossEntropy
    self.meanTopTwoGap = meanTopTwoGap
    self.repetition = repetition
  }

  package func fits(rollouts: Int) -> Bool {
    (length.map { $0.count == rollouts } ?? true)
      && [logProbability, meanEntropy, meanUniformCrossEntropy, meanTopTwoGap, repetition]
        .allSatisfy { $0.map { $0.count == rollouts } ?? true }
  }
}
