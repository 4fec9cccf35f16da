internal import Foundation

/// The one-state process that emits filler with probability f and stops with 1 − f, y_n = fillerⁿ·stop, θ = logit f, under
/// stop-gradient policy gradient.
///
/// The probability reward always shortens. The mean log-probability has a bifurcation at f = ½: above it the process ends in
/// endless repetition, below it in outputs of length one.
/// Claim: T25.
public enum FillerStop {
  /// θ̇ = −f(1−f)/(1+f)² under the probability reward, at θ = logit f.
  ///
  /// At f = .2, .5, .6 and .9: −.1111, −.1111, −.09375, −.024931.
  /// Proof: T25_scalar_probability. Claim: T25.
  public static func probabilitySpeed(at logit: Double) -> Double {
    let (f, stop) = (exp(Clock.logError(logOdds: -logit)), exp(Clock.logError(logOdds: logit)))
    return -f * stop / ((1 + f) * (1 + f))
  }

  /// θ̇ = (1−f) logit(f) (−ln(1−f)/f − 1) under the mean log-probability of the tokens, at θ = logit f.
  ///
  /// At f = .2, .5, .6 and .9: −.128335, 0, .085497, .342422.
  /// Proof: T25_scalar_mean_log. Claim: T25.
  public static func meanLogProbabilitySpeed(at logit: Double) -> Double {
    let logStop = Clock.logError(logOdds: logit)
    let f = exp(Clock.logError(logOdds: -logit))
    // −ln(1−f)/f − 1 = f/2 + f²/3 + … cancels where f is small.
    let bracket = f < 1e-4 ? f * (0.5 + f * (1.0 / 3 + f / 4)) : -logStop / f - 1
    return exp(logStop) * logit * bracket
  }
}

/// Two-step trees under certainty rewards: a root answer, then a token of its own law.
///
/// Exact steps on (c(root) + c(leaf))/2 with c = −H or KL(U‖·) leave the leaves' laws alone, and π_k(a) ∝ π₀(a) e^(k c(s_a)/(2β)):
/// the certain leaf wins whatever its prior.
/// Claim: T21.
public enum CertaintyTree {
  /// The root policy after k steps.
  ///
  /// Proof: T21_closed_form. Claim: T21.
  public static func root(_ start: Policy, leafCertainty: [Double], steps: Int, beta: Double) -> Policy {
    start.sharpened(by: leafCertainty.map { Double(steps) * $0 / 2 }, beta: beta)
  }

  /// The real number of steps after which branch b overtakes a: 2β ln(π₀(a)/π₀(b))/(c_b − c_a).
  ///
  /// - Returns: nil where it never does, and 0 where b leads from the start.
  /// Claim: T21.
  public static func overtakingStep(
    of b: Int, past a: Int, start: Policy, leafCertainty: [Double], beta: Double
  ) -> Double? {
    let lead = start.logProbabilities[a] - start.logProbabilities[b]
    if lead <= 0 { return 0 }
    let gain = leafCertainty[b] - leafCertainty[a]
    return gain > 0 ? 2 * beta * lead / gain : nil
  }
}
