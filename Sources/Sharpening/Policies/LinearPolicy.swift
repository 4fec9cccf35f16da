/// Logits that are linear in the parameters: π(y) ∝ exp(b_y + Σ_j w_j φ_j(y)).
///
/// The feature map φ is arbitrary and kept by rows of its non-zero entries; outputs with equal rows keep their odds, and a
/// feature that several outputs share moves all of them: the coupling that a table of logits lacks. With φ the identity and b = 0
/// this is a table.
///
/// ∂ log π(y)/∂w_j = φ_j(y) − Σ_z π(z) φ_j(z). Each output counts as one token.
public struct LinearPolicy: DifferentiablePolicy, Equatable {
  /// One non-zero entry of a row of φ.
  public struct Entry: Sendable, Equatable {
    /// j.
    public let feature: Int
    /// φ_j(y), finite.
    public let value: Double

    /// Makes an entry.
    public init(_ feature: Int, _ value: Double) {
      self.feature = feature
      self.value = value
    }
  }

  /// w, one weight a feature, finite.
  public var parameters: [Double]
  /// b_y, the logit of each output at w = 0; −∞ keeps an output out for ever.
  public let base: [Double]
  /// φ(y) by its non-zero entries, one row an output.
  public let rows: [[Entry]]
  /// ans(y) of each output.
  public let answers: [Int32]
  /// Whether each answer is correct.
  public let isCorrect: [Bool]

  /// Makes a linear policy.
  ///
  /// - Parameters:
  ///   - outputs: its log-probabilities become b, so that w = 0 is this policy; its features are dropped.
  ///   - rows: one an output; an entry that names a feature twice adds up.
  ///   - weights: w at the start, one a feature.
  public init(base outputs: OutputPolicy, rows: [[Entry]], weights: [Double]) {
    precondition(rows.count == outputs.count, "a feature map needs one row an output")
    for entry in rows.joined() {
      precondition(weights.indices.contains(entry.feature), "a row names feature \(entry.feature)")
      precondition(entry.value.isFinite, "a feature is not finite")
    }
    base = outputs.policy.logProbabilities
    answers = outputs.answers
    isCorrect = outputs.isCorrect
    self.rows = rows
    parameters = weights
  }

  /// The logits b + φ w.
  public var logits: [Double] {
    zip(base, rows).map { base, row in row.reduce(base) { $0 + parameters[$1.feature] * $1.value } }
  }

  /// The outputs under the current weights, without features of rollouts.
  public var outputs: OutputPolicy {
    OutputPolicy(policy: Policy(logits: logits), answers: answers, isCorrect: isCorrect)
  }

  /// An output's one token.
  public func tokens(of output: Int) -> Range<Int> { output..<output + 1 }

  /// log π(y) of every output.
  public var tokenLogProbabilities: [Double] { Policy(logits: logits).logProbabilities }

  /// Adds Σ_y (v(y) − π(y) Σ v) φ(y) to the gradient, v being the weights given.
  public func addTokenScore(_ weights: [Double], to gradient: inout [Double]) {
    precondition(weights.count == rows.count, "one weight an output")
    precondition(gradient.count == parameters.count, "one number a feature")
    let total = weights.reduce(0, +)
    for (output, probability) in Policy(logits: logits).probabilities.enumerated() {
      let force = weights[output] - probability * total
      for entry in rows[output] { gradient[entry.feature] += force * entry.value }
    }
  }
}
