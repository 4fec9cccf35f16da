public import Measurement

/// What a user should know of an imported run: what was decided, left out or repaired, with counts.
public enum RunNote: Equatable, Sendable {
  /// Steps that stand on several rows, as after a restart; of rows with different numbers the last counts.
  case repeatedSteps(count: Int, first: Int, last: Int, rowsDropped: Int)
  /// Rows that were not in the order of their steps.
  case unordered(rows: Int)
  /// A column taken for percent because of its size.
  case percent(column: Trajectory.Column, name: String, largest: Double)
  /// A column whose name is known but whose numbers cannot be that.
  case refused(column: Trajectory.Column, name: String, reason: String)
  /// Several names for one column, of which the first was taken.
  case alternatives(column: Trajectory.Column, taken: String, others: [String])
  /// What the source means by a column.
  case convention(column: Trajectory.Column, name: String, remark: String)
  /// NaN or infinite values, which count as not measured.
  case notFinite(name: String, count: Int, firstStep: Int)
  /// Columns in which some or all values are no numbers; these values are left out.
  case text(names: [String])
  /// NUL bytes, which are left out.
  case nulBytes(count: Int, firstLine: Int)
  /// Lines with NUL bytes within them, which are left out.
  case tornLines(count: Int, firstLine: Int)
  /// A last line or record that is not whole, which is left out.
  case cutEnd(line: Int)
  /// No line break behind the last line.
  case openEnd
  /// A header that comes again, as after a restart.
  case repeatedHeader(count: Int, firstLine: Int)
  /// Rows that say no step, which are left out.
  case noStep(rows: Int, firstLine: Int)
  /// The column that numbers the steps, where it is not the layout's own.
  case stepName(String)
  /// A log that says no steps: its rows are numbered from 1.
  case numbered(rows: Int)
  /// Fields of console lines that are no numbers, which are left out.
  case unreadableFields(count: Int, firstLine: Int)
  /// Lines of another layout among those that were read.
  case otherLayout(RunFormat, lines: Int)
  /// Several files that were read one after the other.
  case joined(files: [String])
  /// No column with a known name, and the nearest names that would be known.
  case nothingKnown(nearest: [String])
}

extension RunNote: CustomStringConvertible {
  /// One sentence for the user.
  public var description: String {
    switch self {
    case .repeatedSteps(let count, let first, let last, let rows):
      let steps = first == last ? "step \(first) stands" : "\(count) steps from \(first) to \(last) stand"
      let dropped =
        rows == 0
        ? "none had other numbers" : "\(rows) with other numbers \(rows == 1 ? "was" : "were") dropped"
      return
        "\(steps) there more than once, as after a restart; the last row counts, and of the others \(dropped)."
    case .unordered(let rows):
      return "\(rows) rows come behind a later step; the rows were sorted by step."
    case .percent(let column, let name, let largest):
      return
        "\(LogError.quoted(name)) reaches \(largest), so it is taken for percent and divided by 100 as"
        + " \(column.rawValue); --map \(LogError.shortened(name))=\(column.rawValue):fraction says otherwise."
    case .refused(let column, let name, let reason):
      return
        "\(LogError.quoted(name)) is not taken for \(column.rawValue): \(reason); it is kept under its own name."
    case .alternatives(let column, let taken, let others):
      return
        "\(column.rawValue) is \(LogError.quoted(taken)), not \(LogError.list(others));"
        + " --map NAME=\(column.rawValue) chooses another."
    case .convention(let column, let name, let remark):
      return "\(column.rawValue) is \(LogError.quoted(name)): \(remark)."
    case .notFinite(let name, let count, let step):
      return
        "\(LogError.quoted(name)) is NaN or infinite \(Self.times(count)), first at step \(step); these count as not"
        + " measured."
    case .text(let names):
      return "cells that hold text are left out, in \(LogError.list(names))."
    case .nulBytes(let count, let line):
      return "\(count) NUL \(count == 1 ? "byte" : "bytes") left out, the first on line \(line)."
    case .tornLines(let count, let line):
      return
        "\(count == 1 ? "1 line" : "\(count) lines") with NUL bytes inside left out, the first is line \(line)."
    case .cutEnd(let line):
      return "the file ends in the middle of line or record \(line), which is left out."
    case .openEnd:
      return "no line break ends the last line; if the file was cut, the last number is cut as well."
    case .repeatedHeader(let count, let line):
      return "the header comes again \(Self.times(count)), first on line \(line), as after a restart."
    case .noStep(let rows, let line):
      return
        "\(rows == 1 ? "1 row says" : "\(rows) rows say") no step and are left out, the first on line \(line)."
    case .stepName(let name):
      return "the steps are those of \(LogError.quoted(name))."
    case .numbered(let rows):
      return "the log says no steps; its \(rows) rows are numbered from 1."
    case .unreadableFields(let count, let line):
      return
        "\(count == 1 ? "1 field that is no number is" : "\(count) fields that are no numbers are") left out, the first"
        + " on line \(line)."
    case .otherLayout(let format, let lines):
      return "\(lines == 1 ? "1 line" : "\(lines) lines") of the layout \(format.rawValue) left out."
    case .joined(let files):
      return "read one after the other: \(LogError.list(files))."
    case .nothingKnown(let nearest):
      return
        "no column has a known name; near are \(LogError.list(nearest)), and --map NAME=COLUMN says what a column is."
    }
  }

  private static func times(_ count: Int) -> String { count == 1 ? "once" : "\(count) times" }
}
