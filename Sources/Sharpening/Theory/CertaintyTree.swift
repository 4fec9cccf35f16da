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
