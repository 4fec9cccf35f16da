internal import Foundation

/// Adam with decoupled weight decay, over the flat array of a model's parameters.
///
/// m ← β₁m + (1−β₁)g, v ← β₂v + (1−β₂)g², θ ← θ − η (m̂/(√v̂ + ε) + λθ) with m̂ = m/(1−β₁ᵗ), v̂ = v/(1−β₂ᵗ). λ acts on
/// matrices alone, not on norms and biases.
/// Source: Loshchilov and Hutter, Decoupled Weight Decay Regularization, 2019.
public struct AdamW: Sendable, Equatable {
  /// The numbers that do not change.
  public struct Settings: Codable, Sendable, Hashable {
    /// β₁ of [0, 1).
    public var beta1: Float
    /// β₂ of [0, 1).
    public var beta2: Float
    /// ε > 0.
    public var epsilon: Float
    /// λ ≥ 0.
    public var weightDecay: Float

    /// PyTorch's defaults, but for λ = 0.
    public init(beta1: Float = 0.9, beta2: Float = 0.999, epsilon: Float = 1e-8, weightDecay: Float = 0) {
      self.beta1 = beta1
      self.beta2 = beta2
      self.epsilon = epsilon
      self.weightDecay = weightDecay
    }
  }

  /// The settings.
  public let settings: Settings
  /// The number t of steps taken.
  public private(set) var steps: Int
  /// m, one number a parameter.
  public private(set) var firstMoments: [Float]
  /// v, one number a parameter.
  public private(set) var secondMoments: [Float]

  /// The state before the first step.
  public init(_ settings: Settings = Settings(), parameterCount: Int) {
    self.init(
      settings, steps: 0, firstMoments: [Float](repeating: 0, count: parameterCount),
      secondMoments: [Float](repeating: 0, count: parameterCount))
  }

  /// A state that was saved.
  public init(_ settings: Settings, steps: Int, firstMoments: [Float], secondMoments: [Float]) {
    precondition(firstMoments.count == secondMoments.count && steps >= 0, "two moments a parameter")
    self.settings = settings
    self.steps = steps
    self.firstMoments = firstMoments
    self.secondMoments = secondMoments
  }

  /// Takes a step.
  ///
  /// - Parameters:
  ///   - model: moved.
  ///   - gradient: one number a parameter.
  ///   - rate: η ≥ 0.
  ///   - scale: the gradient's factor, for clipping.
  public mutating func step(_ model: inout LanguageModel, gradient: [Float], rate: Float, scale: Float = 1) {
    precondition(
      gradient.count == model.parameterCount && firstMoments.count == gradient.count,
      "a step needs one number a parameter")
    steps += 1
    let first = 1 - Float(pow(Double(settings.beta1), Double(steps)))
    let second = 1 - Float(pow(Double(settings.beta2), Double(steps)))
    for tensor in model.layout.tensors {
      let decay = tensor.shape.count == 2 ? 1 - rate * settings.weightDecay : 1
      update(
        &model.parameters, gradient, tensor.range, keep: decay, rate: rate / first, scale: scale,
        inverse: 1 / second)
    }
  }

  private mutating func update(
    _ parameters: inout [Float], _ gradient: [Float], _ range: Range<Int>, keep: Float, rate: Float,
    scale: Float, inverse: Float
  ) {
    let (beta1, beta2, epsilon) = (settings.beta1, settings.beta2, settings.epsilon)
    Self.move(
      &parameters, gradient, &firstMoments, &secondMoments, range, beta1, beta2, epsilon, keep, rate, scale,
      inverse)
  }

  private static func move(
    _ parameters: inout [Float], _ gradient: [Float], _ m: inout [Float], _ v: inout [Float],
    _ range: Range<Int>, _ beta1: Float, _ beta2: Float, _ epsilon: Float, _ keep: Float, _ rate: Float,
    _ scale: Float, _ inverse: Float
  ) {
    let g = gradient.span
    var first = m.mutableSpan
    var second = v.mutableSpan
    var theta = parameters.mutableSpan
    precondition(
      range.upperBound <= g.count && range.upperBound <= first.count && range.upperBound <= second.count
        && range.upperBound <= theta.count, "a tensor beyond its memory")
    for i in range {
      let slope = unsafe g[unchecked: i] * scale
      let a = unsafe beta1 * first[unchecked: i] + (1 - beta1) * slope
      let b = unsafe beta2 * second[unchecked: i] + (1 - beta2) * slope * slope
      unsafe first[unchecked: i] = a
      unsafe second[unchecked: i] = b
      unsafe theta[unchecked: i] =
        theta[unchecked: i] * keep - rate * a / ((b * inverse).squareRoot() + epsilon)
    }
  }
}

/// The norm of a gradient, in double precision.
public func gradientNorm(_ gradient: [Float]) -> Double {
  let g = gradient.span
  let whole = g.count / 16 * 16
  var total = 0.0
  // Partial sums of 4,096 squares in floats lose less than 10⁻⁶ of themselves.
  for start in stride(from: 0, to: whole, by: 4096) {
    var sums = Lanes(repeating: 0)
    for i in stride(from: start, to: min(start + 4096, whole), by: 16) {
      let lanes = g.lanes(i)
      sums += lanes * lanes
    }
    total += Double(sums.total)
  }
  for i in whole..<g.count { total += Double(g[i]) * Double(g[i]) }
  return total.squareRoot()
}
