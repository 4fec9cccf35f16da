internal import Foundation

/// Draws completions for many prompts at once, with cached keys and values; the memory of one worker.
///
/// Sequences go through the model in groups of `group`, all at the same position; a finished one leaves. Keys are kept
/// transposed (width × positions), so that a query's scores are sums of rows. A completion depends on its prompt and its
/// own uniform numbers, up to float rounding not on its neighbours.
public struct Decoder: Sendable {
  let shape: ModelConfiguration
  let rotary: Rotary
  let epsilon: Float
  let group: Int
  var cache = KeyValueCache()
  var stream: [Float] = []
  var normed: [Float] = []
  var projected: [Float] = []
  var turned: [Float] = []
  var mixed: [Float] = []
  var gates: [Float] = []
  var units: [Float] = []
  var inverse: [Float] = []
  var headInverse: [Float] = []
  var logits: [Float] = []
  var scores: [Float] = []

  /// Makes a decoder.
  ///
  /// - Parameters:
  ///   - shape: of the models it will run.
  ///   - group: how many sequences go together; more need more memory, fewer make poorer use of matrix products.
  public init(for shape: ModelConfiguration, group: Int = 128) {
    precondition(group >= 1, "a group needs at least one sequence")
    self.shape = shape
    self.group = group
    rotary = Rotary(positions: shape.context, width: shape.headSize, theta: shape.ropeTheta)
    epsilon = Float(shape.normEpsilon)
    func zeros(_ width: Int) -> [Float] { [Float](repeating: 0, count: group * width) }
    stream = zeros(shape.hiddenSize)
    normed = zeros(shape.hiddenSize)
    projected = zeros(shape.attentionWidth)
    turned = zeros(shape.queryWidth + shape.keyWidth)
    mixed = zeros(shape.queryWidth)
    gates = zeros(2 * shape.intermediateSize)
    units = zeros(shape.intermediateSize)
    inverse = zeros(1)
    headInverse = zeros(shape.heads)
    logits = zeros(shape.vocabularySize)
    scores = [Float](repeating: 0, count: (shape.context + 15) / 16 * 16)
  }

  /// Draws one completion a prompt.
  ///
  /// - Parameters:
  ///   - model: of this decoder's shape.
  ///   - prompts: at least one token each; prompt and new tokens together fit the context.
  ///   - options: without a `problem`.
  ///   - uniforms: `newTokens` numbers of [0, 1) a prompt, prompt after prompt; unused ones are skipped.
  public mutating func sample(
    _ model: LanguageModel, prompts: ArraySlice<[Int32]>, _ options: SamplingOptions, uniforms: Span<Double>
  ) -> [Completion] {
    precondition(model.configuration == shape, "a decoder of another shape")
    precondition(options.problem == nil, options.problem ?? "")
    precondition(uniforms.count == prompts.count * options.newTokens, "newTokens numbers a prompt")
    var completions: [Completion] = []
    for first in stride(from: prompts.startIndex, to: prompts.endIndex, by: group) {
      let part = prompts[first..<min(first + group, prompts.endIndex)]
      let offset = (first - prompts.startIndex) * options.newTokens
      completions += run(model, Array(part), options, uniforms, offset)
    }
    return completions
  }

  private mutating func run(
    _ model: LanguageModel, _ prompts: [[Int32]], _ options: SamplingOptions, _ uniforms: Span<Double>,
    _ offset: Int
  ) -> [Completion] {
    let longest = prompts.map(\.count).max() ?? 0
    precondition(prompts.allSatisfy { !$0.isEmpty }, "a prompt needs at least one token")
    precondition(
      longest + options.newTokens <= shape.context,
      "\(longest) prompt and \(options.newTokens) new tokens in a context of \(shape.context)")
    cache.reserve(shape, sequences: group, positions: longest + options.newTokens)
    var completions = [Completion](repeating: Completion(), count: prompts.count)
    var active = Array(prompts.indices)
    var chooser = TokenChooser(options, vocabulary: shape.vocabularySize)
    var position = 0
    while !active.isEmpty {
      let tokens = active.map { slot -> Int32 in
        position < prompts[slot].count
          ? prompts[slot][position] : completions[slot].tokens[position - prompts[slot].count]
      }
      let speaks = active.map { position + 1 >= prompts[$0].count }
      advance(model, tokens, slots: active, position: position, needsLogits: speaks.contains(true))
      var remaining: [Int] = []
      for (row, slot) in active.enumerated() {
        if speaks[row] {
          let drawn = completions[slot].tokens.count
          let uniform = uniforms[offset + slot * options.newTokens + drawn]
          chooser.choose(
            &logits, at: row * shape.vocabularySize, uniform: uniform, into: &completions[slot])
          if completions[slot].isStopped || drawn + 1 == options.newTokens { continue }
        }
        remaining.append(slot)
      }
      active = remaining
      position += 1
    }
    return completions
  }
}
