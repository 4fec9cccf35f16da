internal import Foundation

extension BytePairTokenizer {
  /// Reads a tokenizer.json whose model is a byte-pair encoding.
  ///
  /// Merges may be written as strings or as pairs. Other models (Unigram, WordPiece, WordLevel), normalisers,
  /// pre-tokenizers and decoders that are not known here, prefixes and suffixes of words, dropout, and added tokens
  /// that swallow blanks or match whole words only are refused by name.
  public init(contentsOf path: String) throws(CheckpointError) {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw .unreadable(file: path, reason: "the file cannot be read")
    }
    guard let root = JSONNode(Array(data)), root.fields != nil else {
      throw .malformed(file: path, what: "the file is not a JSON object")
    }
    guard let model = root["model"] else { throw .malformed(file: path, what: "there is no model") }
    let type = model["type"]?.text ?? (model["merges"] == nil ? "" : "BPE")
    guard type == "BPE" else {
      throw .unsupported(file: path, what: "model type \"\(type)\" cannot be read; BPE can")
    }
    try Self.refuseUnknown(model, path)
    var numbers = try Self.vocabulary(model, path)
    merges = try Self.merges(model, numbers, path)
    normalisers = try TextNormaliser.list(root["normalizer"], path)
    cutters = try TextCutter.list(root["pre_tokenizer"], path)
    joiners = try TokenJoiner.list(root["decoder"], path)
    ignoresMerges = model["ignore_merges"]?.isTrue ?? false
    unknown = model["unk_token"]?.bytes.flatMap { numbers[$0] }
    fusesUnknown = model["fuse_unk"]?.isTrue ?? false
    let falls = model["byte_fallback"]?.isTrue ?? false
    byteTokens = falls ? (0...255).map { numbers[Array(Self.byteName($0).utf8)] } : []
    self.numbers = numbers
    added = try Self.added(root["added_tokens"], normalisers, &numbers, path)
    var spellings = [[UInt8]?](repeating: nil, count: (numbers.values.max().map { Int($0) } ?? -1) + 1)
    for (bytes, token) in numbers { spellings[Int(token)] = bytes }
    // The library writes such a token as it looks for it.
    for token in added where token.isNormalised { spellings[Int(token.token)] = token.bytes }
    self.spellings = spellings
  }

  private static func byteName(_ byte: Int) -> String {
    let digits = String(byte, radix: 16, uppercase: true)
    return "<0x" + (digits.count < 2 ? "0" : "") + digits + ">"
  }

  private static func refuseUnknown(_ model: JSONNode, _ path: String) throws(CheckpointError) {
    if let dropout = model["dropout"], ![.number("0"), .number("0.0")].contains(dropout) {
      throw .unsupported(file: path, what: "model.dropout draws at random, which cannot be read")
    }
    for key in ["continuing_subword_prefix", "end_of_word_suffix"] {
      if let mark = model[key]?.text, !mark.isEmpty {
        throw .unsupported(file: path, what: "model.\(key) is \"\(mark)\", which cannot be read")
      }
    }
  }

  private static func token(_ node: JSONNode?) -> Int32? {
    // More tokens than any model has would only cost memory.
    node?.integer.flatMap { 0..<1 << 24 ~= $0 ? Int32($0) : nil }
  }

  private static func vocabulary(_ model: JSONNode, _ path: String) throws(CheckpointError) -> [[UInt8]:
    Int32]
  {
    guard let fields = model["vocab"]?.fields else {
      throw .malformed(file: path, what: "model.vocab is missing or no object")
    }
    var numbers: [[UInt8]: Int32] = [:]
    numbers.reserveCapacity(fields.count)
    for (key, value) in fields {
      guard let token = token(value) else {
        throw .malformed(
          file: path, what: "model.vocab gives \"\(String(decoding: key, as: UTF8.self))\" no token number")
      }
      numbers[key] = token
    }
    return numbers
  }

  private static func merges(
    _ model: JSONNode, _ numbers: [[UInt8]: Int32], _ path: String
  ) throws(CheckpointError) -> BytePairMerges {
    guard let items = model["merges"]?.items else {
      throw .malformed(file: path, what: "model.merges is missing or no list")
    }
    var merges = BytePairMerges()
    for (rank, item) in items.enumerated() {
      var parts: [[UInt8]] = item.items?.compactMap(\.bytes) ?? []
      if let line = item.bytes { parts = line.split(separator: 32).map { Array($0) } }
      guard parts.count == 2 else {
        throw .malformed(file: path, what: "model.merges: item \(rank) is no pair")
      }
      guard let left = numbers[parts[0]], let right = numbers[parts[1]],
        let whole = numbers[parts[0] + parts[1]]
      else {
        throw .malformed(file: path, what: "model.merges: item \(rank) names a token that model.vocab lacks")
      }
      merges.append(left, right, makes: whole, rank: rank)
    }
    return merges
  }

  private static func added(
    _ node: JSONNode?, _ normalisers: [TextNormaliser], _ numbers: inout [[UInt8]: Int32], _ path: String
  ) throws(CheckpointError) -> [Added] {
    var added: [Added] = []
    for item in node?.items ?? [] {
      guard let content = item["content"]?.text, !content.isEmpty, let token = token(item["id"]) else {
        throw .malformed(file: path, what: "added_tokens: an item has no content or no id")
      }
      for key in ["single_word", "lstrip", "rstrip"] where item[key]?.isTrue ?? false {
        throw .unsupported(file: path, what: "added token \"\(content)\" has \(key), which cannot be read")
      }
      let isNormalised = item["normalized"]?.isTrue ?? false
      let normal = isNormalised ? normalisers.reduce(content) { $1.applied(to: $0) } : content
      added.append(Added(token: token, bytes: Array(normal.utf8), isNormalised: isNormalised))
      numbers[Array(content.utf8)] = token
    }
    return added
  }
}
