internal import Foundation

/// Bounds on how often a vote misses the most likely answer.
public enum VoteStability {
  /// Σ_{j ≠ mode} (1 − (√p₁ − √p_j)²)^N ≥ P(the vote of N does not elect the mode).
  ///
  /// Chernoff's bound with its tight exponent; it can exceed 1, and then says nothing.
  /// Proof: T30_bound. Claim: T30.
  public static func flipBound(_ policy: Policy, rollouts: Int) -> Double {
    precondition(rollouts >= 1, "a vote needs at least one rollout")
    let best = policy.mode
    return policy.logProbabilities.indices.reduce(0) { sum, answer in
      answer == best
        ? sum
        : sum
          + exp(Double(rollouts) * logRate(policy.logProbabilities[best], policy.logProbabilities[answer]))
    }
  }

  /// The rollouts that bring the bound of `flipBound` below δ: the least integer ≥ ln((K−1)/δ)/(−ln(1 − (√p₁−√p₂)²)).
  ///
  /// Two answers, δ = 1 %: 917, 226, 53 and 21 for p₁ = .55, .6, .7 and .8.
  /// - Returns: nil where the two most likely answers are equally likely.
  /// Proof: T30_enough_votes. Claim: T30.
  public static func rollouts(for policy: Policy, flip delta: Double) -> Int? {
    precondition(
      delta > 0 && policy.count >= 2, "a bound is positive, and a vote between two answers at least")
    let sorted = policy.logProbabilities.sorted(by: >)
    let rate = -logRate(sorted[0], sorted[1])
    guard rate > 0 else { return nil }
    let needed = log(Double(policy.count - 1) / delta) / rate
    return needed < 1e18 ? max(1, Int(needed.rounded(.up))) : nil
  }

  /// 1 − Σ_k Σ_j (1 − (√p₁ᵏ − √p_jᵏ)²)^N ≤ P(the vote elects the initial mode at every step k = 0, 1, …).
  ///
  /// p^(k) are exact mirror steps on the mode: after each step without a flip the policy is the next of them, so the union
  /// bound is over one path. Negative where the votes are too few to say anything.
  /// - Parameters:
  ///   - policy: π₀ with one most likely answer.
  ///   - rollouts: N ≥ 1.
  ///   - beta: β > 0. The sum takes about 10β steps.
  /// Proof: T2_closed_form, T30_bound. Claim: T32.
  public static func stayingBound(_ policy: Policy, rollouts: Int, beta: Double) -> Double {
    precondition(rollouts >= 1 && beta > 0, "a vote needs a rollout, and β is positive")
    let best = policy.mode
    let logits = policy.logProbabilities
    let rivals = logits.indices.filter { $0 != best && logits[$0] > -.infinity }.map {
      logits[$0] - logits[best]
    }
    if rivals.isEmpty { return 1 }
    if rivals.contains(where: { $0 >= 0 }) { return -.infinity }
    var sum = 0.0
    var step = 0.0
    while true {
      // Relative to the mode: p_j/p₁ = e^(x_j − k/β).
      let shifted = rivals.map { $0 - step / beta }
      let first = -log1p(shifted.reduce(0) { $0 + exp($1) })
      let term = shifted.reduce(0) { $0 + exp(Double(rollouts) * logRate(first, first + $1)) }
      sum += term
      // From here on terms shrink at least like e^(−N/(4β)) each.
      let ratio = exp(-Double(rollouts) / (4 * beta))
      let isLate = shifted.allSatisfy { $0 < -3 }
      if isLate && term * ratio <= 1e-18 * max(sum, 1e-300) * (1 - ratio) { break }
      if sum > 1e6 { return -.infinity }
      step += 1
    }
    return 1 - sum
  }

  /// ln(1 − (√p − √q)²) for ln p ≥ ln q.
  private static func logRate(_ p: Double, _ q: Double) -> Double {
    // √p − √q = √p (1 − e^((q−p)/2)), and 1 − d² = (1−d)(1+d) near d = 1: 1 − √p = −expm1(p/2).
    let d = exp(p / 2) * -expm1((q - p) / 2)
    if d < 0.5 { return log1p(-d * d) }
    let rest = -expm1(p / 2) + exp(q / 2)
    return log(rest) + log1p(d)
  }
}
