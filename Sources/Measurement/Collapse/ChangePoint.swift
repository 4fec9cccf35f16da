internal import Foundation

/// Where a curve breaks: the least-squares split into two means or two joined slopes, with a bootstrap interval.
///
/// Every place for the break is tried; the one with the smallest residual sum of squares is also the likelihood's maximum for
/// normal noise. The interval draws blocks of ⌈n^⅓⌉ neighbouring residuals, each half's from that half, adds them to the fit,
/// and takes the middle of the breaks found again (percentiles); it respects noise that is correlated over a few steps. The
/// p-value compares (RSS₀ − RSS₁)/RSS₁ with that of curves made from the fit without a break and the same
/// residuals. Both are approximate. Sources: Hinkley 1970 and 1971; Künsch 1989.
public struct ChangePoint: Hashable, Codable, Sendable {
  /// What changes at the break.
  public enum Model: String, CaseIterable, Codable, Sendable {
    /// The mean jumps.
    case level
    /// The slope of a continuous broken line changes.
    case slope
  }

  /// What changes; where both were tried, that with the smaller Bayesian information criterion.
  public let model: Model
  /// The first step of the new level, or the step at the corner.
  public let step: Int
  /// The interval's first step.
  public let low: Int
  /// The interval's last step.
  public let high: Int
  /// The interval's stated coverage.
  public let level: Double
  /// The chance of so clear a break in a curve without one.
  public let p: Double
  /// The mean, or the slope a step, before the break.
  public let before: Double
  /// The mean, or the slope a step, after it.
  public let after: Double

  /// The fewest measured steps in which a break is looked for.
  public static let fewestSteps = 8

  /// Finds the break.
  ///
  /// - Parameters:
  ///   - steps: increasing, one a value.
  ///   - values: finite.
  ///   - direction: falls for breaks towards smaller values alone, rises for larger ones, nil for both.
  ///   - models: what may change.
  ///   - level: the interval's coverage.
  ///   - resamples: ≥ 1, for the interval and again for the p-value.
  ///   - uniform: a uniform number of 0 ..< 1.
  /// - Returns: nil for fewer than eight values, or where nothing changes in the direction.
  public static func find(
    steps: [Int], values: [Double], direction: CollapseCondition.Direction? = nil,
    models: [Model] = Model.allCases, level: Double = 0.95, resamples: Int = 400, uniform: () -> Double
  ) -> ChangePoint? {
    precondition(steps.count == values.count, "a step for every value")
    precondition(resamples >= 1 && 0..<1 ~= level, "a bootstrap needs a resample and a level below 1")
    guard values.count >= fewestSteps else { return nil }
    let n = Double(values.count)
    // What sums of squares lose to rounding.
    let floor = 1e-24 * values.reduce(1e-200) { $0 + $1 * $1 }
    let fits = models.compactMap { model -> (BreakFit, Double)? in
      guard let fit = BreakFit(steps: steps, values: values, model: model, direction: direction) else {
        return nil
      }
      return (fit, n * log(max(fit.residual, floor) / n) + (model == .level ? 3 : 4) * log(n))
    }
    guard let fit = fits.min(by: { $0.1 < $1.1 })?.0 else { return nil }

    let residuals = zip(values, fit.fitted(steps)).map { $0 - $1 }
    let block = Int(pow(n, 1.0 / 3).rounded(.up))
    func remade(_ curve: [Double]) -> BreakFit? {
      let noise =
        blocks(of: residuals[..<fit.index], block, uniform)
        + blocks(of: residuals[fit.index...], block, uniform)
      let values = zip(curve, noise).map { $0 + $1 }
      return BreakFit(steps: steps, values: values, model: fit.model, direction: direction)
    }
    let curve = fit.fitted(steps)
    let found = (0..<resamples).map { _ in remade(curve)?.index ?? fit.index }.sorted()
    let tail = Int((Double(resamples) * (1 - level) / 2).rounded(.down))
    let straight = BreakFit.unbroken(steps: steps, values: values, model: fit.model)
    let clear = fit.clarity(floor: floor)
    let asClear = (0..<resamples).count { _ in (remade(straight)?.clarity(floor: floor) ?? 0) >= clear }
    return ChangePoint(
      model: fit.model, step: steps[fit.index], low: steps[min(found[tail], fit.index)],
      high: steps[max(found[resamples - 1 - tail], fit.index)], level: level,
      p: Double(1 + asClear) / Double(1 + resamples), before: fit.before, after: fit.after)
  }

  /// As many values as there are residuals, from blocks of neighbours, less the residuals' mean.
  private static func blocks(
    of residuals: ArraySlice<Double>, _ length: Int, _ uniform: () -> Double
  ) -> [Double] {
    let length = min(length, residuals.count)
    let mean = residuals.reduce(0, +) / Double(residuals.count)
    var noise: [Double] = []
    while noise.count < residuals.count {
      let starts = residuals.count - length + 1
      let start = residuals.startIndex + min(starts - 1, Int(uniform() * Double(starts)))
      noise.append(contentsOf: residuals[start..<start + length].map { $0 - mean })
    }
    return Array(noise.prefix(residuals.count))
  }
}
