internal import Foundation
public import Sharpening
public import SharpeningNumerics
public import Transformer

/// Everything that names a training: the task and its parts, where the model comes from, how it is trained, the seed.
///
/// In JSON every key may be left out but the task's name and the objective's reward.
public struct TrainingConfiguration: Codable, Sendable, Hashable {
  /// The version of the keys.
  public static let schema = 1

  /// The task.
  public var task: TaskConfiguration
  /// How its problems are divided.
  public var split = SplitSettings()
  /// A folder in the Hugging Face layout with a model to start from, in place of pretraining one; nil: pretrain.
  public var start: String?
  /// The SHA-256 of that folder's weights, written down when a run begins and compared when it is taken up again.
  public var startDigest: String?
  /// The SHA-256 of the files that the task reads, written down and compared likewise.
  public var taskDigest: String?
  /// The size of the model that is pretrained.
  public var model = ModelShape()
  /// How it is pretrained.
  public var pretraining = Pretraining()
  /// How it is trained by reinforcement.
  public var reinforcement: Reinforcement
  /// Names every draw of the reinforcement.
  public var seed = Seed(1)

  /// The defaults around a task and an objective.
  public init(task: TaskConfiguration, objective: Objective) {
    self.task = task
    reinforcement = Reinforcement(objective)
  }

  /// The shape of the model that is pretrained for the task.
  public func shape(for task: any TaskDefinition) -> ModelConfiguration {
    model.configuration(vocabularySize: task.tokenizer.vocabularySize, context: task.longestSequence)
  }

  /// The first impossible setting, as a sentence that names its part; nil for none.
  public var problem: String? {
    if let problem = task.problem { return "task: \(problem)" }
    if let problem = split.problem { return "split: \(problem)" }
    if let problem = pretraining.problem { return "pretraining: \(problem)" }
    if let problem = reinforcement.problem { return "reinforcement: \(problem)" }
    if pretraining.targetAccuracy != nil && split.heldOut == 0 {
      return "pretraining: target_accuracy needs held-out problems, but split.held_out is 0"
    }
    if reinforcement.probes.problems > 0 {
      let there = reinforcement.probes.source == .train ? split.train : split.heldOut
      if reinforcement.probes.problems > there {
        return
          "reinforcement: probes.problems is \(reinforcement.probes.problems), but its source has \(there)"
      }
    }
    return nil
  }

  enum CodingKeys: String, CodingKey, CaseIterable {
    case schema, task, split, start, model, pretraining, reinforcement, seed
    case startDigest = "start_sha256"
    case taskDigest = "task_sha256"
  }

  /// Reads a configuration; an absent key has its default, a key that is none is refused.
  public init(from decoder: any Swift.Decoder) throws {
    let container = try decoder.container(knowing: CodingKeys.self)
    let schema = try container.value(.schema, or: Self.schema)
    guard schema == Self.schema else {
      throw DecodingError.dataCorruptedError(
        forKey: .schema, in: container,
        debugDescription: "the version is \(schema), but this program reads \(Self.schema)")
    }
    task = try container.decode(TaskConfiguration.self, forKey: .task)
    split = try container.value(.split, or: split)
    start = try container.decodeIfPresent(String.self, forKey: .start)
    startDigest = try container.decodeIfPresent(String.self, forKey: .startDigest)
    taskDigest = try container.decodeIfPresent(String.self, forKey: .taskDigest)
    for key in [CodingKeys.model, .pretraining] where start != nil && container.contains(key) {
      throw DecodingError.dataCorruptedError(
        forKey: key, in: container,
        debugDescription: "start and \(key.stringValue) do not go together; a model that is there is not made"
      )
    }
    model = try container.value(.model, or: model)
    pretraining = try container.value(.pretraining, or: pretraining)
    reinforcement = try container.decode(Reinforcement.self, forKey: .reinforcement)
    seed = try container.value(.seed, or: seed)
  }

  /// Writes every setting that counts.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(Self.schema, forKey: .schema)
    try container.encode(task, forKey: .task)
    try container.encode(split, forKey: .split)
    try container.encodeIfPresent(start, forKey: .start)
    try container.encodeIfPresent(startDigest, forKey: .startDigest)
    try container.encodeIfPresent(taskDigest, forKey: .taskDigest)
    if start == nil {
      try container.encode(model, forKey: .model)
      try container.encode(pretraining, forKey: .pretraining)
    }
    try container.encode(reinforcement, forKey: .reinforcement)
    try container.encode(seed, forKey: .seed)
  }

  /// The name of the training: the SHA-256 of its keys and values in canonical order.
  public var digest: String { Digest.sha256([UInt8](Canonical.json(self))) }

  /// The name of the pretrained model, which is the same for all trainings that start from it.
  ///
  /// Held-out problems count only where the accuracy on them decides when pretraining ends.
  public var priorDigest: String {
    struct Prior: Encodable {
      var schema = TrainingConfiguration.schema
      let task: TaskConfiguration
      let files: String?
      let model: ModelShape
      let pretraining: Pretraining
      let split: SplitSettings?
    }
    let prior = Prior(
      task: task, files: taskDigest, model: model, pretraining: pretraining,
      split: pretraining.targetAccuracy == nil ? nil : split)
    return Digest.sha256([UInt8](Canonical.json(prior)))
  }
}

/// JSON with sorted keys and nothing that could be written in two ways.
enum Canonical {
  static func json(_ value: some Encodable) -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    // A configuration has no number that JSON lacks.
    return (try? encoder.encode(value)) ?? Data()
  }
}
