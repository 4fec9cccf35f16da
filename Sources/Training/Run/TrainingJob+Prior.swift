internal import Foundation
internal import Sharpening
internal import SharpeningNumerics
internal import Transformer

extension TrainingJob {
  /// The model at the start: the run's own, the one named, a cached one, or one that is pretrained now.
  func prior(
    _ task: some TaskDefinition, _ split: TaskSplit, _ place: RunFolder, _ report: (Event) -> Void
  ) throws(TrainingError) -> LanguageModel {
    if place.has(place.prior) {
      place.removePretraining()
      return try Self.model(place.prior)
    }
    let model: LanguageModel
    if let start = configuration.start {
      model = try Self.model(start)
      report(.prior("read from \(start)"))
    } else if let cache, let kept = try cache.model(of: configuration) {
      model = kept
      report(.prior("taken from \(cache.entry(of: configuration))"))
    } else {
      model = try pretrain(task, split, place, report)
      if let cache {
        try cache.keep(model, task, of: configuration)
        report(.prior("pretrained, and kept in \(cache.entry(of: configuration))"))
      } else {
        report(.prior("pretrained"))
      }
    }
    try WholeFolder.write(place.prior) { folder throws(TrainingError) in
      try TrainingState.save(model, task, to: folder)
    }
    place.removePretraining()
    return model
  }

  private func pretrain(
    _ task: some TaskDefinition, _ split: TaskSplit, _ place: RunFolder, _ report: (Event) -> Void
  ) throws(TrainingError) -> LanguageModel {
    let shape = configuration.shape(for: task)
    try Self.check(shape, task, configuration)
    var run = PretrainingRun(
      configuration.pretraining, task: task, heldOut: split.heldOut, shape: shape,
      runner: ModelRunner(for: shape, executor: executor))
    if place.has(place.pretraining) { try run.restore(from: place.pretraining) }
    let steps = configuration.pretraining.stopAfter ?? configuration.pretraining.steps
    while !run.isFinished {
      switch run.step() {
      case .stepped(let loss): report(.pretraining(step: run.stepsTaken, of: steps, loss: loss))
      case .diverged(let step):
        throw .diverged(
          stage: "pretraining", step: step, lastGood: place.has(place.pretraining) ? place.pretraining : nil)
      }
      if run.stepsTaken % (10 * checkpointsEvery) == 0 && !run.isFinished {
        try run.save(to: place.pretraining)
      }
    }
    if let target = configuration.pretraining.targetAccuracy, run.accuracy ?? 0 < target {
      throw .configuration(
        "pretraining: after \(run.stepsTaken) updates the accuracy is \(run.accuracy.map { String($0) } ?? "unknown"), short of the target \(target); give more steps or a lower target"
      )
    }
    return run.model
  }

  private static func model(_ folder: String) throws(TrainingError) -> LanguageModel {
    do {
      return try LanguageModel(folder: folder)
    } catch {
      throw .checkpoint(error)
    }
  }

  /// Refuses a model that cannot read the task.
  static func check(
    _ shape: ModelConfiguration, _ task: any TaskDefinition, _ configuration: TrainingConfiguration
  ) throws(TrainingError) {
    if let problem = shape.problem { throw .configuration("model: \(problem)") }
    let vocabulary = task.tokenizer.vocabularySize
    guard shape.vocabularySize >= vocabulary else {
      throw .configuration(
        "the model knows \(shape.vocabularySize) tokens, but the task \(configuration.task.name) needs \(vocabulary)"
      )
    }
    let needed = max(
      task.longestSequence,
      task.longestPrompt + (configuration.reinforcement.newTokens ?? task.longestOutput))
    guard shape.context >= needed else {
      throw .configuration(
        "the model's context has \(shape.context) tokens, but the task \(configuration.task.name) needs \(needed): prompts of up to \(task.longestPrompt) and what follows"
      )
    }
  }

  /// The SHA-256 of a model's weights.
  static func digest(ofModel folder: String) throws(TrainingError) -> String {
    var names = ["model.safetensors"]
    let shards = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    let others = shards.filter { $0.hasSuffix(".safetensors") }.sorted()
    if !others.isEmpty { names = others }
    var bytes: [UInt8] = []
    for name in names {
      guard let data = FileManager.default.contents(atPath: folder + "/" + name) else {
        throw .inputOutput(
          file: folder + "/" + name, reason: "the file cannot be read; start needs a folder with a model")
      }
      bytes += data
    }
    return Digest.sha256(bytes)
  }
}
