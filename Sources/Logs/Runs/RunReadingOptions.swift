public import Measurement

/// How a training log is read.
public struct RunReadingOptions: Sendable, Equatable {
  /// What a column of the file stands for, by the user's word, which beats the table of aliases.
  public struct Mapping: Sendable, Equatable {
    /// What the file calls it.
    public let source: String
    /// The column, or nil for the step.
    public let column: Trajectory.Column?
    /// The unit of the file's numbers; nil lets the numbers decide between fraction and percent.
    public let unit: MetricUnit?

    /// A mapping from its parts.
    public init(source: String, column: Trajectory.Column?, unit: MetricUnit? = nil) {
      self.source = source
      self.column = column
      self.unit = unit
    }

    /// A mapping from `source=target` or `source=target:unit`.
    ///
    /// The target is `step` or a column's name, the unit one of fraction, percent, nats, bits, tokens and any. The source
    /// may hold further equals signs.
    public init(_ text: String) throws(LogError) {
      guard let sign = text.lastIndex(of: "="), sign > text.startIndex else {
        throw .badMapping(mapping: text, reason: "it has the form source=target or source=target:unit")
      }
      let parts = text[text.index(after: sign)...].split(
        separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
      try self.init(
        source: String(text[..<sign]), target: parts.first.map(String.init) ?? "",
        unit: parts.count > 1 ? String(parts[1]) : nil, text: text)
    }

    init(source: String, target: String, unit: String?, text: String) throws(LogError) {
      guard let known = AliasTable.Target(name: target) else {
        let names = ["step"] + Trajectory.Column.allCases.map(\.rawValue)
        let target = Array(target.lowercased().utf8.prefix(40))
        let distances = names.map { SpellingDistance.between(target, Array($0.utf8)) }
        let nearest = zip(distances, names).min { $0.0 < $1.0 }?.1 ?? "step"
        throw .badMapping(
          mapping: text, reason: "its target is no column; the nearest is \(nearest)")
      }
      self.source = source
      if case .column(let column) = known { self.column = column } else { self.column = nil }
      guard let unit else {
        self.unit = nil
        return
      }
      guard let known = MetricUnit(rawValue: unit) else {
        let units = MetricUnit.allCases.map(\.rawValue).joined(separator: ", ")
        throw .badMapping(mapping: text, reason: "its unit is none of \(units)")
      }
      if let column, !known.fits(column) {
        throw .badMapping(mapping: text, reason: "\(column.rawValue) cannot be given in \(unit)")
      }
      self.unit = known
    }
  }

  /// What columns stand for, in order of preference.
  public var mappings: [Mapping] = []
  /// Of a file or directory with several runs the one to read.
  public var run: String?

  /// The defaults: everything from the content.
  public init() {}

  /// Appends the mappings of a JSON object: `{"source": "target", "source": {"column": "target", "unit": "percent"}}`.
  public mutating func addMappings(json text: String, name: String) throws(LogError) {
    var scanner = JSONScanner(Array(text.utf8), 0..<text.utf8.count)
    guard let value = try? scanner.wholeValue(), case .object(let fields) = value else {
      throw .badMapping(mapping: name, reason: "it is not one JSON object")
    }
    for field in fields {
      switch field.value {
      case .string(let target):
        mappings.append(try Mapping("\(field.key)=\(target)"))
      case .object(let parts):
        func text(_ key: String) -> String? {
          if case .string(let text) = parts.first(where: { $0.key == key })?.value { text } else { nil }
        }
        mappings.append(
          try Mapping(
            source: field.key, target: text("column") ?? "", unit: text("unit"), text: field.key))
      default:
        throw .badMapping(
          mapping: field.key, reason: "it needs a column's name or an object with column and unit")
      }
    }
  }
}
