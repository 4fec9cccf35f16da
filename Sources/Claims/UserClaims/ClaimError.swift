/// Why a user's claims, or a trajectory that they name, could not be read.
///
/// Each case is described in one sentence: what is wrong, where, and what to do about it. A place is a file with the claim
/// in it, such as `mine.json, claim "no collapse"`.
public enum ClaimError: Error, Equatable, Sendable {
  /// No file has this path.
  case notFound(file: String)
  /// The path is a directory's, or the system refused to read it.
  case unreadable(file: String, reason: String)
  /// The text is not JSON, or not a table.
  case malformed(file: String, line: Int, reason: String)
  /// The file holds no claim.
  case noClaims(file: String)
  /// A key that means nothing here.
  case unknownKey(place: String, key: String, nearest: String)
  /// A key that is needed.
  case missingKey(place: String, key: String)
  /// A value that its field cannot have.
  case badValue(place: String, field: String, found: String, needed: String)
  /// Two claims of one name.
  case repeatedName(file: String, name: String)
  /// An expression with a mistake at a column, counted in characters from 1.
  case badExpression(place: String, column: Int, reason: String)

  /// Whether the file could not be read at all.
  public var isInputOutput: Bool {
    switch self {
    case .notFound, .unreadable: true
    default: false
    }
  }
}

extension ClaimError: CustomStringConvertible {
  /// One sentence.
  public var description: String {
    switch self {
    case .notFound(let file): "\(file): there is no such file; check the path."
    case .unreadable(let file, let reason): "\(file): it cannot be read: \(reason)."
    case .malformed(let file, let line, let reason): "\(file), line \(line): \(reason)."
    case .noClaims(let file):
      "\(file): it holds no claim; give a list of at least one {\"name\", \"statement\", \"expression\", …}."
    case .unknownKey(let place, let key, let nearest):
      "\(place): the key \"\(Self.shown(key))\" is unknown; the nearest known: \(nearest)."
    case .missingKey(let place, let key): "\(place): the key \"\(key)\" is missing; add it."
    case .badValue(let place, let field, let found, let needed):
      "\(place), field \"\(field)\": found \(Self.shown(found)), but \(needed) is needed."
    case .repeatedName(let file, let name):
      "\(file): two claims have the name \"\(Self.shown(name))\"; rename one."
    case .badExpression(let place, let column, let reason): "\(place), column \(column): \(reason)."
    }
  }

  /// At most 60 characters on one line, none of which can disturb a terminal.
  static func shown(_ text: String) -> String {
    let plain = text.unicodeScalars.prefix(61).map { scalar -> String in
      switch scalar.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator: scalar.escaped(asASCII: true)
      default: String(scalar)
      }
    }
    return plain.prefix(60).joined() + (plain.count > 60 ? "…" : "")
  }
}
