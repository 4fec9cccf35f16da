import Testing

@testable import Logs

@Suite("Numbers are read from bytes as the standard library reads them from strings")
struct NumberScannerTests {
  private func reading(_ text: String) -> NumberScanner.Reading {
    let bytes = Array(text.utf8)
    return NumberScanner.reading(of: bytes.span, 0..<bytes.count)
  }

  /// Bit for bit, for numbers as programs print them: 1 to 20 digits with a point anywhere, and shortest spellings of
  /// random doubles.
  @Test("a number is rounded otherwise")
  func rounding() {
    var random = TestRandom(state: 11)
    for _ in 0..<40_000 {
      var text = random.below(2) == 0 ? "" : "-"
      if random.below(3) == 0 {
        let bits =
          UInt64(random.below(1 << 31)) << 33 ^ UInt64(random.below(1 << 31)) << 10
          ^ UInt64(random.below(1 << 10))
        let value = Double(bitPattern: bits & ~(1 << 63))
        if !value.isFinite { continue }
        text += "\(value)"
      } else {
        let digits = 1 + random.below(20)
        let point = random.below(digits + 1)
        for index in 0..<digits {
          if index == point { text += "." }
          text += String(random.below(10))
        }
        if random.below(3) == 0 { text += "e\(random.below(60) - 30)" }
      }
      guard let expected = Double(text) else {
        Issue.record("\(text) is no number")
        continue
      }
      #expect(reading(text) == (expected.isFinite ? .number(expected) : .notFinite), "\(text)")
    }
  }

  @Test("a halfway case is rounded up or a tiny or huge number is lost")
  func ends() {
    for text in [
      "9007199254740993", "9007199254740992.5", "0.500000000000000166533453693773481063544750213623046875",
      "4.9e-324",
      "1.7976931348623157e308", "2.4703282292062327e-324", "123456789012345678901234567890", "1e22", "1e23",
      "0e999",
      "17976931348623157e292", "0.1000000000000000055511151231257827", "8.5", "00012.50",
    ] {
      #expect(reading(text) == Double(text).map { .number($0) }, "\(text)")
    }
    #expect(reading("1e999") == .notFinite)
    #expect(reading("-0") == .number(-0.0))
  }

  @Test(
    "a word is taken for a number, or a number for a word",
    arguments: [
      ("nan", NumberScanner.Reading.notFinite), ("-Infinity", .notFinite), ("np.float64(nan)", .notFinite),
      ("np.float32(0.5)", .number(0.5)), ("tensor(0.25, device='cuda:0')", .number(0.25)),
      ("True", .number(1)),
      ("None", .absent), ("", .absent), (" \t", .absent), ("1,5", .text), ("0x10", .text), ("1_000", .text),
      ("1e", .text), (".", .text), ("-", .text), ("1.2.3", .text), ("f(1)", .text), ("tensor([1])", .text),
      ("1 2", .text), ("np.float64(1)2)", .text), ("e5", .text), ("+-1", .text),
    ])
  func words(text: String, expected: NumberScanner.Reading) {
    #expect(reading(text) == expected)
  }
}
