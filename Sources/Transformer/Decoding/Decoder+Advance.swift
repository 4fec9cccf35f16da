extension Decoder {
  /// Takes each active sequence one position further; `logits` holds a row a sequence if they are needed.
  mutating func advance(
    _ model: LanguageModel, _ tokens: [Int32], slots: [Int], position: Int, needsLogits: Bool
  ) {
    let d = shape.hiddenSize
    let count = tokens.count
    let grid = VectorGrid(rows: count, groups: 1, width: d)
    embed(model, tokens)
    for layer in 0..<shape.layers {
      if layer == 0 && !firstTurned.isEmpty {
        recall(tokens)
      } else {
        project(model, layer, count: count)
      }
      attend(model, layer, slots, count: count, position: position)
      let places = model.layout.layers[layer]
      RMSNorm.forward(
        Vectors(stream, stride: d), model.parameters, weight: places.blockNorm, epsilon: epsilon, grid: grid,
        into: &normed, 0, stride: d, inverse: &inverse, at: 0)
      let f = shape.intermediateSize
      Matrix.multiply(
        rows: count, columns: 2 * f, depth: d, normed, MatrixView(stride: d), model.parameters,
        MatrixView(offset: places.gateUp.lowerBound, stride: d, isTransposed: true), into: &gates,
        MatrixView(stride: 2 * f))
      SwiGLU.forward(gates, 0, rows: count, width: f, into: &units, 0)
      Matrix.multiply(
        rows: count, columns: d, depth: f, units, MatrixView(stride: f), model.parameters,
        MatrixView(offset: places.down.lowerBound, stride: f, isTransposed: true), into: &stream,
        MatrixView(stride: d), adding: true)
    }
    guard needsLogits else { return }
    RMSNorm.forward(
      Vectors(stream, stride: d), model.parameters, weight: model.layout.norm, epsilon: epsilon, grid: grid,
      into: &normed, 0, stride: d, inverse: &inverse, at: 0)
    Matrix.multiply(
      rows: count, columns: shape.vocabularySize, depth: d, normed, MatrixView(stride: d), model.parameters,
      MatrixView(offset: model.layout.head.lowerBound, stride: d, isTransposed: true), into: &logits,
      MatrixView(stride: shape.vocabularySize))
  }

  /// Turns tokens into the first rows of the stream.
  mutating func embed(_ model: LanguageModel, _ tokens: [Int32]) {
    let d = shape.hiddenSize
    for (row, token) in tokens.enumerated() {
      precondition(
        token >= 0 && Int(token) < shape.vocabularySize,
        "token \(token) in a vocabulary of \(shape.vocabularySize)")
      Rows.copy(
        model.parameters, model.layout.embedding.lowerBound + Int(token) * d, to: &stream, row * d, count: d)
    }
  }

  /// Takes the first layer's projections from the tables.
  private mutating func recall(_ tokens: [Int32]) {
    let width = shape.attentionWidth
    let turnedWidth = shape.queryWidth + shape.keyWidth
    for (row, token) in tokens.enumerated() {
      Rows.copy(
        firstTurned, Int(token) * turnedWidth, to: &turned, row * turnedWidth, count: turnedWidth)
      Rows.copy(
        firstProjected, Int(token) * width + turnedWidth, to: &projected, row * width + turnedWidth,
        count: shape.keyWidth)
    }
  }

  /// Queries, keys and values of the stream's rows, queries and keys normalised but not turned yet.
  mutating func project(_ model: LanguageModel, _ layer: Int, count: Int) {
    let d = shape.hiddenSize
    let q = shape.queryWidth
    let width = shape.attentionWidth
    let turnedWidth = q + shape.keyWidth
    let places = model.layout.layers[layer]
    RMSNorm.forward(
      Vectors(stream, stride: d), model.parameters, weight: places.attentionNorm, epsilon: epsilon,
      grid: VectorGrid(rows: count, groups: 1, width: d), into: &normed, 0, stride: d, inverse: &inverse,
      at: 0)
    Matrix.multiply(
      rows: count, columns: width, depth: d, normed, MatrixView(stride: d), model.parameters,
      MatrixView(offset: places.attention.lowerBound, stride: d, isTransposed: true), into: &projected,
      MatrixView(stride: width))
    if shape.hasAttentionBias {
      for row in 0..<count {
        Rows.add(model.parameters, places.attentionBias.lowerBound, to: &projected, row * width, count: width)
      }
    }
    if shape.normalisesQueriesAndKeys {
      RMSNorm.forward(
        Vectors(projected, stride: width), model.parameters, weight: places.queryNorm, epsilon: epsilon,
        grid: VectorGrid(rows: count, groups: shape.heads, width: shape.headSize), into: &turned, 0,
        stride: turnedWidth, inverse: &headInverse, at: 0)
      RMSNorm.forward(
        Vectors(projected, q, stride: width), model.parameters, weight: places.keyNorm, epsilon: epsilon,
        grid: VectorGrid(rows: count, groups: shape.keyValueHeads, width: shape.headSize), into: &turned, q,
        stride: turnedWidth, inverse: &headInverse, at: 0)
    } else {
      for row in 0..<count {
        Rows.copy(projected, row * width, to: &turned, row * turnedWidth, count: turnedWidth)
      }
    }
  }

  private mutating func attend(
    _ model: LanguageModel, _ layer: Int, _ slots: [Int], count: Int, position: Int
  ) {
    let q = shape.queryWidth
    let width = shape.attentionWidth
    let turnedWidth = q + shape.keyWidth
    let places = model.layout.layers[layer]
    let scale = 1 / Float(shape.headSize).squareRoot()
    for (row, slot) in slots.enumerated() {
      rotary.turn(
        &turned, at: row * turnedWidth, groups: shape.heads + shape.keyValueHeads, position: position)
      cache.store(
        layer: layer, sequence: slot, position: position, key: turned, row * turnedWidth + q,
        value: projected, row * width + turnedWidth)
      cache.attend(
        layer: layer, sequence: slot, position: position, query: turned, row * turnedWidth, scale: scale,
        scores: &scores, into: &mixed, row * q)
    }
    Matrix.multiply(
      rows: count, columns: shape.hiddenSize, depth: q, mixed, MatrixView(stride: q), model.parameters,
      MatrixView(offset: places.output.lowerBound, stride: q, isTransposed: true), into: &stream,
      MatrixView(stride: shape.hiddenSize), adding: true)
  }
}
