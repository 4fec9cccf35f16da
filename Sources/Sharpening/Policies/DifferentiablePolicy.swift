/// A policy over outputs with parameters θ: all that an update by gradients needs to know of a model.
///
/// Outputs are numbered once and for all; each is a sequence of at least one token. The tokens of all outputs stand one
/// after another, output after output. A policy over answers alone counts each answer as one token.
public protocol DifferentiablePolicy: Sendable {
  /// θ.
  var parameters: [Double] { get set }
  /// The outputs under the current parameters.
  var outputs: OutputPolicy { get }
  /// The tokens of an output: positions in `tokenLogProbabilities`.
  func tokens(of output: Int) -> Range<Int>
  /// log π(y_t | y_<t) of every token of every output, in [−∞, 0].
  var tokenLogProbabilities: [Double] { get }
  /// Adds Σ_y Σ_t w(y, t) ∇_θ log π(y_t | y_<t) to a gradient.
  ///
  /// - Parameters:
  ///   - weights: one a token of every output.
  ///   - gradient: one number a parameter.
  func addTokenScore(_ weights: [Double], to gradient: inout [Double])
}

extension DifferentiablePolicy {
  /// Adds Σ_y w(y) ∇_θ log π(y) to a gradient.
  ///
  /// - Parameters:
  ///   - weights: one an output.
  ///   - gradient: one number a parameter.
  public func addScore(_ weights: [Double], to gradient: inout [Double]) {
    var tokenWeights: [Double] = []
    for (output, weight) in weights.enumerated() {
      tokenWeights += repeatElement(weight, count: tokens(of: output).count)
    }
    addTokenScore(tokenWeights, to: &gradient)
  }
}
