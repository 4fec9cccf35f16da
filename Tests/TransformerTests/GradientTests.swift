import SharpeningNumerics
import Testing

@testable import Transformer

@Suite struct GradientTests {
  static let shapes: [ModelConfiguration] = [
    ModelConfiguration(
      vocabularySize: 19, hiddenSize: 24, layers: 2, heads: 4, keyValueHeads: 2, headSize: 6,
      intermediateSize: 20, context: 90),
    ModelConfiguration(
      vocabularySize: 33, hiddenSize: 32, layers: 1, heads: 2, keyValueHeads: 2, headSize: 16,
      intermediateSize: 48, context: 90, normalisesQueriesAndKeys: false, hasAttentionBias: true,
      tiesEmbeddings: true),
  ]

  /// A loss that uses both derivatives: Σ a log π + b H with fixed random a, b.
  private static func loss(
    _ model: LanguageModel, _ batch: TokenBatch, _ a: [Float], _ b: [Float], _ temperature: Float
  ) -> Double {
    var workspace = Workspace(for: model.configuration)
    var scores = TokenScores(count: batch.scoredCount)
    workspace.forward(model, batch, 0..<batch.count, temperature: temperature, into: &scores)
    return (0..<batch.scoredCount).reduce(0.0) {
      $0 + Double(a[$1]) * Double(scores.logProbability[$1]) + Double(b[$1]) * Double(scores.entropy[$1])
    }
  }

  @Test("a derivative of the loss is not what differences of the loss say", arguments: [0, 1])
  func centralDifferences(index: Int) {
    let shape = Self.shapes[index]
    var generator = Generator(seed: Seed(11).child("gradient", index))
    var model = LanguageModel(shape, using: &generator)
    // Larger than at the start of a training, so that every path matters; biases and norms too.
    for i in model.parameters.indices {
      model.parameters[i] += Float(0.3 * generator.normal())
    }
    var batch = TokenBatch()
    for (length, first) in [(70, 3), (1, 1), (5, 2), (17, 1)] {
      batch.append(
        (0..<length).map { _ in Int32(generator.index(below: shape.vocabularySize)) }, scoredFrom: first)
    }
    let a = (0..<batch.scoredCount).map { _ in Float(generator.normal()) }
    let b = (0..<batch.scoredCount).map { _ in Float(generator.normal()) }
    let temperature: Float = 0.8
    var workspace = Workspace(for: shape)
    var scores = TokenScores(count: batch.scoredCount)
    var gradient = [Float](repeating: 0, count: model.parameterCount)
    workspace.forward(model, batch, 0..<batch.count, temperature: temperature, into: &scores)
    workspace.backward(
      model, batch, 0..<batch.count, temperature: temperature, dLogProbability: a, dEntropy: b,
      gradient: &gradient)
    // Along one random direction a tensor: float rounding of single coordinates would drown small derivatives.
    for tensor in model.layout.tensors {
      let direction = tensor.range.map { _ in Float(generator.normal()) }
      let expected = zip(tensor.range, direction).reduce(0.0) { $0 + Double(gradient[$1.0]) * Double($1.1) }
      let length = zip(tensor.range, direction).reduce(0.0) { $0 + Double($1.1) * Double($1.1) }.squareRoot()
      let step = Float(2e-3 / length * 3)
      func shifted(_ factor: Float) -> Double {
        var moved = model
        for (i, d) in zip(tensor.range, direction) { moved.parameters[i] += factor * step * d }
        return Self.loss(moved, batch, a, b, temperature)
      }
      // Five points: the error is O(step⁴).
      let near = shifted(1) - shifted(-1)
      let far = shifted(2) - shifted(-2)
      let difference = (8 * near - far) / (12 * Double(step))
      let scale =
        tensor.range.reduce(0.0) { $0 + Double(gradient[$1]) * Double(gradient[$1]) }.squareRoot() * length
      let problem = "\(tensor.name): \(expected) against \(difference), scale \(scale)"
      // The loss is known to about 1e-5, so differences to about 1e-5/step·length.
      #expect(
        abs(expected - difference) < 4e-3 * scale / length.squareRoot() + 2e-3 * abs(expected) + 1e-5
          / Double(step) * 4, "\(problem)")
    }
  }
}
