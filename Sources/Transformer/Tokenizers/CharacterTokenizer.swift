/// A tokenizer with one token a character.
///
/// A character is what a reader sees as one: an `é` of two code points is one of them. Texts are taken as they stand,
/// without any normalisation beyond that equal characters are one.
public struct CharacterTokenizer: Tokenizer, Codable, Hashable {
  /// The characters; a token is a character's place.
  public let characters: [Character]
  private let places: [Character: Int32]
  /// The tokens of the 128 characters of one byte; −1 where there is none.
  private let ascii: [Int32]

  /// Makes the tokenizer of a string of distinct characters.
  public init(_ alphabet: String) {
    characters = Array(alphabet)
    precondition(Set(characters).count == characters.count, "a character occurs twice in the alphabet")
    places = Dictionary(uniqueKeysWithValues: characters.enumerated().map { ($0.element, Int32($0.offset)) })
    var ascii = [Int32](repeating: -1, count: 128)
    for (place, character) in characters.enumerated() {
      let bytes = character.utf8
      if bytes.count == 1, let byte = bytes.first { ascii[Int(byte)] = Int32(place) }
    }
    self.ascii = ascii
  }

  /// `characters`.
  public var kind: String { "characters" }

  /// The number of tokens.
  public var vocabularySize: Int { characters.count }

  /// The tokens of a text; nil where it has a character outside the alphabet.
  public func encode(_ text: String) -> [Int32]? {
    var tokens: [Int32] = []
    tokens.reserveCapacity(text.utf8.count)
    for byte in text.utf8 {
      // What may join a neighbour (bytes beyond 127, a return, a letter below an accent) needs whole characters.
      guard byte < 128, byte != 13, ascii[Int(byte)] >= 0 else { return encodeCharacters(text) }
      tokens.append(ascii[Int(byte)])
    }
    return tokens
  }

  private func encodeCharacters(_ text: String) -> [Int32]? {
    var tokens: [Int32] = []
    for character in text {
      guard let token = places[character] else { return nil }
      tokens.append(token)
    }
    return tokens
  }

  /// The first character outside the alphabet.
  public func unspellable(in text: String) -> Character? { text.first { places[$0] == nil } }

  /// The text of tokens; numbers that are no tokens spell nothing.
  public func decode(_ tokens: [Int32]) -> String {
    var text = ""
    for token in tokens where characters.indices.contains(Int(token)) { text.append(characters[Int(token)]) }
    return text
  }

  /// The token of a character of the alphabet.
  public subscript(character: Character) -> Int32? { places[character] }

  /// Reads the alphabet from a string.
  public init(from decoder: any Swift.Decoder) throws {
    let container = try decoder.singleValueContainer()
    let alphabet = try container.decode(String.self)
    guard Set(alphabet).count == alphabet.count, !alphabet.isEmpty else {
      throw DecodingError.dataCorruptedError(
        in: container, debugDescription: "an alphabet needs distinct characters, and at least one")
    }
    self.init(alphabet)
  }

  /// Writes the alphabet as a string.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(String(characters))
  }
}
