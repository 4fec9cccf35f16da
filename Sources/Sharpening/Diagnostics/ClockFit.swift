internal import Foundation

/// Which update moves log-odds as a run's moved: a comparison of four laws by least squares.
///
/// Each law has a transform g that runs linearly with the step, g(L_k) = c + b k:
///
/// | law | g(L) | L for large k |
/// |---|---|---|
/// | mirror steps on the vote | L | a line |
/// | policy gradient on the vote | sinh L + L | ln k |
/// | the same, divided by the standard deviation | 2 sinh(L/2) | 2 ln k |
/// | mirror steps on the log-probability | ln ∣L∣ | exponential |
///
/// They are exact for two answers, and the first three for any number of equally likely others, with another b. For more answers the last
/// one is that of a log-ratio of two answers, and none of the log-odds against all.
///
/// For each law c and b minimise Σ (L_k − g⁻¹(c + b k))², so that all residuals are in nats of L. A law is named if
/// (i) its root mean square residual s is at most 5 % of the range of L and (ii) every other law's is at least `ratio` times as large, where
/// no residual counts as less than `noise` or 1e-9 of the largest ∣L∣. Otherwise the verdict is undecided, with the reason.
/// Proof: T10_scalar_mirror_vote, T10_scalar_gradient_vote, T10_scalar_grpo_vote, T10_scalar_mirror_log. Claim: T10.
public struct ClockFit: Codable, Sendable, Equatable {
  /// A law of log-odds.
  public enum Law: String, CaseIterable, Codable, Sendable {
    /// L runs with the step: exact steps on the vote.
    case mirror
    /// sinh L + L does: softmax policy gradient.
    case policyGradient = "policy-gradient"
    /// 2 sinh(L/2) does: policy gradient with rewards divided by their standard deviation.
    case standardised
    /// ln |L| does: exact steps on the log-probability.
    case logProbability = "log-probability"
  }

  /// A law with the constants that fit best.
  public struct Curve: Codable, Sendable, Equatable {
    /// The law.
    public let law: Law
    /// c, the value of g at step 0.
    public let offset: Double
    /// b, what g gains a step.
    public let speed: Double
    /// s, in nats.
    public let residual: Double
  }

  /// What the comparison says.
  public enum Verdict: Codable, Sendable, Equatable {
    /// This law, and no other.
    case law(Law)
    /// Not enough to tell.
    case undecided(reason: String)
  }

  /// The laws that can be fitted, best first; the log-probability's cannot where L vanishes or changes sign.
  public let curves: [Curve]
  /// What they say.
  public let verdict: Verdict

  /// Compares the laws on the log-odds of one problem.
  ///
  /// - Parameters:
  ///   - steps: strictly increasing.
  ///   - logOdds: one a step, of −700 ... 700; fewer than five, or others, decide nothing.
  ///   - noise: the standard deviation of what was measured, in nats, ≥ 0.
  ///   - ratio: how many times the residual of the others must be, > 1.
  public init(steps: [Int], logOdds: [Double], noise: Double = 0, ratio: Double = 2) {
    precondition(steps.count == logOdds.count, "one log-odds a step is needed")
    precondition(zip(steps, steps.dropFirst()).allSatisfy { $0 < $1 }, "steps have to increase")
    precondition(noise >= 0 && ratio > 1, "noise is at least 0 and the ratio above 1")
    let sizes = logOdds.map { abs($0) }
    guard steps.count >= 5, let largest = sizes.max(), sizes.allSatisfy({ $0 <= 700 }) else {
      curves = []
      verdict = .undecided(reason: steps.count < 5 ? "fewer than five steps" : "log-odds beyond ±700")
      return
    }
    let times = steps.map(Double.init)
    let curves = Law.allCases.compactMap { Self.fit($0, times, logOdds) }.sorted { $0.residual < $1.residual }
    self.curves = curves
    let floor = max(noise, 1e-9 * max(1, largest))
    let range = (logOdds.max() ?? 0) - (logOdds.min() ?? 0)
    let (best, next) = (max(curves[0].residual, floor), max(curves[1].residual, floor))
    if best > 0.05 * range {
      let what = range <= 20 * floor ? "the log-odds hardly move" : "no law fits"
      verdict = .undecided(reason: String(format: "%@: residual %.3g of a range of %.3g", what, best, range))
    } else if next < ratio * best {
      verdict = .undecided(
        reason: String(
          format: "%@ and %@ fit alike: residuals %.3g and %.3g", curves[0].law.rawValue,
          curves[1].law.rawValue, best, next))
    } else {
      verdict = .law(curves[0].law)
    }
  }

  /// The comparison for a problem; nil where its log-odds are estimates or infinite.
  public init?(_ problem: ProblemSeries, ratio: Double = 2) {
    guard problem.isExact, problem.logOdds.allSatisfy({ $0.low.isFinite }) else { return nil }
    self.init(steps: problem.steps, logOdds: problem.logOdds.map(\.low), ratio: ratio)
  }

  /// Gauss–Newton from the regression of g(L) on the step, halving steps that do not lower the sum of squares.
  private static func fit(_ law: Law, _ times: [Double], _ logOdds: [Double]) -> Curve? {
    guard let transform = Transform(law, logOdds) else { return nil }
    var (offset, speed) = regression(
      times, logOdds.map(transform.value), weights: logOdds.map { 1 / square(transform.slope($0)) })
    var best = sum(transform, times, logOdds, offset, speed)
    for _ in 0..<60 {
      let fitted = times.map { transform.inverse(offset + speed * $0) }
      let residuals = zip(logOdds, fitted).map { ($0 - $1) * transform.slope($1) }
      let move = regression(times, residuals, weights: fitted.map { 1 / square(transform.slope($0)) })
      var share = 1.0
      var isBetter = false
      while share > 1e-6 && !isBetter {
        let tried = sum(transform, times, logOdds, offset + share * move.0, speed + share * move.1)
        if tried < best {
          (offset, speed) = (offset + share * move.0, speed + share * move.1)
          isBetter = tried < best * (1 - 1e-12)
          best = tried
        }
        share /= 2
      }
      if !isBetter { break }
    }
    return best.isFinite
      ? Curve(law: law, offset: offset, speed: speed, residual: (best / Double(times.count)).squareRoot())
      : nil
  }

  private static func square(_ x: Double) -> Double { x * x }

  private static func sum(
    _ transform: Transform, _ times: [Double], _ logOdds: [Double], _ offset: Double, _ speed: Double
  ) -> Double {
    let total = zip(times, logOdds).reduce(0) {
      $0 + square($1.1 - transform.inverse(offset + speed * $1.0))
    }
    return total.isNaN ? .infinity : total
  }

  /// The weighted line through points, about the mean time.
  private static func regression(
    _ times: [Double], _ values: [Double], weights: [Double]
  ) -> (offset: Double, speed: Double) {
    let total = weights.reduce(0, +)
    let time = zip(weights, times).reduce(0) { $0 + $1.0 * $1.1 } / total
    let value = zip(weights, values).reduce(0) { $0 + $1.0 * $1.1 } / total
    var (covariance, variance) = (0.0, 0.0)
    for index in times.indices {
      covariance += weights[index] * (times[index] - time) * (values[index] - value)
      variance += weights[index] * square(times[index] - time)
    }
    let speed = variance > 0 ? covariance / variance : 0
    return (value - speed * time, speed)
  }

  /// g, its derivative and its inverse.
  private struct Transform {
    let law: Law
    let sign: Double

    /// Nil where the logarithm has no value.
    init?(_ law: Law, _ logOdds: [Double]) {
      self.law = law
      sign = (logOdds.first ?? 0) < 0 ? -1 : 1
      let signs = logOdds.map { $0 * sign }
      if law == .logProbability && !signs.allSatisfy({ $0 > 0 }) { return nil }
    }

    func value(_ x: Double) -> Double {
      switch law {
      case .mirror: x
      case .policyGradient: sinh(x) + x
      case .standardised: 2 * sinh(x / 2)
      case .logProbability: log(abs(x))
      }
    }

    func slope(_ x: Double) -> Double {
      switch law {
      case .mirror: 1
      case .policyGradient: cosh(x) + 1
      case .standardised: cosh(x / 2)
      case .logProbability: 1 / x
      }
    }

    func inverse(_ y: Double) -> Double {
      switch law {
      case .mirror: return y
      case .standardised: return 2 * asinh(y / 2)
      case .logProbability: return sign * exp(y)
      case .policyGradient:
        // sinh x + x is convex above 0 and asinh |y| lies beyond the root: Newton's steps fall towards it.
        let goal = abs(y)
        var x = asinh(goal)
        for _ in 0..<60 {
          let next = x - (sinh(x) + x - goal) / (cosh(x) + 1)
          if !(next < x) { break }
          x = next
        }
        return y < 0 ? -x : x
      }
    }
  }
}
