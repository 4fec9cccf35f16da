internal import Foundation
internal import Transformer

/// Pretrained models on disk, found by the digest of what they were made from.
///
/// Each is a folder in the Hugging Face layout with its `prior.json`: task, size, pretraining. An entry is whole or not
/// there, so that several processes may share a cache.
public struct PriorCache: Sendable {
  /// The folder that holds the models' folders.
  public let folder: String

  /// A cache in a folder, which is made when the first model is kept.
  public init(folder: String) { self.folder = folder }

  /// The folder of a configuration's pretrained model, whether it is there or not.
  public func entry(of configuration: TrainingConfiguration) -> String {
    "\(folder)/\(configuration.task.name)-\(configuration.priorDigest.prefix(16))"
  }

  /// The pretrained model of a configuration; nil where it has not been kept.
  func model(of configuration: TrainingConfiguration) throws(TrainingError) -> LanguageModel? {
    let entry = entry(of: configuration)
    guard FileManager.default.fileExists(atPath: entry) else { return nil }
    do {
      return try LanguageModel(folder: entry)
    } catch {
      throw .checkpoint(error)
    }
  }

  /// Keeps the pretrained model of a configuration.
  func keep(
    _ model: LanguageModel, _ task: any TaskDefinition, of configuration: TrainingConfiguration
  ) throws(TrainingError) {
    try WholeFolder.write(entry(of: configuration)) { partial throws(TrainingError) in
      try TrainingState.save(model, task, to: partial)
      var data = Canonical.json(configuration.pretraining)
      data =
        Data("{\"task\":".utf8) + Canonical.json(configuration.task) + Data(",\"model\":".utf8)
        + Canonical.json(configuration.model) + Data(",\"pretraining\":".utf8) + data + Data("}\n".utf8)
      try WholeFolder.write(data, to: partial + "/prior.json")
    }
  }
}
