/// The keys and values of sequences that are being written.
///
/// A layer and sequence has its keys and its values in positions × groups × width, so that a step reads and writes runs
/// of memory: with many sequences the cache is far larger than a processor's.
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

  /// Where the positions of a layer and sequence start.
  private func start(layer: Int, sequence: Int) -> Int {
    (layer * sequences + sequence) * shape.keyWidth * stride
  }

  /// Keeps the keys and the values of one position, all groups.
  mutating func store(
    layer: Int, sequence: Int, position: Int, key: [Float], _ keyOffset: Int, value: [Float],
    _ valueOffset: Int
  ) {
    precondition(position < stride, "a position beyond the cache")
    let to = start(layer: layer, sequence: sequence) + position * shape.keyWidth
    Rows.copy(key, keyOffset, to: &keys, to, count: shape.keyWidth)
    Rows.copy(value, valueOffset, to: &values, to, count: shape.keyWidth)
  }

  /// Copies what one sequence has at the first positions to another.
  mutating func copy(from source: Int, to target: Int, positions: Int) {
    for layer in 0..<shape.layers {
      let from = start(layer: layer, sequence: source)
      let to = start(layer: layer, sequence: target)
      Rows.move(&keys, from: from, to: to, count: positions * shape.keyWidth)
      Rows.move(&values, from: from, to: to, count: positions * shape.keyWidth)
    }
  }

  /// o = softmax(q kᵀ · scale) v over the positions 0 … `position`, for all heads of a row.
  func attend(
    layer: Int, sequence: Int, position: Int, query: [Float], _ queryOffset: Int, scale: Float,
    scores scratch: inout [Float], into o: inout [Float], _ oOffset: Int
  ) {
    let seen = position + 1
    let padded = (seen + 15) / 16 * 16
    let start = start(layer: layer, sequence: sequence)
    var scores = scratch.mutableSpan
    var output = o.mutableSpan
    let q = query.span
    let k = keys.span
    let v = values.span
    precondition(
      shape.heads * padded <= scores.count && seen <= stride && queryOffset + shape.queryWidth <= q.count
        && oOffset + shape.queryWidth <= output.count && start + shape.keyWidth * stride <= k.count,
      "a cache beyond its memory")
    let heads = Heads(shape, padded: padded)
    heads.score(k, at: start, q, at: queryOffset, seen: seen, scale: scale, &scores)
    for head in 0..<shape.heads {
      // What is behind the last position counts as nothing.
      for j in seen..<padded { scores[head * padded + j] = -.infinity }
      let (_, total) = Softmax.exponentiate(&scores, at: head * padded, count: padded)
      Softmax.scale(&scores, at: head * padded, count: padded, by: 1 / total)
    }
    heads.mix(v, at: start, scores, seen: seen, into: &output, at: oOffset)
  }
}

/// What one position's query does with all keys and values of its sequence, a position after the other.
private struct Heads {
  let heads: Int
  let perGroup: Int
  let width: Int
  let rowWidth: Int
  let padded: Int

  init(_ shape: ModelConfiguration, padded: Int) {
    heads = shape.heads
    perGroup = shape.heads / shape.keyValueHeads
    width = shape.headSize
    rowWidth = shape.keyWidth
    self.padded = padded
  }

  /// q kᵀ · scale, heads × padded.
  @inline(__always)
  func score(
    _ k: Span<Float>, at start: Int, _ q: Span<Float>, at query: Int, seen: Int, scale: Float,
    _ scores: inout MutableSpan<Float>
  ) {
    let whole = width / 16 * 16
    for j in 0..<seen {
      var key = start &+ j &* rowWidth
      var from = query
      var inGroup = 0
      for head in 0..<heads {
        var products = Lanes(repeating: 0)
        var i = 0
        while i < whole {
          products += k.lanes(key &+ i) * q.lanes(from &+ i)
          i &+= 16
        }
        var sum = products.total
        while i < width {
          sum += unsafe k[unchecked: key &+ i] * q[unchecked: from &+ i]
          i &+= 1
        }
        unsafe scores[unchecked: head &* padded &+ j] = sum * scale
        from &+= width
        inGroup &+= 1
        if inGroup == perGroup { (inGroup, key) = (0, key &+ width) }
      }
    }
  }

  /// o = Σ score v.
  @inline(__always)
  func mix(
    _ v: Span<Float>, at start: Int, _ scores: borrowing MutableSpan<Float>, seen: Int,
    into output: inout MutableSpan<Float>, at to: Int
  ) {
    let whole = width / 16 * 16
    for i in 0..<heads &* width { unsafe output[unchecked: to &+ i] = 0 }
    // Two positions at a time; a padded one has the score 0, but may lie behind the cache.
    var j = 0
    while j < seen {
      let first = start &+ j &* rowWidth
      let second = j &+ 1 < seen ? first &+ rowWidth : first
      for head in 0..<heads {
        let score = unsafe scores[unchecked: head &* padded &+ j]
        let next = j &+ 1 < seen ? unsafe scores[unchecked: head &* padded &+ j &+ 1] : 0
        let group = head / perGroup &* width
        let at = to &+ head &* width
        var i = 0
        while i < whole {
          let sum = v.lanes(first &+ group &+ i) * score + v.lanes(second &+ group &+ i) * next
          output.store(output.lanes(at &+ i) + sum, at: at &+ i)
          i &+= 16
        }
        while i < width {
          let one = unsafe v[unchecked: first &+ group &+ i] * score
          let two = unsafe v[unchecked: second &+ group &+ i] * next
          unsafe output[unchecked: at &+ i] += one + two
          i &+= 1
        }
      }
      j &+= 2
    }
  }
}
