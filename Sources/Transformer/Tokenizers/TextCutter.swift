internal import Foundation

/// How a tokenizer.json cuts text into the pieces that are merged each by itself.
enum TextCutter: Sendable {
  /// A regular expression whose matches are pieces, or gaps that are dropped.
  case split(NSRegularExpression, dropsMatches: Bool)
  /// Bytes become letters; the text perhaps begins with a blank.
  case byteLevel(addsBlank: Bool, splits: Bool)
  /// Blanks become a mark, which begins pieces.
  case metaspace(mark: String, scheme: String, splits: Bool)
  /// Digits, one by one or run by run.
  case digits(NSRegularExpression)

  private static let words =
    #"'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+"#
  private static let gpt2 = try? pattern(words, "")

  /// The cutters of a file's field in their order.
  static func list(_ node: JSONNode?, _ file: String) throws(CheckpointError) -> [TextCutter] {
    guard let node else { return [] }
    let type = node["type"]?.text ?? ""
    switch type {
    case "Sequence":
      var all: [TextCutter] = []
      for part in node["pretokenizers"]?.items ?? [] { all += try list(part, file) }
      return all
    case "ByteLevel":
      let adds = node["add_prefix_space"] != .bool(false)
      return [.byteLevel(addsBlank: adds, splits: node["use_regex"] != .bool(false))]
    case "Split":
      let behaviour = node["behavior"]?.text ?? ""
      guard behaviour == "Isolated" || behaviour == "Removed", !(node["invert"]?.isTrue ?? false) else {
        throw .unsupported(
          file: file,
          what: "pre_tokenizer Split with the behavior \"\(behaviour)\", or inverted, cannot be read")
      }
      let text = node["pattern"]?["String"]?.text.map { NSRegularExpression.escapedPattern(for: $0) }
      guard let text = text ?? node["pattern"]?["Regex"]?.text else {
        throw .malformed(file: file, what: "pre_tokenizer Split has no pattern")
      }
      return [.split(try pattern(text, file), dropsMatches: behaviour == "Removed")]
    case "Digits":
      let one = node["individual_digits"]?.isTrue ?? false
      return [.digits(try pattern(one ? #"\p{N}"# : #"\p{N}+"#, file))]
    case "Metaspace":
      let scheme =
        node["prepend_scheme"]?.text ?? (node["add_prefix_space"] == .bool(false) ? "never" : "always")
      guard ["always", "first", "never"].contains(scheme), let mark = node["replacement"]?.text else {
        throw .unsupported(
          file: file, what: "pre_tokenizer Metaspace with the prepend_scheme \"\(scheme)\" cannot be read")
      }
      return [.metaspace(mark: mark, scheme: scheme, splits: node["split"] != .bool(false))]
    default:
      throw .unsupported(file: file, what: "pre_tokenizer \"\(type)\" cannot be read")
    }
  }

  /// Compiles a pattern of tokenizer.json, whose `\s` is Unicode's White_Space, for Foundation, whose `\s` is not.
  private static func pattern(_ text: String, _ file: String) throws(CheckpointError) -> NSRegularExpression {
    var translated = ""
    var isEscaped = false
    for scalar in text.unicodeScalars {
      guard isEscaped else {
        isEscaped = scalar == "\\"
        if !isEscaped { translated.unicodeScalars.append(scalar) }
        continue
      }
      isEscaped = false
      switch scalar {
      case "s": translated += #"\p{White_Space}"#
      case "S": translated += #"\P{White_Space}"#
      case "h", "H", "K", "X", "O":
        throw .unsupported(file: file, what: "pre_tokenizer pattern with \\\(scalar) cannot be read")
      default: translated += "\\" + String(scalar)
      }
    }
    do {
      return try NSRegularExpression(pattern: translated)
    } catch {
      throw .unsupported(file: file, what: "pre_tokenizer pattern \"\(text)\" cannot be read")
    }
  }

  /// Cuts pieces further.
  ///
  /// - Parameter isFirst: whether the pieces begin the whole text.
  func cut(_ pieces: [String], isFirst: Bool) -> [String] {
    switch self {
    case .split(let pattern, let drops): pieces.flatMap { Self.matches(pattern, $0, drops: drops) }
    case .digits(let pattern): pieces.flatMap { Self.matches(pattern, $0, drops: false) }
    case .byteLevel(let adds, let splits):
      pieces.flatMap { piece in
        let text = adds && piece.utf8.first != 32 ? " " + piece : piece
        let parts = splits ? Self.gpt2.map { Self.matches($0, text, drops: false) } ?? [text] : [text]
        return parts.map { part in
          String(decoding: part.utf8.flatMap { ByteAlphabet.letters[Int($0)] }, as: UTF8.self)
        }
      }
    case .metaspace(let mark, let scheme, let splits):
      pieces.enumerated().flatMap { place, piece in
        let bytes = TextNormaliser.replacing([32], with: Array(mark.utf8), in: Array(piece.utf8))
        var text = String(decoding: bytes, as: UTF8.self)
        let adds = scheme == "always" || scheme == "first" && isFirst && place == 0
        if adds && !bytes.starts(with: mark.utf8) { text = mark + text }
        return splits ? Self.words(of: text, mark) : [text]
      }
    }
  }

  /// The matches and what lies between them, in order; empty pieces are dropped.
  private static func matches(_ pattern: NSRegularExpression, _ text: String, drops: Bool) -> [String] {
    let units = Array(text.utf16)
    var pieces: [String] = []
    var position = 0
    func take(_ range: Range<Int>) {
      if !range.isEmpty { pieces.append(String(decoding: units[range], as: UTF16.self)) }
    }
    for match in pattern.matches(in: text, range: NSRange(location: 0, length: units.count)) {
      let range = match.range.lowerBound..<match.range.upperBound
      take(position..<range.lowerBound)
      if !drops { take(range) }
      position = range.upperBound
    }
    take(position..<units.count)
    return pieces
  }

  /// The text cut before each mark.
  private static func words(of text: String, _ mark: String) -> [String] {
    var pieces: [[UInt8]] = []
    var current: [UInt8] = []
    let bytes = Array(text.utf8)
    let sign = Array(mark.utf8)
    for (place, byte) in bytes.enumerated() {
      if !current.isEmpty, byte == sign[0], bytes[place...].starts(with: sign) {
        pieces.append(current)
        current = []
      }
      current.append(byte)
    }
    if !current.isEmpty { pieces.append(current) }
    return pieces.map { String(decoding: $0, as: UTF8.self) }
  }
}
