internal import Foundation

/// Why an expression has no value.
enum FormulaFailure: Error, Equatable {
  /// A part has no value here: a logarithm of 0, a step that does not exist.
  case undefined(String)
  /// A part is not rational, or its fraction too long; floating point can tell.
  case inexact
}

/// Numbers in which an expression can be evaluated.
protocol FormulaNumber: Sendable, Comparable {
  init(numeral text: String) throws
  init(integer: Int) throws
  /// +∞, where the numbers have it.
  static func unbounded() throws -> Self
  /// The number as a double.
  var asDouble: Double { get }
  /// The number as an integer, if it is one.
  var asInteger: Int? { get }
  /// The fraction's text, or nil for floating point.
  var exactText: String? { get }
  func combined(_ operation: Formula.Operator, _ other: Self) throws -> Self
  /// abs, exp, log or sqrt.
  func applying(_ function: String) throws -> Self
}

extension Double: FormulaNumber {
  init(numeral text: String) throws { self = Double(text) ?? Double(text + "0") ?? .nan }
  init(integer: Int) throws { self = Double(integer) }
  static func unbounded() throws -> Double { .infinity }
  var asDouble: Double { self }
  var asInteger: Int? { Int(exactly: self) }
  var exactText: String? { nil }

  func combined(_ operation: Formula.Operator, _ other: Double) throws -> Double {
    switch operation {
    case .plus: self + other
    case .minus: self - other
    case .times: self * other
    case .over: self / other
    case .power: pow(self, other)
    }
  }

  func applying(_ function: String) throws -> Double {
    switch function {
    case "abs": abs(self)
    case "exp": exp(self)
    case "log": log(self)
    default: squareRoot()
    }
  }
}

extension Fraction: FormulaNumber {
  init(numeral text: String) throws {
    do { self = try Fraction(decimal: text) } catch { throw FormulaFailure.inexact }
  }
  init(integer: Int) throws {
    do { self = try Fraction(Int128(integer)) } catch { throw FormulaFailure.inexact }
  }
  static func unbounded() throws -> Fraction { throw FormulaFailure.inexact }
  var asDouble: Double { double }
  var asInteger: Int? { denominator == 1 ? Int(exactly: numerator) : nil }
  var exactText: String? { text }

  func combined(_ operation: Formula.Operator, _ other: Fraction) throws -> Fraction {
    do {
      switch operation {
      case .plus: return try plus(other)
      case .minus: return try minus(other)
      case .times: return try times(other)
      case .over: return try over(other)
      case .power:
        guard let exponent = other.asInteger else { throw FormulaFailure.inexact }
        return try power(exponent)
      }
    } catch { throw FormulaFailure.inexact }
  }

  func applying(_ function: String) throws -> Fraction {
    guard function == "abs" else { throw FormulaFailure.inexact }
    return numerator < 0 ? try combined(.times, Fraction(integer: -1)) : self
  }
}
