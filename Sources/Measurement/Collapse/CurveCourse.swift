internal import Foundation

/// The course of a metric over a run.
public enum CurveShape: String, CaseIterable, Codable, Sendable {
  /// No change that stands out of the noise.
  case flat
  /// The end lies above the start.
  case rises
  /// The end lies below the start.
  case falls
  /// The peak lies above the start, and the lowest value after it below the peak.
  case risesThenFalls = "rises-then-falls"
  /// The trough lies below the start, and the highest value after it above the trough.
  case fallsThenRises = "falls-then-rises"
}

/// How a metric rises and falls: its peak, how deep it falls from it, and how much of that it recovers.
///
/// Values are means of a centred window of about a tenth of the measured steps, one-sided at the ends. A change counts if it
/// exceeds four standard errors of a difference of two windows, 4 σ √(2/w); σ is the noise of a single value, from the median
/// size of the differences of neighbours: from their mean square where more than half of them are 0, and 0 where no more than
/// three are not, as in a curve of a few steps. For independent normal noise fewer than one flat curve in a hundred is called
/// anything else; noise that is correlated over steps deceives it. Of two turns, the first names the shape.
public struct CurveCourse: Hashable, Codable, Sendable {
  /// A place on the smoothed curve.
  public struct Place: Hashable, Codable, Sendable {
    /// The step in the window's middle.
    public let step: Int
    /// The window's mean.
    public let value: Double
  }

  /// The metric.
  public let metric: Trajectory.Column
  /// Its course.
  public let shape: CurveShape
  /// The first place.
  public let start: Place
  /// The highest place.
  public let peak: Place
  /// The lowest place from the peak on.
  public let trough: Place
  /// The last place.
  public let end: Place
  /// Peak minus trough, ≥ 0.
  public let depth: Double
  /// The recovered share of the fall, (end − trough)/(peak − trough); nil where the metric does not fall.
  public let recovery: Double?
  /// The change that counts.
  public let resolution: Double
  /// How many measured values a window has.
  public let window: Int

  /// Follows a metric.
  ///
  /// - Returns: nil where it was measured at fewer than four steps.
  public init?(of metric: Trajectory.Column, in trajectory: Trajectory) {
    let (steps, values) = trajectory.measured(metric)
    guard values.count >= 4 else { return nil }
    let window = max(1, values.count / 10)
    let smooth = Self.centredMeans(values, window)
    let resolution = 4 * Self.noise(values) * (2 / Double(window)).squareRoot()
    func place(_ index: Int) -> Place { Place(step: steps[index], value: smooth[index]) }
    let last = smooth.count - 1
    let top = smooth.indices.max { smooth[$0] < smooth[$1] } ?? 0
    let bottom = smooth.indices.min { smooth[$0] < smooth[$1] } ?? 0
    let fallen = (top...last).min { smooth[$0] < smooth[$1] } ?? last
    let risen = (bottom...last).max { smooth[$0] < smooth[$1] } ?? last
    self.metric = metric
    self.window = window
    self.resolution = resolution
    start = place(0)
    peak = place(top)
    trough = place(fallen)
    end = place(last)
    depth = smooth[top] - smooth[fallen]
    recovery = depth > resolution ? (smooth[last] - smooth[fallen]) / depth : nil
    // How much of a turn there is: the smaller of its two changes.
    let hill = min(smooth[top] - smooth[0], smooth[top] - smooth[fallen])
    let valley = min(smooth[0] - smooth[bottom], smooth[risen] - smooth[bottom])
    let change = smooth[last] - smooth[0]
    if hill > resolution && (top < bottom || valley <= resolution) {
      shape = .risesThenFalls
    } else if valley > resolution {
      shape = .fallsThenRises
    } else if abs(change) > resolution {
      shape = change > 0 ? .rises : .falls
    } else {
      shape = .flat
    }
  }

  /// The smoothed curve that a course is read off: one place a measured step.
  public static func smoothed(_ metric: Trajectory.Column, in trajectory: Trajectory) -> [Place] {
    let (steps, values) = trajectory.measured(metric)
    let means = centredMeans(values, max(1, values.count / 10))
    return zip(steps, means).map { Place(step: $0, value: $1) }
  }

  /// Means of `count` values around each place, fewer at the ends.
  static func centredMeans(_ values: [Double], _ count: Int) -> [Double] {
    values.indices.map { index in
      let low = max(0, index - count / 2)
      let high = min(values.count, index - count / 2 + count)
      return values[low..<high].reduce(0, +) / Double(high - low)
    }
  }

  /// The standard deviation of a single value around a slow curve.
  static func noise(_ values: [Double]) -> Double {
    let differences = zip(values.dropFirst(), values).map { abs($0 - $1) }
    guard !differences.isEmpty else { return 0 }
    let sorted = differences.sorted()
    let median = (sorted[sorted.count / 2] + sorted[(sorted.count - 1) / 2]) / 2
    if median > 0 { return median / (TailProbability.normalQuantile(0.75) * 2.0.squareRoot()) }
    if differences.count(where: { $0 > 0 }) <= 3 { return 0 }
    let square = differences.reduce(0) { $0 + $1 * $1 } / Double(differences.count)
    return (square / 2).squareRoot()
  }

  enum CodingKeys: String, CodingKey {
    case metric, shape, start, peak, trough, end, depth, recovery, resolution, window
  }
}
