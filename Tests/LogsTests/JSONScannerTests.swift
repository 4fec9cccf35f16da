import Testing

@testable import Logs

@Suite("One line of JSON is read strictly")
struct JSONScannerTests {
  private func read(_ text: String) throws -> JSONValue {
    let bytes = Array(text.utf8)
    var scanner = JSONScanner(bytes, bytes.indices)
    return try scanner.wholeValue()
  }

  @Test("escapes are resolved")
  func escapes() throws {
    #expect(try read(#""a\"\\\/\b\f\n\r\t\u00e9\ud83d\ude00é""#) == .string("a\"\\/\u{8}\u{C}\n\r\té😀é"))
  }

  @Test("a number keeps its text", arguments: ["0", "-0", "1.50", "1e5", "-2.5E-3", "12345678901234567890"])
  func numbers(text: String) throws { #expect(try read(text) == .number(text)) }

  @Test("values nest and keep the order of keys")
  func nesting() throws {
    let value = try read(#" {"b": [true, null, {"c": []}], "a": {}} "#)
    let inner = JSONValue.object([.init(key: "c", value: .array([]))])
    #expect(
      value
        == .object([
          .init(key: "b", value: .array([.bool(true), .null, inner])), .init(key: "a", value: .object([])),
        ]))
  }

  @Test(
    "what is no JSON is refused",
    arguments: [
      "", "{", "[1,]", "{\"a\":1,}", "{a:1}", "{\"a\" 1}", "01", "1.", ".5", "1e", "-", "+1", "'a'", "\"a",
      "\"\\x\"", "\"\\u12\"",
      "\"\\ud800\"", "\"\\udc00\"", "\"\\ud800\\u0041\"", "\"a\tb\"", "tru", "nul", "1 2", "[1 2]", "\"\\",
    ])
  func malformed(text: String) {
    let error = #expect(throws: JSONScanner.Mistake.self) { try read(text) }
    if case .malformed = error?.reason {} else { Issue.record("\(String(describing: error))") }
    #expect((error?.offset ?? -1) >= 0 && (error?.offset ?? .max) <= text.utf8.count)
  }

  @Test(
    "Python's NaN and infinities are told from other mistakes",
    arguments: ["NaN", "Infinity", "-Infinity", "[1,NaN]"])
  func notFinite(text: String) {
    let error = #expect(throws: JSONScanner.Mistake.self) { try read(text) }
    #expect(error?.reason == .notFinite)
  }

  @Test("a hundred thousand brackets end in an error and not on the stack's guard page")
  func depth() {
    #expect(throws: JSONScanner.Mistake.self) { try read(String(repeating: "[", count: 100_000)) }
  }
}
