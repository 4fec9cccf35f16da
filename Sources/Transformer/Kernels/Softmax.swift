internal import Foundation

/// Softmax rows and what is read off them.
enum Softmax {
  /// Replaces `count` numbers by their exponentials relative to the largest and returns (largest, Σ exp).
  @inline(__always)
  static func exponentiate(_ x: inout MutableSpan<Float>, at start: Int, count: Int) -> (
    largest: Float, sum: Float
  ) {
    precondition(count > 0 && start + count <= x.count, "a row beyond its memory")
    let whole = count / 16 * 16
    var highest = -Float.infinity
    if whole > 0 {
      var lanes = x.lanes(start)
      for i in stride(from: 16, to: whole, by: 16) {
        let next = x.lanes(start + i)
        lanes = lanes.replacing(with: next, where: lanes .< next)
      }
      highest = lanes.largest
    }
    for i in whole..<count { highest = max(highest, unsafe x[unchecked: start + i]) }
    var sums = Lanes(repeating: 0)
    for i in stride(from: 0, to: whole, by: 16) {
      let e = Lanes.exponential(x.lanes(start + i) - highest)
      x.store(e, at: start + i)
      sums += e
    }
    var sum = sums.total
    if whole < count {
      var rest = Lanes(repeating: -87)
      for i in whole..<count { rest[i - whole] = unsafe x[unchecked: start + i] - highest }
      let e = Lanes.exponential(rest)
      for i in whole..<count {
        unsafe x[unchecked: start + i] = e[i - whole]
        sum += e[i - whole]
      }
    }
    return (highest, sum)
  }

  /// Multiplies `count` numbers by a factor.
  @inline(__always)
  static func scale(_ x: inout MutableSpan<Float>, at start: Int, count: Int, by factor: Float) {
    for i in start..<start + count { unsafe x[unchecked: i] *= factor }
  }
}
