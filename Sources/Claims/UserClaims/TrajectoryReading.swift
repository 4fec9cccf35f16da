internal import Foundation

extension TrajectoryTable {
  /// Reads a run as `sharpen simulate --csv` or `--json` printed it.
  ///
  /// CSV: a header with `step` and columns of numbers, empty where nothing was measured. JSON: an object with `steps` and
  /// `columns`, each a list or an object whose `mean` is taken. Steps rise.
  /// - Parameter path: of the file.
  /// - Throws: `ClaimError` with the file and the line.
  public init(path: String) throws(ClaimError) {
    let data = try ClaimText.data(path)
    let text = String(decoding: data, as: UTF8.self)
    let isJSON = text.first { !$0.isWhitespace } == "{"
    self = isJSON ? try Self.json(data, path) : try Self.csv(text, path)
    if steps.isEmpty { throw .malformed(file: path, line: 1, reason: "it holds no step") }
  }

  private static func csv(_ text: String, _ file: String) throws(ClaimError) -> TrajectoryTable {
    let lines = text.split(omittingEmptySubsequences: false) { $0.isNewline }.enumerated().filter {
      !$0.element.allSatisfy(\.isWhitespace)
    }
    let names = cells(lines.first?.element ?? "")
    guard let stepColumn = names.firstIndex(of: "step") else {
      throw .malformed(
        file: file, line: 1,
        reason: "the header has no column step but \(ClaimError.shown(names.joined(separator: ", ")))")
    }
    if Set(names).count < names.count {
      throw .malformed(file: file, line: 1, reason: "a column stands twice in the header; keep one")
    }
    var steps: [Int] = []
    var values = [[Double?]](repeating: [], count: names.count)
    for (index, line) in lines.dropFirst() {
      let row = cells(line)
      guard row.count == names.count else {
        throw .malformed(
          file: file, line: index + 1, reason: "\(row.count) values stand under \(names.count) columns")
      }
      guard let step = Int(row[stepColumn]), steps.last.map({ $0 < step }) ?? true else {
        throw .malformed(
          file: file, line: index + 1,
          reason: "the step is \"\(ClaimError.shown(row[stepColumn]))\", but steps are integers that rise")
      }
      steps.append(step)
      for (column, cell) in row.enumerated() where column != stepColumn {
        let number = Double(cell)
        if !cell.isEmpty && !(number?.isFinite ?? false) {
          throw .malformed(
            file: file, line: index + 1,
            reason: "\(names[column]) is \"\(ClaimError.shown(cell))\", but a number or nothing is needed")
        }
        values[column].append(number)
      }
    }
    var columns: [String: [Double?]] = [:]
    for (name, list) in zip(names, values) where name != "step" { columns[name] = list }
    return TrajectoryTable(steps: steps, columns: columns)
  }

  private static func cells(_ line: Substring) -> [String] {
    line.split(separator: ",", omittingEmptySubsequences: false).map {
      $0.trimmingCharacters(in: CharacterSet(charactersIn: " \t\""))
    }
  }

  private static func json(_ data: Data, _ file: String) throws(ClaimError) -> TrajectoryTable {
    guard case .object(let fields) = try ClaimJSON.read(data, file: file),
      case .list(let steps)? = fields["steps"], case .object(let columns)? = fields["columns"]
    else {
      throw .malformed(file: file, line: 1, reason: "an object with \"steps\" and \"columns\" is needed")
    }
    let numbers = steps.compactMap(\.int)
    guard numbers.count == steps.count, zip(numbers, numbers.dropFirst()).allSatisfy({ $0 < $1 }) else {
      throw .badValue(place: file, field: "steps", found: "others", needed: "a list of integers that rise")
    }
    var table: [String: [Double?]] = [:]
    for (name, value) in columns {
      var list = value
      if case .object(let parts) = value { list = parts["mean"] ?? .null }
      guard case .list(let entries) = list, entries.count == numbers.count,
        entries.allSatisfy({ $0 == .null || $0.double != nil })
      else {
        throw .badValue(
          place: file, field: name, found: value.summary,
          needed: "one number or null a step, \(numbers.count)")
      }
      table[name] = entries.map(\.double)
    }
    return TrajectoryTable(steps: numbers, columns: table)
  }
}
