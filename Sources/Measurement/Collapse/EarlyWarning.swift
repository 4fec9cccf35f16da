internal import Foundation

/// An alarm on a label-free metric before the collapse, at a stated rate of false ones.
///
/// The first `reference` measured values give a mean μ and a standard deviation σ, and from then on z = (x − μ)/σ is averaged with
/// weights that decay: a ← λ z + (1 − λ) a, from 0. The alarm is the first step at which a exceeds the threshold h on the
/// direction's side. Positive quantities that vary by factors, entropies, lengths and divergences, enter by their logarithm. An
/// average forgets, so that the error of μ does not add up over a long run, as it does in a cumulative sum.
///
/// Only `horizon` values are watched: the false-alarm rate is the chance of an alarm anywhere in them in a run in which nothing
/// happens. The threshold is the ⌈(B+1)(1−α)⌉-th smallest of the largest averages of B null runs, so that a further run like them
/// exceeds it with chance at most α, whatever their law.
/// Source: Roberts 1959.
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
  /// λ, the newest value's weight.
  public let weight: Double
  /// h, in standard deviations.
  public let threshold: Double
  /// The stated rate.
  public let falseAlarm: Double
  /// Where the null runs came from.
  public let calibration: Calibration
  /// B.
  public let nullRuns: Int

  enum CodingKeys: String, CodingKey {
    case metric, direction, reference, horizon, weight, threshold, calibration
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
  ///   - weight: λ, of 0 < λ ≤ 1; small ones find small shifts, later.
  ///   - nullRuns: B series of at least `reference + 1` values each, of which the first `reference + horizon` are used.
  ///   - calibration: where they came from.
  public init(
    on metric: Trajectory.Column, _ direction: Direction = .both, reference: Int = 20, horizon: Int,
    falseAlarm: Double, weight: Double = 0.2, nullRuns: [[Double]], calibration: Calibration = .custom
  ) {
    precondition(reference >= 2 && horizon >= 1, "a warning needs two reference values and one to watch")
    precondition(weight > 0 && weight <= 1, "a weight lies in 0 < … ≤ 1, not at \(weight)")
    let rank = Self.rank(of: nullRuns.count, falseAlarm)
    precondition(
      rank <= nullRuns.count,
      "\(nullRuns.count) null runs cannot state a false-alarm rate of \(falseAlarm): it takes 1/rate − 1")
    precondition(nullRuns.allSatisfy { $0.count > reference }, "a null run ends before its reference does")
    self.metric = metric
    self.direction = direction
    self.reference = reference
    self.horizon = horizon
    self.weight = weight
    self.falseAlarm = falseAlarm
    self.calibration = calibration
    self.nullRuns = nullRuns.count
    let largest = nullRuns.map { run in
      Self.averages(run, metric, direction, reference, horizon, weight).max() ?? 0
    }
    threshold = largest.sorted()[rank - 1]
  }

  /// Calibrates a warning on independent normal numbers, log-normal ones for a metric that enters by its logarithm.
  ///
  /// - Parameters:
  ///   - metric, direction, reference, horizon, falseAlarm, weight: as for given null runs.
  ///   - replicates: B.
  ///   - uniform: a uniform number of 0 ..< 1.
  public static func normal(
    on metric: Trajectory.Column, _ direction: Direction = .both, reference: Int = 20, horizon: Int,
    falseAlarm: Double, weight: Double = 0.2, replicates: Int = 1999, uniform: () -> Double
  ) -> EarlyWarning {
    let runs = (0..<replicates).map { _ in
      (0..<reference + horizon).map { _ in
        // Box and Muller's formula; 1 − u lies in 0 < … ≤ 1, where the logarithm is finite.
        let z = (-2 * log(1 - uniform())).squareRoot() * cos(2 * .pi * uniform())
        return logarithmic.contains(metric) ? exp(z) : z
      }
    }
    return EarlyWarning(
      on: metric, direction, reference: reference, horizon: horizon, falseAlarm: falseAlarm,
      weight: weight, nullRuns: runs, calibration: .normal)
  }

  /// Calibrates a warning on series made of blocks of a stretch of values in which nothing happened.
  ///
  /// - Parameters:
  ///   - stretch: at least eight values; blocks have ⌈n^⅓⌉ neighbours.
  ///   - metric, direction, reference, horizon, falseAlarm, weight: as for given null runs.
  ///   - replicates: B.
  ///   - uniform: a uniform number of 0 ..< 1.
  public static func blocks(
    of stretch: [Double], on metric: Trajectory.Column, _ direction: Direction = .both, reference: Int = 20,
    horizon: Int, falseAlarm: Double, weight: Double = 0.2, replicates: Int = 1999, uniform: () -> Double
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
      weight: weight, nullRuns: runs, calibration: .blocks)
  }

  /// Calibrates a warning on healthy runs; one shorter than the reference is left out.
  ///
  /// - Parameters:
  ///   - healthy: at least 1/`falseAlarm` − 1 runs with the metric, watched as long as the runs to come.
  ///   - metric, direction, reference, horizon, falseAlarm, weight: as for given null runs.
  public static func healthy(
    _ healthy: [Trajectory], on metric: Trajectory.Column, _ direction: Direction = .both,
    reference: Int = 20, horizon: Int, falseAlarm: Double, weight: Double = 0.2
  ) -> EarlyWarning {
    let runs = healthy.map { $0.measured(metric).values }.filter { $0.count > reference }
    return EarlyWarning(
      on: metric, direction, reference: reference, horizon: horizon, falseAlarm: falseAlarm,
      weight: weight, nullRuns: runs, calibration: .healthyRuns)
  }

  /// The step of the first alarm, or nil.
  public func alarm(in trajectory: Trajectory) -> Int? {
    let (steps, values) = trajectory.measured(metric)
    return firstAlarm(in: values).map { steps[$0] }
  }

  /// The position of the first alarm in a series.
  func firstAlarm(in values: [Double]) -> Int? {
    let averages = Self.averages(values, metric, direction, reference, horizon, weight)
    return averages.firstIndex { $0 > threshold }.map { $0 + reference }
  }

  private static func rank(of count: Int, _ falseAlarm: Double) -> Int {
    // Less a hair, so that (B+1)(1−α) = 950 stays 950.
    max(1, Int((Double(count + 1) * (1 - falseAlarm) - 1e-9).rounded(.up)))
  }

  /// The columns that enter by their logarithm.
  static let logarithmic: Set<Trajectory.Column> = [
    .actorEntropy, .answerEntropy, .responseLength, .klToStart,
  ]

  /// The average on the direction's side at every watched value, its larger side for both.
  private static func averages(
    _ values: [Double], _ metric: Trajectory.Column, _ direction: Direction, _ reference: Int, _ horizon: Int,
    _ weight: Double
  ) -> [Double] {
    guard values.count > reference else { return [] }
    let isLogarithmic = logarithmic.contains(metric)
    // An entropy of 0 is the smallest there is, not infinitely far from the next.
    let scaled = values.prefix(reference + horizon).map { isLogarithmic ? log(max($0, 1e-6)) : $0 }
    let first = scaled.prefix(reference)
    let mean = first.reduce(0, +) / Double(reference)
    let square = first.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(reference - 1)
    // A constant stretch has no unit: any change then is a large one.
    let deviation = max(square.squareRoot(), 1e-9 * (1 + abs(mean)))
    var average = 0.0
    return scaled[reference...].map { value in
      average += weight * ((value - mean) / deviation - average)
      switch direction {
      case .rises: return average
      case .falls: return -average
      case .both: return abs(average)
      }
    }
  }
}
