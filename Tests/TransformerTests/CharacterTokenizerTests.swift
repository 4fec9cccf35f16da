import Testing
import Transformer

@Suite struct CharacterTokenizerTests {
  let tokenizer: any Tokenizer = CharacterTokenizer("01+=é🇩🇪\r\n\n$")

  @Test("the way by bytes spells another text than the way by characters")
  func encodes() {
    #expect(tokenizer.vocabularySize == 9 && tokenizer.kind == "characters")
    for (text, tokens) in [
      ("01+=", [0, 1, 2, 3]), ("", []), ("1é", [1, 4]), ("e\u{301}0", [4, 0]), ("🇩🇪", [5]),
      ("\r\n\n$", [6, 7, 8]),
    ] as [(String, [Int32])] {
      #expect(tokenizer.encode(text) == tokens)
      #expect(tokenizer.decode(tokens) == text)
    }
  }

  @Test("a text that cannot be spelled is spelled, or the wrong character is named")
  func refuses() {
    for (text, character) in [
      ("0 1", " "), ("e", "e"), ("\r", "\r"), ("🇫🇷", "🇫🇷"), ("1+=x!", "x"),
    ] as [(String, Character)] {
      #expect(tokenizer.encode(text) == nil)
      #expect(tokenizer.unspellable(in: text) == character)
    }
    #expect(tokenizer.unspellable(in: "01") == nil)
    #expect(tokenizer.decode([0, 9, -1, 1]) == "01")
  }
}
