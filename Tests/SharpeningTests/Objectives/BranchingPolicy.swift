import Measurement
import Sharpening

/// Outputs of one or two tokens: the root has three tokens, of which the first two are followed by one of two more.
///
/// Outputs 00, 01, 10, 11 and 2; parameters are the logits of the root and of the two states after it.
struct BranchingPolicy: TokenwisePolicy {
  var parameters: [Double]

  init(_ parameters: [Double]) { self.parameters = parameters }

  private static let states = [0..<3, 3..<5, 5..<7]
  /// The logit of every token of every output.
  private static let choices = [0, 3, 0, 4, 1, 5, 1, 6, 2]
  private static let firsts = [0, 2, 4, 6, 8, 9]

  private var logs: [Double] {
    Self.states.flatMap { Policy(logits: Array(parameters[$0])).logProbabilities }
  }

  var outputs: OutputPolicy {
    let logs = tokenLogProbabilities
    let sums = (0..<5).map { tokens(of: $0).reduce(0) { $0 + logs[$1] } }
    let entropies = Self.states.map { Policy(logits: Array(parameters[$0])).entropy }
    let means = [1, 1, 2, 2].map { (entropies[0] + entropies[$0]) / 2 } + [entropies[0]]
    return OutputPolicy(
      policy: Policy(logits: sums), answers: [0, 1, 1, 2, 0], isCorrect: [false, true, false],
      features: RolloutFeatures(length: [2, 2, 2, 2, 1], logProbability: sums, meanEntropy: means))
  }

  func tokens(of output: Int) -> Range<Int> { Self.firsts[output]..<Self.firsts[output + 1] }

  var tokenLogProbabilities: [Double] {
    let logs = logs
    return Self.choices.map { logs[$0] }
  }

  func addTokenScore(_ weights: [Double], to gradient: inout [Double]) {
    for (token, weight) in weights.enumerated() {
      let logit = Self.choices[token]
      guard let state = Self.states.first(where: { $0.contains(logit) }) else { continue }
      let p = Policy(logits: Array(parameters[state])).probabilities
      gradient[logit] += weight
      for (index, position) in state.enumerated() { gradient[position] -= weight * p[index] }
    }
  }

  func mapped(_ transform: (Policy) -> Policy) -> BranchingPolicy {
    BranchingPolicy(Self.states.flatMap { transform(Policy(logits: Array(parameters[$0]))).logProbabilities })
  }
}

/// A table that shows neither its next-token policies nor takes every law: all that a policy must have and no more.
struct OpaquePolicy: DifferentiablePolicy {
  var table: SoftmaxPolicy

  var parameters: [Double] {
    get { table.parameters }
    set { table.parameters = newValue }
  }
  var outputs: OutputPolicy { table.outputs }
  func tokens(of output: Int) -> Range<Int> { table.tokens(of: output) }
  var tokenLogProbabilities: [Double] { table.tokenLogProbabilities }
  func addTokenScore(_ weights: [Double], to gradient: inout [Double]) {
    table.addTokenScore(weights, to: &gradient)
  }
}

/// ∂f/∂θ by central differences, good to about 1e-9 for values of the order of 1.
func slopes<Model: DifferentiablePolicy>(_ policy: Model, of value: (Model) throws -> Double) rethrows
  -> [Double]
{
  let h = 1e-5
  return try policy.parameters.indices.map { index in
    var (up, down) = (policy, policy)
    up.parameters[index] += h
    down.parameters[index] -= h
    return (try value(up) - value(down)) / (2 * h)
  }
}
