internal import Foundation

/// Causal attention of one sequence, softmax(q kᵀ/√w) v, with grouped queries.
///
/// A head's scores are made for at most `block` queries at a time, so memory grows with block × length. Vectors start at
/// the sequence's first token; head h reads the key and value of group h·groups/heads.
/// Source: Vaswani et al., 2017; Ainslie et al., GQA, 2023; Dao et al., FlashAttention, 2022, for recomputing scores.
struct Attention {
  let heads: Int
  let groups: Int
  let width: Int
  static let block = 64

  var scale: Float { 1 / Float(width).squareRoot() }
  /// How many scores a sequence needs at a time.
  func scoreCount(length: Int) -> Int { min(Self.block, length) * length }

  /// o for a sequence of `length` tokens; `logSums` keeps log Σ exp of each query's scores (tokens × heads).
  ///
  /// - Parameters:
  ///   - qk: turned queries, then turned keys.
  ///   - v: values.
  func forward(
    length: Int, qk: Vectors, v: Vectors, scores: inout [Float], into o: inout [Float], _ oOffset: Int,
    logSums: inout [Float], at sumOffset: Int
  ) {
    let stride = qk.stride
    for head in 0..<heads {
      let group = head * groups / heads
      let keys = MatrixView(
        offset: qk.offset + (heads + group) * width, stride: stride, isTransposed: true)
      let values = MatrixView(offset: v.offset + group * width, stride: v.stride)
      for first in Swift.stride(from: 0, to: length, by: Self.block) {
        let queries = min(Self.block, length - first)
        let visible = first + queries
        Matrix.multiply(
          rows: queries, columns: visible, depth: width, qk.array,
          MatrixView(offset: qk.offset + first * stride + head * width, stride: stride), qk.array, keys,
          into: &scores, MatrixView(stride: visible), scale: scale)
        do {
          var rows = scores.mutableSpan
          for query in 0..<queries {
            let at = query * visible
            let seen = first + query + 1
            let (largest, sum) = Softmax.exponentiate(&rows, at: at, count: seen)
            Softmax.scale(&rows, at: at, count: seen, by: 1 / sum)
            for later in at + seen..<at + visible { rows[later] = 0 }
            logSums[sumOffset + (first + query) * heads + head] = largest + log(sum)
          }
        }
        Matrix.multiply(
          rows: queries, columns: width, depth: visible, scores, MatrixView(stride: visible), v.array, values,
          into: &o,
          MatrixView(offset: oOffset + first * heads * width + head * width, stride: heads * width))
      }
    }
  }

  /// Adds the gradients of q, k and v, from those of o.
  ///
  /// With P recomputed from `logSums`: dP = do vᵀ, dS = P ⊙ (dP − Σ do ⊙ o)/√w; dq = dS k, dk = dSᵀ q, dv = Pᵀ do.
  func backward(
    length: Int, qk: Vectors, v: Vectors, o: Vectors, logSums: [Float], at sumOffset: Int, dO: Vectors,
    scores: inout [Float], dScores: inout [Float], dqk: inout [Float], _ dqkOffset: Int, dv: inout [Float],
    _ dvOffset: Int
  ) {
    let stride = qk.stride
    let oStride = heads * width
    for head in 0..<heads {
      let group = head * groups / heads
      let keyOffset = qk.offset + (heads + group) * width
      let valueOffset = v.offset + group * width
      for first in Swift.stride(from: 0, to: length, by: Self.block) {
        let queries = min(Self.block, length - first)
        let visible = first + queries
        let query = first * stride + head * width
        let queryView = MatrixView(offset: qk.offset + query, stride: stride)
        let outputView = MatrixView(offset: dO.offset + first * oStride + head * width, stride: oStride)
        let square = MatrixView(stride: visible)
        let turned = MatrixView(stride: visible, isTransposed: true)
        Matrix.multiply(
          rows: queries, columns: visible, depth: width, qk.array, queryView, qk.array,
          MatrixView(offset: keyOffset, stride: stride, isTransposed: true), into: &scores, square,
          scale: scale)
        Matrix.multiply(
          rows: queries, columns: visible, depth: width, dO.array, outputView, v.array,
          MatrixView(offset: valueOffset, stride: v.stride, isTransposed: true), into: &dScores, square)
        scoreGradients(
          &scores, &dScores, first: first, queries: queries, o: o, dO: dO, head: head, logSums: logSums,
          at: sumOffset)
        let dQueries = MatrixView(offset: dqkOffset + query, stride: stride)
        let dKeys = MatrixView(offset: keyOffset - qk.offset + dqkOffset, stride: stride)
        Matrix.multiply(
          rows: queries, columns: width, depth: visible, dScores, square, qk.array,
          MatrixView(offset: keyOffset, stride: stride), into: &dqk, dQueries, adding: true)
        Matrix.multiply(
          rows: visible, columns: width, depth: queries, dScores, turned, qk.array, queryView, into: &dqk,
          dKeys, adding: true)
        Matrix.multiply(
          rows: visible, columns: width, depth: queries, scores, turned, dO.array, outputView, into: &dv,
          MatrixView(offset: valueOffset - v.offset + dvOffset, stride: v.stride), adding: true)
      }
    }
  }

  /// Turns a block's scores into probabilities and dP into dS.
  private func scoreGradients(
    _ scores: inout [Float], _ dScores: inout [Float], first: Int, queries: Int, o: Vectors, dO: Vectors,
    head: Int, logSums: [Float], at sumOffset: Int
  ) {
    var rows = scores.mutableSpan
    var dRows = dScores.mutableSpan
    let output = o.array.span
    let dOutput = dO.array.span
    for query in 0..<queries {
      let at = (first + query) * heads * width + head * width
      var shared: Float = 0
      for i in 0..<width { shared += dOutput[dO.offset + at + i] * output[o.offset + at + i] }
      Self.scoreGradient(
        &rows, &dRows, at: query * (first + queries), seen: first + query + 1, width: first + queries,
        logSum: logSums[sumOffset + (first + query) * heads + head], shared: shared, scale: scale)
    }
  }

  /// Turns a row of scores into probabilities and dP into dS.
  @inline(__always)
  private static func scoreGradient(
    _ scores: inout MutableSpan<Float>, _ dScores: inout MutableSpan<Float>, at start: Int, seen: Int,
    width: Int, logSum: Float, shared: Float, scale: Float
  ) {
    let whole = seen / 16 * 16
    for i in Swift.stride(from: start, to: start + whole, by: 16) {
      let p = Lanes.exponential(scores.lanes(i) - logSum)
      scores.store(p, at: i)
      dScores.store(p * (dScores.lanes(i) - shared) * scale, at: i)
    }
    if whole < seen {
      var rest = Lanes(repeating: -87)
      for i in whole..<seen { rest[i - whole] = scores[start + i] - logSum }
      let p = Lanes.exponential(rest)
      for i in whole..<seen {
        scores[start + i] = p[i - whole]
        dScores[start + i] = p[i - whole] * (dScores[start + i] - shared) * scale
      }
    }
    for later in start + seen..<start + width {
      scores[later] = 0
      dScores[later] = 0
    }
  }
}
