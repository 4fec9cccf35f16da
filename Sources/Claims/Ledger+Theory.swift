extension Ledger {
  /// Flows, lock-in, peaks, collapse and verifiers beyond what the proofs cover.
  static let theory: [Claim] = flows + sampling + peaks + shared

  private static let flows: [Claim] = [
    Claim(
      id: "T7b", title: "a gradient step goes no further than an exact one",
      statement:
        "A single policy-gradient step on the vote cannot exceed the optimum of the KL-regularised objective.",
      source: "Theorem 1's proof, ordering, second reason", basis: .stated,
      correction:
        "True for all p only if ηβ ≤ 2 (ηβ ≤ 1 std-normalised): with two answers the step moves the log-odds by 2ηp(1−p), or 2η√(p(1−p)), and the exact one by 1/β.",
      proof: .refuted("T7b_gradient_step", "T7b_safe"), check: FlowChecks.ordering,
      expected: Verdicts(proved: .refuted, simulated: .refuted)),
    Claim(
      id: "T10b", title: "clocks of policy gradient on likelihoods",
      statement:
        "Plain policy gradient runs as ln L + Chi(L) = ln L₀ + Chi(L₀) + t on log π, and on π as ln y + y = ln y₀ + y₀ + t/2 with y = sinh²(L/2).",
      source: "Theorem 1's rate, for other updates and rewards", basis: .reconstructed,
      proof: .holds("T10_gradient_log", "T10_gradient_probability"), check: ClockChecks.likelihood,
      expected: Verdicts(proved: .holds, simulated: .holds)),
    Claim(
      id: "T10c", title: "late errors among K answers",
      statement:
        "Among K answers the error on the vote is asymptotically (K−1)/(Kt) under policy gradient and (2(K−1)/(Kt))² under the std-normalised one: sublinear, not e^(−t).",
      source: "Theorem 1's rate, for policy gradient", basis: .reconstructed, check: ClockChecks.answers,
      expected: Verdicts(simulated: .holds)),
    Claim(
      id: "T11", title: "speed of the majority under policy gradient",
      statement:
        "Under policy gradient on 1[y in M] the mass p of M grows by ṗ = (1−p)² Σ_M π² + p² Σ_rest π² > 0.",
      source: "A2, for policy gradient", basis: .reconstructed, proof: .holds("T11_mass_law"),
      check: FlowChecks.mass, expected: Verdicts(proved: .holds, simulated: .holds)),
    Claim(
      id: "T12b", title: "policy gradient ends on one trajectory",
      statement:
        "Under policy gradient on 1[y in M] with n outputs outside M, the most likely output of M outgrows every other one of M like t^(n/(n+1)): the limit is a point mass, not π_ref given the majority.",
      source: "Theorem 1, limit, for policy gradient", basis: .reconstructed, check: FlowChecks.pointMass,
      expected: Verdicts(simulated: .holds)),
    Claim(
      id: "T12c", title: "policy gradient's limit is a point mass",
      statement:
        "Under policy gradient on 1[y in M] the policy tends to the point mass on the one likeliest output of M: its logit grows without end, those of the others of M stop.",
      source: "Theorem 1, limit, for policy gradient", basis: .reconstructed, proof: .holds("T12_limit"),
      expected: Verdicts(proved: .holds)),
  ]

  private static let sampling: [Claim] = [
    Claim(
      id: "T31", title: "lock-in of sampled votes",
      statement:
        "Under exact steps on sampled votes between two answers the first one wins with probability Σ_{j≤−1} γ_j / Σ_j γ_j, γ_i/γ_{i−1} = (1 − u_i)/u_i, u_i = w_N(σ(L₀ + i/β)): the initial majority is random for finite N.",
      source: "Theorem 1, A1 for finite N", basis: .reconstructed, check: LockInChecks.probability,
      expected: Verdicts(simulated: .holds)),
    Claim(
      id: "T31b", title: "lock-in in a window",
      statement:
        "A walk on 0, …, n that goes up with probability u_i and stops at both ends comes from i to n with probability Σ_{j<i} γ_j / Σ_{j<n} γ_j, γ_j = Π_{l≤j} (1 − u_l)/u_l; for one vote γ_j is e^(−Σ x_l), x the log-odds.",
      source: "Theorem 1, A1 for finite N", basis: .reconstructed, proof: .holds("T31_ruin", "T31_one_vote"),
      expected: Verdicts(proved: .holds)),
    Claim(
      id: "T32", title: "P(A1 at every step)",
      statement:
        "No vote of N ever misses the initial mode with probability at least 1 − Σ_k Σ_j (1 − (√p₁ᵏ − √p_jᵏ)²)^N along the exact steps.",
      source: "App. A.1, stability of the majority", basis: .reconstructed,
      proof: .holds("T32_labels_stay", "T32_labels_always_stay"), check: LockInChecks.staying,
      expected: Verdicts(proved: .holds, simulated: .holds)),
  ]

  private static let peaks: [Claim] = [
    Claim(
      id: "T34a", title: "rise and fall of one problem: log-probability",
      statement:
        "Under exact steps on log π the correct answer's probability rises and then falls exactly if e^(−H(π₀)) < π₀(c) < max π₀, with its peak at step ln s*/ln(1 + 1/β), log π₀(c) = E_{π₀^s*} log π₀.",
      source: "Fig. 2, rise, then fall", basis: .reconstructed,
      proof: .holds("T14_closed_form", "T34_power_path", "T34_power_peak"), check: PeakChecks.power,
      expected: Verdicts(proved: .holds, simulated: .holds)),
    Claim(
      id: "T34b", title: "rise and fall of one problem: probability",
      statement:
        "Under mirror flow on π (EMPO, a vote of two) the correct answer's probability rises and then falls exactly if Σπ₀² < π₀(c) < max π₀.",
      source: "Fig. 2, rise, then fall", basis: .reconstructed,
      proof: .holds("T34_probability_flow", "T34_flow_exists"), check: PeakChecks.collision,
      expected: Verdicts(proved: .holds, simulated: .holds)),
  ]

  private static let shared: [Claim] = [
    Claim(
      id: "T43", title: "few problems push little",
      statement:
        "D problems with logits of their own move a shared one by D κ/(1+κ²)(L_n − L₀), 2 sinh L_n + 2L_n = 2 sinh L₀ + 2L₀ + η(1+κ²)SB/D, up to the push of the others; from L₀ ≥ 0 this grows with D.",
      source: "Fig. 8, training on few problems", basis: .reconstructed, check: CollapseChecks.push,
      expected: Verdicts(simulated: .holds)),
    Claim(
      id: "T44", title: "a wrong vote that helps elsewhere",
      statement:
        "With two strategies behind shared logits, voted rewards on a problem that stays wrong move the log-odds u of its strategy by the gradient's clock, sinh u + u = sinh u₀ + u₀ + t, and with them the accuracy of a problem that this strategy solves.",
      source: "Sec. 5, training on wrong majorities", basis: .reconstructed,
      proof: .holds("T44_strategies", "T44_transfer"), check: CollapseChecks.strategies,
      expected: Verdicts(proved: .holds, simulated: .holds)),
    Claim(
      id: "T45b", title: "self-verification: dip and recovery",
      statement:
        "Under a fixed verifier reward accuracy first falls and ends rising with the correct answer winning exactly if Cov₀(f, a) < 0, tpr > max fpr and tpr + max fpr > 1.",
      source: "Fig. 13, self-verification", basis: .reconstructed, check: VerifierChecks.dip,
      expected: Verdicts(simulated: .holds)),
    Claim(
      id: "T45c", title: "self-verification: the end",
      statement:
        "Under exact steps on a fixed verifier's acceptance reward accuracy ends rising if its verdict on the most accepted answer is correct more often than on the second, and falling if less often.",
      source: "Fig. 13, self-verification", basis: .reconstructed, proof: .holds("T45_verdicts_end"),
      expected: Verdicts(proved: .holds)),
    Claim(
      id: "T46b", title: "the whitened recursion settles",
      statement:
        "With a fixed reference and ε = 0 the recursion p ↦ h(p) started at p_ref converges to a fixed point.",
      source: "arXiv 2503.06639", basis: .reconstructed,
      correction:
        "At p_ref = .0082, β = 1.2 it ends on the cycle {.25254, .05329}. A fixed point p* attracts its neighbourhood where |1−2p*|(logit p* − logit p_ref) < 2 (T46c), which the start need not be in; p → 1 is another end.",
      check: VerifierChecks.settling, expected: Verdicts(simulated: .refuted)),
    Claim(
      id: "T46c", title: "stability of the whitened recursion",
      statement:
        "With ε = 0 the slope at a fixed point p* in (0, 1) is −(1 − 2p*)Δ/2, Δ = logit p* − logit p_ref: it attracts its neighbourhood if |1−2p*|Δ < 2 and repels it if that is above 2.",
      source: "arXiv 2503.06639", basis: .reconstructed,
      proof: .holds("T46_slope_at_fixed_point", "T46_stability"), expected: Verdicts(proved: .holds)),
  ]
}
