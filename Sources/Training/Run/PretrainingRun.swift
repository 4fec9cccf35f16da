internal import Sharpening
internal import SharpeningNumerics
public import Transformer

/// A pretraining under way: a value with all its memory, so that it can be put aside and taken up again.
///
/// The batch of an update comes from a child of the seed that carries the update's number.
public struct PretrainingRun<Task: TaskDefinition>: Sendable {
  /// How an update ended.
  public enum Outcome: Sendable, Equatable {
    /// The model moved; the mean loss was this many nats a token.
    case stepped(loss: Double)
    /// The loss or the gradient was no number; the model is the one before the update.
    case diverged(step: Int)
  }

  /// The settings.
  public let settings: Pretraining
  /// The task.
  public let task: Task
  /// Problems on which the accuracy is sampled.
  public let heldOut: [Int]
  /// The model.
  public internal(set) var model: LanguageModel
  /// The optimiser.
  public internal(set) var optimiser: ModelOptimiser
  /// Updates taken.
  public internal(set) var stepsTaken = 0
  /// The last sampled accuracy, where there is a target.
  public internal(set) var accuracy: Double?
  let runner: ModelRunner

  /// A pretraining before its first update, of a model that is drawn from the settings' seed.
  ///
  /// - Parameters:
  ///   - settings: without a `problem`.
  ///   - task: its corpus.
  ///   - heldOut: problems to sample the accuracy on; needed for a target.
  ///   - shape: with the task's vocabulary.
  ///   - runner: of that shape.
  public init(
    _ settings: Pretraining, task: Task, heldOut: [Int], shape: ModelConfiguration, runner: ModelRunner
  ) {
    precondition(settings.problem == nil, settings.problem ?? "")
    self.settings = settings
    self.task = task
    self.heldOut = heldOut
    self.runner = runner
    var generator = Generator(seed: settings.seed.child("model"))
    model = LanguageModel(shape, using: &generator)
    optimiser = ModelOptimiser(settings.optimiser, parameterCount: model.parameterCount)
  }

  /// Whether the course has been left, or has ended.
  public var isFinished: Bool {
    if stepsTaken >= settings.stopAfter ?? settings.steps { return true }
    if let target = settings.targetAccuracy, let accuracy { return accuracy >= target }
    return false
  }

  /// Takes one update.
  public mutating func step() -> Outcome {
    var generator = Generator(seed: settings.seed.child("corpus", stepsTaken))
    var batch = TokenBatch()
    for _ in 0..<settings.batch {
      let document = task.drawDocument(using: &generator)
      let prompt = task.tokens(document.prompt)
      batch.append(prompt + task.tokens(document.output), scoredFrom: prompt.count)
    }
    let slope = -1 / Float(batch.scoredCount)
    let (gradient, scores) = runner.gradient(model, batch) { _, scored, _ in
      ([Float](repeating: slope, count: scored.count), [])
    }
    let loss = -scores.logProbability.reduce(0.0) { $0 + Double($1) } / Double(batch.scoredCount)
    guard loss.isFinite, gradientNorm(gradient).isFinite else { return .diverged(step: stepsTaken) }
    optimiser.step(
      &model, gradient: gradient, rateScale: settings.schedule.share(at: stepsTaken, of: settings.steps))
    stepsTaken += 1
    if settings.targetAccuracy != nil, stepsTaken % settings.evaluatesEvery == 0 {
      accuracy = sampledAccuracy()
    }
    return .stepped(loss: loss)
  }

  /// The share of correct answers among two sampled ones a held-out problem.
  public func sampledAccuracy() -> Double {
    runner.accuracy(
      of: model, task, on: heldOut, rollouts: 2, newTokens: task.longestOutput, temperature: 1,
      seed: settings.seed.child("evaluation", stepsTaken))
  }

  /// Takes all updates that are left.
  ///
  /// - Parameter report: called after each with its number from 0 and the mean loss in nats a token.
  /// - Returns: nil, or the update at which the loss stopped being a number.
  public mutating func finish(report: (Int, Double) -> Void = { _, _ in }) -> Int? {
    while !isFinished {
      switch step() {
      case .stepped(let loss): report(stepsTaken - 1, loss)
      case .diverged(let step): return step
      }
    }
    return nil
  }
}
