/// What turns text into a model's tokens and back.
public protocol Tokenizer: Sendable {
  /// What it is called, in one or two words: `characters`, `byte-level BPE`.
  var kind: String { get }
  /// The number of tokens; they are numbered from 0.
  var vocabularySize: Int { get }
  /// The tokens of a text; nil where it has a character that no token spells.
  func encode(_ text: String) -> [Int32]?
  /// The first character of a text that no token spells; nil where `encode` succeeds.
  func unspellable(in text: String) -> Character?
  /// The text of tokens, special ones included; numbers that are no tokens spell nothing.
  func decode(_ tokens: [Int32]) -> String
}
