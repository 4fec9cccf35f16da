internal import Foundation

/// An alarm on a label-free metric before the collapse, at a stated rate of false ones.
///
/// The first `reference` measured values give a mean μ and a standard deviation σ, and from then on two cumulative sums run over
/// z = (x − μ)/σ: up ← max(0, up + z − k) and down ← max(0, down − z − k). An alarm is the first step at which one of the
/// direction's sums exceeds the threshold h. Only `horizon` values are watched: the false-alarm rate is the chance of an alarm
/// anywhere in them in a run in which nothing happens. The threshold is the ⌈(B+1)(1−α)⌉-th smallest of the largest sums of
/// B null runs, so that a further one like them exceeds it with chance at most α, whatever their law.
/// Source: Page 1954.
public struct EarlyWarning: Hashable, Codable, Sendable {
  /// Which changes count.
  public enum Direction: String, CaseIterable, Codable, Sendable {
    /// The metric rises.
    case rises
    /// The metric falls.
    case falls
    /// Either.
    case both
  }

  /// Where the null runs came from.
  public enum Calibration: String, CaseIterable, Codable, Sendable {
    /// Independent normal numbers: right only for such noise.
    case normal
    /// Blocks of neighbours from a stretch of values before the collapse; right as far as the stretch shows the noise.
    case blocks
    /// Healthy runs: right for every run that could as well have been one of them.
    case healthyRuns = "healthy-runs"
    /// The caller's own.
    case custom
  }

  /// The metric.
  public let metric: Trajectory.Column
  /// Which changes count.
  public let direction: Direction
  /// How many measured values set the mean and the deviation.
  public let reference: Int
  /// How many values after them are watched.
  public let horizon: Int
  /// k, in standard deviations.
  public let allowance: Double
  /// h, in standard deviations.
  public let threshold: Double
  /// The stated rate.
  public let falseAlarm: Double
  /// Where the null runs came from.
  public let calibration: Calibration
  /// B.
  public let nullRuns: Int

  enum CodingKeys: String, CodingKey {
    case metric, direction, reference, horizon, allowance, threshold, calibration
    case falseAlarm = "false_alarm"
    case nullRuns = "null_runs"
  }

  /// Calibrates a warning on null runs.
  ///
  /// - Parameters:
  ///   - metric: what is watched.
  ///   - direction: which changes count.
  ///   - reference: ≥ 2 values for the mean and the deviation; 20 or more are wise.
  ///   - horizon: ≥ 1 values watched after them.
  ///   - falseAlarm: of 1/(B+1) ... 1.
  ///   - allowance: k ≥ 0; half of the shift that should be found soonest.
  ///   - nullRuns: B series of at least `reference + 1` values each, of which the first `reference + horizon` are used.
  ///   - calibration: where they came from.
  public init(
    on metric: Trajectory.Column, _ direction: Direction = .both, reference: Int = 20, horizon: Int,
    falseAlarm: Double, allowance: Double = 0.5, nullRuns: [[Double]], calibration: Calibration = .custom
  ) {
    precondition(reference >= 2 && horizon >= 1, "a warning needs two reference values and one to watch")
    precondition(allowance >= 0, "an allowance is not negative")
    let rank = Self.rank(of: nullRuns.count, falseAlarm)
    precondition(
      rank <= nullRuns.count,
      "\(nullRuns.count) null runs cannot state a false-alarm rate of \(falseAlarm): it takes 1/rate − 1")
    precondition(nullRuns.allSatisfy { $0.count > reference }, "a null run ends before its reference does")
    self.metric = metric
    self.direction = direction
    self.reference = reference
    self.horizon = horizon
    self.allowance = allowance
    self.falseAlarm = falseAlarm
    self.calibration = calibration
    self.nullRuns = nullRuns.count
    let largest = nullRuns.map { run in
      Self.sums(run, direction, reference, horizon, allowance).max() ?? 0
    }
    threshold = largest.sorted()[rank - 1]
  }

  /// Calibrates a warning on independent normal numbers.
  ///
  /// - Parameters:
  ///   - metric, direction, reference, horizon, falseAlarm, allowance: as for given null runs.
  ///   - replicates: B.
  ///   - uniform: a uniform number of 0 ..< 1.
  public static func normal(
    on metric: Trajectory.Column, _ direction: Direction = .both, reference: Int = 20, horizon: Int,
    falseAlarm: Double, allowance: Double = 0.5, replicates: Int = 1999, uniform: () -> Double
  ) -> EarlyWarning {
    let runs = (0..<replicates).map { _ in
      (0..<reference + horizon).map { _ in
        // Box and Muller's formula; 1 − u lies in 0 < … ≤ 1, where the logarithm is finite.
        (-2 * log(1 - uniform())).squareRoot() * cos(2 * .pi * uniform())
      }
    }
    return EarlyWarning(
      on: metric, direction, reference: reference, horizon: horizon, falseAlarm: falseAlarm,
      allowance: allowance, nullRuns: runs, calibration: .normal)
  }

  /// Calibrates a warning on series made of blocks of a stretch of values in which nothing happened.
  ///
  /// - Parameters:
  ///   - stretch: at least eight values; blocks have ⌈n^⅓⌉ neighbours.
  ///   - metric, direction, reference, horizon, falseAlarm, allowance: as for given null runs.
  ///   - replicates: B.
  ///   - uniform: a uniform number of 0 ..< 1.
  public static func blocks(
    of stretch: [Double], on metric: Trajectory.Column, _ direction: Direction = .both, reference: Int = 20,
    horizon: Int, falseAlarm: Double, allowance: Double = 0.5, replicates: Int = 1999, uniform: () -> Double
  ) -> EarlyWarning {
    precondition(stretch.count >= 8, "a stretch of \(stretch.count) values does not show the noise")
    let length = Int(pow(Double(stretch.count), 1.0 / 3).rounded(.up))
    let starts = stretch.count - length + 1
    let runs = (0..<replicates).map { _ in
      var run: [Double] = []
      while run.count < reference + horizon {
        let start = min(starts - 1, Int(uniform() * Double(starts)))
        run.append(contentsOf: stretch[start..<start + length])
      }
      return Array(run.prefix(reference + horizon))
    }
    return EarlyWarning(
      on: metric, direction, reference: reference, horizon: horizon, falseAlarm: falseAlarm,
      allowance: allowance, nullRuns: runs, calibration: .blocks)
  }

  /// Calibrates a warning on healthy runs; one shorter than the reference is left out.
  ///
  /// - Parameters:
  ///   - healthy: at least 1/`falseAlarm` − 1 runs with the metric, watched as long as the runs to come.
  ///   - metric, direction, reference, horizon, falseAlarm, allowance: as for given null runs.
  public static func healthy(
    _ healthy: [Trajectory], on metric: Trajectory.Column, _ direction: Direction = .both,
    reference: Int = 20, horizon: Int, falseAlarm: Double, allowance: Double = 0.5
  ) -> EarlyWarning {
    let runs = healthy.map { $0.measured(metric).values }.filter { $0.count > reference }
    return EarlyWarning(
      on: metric, direction, reference: reference, horizon: horizon, falseAlarm: falseAlarm,
      allowance: allowance, nullRuns: runs, calibration: .healthyRuns)
  }

  /// The step of the first alarm, or nil.
  public func alarm(in trajectory: Trajectory) -> Int? {
    let (steps, values) = trajectory.measured(metric)
    return firstAlarm(in: values).map { steps[$0] }
  }

  /// The position of the first alarm in a series.
  func firstAlarm(in values: [Double]) -> Int? {
    let sums = Self.sums(values, direction, reference, horizon, allowance)
    return sums.firstIndex { $0 > threshold }.map { $0 + reference }
  }

  private static func rank(of count: Int, _ falseAlarm: Double) -> Int {
    // Less a hair, so that (B+1)(1−α) = 950 stays 950.
    max(1, Int((Double(count + 1) * (1 - falseAlarm) - 1e-9).rounded(.up)))
  }

  /// The larger of the direction's sums at every watched value.
  private static func sums(
    _ values: [Double], _ direction: Direction, _ reference: Int, _ horizon: Int, _ allowance: Double
  ) -> [Double] {
    guard values.count > reference else { return [] }
    let first = values.prefix(reference)
    let mean = first.reduce(0, +) / Double(reference)
    let square = first.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(reference - 1)
    // A constant stretch has no unit: any change then is a large one.
    let deviation = max(square.squareRoot(), 1e-9 * (1 + abs(mean)))
    var up = 0.0
    var down = 0.0
    return values[reference...].prefix(horizon).map { value in
      let z = (value - mean) / deviation
      up = max(0, up + z - allowance)
      down = max(0, down - z - allowance)
      switch direction {
      case .rises: return up
      case .falls: return down
      case .both: return max(up, down)
      }
    }
  }
}
