public import Measurement
public import SharpeningNumerics

extension TokenTree {
  /// Writes one output, token by token.
  ///
  /// - Parameter generator: takes one draw a token.
  /// - Returns: the output's number.
  public func sample(using generator: inout Generator) -> Int {
    var state = 0
    while true {
      let token = generator.category(weights: policy(at: state).probabilities)
      let target = next[stateStart[state] + token]
      if target < 0 { return -1 - target }
      state = target
    }
  }

  /// Draws rollouts of one problem, with the features of each under this policy.
  ///
  /// To sample at another temperature than the policy's own, draw from `tempered(by:)`; the features are then those of the
  /// tempered policy.
  ///
  /// - Parameters:
  ///   - rollouts: N ≥ 0.
  ///   - generator: takes one draw a token.
  /// - Returns: a vote set of one problem whose answers keep the tree's numbers, sampled or not.
  public func rollouts(_ rollouts: Int, using generator: inout Generator) -> VoteSet {
    precondition(rollouts >= 0, "there are no \(rollouts) rollouts")
    var drawn: [Int] = []
    for _ in 0..<rollouts { drawn.append(sample(using: &generator)) }
    return votes(drawn)
  }

  /// The vote set of given outputs, in their order.
  ///
  /// - Parameter drawn: numbers of outputs.
  public func votes(_ drawn: [Int]) -> VoteSet {
    let all = features
    func pick<Value>(_ column: [Value]?) -> [Value]? { column.map { column in drawn.map { column[$0] } } }
    return VoteSet(
      rolloutsPerProblem: [drawn.count], answers: drawn.map { answers[$0] },
      answersPerProblem: [isCorrect.count], isCorrect: isCorrect,
      features: RolloutFeatures(
        length: pick(all.length), logProbability: pick(all.logProbability),
        meanEntropy: pick(all.meanEntropy), meanUniformCrossEntropy: pick(all.meanUniformCrossEntropy),
        meanTopTwoGap: pick(all.meanTopTwoGap), repetition: pick(all.repetition)))
  }
}
