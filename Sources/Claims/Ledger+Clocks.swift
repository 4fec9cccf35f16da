extension Ledger {
  /// Scalar facts about two answers, proved, and what policies make of them.
  static let clocks: [Claim] = [
    Claim(
      id: "T10", title: "clocks of two answers",
      statement:
        "With L the log-odds: mirror flow on the vote gives L = L₀ + t, on log π L = L₀ e^t, on π sinh(L/2) = e^(t/2) sinh(L₀/2); std-normalised policy gradient on the vote gives 2 sinh(L/2) = 2 sinh(L₀/2) + t; for plain policy gradient sinh L + L runs with the time.",
      source: "Theorem 1's rate, for other updates and rewards", basis: .reconstructed,
      proof: .holds(
        "T10_scalar_mirror_vote", "T10_scalar_mirror_log", "T10_scalar_mirror_probability",
        "T10_scalar_grpo_vote",
        "T10_scalar_gradient_vote", "T10_gradient_vote", "T10_unique", "T10_solutions"),
      check: ClockChecks.simple,
      expected: Verdicts(proved: .holds, simulated: .holds)),
    Claim(
      id: "T12", title: "invariant of softmax policy gradient",
      statement: "Between equally rewarded answers e^(−θ) − e^(−θ') is conserved.",
      source: "Theorem 1, limit, for policy gradient", basis: .reconstructed,
      proof: .holds("T12_scalar_invariant", "T12_invariants"), check: FlowChecks.invariant,
      expected: Verdicts(proved: .holds, simulated: .holds)),
    Claim(
      id: "T25", title: "length and repetition: signs",
      statement:
        "In the one-state process that repeats with probability f, the probability reward's speed −f(1−f)/(1+f)² is negative, and that of the mean log-probability has the sign of f − 1/2.",
      source: "Fig. 3, length and repetition collapse", basis: .reconstructed,
      proof: .holds("T25_scalar_probability", "T25_scalar_mean_log"), check: LengthChecks.speeds,
      expected: Verdicts(proved: .holds, simulated: .holds)),
    Claim(
      id: "T36", title: "peak of two atoms",
      statement:
        "With two kinds of problems and V > 0 > M the accuracy peaks at t* = ln((Aw − Bu)/(B − A))/v.",
      source: "Fig. 2, rise, then fall", basis: .reconstructed,
      proof: .holds("T36_scalar_peak", "T36_peak"),
      check: PeakChecks.twoAtoms, expected: Verdicts(proved: .holds, simulated: .holds)),
    Claim(
      id: "T42", title: "collapse clock",
      statement:
        "For a shared shortcut b with speed v σ((b − μ)/s) the time to reach b is (b + s e^(μ/s) − s e^((μ−b)/s))/v.",
      source: "Model Collapse Step against the prior", basis: .reconstructed,
      proof: .holds("T42_scalar_clock", "T42_unique", "T42_collapse"), check: CollapseChecks.clock,
      expected: Verdicts(proved: .holds, simulated: .holds)),
    Claim(
      id: "T45", title: "a fixed verifier's limit",
      statement:
        "Under exact steps with a fixed reward the policy tends to the best rewarded answer, whatever the majority.",
      source: "Fig. 13, self-verification", basis: .reconstructed, proof: .holds("T45_limit"),
      check: VerifierChecks.limit, expected: Verdicts(proved: .holds, simulated: .holds)),
    Claim(
      id: "T46", title: "whitened recursion with a fixed reference",
      statement:
        "h(p) = 1/(1 + ((1−p_ref)/p_ref) exp(−1/(β√(p(1−p)+ε)))) lies above p_ref, so every fixed point does; its slope is −h(1−h)(1−2p)/(2β(p(1−p)+ε)^(3/2)).",
      source: "arXiv 2503.06639", basis: .stated,
      proof: .holds("T46_scalar_fixed_points_above", "T46_scalar_slope"), check: VerifierChecks.recursion,
      expected: Verdicts(proved: .holds, simulated: .holds)),
  ]
}
