internal import Foundation

/// The paper's unified reward, r = ψ( (σ/|I|) Σ_{i∈I} H(q_i, π^i) ), with its coordinates.
///
/// Granularity says which distributions π^i are meant and anchor which q_i. With a point mass as q the cross-entropy is
/// a negative log-probability, so 0 or +∞ where π^i is a point mass too; exp(−∞) = 0 makes a vote of it.
/// The factor 1/|I| is a coordinate of its own, as sources disagree on it, and no reading covers the paper's tables with one ψ:
/// `Reward.catalogue` says which rows fit.
/// Paper: unified reward. Claim: T24.
public struct UnifiedReward: Codable, Sendable, Hashable {
  /// ψ, increasing.
  public enum Link: String, CaseIterable, Codable, Sendable {
    /// ψ(z) = z.
    case identity
    /// ψ(z) = e^z.
    case exp

    /// ψ(z); ψ(−∞) = 0 for exp.
    public func callAsFunction(_ z: Double) -> Double {
      switch self {
      case .identity: z
      case .exp: Foundation.exp(z)
      }
    }
  }

  /// σ.
  public enum Sign: Int, CaseIterable, Codable, Sendable {
    /// +1: far from the anchor is good.
    case plus = 1
    /// −1: near the anchor is good.
    case minus = -1
  }

  /// I, with the distributions π^i.
  public enum Granularity: String, CaseIterable, Codable, Sendable {
    /// The rollout's tokens, each with its next-token distribution.
    case tokens
    /// The one answer, with the point mass on the rollout's own: |I| = 1.
    case answer
    /// The one answer, with the frequencies of answers in the group: |I| = 1.
    case answerFrequencies = "answer-frequencies"
  }

  /// q_i.
  public enum Anchor: String, CaseIterable, Codable, Sendable {
    /// The uniform distribution.
    case uniform
    /// π^i itself.
    case model
    /// The point mass on what the rollout has: its token at i, or its answer.
    case sampled
    /// The point mass on the group's first-seen majority answer.
    case majority
    /// The point mass on a correct answer: not the model's, and in the family all the same.
    case truth
  }

  /// ψ.
  public var link: Link
  /// σ.
  public var sign: Sign
  /// I.
  public var granularity: Granularity
  /// q.
  public var anchor: Anchor
  /// Whether the sum is divided by |I|.
  public var isNormalised: Bool

  /// Makes a member of the family.
  public init(
    link: Link, sign: Sign, granularity: Granularity, anchor: Anchor, isNormalised: Bool = true
  ) {
    self.link = link
    self.sign = sign
    self.granularity = granularity
    self.anchor = anchor
    self.isNormalised = isNormalised
  }

  /// Whether a rollout's reward depends on the group's other rollouts.
  public var dependsOnGroup: Bool { granularity == .answerFrequencies || anchor == .majority }

  /// What is wrong with the combination, in one sentence, or nil.
  public var problem: String? {
    if granularity == .tokens && (anchor == .majority || anchor == .truth) {
      return
        "granularity tokens and anchor \(anchor.rawValue) do not go together; a label is an answer, not a token"
    }
    return nil
  }

  enum CodingKeys: String, CodingKey, CaseIterable {
    case link, sign, granularity, anchor
    case isNormalised = "normalised"
  }

  /// Reads the coordinates; without `normalised` the sum is divided by |I|.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(knowing: CodingKeys.self, besides: Reward.sharedKeys)
    link = try container.decode(Link.self, forKey: .link)
    sign = try container.decode(Sign.self, forKey: .sign)
    granularity = try container.decode(Granularity.self, forKey: .granularity)
    anchor = try container.decode(Anchor.self, forKey: .anchor)
    isNormalised = try container.value(.isNormalised, or: true)
  }
}
