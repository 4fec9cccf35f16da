extension Policy {
  /// One mirror (KL-proximal) step: the maximiser of E_q[r] − β KL(q‖π), π'(a) ∝ π(a) exp(r(a)/β).
  ///
  /// Called on the current policy this is the step with a *moving* reference; with r the indicator of a set M the odds
  /// of M are multiplied by exp(1/β) and π(·|M), π(·|not M) stay as they are. Called on a *fixed* reference with the
  /// current reward it is the one-shot tilt, which repeating does not take further.
  ///
  /// - Parameters:
  ///   - reward: one finite number an answer.
  ///   - beta: β > 0. In runs without a KL term it stands for 1/(step size).
  /// Paper: objective and Theorem 1. Proof: T2_odds_law, T3_conditional_invariance, T8_fixed_reference. Claim: T2, T3, T8.
  public func sharpened(by reward: [Double], beta: Double) -> Policy {
    precondition(beta > 0, "β is positive, unlike \(beta)")
    precondition(reward.count == count, "a reward needs one number an answer")
    return Policy(logits: zip(logProbabilities, reward).map { $0 + $1 / beta })
  }

  /// One step with a proximal and a reference term: the maximiser of E_q[r] − β KL(q‖π_ref) − γ KL(q‖π).
  ///
  /// π'(a) ∝ (π_ref(a)^β π(a)^γ exp r(a))^(1/(β+γ)): for r the indicator of M the log-odds become
  /// (β L_ref + γ L + 1)/(β + γ), with the plateau L_ref + 1/β.
  ///
  /// - Parameters:
  ///   - reward: one finite number an answer.
  ///   - beta: weight β > 0 of the divergence from the reference.
  ///   - gamma: weight γ ≥ 0 of the divergence from this policy; 0 leaves the fixed-reference step.
  ///   - reference: a policy over the same answers. Where it or (for γ > 0) this policy is 0, the result is 0.
  /// Proof: T8b_plateau. Claim: T8b.
  public func sharpened(by reward: [Double], beta: Double, gamma: Double, reference: Policy) -> Policy {
    precondition(beta > 0 && gamma >= 0, "β is positive and γ at least 0, unlike \(beta) and \(gamma)")
    precondition(
      reward.count == count && reference.count == count, "a reward and a reference need one number an answer")
    return Policy(
      logits: (0..<count).map { answer in
        let moving = gamma == 0 ? 0 : gamma * logProbabilities[answer]
        return (beta * reference.logProbabilities[answer] + moving + reward[answer]) / (beta + gamma)
      })
  }
}
