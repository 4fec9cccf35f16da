internal import Foundation

/// How fast and how far single steps may go: rates of Theorem 1's corrections and safe step sizes.
public enum StepBounds {
  /// c₀ = p₀(e^(1/β) − 1)/(1 + p₀(e^(1/β) − 1)), the share of the error that one exact step removes.
  ///
  /// - Parameters:
  ///   - probability: p₀ of [0, 1].
  ///   - beta: β > 0; no overflow however small it is.
  /// Claim: T5.
  public static func exactShare(probability: Double, beta: Double) -> Double {
    precondition(0...1 ~= probability && beta > 0, "p lies in [0, 1], and β is positive")
    // Divided by e^(1/β).
    let gain = probability * -expm1(-1 / beta)
    return gain / (exp(-1 / beta) + gain)
  }

  /// (1 − η c₀)^k (1 − p₀), above every error of steps that make relative progress of at least η.
  ///
  /// Proof: T5_convergence. Claim: T5.
  public static func errorBound(
    steps: Int, probability: Double, beta: Double, progress: Double
  ) -> Double {
    precondition(progress > 0 && progress <= 1, "relative progress lies in (0, 1], unlike \(progress)")
    let share = progress * exactShare(probability: probability, beta: beta)
    return (1 - probability) * exp(Double(steps) * log1p(-share))
  }

  /// 1 − η(1 − e^(−1/β)), the asymptotic ratio of errors at progress η; e^(−1/β) at η = 1 is the fastest possible.
  ///
  /// Proof: T5_asymptotic_ratio. Claim: T5, T7.
  public static func contraction(beta: Double, progress: Double) -> Double {
    progress == 1 ? exp(-1 / beta) : 1 + progress * expm1(-1 / beta)
  }

  /// (1−p₀)/(1−p₀ + p₀ e^(k/β)), below every error of steps that do not exceed the exact one.
  ///
  /// Proof: T7_never_faster. Claim: T7.
  public static func errorFloor(steps: Int, probability: Double, beta: Double) -> Double {
    let q = 1 - probability
    let shrink = exp(-Double(steps) / beta)
    return q * shrink / (q * shrink + probability)
  }

  /// Whether a gradient step of size η from p goes further than the exact step, which moves the log-odds by 1/β.
  ///
  /// Two answers and exact expectations: the plain gradient moves them by 2ηp(1−p), the std-normalised one by 2η√(p(1−p)).
  /// Claim: T7.
  public static func exceedsExactStep(
    probability: Double, stepSize: Double, beta: Double, standardised: Bool
  ) -> Bool {
    let variance = probability * (1 - probability)
    return 2 * stepSize * (standardised ? variance.squareRoot() : variance) > 1 / beta
  }

  /// The largest step size that never exceeds the exact step: ηβ = 2, and 1 for the std-normalised gradient.
  ///
  /// Claim: T7.
  public static func safeStepSize(beta: Double, standardised: Bool) -> Double {
    (standardised ? 1 : 2) / beta
  }

  /// L_k = L_ref + (1 − (γ/(β+γ))^k)/β with a proximal term γ and a reference term β, both from L_ref.
  ///
  /// - Parameter steps: k ≥ 0, or nil for the plateau L_ref + 1/β.
  /// Proof: T8b_plateau. Claim: T8b.
  public static func referenceLogOdds(
    from reference: Double, steps: Int?, beta: Double, gamma: Double
  ) -> Double {
    precondition(beta > 0 && gamma >= 0, "β is positive and γ at least 0")
    guard let steps else { return reference + 1 / beta }
    if gamma == 0 { return steps == 0 ? reference : reference + 1 / beta }
    return reference - expm1(-Double(steps) * log1p(beta / gamma)) / beta
  }
}
