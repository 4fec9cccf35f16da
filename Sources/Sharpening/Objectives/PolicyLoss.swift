internal import Foundation

/// The surrogate loss of policy gradient: clip, ratio, aggregation and entropy bonus.
///
/// With x_t = log π(y_t) − log π_old(y_t), ρ the ratio and A the rollout's advantage a token's loss is
///
///     max(−ρ A, −clip(ρ, 1 − low, 1 + high) A),    for A < 0 at most −bound·A (dual clip),
///
/// and the whole loss is Σ_i w_i Σ_t loss_(i,t), with w_i of the aggregation. It is minimised.
/// Paper: Table 7. Source: PPO (arXiv 1707.06347), dual clip (1912.09729), DAPO (2503.14476), GSPO (2507.18071),
/// Dr. GRPO (2503.20783).
public struct PolicyLoss: Codable, Sendable, Hashable {
  /// What ρ is.
  public enum Ratio: String, CaseIterable, Codable, Sendable {
    /// There is none: the loss of a token is −A log π(y_t) (REINFORCE), and nothing can be clipped.
    case none
    /// e^(x_t), one a token.
    case token
    /// e^((1/|y|) Σ x_t), one a rollout (GSPO).
    case sequence
  }

  /// The w_i, for B rollouts of lengths |y_i|.
  public enum Aggregation: String, CaseIterable, Codable, Sendable {
    /// 1/Σ|y_j|: every token of the batch weighs the same (verl's default, DAPO).
    case tokenMean = "token-mean"
    /// 1/B: a rollout weighs by its length.
    case sequenceMeanTokenSum = "seq-mean-token-sum"
    /// 1/(B |y_i|): every rollout weighs the same (GRPO as published).
    case sequenceMeanTokenMean = "seq-mean-token-mean"
    /// 1/(B · `normaliser`): a rollout weighs by its length, on a scale that no batch changes (Dr. GRPO).
    ///
    /// verl's option of this name leaves out 1/B and TRL's does not; this is TRL's.
    case sequenceMeanTokenSumNorm = "seq-mean-token-sum-norm"
  }

  /// The lower and upper distance from 1 beyond which a ratio earns nothing more; nil leaves that side open.
  public struct Clip: Codable, Sendable, Hashable {
    /// Below: ρ < 1 − `low` is clipped where A < 0.
    public var low: Double?
    /// Above: ρ > 1 + `high` is clipped where A > 0.
    public var high: Double?
    /// The dual clip, > 1: where A < 0 a token's loss is at most −bound·A.
    public var bound: Double?

    /// Makes a clip; without arguments nothing is clipped.
    public init(low: Double? = nil, high: Double? = nil, bound: Double? = nil) {
      self.low = low
      self.high = high
      self.bound = bound
    }

    /// No clip.
    public static let none = Clip()
    /// The same distance on both sides.
    public static func symmetric(_ epsilon: Double, bound: Double? = nil) -> Clip {
      Clip(low: epsilon, high: epsilon, bound: bound)
    }
  }

  /// What ρ is.
  public var ratio = Ratio.token
  /// The clip; verl's 0.2 on both sides with the bound 3.
  public var clip = Clip.symmetric(0.2, bound: 3)
  /// The weights of rollouts.
  public var aggregation = Aggregation.tokenMean
  /// The length by which `sequenceMeanTokenSumNorm` divides, > 0.
  public var normaliser = 1.0
  /// c ≥ 0: c times the aggregated token entropy is subtracted from the loss.
  public var entropyBonus = 0.0

  /// verl's defaults.
  public init() {}

  /// A loss with some of verl's defaults replaced.
  public init(
    ratio: Ratio = .token, clip: Clip = .symmetric(0.2, bound: 3), aggregation: Aggregation = .tokenMean,
    normaliser: Double = 1, entropyBonus: Double = 0
  ) {
    self.ratio = ratio
    self.clip = clip
    self.aggregation = aggregation
    self.normaliser = normaliser
    self.entropyBonus = entropyBonus
  }

  /// The loss −A log π(y), averaged over rollouts.
  public static let reinforce = PolicyLoss(ratio: .none, clip: .none, aggregation: .sequenceMeanTokenSum)

  /// Log-ratios are held in ±20, beyond which the derivative is 0, as in verl: e^20 is far outside every clip.
  static let logRatioLimit = 20.0

  /// What is wrong with the values, in one sentence, or nil.
  public var problem: String? {
    if ratio == .none && clip != .none {
      return "ratio none and a clip do not go together; without a ratio there is nothing to clip"
    }
    if let low = clip.low, !(low >= 0) { return "clip low is \(low), but must be at least 0" }
    if let high = clip.high, !(high >= 0) { return "clip high is \(high), but must be at least 0" }
    if let bound = clip.bound, !(bound > 1) { return "clip bound is \(bound), but must exceed 1" }
    if !(normaliser > 0 && normaliser.isFinite) {
      return "normaliser is \(normaliser), but must be positive and finite"
    }
    if !(entropyBonus >= 0 && entropyBonus.isFinite) {
      return "entropy_bonus is \(entropyBonus), but must be at least 0 and finite"
    }
    return nil
  }

  /// One token's loss before weighing, and its derivative by log π(y_t).
  ///
  /// At a kink the unclipped side counts, so that ρ = 1 always has the derivative −A.
  /// - Parameters:
  ///   - advantage: A.
  ///   - logRatio: log ρ; of no effect without a ratio.
  ///   - logProbability: log π(y_t), of effect only without a ratio.
  /// - Returns: the loss, the derivative, and whether the clip holds.
  public func term(
    advantage: Double, logRatio: Double, logProbability: Double
  ) -> (loss: Double, derivative: Double, isClipped: Bool) {
    if ratio == .none { return (advantage == 0 ? 0 : -advantage * logProbability, -advantage, false) }
    let limit = Self.logRatioLimit
    let rho = exp(min(limit, max(-limit, logRatio)))
    var loss = -rho * advantage
    var derivative = abs(logRatio) > limit ? 0 : loss
    var isClipped = false
    let clipped = -min(1 + (clip.high ?? .infinity), max(1 - (clip.low ?? .infinity), rho)) * advantage
    if clipped > loss {
      loss = clipped
      derivative = 0
      isClipped = true
    }
    if let bound = clip.bound, advantage < 0, loss > -bound * advantage {
      loss = -bound * advantage
      derivative = 0
      isClipped = true
    }
    return (loss, derivative, isClipped)
  }

  /// w_i of each rollout; 0 for one without tokens.
  public func weights(lengths: [Int]) -> [Double] {
    let count = Double(max(1, lengths.count))
    let tokens = Double(max(1, lengths.reduce(0, +)))
    return lengths.map { length in
      if length == 0 { return 0 }
      switch aggregation {
      case .tokenMean: return 1 / tokens
      case .sequenceMeanTokenSum: return 1 / count
      case .sequenceMeanTokenMean: return 1 / (count * Double(length))
      case .sequenceMeanTokenSumNorm: return 1 / (count * normaliser)
      }
    }
  }

  enum CodingKeys: String, CodingKey, CaseIterable {
    case ratio, clip, aggregation, normaliser
    case entropyBonus = "entropy_bonus"
  }

  /// Reads a loss; an absent key has verl's value.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(knowing: CodingKeys.self)
    ratio = try container.value(.ratio, or: ratio)
    clip = try container.value(.clip, or: ratio == .none ? .none : clip)
    aggregation = try container.value(.aggregation, or: aggregation)
    normaliser = try container.value(.normaliser, or: normaliser)
    entropyBonus = try container.value(.entropyBonus, or: entropyBonus)
  }
}
