internal import Foundation

/// A rational number whose numerator and denominator fit 128 bits, in lowest terms, with a positive denominator.
///
/// An operation whose result does not fit throws: there is no rounding.
struct Fraction: Equatable, Comparable, Sendable {
  /// A result that is not rational, or does not fit.
  struct Inexact: Error {}

  let numerator: Int128
  let denominator: Int128

  /// The fraction of two integers.
  init(_ numerator: Int128, over denominator: Int128 = 1) throws(Inexact) {
    // The least integer has no negative.
    guard denominator != 0, numerator != .min, denominator != .min else { throw Inexact() }
    let divisor = Self.gcd(numerator.magnitude, denominator.magnitude)
    let sign: Int128 = denominator < 0 ? -1 : 1
    self.numerator = sign * numerator / Int128(divisor)
    self.denominator = sign * denominator / Int128(divisor)
  }

  /// Reads a decimal numeral such as `0.25` or `1e-9` exactly.
  init(decimal text: String) throws(Inexact) {
    let parts = text.lowercased().split(separator: "e", omittingEmptySubsequences: false)
    let mantissa = parts[0].split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count <= 2, mantissa.count <= 2 else { throw Inexact() }
    let places = mantissa.count == 2 ? mantissa[1].count : 0
    guard let digits = Int128(mantissa.joined()),
      let exponent = parts.count == 2 ? Int(parts[1]) : 0, abs(exponent) <= 40, places <= 40
    else { throw Inexact() }
    let shift = exponent - places
    let scale = try Fraction(10).power(abs(shift))
    self = shift >= 0 ? try Fraction(digits).times(scale) : try Fraction(digits).over(scale)
  }

  func plus(_ other: Fraction) throws(Inexact) -> Fraction {
    let divisor = Int128(Self.gcd(denominator.magnitude, other.denominator.magnitude))
    let left = try Self.product(numerator, other.denominator / divisor)
    let right = try Self.product(other.numerator, denominator / divisor)
    let (sum, overflows) = left.addingReportingOverflow(right)
    if overflows { throw Inexact() }
    return try Fraction(sum, over: Self.product(denominator, other.denominator / divisor))
  }

  func minus(_ other: Fraction) throws(Inexact) -> Fraction { try plus(other.times(Fraction(-1))) }

  func times(_ other: Fraction) throws(Inexact) -> Fraction {
    // Dividing crosswise first keeps the products as small as they can be.
    let first = try Fraction(numerator, over: other.denominator)
    let second = try Fraction(other.numerator, over: denominator)
    return try Fraction(
      Self.product(first.numerator, second.numerator),
      over: Self.product(first.denominator, second.denominator))
  }

  func over(_ other: Fraction) throws(Inexact) -> Fraction {
    try times(Fraction(other.denominator, over: other.numerator))
  }

  /// The integer power, of 0 and less included.
  func power(_ exponent: Int) throws(Inexact) -> Fraction {
    guard abs(exponent) <= 1000 else { throw Inexact() }
    if exponent < 0 { return try Fraction(1).over(power(-exponent)) }
    var result = try Fraction(1)
    for _ in 0..<exponent { result = try result.times(self) }
    return result
  }

  /// The nearest double, or one beside it.
  var double: Double { Double(numerator) / Double(denominator) }

  /// `3/5`, or `2` for an integer.
  var text: String { denominator == 1 ? "\(numerator)" : "\(numerator)/\(denominator)" }

  static func < (a: Fraction, b: Fraction) -> Bool {
    // Products of 128-bit numbers fit 256 bits: compare high words, then low.
    let left = a.numerator.multipliedFullWidth(by: b.denominator)
    let right = b.numerator.multipliedFullWidth(by: a.denominator)
    return (left.high, left.low) < (right.high, right.low)
  }

  private static func product(_ a: Int128, _ b: Int128) throws(Inexact) -> Int128 {
    let (product, overflows) = a.multipliedReportingOverflow(by: b)
    if overflows { throw Inexact() }
    return product
  }

  private static func gcd(_ a: UInt128, _ b: UInt128) -> UInt128 {
    var (a, b) = (a, b)
    while b != 0 { (a, b) = (b, a % b) }
    return max(a, 1)
  }
}
