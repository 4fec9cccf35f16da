extension VoteReader {
  /// A table with the columns `problem_id` and `answer`, and perhaps `correct` and `count`, in any order.
  ///
  /// The header tells the delimiter: comma, tab or semicolon. Rows stand in the order sampled; a row with a count stands
  /// for that many samples in a row, so first-seen ties are decided by the rows' order. Rows of one problem need not be
  /// adjacent. An empty field is the empty answer, not a missing one; pass `""` as a null answer to change that.
  static func readCSV(_ text: LogText, into collector: inout VoteCollector) throws(LogError) {
    guard let firstLine = text.lines.first(where: { _ in true }) else { return }
    guard let header = CSVHeader.candidates(in: text, at: firstLine).first else { return }
    try header.check(file: text.name, line: firstLine.number)
    var rows = CSVRows(text, header)
    var scanner = CSVScanner(text, delimiter: header.delimiter)
    var fields: [CSVScanner.Field] = []
    do {
      _ = try scanner.next(into: &fields)
      try collector.note(marked: header.columns.contains("correct"), line: firstLine.number)
      while try scanner.next(into: &fields) { try rows.append(fields, scanner) }
    } catch let error as CSVScanner.Mistake {
      throw .malformedCSV(file: text.name, line: error.line, reason: error.reason)
    } catch let error as LogError {
      throw error
    } catch {
      throw .malformedCSV(file: text.name, line: scanner.recordLine, reason: "\(error)")
    }
    try rows.handOver(to: &collector)
  }
}

/// The rows of a table, gathered by problem.
private struct CSVRows {
  private let file: String
  private let columns: [String]
  private let problem: Int
  private let answer: Int
  private let correct: Int?
  private let count: Int?
  private var numbers: [String: Int] = [:]
  private var problems: [(id: String, line: Int, rollouts: [VoteCollector.Rollout])] = []
  private var previous: (field: CSVScanner.Field, number: Int)?

  init(_ text: LogText, _ header: CSVHeader) {
    file = text.name
    columns = header.columns
    problem = columns.firstIndex(of: "problem_id") ?? 0
    answer = columns.firstIndex(of: "answer") ?? 0
    correct = columns.firstIndex(of: "correct")
    count = columns.firstIndex(of: "count")
  }

  mutating func append(_ fields: [CSVScanner.Field], _ scanner: CSVScanner) throws(LogError) {
    let line = scanner.recordLine
    guard fields.count == columns.count else {
      throw .malformedCSV(
        file: file, line: line,
        reason: "the header has \(columns.count) columns, this row has \(fields.count)")
    }
    var rollout = VoteCollector.Rollout(
      answer: scanner.text(of: fields[answer]), line: line, isCorrect: false)
    if let count { rollout.count = try repetitions(scanner.text(of: fields[count]), line) }
    if let correct { rollout.isCorrect = try mark(scanner.text(of: fields[correct]), line) }
    problems[number(of: fields[problem], scanner)].rollouts.append(rollout)
  }

  mutating func handOver(to collector: inout VoteCollector) throws(LogError) {
    for index in problems.indices {
      let problem = problems[index]
      // Gathered rows are as large as the set that is built from them: let each problem's go at once.
      problems[index].rollouts = []
      try collector.append(problem: problem.id, line: problem.line, rollouts: problem.rollouts)
    }
  }

  /// The problem that a row belongs to; mostly the previous row's, which needs no text.
  private mutating func number(of field: CSVScanner.Field, _ scanner: CSVScanner) -> Int {
    if let previous, scanner.isSame(previous.field, field) { return previous.number }
    let id = scanner.text(of: field)
    let number = numbers[id] ?? problems.count
    if number == problems.count {
      numbers[id] = number
      problems.append((id, scanner.recordLine, []))
    }
    previous = (field, number)
    return number
  }

  private func repetitions(_ text: String, _ line: Int) throws(LogError) -> Int32 {
    if let count = Int32(text), count >= 1, text.utf8.first != UInt8(ascii: "+") { return count }
    throw badValue(text, line, field: "count", needed: "an integer from 1 to \(Int32.max)")
  }

  private func mark(_ text: String, _ line: Int) throws(LogError) -> Bool {
    switch text {
    case "0", "false", "False", "FALSE", "0.0": return false
    case "1", "true", "True", "TRUE", "1.0": return true
    default: throw badValue(text, line, field: "correct", needed: "0, 1, true or false")
    }
  }

  private func badValue(_ text: String, _ line: Int, field: String, needed: String) -> LogError {
    if let number = Double(text), !number.isFinite { return .notFinite(file: file, line: line, field: field) }
    return .badValue(file: file, line: line, field: field, found: LogError.quoted(text), needed: needed)
  }
}
