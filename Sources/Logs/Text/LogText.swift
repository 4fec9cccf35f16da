/// The bytes of a text file that are known to be UTF-8, and its lines.
struct LogText: Sendable {
  /// A line that is not blank.
  struct Line: Equatable {
    /// Counted from 1.
    let number: Int
    /// Its bytes without the blanks around them.
    let range: Range<Int>
  }

  /// What errors call the file.
  let name: String
  /// All bytes, a byte order mark included.
  let bytes: [UInt8]
  /// Where the text begins, behind a byte order mark.
  let start: Int

  /// Checks the encoding.
  init(_ bytes: [UInt8], name: String) throws(LogError) {
    self.name = name
    self.bytes = bytes
    start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    if let offset = UTF8Check.firstBadByte(of: bytes.span) {
      let before = bytes[..<offset]
      let lineStart = before.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
      throw .notUTF8(
        file: name, line: 1 + before.count { $0 == UInt8(ascii: "\n") }, column: offset - lineStart + 1)
    }
  }

  /// The lines that are not blank.
  var lines: Lines { Lines(bytes: bytes, position: start) }

  /// Iterates over the lines that are not blank.
  struct Lines: Sequence, IteratorProtocol {
    let bytes: [UInt8]
    var position: Int
    var number = 0

    mutating func next() -> Line? {
      while position < bytes.count {
        let end = Self.end(of: bytes.span, from: position)
        let range = Self.trimmed(position..<end, of: bytes.span)
        position = end + 1
        number += 1
        if !range.isEmpty { return Line(number: number, range: range) }
      }
      return nil
    }

    private static func end(of text: Span<UInt8>, from start: Int) -> Int {
      var end = start
      while end < text.count && text[end] != UInt8(ascii: "\n") { end += 1 }
      return end
    }

    private static func trimmed(_ range: Range<Int>, of text: Span<UInt8>) -> Range<Int> {
      var (start, end) = (range.lowerBound, range.upperBound)
      while start < end && isBlank(text[start]) { start += 1 }
      while start < end && isBlank(text[end - 1]) { end -= 1 }
      return start..<end
    }

    private static func isBlank(_ byte: UInt8) -> Bool {
      byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") || byte == UInt8(ascii: "\r")
    }
  }

  /// The JSON object that a line consists of.
  func object(at line: Line) throws(LogError) -> [JSONValue.Field] {
    var scanner = JSONScanner(bytes, line.range)
    let value: JSONValue
    do {
      value = try scanner.wholeValue()
    } catch {
      switch error.reason {
      case .notFinite: throw .notFinite(file: name, line: line.number, field: scanner.field)
      case .malformed(let reason):
        let lineStart =
          bytes[..<line.range.lowerBound].lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? start
        throw .malformedJSON(
          file: name, line: line.number, column: error.offset - lineStart + 1, reason: reason)
      }
    }
    guard case .object(let fields) = value else {
      throw .malformedJSON(
        file: name, line: line.number, column: 1,
        reason: "an object is needed on every line, not \(value.summary)")
    }
    return fields
  }
}
