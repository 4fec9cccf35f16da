internal import Foundation

/// How a gradient moves parameters; the direction of descent is −gradient.
public struct Optimiser: Codable, Sendable, Hashable {
  /// The rule.
  public enum Rule: String, CaseIterable, Codable, Sendable {
    /// θ ← θ − η v, v ← μ v + g.
    case sgd
    /// Adam with decoupled weight decay (AdamW): θ ← θ − η (m̂/(√v̂ + ε) + λ θ).
    case adam
    /// θ ← θ − η g/(rms(g) + ε), with rms over all parameters: every step has the same length.
    case rmsNormalised = "rms-normalised"
  }

  /// The rule.
  public var rule = Rule.sgd
  /// η > 0.
  public var learningRate = 1.0
  /// μ of SGD, in [0, 1).
  public var momentum = 0.0
  /// β₁ of Adam, in [0, 1).
  public var beta1 = 0.9
  /// β₂ of Adam, in [0, 1).
  public var beta2 = 0.999
  /// ε > 0.
  public var epsilon = 1e-8
  /// λ ≥ 0 of Adam.
  public var weightDecay = 0.0
  /// The largest Euclidean norm of a gradient, > 0: a longer one is scaled to it before anything else; nil: none.
  public var clipNorm: Double?

  /// Plain gradient descent with η = 1.
  public init() {}

  /// Gradient descent.
  public static func sgd(_ learningRate: Double, momentum: Double = 0, clipNorm: Double? = nil) -> Optimiser {
    var optimiser = Optimiser()
    optimiser.learningRate = learningRate
    optimiser.momentum = momentum
    optimiser.clipNorm = clipNorm
    return optimiser
  }

  /// Adam with decoupled weight decay.
  public static func adam(
    _ learningRate: Double, beta1: Double = 0.9, beta2: Double = 0.999, epsilon: Double = 1e-8,
    weightDecay: Double = 0, clipNorm: Double? = nil
  ) -> Optimiser {
    var optimiser = Optimiser()
    optimiser.rule = .adam
    optimiser.learningRate = learningRate
    optimiser.beta1 = beta1
    optimiser.beta2 = beta2
    optimiser.epsilon = epsilon
    optimiser.weightDecay = weightDecay
    optimiser.clipNorm = clipNorm
    return optimiser
  }

  /// Steps of equal length.
  public static func rmsNormalised(_ learningRate: Double, epsilon: Double = 1e-8) -> Optimiser {
    var optimiser = Optimiser()
    optimiser.rule = .rmsNormalised
    optimiser.learningRate = learningRate
    optimiser.epsilon = epsilon
    return optimiser
  }

  /// What is wrong with the values, in one sentence, or nil.
  public var problem: String? {
    if !(learningRate > 0 && learningRate.isFinite) {
      return "learning_rate is \(learningRate), but must be positive and finite"
    }
    for (name, value) in [("momentum", momentum), ("beta1", beta1), ("beta2", beta2)]
    where !(value >= 0 && value < 1) {
      return "\(name) is \(value), but must lie in [0, 1)"
    }
    if !(epsilon > 0) { return "epsilon is \(epsilon), but must be positive" }
    if !(weightDecay >= 0) { return "weight_decay is \(weightDecay), but must be at least 0" }
    if let clipNorm, !(clipNorm > 0) { return "clip_norm is \(clipNorm), but must be positive" }
    if rule != .sgd && momentum != 0 {
      return "rule \(rule.rawValue) and momentum \(momentum) do not go together; momentum is SGD's"
    }
    if rule != .adam && weightDecay != 0 {
      return "rule \(rule.rawValue) and weight_decay \(weightDecay) do not go together; decay is Adam's"
    }
    return nil
  }

  enum CodingKeys: String, CodingKey, CaseIterable {
    case rule, momentum, beta1, beta2, epsilon
    case learningRate = "learning_rate"
    case weightDecay = "weight_decay"
    case clipNorm = "clip_norm"
  }

  /// Reads an optimiser; an absent key has its default.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(knowing: CodingKeys.self)
    rule = try container.value(.rule, or: rule)
    learningRate = try container.value(.learningRate, or: learningRate)
    momentum = try container.value(.momentum, or: momentum)
    beta1 = try container.value(.beta1, or: beta1)
    beta2 = try container.value(.beta2, or: beta2)
    epsilon = try container.value(.epsilon, or: epsilon)
    weightDecay = try container.value(.weightDecay, or: weightDecay)
    clipNorm = try container.decodeIfPresent(Double.self, forKey: .clipNorm)
  }
}

/// An optimiser at work on some parameters: a value with all its memory.
public struct OptimiserState: Sendable, Equatable {
  /// The optimiser.
  public let optimiser: Optimiser
  /// Updates so far.
  public private(set) var updates = 0
  private var first: [Double]
  private var second: [Double]

  /// The state before the first update.
  public init(_ optimiser: Optimiser, parameterCount: Int) {
    precondition(optimiser.problem == nil, optimiser.problem ?? "")
    self.optimiser = optimiser
    first = [Double](repeating: 0, count: parameterCount)
    second = first
  }

  /// Moves parameters against a gradient of the loss.
  ///
  /// A parameter of −∞ (an output that is out for ever) stays. A gradient that is not finite makes parameters that are
  /// not: the caller looks for that.
  public mutating func descend(_ parameters: inout [Double], gradient: [Double]) {
    precondition(
      parameters.count == first.count && gradient.count == first.count, "one gradient entry a parameter")
    updates += 1
    var gradient = gradient
    if let clipNorm = optimiser.clipNorm {
      let norm = gradient.reduce(0) { $0 + $1 * $1 }.squareRoot()
      if norm > clipNorm { gradient = gradient.map { $0 * (clipNorm / norm) } }
    }
    switch optimiser.rule {
    case .sgd:
      for index in parameters.indices {
        first[index] = optimiser.momentum * first[index] + gradient[index]
        parameters[index] -= optimiser.learningRate * first[index]
      }
    case .adam:
      let bias1 = 1 - pow(optimiser.beta1, Double(updates))
      let bias2 = 1 - pow(optimiser.beta2, Double(updates))
      for index in parameters.indices {
        first[index] += (1 - optimiser.beta1) * (gradient[index] - first[index])
        second[index] += (1 - optimiser.beta2) * (gradient[index] * gradient[index] - second[index])
        let direction = first[index] / bias1 / ((second[index] / bias2).squareRoot() + optimiser.epsilon)
        let decay = optimiser.weightDecay == 0 ? 0 : optimiser.weightDecay * parameters[index]
        parameters[index] -= optimiser.learningRate * (direction + decay)
      }
    case .rmsNormalised:
      let squares = gradient.reduce(0) { $0 + $1 * $1 } / Double(max(1, gradient.count))
      let factor = optimiser.learningRate / (squares.squareRoot() + optimiser.epsilon)
      for index in parameters.indices { parameters[index] -= factor * gradient[index] }
    }
  }
}
