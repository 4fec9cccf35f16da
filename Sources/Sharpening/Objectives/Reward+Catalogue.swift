extension Reward {
  /// One row of the catalogue: who uses a reward, what it is, and whether the unified formula covers it.
  public struct Entry: Sendable, Equatable {
    /// Whether a reward is ψ((σ/|I|) Σ H(q_i, π^i)), or the same without 1/|I|, with a ψ and a rule for q that depend neither
    /// on the policy nor on the rollout.
    public enum Fit: Sendable, Equatable {
      /// With these coordinates.
      case fits(UnifiedReward)
      /// Only with a ψ that depends on |I|, as given.
      case linkDependsOnLength(String)
      /// Not at all, for the reason given.
      case outside(String)
    }

    /// The reward with the options that the row is about.
    public let reward: Reward
    /// Papers that use it, by the names of their methods.
    public let methods: [String]
    /// The formula.
    public let formula: String
    /// The fit where the sum is divided by |I|.
    public let normalised: Fit
    /// The fit where it is not.
    public let summed: Fit
  }

  /// Every reward of the paper's Tables 1 and 2, and the controls.
  ///
  /// Neither reading of 1/|I| covers all rows of Table 1 with one ψ: divided, `probability` needs ψ(z) = e^(|I| z); not
  /// divided, the averages need ψ(z) = z/|I|. Probability disparity fits neither, as a cross-entropy does not tell the
  /// second-best token.
  /// Paper: Tables 1 and 2, App. A.3. Claim: T24b.
  public static let catalogue: [Entry] = certainty + ensemble + controls

  private static let certainty: [Entry] = [
    averaged(
      .selfCertainty, ["RLIF", "Intuitor"], "(1/|y|) Σ_t H(U, π_t)",
      UnifiedReward(link: .identity, sign: .plus, granularity: .tokens, anchor: .uniform)),
    averaged(
      .tokenLevelEntropy, ["EM-RL", "RENT"], "−(1/|y|) Σ_t H(π_t)",
      UnifiedReward(link: .identity, sign: .minus, granularity: .tokens, anchor: .model)),
    averaged(
      .trajectoryLevelEntropy(perToken: true), ["EM-RL"], "(1/|y|) Σ_t log π(y_t)",
      UnifiedReward(link: .identity, sign: .minus, granularity: .tokens, anchor: .sampled)),
    Entry(
      reward: .trajectoryLevelEntropy(perToken: false), methods: ["EM-RL, not divided by |y|"],
      formula: "Σ_t log π(y_t)", normalised: .linkDependsOnLength("ψ(z) = |I| z"),
      summed: .fits(
        UnifiedReward(
          link: .identity, sign: .minus, granularity: .tokens, anchor: .sampled, isNormalised: false))),
    Entry(
      reward: .probability, methods: ["RLSC"], formula: "Π_t π(y_t)",
      normalised: .linkDependsOnLength("ψ(z) = exp(|I| z)"),
      summed: .fits(
        UnifiedReward(link: .exp, sign: .minus, granularity: .tokens, anchor: .sampled, isNormalised: false))),
    outside(
      .probabilityDisparity, ["RLSF"], "mean over answer tokens of the top probability minus the second",
      "a cross-entropy with a fixed anchor does not tell the second-best token"),
  ]

  private static let ensemble: [Entry] = [
    answer(
      .majorityVoting(), ["TTRL", "SRT", "ETTRL", "SeRL", "SQLM", "R-Zero"], "1[ans(y) = plurality answer]",
      UnifiedReward(link: .exp, sign: .minus, granularity: .answer, anchor: .majority)),
    answer(
      .majorityVoting(VoteRule(value: .share)), ["SRT, soft vote"], "n(ans(y))/N",
      UnifiedReward(link: .exp, sign: .minus, granularity: .answerFrequencies, anchor: .sampled)),
    outside(
      .majorityVoting(VoteRule(threshold: 0.5)), ["SRT, thresholded"],
      "1[ans(y) = plurality answer] 1[n/N ≥ τ]",
      "whether there is a label depends on a share that the point masses do not hold"),
    outside(
      .majorityVoting(VoteRule(voters: .rephrased)), ["Co-Reward"],
      "1[ans(y) = plurality answer of a paraphrase]", "the anchor is another group's majority"),
    outside(
      .majorityVoting(VoteRule(weights: .modelConsistency)), ["RLCCF"],
      "1[ans(y) = answer with the most votes, weighted by each model's consistency]",
      "the anchor is several models' weighted majority"),
    outside(
      .consistencyVolatility(), ["CoVo"], "consistency minus volatility of intermediate answers",
      "it looks at answers that the reasoning passes through"),
    answer(
      .clusters(), ["EMPO"], "|C(y)|/N",
      UnifiedReward(link: .exp, sign: .minus, granularity: .answerFrequencies, anchor: .sampled)),
  ]

  private static let controls: [Entry] = [
    answer(
      .groundTruth, ["oracle"], "1[ans(y) is correct]",
      UnifiedReward(link: .exp, sign: .minus, granularity: .answer, anchor: .truth)),
    outside(
      .verifier(AcceptanceRates(truePositive: 0.9, falsePositive: 0.1)), ["verifier"],
      "1 at a rate that depends on correctness", "it is drawn"),
    outside(
      .selfVerify(AcceptanceRates(truePositive: 0.9, falsePositive: 0.1)), ["self-verification"],
      "1 if the model accepts its own answer", "it is drawn"),
    outside(.random(), ["spurious rewards"], "1 with a fixed probability", "it is drawn"),
  ]

  private static func averaged(
    _ reward: Reward, _ methods: [String], _ formula: String, _ unified: UnifiedReward
  ) -> Entry {
    Entry(
      reward: reward, methods: methods, formula: formula, normalised: .fits(unified),
      summed: .linkDependsOnLength("ψ(z) = z/|I|"))
  }

  /// A row with |I| = 1, which both readings cover alike.
  private static func answer(
    _ reward: Reward, _ methods: [String], _ formula: String, _ unified: UnifiedReward
  ) -> Entry {
    var summed = unified
    summed.isNormalised = false
    return Entry(
      reward: reward, methods: methods, formula: formula, normalised: .fits(unified), summed: .fits(summed))
  }

  private static func outside(
    _ reward: Reward, _ methods: [String], _ formula: String, _ reason: String
  ) -> Entry {
    Entry(
      reward: reward, methods: methods, formula: formula, normalised: .outside(reason),
      summed: .outside(reason))
  }
}
