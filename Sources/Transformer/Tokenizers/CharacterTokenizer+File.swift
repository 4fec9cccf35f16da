internal import Foundation

extension CharacterTokenizer {
  /// Writes tokenizer.json and tokenizer_config.json into a folder, so that `AutoTokenizer` of `transformers` encodes and
  /// decodes as this tokenizer does.
  ///
  /// It is written as a byte-pair encoding without merges. A character outside the alphabet, which `encode` refuses,
  /// is skipped there. Each character must be a single code point once composed; others are refused. Beside a
  /// config.json of the type qwen2, `transformers` 5 puts that family's own cutter in place of the file's, and loses blanks
  /// and characters beyond ASCII; alphabets without them, and qwen3 and llama, are read exactly.
  ///
  /// - Parameters:
  ///   - folder: made if it is not there.
  ///   - stop: the token that ends an output, declared as the end of a sequence.
  ///   - context: the most tokens of a sequence.
  public func save(folder: String, stop: Int32? = nil, context: Int? = nil) throws(CheckpointError) {
    precondition(stop.map { characters.indices.contains(Int($0)) } ?? true, "the stop is no token")
    var vocabulary: [String: Int] = [:]
    for (token, character) in characters.enumerated() {
      let composed = String(character).precomposedStringWithCanonicalMapping
      guard composed.unicodeScalars.count == 1 else {
        throw .unsupported(
          file: folder,
          what: "the character \"\(character)\" has several code points; no character table holds it")
      }
      vocabulary[composed] = token
    }
    let isPlain = characters.allSatisfy(\.isASCII)
    let end = stop.map { String(characters[Int($0)]).precomposedStringWithCanonicalMapping }
    let added: [[String: Any]] =
      end.map { text in
        [
          [
            "id": Int(stop ?? 0), "content": text, "single_word": false, "lstrip": false, "rstrip": false,
            "normalized": false, "special": true,
          ]
        ]
      } ?? []
    let model: [String: Any] = [
      "type": "BPE", "dropout": NSNull(), "unk_token": NSNull(), "continuing_subword_prefix": NSNull(),
      "end_of_word_suffix": NSNull(), "fuse_unk": false, "byte_fallback": false, "ignore_merges": false,
      "vocab": vocabulary, "merges": [String](),
    ]
    let file: [String: Any] = [
      "version": "1.0", "truncation": NSNull(), "padding": NSNull(), "added_tokens": added,
      "normalizer": isPlain ? NSNull() : ["type": "NFC"], "pre_tokenizer": NSNull(),
      "post_processor": NSNull(), "decoder": ["type": "Fuse"], "model": model,
    ]
    var settings: [String: Any] = [
      "tokenizer_class": "PreTrainedTokenizerFast", "clean_up_tokenization_spaces": false,
    ]
    if let end { settings["eos_token"] = end }
    if let context { settings["model_max_length"] = context }
    do {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      for (name, table) in [("tokenizer.json", file), ("tokenizer_config.json", settings)] {
        let data = try JSONSerialization.data(
          withJSONObject: table, options: [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes])
        try data.write(to: URL(fileURLWithPath: folder + "/" + name), options: .atomic)
      }
    } catch {
      throw .unreadable(
        file: folder, reason: "the tokenizer cannot be written: \(error.localizedDescription)")
    }
  }

  /// The character table that a byte-pair encoding without merges is; nil where it is more than that.
  init?(_ pairs: BytePairTokenizer) {
    guard pairs.merges.isEmpty, pairs.cutters.isEmpty, pairs.unknown == nil, pairs.byteTokens.isEmpty,
      pairs.normalisers.allSatisfy({ if case .composed = $0 { true } else { false } })
    else { return nil }
    var alphabet = ""
    for spelling in pairs.spellings {
      guard let spelling else { return nil }
      let text = String(decoding: spelling, as: UTF8.self)
      guard text.unicodeScalars.count == 1 else { return nil }
      alphabet += text
    }
    // Marks that join the character before them, or look like another, are left to code points.
    guard alphabet.count == pairs.spellings.count, Set(alphabet).count == alphabet.count else { return nil }
    self.init(alphabet)
  }
}
