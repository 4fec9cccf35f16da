/// How advantages move a policy.
///
/// Paper: Theorem 1 (mirror steps), Table 7 (policy gradient).
public enum UpdateRule: Sendable, Hashable {
  /// A mirror (KL-proximal) step on the table of outputs.
  case mirror(MirrorStep = MirrorStep())
  /// A natural-gradient step θ ← θ + η F⁺ ∇E[A], F the Fisher matrix; on a table of logits θ_y ← θ_y + η A(y), the
  /// replicator dynamics.
  case naturalGradient(stepSize: Double = 1)
  /// Steps along the gradient of the loss.
  case policyGradient(GradientStep = GradientStep())

  /// What is wrong with the values, in one sentence, or nil.
  public var problem: String? {
    switch self {
    case .mirror(let step): return step.problem
    case .naturalGradient(let size):
      return size > 0 && size.isFinite ? nil : "step_size is \(size), but must be positive and finite"
    case .policyGradient(let step): return step.problem
    }
  }
}

/// A mirror step: the maximiser of E[A] less divergences.
///
/// Paper: objective and Theorem 1. Claim: T2, T8, T8b.
public struct MirrorStep: Codable, Sendable, Hashable {
  /// From what the divergence is measured.
  public enum Reference: String, CaseIterable, Codable, Sendable {
    /// The current policy.
    case moving
    /// The policy at the start: the one-shot tilt.
    case fixed
    /// Both: β weighs the start, γ the current policy.
    case both
  }

  /// β > 0.
  public var beta = 1.0
  /// The reference.
  public var reference = Reference.moving
  /// γ ≥ 0, of effect only with both references.
  public var gamma = 0.0

  /// β = 1 with moving reference.
  public init() {}

  /// A step with all its choices.
  public init(beta: Double, reference: Reference = .moving, gamma: Double = 0) {
    self.beta = beta
    self.reference = reference
    self.gamma = gamma
  }

  /// What is wrong with the values, in one sentence, or nil.
  public var problem: String? {
    if !(beta > 0 && beta.isFinite) { return "beta is \(beta), but must be positive and finite" }
    if !(gamma >= 0 && gamma.isFinite) { return "gamma is \(gamma), but must be at least 0 and finite" }
    if gamma != 0 && reference != .both {
      return
        "gamma \(gamma) and reference \(reference.rawValue) do not go together; gamma needs both references"
    }
    return nil
  }

  enum CodingKeys: String, CodingKey, CaseIterable { case beta, reference, gamma }

  /// Reads a step; an absent key has its default.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(knowing: CodingKeys.self, besides: UpdateRule.sharedKeys)
    beta = try container.value(.beta, or: beta)
    reference = try container.value(.reference, or: reference)
    gamma = try container.value(.gamma, or: gamma)
  }
}

/// Gradient steps on the loss of drawn rollouts.
public struct GradientStep: Codable, Sendable, Hashable {
  /// The optimiser.
  public var optimiser = Optimiser()
  /// How often the drawn rollouts are gone through, ≥ 1.
  public var epochs = 1
  /// Into how many parts, one update each, the rollouts of a batch are cut, ≥ 1.
  public var miniBatches = 1

  /// One step of plain gradient descent.
  public init() {}

  /// Steps with all their choices.
  public init(_ optimiser: Optimiser, epochs: Int = 1, miniBatches: Int = 1) {
    self.optimiser = optimiser
    self.epochs = epochs
    self.miniBatches = miniBatches
  }

  /// What is wrong with the values, in one sentence, or nil.
  public var problem: String? {
    if epochs < 1 { return "epochs is \(epochs), but must be at least 1" }
    if miniBatches < 1 { return "mini_batches is \(miniBatches), but must be at least 1" }
    return optimiser.problem
  }

  enum CodingKeys: String, CodingKey, CaseIterable {
    case optimiser, epochs
    case miniBatches = "mini_batches"
  }

  /// Reads steps; an absent key has its default.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(knowing: CodingKeys.self, besides: UpdateRule.sharedKeys)
    optimiser = try container.value(.optimiser, or: optimiser)
    epochs = try container.value(.epochs, or: epochs)
    miniBatches = try container.value(.miniBatches, or: miniBatches)
  }
}

extension UpdateRule: Codable {
  static let sharedKeys = ["name"]

  private enum Keys: String, CodingKey, CaseIterable {
    case name
    case stepSize = "step_size"
  }

  private enum Name: String, Codable {
    case mirror
    case naturalGradient = "natural_gradient"
    case policyGradient = "policy_gradient"
  }

  /// Reads a rule by its name; an absent parameter has its default.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Keys.self)
    switch try container.decode(Name.self, forKey: .name) {
    case .mirror: self = .mirror(try MirrorStep(from: decoder))
    case .policyGradient: self = .policyGradient(try GradientStep(from: decoder))
    case .naturalGradient:
      self = .naturalGradient(stepSize: try decoder.container(knowing: Keys.self).value(.stepSize, or: 1))
    }
  }

  /// Writes the name and every parameter.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Keys.self)
    switch self {
    case .mirror(let step):
      try container.encode(Name.mirror, forKey: .name)
      try step.encode(to: encoder)
    case .naturalGradient(let size):
      try container.encode(Name.naturalGradient, forKey: .name)
      try container.encode(size, forKey: .stepSize)
    case .policyGradient(let step):
      try container.encode(Name.policyGradient, forKey: .name)
      try step.encode(to: encoder)
    }
  }
}
