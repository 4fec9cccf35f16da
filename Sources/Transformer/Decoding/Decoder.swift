internal import Foundation

/// Draws completions for many prompts at once, with cached keys and values; the memory of one worker.
///
/// Sequences go through the model in groups of `group`, all at the same position; a finished one leaves. Equal prompts of
/// a group are read once. A completion depends on its prompt and its own uniform numbers, up to float rounding not on its
/// neighbours.
public struct Decoder: Sendable {
  let shape: ModelConfiguration
  let rotary: Rotary
  let epsilon: Float
  let group: Int
  var cache: KeyValueCache
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
  /// What the first layer's projections make of each token of the vocabulary, or empty: they know no position.
  var firstProjected: [Float] = []
  var firstTurned: [Float] = []

  /// Makes a decoder.
  ///
  /// - Parameters:
  ///   - shape: of the models it will run.
  ///   - group: how many sequences go together; more need more memory, fewer make poorer use of matrix products.
  public init(for shape: ModelConfiguration, group: Int = 128) {
    precondition(group >= 1, "a group needs at least one sequence")
    self.shape = shape
    self.group = group
    cache = KeyValueCache(shape)
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
    scores = [Float](repeating: 0, count: shape.heads * ((shape.context + 15) / 16 * 16))
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
    projectVocabulary(model, positions: prompts.count * options.newTokens)
    var completions: [Completion] = []
    completions.reserveCapacity(prompts.count)
    for first in stride(from: prompts.startIndex, to: prompts.endIndex, by: group) {
      let part = prompts[first..<min(first + group, prompts.endIndex)]
      let offset = (first - prompts.startIndex) * options.newTokens
      completions += run(model, Array(part), options, uniforms, offset)
    }
    return completions
  }

  /// Makes the first layer's projections of every token, where fewer tokens than positions there are.
  private mutating func projectVocabulary(_ model: LanguageModel, positions: Int) {
    let vocabulary = shape.vocabularySize
    let width = shape.attentionWidth
    let turnedWidth = shape.queryWidth + shape.keyWidth
    guard vocabulary * 4 <= positions else {
      (firstProjected, firstTurned) = ([], [])
      return
    }
    firstProjected = [Float](repeating: 0, count: vocabulary * width)
    firstTurned = [Float](repeating: 0, count: vocabulary * turnedWidth)
    for first in stride(from: 0, to: vocabulary, by: group) {
      let count = min(group, vocabulary - first)
      embed(model, (first..<first + count).map { Int32($0) })
      project(model, 0, count: count)
      Rows.copy(projected, 0, to: &firstProjected, first * width, count: count * width)
      Rows.copy(turned, 0, to: &firstTurned, first * turnedWidth, count: count * turnedWidth)
    }
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
    // The last token is not read.
    cache.reserve(sequences: group, positions: longest + options.newTokens - 1)
    var completions = prompts.map { _ in Completion(capacity: options.newTokens) }
    var chooser = TokenChooser(options, vocabulary: shape.vocabularySize)
    // Sequences that are read or written, and behind each leader the others of its prompt, which wait.
    let (leaders, followers) = Self.shared(prompts)
    var active = leaders
    var tokens: [Int32] = []
    var next = leaders.map { prompts[$0][0] }
    var position = 0
    while !active.isEmpty {
      swap(&tokens, &next)
      next.removeAll(keepingCapacity: true)
      let speaks = active.contains { position + 1 >= prompts[$0].count }
      advance(model, tokens, slots: active, position: position, needsLogits: speaks)
      var remaining: [Int] = []
      remaining.reserveCapacity(prompts.count)
      for (row, slot) in active.enumerated() {
        if position + 1 < prompts[slot].count {
          remaining.append(slot)
          next.append(prompts[slot][position + 1])
          continue
        }
        let isFirst = position + 1 == prompts[slot].count
        if isFirst {
          for follower in followers[slot] {
            cache.copy(from: slot, to: follower, positions: position + 1)
          }
        }
        for member in isFirst ? [slot] + followers[slot] : [slot] {
          let drawn = completions[member].tokens.count
          let token = chooser.choose(
            logits, at: row * shape.vocabularySize,
            uniform: uniforms[offset + member * options.newTokens + drawn], into: &completions[member])
          if completions[member].isStopped || drawn + 1 == options.newTokens { continue }
          remaining.append(member)
          next.append(token)
        }
      }
      active = remaining
      position += 1
    }
    return completions
  }

  /// The first sequence of each distinct prompt, and for each sequence the later ones with the same prompt.
  private static func shared(_ prompts: [[Int32]]) -> (leaders: [Int], followers: [[Int]]) {
    var leaderOf: [[Int32]: Int] = [:]
    var leaders: [Int] = []
    var followers = [[Int]](repeating: [], count: prompts.count)
    for (slot, prompt) in prompts.enumerated() {
      if let leader = leaderOf[prompt] {
        followers[leader].append(slot)
      } else {
        leaderOf[prompt] = slot
        leaders.append(slot)
      }
    }
    return (leaders, followers)
  }
}
