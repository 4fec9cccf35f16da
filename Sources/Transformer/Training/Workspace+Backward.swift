internal import Foundation

extension Workspace {
  /// The gradient of a loss that depends on scored tokens' log-probabilities and entropies, after `forward` of the same
  /// micro-batch.
  ///
  /// dz_v = (c (1[v = y] − π_v) − e π_v (log π_v + H))/T with c = ∂loss/∂log π(y_t), e = ∂loss/∂H(π_t). The activations
  /// are used up.
  ///
  /// - Parameters:
  ///   - model: the model of the forward pass.
  ///   - batch: its batch.
  ///   - sequences: its micro-batch.
  ///   - temperature: its temperature.
  ///   - dLogProbability: c of every scored token of the micro-batch.
  ///   - dEntropy: e of every scored token of the micro-batch; empty for none.
  ///   - gradient: added to; one number a parameter.
  public mutating func backward(
    _ model: LanguageModel, _ batch: TokenBatch, _ sequences: Range<Int>, temperature: Float = 1,
    dLogProbability: [Float], dEntropy: [Float] = [], gradient: inout [Float]
  ) {
    precondition(gradient.count == model.parameterCount, "a gradient needs one number a parameter")
    let count = rows.count
    let scored = batch.scoredStarts[sequences.lowerBound]..<batch.scoredStarts[sequences.upperBound]
    precondition(
      dLogProbability.count == scored.count && (dEntropy.isEmpty || dEntropy.count == scored.count),
      "one derivative a scored token of the micro-batch")
    logitGradient(batch, sequences, dLogProbability, dEntropy)
    headBackward(
      model, batch, sequences, count: count, scored: scored.count, 1 / temperature,
      gradient: &gradient)
    for layer in (0..<shape.layers).reversed() {
      blockBackward(model, layer, count: count, gradient: &gradient)
      attentionBackward(model, layer, count: count, gradient: &gradient)
      projectionBackward(model, layer, count: count, gradient: &gradient)
    }
    let d = shape.hiddenSize
    for (index, sequence) in sequences.enumerated() {
      let part = rows.sequences[index]
      let first = batch.starts[sequence] + part.shared
      for row in part.own {
        let token = Int(batch.tokens[first + row - part.own.lowerBound])
        Rows.add(
          dStream, row * d, to: &gradient, model.layout.embedding.lowerBound + token * d, count: d)
      }
    }
  }

  /// Turns logits into their gradients, without the factor 1/T.
  private mutating func logitGradient(
    _ batch: TokenBatch, _ sequences: Range<Int>, _ dLogProbability: [Float], _ dEntropy: [Float]
  ) {
    let vocabulary = shape.vocabularySize
    var row = 0
    for sequence in sequences {
      let range = batch.tokens(of: sequence)
      for position in batch.scoredFrom[sequence]..<range.count {
        let start = row * vocabulary
        let c = dLogProbability[row]
        let e = dEntropy.isEmpty ? 0 : dEntropy[row]
        let entropy = e == 0 ? 0 : Distribution(logits.span, at: start, count: vocabulary).entropy
        let normaliser = logNormalisers[row]
        let whole = vocabulary / 16 * 16
        var z = logits.mutableSpan
        precondition(start + vocabulary <= z.count, "a row beyond its memory")
        for i in stride(from: start, to: start + whole, by: 16) {
          let logarithm = z.lanes(i) - normaliser
          z.store(-Lanes.exponential(logarithm) * (c + e * (logarithm + entropy)), at: i)
        }
        if whole < vocabulary {
          var rest = Lanes(repeating: -87)
          for i in whole..<vocabulary { rest[i - whole] = z[start + i] - normaliser }
          let p = Lanes.exponential(rest)
          for i in whole..<vocabulary {
            z[start + i] = -p[i - whole] * (c + e * (rest[i - whole] + entropy))
          }
        }
        z[start + Int(batch.tokens[range.lowerBound + position])] += c
        row += 1
      }
    }
  }

  private mutating func headBackward(
    _ model: LanguageModel, _ batch: TokenBatch, _ sequences: Range<Int>, count: Int, scored: Int,
    _ scale: Float, gradient: inout [Float]
  ) {
    let d = shape.hiddenSize
    let vocabulary = shape.vocabularySize
    let head = MatrixView(offset: model.layout.head.lowerBound, stride: d)
    Matrix.multiply(
      rows: vocabulary, columns: d, depth: scored, logits, MatrixView(stride: vocabulary, isTransposed: true),
      scoredRows, MatrixView(stride: d), into: &gradient, head, scale: scale, adding: true)
    Matrix.multiply(
      rows: scored, columns: d, depth: vocabulary, logits, MatrixView(stride: vocabulary), model.parameters,
      head, into: &scoredRows, MatrixView(stride: d), scale: scale)
    Rows.clear(&dNormalised, count: count * d)
    for (from, to) in predictingRows(batch, sequences).enumerated() {
      Rows.add(scoredRows, from * d, to: &dNormalised, to * d, count: d)
    }
    RMSNorm.backward(
      Vectors(stream, slices.start(shape.layers, d), stride: d), model.parameters, weight: model.layout.norm,
      inverse: finalInverse, at: 0, grid: VectorGrid(rows: count, groups: 1, width: d),
      dy: Vectors(dNormalised, stride: d), dx: &dStream, 0, adding: false, gradient: &gradient)
  }

  private mutating func blockBackward(
    _ model: LanguageModel, _ layer: Int, count: Int, gradient: inout [Float]
  ) {
    let d = shape.hiddenSize
    let f = shape.intermediateSize
    let places = model.layout.layers[layer]
    let input = slices.start(layer, d)
    let gates = slices.start(layer, 2 * f)
    Matrix.multiply(
      rows: count, columns: f, depth: d, dStream, MatrixView(stride: d), model.parameters,
      MatrixView(offset: places.down.lowerBound, stride: f), into: &dGated, MatrixView(stride: f))
    Self.weightGradient(
      &gradient, places.down, rows: d, columns: f, count: count, dStream, 0, gated, slices.start(layer, f))
    SwiGLU.backward(&gateUp, gates, rows: count, width: f, dh: dGated)
    Self.weightGradient(
      &gradient, places.gateUp, rows: 2 * f, columns: d, count: count, gateUp, gates, blockInput, input)
    Matrix.multiply(
      rows: count, columns: d, depth: 2 * f, gateUp, MatrixView(offset: gates, stride: 2 * f),
      model.parameters, MatrixView(offset: places.gateUp.lowerBound, stride: d), into: &dNormalised,
      MatrixView(stride: d))
    RMSNorm.backward(
      Vectors(middle, input, stride: d), model.parameters, weight: places.blockNorm, inverse: blockInverse,
      at: slices.start(layer, 1), grid: VectorGrid(rows: count, groups: 1, width: d),
      dy: Vectors(dNormalised, stride: d), dx: &dStream, 0, adding: true, gradient: &gradient)
  }

  private mutating func attentionBackward(
    _ model: LanguageModel, _ layer: Int, count: Int, gradient: inout [Float]
  ) {
    let d = shape.hiddenSize
    let q = shape.queryWidth
    let width = shape.attentionWidth
    let turnedWidth = q + shape.keyWidth
    let places = model.layout.layers[layer]
    let o = slices.start(layer, q)
    let qkv = slices.start(layer, width)
    let qk = slices.start(layer, turnedWidth)
    Matrix.multiply(
      rows: count, columns: q, depth: d, dStream, MatrixView(stride: d), model.parameters,
      MatrixView(offset: places.output.lowerBound, stride: q), into: &dMixed, MatrixView(stride: q))
    Self.weightGradient(
      &gradient, places.output, rows: d, columns: q, count: count, dStream, 0, mixed, o)
    Rows.clear(&dTurned, count: count * turnedWidth)
    Rows.clear(&dProjected, count: count * width)
    for part in rows.sequences where !part.own.isEmpty {
      if part.shared > 0 {
        joinedBackward(layer, part)
        continue
      }
      let row = part.own.lowerBound
      attention.backward(
        length: part.length, qk: Vectors(turned, qk + row * turnedWidth, stride: turnedWidth),
        v: Vectors(projected, qkv + row * width + turnedWidth, stride: width),
        o: Vectors(mixed, o + row * q, stride: q), logSums: logSums,
        at: slices.start(layer, shape.heads) + row * shape.heads, dO: Vectors(dMixed, row * q, stride: q),
        scores: &scores, dScores: &dScores, dqk: &dTurned, row * turnedWidth, dv: &dProjected,
        row * width + turnedWidth)
    }
    // Only now, as sequences with the same beginning add to the same rows.
    for part in rows.sequences {
      for row in part.own {
        rotary.turn(
          &dTurned, at: row * turnedWidth, groups: shape.heads + shape.keyValueHeads,
          position: part.shared + row - part.own.lowerBound, backwards: true)
      }
    }
  }

  /// The rest of a layer's attention: norms of queries and keys, biases, projections and the norm before them.
  private mutating func projectionBackward(
    _ model: LanguageModel, _ layer: Int, count: Int, gradient: inout [Float]
  ) {
    let d = shape.hiddenSize
    let width = shape.attentionWidth
    let places = model.layout.layers[layer]
    let input = slices.start(layer, d)
    normBackward(model, layer, count: count, gradient: &gradient)
    if shape.hasAttentionBias {
      for row in 0..<count {
        Rows.add(
          dProjected, row * width, to: &gradient, places.attentionBias.lowerBound, count: width)
      }
    }
    Self.weightGradient(
      &gradient, places.attention, rows: width, columns: d, count: count, dProjected, 0, attentionInput,
      input)
    Matrix.multiply(
      rows: count, columns: d, depth: width, dProjected, MatrixView(stride: width), model.parameters,
      MatrixView(offset: places.attention.lowerBound, stride: d), into: &dNormalised, MatrixView(stride: d))
    RMSNorm.backward(
      Vectors(stream, input, stride: d), model.parameters, weight: places.attentionNorm,
      inverse: attentionInverse, at: slices.start(layer, 1),
      grid: VectorGrid(rows: count, groups: 1, width: d), dy: Vectors(dNormalised, stride: d), dx: &dStream,
      0, adding: true, gradient: &gradient)
  }

  /// From the gradient of normalised queries and keys to that of the projected ones.
  private mutating func normBackward(
    _ model: LanguageModel, _ layer: Int, count: Int, gradient: inout [Float]
  ) {
    let width = shape.attentionWidth
    let turnedWidth = shape.queryWidth + shape.keyWidth
    let places = model.layout.layers[layer]
    let qkv = slices.start(layer, width)
    guard shape.normalisesQueriesAndKeys else {
      for row in 0..<count {
        Rows.copy(dTurned, row * turnedWidth, to: &dProjected, row * width, count: turnedWidth)
      }
      return
    }
    RMSNorm.backward(
      Vectors(projected, qkv, stride: width), model.parameters, weight: places.queryNorm,
      inverse: queryInverse, at: slices.start(layer, shape.heads),
      grid: VectorGrid(rows: count, groups: shape.heads, width: shape.headSize),
      dy: Vectors(dTurned, stride: turnedWidth), dx: &dProjected, 0, adding: false, gradient: &gradient)
    RMSNorm.backward(
      Vectors(projected, qkv + shape.queryWidth, stride: width), model.parameters, weight: places.keyNorm,
      inverse: keyInverse, at: slices.start(layer, shape.keyValueHeads),
      grid: VectorGrid(rows: count, groups: shape.keyValueHeads, width: shape.headSize),
      dy: Vectors(dTurned, shape.queryWidth, stride: turnedWidth), dx: &dProjected, shape.queryWidth,
      adding: false, gradient: &gradient)
  }

  /// dW += dyᵀ x for W rows × columns, dy count × rows, x count × columns.
  private static func weightGradient(
    _ gradient: inout [Float], _ place: Range<Int>, rows: Int, columns: Int, count: Int, _ dy: [Float],
    _ dyOffset: Int, _ x: [Float], _ xOffset: Int
  ) {
    Matrix.multiply(
      rows: rows, columns: columns, depth: count, dy,
      MatrixView(offset: dyOffset, stride: rows, isTransposed: true), x,
      MatrixView(offset: xOffset, stride: columns), into: &gradient,
      MatrixView(offset: place.lowerBound, stride: columns), adding: true)
  }
}
