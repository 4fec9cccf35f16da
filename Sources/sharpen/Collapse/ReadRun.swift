import Logs
import Measurement

/// A run with all that is known of the file it was read from.
struct ReadRun {
  /// The run under its name.
  let run: CollapseRun
  /// The file's columns, layout and remarks.
  let imported: ImportedRun

  /// What to say where a rule's column is missing: the columns that the file has, and the nearest known names.
  ///
  /// Other errors stay what they are.
  func explained(_ error: CollapseError) -> any Error {
    let wanted: Trajectory.Column? =
      switch error {
      case .noRule: CollapseRule.standard.metric
      case .missingColumns(_, _, let missing): missing.first
      default: nil
      }
    guard let wanted else { return error }
    do throws(LogError) {
      _ = try imported.values(named: wanted.rawValue)
    } catch let missing {
      return Failure.data("\(error.description.dropLast()); \(missing)")
    }
    return error
  }

  /// The same for the one of several runs that the error names.
  static func explained(_ error: CollapseError, among runs: [ReadRun]) -> any Error {
    guard case .missingColumns(let name, _, _) = error, let read = runs.first(where: { $0.run.name == name })
    else { return error }
    return read.explained(error)
  }
}
