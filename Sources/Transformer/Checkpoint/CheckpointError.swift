/// Why a checkpoint could not be read or written; `description` is the one sentence for a person.
public enum CheckpointError: Error, Equatable, CustomStringConvertible {
  /// A file could not be opened, read or written.
  case unreadable(file: String, reason: String)
  /// A file is not what its name says.
  case malformed(file: String, what: String)
  /// A model that this module cannot run.
  case unsupported(file: String, what: String)
  /// A tensor is not there.
  case missingTensor(file: String, name: String)
  /// A tensor has another shape than config.json gives it.
  case wrongShape(file: String, name: String, found: [Int], needed: [Int])

  /// One sentence: what is wrong, where, and what to do.
  public var description: String {
    switch self {
    case .unreadable(let file, let reason): "\(file): \(reason)"
    case .malformed(let file, let what): "\(file): \(what)"
    case .unsupported(let file, let what): "\(file): \(what)"
    case .missingTensor(let file, let name):
      "\(file): there is no tensor \(name); the weights do not belong to this config.json"
    case .wrongShape(let file, let name, let found, let needed):
      "\(file): tensor \(name) has the shape \(found), but config.json makes it \(needed)"
    }
  }
}
