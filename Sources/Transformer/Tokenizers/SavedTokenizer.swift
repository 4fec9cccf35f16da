internal import Foundation

/// The tokenizer of a folder in the Hugging Face layout, and the token that ends an output there.
public struct SavedTokenizer: Sendable {
  /// The tokenizer.
  public let tokenizer: any Tokenizer
  /// The token that ends an output: `eos_token` of tokenizer_config.json, else `eos_token_id` of config.json; nil for
  /// none.
  public let stop: Int32?

  /// Reads tokenizer.json, and of tokenizer_config.json and config.json, where they are there, the stop.
  ///
  /// A byte-pair encoding that only numbers characters becomes a `CharacterTokenizer`.
  public init(folder: String) throws(CheckpointError) {
    let pairs = try BytePairTokenizer(contentsOf: folder + "/tokenizer.json")
    tokenizer = CharacterTokenizer(pairs) ?? pairs
    let settings = folder + "/tokenizer_config.json"
    if let end = try Self.table(settings)?["eos_token"] {
      guard let text = end.bytes ?? end["content"]?.bytes, let token = pairs.numberOfToken(text) else {
        throw .malformed(file: settings, what: "eos_token is no token of tokenizer.json")
      }
      stop = token
      return
    }
    let shape = folder + "/config.json"
    let field = try Self.table(shape)?["eos_token_id"]
    // Of several ends the first one is the model's own.
    let number = field?.integer ?? field?.items?.first?.integer
    if field != nil, !(number.map { 0..<(1 << 24) ~= $0 } ?? false) {
      throw .malformed(file: shape, what: "eos_token_id is no token")
    }
    stop = number.map { Int32($0) }
  }

  private static func table(_ path: String) throws(CheckpointError) -> JSONNode? {
    guard let data = FileManager.default.contents(atPath: path) else { return nil }
    guard let node = JSONNode(Array(data)), node.fields != nil else {
      throw .malformed(file: path, what: "the file is not a JSON object")
    }
    return node
  }
}

extension BytePairTokenizer {
  /// The token that is spelled so, special ones included.
  func numberOfToken(_ bytes: [UInt8]) -> Int32? {
    added.first { $0.bytes == bytes }?.token ?? numbers[bytes]
  }
}
