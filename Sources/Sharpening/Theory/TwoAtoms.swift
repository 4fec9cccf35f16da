internal import Foundation

/// A population of two kinds of problems with two answers each: majorities right at one margin, wrong at another.
///
/// A(t) = a σ(ℓ₊ + vt) + (1−a) σ(−ℓ₋ − vt). With V = A'(0)/v and M = lim e^(vt) A'(t)/v it has a peak exactly if V > 0 > M,
///
///     t* = (1/v) ln((Aw − Bu)/(B − A)),  A = √(a u), B = √((1−a) w), u = e^(−ℓ₊), w = e^(−ℓ₋).
///
/// Proof: T36_scalar_peak. Claim: T36.
public struct TwoAtoms: Sendable, Equatable {
  /// a of (0, 1), the share of problems whose majority is right.
  public let right: Double
  /// ℓ₊, the majority's log-odds there.
  public let rightLogOdds: Double
  /// ℓ₋, the majority's log-odds where it is wrong.
  public let wrongLogOdds: Double
  /// v > 0, the growth of log-odds per unit of time: 1/β a step.
  public let speed: Double

  /// Makes a population.
  ///
  /// - Parameters:
  ///   - right: of (0, 1).
  ///   - rightLogOdds: finite.
  ///   - wrongLogOdds: finite.
  ///   - speed: > 0.
  public init(right: Double, rightLogOdds: Double, wrongLogOdds: Double, speed: Double = 1) {
    precondition(right > 0 && right < 1 && speed > 0, "a share lies in (0, 1), and a speed is positive")
    precondition(rightLogOdds.isFinite && wrongLogOdds.isFinite, "margins are finite")
    self.right = right
    self.rightLogOdds = rightLogOdds
    self.wrongLogOdds = wrongLogOdds
    self.speed = speed
  }

  /// A(t).
  public func accuracy(at time: Double) -> Double {
    let solved = right * exp(Clock.logError(logOdds: -(rightLogOdds + speed * time)))
    return solved + (1 - right) * exp(Clock.logError(logOdds: wrongLogOdds + speed * time))
  }

  /// V = a σ'(ℓ₊) − (1−a) σ'(ℓ₋).
  public var initialSlope: Double {
    right * Self.bell(rightLogOdds) - (1 - right) * Self.bell(wrongLogOdds)
  }

  /// M = a e^(−ℓ₊) − (1−a) e^(−ℓ₋).
  public var finalSlope: Double { right * exp(-rightLogOdds) - (1 - right) * exp(-wrongLogOdds) }

  /// t* > 0, or nil where the course is monotone or has a trough.
  public var peakTime: Double? {
    // As logarithms: ln A, ln B, and both differences from their larger terms.
    let logA = (log(right) - rightLogOdds) / 2
    let logB = (log1p(-right) - wrongLogOdds) / 2
    let (x, y) = (logA - wrongLogOdds, logB - rightLogOdds)
    guard logB > logA, x > y else { return nil }
    let upper = x + log(-expm1(y - x))
    let lower = logB + log(-expm1(logA - logB))
    return upper > lower ? (upper - lower) / speed : nil
  }

  private static func bell(_ x: Double) -> Double {
    exp(Clock.logError(logOdds: x) + Clock.logError(logOdds: -x))
  }
}
