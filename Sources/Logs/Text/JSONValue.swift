/// A JSON value.
///
/// Numbers keep their text, for no digit of an answer may be lost.
enum JSONValue: Equatable, Sendable {
  /// A key with its value.
  struct Field: Equatable, Sendable {
    let key: String
    let value: JSONValue
  }

  case null
  case bool(Bool)
  case number(String)
  case string(String)
  case array([JSONValue])
  case object([Field])

  /// What an error says was found.
  var summary: String {
    switch self {
    case .null: "null"
    case .bool(let value): String(value)
    case .number(let text): LogError.shortened(text)
    case .string(let text): LogError.quoted(text)
    case .array: "an array"
    case .object: "an object"
    }
  }

  /// The number, if it is a finite one.
  var double: Double? {
    if case .number(let text) = self, let value = Double(text), value.isFinite { value } else { nil }
  }
}
