public import SharpeningNumerics
internal import Foundation

/// A language model: a shape and its parameters in one flat array.
///
/// π(y_t | y_<t) = softmax(E_head norm(x_t)), with x the residual stream after all blocks. It knows no reward.
public struct LanguageModel: Sendable, Equatable {
  /// The shape.
  public let configuration: ModelConfiguration
  /// Where each tensor lies in `parameters`.
  public let layout: ParameterLayout
  /// All parameters.
  public var parameters: [Float]

  /// Makes a model with the parameters given.
  public init(_ configuration: ModelConfiguration, parameters: [Float]) {
    self.configuration = configuration
    layout = ParameterLayout(configuration)
    precondition(
      parameters.count == layout.count,
      "\(parameters.count) parameters for a shape that has \(layout.count)")
    self.parameters = parameters
  }

  /// Makes a model at random: norms 1, biases 0, the embedding N(0, 0.02²), an untied head and matrices N(0, 1/columns),
  /// those that write to the residual stream divided by √(2·layers).
  ///
  /// Source: for the last rule Radford et al., GPT-2, 2019.
  public init(_ configuration: ModelConfiguration, using generator: inout Generator) {
    self.configuration = configuration
    layout = ParameterLayout(configuration)
    parameters = [Float](repeating: 0, count: layout.count)
    for tensor in layout.tensors {
      if tensor.name.hasSuffix("bias") { continue }
      if tensor.shape.count == 1 {
        for index in tensor.range { parameters[index] = 1 }
        continue
      }
      var deviation = 1 / Double(tensor.shape[1]).squareRoot()
      if tensor.name.contains("embed_tokens") { deviation = 0.02 }
      if tensor.name.contains("o_proj") || tensor.name.contains("down_proj") {
        deviation /= Double(2 * configuration.layers).squareRoot()
      }
      for index in tensor.range { parameters[index] = Float(generator.normal() * deviation) }
    }
  }

  /// The number of parameters.
  public var parameterCount: Int { layout.count }

  /// The parameters of a tensor, by its name in the Hugging Face layout; nil for a name that is not there.
  public func tensor(_ name: String) -> ArraySlice<Float>? {
    layout.tensors.first { $0.name == name }.map { parameters[$0.range] }
  }
}
