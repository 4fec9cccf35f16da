/// The first record of a table: which column holds what.
struct CSVHeader {
  /// The columns that mean something.
  static let known = ["problem_id", "answer", "correct", "count"]

  /// What separates fields.
  let delimiter: UInt8
  /// The columns' names in order.
  let columns: [String]

  /// Reads the header with each delimiter; the best is the one that finds most known columns, then most columns.
  static func candidates(in text: LogText, at line: LogText.Line) -> [CSVHeader] {
    let headers = [UInt8(ascii: ","), UInt8(ascii: "\t"), UInt8(ascii: ";")].map { delimiter in
      var scanner = CSVScanner(text, delimiter: delimiter)
      var fields: [CSVScanner.Field] = []
      let isRead = (try? scanner.next(into: &fields)) ?? false
      return CSVHeader(
        delimiter: delimiter, columns: isRead ? fields.map { trimmed(scanner.text(of: $0)) } : [])
    }
    return headers.sorted { ($0.knownCount, $0.columns.count) > ($1.knownCount, $1.columns.count) }
  }

  private var knownCount: Int { columns.count { Self.known.contains($0) } }

  /// Refuses columns that are unknown, stand twice or are missing.
  func check(file: String, line: Int) throws(LogError) {
    for (index, column) in columns.enumerated() {
      guard Self.known.contains(column) else {
        throw .unknownColumn(file: file, column: column, suggestion: suggestion(for: column))
      }
      if columns[..<index].contains(column) { throw .repeatedField(file: file, line: line, field: column) }
    }
    for column in ["problem_id", "answer"] where !columns.contains(column) {
      throw .missingColumn(file: file, column: column, seen: columns)
    }
  }

  /// The known column that is nearest in spelling and not there yet, if any is near.
  private func suggestion(for column: String) -> String? {
    let name = Array(column.lowercased().utf8.prefix(40))
    let free = Self.known.filter { !columns.contains($0) }
    let distances = free.map { (distance: SpellingDistance.between(name, Array($0.utf8)), name: $0) }
    // A prefix is near whatever its length: `problem` for `problem_id`, `answers` for `answer`.
    if let prefix = free.first(where: {
      !name.isEmpty && ($0.utf8.starts(with: name) || name.starts(with: $0.utf8))
    }) {
      return prefix
    }
    return distances.min { $0.distance < $1.distance }.flatMap { $0.distance <= 3 ? $0.name : nil }
  }

  private static func trimmed(_ name: String) -> String {
    var part = name[...]
    while part.first?.isWhitespace == true { part.removeFirst() }
    while part.last?.isWhitespace == true { part.removeLast() }
    return String(part)
  }
}
