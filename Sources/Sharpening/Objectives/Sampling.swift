internal import Foundation

/// How rollouts are drawn from a policy: at a temperature, and from its likelier tokens only.
///
/// A next-token policy becomes π_T ∝ π^(1/T), token by token, which on outputs of several tokens is not the power 1/T of
/// π(y) (T47); then all but the k likeliest tokens, and all beyond the smallest set of likeliest ones with mass ≥ top-p,
/// are cut off. Log-probabilities that a loss sees are those of π_T, uncut, as trainers compute them.
/// Paper: Table 7, temperature 1; the sweep {.6, .8, 1, 1.2}.
public struct Sampling: Codable, Sendable, Hashable {
  /// T > 0.
  public var temperature = 1.0
  /// Of (0, 1].
  public var topP = 1.0
  /// k ≥ 1; nil: all.
  public var topK: Int?

  /// The policy as it is.
  public init() {}

  /// A way to sample.
  public init(temperature: Double, topP: Double = 1, topK: Int? = nil) {
    self.temperature = temperature
    self.topP = topP
    self.topK = topK
  }

  /// What is wrong with the values, in one sentence, or nil.
  public var problem: String? {
    if !(temperature > 0 && temperature.isFinite) {
      return "temperature is \(temperature), but must be positive and finite"
    }
    if !(topP > 0 && topP <= 1) { return "top_p is \(topP), but must lie in (0, 1]" }
    if let topK, topK < 1 { return "top_k is \(topK), but must be at least 1" }
    return nil
  }

  /// Whether tokens are cut off.
  public var isTruncating: Bool { topP < 1 || topK != nil }

  /// π_T ∝ π^(1/T).
  public func tempered(_ policy: Policy) -> Policy {
    temperature == 1 ? policy : Policy(logits: policy.logProbabilities.map { $0 / temperature })
  }

  /// The policy that is drawn from: tempered, then cut; of equally likely tokens the first stay.
  public func drawn(_ policy: Policy) -> Policy {
    let tempered = tempered(policy)
    guard isTruncating else { return tempered }
    let logs = tempered.logProbabilities
    let ranked = logs.indices.sorted { logs[$0] == logs[$1] ? $0 < $1 : logs[$0] > logs[$1] }
    var mass = 0.0
    var kept = [Double](repeating: -.infinity, count: logs.count)
    for (rank, token) in ranked.enumerated() {
      if rank >= topK ?? logs.count || (rank > 0 && topP < 1 && mass >= topP) { break }
      kept[token] = logs[token]
      mass += exp(logs[token])
    }
    return Policy(logits: kept)
  }

  enum CodingKeys: String, CodingKey, CaseIterable {
    case temperature
    case topP = "top_p"
    case topK = "top_k"
  }

  /// Reads a way to sample; an absent key has its default.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(knowing: CodingKeys.self)
    temperature = try container.value(.temperature, or: temperature)
    topP = try container.value(.topP, or: topP)
    topK = try container.decodeIfPresent(Int.self, forKey: .topK)
  }
}

/// A policy whose next-token policies can be replaced by functions of themselves: what temperature and top-p need.
public protocol TokenwisePolicy: DifferentiablePolicy {
  /// The same policy with `transform` applied at every prefix.
  ///
  /// The scores of the result are by its own logits: those of this policy are 1/T of them where the transform is a
  /// temperature T.
  func mapped(_ transform: (Policy) -> Policy) -> Self
}

/// A policy that can take any law of its outputs: what a mirror step needs.
public protocol TabularPolicy: DifferentiablePolicy {
  /// Sets the parameters so that outputs have this law.
  mutating func assign(_ policy: Policy)
}

extension SoftmaxPolicy: TokenwisePolicy, TabularPolicy {
  /// The table with its one next-token policy replaced.
  public func mapped(_ transform: (Policy) -> Policy) -> SoftmaxPolicy {
    var copy = self
    copy.parameters = transform(Policy(logits: parameters)).logProbabilities
    return copy
  }

  /// Takes the law's log-probabilities as logits.
  public mutating func assign(_ policy: Policy) {
    precondition(policy.count == parameters.count, "a law needs one probability an output")
    parameters = policy.logProbabilities
  }
}
