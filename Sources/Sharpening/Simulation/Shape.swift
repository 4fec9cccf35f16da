public import SharpeningNumerics
internal import Foundation

/// The course of a population's accuracy under majority voting, read off the signs of V = A'(0) and M = lim e^t A'(t).
public enum Shape: String, CaseIterable, Codable, Sendable {
  /// V ≥ 0 and M ≥ 0, not both 0.
  case rises
  /// V ≤ 0 and M ≤ 0, not both 0.
  case falls
  /// V > 0 > M.
  case risesThenFalls = "rises-then-falls"
  /// V < 0 < M.
  case fallsThenRises = "falls-then-rises"
  /// V = M = 0.
  case flat

  /// Reads the shape off the two slopes; a slope within 10⁻¹² of 0 counts as 0.
  ///
  /// V > 0 > M is sufficient for a rise and an eventual fall. It is also necessary when the low-margin majorities are the
  /// wrong ones (T35's condition); without it the course can turn more often than the two signs tell.
  /// Claim: T35.
  public init(initialSlope: Double, finalSlope: Double) {
    func sign(_ x: Double) -> Int { x > 1e-12 ? 1 : x < -1e-12 ? -1 : 0 }
    switch (sign(initialSlope), sign(finalSlope)) {
    case (0, 0): self = .flat
    case (1, -1): self = .risesThenFalls
    case (-1, 1): self = .fallsThenRises
    case (let v, let m): self = v + m > 0 ? .rises : .falls
    }
  }
}

/// A shape with its uncertainty.
public struct ShapeEstimate: Sendable, Equatable {
  /// The shape of the point estimates.
  public let shape: Shape
  /// V.
  public let initialSlope: Double
  /// M.
  public let finalSlope: Double
  /// The bootstrap interval of V at 95 %.
  public let initialSlopeInterval: Interval
  /// The bootstrap interval of M at 95 %.
  public let finalSlopeInterval: Interval
  /// False where the shape may be noise: an interval that holds 0, or fewer than ten problems.
  public let isCertain: Bool

  /// The most problems that are resampled one by one; beyond, the bootstrap's normal limit is taken.
  public static let resampledProblems = 20_000

  /// Estimates a shape from what each problem adds to V and M.
  ///
  /// The bootstrap draws problems with replacement and takes the middle 95 % of the means (Efron's percentile interval).
  /// - Parameters:
  ///   - initialSlopes: one a problem, at least one.
  ///   - finalSlopes: one a problem.
  ///   - resamples: ≥ 1.
  ///   - generator: draws `resamples` times as many indices as there are problems.
  public init(
    initialSlopes: [Double], finalSlopes: [Double], resamples: Int = 2000, using generator: inout Generator
  ) {
    precondition(
      !initialSlopes.isEmpty && initialSlopes.count == finalSlopes.count, "one pair of slopes a problem")
    let count = initialSlopes.count
    let mean = { (values: [Double]) in values.reduce(0, +) / Double(count) }
    (initialSlope, finalSlope) = (mean(initialSlopes), mean(finalSlopes))
    shape = Shape(initialSlope: initialSlope, finalSlope: finalSlope)
    if count > Self.resampledProblems {
      initialSlopeInterval = Self.normalInterval(initialSlopes, mean: initialSlope)
      finalSlopeInterval = Self.normalInterval(finalSlopes, mean: finalSlope)
    } else {
      var initial: [Double] = []
      var final: [Double] = []
      for _ in 0..<resamples {
        var (v, m) = (0.0, 0.0)
        for _ in 0..<count {
          let problem = generator.index(below: count)
          v += initialSlopes[problem]
          m += finalSlopes[problem]
        }
        initial.append(v / Double(count))
        final.append(m / Double(count))
      }
      initialSlopeInterval = Interval(central: 0.95, of: initial)
      finalSlopeInterval = Interval(central: 0.95, of: final)
    }
    isCertain = count >= 10 && initialSlopeInterval.excludesZero && finalSlopeInterval.excludesZero
  }

  private static func normalInterval(_ values: [Double], mean: Double) -> Interval {
    let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count - 1)
    let half = 1.959_963_984_540_054 * (variance / Double(values.count)).squareRoot()
    return Interval(lower: mean - half, upper: mean + half)
  }
}

extension MajorityPath {
  /// How often the exact course of A(t) turns, from the sign changes of A'(t) on a grid of times up to the point where
  /// every problem has settled.
  ///
  /// The grid has 2,000 times, and fewer, down to 100, beyond 20,000 problems.
  /// 0 for a monotone course, 1 for one peak or trough. More than the shape tells means that T35's condition fails.
  public var turningPoints: Int {
    let logOdds = problems.compactMap {
      $0.majority > 0 && $0.majority < 1 ? log($0.majority / (1 - $0.majority)) : nil
    }
    let end = (logOdds.map { abs($0) }.max() ?? 0) + 25
    var turns = 0
    var sign = 0
    let grid = max(100, min(2000, 40_000_000 / max(1, problems.count)))
    for index in 0...grid {
      let t = end * Double(index) / Double(grid)
      // Scaled by e^t, which keeps the sign where the slope itself vanishes.
      let slope = problems.reduce(0.0) { sum, problem in
        guard problem.majority > 0, problem.majority < 1 else { return sum }
        let p = problem.majority(at: t)
        return sum + p * p * problem.finalSlope
      }
      let now = slope > 1e-12 ? 1 : slope < -1e-12 ? -1 : 0
      if now != 0 {
        if sign != 0 && now != sign { turns += 1 }
        sign = now
      }
    }
    return turns
  }
}
