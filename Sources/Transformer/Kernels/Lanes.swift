/// Sixteen floats that travel together.
typealias Lanes = SIMD16<Float>

extension Span where Element == Float {
  /// The sixteen numbers from a position on; the caller has checked that they are there.
  @inline(__always)
  func lanes(_ position: Int) -> Lanes {
    unsafe withUnsafeBytes { unsafe $0.loadUnaligned(fromByteOffset: 4 * position, as: Lanes.self) }
  }
}

extension MutableSpan where Element == Float {
  /// The sixteen numbers from a position on; the caller has checked that they are there.
  @inline(__always)
  func lanes(_ position: Int) -> Lanes {
    unsafe withUnsafeBytes { unsafe $0.loadUnaligned(fromByteOffset: 4 * position, as: Lanes.self) }
  }

  /// Stores sixteen numbers from a position on; the caller has checked that there is room.
  @inline(__always)
  mutating func store(_ lanes: Lanes, at position: Int) {
    unsafe withUnsafeMutableBytes {
      unsafe $0.storeBytes(of: lanes, toByteOffset: 4 * position, as: Lanes.self)
    }
  }
}

extension SIMD16<Float> {
  /// The sum by halves.
  @inline(__always)
  var total: Float {
    let eight = lowHalf + highHalf
    let four = eight.lowHalf + eight.highHalf
    let two = four.lowHalf + four.highHalf
    return two[0] + two[1]
  }

  /// The largest by halves.
  @inline(__always)
  var largest: Float {
    let eight = lowHalf.replacing(with: highHalf, where: lowHalf .< highHalf)
    let four = eight.lowHalf.replacing(with: eight.highHalf, where: eight.lowHalf .< eight.highHalf)
    let two = four.lowHalf.replacing(with: four.highHalf, where: four.lowHalf .< four.highHalf)
    return Swift.max(two[0], two[1])
  }

  /// exp x of every lane: 2ⁿ exp r with n the integer nearest to x/ln 2, exp r by a polynomial of degree 6.
  ///
  /// Relative error below 3·10⁻⁷; x is clamped to [−87, 88], so nothing becomes 0 or infinite.
  @inline(__always)
  static func exponential(_ x: Lanes) -> Lanes {
    let high = Lanes(repeating: 88)
    let low = Lanes(repeating: -87)
    var clamped = x.replacing(with: high, where: x .> high)
    clamped.replace(with: low, where: clamped .< low)
    // Adding 1.5·2²³ leaves the nearest integer in the low bits of the significand.
    let shifted = clamped * 1.442_695 + 12_582_912
    let n = shifted - 12_582_912
    let r = clamped - n * 0.693_145_75 - n * 1.428_606_8e-6
    var sum = r * 1.388_888_9e-3 + 8.333_334e-3
    sum = sum * r + 4.166_666_8e-2
    sum = sum * r + 1.666_666_7e-1
    sum = sum * r + 0.5
    sum = sum * r + 1
    sum = sum * r + 1
    let bits = unsafe unsafeBitCast(shifted, to: SIMD16<Int32>.self)
    let scale = unsafe unsafeBitCast((bits &+ 127) &<< 23, to: Lanes.self)
    return sum * scale
  }
}
