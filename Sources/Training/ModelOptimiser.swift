public import Sharpening
public import Transformer

/// The optimisers of the catalogue, over a model's flat array of floats.
public struct ModelOptimiser: Sendable, Equatable {
  /// What it does.
  public let settings: Optimiser
  private var adam: AdamW
  private var velocity: [Float]

  /// The state before the first step.
  ///
  /// - Parameters:
  ///   - settings: without a `problem`.
  ///   - parameterCount: of the model.
  public init(_ settings: Optimiser, parameterCount: Int) {
    self.settings = settings
    let isAdam = settings.rule == .adam
    adam = AdamW(
      AdamW.Settings(
        beta1: Float(settings.beta1), beta2: Float(settings.beta2),
        epsilon: Float(settings.epsilon), weightDecay: Float(settings.weightDecay)),
      parameterCount: isAdam ? parameterCount : 0)
    velocity = [Float](repeating: 0, count: isAdam || settings.momentum == 0 ? 0 : parameterCount)
  }

  /// Everything that the optimiser remembers, by name, beside the number of steps.
  var memory: (steps: Int, arrays: [(name: String, numbers: [Float])]) {
    if settings.rule == .adam {
      return (
        adam.steps, [("first_moments", adam.firstMoments), ("second_moments", adam.secondMoments)]
      )
    }
    return (0, velocity.isEmpty ? [] : [("velocity", velocity)])
  }

  /// Takes back what `memory` gave.
  ///
  /// - Parameter read: the array of a name, as long as told.
  mutating func restore<Problem>(
    steps: Int, _ read: (_ name: String, _ count: Int) throws(Problem) -> [Float]
  ) throws(Problem) {
    if settings.rule == .adam {
      adam = AdamW(
        adam.settings, steps: steps, firstMoments: try read("first_moments", adam.firstMoments.count),
        secondMoments: try read("second_moments", adam.secondMoments.count))
    } else if !velocity.isEmpty {
      velocity = try read("velocity", velocity.count)
    }
  }

  /// Takes a step and returns the gradient's norm before clipping.
  ///
  /// - Parameters:
  ///   - model: moved.
  ///   - gradient: of the loss.
  ///   - rateScale: the schedule's factor of the learning rate.
  @discardableResult
  public mutating func step(
    _ model: inout LanguageModel, gradient: [Float], rateScale: Double = 1
  ) -> Double {
    let norm = gradientNorm(gradient)
    let clip = settings.clipNorm.map { norm > $0 ? $0 / norm : 1 } ?? 1
    var rate = Float(settings.learningRate * rateScale)
    if settings.rule == .rmsNormalised {
      let root = norm * clip / Double(max(1, gradient.count)).squareRoot()
      rate /= Float(root + settings.epsilon)
    }
    if settings.rule == .adam {
      adam.step(&model, gradient: gradient, rate: rate, scale: Float(clip))
      return norm
    }
    let momentum = Float(settings.momentum)
    let decay = Float(settings.weightDecay)
    for i in gradient.indices {
      var slope = gradient[i] * Float(clip)
      if decay != 0 { slope += decay * model.parameters[i] }
      if momentum != 0 {
        velocity[i] = momentum * velocity[i] + slope
        slope = velocity[i]
      }
      model.parameters[i] -= rate * slope
    }
    return norm
  }
}
