internal import Foundation

extension Policy {
  /// Cov_π(f, g) = E[f g] − E[f] E[g], summed as E[(f − E f) g].
  ///
  /// d/ds of E_{π_s}[f] along a mirror flow with reward g. With f the correctness it is the accuracy's speed (T37); the
  /// entropy's is −Cov(log π, g) (T26).
  /// Proof: T37_covariance. Claim: T26, T37.
  public func covariance(_ f: [Double], _ g: [Double]) -> Double {
    precondition(f.count == count && g.count == count, "a function needs one number an answer")
    let p = probabilities
    let mean = p.indices.reduce(0) { p[$1] > 0 ? $0 + p[$1] * f[$1] : $0 }
    return p.indices.reduce(0) { p[$1] > 0 ? $0 + p[$1] * (f[$1] - mean) * g[$1] : $0 }
  }

  /// dH/ds = −Cov_π(log π, r) along a mirror flow with reward r.
  ///
  /// Claim: T26.
  public func entropySpeed(under reward: [Double]) -> Double { -covariance(logProbabilities, reward) }
}

/// Where the powers of a policy lead, step by step.
///
/// Paper: App. A.5, trajectory-level entropy. Proof: T14_closed_form, T15_closed_form. Claim: T14, T15.
public enum PowerPath {
  /// (1 + 1/β)^k, the exponent after k exact steps on log π with a moving reference.
  public static func movingExponent(steps: Int, beta: Double) -> Double {
    precondition(steps >= 0 && beta > 0, "steps are counted from 0, and β is positive")
    return exp(Double(steps) * log1p(1 / beta))
  }

  /// Σ_{j=0}^k β^(−j), the exponent after k exact steps on log π_k with the reference fixed at the start.
  ///
  /// +∞ where it overflows. β = 1 is the transition: below it grows geometrically, at it by one a step, above it stops at
  /// `fixedLimit(beta:)`.
  public static func fixedExponent(steps: Int, beta: Double) -> Double {
    precondition(steps >= 0 && beta > 0, "steps are counted from 0, and β is positive")
    if beta == 1 { return Double(steps + 1) }
    // (1 − x^(k+1))/(1 − x) with x = 1/β.
    return expm1(-Double(steps + 1) * log(beta)) / ((1 - beta) / beta)
  }

  /// β/(β−1) for β > 1 and +∞ otherwise: the exponent of the limit.
  ///
  /// For β < 1 the recursion also has the fixed point π_ref^(−β/(1−β)), which repels and prefers unlikely answers.
  public static func fixedLimit(beta: Double) -> Double {
    precondition(beta > 0, "β is positive, unlike \(beta)")
    return beta > 1 ? beta / (beta - 1) : .infinity
  }
}

/// Rise and fall of one problem's accuracy along the powers of its policy.
///
/// π_s(c) moves with the sign of log π₀(c) − E_{π_s} log π₀, and the expectation grows with s. So π_s(c), s ≥ 1, rises and
/// then falls to 0 exactly if e^(−H(π₀)) < π₀(c) < max π₀: the correct answer is a strong runner-up.
/// Claim: T34a.
public struct PowerPeak: Sendable, Equatable {
  /// s* > 1, where π_s(c) is largest.
  public let exponent: Double
  /// π_{s*}(c).
  public let accuracy: Double

  /// Finds the peak.
  ///
  /// - Parameters:
  ///   - policy: π₀.
  ///   - correct: c, of positive probability.
  /// - Returns: nil where π_s(c) is monotone from s = 1 on.
  public init?(of policy: Policy, correct: Int) {
    guard Self.exists(policy, correct: correct) else { return nil }
    let goal = policy.logProbabilities[correct]
    func excess(_ s: Double) -> Double {
      let power = policy.raised(to: s)
      return zip(power.probabilities, policy.logProbabilities).reduce(0) { sum, pair in
        pair.0 > 0 ? sum + pair.0 * (pair.1 - goal) : sum
      }
    }
    var (low, high) = (1.0, 2.0)
    while excess(high) < 0 { (low, high) = (high, 2 * high) }
    while true {
      let middle = low + (high - low) / 2
      if middle <= low || middle >= high { break }
      if excess(middle) < 0 { low = middle } else { high = middle }
    }
    exponent = high
    accuracy = policy.raised(to: high).probabilities[correct]
  }

  /// Whether e^(−H(π₀)) < π₀(c) < max π₀.
  public static func exists(_ policy: Policy, correct: Int) -> Bool {
    let own = policy.logProbabilities[correct]
    precondition(own > -.infinity, "the correct answer has positive probability")
    return -policy.entropy < own && own < (policy.logProbabilities.max() ?? 0)
  }

  /// k* = ln s*/ln(1 + 1/β), the step of the peak under exact steps on log π with a moving reference.
  public func step(beta: Double) -> Double { log(exponent) / log1p(1 / beta) }
}
