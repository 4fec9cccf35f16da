/// The keys and values of sequences that are being written.
///
/// Keys of a layer, sequence and group are width × stride (transposed), values positions × width.
struct KeyValueCache: Sendable {
  private(set) var keys: [Float] = []
  private(set) var values: [Float] = []
  /// Positions there is room for, rounded up to sixteen.
  private(set) var stride = 0
  private var sequences = 0

  /// Sees to memory; what was there is forgotten only as it is overwritten.
  mutating func reserve(_ shape: ModelConfiguration, sequences: Int, positions: Int) {
    let rounded = (positions + 15) / 16 * 16
    if rounded <= stride && sequences <= self.sequences { return }
    stride = max(stride, rounded)
    self.sequences = max(sequences, self.sequences)
    let count = shape.layers * self.sequences * shape.keyWidth * stride
    keys = [Float](repeating: 0, count: count)
    values = keys
  }

  /// Where the block of a layer, sequence and group starts.
  func start(_ shape: ModelConfiguration, layer: Int, sequence: Int, group: Int) -> Int {
    ((layer * sequences + sequence) * shape.keyValueHeads + group) * shape.headSize * stride
  }

  /// Keeps the key and the value of one position.
  mutating func store(
    at start: Int, position: Int, width: Int, key: [Float], _ keyOffset: Int, value: [Float],
    _ valueOffset: Int
  ) {
    for i in 0..<width {
      keys[start + i * stride + position] = key[keyOffset + i]
      values[start + position * width + i] = value[valueOffset + i]
    }
  }

  /// o = softmax(q kᵀ · scale) v over the positions 0 … `position`.
  func attend(
    at start: Int, position: Int, width: Int, query: [Float], _ queryOffset: Int, scale: Float,
    scores scratch: inout [Float], into o: inout [Float], _ oOffset: Int
  ) {
    let seen = position + 1
    let padded = (seen + 15) / 16 * 16
    var scores = scratch.mutableSpan
    var output = o.mutableSpan
    let q = query.span
    let k = keys.span
    let v = values.span
    precondition(
      padded <= scores.count && padded <= stride && queryOffset + width <= q.count
        && oOffset + width <= output.count && start + width * stride <= k.count, "a cache beyond its memory")
    for chunk in Swift.stride(from: 0, to: padded, by: 16) {
      var sum = Lanes(repeating: 0)
      for i in 0..<width {
        sum += unsafe k.lanes(start + i * stride + chunk) * q[unchecked: queryOffset + i]
      }
      scores.store(sum * scale, at: chunk)
    }
    let (_, total) = Softmax.exponentiate(&scores, at: 0, count: seen)
    let factor = 1 / total
    if width % 16 == 0 {
      for chunk in Swift.stride(from: 0, to: width, by: 16) {
        var sum = Lanes(repeating: 0)
        for j in 0..<seen {
          sum += unsafe v.lanes(start + j * width + chunk) * scores[unchecked: j]
        }
        output.store(sum * factor, at: oOffset + chunk)
      }
      return
    }
    for i in 0..<width {
      var sum: Float = 0
      for j in 0..<seen { sum += scores[j] * v[start + j * width + i] }
      output[oOffset + i] = sum * factor
    }
  }
}
