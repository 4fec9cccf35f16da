/// A value of a JSON text, its strings as they stand in UTF-8.
///
/// Strings of Swift are equal when they look alike; the keys of a vocabulary are equal only byte by byte.
package enum JSONNode: Equatable {
  case null
  case bool(Bool)
  /// A number as it is written.
  case number(String)
  case string([UInt8])
  case array([JSONNode])
  case object([(key: [UInt8], value: JSONNode)])

  package static func == (a: JSONNode, b: JSONNode) -> Bool {
    switch (a, b) {
    case (.null, .null): true
    case (.bool(let a), .bool(let b)): a == b
    case (.number(let a), .number(let b)): a == b
    case (.string(let a), .string(let b)): a == b
    case (.array(let a), .array(let b)): a == b
    case (.object(let a), .object(let b)):
      a.count == b.count && zip(a, b).allSatisfy { $0.key == $1.key && $0.value == $1.value }
    default: false
    }
  }

  /// Reads a whole text; nil where it is no JSON.
  package init?(_ bytes: [UInt8]) {
    var parser = Parser(bytes: bytes)
    guard let node = parser.value(depth: 0) else { return nil }
    parser.skipBlanks()
    guard parser.position == bytes.count else { return nil }
    self = node
  }

  /// The last value of a key; nil where there is none, or null.
  package subscript(key: String) -> JSONNode? {
    guard case .object(let fields) = self else { return nil }
    let name = Array(key.utf8)
    guard let value = fields.last(where: { $0.key == name })?.value, value != .null else { return nil }
    return value
  }

  package var text: String? {
    if case .string(let bytes) = self { String(decoding: bytes, as: UTF8.self) } else { nil }
  }
  package var bytes: [UInt8]? { if case .string(let bytes) = self { bytes } else { nil } }
  package var isTrue: Bool { self == .bool(true) }
  package var items: [JSONNode]? { if case .array(let items) = self { items } else { nil } }
  package var fields: [(key: [UInt8], value: JSONNode)]? {
    if case .object(let fields) = self { fields } else { nil }
  }
  package var integer: Int? { if case .number(let number) = self { Int(number) } else { nil } }

  private struct Parser {
    let bytes: [UInt8]
    var position = 0

    init(bytes: [UInt8]) { self.bytes = bytes }

    mutating func skipBlanks() {
      while position < bytes.count, [32, 9, 10, 13].contains(bytes[position]) { position += 1 }
    }

    mutating func take(_ byte: Character) -> Bool {
      skipBlanks()
      guard position < bytes.count, bytes[position] == byte.asciiValue else { return false }
      position += 1
      return true
    }

    mutating func word(_ word: String, _ node: JSONNode) -> JSONNode? {
      guard bytes[position...].starts(with: word.utf8) else { return nil }
      position += word.utf8.count
      return node
    }

    mutating func value(depth: Int) -> JSONNode? {
      skipBlanks()
      guard position < bytes.count, depth < 100 else { return nil }
      switch bytes[position] {
      case UInt8(ascii: "{"): return object(depth)
      case UInt8(ascii: "["): return array(depth)
      case UInt8(ascii: "\""): return string().map { .string($0) }
      case UInt8(ascii: "t"): return word("true", .bool(true))
      case UInt8(ascii: "f"): return word("false", .bool(false))
      case UInt8(ascii: "n"): return word("null", .null)
      default:
        let start = position
        while position < bytes.count, "+-.eE0123456789".utf8.contains(bytes[position]) { position += 1 }
        let number = String(decoding: bytes[start..<position], as: UTF8.self)
        return Double(number) == nil ? nil : .number(number)
      }
    }

    mutating func object(_ depth: Int) -> JSONNode? {
      position += 1
      var fields: [(key: [UInt8], value: JSONNode)] = []
      if take("}") { return .object(fields) }
      repeat {
        skipBlanks()
        guard let key = string(), take(":"), let value = value(depth: depth + 1) else { return nil }
        fields.append((key, value))
      } while take(",")
      return take("}") ? .object(fields) : nil
    }

    mutating func array(_ depth: Int) -> JSONNode? {
      position += 1
      var items: [JSONNode] = []
      if take("]") { return .array(items) }
      repeat {
        guard let item = value(depth: depth + 1) else { return nil }
        items.append(item)
      } while take(",")
      return take("]") ? .array(items) : nil
    }

    mutating func string() -> [UInt8]? {
      guard position < bytes.count, bytes[position] == UInt8(ascii: "\"") else { return nil }
      position += 1
      var text: [UInt8] = []
      while position < bytes.count {
        let byte = bytes[position]
        position += 1
        if byte == UInt8(ascii: "\"") { return text }
        guard byte == UInt8(ascii: "\\") else {
          if byte < 32 { return nil }
          text.append(byte)
          continue
        }
        guard position < bytes.count else { return nil }
        let escape = bytes[position]
        position += 1
        switch escape {
        case UInt8(ascii: "n"): text.append(10)
        case UInt8(ascii: "t"): text.append(9)
        case UInt8(ascii: "r"): text.append(13)
        case UInt8(ascii: "b"): text.append(8)
        case UInt8(ascii: "f"): text.append(12)
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(escape)
        case UInt8(ascii: "u"):
          guard let scalar = scalar() else { return nil }
          text += Array(String(scalar).utf8)
        default: return nil
        }
      }
      return nil
    }

    private mutating func unit() -> UInt32? {
      guard position + 4 <= bytes.count else { return nil }
      defer { position += 4 }
      return UInt32(String(decoding: bytes[position..<position + 4], as: UTF8.self), radix: 16)
    }

    /// The scalar of one `\u` or of a pair of surrogates; a single surrogate is no text.
    private mutating func scalar() -> Unicode.Scalar? {
      guard let first = unit() else { return nil }
      guard 0xD800..<0xDC00 ~= first else { return Unicode.Scalar(first) }
      guard bytes[position...].starts(with: "\\u".utf8) else { return nil }
      position += 2
      guard let second = unit(), 0xDC00..<0xE000 ~= second else { return nil }
      return Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
    }
  }
}
