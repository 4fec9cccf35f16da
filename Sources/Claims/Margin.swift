internal import Foundation

/// How far a comparison went, in units of what it allows.
///
/// At most `limit` is agreement; a planted variant should lie far beyond. An exact comparison that allows nothing has no
/// margin.
public struct Margin: Codable, Sendable, Equatable {
  /// What the value counts.
  public enum Unit: String, Codable, Sendable {
    /// The difference as a multiple of the tolerance, absolute and relative part together.
    case tolerances
    /// The difference of an estimate from its value, in standard errors of the estimate.
    case standardErrors = "standard-errors"
  }

  /// The largest difference, ≥ 0 and finite.
  public let value: Double
  /// What it counts.
  public let unit: Unit
  /// The value up to which there is agreement: 1 tolerance, or so many standard errors.
  public let limit: Double

  /// Makes a margin.
  public init(value: Double, unit: Unit, limit: Double = 1) {
    self.value = value
    self.unit = unit
    self.limit = limit
  }

  /// The margin in words, such as "3.2e+09 tolerances" or "41 standard errors (6 allowed)".
  public var description: String {
    switch unit {
    case .tolerances: String(format: "%.2g tolerances", value)
    case .standardErrors: String(format: "%.2g standard errors (%g allowed)", value, limit)
    }
  }
}
