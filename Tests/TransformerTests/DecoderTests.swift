import SharpeningNumerics
import Testing

@testable import Transformer

@Suite struct DecoderTests {
  @Test("a cached step says something else than the whole forward pass", arguments: [0, 1], [1, 3, 8])
  func cacheAgrees(index: Int, group: Int) {
    let shape = GradientTests.shapes[index]
    var generator = Generator(seed: Seed(12).child("decoder", index))
    var model = LanguageModel(shape, using: &generator)
    for i in model.parameters.indices { model.parameters[i] += Float(0.2 * generator.normal()) }
    let prompts = [1, 4, 9, 2, 2].map { length in
      (0..<length).map { _ in Int32(generator.index(below: shape.vocabularySize)) }
    }
    let options = SamplingOptions(newTokens: 24, temperature: 0.7, stop: 3)
    var uniforms = [Double](repeating: 0, count: prompts.count * options.newTokens)
    var span = uniforms.mutableSpan
    generator.fillUniform(&span)
    var decoder = Decoder(for: shape, group: group)
    let completions = decoder.sample(model, prompts: prompts[...], options, uniforms: uniforms.span)
    var batch = TokenBatch()
    for (prompt, completion) in zip(prompts, completions) {
      batch.append(prompt + completion.tokens, scoredFrom: prompt.count)
      #expect(completion.tokens.count == options.newTokens || completion.isStopped)
      #expect(completion.tokens.dropLast().allSatisfy { $0 != 3 })
    }
    var workspace = Workspace(for: shape)
    var scores = TokenScores(count: batch.scoredCount)
    workspace.forward(model, batch, 0..<batch.count, temperature: 0.7, into: &scores)
    for sequence in 0..<batch.count {
      for (offset, place) in batch.scored(of: sequence).enumerated() {
        let completion = completions[sequence]
        // Two orders of summation in floats.
        #expect(abs(scores.logProbability[place] - completion.logProbabilities[offset]) < 2e-4)
        #expect(abs(scores.entropy[place] - completion.entropies[offset]) < 2e-4)
        #expect(abs(scores.uniformCrossEntropy[place] - completion.uniformCrossEntropies[offset]) < 2e-4)
        #expect(abs(scores.topTwoGap[place] - completion.topTwoGaps[offset]) < 2e-4)
      }
    }
  }

  @Test("a token is drawn with another frequency than its probability")
  func frequencies() {
    let logits: [Float] = [0.3, -1, 2, 0.5, 1.1]
    let weights = logits.map { Double($0) }.map { value in Double(Float(value)) }
    for (options, kept) in [
      (SamplingOptions(newTokens: 1), [0, 1, 2, 3, 4]), (SamplingOptions(newTokens: 1, topK: 2), [2, 4]),
      (SamplingOptions(newTokens: 1, topP: 0.8), [2, 4, 3]),
      (SamplingOptions(newTokens: 1, temperature: 0), [2]),
    ] {
      // Inversion on a regular grid of uniforms gives each token its share to within a cell at either end.
      let cells = 2000
      var counts = [Int](repeating: 0, count: logits.count)
      var chooser = TokenChooser(options, vocabulary: logits.count)
      for cell in 0..<cells {
        var completion = Completion()
        chooser.choose(logits, at: 0, uniform: (Double(cell) + 0.5) / Double(cells), into: &completion)
        counts[Int(completion.tokens[0])] += 1
      }
      let total = kept.reduce(0.0) { $0 + Self.exponential(weights[$1]) }
      for token in logits.indices {
        let share = kept.contains(token) ? Self.exponential(weights[token]) / total : 0
        #expect(abs(Double(counts[token]) - share * Double(cells)) <= 1.01, "token \(token) of \(options)")
      }
    }
  }

  private static func exponential(_ x: Double) -> Double {
    (1...30).reversed().reduce(1.0) { 1 + $0 * x / Double($1) }
  }
}
