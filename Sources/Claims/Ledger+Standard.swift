extension Ledger {
  /// The claims that travel with the package: the theory in the order of its numbers, then objectives, figures and tables.
  public static let standard = Ledger(claims: inOrder(theoryClaims) + objectiveClaims + figures)

  private static let theoryClaims = everyClaim.filter { number(of: $0) != nil }
  private static let objectiveClaims = everyClaim.filter { number(of: $0) == nil }
  private static let everyClaim: [Claim] = [
    theoremOne, corrections, steps, rewards, objectives, policies, paths, clocks, theory, votes, courses,
  ].flatMap(\.self)

  /// The 31 of T31b; nil for a claim outside the theory's numbering.
  private static func number(of claim: Claim) -> Int? {
    claim.id.first == "T" ? Int(claim.id.dropFirst().prefix { $0.isNumber }) : nil
  }

  /// By number, and within a number in the order in which they are written down.
  private static func inOrder(_ claims: [Claim]) -> [Claim] {
    claims.enumerated().sorted {
      (number(of: $0.element) ?? 0, $0.offset) < (number(of: $1.element) ?? 0, $1.offset)
    }.map(\.element)
  }

  private static let theoremOne: [Claim] = [
    Claim(
      id: "T1", title: "optimum of the KL-regularised objective",
      statement:
        "E_q r − β KL(q‖π) = β ln Z − β KL(q‖π*), so that among all distributions π* = π e^(r/β)/Z is its unique maximiser, with value β ln Z.",
      source: "KL-regularised objective", basis: .stated, proof: .holds("T1_gibbs"), check: StepChecks.gibbs,
      expected: Verdicts(proved: .holds, simulated: .holds)),
    Claim(
      id: "T2", title: "odds law",
      statement:
        "Under exact mirror steps with a moving reference and reward 1[answer in M] the odds of M are multiplied by e^(1/β) a step, so that 1 − p_k lies between (1 − p₀) e^(−k/β) and ((1 − p₀)/p₀) e^(−k/β).",
      source: "Theorem 1 and its proof", basis: .stated,
      proof: .holds(
        "T2_odds_law", "T2_closed_form", "T2_error_bounds", "T2_one_step_ratio", "T2_ratio_limit", "T2_limit"),
      check: MirrorChecks.oddsLaw,
      expected: Verdicts(proved: .holds, simulated: .holds)),
    Claim(
      id: "T3", title: "conditional invariance and limit",
      statement:
        "Under the same steps the policy given M and the policy given not M never change, and the limit is the initial policy given M.",
      source: "Theorem 1, limit", basis: .stated,
      proof: .holds("T3_conditional_invariance", "T3_limit_policy", "T2_majority_kept"),
      check: MirrorChecks.conditionalInvariance, expected: Verdicts(proved: .holds, simulated: .holds)),
    Claim(
      id: "T4i", title: "Theorem 1: convergence",
      statement:
        "If the population's majority never changes (A1), its probability rises at every step (A2) and no step exceeds the exact one, then p_k → 1.",
      source: "Theorem 1", basis: .stated,
      correction:
        "Not implied by A1 (population majority) and strict increase. True if η_k ≥ η_min means relative progress (T5), and almost surely true if A1 is about finite samples (T4ii).",
      proof: .refuted("T4i_convergence_not_implied", "T4i_convergence_not_implied_beta1"),
      check: TheoremOneChecks.convergence,
      expected: Verdicts(proved: .refuted, simulated: .refuted)),
    Claim(
      id: "T4ii", title: "Theorem 1: convergence, A1 on samples",
      statement:
        "If A1 is about finite samples, maj_k(Y_k) = maj_0(Y_0) for all k, then p_k → 1 almost surely, even without A2: where p_k stops short of 1, a flip occurs sooner or later.",
      source: "Theorem 1, A1 read literally", basis: .reconstructed, proof: .holds("T4ii_labels_flip"),
      check: TheoremOneChecks.finiteSamples, expected: Verdicts(proved: .holds, simulated: .holds)),
    Claim(
      id: "T4iii", title: "Theorem 1: rate",
      statement: "Under A1, A2 and the ordering p_k → 1 geometrically with rate ρ = e^(−1/β).",
      source: "Theorem 1", basis: .stated,
      correction:
        "False except for exact mirror steps; e^(−1/β) is the fastest contraction that the ordering allows (T7).",
      proof: .refuted("T4iii_rate_false", "T4iii_rate_false_beta1"), check: TheoremOneChecks.rate,
      expected: Verdicts(proved: .refuted, simulated: .refuted)),
    Claim(
      id: "T4iv", title: "Theorem 1: convergence, relative progress",
      statement:
        "If η_k ≥ η_min > 0 means relative progress, p_(k+1) ≥ (1 − η) p_k + η p*_(k+1) with 0 < η ≤ 1, then p_k → 1 geometrically.",
      source: "Theorem 1, A2 as in the appendix", basis: .reconstructed, proof: .holds("T5_convergence"),
      check: TheoremOneChecks.relativeProgress(limitOnly: true),
      expected: Verdicts(proved: .holds, simulated: .holds)),
    Claim(
      id: "T4v", title: "Theorem 1: limit policy",
      statement: "Under A1, A2 and the ordering π_k tends to the initial policy given the majority answer.",
      source: "Theorem 1, limit", basis: .stated,
      correction:
        "True for mirror or mixture steps (T3), not implied otherwise: the hypotheses constrain p_k alone.",
      proof: .refuted("T4v_limit_not_implied"), check: TheoremOneChecks.limitPolicy,
      expected: Verdicts(proved: .refuted, simulated: .refuted)),
  ]

  private static let corrections: [Claim] = [
    Claim(
      id: "T5", title: "Theorem 1 corrected",
      statement:
        "With relative progress 0 < η ≤ 1 the error obeys 1 − p_k ≤ (1 − η c₀)^k (1 − p₀), c₀ = p₀(e^(1/β) − 1)/(1 + p₀(e^(1/β) − 1)); with equality its asymptotic ratio is 1 − η(1 − e^(−1/β)).",
      source: "correction of Theorem 1", basis: .reconstructed,
      proof: .holds("T5_convergence", "T5_asymptotic_ratio"),
      check: TheoremOneChecks.relativeProgress(limitOnly: false),
      expected: Verdicts(proved: .holds, simulated: .holds)),
    Claim(
      id: "T7", title: "never faster than an exact step",
      statement:
        "If no step exceeds the exact one, then 1 − p_k ≥ (1 − p₀)/(1 − p₀ + p₀ e^(k/β)): ρ = e^(−1/β) is the fastest contraction, not the rate.",
      source: "ordering in the proof of Theorem 1", basis: .reconstructed, proof: .holds("T7_never_faster"),
      check: MirrorChecks.neverFaster, expected: Verdicts(proved: .holds, simulated: .holds)),
    Claim(
      id: "T8", title: "fixed reference: a one-shot tilt",
      statement:
        "With the reference fixed at the start and a stable majority, p_k = p₀e^(1/β)/(p₀e^(1/β) + 1 − p₀) < 1 for every k ≥ 1: majority voting does not converge to 1.",
      source: "objective with a fixed π_ref", basis: .reconstructed, proof: .holds("T8_fixed_reference"),
      check: MirrorChecks.fixedReference, expected: Verdicts(proved: .holds, simulated: .holds)),
    Claim(
      id: "T8b", title: "proximal and reference term: a plateau",
      statement:
        "With both a proximal term γ and a reference term β the log-odds are L_ref + (1 − (γ/(β+γ))^k)/β, with the plateau L_ref + 1/β.",
      source: "KL ablation", basis: .reconstructed, proof: .holds("T8b_plateau", "T8b_optimum"),
      check: MirrorChecks.plateau,
      expected: Verdicts(proved: .holds, simulated: .holds)),
  ]

  private static let steps: [Claim] = [
    Claim(
      id: "T13", title: "policy gradient keeps the rewards' order",
      statement: "Under a softmax policy gradient r(y) > r(y') implies that π(y)/π(y') does not fall.",
      source: "App. A.4, assumption of the general convergence result", basis: .stated,
      correction:
        "True for mirror steps; under policy gradient only the mode is sure to gain, and only if rewards rise with probabilities (T13b).",
      proof: .refuted("T13_assumption_false", "T13_rising_rewards_false"), check: StepChecks.gradientOrder,
      expected: Verdicts(proved: .refuted, simulated: .refuted)),
    Claim(
      id: "T13b", title: "policy gradient: the mode gains",
      statement:
        "If rewards rise with probabilities, the mode's logit moves at least as fast as every other under a softmax policy gradient.",
      source: "correction of App. A.4", basis: .reconstructed,
      proof: .holds("T13_mode_gains", "T13_mode_kept"),
      check: StepChecks.modeGains,
      expected: Verdicts(proved: .holds, simulated: .holds)),
    Claim(
      id: "T18", title: "a lasting reward gap wins",
      statement: "If r_k(m) − r_k(j) ≥ g at every exact step, then π_k(j)/π_k(m) ≤ (π₀(j)/π₀(m)) e^(−kg/β).",
      source: "correction of App. A.4", basis: .reconstructed, proof: .holds("T18_gap_ratio"),
      check: StepChecks.gap,
      expected: Verdicts(proved: .holds, simulated: .holds)),
    Claim(
      id: "T20", title: "every intrinsic reward sharpens",
      statement:
        "A reward still sharpens where it is the same for all answers of a problem, as token-level entropy and self-certainty are in one-step problems.",
      source: "abstract; Table 1", basis: .reconstructed,
      correction:
        "Its update is zero, so \"all intrinsic rewards sharpen\" is false of token entropy and self-certainty in one-step problems.",
      proof: .refuted("T20_constant_reward"), check: StepChecks.oneStep,
      expected: Verdicts(proved: .refuted, simulated: .refuted)),
    Claim(
      id: "T37", title: "calibration: no fall",
      statement:
        "Along exact steps Cov(correctness, reward) ≥ 0, and the accuracy never falls, when correctness rises with the reward, as it does for calibrated and power-aligned models under rewards that rise with π.",
      source: "alignment of confidence and correctness", basis: .reconstructed,
      proof: .holds("T37_covariance", "T37_never_falls", "T37_never_rises", "T37_calibrated"),
      check: StepChecks.calibration, expected: Verdicts(proved: .holds, simulated: .holds)),
  ]

  private static let votes: [Claim] = [
    Claim(
      id: "T28", title: "majority-voting reward, small votes",
      statement:
        "E[reward | a], the chance that a wins given that one of the rollouts, drawn at random, answered a, is 1 for N = 1 and (1 + π(a))/2 for N = 2.",
      source: "Table 2, majority voting", basis: .reconstructed,
      proof: .holds("T28_one_vote", "T28_two_votes", "T28_small_votes"),
      check: VoteChecks.smallVotes, expected: Verdicts(proved: .holds, simulated: .holds)),
    Claim(
      id: "T28b", title: "majority-voting reward, any vote",
      statement:
        "For every N ≥ 2 E[reward | a] rises strictly with π(a); as N grows it tends to 1 on the mode and 0 elsewhere.",
      source: "Table 2, majority voting", basis: .reconstructed,
      proof: .holds("T28_increasing", "T28_limit"), check: VoteChecks.expectedReward,
      expected: Verdicts(proved: .holds, simulated: .holds)),
    Claim(
      id: "T28c", title: "the logged majority-voting reward",
      statement: "The mean of E[reward | a] under π is E[most votes]/N.",
      source: "Table 2, majority voting", basis: .reconstructed, proof: .holds("T28_logged_reward"),
      check: VoteChecks.expectedReward, expected: Verdicts(proved: .holds, simulated: .holds)),
    Claim(
      id: "T29", title: "the vote keeps the order in expectation",
      statement: "π(a) > π(b) implies P(a wins) > P(b wins), for every number of votes N.",
      source: "A1", basis: .reconstructed, proof: .holds("T29_order_kept"), check: VoteChecks.order,
      expected: Verdicts(proved: .holds, simulated: .holds)),
    Claim(
      id: "T30", title: "majority stability, quantified",
      statement: "P(the winner is not the mode) ≤ Σ_j (1 − (√p₁ − √p_j)²)^N.",
      source: "A1 and its validation at N = 8 and 1024", basis: .reconstructed,
      proof: .holds("T30_bound", "T30_enough_votes"), check: VoteChecks.flipBound,
      expected: Verdicts(proved: .holds, simulated: .holds)),
  ]

  private static let courses: [Claim] = [
    Claim(
      id: "T33", title: "one problem: no rise, then fall",
      statement:
        "Under A1 and an infinite vote one problem's accuracy is monotone, with the sign of 1[majority right] − (correct share of what is outside the majority).",
      source: "Fig. 4, per problem", basis: .reconstructed, proof: .holds("T33_monotone"),
      check: CourseChecks.monotone,
      expected: Verdicts(proved: .holds, simulated: .holds)),
    Claim(
      id: "T35", title: "population: rise, then fall",
      statement:
        "With V = A'(0) and M = lim e^t A'(t), both read off the initial votes: V > 0 > M gives a rise and an eventual fall, V < 0 < M the reverse; when low-margin majorities are the wrong ones, the two signs decide the whole course.",
      source: "Fig. 2, rise, then fall", basis: .reconstructed,
      proof: .holds("T35_steps", "T35_moments", "T35_shape"), check: CourseChecks.shape,
      expected: Verdicts(proved: .holds, simulated: .holds)),
    Claim(
      id: "T35b", title: "rise, then fall, under exact steps",
      statement:
        "e^(k/β) (A(k) − label accuracy) → −M; and if wrong majorities have the lower margins, A(0) < A(1) and M < 0, then A has a peak above the label accuracy, rises before it and never after.",
      source: "Fig. 2, rise, then fall", basis: .reconstructed,
      proof: .holds("T35_gap", "T35_never_rises_again", "T35_rise_then_fall"), check: CourseChecks.peak,
      expected: Verdicts(proved: .holds, simulated: .holds)),
    Claim(
      id: "T38", title: "ceiling and pass@k crossover",
      statement:
        "Independent sharpening by infinite votes ends at maj@∞ of the base model, for every k of pass@k; the base model's pass@k overtakes it at one finite k if A(0) < maj@∞ < the share of solvable problems.",
      source: "Table 9 and pass@k", basis: .reconstructed, proof: .holds("T38_ceiling", "T38_crossover"),
      check: CourseChecks.ceiling, expected: Verdicts(proved: .holds, simulated: .holds)),
    Claim(
      id: "T39", title: "reward accuracy identity",
      statement:
        "With one correct answer a problem's reward accuracy is 1 if its label is right and 1 − f_m − f_c if not, exactly, for every N, and so at least the label accuracy. With a correct set C it is 1 − (f_C − f_m) or 1 − f_m − f_C, which can be less.",
      source: "reward accuracy (metrics), the authors' code", basis: .reconstructed,
      proof: .holds("T39_reward_accuracy_identity", "T39_at_least_label_accuracy", "T39_correct_set"),
      check: RewardAccuracyChecks.identity,
      expected: Verdicts(proved: .holds, simulated: .holds)),
    Claim(
      id: "T40", title: "no collapse under A1",
      statement:
        "Under exact steps on a stable majority (A1), with expected votes and one correct answer a problem, reward accuracy falls to the initial label accuracy and never below: it is below τ at some step exactly if fewer than τ of the initial majorities are right.",
      source: "Model Collapse Step, against Theorem 1", basis: .reconstructed,
      proof: .holds("T40_decreases_to_label_accuracy", "T40_no_collapse", "T40_collapse_step"),
      check: RewardAccuracyChecks.noCollapse,
      expected: Verdicts(proved: .holds, simulated: .holds)),
    Claim(
      id: "T41", title: "the collapse step needs no labels",
      statement:
        "Reward accuracy, and with it the Model Collapse Step, is known from the policies without ground-truth labels.",
      source: "Table 3 (cost of the Model Collapse Step)", basis: .stated,
      correction:
        "It is a function of the policies and the labels: equal policies with permuted labels have different collapse steps. A label-free surrogate (majority ratio → 1 with answer diversity → 0) is another quantity.",
      proof: .refuted("T41_not_a_functional_of_the_policy"), check: RewardAccuracyChecks.labelFree,
      expected: Verdicts(proved: .refuted, simulated: .refuted)),
  ]
}
