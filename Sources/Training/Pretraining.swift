internal import Foundation
internal import Sharpening
public import SharpeningNumerics
public import Transformer

/// How a model is pretrained on a task's corpus: next-token likelihood of outputs, prompts not scored.
///
/// AdamW with a linear warm-up and a cosine to a tenth of the rate. Every batch is drawn afresh from the corpus.
public struct Pretraining: Codable, Sendable, Hashable {
  /// Updates.
  public var steps = 1000
  /// Outputs of an update.
  public var batch = 256
  /// The highest rate.
  public var learningRate = 3e-3
  /// Updates until it is reached.
  public var warmup = 100
  /// The rate's last value as a share of the highest.
  public var finalShare = 0.1
  /// β₁ of AdamW.
  public var beta1 = 0.9
  /// β₂ of AdamW.
  public var beta2 = 0.98
  /// λ of AdamW.
  public var weightDecay = 0.01
  /// The largest norm of a gradient.
  public var clipNorm = 1.0

  /// The defaults.
  public init() {}

  /// The first impossible setting, as a sentence; nil for none.
  public var problem: String? {
    if steps < 0 { return "steps is \(steps), but must be at least 0" }
    if batch < 1 { return "batch is \(batch), but must be at least 1" }
    if warmup < 0 { return "warmup is \(warmup), but must be at least 0" }
    for (name, value) in [("learningRate", learningRate), ("clipNorm", clipNorm)] where !(value > 0) {
      return "\(name) is \(value), but must be positive"
    }
    return nil
  }

  /// The rate's factor at an update, from 0 on.
  public func rateShare(at step: Int) -> Double {
    if step < warmup { return Double(step + 1) / Double(warmup) }
    let course = Double(step - warmup) / Double(max(1, steps - warmup))
    return finalShare + (1 - finalShare) * 0.5 * (1 + cos(.pi * min(1, course)))
  }

  /// Trains a model in place.
  ///
  /// - Parameters:
  ///   - model: its vocabulary is the task's.
  ///   - task: its corpus.
  ///   - seed: of the corpus.
  ///   - runner: of the model's shape.
  ///   - report: called after each update with its number and the mean loss in nats a token.
  /// - Returns: nil, or the update at which the loss stopped being a number; the model is then the one before.
  public func train(
    _ model: inout LanguageModel, on task: some TaskDefinition, seed: Seed, runner: ModelRunner,
    report: (Int, Double) -> Void = { _, _ in }
  ) -> Int? {
    precondition(problem == nil, problem ?? "")
    var optimiser = ModelOptimiser(
      .adam(
        learningRate, beta1: beta1, beta2: beta2, epsilon: 1e-8, weightDecay: weightDecay,
        clipNorm: clipNorm), parameterCount: model.parameterCount)
    for step in 0..<steps {
      var generator = Generator(seed: seed.child("corpus", step))
      var batch = TokenBatch()
      for _ in 0..<self.batch {
        let document = task.drawDocument(using: &generator)
        let prompt = task.tokens(document.prompt)
        batch.append(prompt + task.tokens(document.output), scoredFrom: prompt.count)
      }
      let slope = -1 / Float(batch.scoredCount)
      let (gradient, scores) = runner.gradient(model, batch) { _, scored, _ in
        ([Float](repeating: slope, count: scored.count), [])
      }
      let loss = -scores.logProbability.reduce(0.0) { $0 + Double($1) } / Double(batch.scoredCount)
      guard loss.isFinite else { return step }
      optimiser.step(&model, gradient: gradient, rateScale: rateShare(at: step))
      report(step, loss)
    }
    return nil
  }
}
