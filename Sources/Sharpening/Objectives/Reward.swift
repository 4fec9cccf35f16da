/// What a rollout is paid: one definition for simulator and trainer.
///
/// Rewards are constants to the update: no gradient flows through them. There are two ways to evaluate one, on the
/// rollouts of one problem (`rewards(of:using:)`) and in exact expectation under a policy
/// (`expectedRewards(under:rollouts:)`). A reward that is not defined on what it is given is refused with the reason.
/// In JSON a reward is an object with the key `name` and its parameters beside it, for example
/// `{"name": "majority_voting", "threshold": 0.5}`; absent parameters have their defaults.
/// Paper: Tables 1 and 2, unified reward. Claim: T16a, T24, T28.
public enum Reward: Sendable, Hashable {
  /// The label of a vote (TTRL, SRT, ETTRL, SeRL, SQLM, R-Zero; Co-Reward and RLCCF by the rule's options).
  case majorityVoting(VoteRule = VoteRule())
  /// |C(y)|/N, the share of the group in the rollout's cluster (EMPO).
  case clusters(SemanticClusters = SemanticClusters())
  /// Agreement of intermediate answers with the final one, minus `weight` times their volatility (CoVo, linear form).
  ///
  /// With a_1 … a_T the answers that the model would give after each step of the reasoning and a the final one:
  /// (1/T) Σ 1[a_t = a] − weight · (1/T) max{t : a_t ≠ a}. 0 for T = 0. An unparsed answer agrees with nothing.
  case consistencyVolatility(weight: Double = 1)
  /// (1/|y|) Σ_t H(U, π_t), which is the mean of KL(U‖π_t) plus the constant ln|V| (RLIF, Intuitor).
  case selfCertainty
  /// −(1/|y|) Σ_t H(π_t) (EM-RL, RENT).
  case tokenLevelEntropy
  /// Σ_t log π(y_t), divided by |y| if `perToken` (EM-RL; the authors' code divides).
  case trajectoryLevelEntropy(perToken: Bool = true)
  /// π(y) (RLSC); it underflows to 0 below 10⁻³⁰⁸.
  case probability
  /// The mean over answer tokens of the top probability minus the second (RLSF).
  case probabilityDisparity
  /// 1[y is correct].
  case groundTruth
  /// A verifier that accepts correct and wrong answers at given rates.
  case verifier(AcceptanceRates)
  /// The model's own check of its answers, described by the rates at which it accepts.
  case selfVerify(AcceptanceRates)
  /// 1 with a probability that does not depend on the rollout, else 0.
  case random(probability: Double = 0.5)
  /// The paper's formula ψ((σ/|I|) Σ H(q_i, π^i)).
  case unified(UnifiedReward)

  /// The names that configuration and catalogue use; where the authors' code has a name, it is theirs.
  public enum Name: String, CaseIterable, Codable, Sendable {
    /// Majority voting and its variants.
    case majorityVoting = "majority_voting"
    /// Semantic clusters.
    case clusters = "semantic_clusters"
    /// Consistency and volatility.
    case consistencyVolatility = "consistency_volatility"
    /// Self-certainty.
    case selfCertainty = "self_certainty"
    /// Token-level entropy.
    case tokenLevelEntropy = "token_level_entropy"
    /// Trajectory-level entropy.
    case trajectoryLevelEntropy = "trajectory_level_entropy"
    /// Probability.
    case probability
    /// Probability disparity.
    case probabilityDisparity = "probability_disparity"
    /// The oracle.
    case groundTruth = "ground_truth"
    /// A verifier.
    case verifier
    /// Self-verification.
    case selfVerify = "self_verify"
    /// Noise.
    case random
    /// The unified formula.
    case unified
  }

  /// The reward's name.
  public var name: Name {
    switch self {
    case .majorityVoting: .majorityVoting
    case .clusters: .clusters
    case .consistencyVolatility: .consistencyVolatility
    case .selfCertainty: .selfCertainty
    case .tokenLevelEntropy: .tokenLevelEntropy
    case .trajectoryLevelEntropy: .trajectoryLevelEntropy
    case .probability: .probability
    case .probabilityDisparity: .probabilityDisparity
    case .groundTruth: .groundTruth
    case .verifier: .verifier
    case .selfVerify: .selfVerify
    case .random: .random
    case .unified: .unified
    }
  }

  /// Whether a rollout's reward depends on the group's other rollouts.
  public var dependsOnGroup: Bool {
    switch self {
    case .majorityVoting(let rule): rule.voters != .rephrased
    case .clusters: true
    case .unified(let unified): unified.dependsOnGroup
    default: false
    }
  }

  /// Whether a rollout's reward is drawn: 1 with some probability, else 0.
  public var isRandom: Bool {
    switch self {
    case .verifier, .selfVerify, .random: true
    default: false
    }
  }

  /// What is wrong with the parameters, in one sentence, or nil.
  public var problem: String? {
    switch self {
    case .majorityVoting(let rule): return rule.problem
    case .clusters(let clusters): return clusters.problem
    case .consistencyVolatility(let weight):
      return weight.isFinite ? nil : "weight is \(weight), but must be finite"
    case .verifier(let rates), .selfVerify(let rates): return rates.problem
    case .random(let probability):
      return probability >= 0 && probability <= 1
        ? nil : "probability is \(probability), but must lie in [0, 1]"
    case .unified(let unified): return unified.problem
    default: return nil
    }
  }
}

/// How often a verifier accepts an answer.
///
/// Claim: T45.
public struct AcceptanceRates: Codable, Sendable, Hashable {
  /// P(accepted | correct), in [0, 1].
  public var truePositive: Double
  /// P(accepted | wrong), in [0, 1]: a single rate, or one an answer of the problem, those of correct answers unused.
  public var falsePositive: [Double]

  /// One rate for all wrong answers.
  public init(truePositive: Double, falsePositive: Double) {
    self.init(truePositive: truePositive, falsePositives: [falsePositive])
  }

  /// A rate for each answer.
  ///
  /// - Parameter falsePositives: one, or as many as the problem has answers.
  public init(truePositive: Double, falsePositives: [Double]) {
    self.truePositive = truePositive
    falsePositive = falsePositives
  }

  /// What is wrong with the values, in one sentence, or nil.
  public var problem: String? {
    if falsePositive.isEmpty { return "false_positive is empty, but needs one rate, or one an answer" }
    let isRate = ([truePositive] + falsePositive).allSatisfy { $0 >= 0 && $0 <= 1 }
    return isRate ? nil : "a rate of acceptance lies outside [0, 1]"
  }

  enum CodingKeys: String, CodingKey, CaseIterable {
    case truePositive = "true_positive"
    case falsePositive = "false_positive"
  }

  /// Reads the rates; both are needed, the second as one number or as a list.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(knowing: CodingKeys.self, besides: Reward.sharedKeys)
    truePositive = try container.decode(Double.self, forKey: .truePositive)
    if let rate = try? container.decode(Double.self, forKey: .falsePositive) {
      falsePositive = [rate]
    } else {
      falsePositive = try container.decode([Double].self, forKey: .falsePositive)
    }
  }
}

/// Which answers mean the same, and between which entropies a group is trained on.
///
/// Paper: Table 2, EMPO.
public struct SemanticClusters: Codable, Sendable, Hashable {
  /// The cluster of each answer of the problem; nil: every answer is its own.
  public var map: [Int]?
  /// In nats: a group whose entropy over clusters (an unparsed rollout being one more) is not above it gets 0 throughout.
  public var lowestEntropy: Double?
  /// In nats: a group whose entropy is not below it gets 0 throughout.
  public var highestEntropy: Double?

  /// Makes the clusters; without arguments every answer is its own and every group counts.
  public init(map: [Int]? = nil, lowestEntropy: Double? = nil, highestEntropy: Double? = nil) {
    self.map = map
    self.lowestEntropy = lowestEntropy
    self.highestEntropy = highestEntropy
  }

  /// What is wrong with the values, in one sentence, or nil.
  public var problem: String? {
    if map?.contains(where: { $0 < 0 }) ?? false { return "a cluster has a negative number" }
    if let low = lowestEntropy, let high = highestEntropy, !(low < high) {
      return "lowest_entropy \(low) and highest_entropy \(high) leave no group"
    }
    return nil
  }

  enum CodingKeys: String, CodingKey, CaseIterable {
    case map
    case lowestEntropy = "lowest_entropy"
    case highestEntropy = "highest_entropy"
  }

  /// Reads the clusters; an absent key has its default.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(knowing: CodingKeys.self, besides: Reward.sharedKeys)
    map = try container.decodeIfPresent([Int].self, forKey: .map)
    lowestEntropy = try container.decodeIfPresent(Double.self, forKey: .lowestEntropy)
    highestEntropy = try container.decodeIfPresent(Double.self, forKey: .highestEntropy)
  }
}
