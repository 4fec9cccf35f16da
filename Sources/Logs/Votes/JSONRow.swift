/// The wanted keys of one line's object, and the errors that name them.
struct JSONRow {
  private let text: LogText
  private let line: LogText.Line
  private let fields: [JSONValue.Field]
  private let values: [JSONValue?]
  private let keys: [String]

  /// Reads a line.
  ///
  /// A wanted key that stands twice is refused; others are not looked at.
  init(_ text: LogText, _ line: LogText.Line, keys: [String]) throws(LogError) {
    self.text = text
    self.line = line
    self.keys = keys
    fields = try text.object(at: line)
    var values = [JSONValue?](repeating: nil, count: keys.count)
    for field in fields {
      guard let index = keys.firstIndex(of: field.key) else { continue }
      if values[index] != nil { throw .repeatedField(file: text.name, line: line.number, field: field.key) }
      values[index] = field.value
    }
    self.values = values
  }

  /// The value of a wanted key.
  subscript(key: String) -> JSONValue? { keys.firstIndex(of: key).flatMap { values[$0] } }

  /// Refuses an object that lacks one of these keys.
  func require(_ needed: [String]) throws(LogError) {
    for key in needed where self[key] == nil {
      throw .missingKeys(file: text.name, line: line.number, seen: fields.map(\.key), needed: needed)
    }
  }

  /// The error for a key's value, or for one entry of it.
  func badValue(_ key: String, _ entry: JSONValue? = nil, needed: String) -> LogError {
    let found = (entry ?? self[key])?.summary ?? "nothing"
    return .badValue(file: text.name, line: line.number, field: key, found: found, needed: needed)
  }
}
