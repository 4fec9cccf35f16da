/// Why runs could not be judged or compared.
public enum CollapseError: Error, Equatable, Sendable {
  /// No rule fits the run's columns.
  case noRule(run: String, columns: [Trajectory.Column])
  /// The rule needs columns that the run does not have.
  case missingColumns(run: String, rule: String, missing: [Trajectory.Column])
  /// The run has fewer measured steps than the rule's hold.
  case tooShort(run: String, rule: String, steps: Int, hold: Int)
  /// Two runs of one record have the same name.
  case duplicateRun(run: String)
  /// A record without runs.
  case noRuns(record: String)
  /// A record of another version of the format.
  case version(record: String, found: Int, needed: Int)
  /// Two records measure different quantities.
  case metric(baseline: Trajectory.Column, new: Trajectory.Column)
  /// Two records use different rules.
  case rule(baseline: CollapseRule, new: CollapseRule)
  /// Runs that should be paired, or repeated exactly, have no partner.
  case unpaired(runs: [String])
  /// A single run was to be compared, and there are more.
  case notSingle(count: Int)
}

extension CollapseError: CustomStringConvertible {
  /// One sentence: what is wrong, and what to do about it.
  public var description: String {
    func list(_ columns: [Trajectory.Column]) -> String {
      columns.isEmpty ? "nothing" : columns.map(\.rawValue).joined(separator: ", ")
    }
    switch self {
    case .noRule(let run, let columns):
      return
        "No collapse rule fits the run '\(run)', which measures \(list(columns)): name a rule or add a column."
    case .missingColumns(let run, let rule, let missing):
      return "The rule '\(rule)' needs \(list(missing)), which the run '\(run)' does not have."
    case .tooShort(let run, let rule, let steps, let hold):
      return
        "The run '\(run)' has \(steps) measured steps, fewer than the \(hold) for which the rule '\(rule)' holds."
    case .duplicateRun(let run): return "Two runs are named '\(run)': give each a name of its own."
    case .noRuns(let record): return "The record '\(record)' has no runs."
    case .version(let record, let found, let needed):
      return "The record '\(record)' has format version \(found), not \(needed): record it again."
    case .metric(let baseline, let new):
      return
        "The baseline measures \(baseline.rawValue) and the new runs \(new.rawValue): their steps do not compare."
    case .rule(let baseline, let new):
      return "The baseline's rule is not the new runs': '\(baseline)' against '\(new)'."
    case .unpaired(let runs):
      return "These runs have no partner of the same name or seed: \(runs.joined(separator: ", "))."
    case .notSingle(let count): return "A single run was to be compared, and there are \(count)."
    }
  }
}
