extension Ledger {
  /// What objectives do: rewards held constant, group advantages, divergences, and the unified formula's reach.
  static let objectives: [Claim] = [
    Claim(
      id: "T16a", title: "log-probability as a reward",
      statement: "Policy gradient on r = log π(y), held constant, climbs −H(π): E[log π ∇ log π] = ∇(−H).",
      source: "Table 1, trajectory-level entropy", basis: .reconstructed,
      proof: .holds("T16a_entropy_gradient"), check: ObjectiveChecks.logProbability,
      expected: Verdicts(proved: .holds, simulated: .holds)),
    Claim(
      id: "T16b", title: "probability as a reward",
      statement:
        "Policy gradient on r = π(y), held constant, climbs ½ Σ π², half of what E[r] would have it climb.",
      source: "Table 1, probability", basis: .reconstructed, proof: .holds("T16b_probability"),
      check: ObjectiveChecks.probability, expected: Verdicts(proved: .holds, simulated: .holds)),
    Claim(
      id: "T16c", title: "dividing by the length",
      statement:
        "Policy gradient on r = (1/|y|) log π(y), held constant, climbs E[r] − E[1/|y|]: a force on lengths comes with it.",
      source: "Table 1, trajectory-level entropy as coded", basis: .reconstructed,
      proof: .holds("T16c_length"), check: ObjectiveChecks.lengthForce,
      expected: Verdicts(proved: .holds, simulated: .holds)),
    Claim(
      id: "T16d", title: "token entropy as a reward",
      statement:
        "Policy gradient on r = −(1/|y|) Σ H(π_t), held constant, is ∇E[r] without the gradient of the entropies themselves.",
      source: "Table 1, token-level entropy", basis: .reconstructed, proof: .holds("T16d_moving_reward"),
      check: ObjectiveChecks.tokenEntropy, expected: Verdicts(proved: .holds, simulated: .holds)),
    Claim(
      id: "T16e", title: "an infinite vote as a reward",
      statement: "Policy gradient on the label of infinitely many votes climbs max π(a) over answers.",
      source: "Table 2, majority voting", basis: .reconstructed, proof: .holds("T16e_label"),
      check: ObjectiveChecks.majority, expected: Verdicts(proved: .holds, simulated: .holds)),
    Claim(
      id: "T24b", title: "the unified reward covers Table 1",
      statement:
        "Every reward of Table 1 is ψ((σ/|I|) Σ H(q_i, π^i)), or every one the same without 1/|I|, with a ψ and a rule for q that depend on neither policy nor rollout.",
      source: "unified reward; App. A.3", basis: .reconstructed,
      correction:
        "Divided by |I|, probability needs ψ(z) = exp(|I| z); not divided, the averages need ψ(z) = z/|I|; probability disparity fits neither. True among rollouts of one length, without disparity.",
      check: UnifiedFormulaChecks.coverage, expected: Verdicts(simulated: .refuted)),
    Claim(
      id: "T27", title: "gradient of a group",
      statement:
        "With majority labels from the group itself the logits move along f_m(1 − f_m) and −f_a f_m, f the group's frequencies; GRPO divides by √(f_m(1 − f_m)), with ddof 1 times √(N/(N − 1)), and leave-one-out multiplies by N/(N − 1).",
      source: "Table 7, GRPO", basis: .reconstructed,
      proof: .holds("T27_group_gradient", "T27_leave_one_out", "T27_silent", "T27_unanimous"),
      check: ObjectiveChecks.groupGradient, expected: Verdicts(proved: .holds, simulated: .holds)),
    Claim(
      id: "ZV1", title: "a group of equal rewards",
      statement: "In single precision (r − mean)/(std + 10⁻⁶) is 0 for a group of equal rewards.",
      source: "verl's GRPO advantage", basis: .reconstructed,
      correction:
        "A mean that is off by one unit leaves advantages up to the order of 1: eight rewards of 20.3 get −0.63. A uniform group has to be recognised.",
      check: ObjectiveChecks.uniformGroup, expected: Verdicts(simulated: .refuted)),
    Claim(
      id: "KL1", title: "unbiased estimates as losses",
      statement: "k1 and k3, whose means are KL(π‖ref), have its gradient in the mean when used as a loss.",
      source: "sweep over KL, low_var_kl in the loss", basis: .reconstructed,
      correction:
        "k1 has mean gradient 0 and k3 that of KL(ref‖π); k2, a biased estimate, has the right one.",
      check: DivergenceChecks.unbiasedEstimates, expected: Verdicts(simulated: .refuted)),
    Claim(
      id: "KL2", title: "gradients of divergence estimates",
      statement:
        "On policy and on one token: in the loss k1 has mean gradient 0, k2 ∇KL(π‖ref), k3 ∇KL(ref‖π), abs ∇Σ|π − ref|; in the reward k1 has ∇KL(π‖ref), k3 ∇KL(π‖ref) − ∇KL(ref‖π).",
      source: "sweep over KL; correction of KL1", basis: .reconstructed, check: DivergenceChecks.gradients,
      expected: Verdicts(simulated: .holds)),
    Claim(
      id: "SR1", title: "a random reward, once",
      statement:
        "A reward that does not depend on the rollout moves no logit in expectation in one on-policy update: the logits are a martingale.",
      source: "spurious rewards (arXiv 2506.10947)", basis: .stated, check: RandomRewardChecks.martingale,
      expected: Verdicts(simulated: .holds)),
    Claim(
      id: "SR2", title: "a random reward, reused under a clip",
      statement: "A random reward, reused under a symmetric clip, raises the mode's logit in expectation.",
      source: "spurious rewards (arXiv 2506.10947)", basis: .reconstructed,
      correction:
        "Reuse without a clip lowers it; an upper clip makes up for that and more or less, a lower one takes it back, and the sign of the sum depends on step and group.",
      check: RandomRewardChecks.clipDrift, expected: Verdicts(simulated: .refuted)),
  ]
}
