/// Copies and sums of rows.
enum Rows {
  /// Copies `count` numbers.
  static func copy(_ from: [Float], _ fromOffset: Int, to: inout [Float], _ toOffset: Int, count: Int) {
    precondition(fromOffset + count <= from.count && toOffset + count <= to.count, "a copy beyond its memory")
    let source = from.span
    var target = to.mutableSpan
    let whole = count / 16 * 16
    for i in stride(from: 0, to: whole, by: 16) {
      target.store(source.lanes(fromOffset &+ i), at: toOffset &+ i)
    }
    for i in whole..<count { unsafe target[unchecked: toOffset &+ i] = source[unchecked: fromOffset &+ i] }
  }

  /// Copies `count` numbers within an array; the two places do not overlap.
  static func move(_ array: inout [Float], from: Int, to: Int, count: Int) {
    precondition(max(from, to) + count <= array.count, "a copy beyond its memory")
    var numbers = array.mutableSpan
    for i in 0..<count { unsafe numbers[unchecked: to &+ i] = numbers[unchecked: from &+ i] }
  }

  /// Adds `count` numbers.
  static func add(_ from: [Float], _ fromOffset: Int, to: inout [Float], _ toOffset: Int, count: Int) {
    precondition(fromOffset + count <= from.count && toOffset + count <= to.count, "a sum beyond its memory")
    let source = from.span
    var target = to.mutableSpan
    let whole = count / 16 * 16
    for i in stride(from: 0, to: whole, by: 16) {
      target.store(target.lanes(toOffset &+ i) + source.lanes(fromOffset &+ i), at: toOffset &+ i)
    }
    for i in whole..<count { unsafe target[unchecked: toOffset &+ i] += source[unchecked: fromOffset &+ i] }
  }

  /// Sets `count` numbers to 0 from the start.
  static func clear(_ array: inout [Float], count: Int) {
    precondition(count <= array.count, "more numbers than there are")
    var target = array.mutableSpan
    for i in 0..<count { unsafe target[unchecked: i] = 0 }
  }
}

/// Adds another gradient to a gradient, number by number.
public func addGradient(_ other: [Float], to gradient: inout [Float]) {
  precondition(other.count == gradient.count, "two gradients of different models")
  Rows.add(other, 0, to: &gradient, 0, count: other.count)
}
