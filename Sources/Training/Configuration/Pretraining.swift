public import Sharpening
public import SharpeningNumerics

/// How a model is pretrained on a task's corpus: next-token likelihood of outputs, prompts not scored.
///
/// Every batch is drawn afresh from the corpus. The strength of the prior is a matter of `steps`, or of where the course is
/// left: after `stopAfter` updates, or once sampled held-out accuracy has reached `targetAccuracy`.
public struct Pretraining: Codable, Sendable, Hashable {
  /// Updates of the whole course.
  public var steps = 1000
  /// Outputs of an update.
  public var batch = 256
  /// The optimiser.
  public var optimiser = Optimiser.adam(3e-3, beta2: 0.98, weightDecay: 0.01, clipNorm: 1)
  /// The course of its rate.
  public var schedule = RateSchedule(.cosine, warmup: 100, finalShare: 0.1)
  /// The update after which the course is left; nil: its end.
  public var stopAfter: Int?
  /// The sampled held-out accuracy at which the course is left, of (0, 1]; nil: none.
  public var targetAccuracy: Double?
  /// Every how many updates the accuracy is sampled, where there is a target.
  public var evaluatesEvery = 50
  /// Names the random model and every batch.
  public var seed = Seed(1)

  /// The defaults.
  public init() {}

  /// The first impossible setting, as a sentence; nil for none.
  public var problem: String? {
    if steps < 0 { return "steps is \(steps), but must be at least 0" }
    if batch < 1 { return "batch is \(batch), but must be at least 1" }
    if evaluatesEvery < 1 { return "evaluates_every is \(evaluatesEvery), but must be at least 1" }
    if let stopAfter, !(0...steps ~= stopAfter) {
      return "stop_after is \(stopAfter), but must be from 0 to the \(steps) steps"
    }
    if let targetAccuracy, !(targetAccuracy > 0 && targetAccuracy <= 1) {
      return "target_accuracy is \(targetAccuracy), but must be in (0, 1]"
    }
    return optimiser.problem ?? schedule.problem
  }

  enum CodingKeys: String, CodingKey, CaseIterable {
    case steps, batch, optimiser, schedule, seed
    case stopAfter = "stop_after"
    case targetAccuracy = "target_accuracy"
    case evaluatesEvery = "evaluates_every"
  }

  /// Reads settings; an absent key has its default.
  public init(from decoder: any Swift.Decoder) throws {
    let container = try decoder.container(knowing: CodingKeys.self)
    steps = try container.value(.steps, or: steps)
    batch = try container.value(.batch, or: batch)
    optimiser = try container.value(.optimiser, or: optimiser)
    schedule = try container.value(.schedule, or: schedule)
    stopAfter = try container.decodeIfPresent(Int.self, forKey: .stopAfter)
    targetAccuracy = try container.decodeIfPresent(Double.self, forKey: .targetAccuracy)
    evaluatesEvery = try container.value(.evaluatesEvery, or: evaluatesEvery)
    seed = try container.value(.seed, or: seed)
  }
}
