/// How near two words are in spelling.
enum Spelling {
  /// The known words that are nearest, three at the most, in a sentence's list.
  static func nearest(_ word: String, among known: [String]) -> String {
    let ranked = known.map { (distance: distance($0, word), word: $0) }.sorted {
      ($0.distance, $0.word) < ($1.distance, $1.word)
    }
    return ranked.prefix(3).map(\.word).joined(separator: ", ")
  }

  /// Levenshtein's distance without regard to case; a word that begins with the other is nearer than any other.
  static func distance(_ a: String, _ b: String) -> Int {
    let (a, b) = (Array(a.lowercased().prefix(60)), Array(b.lowercased().prefix(60)))
    if !a.isEmpty && !b.isEmpty && (a.starts(with: b) || b.starts(with: a)) { return a == b ? 0 : 1 }
    var last = Array(0...b.count)
    for (row, letter) in a.enumerated() {
      var line = [row + 1]
      for (column, other) in b.enumerated() {
        let replaced = last[column] + (letter == other ? 0 : 1)
        line.append(min(replaced, last[column + 1] + 1, line[column] + 1))
      }
      last = line
    }
    return last[b.count]
  }
}
