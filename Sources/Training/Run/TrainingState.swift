internal import Foundation
internal import Measurement
internal import Transformer

/// What a checkpoint holds beside the model and the optimiser's arrays.
struct TrainingState: Codable {
  var step: Int
  var optimiserSteps: Int
  var tokens = 0.0
  var accuracy: Double?
  var steps: [Int] = []
  var columns: [String: [Double?]] = [:]
  var probes = ProbeRecords()
}

extension TrainingState {
  private static let file = "/state.json"
  private static let arrays = "/optimiser.safetensors"

  /// Writes a checkpoint: a model in the Hugging Face layout, the optimiser's memory, the state.
  func save(
    _ model: LanguageModel, _ optimiser: ModelOptimiser, _ task: any TaskDefinition, to folder: String
  ) throws(TrainingError) {
    let state = self
    try WholeFolder.write(folder) { partial throws(TrainingError) in
      try Self.save(model, task, to: partial)
      try WholeFolder.attempt(folder) {
        try TensorFile.write(optimiser.memory.arrays, to: partial + Self.arrays)
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        try encoder.encode(state).write(to: URL(fileURLWithPath: partial + Self.file))
      }
    }
  }

  /// Writes a model and its tokenizer in the Hugging Face layout.
  static func save(
    _ model: LanguageModel, _ task: any TaskDefinition, to folder: String
  ) throws(TrainingError) {
    try WholeFolder.attempt(folder) {
      try model.save(folder: folder, stop: task.stop)
      if let table = task.tokenizer as? CharacterTokenizer {
        try table.save(folder: folder, stop: task.stop, context: model.configuration.context)
      } else if let file = task.tokenizerFolder {
        for name in ["tokenizer.json", "tokenizer_config.json"]
        where FileManager.default.fileExists(atPath: file + "/" + name) {
          try FileManager.default.copyItem(atPath: file + "/" + name, toPath: folder + "/" + name)
        }
      }
    }
  }

  /// Reads a checkpoint.
  static func load(
    _ folder: String, into optimiser: inout ModelOptimiser
  ) throws(TrainingError) -> (state: TrainingState, model: LanguageModel) {
    guard let data = FileManager.default.contents(atPath: folder + file) else {
      throw .inputOutput(file: folder + file, reason: "the file cannot be read")
    }
    let state: TrainingState
    do {
      state = try JSONDecoder().decode(TrainingState.self, from: data)
    } catch {
      throw .damaged(
        file: folder + file, what: "this is no state of a training; remove \(folder) to go back a checkpoint")
    }
    guard state.step >= 0, state.optimiserSteps >= 0,
      state.columns.allSatisfy({
        Trajectory.Column(rawValue: $0.key) != nil && $0.value.count == state.steps.count
      }),
      zip(state.steps, state.steps.dropFirst()).allSatisfy({ $0 < $1 })
    else {
      throw .damaged(file: folder + file, what: "the steps and columns do not fit together; remove \(folder)")
    }
    do {
      try optimiser.restore(steps: state.optimiserSteps) { name, count throws(CheckpointError) in
        try TensorFile.read(name, count: count, from: folder + arrays)
      }
      return (state, try LanguageModel(folder: folder))
    } catch {
      throw .checkpoint(error)
    }
  }

  /// The measured columns.
  var trajectory: Trajectory {
    var columns: [Trajectory.Column: [Double?]] = [:]
    for (name, values) in self.columns {
      if let column = Trajectory.Column(rawValue: name) { columns[column] = values }
    }
    return Trajectory(steps: steps, columns: columns)
  }
}

extension PretrainingRun {
  /// Writes a checkpoint.
  func save(to folder: String) throws(TrainingError) {
    let state = TrainingState(
      step: stepsTaken, optimiserSteps: optimiser.memory.steps, accuracy: accuracy)
    try state.save(model, optimiser, task, to: folder)
  }

  /// Takes up a checkpoint of the same settings.
  mutating func restore(from folder: String) throws(TrainingError) {
    let (state, model) = try TrainingState.load(folder, into: &optimiser)
    try model.matches(self.model, folder)
    self.model = model
    stepsTaken = state.step
    accuracy = state.accuracy
  }
}

extension ReinforcementRun {
  /// Writes a checkpoint.
  func save(to folder: String) throws(TrainingError) {
    var state = TrainingState(step: stepsTaken, optimiserSteps: optimiser.memory.steps, tokens: tokens)
    state.steps = trajectory.steps
    for column in trajectory.columns { state.columns[column.rawValue] = trajectory[column] }
    state.probes = probes
    try state.save(model, optimiser, task, to: folder)
  }

  /// Takes up a checkpoint of the same settings.
  mutating func restore(from folder: String) throws(TrainingError) {
    let (state, model) = try TrainingState.load(folder, into: &optimiser)
    try model.matches(start, folder)
    self.model = model
    stepsTaken = state.step
    tokens = state.tokens
    trajectory = state.trajectory
    probes = state.probes
  }
}

extension LanguageModel {
  fileprivate func matches(_ other: LanguageModel, _ folder: String) throws(TrainingError) {
    if configuration == other.configuration { return }
    throw .damaged(file: folder + "/config.json", what: "the model has another shape than the run's")
  }
}
