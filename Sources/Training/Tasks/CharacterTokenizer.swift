/// A tokenizer with one token a character.
public struct CharacterTokenizer: Codable, Sendable, Hashable {
  /// The characters; a token is a character's place.
  public let characters: [Character]
  private let places: [Character: Int32]

  /// Makes the tokenizer of a string of distinct characters.
  public init(_ alphabet: String) {
    characters = Array(alphabet)
    precondition(Set(characters).count == characters.count, "a character occurs twice in the alphabet")
    places = Dictionary(uniqueKeysWithValues: characters.enumerated().map { ($0.element, Int32($0.offset)) })
  }

  /// The number of tokens.
  public var vocabularySize: Int { characters.count }

  /// The tokens of a text; nil where it has a character outside the alphabet.
  public func encode(_ text: String) -> [Int32]? {
    var tokens: [Int32] = []
    for character in text {
      guard let token = places[character] else { return nil }
      tokens.append(token)
    }
    return tokens
  }

  /// The text of tokens.
  public func decode(_ tokens: some Sequence<Int32>) -> String {
    String(tokens.map { characters[Int($0)] })
  }

  /// The token of a character of the alphabet.
  public subscript(character: Character) -> Int32? { places[character] }

  /// Reads the alphabet from a string.
  public init(from decoder: any Decoder) throws {
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
