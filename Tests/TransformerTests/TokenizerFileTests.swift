import Foundation
import Testing

@testable import Transformer

/// What the `tokenizers` library makes of hard strings (Tests/Fixtures/tokenizers/make.py).
private struct ExpectedEncodings: Decodable {
  struct Case: Decodable {
    let text: String
    let tokens: [Int32]
    let decoded: String
  }
  let size: Int
  let stop: Int32?
  let cases: [Case]

  static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "Fixtures/tokenizers").path

  static func load(_ name: String) throws -> ExpectedEncodings {
    let data = try Data(contentsOf: URL(fileURLWithPath: "\(folder)/\(name)/expected.json"))
    return try JSONDecoder().decode(ExpectedEncodings.self, from: data)
  }
}

@Suite struct TokenizerFileTests {
  static let families = ["gpt2", "gpt2_prefixed", "qwen2", "llama3", "llama2", "metaspace"]

  @Test("a tokenizer.json spells a text otherwise here than there", arguments: families)
  func agrees(name: String) throws {
    let expected = try ExpectedEncodings.load(name)
    let saved = try SavedTokenizer(folder: "\(ExpectedEncodings.folder)/\(name)")
    #expect(saved.tokenizer.vocabularySize == expected.size)
    #expect(saved.stop == saved.tokenizer.encode("<stop>")?.last)
    #expect(expected.cases.count > 200)
    for line in expected.cases {
      #expect(saved.tokenizer.encode(line.text) == line.tokens, "\(line.text.debugDescription)")
      // Compared byte by byte: strings that look alike are equal in Swift.
      let text = saved.tokenizer.decode(line.tokens)
      #expect(Array(text.utf8) == Array(line.decoded.utf8), "\(line.text.debugDescription)")
    }
    #expect(saved.tokenizer.decode([-1, Int32(expected.size)]).isEmpty)
    if name == "llama2" {
      // A normalised added token is written as it is looked for, with its mark.
      let mark = Int32(expected.size - 1)
      #expect(saved.tokenizer.decode([saved.tokenizer.encode("9")?.last ?? 0, mark]) == "9 <|mark|>")
    }
  }

  @Test("a family goes by another's name")
  func kinds() throws {
    for (name, kind) in [
      ("gpt2", "byte-level BPE"), ("llama3", "byte-level BPE"), ("llama2", "BPE with bytes to fall back on"),
    ] {
      let saved = try SavedTokenizer(folder: "\(ExpectedEncodings.folder)/\(name)")
      #expect(saved.tokenizer.kind == kind)
    }
  }

  /// The error of a tokenizer.json with one text replaced.
  private func refusal(_ family: String, _ old: String, _ new: String) throws -> CheckpointError? {
    let path = "\(ExpectedEncodings.folder)/\(family)/tokenizer.json"
    let text = try String(contentsOfFile: path, encoding: .utf8)
    #expect(text.contains(old))
    let copy = NSTemporaryDirectory() + "tokenizer-\(UUID().uuidString).json"
    try text.replacingOccurrences(of: old, with: new).write(toFile: copy, atomically: true, encoding: .utf8)
    defer { try? FileManager.default.removeItem(atPath: copy) }
    do {
      _ = try BytePairTokenizer(contentsOf: copy)
      return nil
    } catch {
      switch error {
      case .malformed(_, let what): return .malformed(file: "", what: what)
      case .unsupported(_, let what): return .unsupported(file: "", what: what)
      default: return error
      }
    }
  }

  @Test(
    "what cannot be read is read all the same",
    arguments: [
      (
        #""model":{"type":"BPE""#, #""model":{"type":"Unigram""#,
        #"model type "Unigram" cannot be read; BPE can"#
      ),
      (#""normalizer":{"type":"NFC"}"#, #""normalizer":{"type":"Nmt"}"#, #"normalizer "Nmt" cannot be read"#),
      (
        #""normalizer":{"type":"NFC"}"#,
        #""normalizer":{"type":"Replace","pattern":{"Regex":"a"},"content":""}"#,
        "normalizer Replace has no String pattern, which cannot be read"
      ),
      (#"{"type":"Split""#, #"{"type":"Whitespace""#, #"pre_tokenizer "Whitespace" cannot be read"#),
      (
        #""behavior":"Isolated""#, #""behavior":"Contiguous""#,
        #"pre_tokenizer Split with the behavior "Contiguous", or inverted, cannot be read"#
      ),
      (
        #""invert":false"#, #""invert":true"#,
        #"pre_tokenizer Split with the behavior "Isolated", or inverted, cannot be read"#
      ),
      (#""Regex":"(?i"#, #""Regex":"((?i"#, "cannot be read"),
      (#""Regex":"(?i"#, #""Regex":"\\h(?i"#, #"pre_tokenizer pattern with \h cannot be read"#),
      (#""decoder":{"type":"ByteLevel""#, #""decoder":{"type":"CTC""#, #"decoder "CTC" cannot be read"#),
      (#""decoder":{"#, #""other":{"#, "decoder is missing; tokens joined by blanks cannot be read back"),
      (#""dropout":null"#, #""dropout":0.1"#, "model.dropout draws at random, which cannot be read"),
      (
        #""end_of_word_suffix":null"#, #""end_of_word_suffix":"</w>""#,
        #"model.end_of_word_suffix is "</w>", which cannot be read"#
      ),
      (#""lstrip":false"#, #""lstrip":true"#, #"added token "<stop>" has lstrip, which cannot be read"#),
    ])
  func refuses(old: String, new: String, sentence: String) throws {
    guard case .unsupported(_, let what) = try refusal("qwen2", old, new) else {
      Issue.record("not refused")
      return
    }
    #expect(what.hasSuffix(sentence))
  }

  @Test(
    "a broken file is read all the same",
    arguments: [
      (#"{"version""#, #"{"version"#, "the file is not a JSON object"),
      (#""model":{"#, #""madel":{"#, "there is no model"),
      (#""vocab":{"#, #""vacab":{"#, "model.vocab is missing or no object"),
      (#""vocab":{"!":0"#, #""vocab":{"!":-1"#, #"model.vocab gives "!" no token number"#),
      (#""merges":["#, #""merges":7,"other":["#, "model.merges is missing or no list"),
      (#""merges":["#, #""merges":[["a"],"#, "model.merges: item 0 is no pair"),
      (
        #""merges":["#, #""merges":[["a","qq"],"#, "model.merges: item 0 names a token that model.vocab lacks"
      ),
      (#"{"id":420"#, #"{"id":"x""#, "added_tokens: an item has no content or no id"),
    ])
  func refusesBroken(old: String, new: String, sentence: String) throws {
    #expect(try refusal("qwen2", old, new) == .malformed(file: "", what: sentence))
  }

  @Test("a file that is not there, or a stop that is no token, goes unnoticed")
  func refusesFolder() throws {
    #expect(
      throws: CheckpointError.unreadable(file: "/nowhere/tokenizer.json", reason: "the file cannot be read")
    ) {
      try SavedTokenizer(folder: "/nowhere")
    }
    let folder = NSTemporaryDirectory() + "tokenizer-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try CharacterTokenizer("01$").save(folder: folder)
    #expect(try SavedTokenizer(folder: folder).stop == nil)
    let settings = folder + "/tokenizer_config.json"
    try #"{"eos_token":"?"}"#.write(toFile: settings, atomically: true, encoding: .utf8)
    #expect(
      throws: CheckpointError.malformed(file: settings, what: "eos_token is no token of tokenizer.json")
    ) {
      try SavedTokenizer(folder: folder)
    }
    try #"{"eos_token":{"content":"$"}}"#.write(toFile: settings, atomically: true, encoding: .utf8)
    #expect(try SavedTokenizer(folder: folder).stop == 2)
    try "{}".write(toFile: settings, atomically: true, encoding: .utf8)
    try #"{"eos_token_id":[1,2]}"#.write(toFile: folder + "/config.json", atomically: true, encoding: .utf8)
    #expect(try SavedTokenizer(folder: folder).stop == 1)
  }

  @Test("a character table is written otherwise than as transformers read it, or spelled otherwise there")
  func agreesOnCharacters() throws {
    let expected = try ExpectedEncodings.load("characters")
    let tokenizer = CharacterTokenizer("0123456789+-*/(),>=;#$?:VYN \n\"\\é界")
    let folder = NSTemporaryDirectory() + "tokenizer-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try tokenizer.save(folder: folder, stop: 21, context: 64)
    for name in ["tokenizer.json", "tokenizer_config.json"] {
      let files = try [folder, ExpectedEncodings.folder + "/characters"].map {
        JSONNode(Array(try Data(contentsOf: URL(fileURLWithPath: "\($0)/\(name)"))))
      }
      #expect(files[0] != nil && files[0] == files[1])
    }
    #expect(expected.size == tokenizer.vocabularySize && expected.stop == 21)
    for line in expected.cases {
      #expect(tokenizer.encode(line.text) == line.tokens && tokenizer.decode(line.tokens) == line.decoded)
    }
  }

  @Test("a character table comes back otherwise than it was written")
  func savesCharacters() throws {
    let folder = NSTemporaryDirectory() + "tokenizer-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: folder) }
    for alphabet in ["0123456789+=\"\\/ \n$", "aé界🙂 ▁$"] {
      let tokenizer = CharacterTokenizer(alphabet)
      let stop = Int32(tokenizer.vocabularySize - 1)
      try tokenizer.save(folder: folder, stop: stop, context: 64)
      let saved = try SavedTokenizer(folder: folder)
      #expect(saved.tokenizer as? CharacterTokenizer == tokenizer && saved.stop == stop)
    }
    #expect(throws: CheckpointError.self) { try CharacterTokenizer("a🇩🇪").save(folder: folder) }
  }
}
