internal import Foundation

/// A JSON value as Foundation reads it, with whole numbers kept whole.
indirect enum ClaimJSON: Codable, Equatable, Sendable {
  case null
  case bool(Bool)
  case integer(UInt64)
  case number(Double)
  case string(String)
  case list([ClaimJSON])
  case object([String: ClaimJSON])

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if container.decodeNil() {
      self = .null
    } else if let value = try? container.decode(Bool.self) {
      self = .bool(value)
    } else if let value = try? container.decode(UInt64.self) {
      self = .integer(value)
    } else if let value = try? container.decode(Double.self) {
      self = .number(value)
    } else if let value = try? container.decode(String.self) {
      self = .string(value)
    } else if let value = try? container.decode([ClaimJSON].self) {
      self = .list(value)
    } else {
      self = .object(try container.decode([String: ClaimJSON].self))
    }
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .null: try container.encodeNil()
    case .bool(let value): try container.encode(value)
    case .integer(let value): try container.encode(value)
    case .number(let value): try container.encode(value)
    case .string(let value): try container.encode(value)
    case .list(let values): try container.encode(values)
    case .object(let fields): try container.encode(fields)
    }
  }

  /// What an error says was found.
  var summary: String {
    switch self {
    case .null: "null"
    case .bool(let value): String(value)
    case .integer(let value): String(value)
    case .number(let value): "\(value)"
    case .string(let text): "\"\(text)\""
    case .list: "a list"
    case .object: "an object"
    }
  }

  var double: Double? {
    switch self {
    case .integer(let value): Double(value)
    case .number(let value): value
    default: nil
    }
  }

  var int: Int? { if case .integer(let value) = self { Int(exactly: value) } else { nil } }

  /// Reads a text; a mistake is told with its line.
  static func read(_ data: Data, file: String) throws(ClaimError) -> ClaimJSON {
    do {
      return try JSONDecoder().decode(ClaimJSON.self, from: data)
    } catch {
      var reason = "it is not JSON; check its commas, quotes and brackets"
      var line = data.count { $0 == UInt8(ascii: "\n") } + (data.last == UInt8(ascii: "\n") ? 0 : 1)
      if case .dataCorrupted(let context)? = error as? DecodingError,
        let words = (context.underlyingError as? NSError)?.userInfo[NSDebugDescriptionErrorKey] as? String
      {
        // "Unexpected character 'x' around line 3, column 5."
        if let place = words.firstRange(of: /around line \d+/) {
          line = Int(words[place].split(separator: " ").last ?? "") ?? line
        }
        let plain = words.replacing(/\ around line.*$/, with: "")
        let sentence = plain.hasSuffix(".") ? String(plain.dropLast()) : plain
        reason = "it is not JSON: \(ClaimError.shown(sentence))"
      }
      throw .malformed(file: file, line: max(1, line), reason: reason)
    }
  }
}

/// Reads files whole.
enum ClaimText {
  static func data(_ path: String) throws(ClaimError) -> Data {
    if path == "-" {
      do {
        return try FileHandle.standardInput.readToEnd() ?? Data()
      } catch { throw .unreadable(file: "standard input", reason: error.localizedDescription) }
    }
    guard FileManager.default.fileExists(atPath: path) else { throw .notFound(file: path) }
    if FileManager.default.fileExists(atPath: path + "/.") {
      throw .unreadable(file: path, reason: "this is a directory; give a file")
    }
    do {
      return try Data(contentsOf: URL(filePath: path))
    } catch {
      throw .unreadable(file: path, reason: "it cannot be opened; check its permissions")
    }
  }
}
