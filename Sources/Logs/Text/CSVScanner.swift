/// Reads the records of a table of separated values (RFC 4180; LF or CRLF; any one-byte delimiter).
struct CSVScanner {
  /// One field: its bytes without the quotes around it, and whether quotes within it are doubled.
  struct Field {
    var range: Range<Int>
    var hasDoubledQuotes = false
  }

  /// What is wrong, and on which line.
  struct Mistake: Error, Equatable {
    let line: Int
    let reason: String
  }

  /// The line on which the latest record begins, counted from 1.
  private(set) var recordLine = 0

  private let bytes: [UInt8]
  private let delimiter: UInt8
  private var position: Int
  private var line = 1

  init(_ text: LogText, delimiter: UInt8) {
    bytes = text.bytes
    position = text.start
    self.delimiter = delimiter
  }

  /// Reads the next record that is not a blank line; false at the end.
  mutating func next(into fields: inout [Field]) throws(Mistake) -> Bool {
    while position < bytes.count {
      fields.removeAll(keepingCapacity: true)
      recordLine = line
      let start = position
      while try field(into: &fields) {}
      let isBlank = fields.count == 1 && bytes[start..<position].allSatisfy { $0 <= 0x20 }
      if !isBlank { return true }
    }
    return false
  }

  /// A field's text.
  func text(of field: Field) -> String {
    if !field.hasDoubledQuotes { return String(decoding: bytes[field.range], as: UTF8.self) }
    var plain: [UInt8] = []
    var index = field.range.lowerBound
    while index < field.range.upperBound {
      plain.append(bytes[index])
      index += bytes[index] == UInt8(ascii: "\"") ? 2 : 1
    }
    return String(decoding: plain, as: UTF8.self)
  }

  /// Whether two fields have the same bytes.
  func isSame(_ a: Field, _ b: Field) -> Bool {
    guard a.range.count == b.range.count, a.hasDoubledQuotes == b.hasDoubledQuotes else { return false }
    let text = bytes.span
    for offset in 0..<a.range.count
    where text[a.range.lowerBound + offset] != text[b.range.lowerBound + offset] {
      return false
    }
    return true
  }

  /// Reads one field and what ends it; false when that was the record's end.
  private mutating func field(into fields: inout [Field]) throws(Mistake) -> Bool {
    if position < bytes.count && bytes[position] == UInt8(ascii: "\"") {
      fields.append(try quotedField())
    } else {
      let start = position
      position = try endOfPlainField(bytes.span)
      let isLineEnd = position == bytes.count || bytes[position] == UInt8(ascii: "\n")
      let endsInCR = isLineEnd && position > start && bytes[position - 1] == UInt8(ascii: "\r")
      fields.append(Field(range: start..<(endsInCR ? position - 1 : position)))
    }
    guard position < bytes.count else { return false }
    position += 1
    if bytes[position - 1] == delimiter { return true }
    line += 1
    return false
  }

  private func endOfPlainField(_ text: Span<UInt8>) throws(Mistake) -> Int {
    var end = position
    while end < text.count && text[end] != delimiter && text[end] != UInt8(ascii: "\n") {
      if text[end] == UInt8(ascii: "\"") {
        throw Mistake(
          line: line, reason: "a quote inside a field; quote the whole field and double the quote")
      }
      end += 1
    }
    return end
  }

  /// Leaves the position at the delimiter, the LF or the end behind the closing quote.
  private mutating func quotedField() throws(Mistake) -> Field {
    let openingLine = line
    position += 1
    var field = Field(range: position..<position)
    while position < bytes.count {
      let byte = bytes[position]
      if byte == UInt8(ascii: "\n") { line += 1 }
      if byte == UInt8(ascii: "\"") {
        if position + 1 < bytes.count && bytes[position + 1] == UInt8(ascii: "\"") {
          field.hasDoubledQuotes = true
          position += 1
        } else {
          field.range = field.range.lowerBound..<position
          position += 1
          if position < bytes.count && bytes[position] == delimiter { return field }
          if position < bytes.count && bytes[position] == UInt8(ascii: "\r") { position += 1 }
          if position == bytes.count || bytes[position] == UInt8(ascii: "\n") { return field }
          throw Mistake(line: line, reason: "text follows a closing quote; double the quotes within a field")
        }
      }
      position += 1
    }
    throw Mistake(line: openingLine, reason: "the quote that opens here is never closed")
  }
}
