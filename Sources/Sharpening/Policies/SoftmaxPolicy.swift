/// A table of logits, one an output: the policy of the theory, π(y) = exp θ_y / Σ exp θ.
///
/// ∂ log π(y)/∂θ_z = 1[y = z] − π(z).
public struct SoftmaxPolicy: DifferentiablePolicy, Equatable {
  /// θ, one logit an output; −∞ keeps an output out for ever.
  public var parameters: [Double]
  /// ans(y) of each output.
  public let answers: [Int32]
  /// Whether each answer is correct.
  public let isCorrect: [Bool]

  /// Makes the table.
  ///
  /// - Parameter outputs: its log-probabilities become the logits; features are dropped, as a table has no tokens.
  public init(_ outputs: OutputPolicy) {
    parameters = outputs.policy.logProbabilities
    answers = outputs.answers
    isCorrect = outputs.isCorrect
  }

  /// The outputs under the current logits, without features.
  public var outputs: OutputPolicy {
    OutputPolicy(policy: Policy(logits: parameters), answers: answers, isCorrect: isCorrect)
  }

  /// An output's one token.
  public func tokens(of output: Int) -> Range<Int> { output..<output + 1 }

  /// log π(y) of every output.
  public var tokenLogProbabilities: [Double] { Policy(logits: parameters).logProbabilities }

  /// Adds w(y) − π(y) Σ w to the gradient.
  public func addTokenScore(_ weights: [Double], to gradient: inout [Double]) {
    precondition(
      weights.count == parameters.count && gradient.count == parameters.count, "one weight an output")
    let total = weights.reduce(0, +)
    for (output, probability) in Policy(logits: parameters).probabilities.enumerated() {
      gradient[output] += weights[output] - probability * total
    }
  }
}
