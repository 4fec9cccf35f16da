public import SharpeningNumerics
internal import Foundation

/// Rise and fall of one problem's accuracy under mirror flow on the probability reward (EMPO; a vote of two).
///
/// ẋ_a = x_a (x_a − S) with S = Σx² and Ṡ = 2(Σx³ − S²) ≥ 0: answer c rises while x_c > S and turns at most once. It rises
/// and then falls exactly if Σπ₀² < π₀(c) < max π₀, which needs three answers.
/// Claim: T34b.
public enum CollisionPeak {
  /// Whether Σπ₀² < π₀(c) < max π₀.
  public static func exists(_ policy: Policy, correct: Int) -> Bool {
    let p = policy.probabilities
    return p.reduce(0) { $0 + $1 * $1 } < p[correct] && p[correct] < (p.max() ?? 1)
  }

  /// The flow θ̇_a = π_a on logits, for an integrator.
  public static func equation(answers: Int, absolute: Double = 1e-12, relative: Double = 1e-12) -> ODE {
    ODE(dimension: answers, absolute: absolute, relative: relative) { _, logits, speed in
      let policy = Policy(logits: (0..<answers).map { logits[$0] })
      for (answer, probability) in policy.probabilities.enumerated() { speed[answer] = probability }
    }
  }

  /// d ln π(a)/dt = r̄_N(a) − E r̄_N under mirror flow on the expected vote of N rollouts.
  ///
  /// At (.4, .35, .25) the runner-up's is .0025, .0067, .0083, .0073, .0008 for N = 2, 3, 4, 8, 16 and −.0187 for 32.
  /// - Throws: `SharpeningError.tooSlow` for an exact law beyond its limit.
  public static func relativeSpeed(
    of answer: Int, policy: Policy, rollouts: Int
  ) throws(SharpeningError) -> Double {
    let law = try PluralityLaw(of: policy, rollouts: rollouts)
    return law.reward[answer] - law.expectedReward
  }
}
