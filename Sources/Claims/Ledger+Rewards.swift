extension Ledger {
  /// What rewards say of a policy, and where they lead it.
  static let rewards: [Claim] = [
    Claim(
      id: "T17", title: "every intrinsic reward leads to the majority",
      statement: "Every intrinsic reward leads a policy to the initial majority answer.",
      source: "thesis; optimal policies of App. A.5", basis: .stated,
      correction:
        "A trajectory's own probability as reward leads to the likeliest trajectory, whose answer need not be the majority, already at equal lengths.",
      proof: .refuted("T17_mode_not_majority"), check: RewardChecks.modeAgainstMajority,
      expected: Verdicts(proved: .refuted, simulated: .refuted)),
    Claim(
      id: "T19a", title: "Prop. 1: probability and summed log-probability",
      statement: "r = ψ(log π(y)) with ψ strictly increasing: π(a) > π(b) implies r(a) > r(b).",
      source: "Proposition 1", basis: .stated, proof: .holds("T19_likelihood"),
      check: RewardChecks.likelihood,
      expected: Verdicts(proved: .holds, simulated: .holds)),
    Claim(
      id: "T19b", title: "Prop. 1: trajectory-level entropy, normalised",
      statement: "r = (1/|y|) log π(y): π(a) > π(b) implies r(a) > r(b).",
      source: "Proposition 1; Table 1", basis: .stated,
      correction: "False across lengths; true within one length.",
      proof: .refuted("T19b_length_normalised_false"), check: RewardChecks.lengthNormalised,
      expected: Verdicts(proved: .refuted, simulated: .refuted)),
    Claim(
      id: "T19f", title: "Prop. 1: normalised, within one length",
      statement: "r = (1/|y|) log π(y): among trajectories of one length π(a) > π(b) implies r(a) > r(b).",
      source: "correction of Proposition 1", basis: .reconstructed, proof: .holds("T19b_one_length"),
      check: RewardChecks.oneLength, expected: Verdicts(proved: .holds, simulated: .holds)),
    Claim(
      id: "T19c", title: "Prop. 1: token-level entropy",
      statement: "r = −(1/|y|) Σ H(π_t): π(a) > π(b) implies r(a) > r(b).",
      source: "Proposition 1; Table 1", basis: .stated,
      correction:
        "False at equal length: a likely branch may end in a coin toss, an unlikely one in certainty.",
      proof: .refuted("T19c_token_entropy_false"), check: RewardChecks.tokenEntropy,
      expected: Verdicts(proved: .refuted, simulated: .refuted)),
    Claim(
      id: "T19d", title: "Prop. 1: majority voting, trajectories",
      statement: "r = 1[ans(y) is the majority]: for trajectories π(y) > π(y') implies r(y) ≥ r(y').",
      source: "Proposition 1; Table 2", basis: .stated,
      correction: "True of answers (T19e), false of trajectories.",
      proof: .refuted("T19d_trajectory_vote_false"), check: RewardChecks.trajectoryVote,
      expected: Verdicts(proved: .refuted, simulated: .refuted)),
    Claim(
      id: "T19e", title: "Prop. 1: majority voting, answers",
      statement:
        "For answers and an infinite vote π(a) > π(b) implies r(a) ≥ r(b), and no more: losers all get 0.",
      source: "Proposition 1; Table 2", basis: .reconstructed,
      proof: .holds("T19e_vote_weak", "T19e_vote_not_strict"), check: RewardChecks.answerVote,
      expected: Verdicts(proved: .holds, simulated: .holds)),
    Claim(
      id: "T22", title: "self-certainty falls with entropy",
      statement: "KL(U‖π) is larger where H(π) is smaller, so that self-certainty rewards low entropy.",
      source: "Table 1, σ = +1", basis: .reconstructed,
      correction: "False from three tokens on: it rewards killing tail tokens, even at higher entropy.",
      proof: .refuted("T22_certainty_not_entropy"), check: RewardChecks.certaintyAgainstEntropy,
      expected: Verdicts(proved: .refuted, simulated: .refuted)),
    Claim(
      id: "T24", title: "the unified reward is intrinsic",
      statement:
        "What is of the form ψ(σ H(q, π)) depends on the model's confidence and not on ground truth.",
      source: "unified reward", basis: .reconstructed,
      correction:
        "With anchors free to depend on y every reward within [min π, max π] is of that form, ground truth included: no theorem on the whole family can imply sharpening.",
      proof: .refuted("T24_any_reward", "T24_ground_truth", "T24_bounded_reward"),
      check: RewardChecks.unifiedFamily,
      expected: Verdicts(proved: .refuted, simulated: .refuted)),
    Claim(
      id: "T48", title: "best of N",
      statement: "The likeliest of N samples is the mode with probability 1 − (1 − p)^N.",
      source: "sharpening by best-of-N (arXiv 2412.01951)", basis: .stated,
      proof: .holds("T48_best_of", "T48_enough_draws"),
      check: RewardChecks.bestOf, expected: Verdicts(proved: .holds, simulated: .holds)),
    Claim(
      id: "T49", title: "KL-regularised RL cannot raise entropy",
      statement: "The optimum of E r − β KL(·‖q) has entropy H(q) − KL or less, hence at most H(q).",
      source: "arXiv 2507.14843, Theorem C.6(a)", basis: .stated,
      correction: "Guaranteed for uniform q or a reward that rises with q (T26); otherwise entropy can rise.",
      proof: .refuted("T49_entropy_rises"), check: RewardChecks.entropyBound,
      expected: Verdicts(proved: .refuted, simulated: .refuted)),
  ]

  /// Whole paths of policies.
  static let paths: [Claim] = [
    Claim(
      id: "T6", title: "exact criterion of convergence",
      statement:
        "If p_(k+1) = p_k + η_k (p*_(k+1) − p_k) with η_k in [0, 1], then p_k → 1 exactly if Σ η_k = ∞.",
      source: "correction of Theorem 1", basis: .reconstructed, proof: .holds("T6_criterion"),
      check: PathChecks.progressCriterion, expected: Verdicts(proved: .holds, simulated: .holds)),
    Claim(
      id: "T9", title: "endogenous majority objective",
      statement:
        "sup over π of max π − β KL(π‖π_ref) is β ln(1 + p₁(e^(1/β) − 1)), attained by the tilt towards the mode alone.",
      source: "majority objective with a fixed reference", basis: .reconstructed,
      proof: .holds("T9_endogenous_majority"),
      check: PathChecks.endogenous, expected: Verdicts(proved: .holds, simulated: .holds)),
    Claim(
      id: "T14", title: "log-probability reward, moving reference",
      statement:
        "With r = log π and a moving reference π_k ∝ π₀^((1+1/β)^k), which tends to the uniform law on the modes.",
      source: "App. A.5, trajectory-level entropy", basis: .reconstructed,
      proof: .holds("T14_closed_form", "T14_limit"),
      check: PathChecks.power, expected: Verdicts(proved: .holds, simulated: .holds)),
    Claim(
      id: "T15", title: "log-probability reward, fixed reference",
      statement:
        "With r = log π_k and a fixed reference π_k ∝ π_ref^(Σ β^(−j)): for β > 1 it stops at π_ref^(β/(β−1)), for β ≤ 1 it goes to the modes.",
      source: "App. A.5, trajectory-level entropy", basis: .reconstructed,
      proof: .holds("T15_closed_form", "T15_above_one", "T15_at_most_one"), check: PathChecks.phaseTransition,
      expected: Verdicts(proved: .holds, simulated: .holds)),
    Claim(
      id: "T21", title: "token entropy and self-certainty on trees",
      statement:
        "In a tree of two steps token entropy and self-certainty leave the last layer as it is and lead to the branch whose last layer is best, whatever its prior: what they sharpen is not the initial preference.",
      source: "abstract; Table 1, σ = ±1", basis: .reconstructed,
      proof: .holds("T21_closed_form", "T21_limit", "T21_prior_irrelevant"), check: PathChecks.tree,
      expected: Verdicts(proved: .holds, simulated: .holds)),
    Claim(
      id: "T26", title: "entropy falls",
      statement: "A mirror step whose reward rises with the policy does not raise its entropy.",
      source: "actor entropy, Fig. 2", basis: .reconstructed, proof: .holds("T26_entropy_falls"),
      check: PathChecks.entropyFalls, expected: Verdicts(proved: .holds, simulated: .holds)),
  ]
}
