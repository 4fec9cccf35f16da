/// A closed interval of numbers with a stated coverage, such as a confidence interval or a band.
public struct Interval: Codable, Sendable, Equatable {
  /// The lower end.
  public let lower: Double
  /// The upper end, ≥ `lower`.
  public let upper: Double

  /// Makes an interval from its ends.
  public init(lower: Double, upper: Double) {
    self.lower = lower
    self.upper = upper
  }

  /// Whether every number of the interval has the same sign, 0 being none.
  public var excludesZero: Bool { lower > 0 || upper < 0 }

  /// The central part of a sample: its (1 − coverage)/2 and (1 + coverage)/2 quantiles.
  ///
  /// - Parameters:
  ///   - sample: at least one number, in any order.
  ///   - coverage: of (0, 1).
  public init(central coverage: Double, of sample: [Double]) {
    precondition(!sample.isEmpty && 0...1 ~= coverage, "quantiles need a sample and a coverage of (0, 1)")
    let sorted = sample.sorted()
    self.init(
      lower: Self.quantile((1 - coverage) / 2, ofSorted: sorted),
      upper: Self.quantile((1 + coverage) / 2, ofSorted: sorted)
    )
  }

  /// The quantile of a sorted sample by linear interpolation (type 7 of Hyndman and Fan, NumPy's default).
  static func quantile(_ share: Double, ofSorted sorted: [Double]) -> Double {
    let position = share * Double(sorted.count - 1)
    let below = Int(position)
    guard below + 1 < sorted.count else { return sorted[sorted.count - 1] }
    return sorted[below] + (position - Double(below)) * (sorted[below + 1] - sorted[below])
  }
}
