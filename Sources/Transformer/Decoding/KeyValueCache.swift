/// The keys and values of sequences that are being written.
///
/// A layer, sequence and group has its keys and its values in positions × width, so that a step reads and writes runs of
/// memory: with many sequences the cache is far larger than a processor's.
struct KeyValueCache: Sendable {
  private(set) var keys: [Float] = []
  private(set) var values: [Float] = []
  /// Positions there is room for.
  private(set) var stride = 0
  private let shape: ModelConfiguration
  private var sequences = 0

  /// A cache without memory.
  init(_ shape: ModelConfiguration) { self.shape = shape }

  /// Sees to memory; what was there is forgotten only as it is overwritten.
  mutating func reserve(sequences: Int, positions: Int) {
    if positions <= stride && sequences <= self.sequences { return }
    stride = max(stride, positions)
    self.sequences = max(sequences, self.sequences)
    let count = shape.layers * self.sequences * shape.keyWidth * stride
    keys = [Float](repeating: 0, count: count)
    values = keys
  }

  /// Where the blocks of a layer and sequence start; those of its groups follow one another.
  private func start(layer: Int, sequence: Int) -> Int {
    (layer * sequences + sequence) * shape.keyWidth * stride
  }

  /// Keeps the keys and the values of one position, all groups.
  mutating func store(
    layer: Int, sequence: Int, position: Int, key: [Float], _ keyOffset: Int, value: [Float],
    _ valueOffset: Int
  ) {
    let start = start(layer: layer, sequence: sequence)
    precondition(
      position < stride && keyOffset + shape.keyWidth <= key.count
        && valueOffset + shape.keyWidth <= value.count && start + shape.keyWidth * stride <= keys.count,
      "a position beyond the cache")
    for group in 0..<shape.keyValueHeads {
      let first = start + group * shape.headSize * stride
      let to = first + position * shape.headSize
      Rows.copy(key, keyOffset + group * shape.headSize, to: &keys, to, count: shape.headSize)
      Rows.copy(value, valueOffset + group * shape.headSize, to: &values, to, count: shape.headSize)
    }
  }

  /// Copies what one sequence has at the first positions to another.
  mutating func copy(from source: Int, to target: Int, positions: Int) {
    let width = shape.headSize
    for layer in 0..<shape.layers {
      for group in 0..<shape.keyValueHeads {
        let from = start(layer: layer, sequence: source) + group * width * stride
        let to = start(layer: layer, sequence: target) + group * width * stride
        Rows.move(&keys, from: from, to: to, count: positions * width)
        Rows.move(&values, from: from, to: to, count: positions * width)
      }
    }
  }

  /// o = softmax(q kᵀ · scale) v over the positions 0 … `position`, for all heads of a row.
  func attend(
    layer: Int, sequence: Int, position: Int, query: [Float], _ queryOffset: Int, scale: Float,
    scores scratch: inout [Float], into o: inout [Float], _ oOffset: Int
  ) {
    let width = shape.headSize
    let seen = position + 1
    let padded = (seen + 15) / 16 * 16
    let start = start(layer: layer, sequence: sequence)
    var scores = scratch.mutableSpan
    var output = o.mutableSpan
    let q = query.span
    let k = keys.span
    let v = values.span
    precondition(
      padded <= scores.count && seen <= stride && queryOffset + shape.queryWidth <= q.count
        && oOffset + shape.queryWidth <= output.count && start + shape.keyWidth * stride <= k.count,
      "a cache beyond its memory")
    let perGroup = shape.heads / shape.keyValueHeads
    for head in 0..<shape.heads {
      let first = start &+ head / perGroup &* width &* stride
      let total = Self.score(
        k, at: first, q, at: queryOffset &+ head &* width, width: width, seen: seen, scale: scale, &scores)
      Self.mix(
        v, at: first, scores, seen: seen, width: width, factor: 1 / total, into: &output,
        at: oOffset &+ head &* width)
    }
  }

  /// exp(q kᵀ · scale), relative to the largest, for the positions seen; returns their sum.
  @inline(__always)
  private static func score(
    _ k: Span<Float>, at first: Int, _ q: Span<Float>, at query: Int, width: Int, seen: Int, scale: Float,
    _ scores: inout MutableSpan<Float>
  ) -> Float {
    let padded = (seen + 15) / 16 * 16
    var largest = -Float.infinity
    let whole = width / 16 * 16
    for j in 0..<seen {
      let at = first &+ j &* width
      var products = Lanes(repeating: 0)
      var i = 0
      while i < whole {
        products += k.lanes(at &+ i) * q.lanes(query &+ i)
        i &+= 16
      }
      var sum = products.total
      while i < width {
        sum += unsafe k[unchecked: at &+ i] * q[unchecked: query &+ i]
        i &+= 1
      }
      sum *= scale
      if sum > largest { largest = sum }
      unsafe scores[unchecked: j] = sum
    }
    // What is behind the last position counts as nothing.
    for j in seen..<padded { unsafe scores[unchecked: j] = -.infinity }
    var sums = Lanes(repeating: 0)
    for block in Swift.stride(from: 0, to: padded, by: 16) {
      let e = Lanes.exponential(scores.lanes(block) - largest)
      scores.store(e, at: block)
      sums += e
    }
    return sums.total
  }

  /// o = factor · Σ score v over the positions seen.
  @inline(__always)
  private static func mix(
    _ v: Span<Float>, at first: Int, _ scores: borrowing MutableSpan<Float>, seen: Int, width: Int,
    factor: Float, into output: inout MutableSpan<Float>, at to: Int
  ) {
    var chunk = 0
    while chunk &+ 32 <= width {
      var low = Lanes(repeating: 0)
      var high = Lanes(repeating: 0)
      for j in 0..<seen {
        let score = unsafe scores[unchecked: j]
        low += v.lanes(first &+ j &* width &+ chunk) * score
        high += v.lanes(first &+ j &* width &+ chunk &+ 16) * score
      }
      output.store(low * factor, at: to &+ chunk)
      output.store(high * factor, at: to &+ chunk &+ 16)
      chunk &+= 32
    }
    for i in chunk..<width {
      var sum: Float = 0
      for j in 0..<seen {
        sum += unsafe scores[unchecked: j] * v[unchecked: first &+ j &* width &+ i]
      }
      output[to &+ i] = sum * factor
    }
  }
}
