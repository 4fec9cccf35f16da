/// A table of text whose columns line up: the first one to the left, numbers to the right.
struct TextTable {
  /// How a column's cells stand.
  enum Alignment {
    case left
    case right
  }

  private let header: [String]
  private let alignments: [Alignment]
  private var rows: [[String]] = []

  init(_ columns: (String, Alignment)...) {
    header = columns.map(\.0)
    alignments = columns.map(\.1)
  }

  init(columns: [(String, Alignment)]) {
    header = columns.map(\.0)
    alignments = columns.map(\.1)
  }

  mutating func add(_ cells: [String]) {
    precondition(cells.count == header.count, "a row needs one cell a column")
    rows.append(cells)
  }

  var text: String {
    let all = [header] + rows
    let widths = header.indices.map { column in all.map { $0[column].count }.max() ?? 0 }
    return all.map { row in
      let cells = row.indices.map { column in
        let space = String(repeating: " ", count: widths[column] - row[column].count)
        return alignments[column] == .left ? row[column] + space : space + row[column]
      }
      return cells.joined(separator: "  ").trimmingTrailingSpaces
    }.joined(separator: "\n") + "\n"
  }
}

extension String {
  /// The string without spaces at its end.
  var trimmingTrailingSpaces: String {
    var end = endIndex
    while end > startIndex, self[index(before: end)] == " " { end = index(before: end) }
    return String(self[..<end])
  }

  /// At most `width` characters, an ellipsis standing for the rest.
  func shortened(to width: Int) -> String { count <= width ? self : prefix(width - 1) + "…" }
}
