public import Transformer

/// What can stop a training, each with what is wrong, where, and what to do.
public enum TrainingError: Error, Equatable, CustomStringConvertible {
  /// The settings cannot be run.
  case configuration(String)
  /// The folder is a run of other settings.
  case otherConfiguration(folder: String, difference: String)
  /// The folder is in use, not there, or holds something else.
  case folder(folder: String, what: String)
  /// A file could not be written or read.
  case inputOutput(file: String, reason: String)
  /// A file of the run says something impossible.
  case damaged(file: String, what: String)
  /// A model could not be read or written.
  case checkpoint(CheckpointError)
  /// A task's file could not be used.
  case task(TaskError)
  /// A number was none; what was saved last is good.
  case diverged(stage: String, step: Int, lastGood: String?)

  /// One sentence.
  public var description: String {
    switch self {
    case .configuration(let sentence): sentence
    case .otherConfiguration(let folder, let difference):
      "\(folder) is a run of another configuration (\(difference)); give another folder"
    case .folder(let folder, let what): "\(folder) \(what)"
    case .inputOutput(let file, let reason): "\(file): \(reason)"
    case .damaged(let file, let what): "\(file): \(what)"
    case .checkpoint(let error): error.description
    case .task(let error): error.description
    case .diverged(let stage, let step, let lastGood):
      "\(stage) diverged at step \(step): a loss, log-probability or gradient was not a finite number; try a lower learning rate"
        + (lastGood.map { "; the last good checkpoint is \($0)" } ?? "; there is no checkpoint yet")
    }
  }
}
