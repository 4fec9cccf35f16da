internal import Foundation
internal import Synchronization
internal import Transformer

/// The folder of one training.
///
/// `configuration.json` names the run; `prior` is the model at the start and `checkpoints/step-N` the one after N steps, both
/// in the Hugging Face layout; `pretraining` is there while a prior is being made; `trajectory.csv` and `probes.jsonl`
/// are what was measured up to the last checkpoint. Folders are whole or not there.
final class RunFolder {
  let path: String
  private let lock: Int32

  /// Opens a folder and keeps others out of it.
  ///
  /// - Parameters:
  ///   - isNew: the folder must be empty or not there, and is made; otherwise it must be that of a run.
  init(_ path: String, isNew: Bool) throws(TrainingError) {
    let files = FileManager.default
    if isNew {
      let there = (try? files.contentsOfDirectory(atPath: path)) ?? []
      if there.contains("configuration.json") {
        throw .folder(
          folder: path, what: "holds a run already; take it up with --resume, or give another folder")
      }
      guard there.filter({ $0 != ".lock" }).isEmpty else {
        throw .folder(folder: path, what: "is not empty; give a folder that is not there yet")
      }
      try WholeFolder.attempt(path) {
        try files.createDirectory(atPath: path, withIntermediateDirectories: true)
      }
    } else if !files.fileExists(atPath: path + "/configuration.json") {
      throw .folder(folder: path, what: "holds no run: there is no configuration.json in it")
    }
    self.path = path
    lock = unsafe open(path + "/.lock", O_CREAT | O_RDWR, 0o644)
    guard lock >= 0 else {
      throw .inputOutput(file: path + "/.lock", reason: "writing is not allowed there; choose another folder")
    }
    guard flock(lock, LOCK_EX | LOCK_NB) == 0 else {
      close(lock)
      throw .folder(folder: path, what: "is in use by another process; wait until that ends")
    }
  }

  /// Removes what a killed process had not finished; only whoever holds the folder may.
  func removeUnfinished() {
    WholeFolder.removeUnfinished(in: path)
    WholeFolder.removeUnfinished(in: checkpoints)
  }

  deinit { close(lock) }

  private var configurationFile: String { path + "/configuration.json" }
  var prior: String { path + "/prior" }
  var pretraining: String { path + "/pretraining" }
  private var checkpoints: String { path + "/checkpoints" }

  /// Whether a folder of the run is there, and so whole.
  func has(_ folder: String) -> Bool { FileManager.default.fileExists(atPath: folder) }

  /// Writes the run's name.
  func write(_ configuration: TrainingConfiguration) throws(TrainingError) {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    var data = Data()
    try WholeFolder.attempt(configurationFile) { data = try encoder.encode(configuration) }
    try WholeFolder.write(data + Data("\n".utf8), to: configurationFile)
  }

  /// Reads the run's name.
  func configuration() throws(TrainingError) -> TrainingConfiguration {
    guard let data = FileManager.default.contents(atPath: configurationFile) else {
      throw .inputOutput(file: configurationFile, reason: "the file cannot be read")
    }
    do {
      return try JSONDecoder().decode(TrainingConfiguration.self, from: data)
    } catch {
      throw .damaged(file: configurationFile, what: "this is no configuration of a training: \(error)")
    }
  }

  /// The folder of a checkpoint.
  func checkpoint(_ step: Int) -> String {
    let digits = String(step)
    return checkpoints + "/step-" + String(repeating: "0", count: max(0, 6 - digits.count)) + digits
  }

  /// The steps of all checkpoints, in order.
  func checkpointSteps() -> [Int] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: checkpoints)) ?? []
    return names.compactMap { $0.hasPrefix("step-") ? Int($0.dropFirst(5)) : nil }.sorted()
  }

  /// Removes all checkpoints but the last ones.
  func prune(keeping count: Int) {
    for step in checkpointSteps().dropLast(count) {
      try? FileManager.default.removeItem(atPath: checkpoint(step))
    }
  }

  /// Removes what pretraining left.
  func removePretraining() { try? FileManager.default.removeItem(atPath: pretraining) }
}
