/// A byte-pair encoding as tokenizer.json describes it: byte-level (GPT-2, Qwen2, Llama 3) or with a mark for blanks
/// and bytes to fall back on (Llama 2).
///
/// `encode` is that of the `tokenizers` library without special tokens added around the text; special tokens that are
/// written out in the text are taken for what they say. `decode` keeps special tokens and leaves blanks as they are.
public struct BytePairTokenizer: Tokenizer {
  /// A token that is found in the text before anything is cut.
  struct Added: Sendable {
    let token: Int32
    let bytes: [UInt8]
    let isNormalised: Bool
  }

  let spellings: [[UInt8]?]
  let numbers: [[UInt8]: Int32]
  let merges: BytePairMerges
  let added: [Added]
  let normalisers: [TextNormaliser]
  let cutters: [TextCutter]
  let joiners: [TokenJoiner]
  let unknown: Int32?
  let fusesUnknown: Bool
  /// The token of each byte; empty where there is no fallback.
  let byteTokens: [Int32?]
  let ignoresMerges: Bool

  /// `byte-level BPE`, `BPE with bytes to fall back on` or `BPE`.
  public var kind: String {
    let isByteLevel = cutters.contains { if case .byteLevel = $0 { true } else { false } }
    return isByteLevel ? "byte-level BPE" : byteTokens.isEmpty ? "BPE" : "BPE with bytes to fall back on"
  }

  /// One more than the largest token.
  public var vocabularySize: Int { spellings.count }

  /// The tokens of a text; nil where it has a character that no token spells.
  public func encode(_ text: String) -> [Int32]? {
    var tokens: [Int32] = []
    var isFirst = true
    for raw in Self.cut(Array(text.utf8), at: added.filter { !$0.isNormalised }) {
      guard case .text(let bytes) = raw else {
        if case .token(let token) = raw { tokens.append(token) }
        isFirst = false
        continue
      }
      let normal = normalisers.reduce(String(decoding: bytes, as: UTF8.self)) { $1.applied(to: $0) }
      for part in Self.cut(Array(normal.utf8), at: added.filter(\.isNormalised)) {
        switch part {
        case .token(let token): tokens.append(token)
        case .text(let bytes):
          let whole = [String(decoding: bytes, as: UTF8.self)]
          for piece in cutters.reduce(whole, { $1.cut($0, isFirst: isFirst) }) {
            guard let found = encodePiece(piece) else { return nil }
            tokens += found
          }
        }
        isFirst = false
      }
    }
    return tokens
  }

  /// The first character that no token spells, tried one by one.
  public func unspellable(in text: String) -> Character? {
    guard encode(text) == nil else { return nil }
    return text.first { encode(String($0)) == nil } ?? text.first
  }

  /// The text of tokens, special ones included; numbers that are no tokens spell nothing.
  public func decode(_ tokens: [Int32]) -> String {
    let spelled = tokens.compactMap { spellings.indices.contains(Int($0)) ? spellings[Int($0)] : nil }
    let bytes = joiners.reduce(spelled) { $1.joined($0) }
    return String(decoding: bytes.joined(), as: UTF8.self)
  }

  private func encodePiece(_ piece: String) -> [Int32]? {
    if ignoresMerges, let token = numbers[Array(piece.utf8)] { return [token] }
    var symbols: [Int32] = []
    var isAfterUnknown = false
    for scalar in piece.unicodeScalars {
      let bytes = Array(String(scalar).utf8)
      if let token = numbers[bytes] {
        symbols.append(token)
        isAfterUnknown = false
        continue
      }
      let fallback = byteTokens.isEmpty ? [] : bytes.compactMap { byteTokens[Int($0)] }
      if !byteTokens.isEmpty, fallback.count == bytes.count {
        symbols += fallback
        isAfterUnknown = false
        continue
      }
      guard let unknown else { return nil }
      if !(isAfterUnknown && fusesUnknown) { symbols.append(unknown) }
      isAfterUnknown = true
    }
    return merges.merged(symbols)
  }

  private enum Segment {
    case text([UInt8])
    case token(Int32)
  }

  /// Cuts a text at added tokens: the leftmost, and of those that begin together the longest.
  private static func cut(_ bytes: [UInt8], at added: [Added]) -> [Segment] {
    guard !added.isEmpty else { return bytes.isEmpty ? [] : [.text(bytes)] }
    var byFirst: [UInt8: [Added]] = [:]
    for token in added { byFirst[token.bytes[0], default: []].append(token) }
    var segments: [Segment] = []
    var start = 0
    var position = 0
    while position < bytes.count {
      let found = byFirst[bytes[position]]?.filter { bytes[position...].starts(with: $0.bytes) }
        .max { $0.bytes.count < $1.bytes.count }
      guard let found else {
        position += 1
        continue
      }
      if start < position { segments.append(.text(Array(bytes[start..<position]))) }
      segments.append(.token(found.token))
      position += found.bytes.count
      start = position
    }
    if start < bytes.count { segments.append(.text(Array(bytes[start...]))) }
    return segments
  }
}
