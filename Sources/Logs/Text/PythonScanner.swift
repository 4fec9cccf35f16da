/// Reads the dictionary literals that Python programs print.
enum PythonScanner {
  /// A key with what its value says.
  struct Entry: Equatable {
    let key: String
    let value: NumberScanner.Reading
  }

  /// The entries of the dictionary whose opening brace begins the range, and where it ends; nil if it is none.
  ///
  /// Keys are strings; a value in quotes is read as what stands in them; lists, dictionaries and tuples are text.
  static func dictionary(_ text: Span<UInt8>, _ range: Range<Int>) -> (entries: [Entry], end: Int)? {
    var position = range.lowerBound
    let end = range.upperBound
    guard position < end, text[position] == UInt8(ascii: "{") else { return nil }
    position += 1
    var entries: [Entry] = []
    while true {
      skipBlanks(text, &position, end)
      guard position < end else { return nil }
      if text[position] == UInt8(ascii: "}") { return (entries, position + 1) }
      guard let key = string(text, &position, end) else { return nil }
      skipBlanks(text, &position, end)
      guard position < end, text[position] == UInt8(ascii: ":") else { return nil }
      position += 1
      guard let value = value(text, &position, end) else { return nil }
      entries.append(Entry(key: NumberScanner.string(text, key), value: value))
      guard position < end else { return nil }
      if text[position] == UInt8(ascii: ",") { position += 1 }
    }
  }

  /// Leaves the position at the comma or brace that follows.
  private static func value(
    _ text: Span<UInt8>, _ position: inout Int, _ end: Int
  ) -> NumberScanner.Reading? {
    skipBlanks(text, &position, end)
    let start = position
    var depth = 0
    var isQuoted = false
    var content: Range<Int>?
    while position < end {
      let byte = text[position]
      switch byte {
      case UInt8(ascii: "'"), UInt8(ascii: "\""):
        guard let range = string(text, &position, end) else { return nil }
        if range.lowerBound == start + 1 { (isQuoted, content) = (true, range) }
        continue
      case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"): depth += 1
      case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"):
        if depth == 0 { return reading(text, start..<position, isQuoted ? content : nil) }
        depth -= 1
      case UInt8(ascii: ",") where depth == 0:
        return reading(text, start..<position, isQuoted ? content : nil)
      default: break
      }
      position += 1
    }
    return nil
  }

  private static func reading(
    _ text: Span<UInt8>, _ range: Range<Int>, _ quoted: Range<Int>?
  ) -> NumberScanner.Reading {
    let range = NumberScanner.trimmed(range, of: text)
    if let quoted {
      // Something beside the string, as in 'a' 'b', is no number.
      guard quoted.upperBound + 1 == range.upperBound else { return .text }
      return NumberScanner.reading(of: text, quoted)
    }
    return range.isEmpty ? .text : NumberScanner.reading(of: text, range)
  }

  /// A string's content, escapes as they stand; leaves the position behind the closing quote.
  private static func string(_ text: Span<UInt8>, _ position: inout Int, _ end: Int) -> Range<Int>? {
    guard position < end else { return nil }
    let quote = text[position]
    guard quote == UInt8(ascii: "'") || quote == UInt8(ascii: "\"") else { return nil }
    let start = position + 1
    position = start
    while position < end {
      if text[position] == quote {
        position += 1
        return start..<position - 1
      }
      position += text[position] == UInt8(ascii: "\\") ? 2 : 1
    }
    return nil
  }

  private static func skipBlanks(_ text: Span<UInt8>, _ position: inout Int, _ end: Int) {
    while position < end && text[position] <= 0x20 { position += 1 }
  }
}
