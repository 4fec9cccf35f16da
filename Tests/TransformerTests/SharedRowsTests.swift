import SharpeningNumerics
import Testing

@testable import Transformer

@Suite struct SharedRowsTests {
  @Test(
    "sequences with the same beginning are scored, or moved, otherwise together than apart",
    arguments: [0, 1])
  func together(index: Int) {
    let shape = GradientTests.shapes[index]
    var generator = Generator(seed: Seed(31).child("shared", index))
    var model = LanguageModel(shape, using: &generator)
    for i in model.parameters.indices { model.parameters[i] += Float(0.2 * generator.normal()) }
    func tokens(_ count: Int) -> [Int32] {
      (0..<count).map { _ in Int32(generator.index(below: shape.vocabularySize)) }
    }
    let (one, two) = (tokens(9), tokens(70))
    var batch = TokenBatch()
    // The same prompt, a longer equal beginning, twice the same, one inside another, and something else between.
    for (sequence, first) in [
      (one + [1, 2, 3], 9), (one + [1, 2, 4, 5], 9), (one + [1, 2, 3], 9), (one, 9), (one + [2], 4),
      (two + [1], 70), (two + [2, 2], 60), (tokens(5), 1), (two, 3),
    ] { batch.append(sequence, scoredFrom: first) }
    let slopes = (0..<batch.scoredCount).map { _ in Float(generator.normal()) }
    func run(_ parts: [Range<Int>]) -> (scores: TokenScores, gradient: [Float], rows: Int) {
      var workspace = Workspace(for: shape)
      var scores = TokenScores(count: batch.scoredCount)
      var gradient = [Float](repeating: 0, count: model.parameterCount)
      var rows = 0
      for part in parts {
        workspace.forward(model, batch, part, into: &scores)
        rows += workspace.rows.count
        let scored = batch.scoredStarts[part.lowerBound]..<batch.scoredStarts[part.upperBound]
        workspace.backward(
          model, batch, part, dLogProbability: Array(slopes[scored]), gradient: &gradient)
      }
      return (scores, gradient, rows)
    }
    let apart = run((0..<batch.count).map { $0..<$0 + 1 })
    let together = run([0..<batch.count])
    #expect(apart.rows == batch.tokens.count - batch.count)
    #expect(together.rows < apart.rows * 2 / 3)
    for (a, b) in zip(apart.scores.logProbability, together.scores.logProbability) {
      // Two orders of summation in floats.
      #expect(abs(a - b) < 1e-4)
    }
    let gap = zip(apart.gradient, together.gradient).map { ($0 - $1) * ($0 - $1) }.reduce(0, +).squareRoot()
    #expect(gap < Float(1e-4 * gradientNorm(apart.gradient)))
  }

  @Test("completions of equal prompts are others than those of a prompt alone")
  func equalPrompts() {
    let shape = GradientTests.shapes[0]
    var generator = Generator(seed: Seed(32))
    let model = LanguageModel(shape, using: &generator)
    let prompts: [[Int32]] = [[1, 2, 3], [4], [1, 2, 3], [4], [1, 2], [1, 2, 3]]
    let options = SamplingOptions(newTokens: 20, stop: 3)
    let uniforms = (0..<prompts.count * 20).map { _ in generator.uniform() }
    var together = Decoder(for: shape, group: 8)
    let all = together.sample(model, prompts: prompts[...], options, uniforms: uniforms.span)
    var alone = Decoder(for: shape, group: 1)
    for (index, prompt) in prompts.enumerated() {
      let own = Array(uniforms[index * 20..<(index + 1) * 20])
      let single = alone.sample(model, prompts: [prompt], options, uniforms: own.span)
      // A seed under which no uniform number falls within rounding of a boundary.
      #expect(single[0].tokens == all[index].tokens)
    }
  }
}
