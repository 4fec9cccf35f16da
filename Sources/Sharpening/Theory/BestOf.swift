internal import Foundation

/// The most likely of N samples, and the optimum of an objective whose reward is the policy's own majority.
public enum BestOf {
  /// 1 − (1−p₁)^N: the best of N samples by likelihood is the mode.
  ///
  /// - Parameters:
  ///   - rollouts: N ≥ 0.
  ///   - mode: p₁ of [0, 1], the probability of the unique mode.
  /// Proof: T48_best_of. Claim: T48.
  public static func probability(rollouts: Int, mode: Double) -> Double {
    precondition(rollouts >= 0 && 0...1 ~= mode, "N is at least 0, and a probability lies in [0, 1]")
    return rollouts == 0 ? 0 : -expm1(Double(rollouts) * log1p(-mode))
  }

  /// The least N with failure (1−p₁)^N ≤ δ, the ceiling of ln(1/δ)/(−ln(1−p₁)); at most ⌈ln(1/δ)/p₁⌉.
  ///
  /// p₁ = .15 and δ = .01 need 29 (28.3 before rounding), and the simpler bound says 30.7.
  /// Claim: T48.
  public static func rollouts(mode: Double, failure: Double) -> Int {
    precondition(mode > 0 && mode <= 1 && failure > 0 && failure <= 1, "p₁ and δ lie in (0, 1]")
    return mode == 1 ? 1 : Int((log(failure) / log1p(-mode)).rounded(.up))
  }

  /// ln(1/δ)/p₁, which is at least as large.
  public static func simpleBound(mode: Double, failure: Double) -> Double { -log(failure) / mode }

  /// sup over policies of max_a π(a) − β KL(π‖π_ref) = β ln(1 + p₍₁₎(e^(1/β) − 1)), p₍₁₎ the largest of π_ref.
  ///
  /// Attained only by the tilt towards the mode, where that is unique.
  /// Proof: T9_endogenous_majority. Claim: T9.
  public static func endogenousMajority(_ reference: Policy, beta: Double) -> Double {
    precondition(beta > 0, "β is positive, unlike \(beta)")
    let best = reference.logProbabilities.max() ?? 0
    // ln(p e^(1/β) + 1 − p) from its larger term, so that no β overflows.
    let tilt = best + 1 / beta
    let rest = log(max(0, -expm1(best)))
    let top = max(tilt, rest)
    return beta * (top + log(exp(tilt - top) + exp(rest - top)))
  }

  /// Whether the tilt towards an answer is a local maximiser of that objective: p_m e^(1/β) > max_{j≠m} p_j.
  ///
  /// Claim: T9.
  public static func isLocalMaximiser(_ answer: Int, of reference: Policy, beta: Double) -> Bool {
    let own = reference.logProbabilities[answer] + 1 / beta
    return reference.logProbabilities.indices.allSatisfy {
      $0 == answer || own > reference.logProbabilities[$0]
    }
  }
}
