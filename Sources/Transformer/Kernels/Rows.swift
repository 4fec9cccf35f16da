/// Copies and sums of rows.
enum Rows {
  /// Copies `count` numbers.
  static func copy(_ from: [Float], _ fromOffset: Int, to: inout [Float], _ toOffset: Int, count: Int) {
    precondition(fromOffset + count <= from.count && toOffset + count <= to.count, "a copy beyond its memory")
    let source = from.span
    var target = to.mutableSpan
    for i in 0..<count { unsafe target[unchecked: toOffset + i] = source[unchecked: fromOffset + i] }
  }

  /// Adds `count` numbers.
  static func add(_ from: [Float], _ fromOffset: Int, to: inout [Float], _ toOffset: Int, count: Int) {
    precondition(fromOffset + count <= from.count && toOffset + count <= to.count, "a sum beyond its memory")
    let source = from.span
    var target = to.mutableSpan
    for i in 0..<count { unsafe target[unchecked: toOffset + i] += source[unchecked: fromOffset + i] }
  }

  /// Sets `count` numbers to 0 from the start.
  static func clear(_ array: inout [Float], count: Int) {
    precondition(count <= array.count, "more numbers than there are")
    var target = array.mutableSpan
    for i in 0..<count { unsafe target[unchecked: i] = 0 }
  }
}
