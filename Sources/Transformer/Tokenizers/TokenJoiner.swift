/// How a tokenizer.json turns the spellings of tokens back into text.
enum TokenJoiner: Sendable {
  case byteLevel
  case byteFallback
  case fuse
  case replace([UInt8], [UInt8])
  case strip(UInt8, start: Int, stop: Int)
  case metaspace(mark: [UInt8], dropsFirst: Bool)

  /// The joiners of a file's field in their order.
  static func list(_ node: JSONNode?, _ file: String) throws(CheckpointError) -> [TokenJoiner] {
    guard let node else {
      throw .unsupported(file: file, what: "decoder is missing; tokens joined by blanks cannot be read back")
    }
    let type = node["type"]?.text ?? ""
    switch type {
    case "Sequence":
      var all: [TokenJoiner] = []
      for part in node["decoders"]?.items ?? [] { all += try list(part, file) }
      return all
    case "ByteLevel": return [.byteLevel]
    case "ByteFallback": return [.byteFallback]
    case "Fuse": return [.fuse]
    case "Replace":
      guard let pattern = node["pattern"]?["String"]?.bytes, !pattern.isEmpty,
        let content = node["content"]?.bytes
      else {
        throw .unsupported(file: file, what: "decoder Replace has no String pattern, which cannot be read")
      }
      return [.replace(pattern, content)]
    case "Strip":
      guard let content = node["content"]?.bytes, content.count == 1 else {
        throw .unsupported(file: file, what: "decoder Strip of more than one character cannot be read")
      }
      return [.strip(content[0], start: node["start"]?.integer ?? 0, stop: node["stop"]?.integer ?? 0)]
    case "Metaspace":
      guard let mark = node["replacement"]?.bytes else {
        throw .malformed(file: file, what: "decoder Metaspace has no replacement")
      }
      let scheme =
        node["prepend_scheme"]?.text ?? (node["add_prefix_space"] == .bool(false) ? "never" : "always")
      return [.metaspace(mark: mark, dropsFirst: scheme != "never")]
    default:
      throw .unsupported(file: file, what: "decoder \"\(type)\" cannot be read")
    }
  }

  func joined(_ tokens: [[UInt8]]) -> [[UInt8]] {
    switch self {
    case .byteLevel: [tokens.flatMap { Self.bytes(of: $0) }]
    case .fuse: [Array(tokens.joined())]
    case .replace(let pattern, let content):
      tokens.map { TextNormaliser.replacing(pattern, with: content, in: $0) }
    case .strip(let byte, let start, let stop):
      tokens.map { token in
        let first = token.prefix(start).prefix { $0 == byte }.count
        let last = token.dropFirst(first).suffix(stop).reversed().prefix { $0 == byte }.count
        return Array(token.dropFirst(first).dropLast(last))
      }
    case .metaspace(let mark, let dropsFirst):
      tokens.enumerated().map { place, token in
        let drops = place == 0 && dropsFirst && token.starts(with: mark)
        return TextNormaliser.replacing(
          mark, with: [32], in: drops ? Array(token.dropFirst(mark.count)) : token)
      }
    case .byteFallback: Self.fallenBack(tokens)
    }
  }

  /// The bytes that a token's letters stand for; a token with other letters stands for itself.
  private static func bytes(of token: [UInt8]) -> [UInt8] {
    var bytes: [UInt8] = []
    for scalar in String(decoding: token, as: UTF8.self).unicodeScalars {
      guard let byte = ByteAlphabet.bytes[scalar] else { return token }
      bytes.append(byte)
    }
    return bytes
  }

  /// The byte of a token such as `<0x0A>`; nil for others.
  static func byte(of token: [UInt8]) -> UInt8? {
    guard token.count == 6, token.starts(with: "<0x".utf8), token[5] == UInt8(ascii: ">") else { return nil }
    return UInt8(String(decoding: token[3..<5], as: UTF8.self), radix: 16)
  }

  /// Runs of byte tokens become text, or one replacement character a byte where they are none.
  private static func fallenBack(_ tokens: [[UInt8]]) -> [[UInt8]] {
    var result: [[UInt8]] = []
    var run: [UInt8] = []
    func flush() {
      guard !run.isEmpty else { return }
      let isText = String(validating: run, as: UTF8.self) != nil
      result += isText ? [run] : run.map { _ in Array("\u{FFFD}".utf8) }
      run = []
    }
    for token in tokens {
      if let byte = byte(of: token) {
        run.append(byte)
      } else {
        flush()
        result.append(token)
      }
    }
    flush()
    return result
  }
}
