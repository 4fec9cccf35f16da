internal import Foundation

extension Workspace {
  /// Runs the model over a run of sequences and scores their tokens; activations stay for `backward`.
  ///
  /// - Parameters:
  ///   - model: of this workspace's shape.
  ///   - batch: the sequences.
  ///   - sequences: which of them: one micro-batch.
  ///   - temperature: T > 0; scores are those of softmax(z/T).
  ///   - scores: receives the scored tokens' numbers at the batch's own positions.
  public mutating func forward(
    _ model: LanguageModel, _ batch: TokenBatch, _ sequences: Range<Int>, temperature: Float = 1,
    into tokenScores: inout TokenScores
  ) {
    rows = SharedRows(batch, sequences)
    let count = rows.count
    let scored = batch.scoredStarts[sequences.lowerBound]..<batch.scoredStarts[sequences.upperBound]
    let longest = sequences.map { batch.tokens(of: $0).count }.max() ?? 0
    precondition(model.configuration == shape, "a workspace of another shape")
    precondition(longest <= shape.context, "a sequence of \(longest) tokens in a context of \(shape.context)")
    reserve(tokens: count, scored: scored.count, longest: longest - 1)
    embed(model, batch, sequences)
    for layer in 0..<shape.layers {
      attentionForward(model, layer, count: count)
      blockForward(model, layer, count: count)
    }
    headForward(model, batch, sequences, count: count, scored: scored.count, temperature)
    readScores(batch, sequences, scored, into: &tokenScores)
  }

  private mutating func embed(_ model: LanguageModel, _ batch: TokenBatch, _ sequences: Range<Int>) {
    let d = shape.hiddenSize
    let vocabulary = shape.vocabularySize
    for (index, sequence) in sequences.enumerated() {
      let part = rows.sequences[index]
      let first = batch.starts[sequence] + part.shared
      for row in part.own {
        let token = Int(batch.tokens[first + row - part.own.lowerBound])
        precondition(token >= 0 && token < vocabulary, "token \(token) in a vocabulary of \(vocabulary)")
        Rows.copy(
          model.parameters, model.layout.embedding.lowerBound + token * d, to: &stream, row * d, count: d)
      }
    }
  }

  private mutating func attentionForward(_ model: LanguageModel, _ layer: Int, count: Int) {
    let d = shape.hiddenSize
    let width = shape.attentionWidth
    let turnedWidth = shape.queryWidth + shape.keyWidth
    let places = model.layout.layers[layer]
    let input = slices.start(layer, d)
    RMSNorm.forward(
      Vectors(stream, input, stride: d), model.parameters, weight: places.attentionNorm, epsilon: epsilon,
      grid: VectorGrid(rows: count, groups: 1, width: d), into: &attentionInput, input, stride: d,
      inverse: &attentionInverse, at: slices.start(layer, 1))
    let qkv = slices.start(layer, width)
    Matrix.multiply(
      rows: count, columns: width, depth: d, attentionInput, MatrixView(offset: input, stride: d),
      model.parameters, MatrixView(offset: places.attention.lowerBound, stride: d, isTransposed: true),
      into: &projected, MatrixView(offset: qkv, stride: width))
    if shape.hasAttentionBias {
      for row in 0..<count {
        Rows.add(
          model.parameters, places.attentionBias.lowerBound, to: &projected, qkv + row * width, count: width)
      }
    }
    let qk = slices.start(layer, turnedWidth)
    normaliseQueriesAndKeys(model, layer, count: count)
    for part in rows.sequences where !part.own.isEmpty {
      for row in part.own {
        rotary.turn(
          &turned, at: qk + row * turnedWidth, groups: shape.heads + shape.keyValueHeads,
          position: part.shared + row - part.own.lowerBound)
      }
      if part.shared > 0 {
        joinedForward(layer, part)
        continue
      }
      let row = part.own.lowerBound
      attention.forward(
        length: part.length, qk: Vectors(turned, qk + row * turnedWidth, stride: turnedWidth),
        v: Vectors(projected, qkv + row * width + turnedWidth, stride: width), scores: &scores, into: &mixed,
        slices.start(layer, shape.queryWidth) + row * shape.queryWidth, logSums: &logSums,
        at: slices.start(layer, shape.heads) + row * shape.heads)
    }
    Rows.copy(stream, input, to: &middle, input, count: count * d)
    Matrix.multiply(
      rows: count, columns: d, depth: shape.queryWidth, mixed,
      MatrixView(offset: slices.start(layer, shape.queryWidth), stride: shape.queryWidth), model.parameters,
      MatrixView(offset: places.output.lowerBound, stride: shape.queryWidth, isTransposed: true),
      into: &middle, MatrixView(offset: input, stride: d), adding: true)
  }

  /// From projected to turned, as far as norms go.
  private mutating func normaliseQueriesAndKeys(_ model: LanguageModel, _ layer: Int, count: Int) {
    let width = shape.attentionWidth
    let turnedWidth = shape.queryWidth + shape.keyWidth
    let places = model.layout.layers[layer]
    let qkv = slices.start(layer, width)
    let qk = slices.start(layer, turnedWidth)
    guard shape.normalisesQueriesAndKeys else {
      for row in 0..<count {
        Rows.copy(projected, qkv + row * width, to: &turned, qk + row * turnedWidth, count: turnedWidth)
      }
      return
    }
    RMSNorm.forward(
      Vectors(projected, qkv, stride: width), model.parameters, weight: places.queryNorm, epsilon: epsilon,
      grid: VectorGrid(rows: count, groups: shape.heads, width: shape.headSize), into: &turned, qk,
      stride: turnedWidth, inverse: &queryInverse, at: slices.start(layer, shape.heads))
    RMSNorm.forward(
      Vectors(projected, qkv + shape.queryWidth, stride: width), model.parameters, weight: places.keyNorm,
      epsilon: epsilon, grid: VectorGrid(rows: count, groups: shape.keyValueHeads, width: shape.headSize),
      into: &turned, qk + shape.queryWidth, stride: turnedWidth, inverse: &keyInverse,
      at: slices.start(layer, shape.keyValueHeads))
  }

  private mutating func blockForward(_ model: LanguageModel, _ layer: Int, count: Int) {
    let d = shape.hiddenSize
    let f = shape.intermediateSize
    let places = model.layout.layers[layer]
    let input = slices.start(layer, d)
    RMSNorm.forward(
      Vectors(middle, input, stride: d), model.parameters, weight: places.blockNorm, epsilon: epsilon,
      grid: VectorGrid(rows: count, groups: 1, width: d), into: &blockInput, input, stride: d,
      inverse: &blockInverse, at: slices.start(layer, 1))
    let gates = slices.start(layer, 2 * f)
    Matrix.multiply(
      rows: count, columns: 2 * f, depth: d, blockInput, MatrixView(offset: input, stride: d),
      model.parameters, MatrixView(offset: places.gateUp.lowerBound, stride: d, isTransposed: true),
      into: &gateUp, MatrixView(offset: gates, stride: 2 * f))
    let units = slices.start(layer, f)
    SwiGLU.forward(gateUp, gates, rows: count, width: f, into: &gated, units)
    let after = slices.start(layer + 1, d)
    Rows.copy(middle, input, to: &stream, after, count: count * d)
    Matrix.multiply(
      rows: count, columns: d, depth: f, gated, MatrixView(offset: units, stride: f), model.parameters,
      MatrixView(offset: places.down.lowerBound, stride: f, isTransposed: true), into: &stream,
      MatrixView(offset: after, stride: d), adding: true)
  }

  /// The rows that predict scored tokens: each stands one position before its token.
  func predictingRows(_ batch: TokenBatch, _ sequences: Range<Int>) -> [Int] {
    zip(sequences, rows.sequences).flatMap { sequence, part in
      (batch.scoredFrom[sequence] - 1..<part.length).map { part.row($0) }
    }
  }

  private mutating func headForward(
    _ model: LanguageModel, _ batch: TokenBatch, _ sequences: Range<Int>, count: Int, scored: Int,
    _ temperature: Float
  ) {
    let d = shape.hiddenSize
    RMSNorm.forward(
      Vectors(stream, slices.start(shape.layers, d), stride: d), model.parameters, weight: model.layout.norm,
      epsilon: epsilon, grid: VectorGrid(rows: count, groups: 1, width: d), into: &finalOutput, 0, stride: d,
      inverse: &finalInverse, at: 0)
    for (to, from) in predictingRows(batch, sequences).enumerated() {
      Rows.copy(finalOutput, from * d, to: &scoredRows, to * d, count: d)
    }
    Matrix.multiply(
      rows: scored, columns: shape.vocabularySize, depth: d, scoredRows, MatrixView(stride: d),
      model.parameters, MatrixView(offset: model.layout.head.lowerBound, stride: d, isTransposed: true),
      into: &logits, MatrixView(stride: shape.vocabularySize), scale: 1 / temperature)
  }

  private mutating func readScores(
    _ batch: TokenBatch, _ sequences: Range<Int>, _ scored: Range<Int>, into tokenScores: inout TokenScores
  ) {
    let vocabulary = shape.vocabularySize
    var row = 0
    for sequence in sequences {
      let range = batch.tokens(of: sequence)
      for position in batch.scoredFrom[sequence]..<range.count {
        let numbers = Distribution(logits.span, at: row * vocabulary, count: vocabulary)
        let token = Int(batch.tokens[range.lowerBound + position])
        precondition(token >= 0 && token < vocabulary, "token \(token) in a vocabulary of \(vocabulary)")
        let place = scored.lowerBound + row
        // Not min(0, …), which would turn what is no number into certainty.
        let logProbability = logits[row * vocabulary + token] - numbers.logNormaliser
        tokenScores.logProbability[place] = logProbability > 0 ? 0 : logProbability
        tokenScores.entropy[place] = numbers.entropy
        tokenScores.uniformCrossEntropy[place] = numbers.uniformCrossEntropy
        tokenScores.topTwoGap[place] = numbers.topTwoGap
        logNormalisers[row] = numbers.logNormaliser
        row += 1
      }
    }
  }
}

/// What is read off one row of logits z.
struct Distribution {
  /// log Σ exp z.
  let logNormaliser: Float
  /// H = log Σ exp z − Σ π z, not below 0.
  let entropy: Float
  /// log Σ exp z − mean z.
  let uniformCrossEntropy: Float
  /// The largest π minus the second largest.
  let topTwoGap: Float

  init(_ z: Span<Float>, at start: Int, count: Int) {
    precondition(count > 0 && start + count <= z.count, "a row beyond its memory")
    var first = -Float.infinity
    var second = -Float.infinity
    let whole = count / 16 * 16
    // The two largest of each lane, then of all lanes.
    var firsts = Lanes(repeating: -Float.infinity)
    var seconds = firsts
    for i in stride(from: start, to: start + whole, by: 16) {
      let numbers = z.lanes(i)
      let smaller = numbers.replacing(with: firsts, where: firsts .< numbers)
      seconds.replace(with: smaller, where: seconds .< smaller)
      firsts.replace(with: numbers, where: firsts .< numbers)
    }
    func take(_ number: Float) {
      if number > first {
        (first, second) = (number, first)
      } else if number > second {
        second = number
      }
    }
    if whole > 0 {
      for lane in 0..<16 {
        take(firsts[lane])
        take(seconds[lane])
      }
    }
    for i in whole..<count { take(unsafe z[unchecked: start + i]) }
    var sums = Lanes(repeating: 0)
    var products = sums
    var totals = sums
    for i in stride(from: start, to: start + whole, by: 16) {
      let shifted = z.lanes(i) - first
      let e = Lanes.exponential(shifted)
      sums += e
      products += e * shifted
      totals += shifted
    }
    var (sum, product, total) = (sums.total, products.total, totals.total)
    if whole < count {
      var rest = Lanes(repeating: -87)
      for i in whole..<count { rest[i - whole] = z[start + i] - first }
      let e = Lanes.exponential(rest)
      for i in 0..<count - whole {
        sum += e[i]
        product += e[i] * rest[i]
        total += rest[i]
      }
    }
    let logSum = log(sum)
    logNormaliser = first + logSum
    let entropy = logSum - product / sum
    self.entropy = entropy < 0 ? 0 : entropy
    uniformCrossEntropy = logSum - total / Float(count)
    topTwoGap = count == 1 ? 1 : (1 - exp(second - first)) / sum
  }
}
