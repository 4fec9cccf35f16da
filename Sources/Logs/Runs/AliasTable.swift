internal import Measurement

/// The foreign names of the waist's columns: data, in Sources/Logs/aliases.csv.
struct AliasTable: Sendable {
  /// What a foreign name stands for.
  enum Target: Equatable, Sendable {
    case step
    case column(Trajectory.Column)

    var name: String {
      switch self {
      case .step: "step"
      case .column(let column): column.rawValue
      }
    }

    init?(name: String) {
      if name == "step" {
        self = .step
      } else if let column = Trajectory.Column(rawValue: name) {
        self = .column(column)
      } else {
        return nil
      }
    }
  }

  /// One line of the table.
  struct Alias: Equatable, Sendable {
    /// In lower case; `*` stands for any text but the empty one, `#` for digits.
    let pattern: String
    let target: Target
    let unit: MetricUnit
    /// What a user should know of the source's convention.
    let remark: String?
  }

  /// A name's place in the table; of two names for a column the one with the lower rank is taken.
  struct Match: Equatable, Sendable {
    let rank: Int
    let alias: Alias
  }

  let aliases: [Alias]
  private let exact: [String: Int]
  private let wild: [Int]

  /// The committed table.
  static let standard = AliasTable(EmbeddedAliases.text)

  /// Lines of `name,column,unit,remark` behind a header; a remark with a comma stands in quotes.
  init(_ text: String) {
    aliases = text.split(separator: "\n").dropFirst().compactMap { line in
      let parts = line.split(separator: ",", maxSplits: 3, omittingEmptySubsequences: false).map(String.init)
      guard parts.count == 4, let target = Target(name: parts[1]) else { return nil }
      let remark = parts[3].hasPrefix("\"") ? String(parts[3].dropFirst().dropLast()) : parts[3]
      return Alias(
        pattern: parts[0].lowercased(), target: target, unit: MetricUnit(rawValue: parts[2]) ?? .any,
        remark: remark.isEmpty ? nil : remark)
    }
    var exact: [String: Int] = [:]
    for (index, alias) in aliases.enumerated() where exact[alias.pattern] == nil {
      exact[alias.pattern] = index
    }
    self.exact = exact
    wild = aliases.indices.filter { [aliases] in aliases[$0].pattern.contains { $0 == "*" || $0 == "#" } }
  }

  /// What a foreign name stands for: as it is, else without `train/` before it.
  func match(_ name: String) -> Match? {
    let name = name.lowercased()
    if let match = find(name) { return match }
    return name.hasPrefix("train/") ? find(String(name.dropFirst(6))) : nil
  }

  private func find(_ name: String) -> Match? {
    if let index = exact[name] { return Match(rank: index, alias: aliases[index]) }
    let text = Array(name.utf8)
    for index in wild where Self.fits(Array(aliases[index].pattern.utf8)[...], text[...]) {
      return Match(rank: index, alias: aliases[index])
    }
    return nil
  }

  /// The names of the table that are nearest to one of these, at most three, nearest first.
  func nearest(to names: [String], target: Target? = nil) -> [String] {
    var best: [String: Int] = [:]
    for name in names.prefix(40) {
      let name = Array(name.lowercased().utf8.prefix(40))
      for alias in aliases where target == nil || alias.target == target {
        let distance = SpellingDistance.between(name, Array(alias.pattern.utf8))
        best[alias.pattern] = min(best[alias.pattern] ?? .max, distance)
      }
    }
    return best.sorted { ($0.value, $0.key) < ($1.value, $1.key) }.prefix(3).map(\.key)
  }

  /// Whether a text is what a pattern describes.
  private static func fits(_ pattern: ArraySlice<UInt8>, _ text: ArraySlice<UInt8>) -> Bool {
    guard let first = pattern.first else { return text.isEmpty }
    if first == UInt8(ascii: "#") {
      let rest = text.drop { 0x30...0x39 ~= $0 }
      return rest.startIndex > text.startIndex && fits(pattern.dropFirst(), rest)
    }
    if first != UInt8(ascii: "*") {
      return text.first == first && fits(pattern.dropFirst(), text.dropFirst())
    }
    var rest = text
    while true {
      if fits(pattern.dropFirst(), rest) { return rest.startIndex > text.startIndex }
      if rest.popFirst() == nil { return false }
    }
  }
}
