/// Splits one record of a table that is read in pieces.
enum CSVRecord {
  /// Why a record cannot be split.
  enum Mistake: Equatable {
    /// A quote is not closed before the end; the record may go on on the next line.
    case openQuote
    case malformed(String)
  }

  /// Splits a range into fields; nil if that went well.
  static func split(
    _ text: Span<UInt8>, _ range: Range<Int>, _ delimiter: UInt8, into fields: inout [CSVScanner.Field]
  ) -> Mistake? {
    fields.removeAll(keepingCapacity: true)
    var position = range.lowerBound
    let end = range.upperBound
    while true {
      if position < end && text[position] == UInt8(ascii: "\"") {
        let start = position + 1
        var field = CSVScanner.Field(range: start..<start)
        position = start
        while true {
          guard position < end else { return .openQuote }
          if text[position] == UInt8(ascii: "\"") {
            guard position + 1 < end, text[position + 1] == UInt8(ascii: "\"") else { break }
            field.hasDoubledQuotes = true
            position += 1
          }
          position += 1
        }
        field.range = start..<position
        fields.append(field)
        position += 1
        if position < end && text[position] != delimiter {
          return .malformed("text follows a closing quote; double the quotes within a field")
        }
      } else {
        let start = position
        while position < end && text[position] != delimiter { position += 1 }
        fields.append(CSVScanner.Field(range: start..<position))
      }
      if position >= end { return nil }
      position += 1
    }
  }

  /// A field's text, without blanks at its ends.
  static func text(_ bytes: [UInt8], _ field: CSVScanner.Field) -> String {
    let range = NumberScanner.trimmed(field.range, of: bytes.span)
    let text = String(decoding: bytes[range], as: UTF8.self)
    return field.hasDoubledQuotes
      ? text.split(separator: "\"\"", omittingEmptySubsequences: false).joined(separator: "\"") : text
  }
}
