internal import Measurement

/// Gathers a run's numbers, column by column, in the order in which they come.
struct RunCollector {
  /// What a foreign name stands for.
  enum Meaning: Equatable {
    /// By the user's word; the index is that of the mapping.
    case mapped(Int)
    case known(AliasTable.Match)
    case unknown
  }

  /// One foreign column.
  struct Column {
    let name: String
    let meaning: Meaning
    /// NaN where there is none; shorter than the rows if the last ones have none.
    var numbers: [Double] = []
    var notFinite = 0
    var firstNotFinite = 0
    var isText = false
    /// Cells that end in a percent sign were divided by 100.
    var hasPercentSigns = false
  }

  let file: String
  let options: RunReadingOptions
  var columns: [Column] = []
  private(set) var steps: [Int] = []
  private(set) var lines: [Int32] = []
  var notes: [RunNote] = []
  /// Rows without a step.
  private(set) var rowsWithoutStep = 0
  private var firstWithoutStep = 0
  /// Rows behind a later step.
  private(set) var unordered = 0
  /// Steps whose row came again at once with the same numbers.
  private(set) var repeated: [Int] = []
  /// The largest step so far.
  private var latest: Int?
  private var indices: [String: Int] = [:]
  private var pending: [(column: Int, number: Double)] = []

  init(file: String, options: RunReadingOptions) {
    self.file = file
    self.options = options
  }

  /// The index of a column, made if it is new.
  mutating func column(_ name: String) -> Int {
    if let index = indices[name] { return index }
    let meaning: Meaning
    if let mapping = options.mappings.firstIndex(where: { $0.source == name && $0.column != nil }) {
      meaning = .mapped(mapping)
    } else if let match = AliasTable.standard.match(name), case .column = match.alias.target {
      meaning = .known(match)
    } else {
      meaning = .unknown
    }
    columns.append(Column(name: name, meaning: meaning))
    indices[name] = columns.count - 1
    return columns.count - 1
  }

  /// Whether a percent sign can stand in a column: a share, or unknown, and all its numbers so far have one.
  mutating func takesPercentSign(_ column: Int) -> Bool {
    if columns[column].hasPercentSigns { return true }
    var target: Trajectory.Column?
    switch columns[column].meaning {
    case .mapped(let mapping): target = options.mappings[mapping].column
    case .known(let match): if case .column(let known) = match.alias.target { target = known }
    case .unknown: break
    }
    guard columns[column].numbers.isEmpty, (target?.unit ?? .fraction) == .fraction else { return false }
    columns[column].hasPercentSigns = true
    return true
  }

  /// Notes a cell of the row that is being read.
  ///
  /// - Throws: `LogError.badValue` where a known column holds text.
  mutating func set(
    _ column: Int, _ reading: NumberScanner.Reading, step: Int, line: Int, found: @autoclosure () -> String
  ) throws(LogError) {
    switch reading {
    case .number(let number): pending.append((column, number))
    case .absent: break
    case .notFinite:
      if columns[column].notFinite == 0 { columns[column].firstNotFinite = step }
      columns[column].notFinite += 1
    case .text:
      if columns[column].meaning != .unknown {
        throw .badValue(
          file: file, line: line, field: columns[column].name, found: found(), needed: "a number")
      }
      columns[column].isText = true
    }
  }

  /// Ends a row: it joins the row before it if that has the same step and no number is contradicted.
  mutating func endRow(step: Int, line: Int) {
    defer { pending.removeAll(keepingCapacity: true) }
    if step != steps.last || contradictsLastRow {
      if let latest, step < latest { unordered += 1 }
      latest = max(latest ?? step, step)
      steps.append(step)
      lines.append(Int32(clamping: line))
    } else {
      lines[lines.count - 1] = Int32(clamping: line)
      if saysNothingNew { repeated.append(step) }
    }
    let row = steps.count - 1
    for (column, number) in pending {
      let missing = row - columns[column].numbers.count
      if missing > 0 {
        columns[column].numbers.append(contentsOf: repeatElement(.nan, count: missing))
      }
      if missing < 0 { columns[column].numbers[row] = number } else { columns[column].numbers.append(number) }
    }
  }

  /// Leaves a row out that says no step.
  mutating func dropRow(line: Int) {
    pending.removeAll(keepingCapacity: true)
    if rowsWithoutStep == 0 { firstWithoutStep = line }
    rowsWithoutStep += 1
    notes.removeAll { if case .noStep = $0 { true } else { false } }
    notes.append(.noStep(rows: rowsWithoutStep, firstLine: firstWithoutStep))
  }

  /// Whether a later row says other numbers than an earlier one of the same step.
  ///
  /// Names that begin with an underscore are clocks of Weights & Biases and contradict nothing.
  func contradicts(_ column: Int, _ earlier: Double, _ later: Double) -> Bool {
    earlier != later && !earlier.isNaN && !later.isNaN && !columns[column].name.hasPrefix("_")
  }

  private var contradictsLastRow: Bool {
    let row = steps.count - 1
    return pending.contains { column, number in
      row < columns[column].numbers.count && contradicts(column, columns[column].numbers[row], number)
    }
  }

  private var saysNothingNew: Bool {
    let row = steps.count - 1
    return !pending.isEmpty
      && pending.allSatisfy { column, _ in
        row < columns[column].numbers.count && !columns[column].numbers[row].isNaN
      }
  }

  /// Exchanges the steps for others in the same order, for logs that tell them only at the end.
  mutating func renumber(_ numbers: [Int]) {
    steps = numbers
  }
}
