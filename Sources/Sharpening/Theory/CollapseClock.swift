public import SharpeningNumerics
internal import Foundation

/// When label accuracy collapses in a model whose problems share one shortcut.
///
/// The shortcut's log-odds b start at 0; each fresh problem has a margin from the logistic law with location μ and scale s
/// and votes for the shortcut once b exceeds it; only those problems push: ḃ = v σ((b−μ)/s). With o = LA/(1−LA), the odds of
/// label accuracy, b = μ − s ln o and
///
///     o + ln o = o₀ + ln o₀ − vt/s,   T(τ) = (s/v) (o₀ + ln o₀ − o_τ − ln o_τ) .
///
/// So the time is linear in the initial odds and inverse in the speed: models with common v and s keep their order under any
/// v. It is the clock of *label* accuracy, the first time below τ, and so a lower bound of the collapse step by reward
/// accuracy, equal to it for two answers.
/// Proof: T42_scalar_clock. Claim: T42.
public struct CollapseClock: Sendable, Equatable {
  /// ln o₀ = μ/s.
  public let initialLogOdds: Double
  /// s > 0.
  public let scale: Double
  /// v > 0.
  public let speed: Double

  /// Makes a clock from the initial label accuracy.
  ///
  /// - Parameters:
  ///   - labelAccuracy: LA(0) of (0, 1).
  ///   - scale: s > 0.
  ///   - speed: v > 0.
  public init(labelAccuracy: Double, scale: Double, speed: Double) {
    precondition(labelAccuracy > 0 && labelAccuracy < 1, "a label accuracy lies in (0, 1)")
    self.init(initialLogOdds: log(labelAccuracy) - log1p(-labelAccuracy), scale: scale, speed: speed)
  }

  /// Makes a clock from ln o₀ = μ/s, which may be large.
  public init(initialLogOdds: Double, scale: Double, speed: Double) {
    precondition(
      initialLogOdds.isFinite && scale > 0 && speed > 0, "a clock needs finite odds, s > 0 and v > 0")
    self.initialLogOdds = initialLogOdds
    self.scale = scale
    self.speed = speed
  }

  /// ln(LA/(1−LA)) at time t ≥ 0.
  public func logOdds(at time: Double) -> Double {
    initialLogOdds + LambertW.logarithmMove(-speed * time / scale, from: initialLogOdds)
  }

  /// LA(t).
  public func labelAccuracy(at time: Double) -> Double { exp(Clock.logError(logOdds: -logOdds(at: time))) }

  /// b(t) = s (ln o₀ − ln o(t)).
  public func shortcut(at time: Double) -> Double {
    -scale * LambertW.logarithmMove(-speed * time / scale, from: initialLogOdds)
  }

  /// T(τ), the first time with LA ≤ τ; 0 where it starts there, +∞ where it overflows.
  ///
  /// - Parameter threshold: τ of (0, 1).
  public func time(to threshold: Double) -> Double {
    precondition(threshold > 0 && threshold < 1, "a threshold lies in (0, 1), unlike \(threshold)")
    let end = log(threshold) - log1p(-threshold)
    let fall = initialLogOdds - end
    if fall <= 0 { return 0 }
    return scale / speed * (fall - exp(initialLogOdds) * expm1(-fall))
  }

  /// The field ḃ = v σ((b−μ)/s), for an integrator.
  public func equation(absolute: Double = 1e-12, relative: Double = 1e-12) -> ODE {
    let (start, scale, speed) = (initialLogOdds, scale, speed)
    return ODE(dimension: 1, absolute: absolute, relative: relative) { _, b, rate in
      rate[0] = speed * exp(Clock.logError(logOdds: start - b[0] / scale))
    }
  }

  /// T = ∫ db/(ηG(b)), the time that any one-dimensional shortcut with push ηG takes from b₀ to b_c.
  ///
  /// - Parameters:
  ///   - start: b₀.
  ///   - end: b_c ≥ b₀.
  ///   - rate: η > 0.
  ///   - push: G; collapse needs G > 0 on the whole interval.
  /// - Returns: the time, or nil where the integrator meets a G ≤ 0: b never gets there.
  public static func time(
    from start: Double, to end: Double, rate: Double, push: @escaping (_ shortcut: Double) -> Double
  ) -> Double? {
    precondition(start <= end && rate > 0, "a shortcut grows, at a positive rate")
    // b takes the place of time, and the time of the state.
    let ode = ODE(dimension: 1, absolute: 1e-12, relative: 1e-12) { b, _, slope in
      let value = push(b)
      slope[0] = value > 0 ? 1 / (rate * value) : .nan
    }
    return (try? ode.state(at: end, from: [0], startingAt: start))?[0]
  }

  /// G = E[p_z(1−p_z); label z] − E[p_z p_c; label c], the push of the voted rewards on a shared logit of answer z.
  ///
  /// - Parameter problems: for each p_z, p_c and whether the vote elects z; where it does not it elects c.
  public static func push(
    _ problems: [(shortcut: Double, other: Double, electsShortcut: Bool)]
  ) -> Double {
    problems.reduce(0) {
      $0 + ($1.electsShortcut ? $1.shortcut * (1 - $1.shortcut) : -$1.shortcut * $1.other)
    } / Double(max(1, problems.count))
  }
}
