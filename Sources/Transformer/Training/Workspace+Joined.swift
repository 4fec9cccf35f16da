/// Attention of a sequence that begins in the rows of another: its rows are copied together, worked on, and what is its own
/// is copied back. Its first positions are worked on again, which is little beside the matrix products that are saved.
extension Workspace {
  private var turnedWidth: Int { shape.queryWidth + shape.keyWidth }

  /// Copies queries, keys and values of all positions.
  private mutating func join(_ layer: Int, _ part: SharedRows.Sequence) {
    let width = shape.attentionWidth
    let qk = slices.start(layer, turnedWidth)
    let qkv = slices.start(layer, width)
    for position in 0..<part.length {
      let row = part.row(position)
      Rows.copy(
        turned, qk + row * turnedWidth, to: &joined.turned, position * turnedWidth, count: turnedWidth)
      Rows.copy(
        projected, qkv + row * width + turnedWidth, to: &joined.values, position * shape.keyWidth,
        count: shape.keyWidth)
    }
  }

  /// o and the log-sums of the sequence's own rows.
  mutating func joinedForward(_ layer: Int, _ part: SharedRows.Sequence) {
    let q = shape.queryWidth
    join(layer, part)
    attention.forward(
      length: part.length, qk: Vectors(joined.turned, stride: turnedWidth),
      v: Vectors(joined.values, stride: shape.keyWidth), scores: &scores, into: &joined.mixed, 0,
      logSums: &joined.logSums, at: 0)
    Rows.copy(
      joined.mixed, part.shared * q, to: &mixed, slices.start(layer, q) + part.own.lowerBound * q,
      count: part.own.count * q)
    Rows.copy(
      joined.logSums, part.shared * shape.heads, to: &logSums,
      slices.start(layer, shape.heads) + part.own.lowerBound * shape.heads,
      count: part.own.count * shape.heads)
  }

  /// Adds the gradients of q, k and v: those of the first positions to the leader's rows, which have do = 0 here as the
  /// leader itself answers for them.
  mutating func joinedBackward(_ layer: Int, _ part: SharedRows.Sequence) {
    let (q, heads, width) = (shape.queryWidth, shape.heads, shape.attentionWidth)
    join(layer, part)
    Rows.clear(&joined.dMixed, count: part.shared * q)
    Rows.copy(
      dMixed, part.own.lowerBound * q, to: &joined.dMixed, part.shared * q, count: part.own.count * q)
    let sums = slices.start(layer, heads)
    let outputs = slices.start(layer, q)
    for (first, row, count) in [
      (0, part.leader, part.shared), (part.shared, part.own.lowerBound, part.own.count),
    ] {
      Rows.copy(logSums, sums + row * heads, to: &joined.logSums, first * heads, count: count * heads)
      Rows.copy(mixed, outputs + row * q, to: &joined.mixed, first * q, count: count * q)
    }
    Rows.clear(&joined.dTurned, count: part.length * turnedWidth)
    Rows.clear(&joined.dValues, count: part.length * shape.keyWidth)
    attention.backward(
      length: part.length, qk: Vectors(joined.turned, stride: turnedWidth),
      v: Vectors(joined.values, stride: shape.keyWidth), o: Vectors(joined.mixed, stride: q),
      logSums: joined.logSums, at: 0, dO: Vectors(joined.dMixed, stride: q), scores: &scores,
      dScores: &dScores, dqk: &joined.dTurned, 0, dv: &joined.dValues, 0)
    for position in 0..<part.length {
      let row = part.row(position)
      Rows.add(
        joined.dTurned, position * turnedWidth, to: &dTurned, row * turnedWidth, count: turnedWidth)
      Rows.add(
        joined.dValues, position * shape.keyWidth, to: &dProjected, row * width + turnedWidth,
        count: shape.keyWidth)
    }
  }
}
