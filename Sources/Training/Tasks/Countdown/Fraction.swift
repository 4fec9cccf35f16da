/// A rational number in lowest terms, exact; operations that leave 64 bits are nil.
struct Fraction: Equatable, Sendable {
  /// Any sign.
  let numerator: Int
  /// Positive.
  let denominator: Int

  /// A whole number.
  init(_ number: Int) {
    numerator = number
    denominator = 1
  }

  /// a/b; nil for b = 0 and where a sign cannot be turned.
  init?(_ a: Int, _ b: Int) {
    guard b != 0, a != .min, b != .min else { return nil }
    let common = Self.greatestCommonDivisor(abs(a), abs(b))
    numerator = (b < 0 ? -a : a) / common
    denominator = abs(b) / common
  }

  private static func greatestCommonDivisor(_ a: Int, _ b: Int) -> Int {
    var (a, b) = (a, b)
    while b != 0 { (a, b) = (b, a % b) }
    return max(1, a)
  }

  /// The sum.
  func plus(_ other: Fraction) -> Fraction? {
    guard let left = Self.product(numerator, other.denominator),
      let right = Self.product(other.numerator, denominator),
      let bottom = Self.product(denominator, other.denominator)
    else { return nil }
    let (top, overflow) = left.addingReportingOverflow(right)
    return overflow ? nil : Fraction(top, bottom)
  }

  /// The product.
  func times(_ other: Fraction) -> Fraction? {
    guard let top = Self.product(numerator, other.numerator),
      let bottom = Self.product(denominator, other.denominator)
    else { return nil }
    return Fraction(top, bottom)
  }

  /// −x.
  var negated: Fraction? { Fraction(-1).times(self) }

  /// 1/x; nil for 0.
  var inverse: Fraction? { Fraction(denominator, numerator) }

  private static func product(_ a: Int, _ b: Int) -> Int? {
    let (value, overflow) = a.multipliedReportingOverflow(by: b)
    return overflow ? nil : value
  }
}
