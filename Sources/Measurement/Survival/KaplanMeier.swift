internal import Foundation

/// The share of runs not yet collapsed, estimated from runs of which some were watched too briefly to collapse.
///
/// Ŝ(t) = Π_{t_j ≤ t} (1 − d_j/n_j) over the collapse steps t_j, with d_j collapses among the n_j runs at risk; a run
/// censored at t_j is still at risk there. Greenwood's variance of log Ŝ is Σ d_j/(n_j (n_j − d_j)). Censoring has to be
/// independent of the collapse: a fixed number of steps is; stopping a run because it looks bad is not.
/// Source: Kaplan and Meier 1958.
public struct KaplanMeier: Sendable, Equatable {
  /// The curve at one collapse step.
  public struct Point: Hashable, Codable, Sendable {
    /// The step.
    public let step: Int
    /// Runs at risk just before it.
    public let atRisk: Int
    /// Runs that collapsed at it.
    public let collapses: Int
    /// Ŝ from this step on, to the next point.
    public let survival: Double
    /// Greenwood's variance of log Ŝ; infinite where Ŝ = 0.
    public let logVariance: Double
  }

  /// The collapse steps, in order.
  public let points: [Point]
  /// How many runs the curve is of.
  public let runs: Int
  /// The largest step at which a run was watched.
  public let lastStep: Int
  /// The step up to which the curve is estimated: without end once it is 0, else the last step watched.
  public var knownUntil: Int { points.last?.survival == 0 ? Int.max : lastStep }

  /// Estimates the curve.
  ///
  /// - Parameter times: one a run, at least one.
  public init(_ times: [SurvivalTime]) {
    precondition(!times.isEmpty, "a curve needs at least one run")
    var survival = 1.0
    var variance = 0.0
    points = RiskTable(times).rows.map { row in
      let n = Double(row.atRisk)
      let d = Double(row.collapses)
      // The last run's collapse makes an exact 0.
      survival = row.atRisk == row.collapses ? 0 : survival * (1 - d / n)
      variance += row.atRisk == row.collapses ? .infinity : d / (n * (n - d))
      return Point(
        step: row.step, atRisk: row.atRisk, collapses: row.collapses, survival: survival,
        logVariance: variance)
    }
    runs = times.count
    lastStep = times.map(\.step).max() ?? 0
  }

  /// Ŝ(t): right-continuous, 1 before the first collapse.
  public func survival(at step: Int) -> Double { points.last { $0.step <= step }?.survival ?? 1 }

  /// The interval of S(t) on the log(−log) scale.
  ///
  /// Ŝ^exp(±z σ/log Ŝ) stays in 0 ... 1.
  /// Before the first collapse there is no variance to use, and the interval is 1 ... 1; where Ŝ = 0 it runs from 0 to the
  /// upper end of the point before. Both are conventions, and too short for few runs.
  /// - Parameters:
  ///   - step: any.
  ///   - level: of 0 ..< 1.
  public func interval(at step: Int, level: Double = 0.95) -> ConfidenceInterval {
    guard let index = points.lastIndex(where: { $0.step <= step }) else {
      return ConfidenceInterval(low: 1, high: 1, level: level)
    }
    let point = points[index]
    guard point.survival > 0 else {
      let before = index > 0 ? interval(at: points[index - 1].step, level: level).high : 1
      return ConfidenceInterval(low: 0, high: before, level: level)
    }
    let z = TailProbability.normalQuantile((1 + level) / 2)
    let shift = z * point.logVariance.squareRoot() / log(point.survival)
    // log Ŝ < 0, so the shift is negative and the lower end has the larger power.
    return ConfidenceInterval(
      low: pow(point.survival, exp(-shift)), high: pow(point.survival, exp(shift)), level: level)
  }

  /// The first step with Ŝ ≤ 1 − p, or nil where the runs were not watched that long.
  ///
  /// - Parameter p: of 0 < p < 1; ½ for the median.
  public func quantile(_ p: Double) -> Int? {
    points.first { $0.survival <= 1 - p + 1e-12 }?.step
  }

  /// The median collapse step, or nil where fewer than half collapsed.
  public var median: Int? { quantile(0.5) }

  /// The interval of a quantile: the steps at which the curve's interval holds 1 − p (Brookmeyer and Crowley 1982).
  ///
  /// - Parameters:
  ///   - p: of 0 < p < 1.
  ///   - level: of 0 ..< 1.
  /// - Returns: an end is nil where the runs were not watched long enough to bound it.
  public func interval(ofQuantile p: Double, level: Double = 0.95) -> ConfidenceInterval {
    let intervals = points.map { ($0.step, interval(at: $0.step, level: level)) }
    let target = 1 - p + 1e-12
    let low = intervals.first { ($0.1.low ?? 0) <= target }?.0
    let high = intervals.first { ($0.1.high ?? 1) <= target }?.0
    return ConfidenceInterval(low: low.map(Double.init), high: high.map(Double.init), level: level)
  }

  /// The mean step of collapse, collapses beyond the horizon counted at the horizon: the area under Ŝ from 0 to it.
  ///
  /// Beyond the last run watched, Ŝ stays at its last value. The variance is Σ (area to the right)² d_j/(n_j (n_j − d_j)),
  /// 0 where a curve that ends at 0 has no area to its right.
  /// - Parameter horizon: ≥ 0.
  /// - Returns: the mean in steps, of 0 ... horizon, and its standard error.
  public func restrictedMean(to horizon: Int) -> (mean: Double, standardError: Double) {
    precondition(horizon >= 0, "a horizon is not negative")
    let inside = points.filter { $0.step < horizon }
    var area = Double(horizon)
    var variance = 0.0
    var right = 0.0
    // From the right: the area between a point and the next, at the point's survival.
    var end = horizon
    for (index, point) in inside.enumerated().reversed() {
      right += point.survival * Double(end - point.step)
      end = point.step
      let n = Double(point.atRisk)
      let d = Double(point.collapses)
      if point.atRisk > point.collapses { variance += right * right * d / (n * (n - d)) }
      if index == 0 { area = Double(point.step) + right }
    }
    return (area, variance.squareRoot())
  }
}
