internal import Foundation

/// The lines of a text that is read in pieces, so that a large file is never held as a whole.
///
/// A line ends in LF, CRLF or a lone CR, as progress bars write it; line numbers count LF alone. NUL bytes, which a
/// crash or a truncated file leaves behind, are taken off a line's ends; a line that still has one is torn.
struct LineSource: ~Copyable {
  /// A line that is not blank.
  struct Line: Equatable {
    /// Counted from 1.
    var number: Int
    /// Its bytes, without blanks around them, in `bytes`.
    var range: Range<Int>
    /// A NUL byte stands within it: what is left of it cannot be trusted.
    var isTorn: Bool
    /// A line break follows; without one the line may be cut.
    var isEnded: Bool
  }

  /// The piece of text that holds the latest line.
  private(set) var bytes: [UInt8]
  /// NUL bytes met so far, and the line of the first.
  private(set) var nulCount = 0
  private(set) var firstNulLine: Int?
  /// The file is read to its end.
  private(set) var isComplete: Bool

  private let handle: FileHandle?
  private let name: String
  private let pieceSize: Int
  private var position = 0
  private var number = 1
  /// A NUL byte was met in the search for the latest line's end.
  private var mayHoldNul = false
  /// Behind the latest line and its break.
  private var next = 0

  /// A text in memory.
  init(_ bytes: [UInt8], name: String) {
    self.bytes = bytes
    self.name = name
    handle = nil
    isComplete = true
    pieceSize = bytes.count
    skipMark()
  }

  /// A file of which the beginning is already read.
  init(_ beginning: [UInt8], rest handle: FileHandle, name: String, pieceSize: Int = 1 << 16) {
    bytes = beginning
    self.name = name
    self.handle = handle
    self.pieceSize = pieceSize
    isComplete = false
    skipMark()
  }

  /// The next line that is not blank, or nil at the end.
  mutating func nextLine() throws(LogError) -> Line? {
    while true {
      position = next
      guard let end = try endOfLine(from: position) else { return nil }
      if let line = take(upTo: end) { return line }
    }
  }

  /// Joins the line that follows to the latest one, whose range it keeps the beginning of; nil at the end.
  mutating func extend(_ line: Line) throws(LogError) -> Line? {
    let start = line.range.lowerBound - position
    guard let end = try endOfLine(from: next) else { return nil }
    let first = line.number
    guard let longer = take(upTo: end) else { return line }
    return Line(
      number: first, range: position + start..<longer.range.upperBound, isTorn: line.isTorn || longer.isTorn,
      isEnded: longer.isEnded)
  }

  /// Everything from the latest line's beginning on, for documents that are one value; lines go on as before.
  mutating func rest() throws(LogError) -> Range<Int> {
    while !isComplete { try readPiece(keepsAll: true) }
    return position..<bytes.count
  }

  /// Where the line that contains `start` ends; nil when nothing is left.
  private mutating func endOfLine(from start: Int) throws(LogError) -> Int? {
    let given = start - position
    var offset = given
    while true {
      var hasNul = mayHoldNul
      let found = Self.lineBreak(in: bytes.span, from: position + offset, &hasNul)
      mayHoldNul = hasNul
      if let end = found {
        // A CR at the very end of a piece may be the half of a CRLF.
        if end + 1 < bytes.count || isComplete { return end }
        offset = end - position
      } else {
        offset = bytes.count - position
        if isComplete { return position + given < bytes.count ? bytes.count : nil }
      }
      try readPiece()
    }
  }

  /// Ends the line at a break; nil if it is blank.
  private mutating func take(upTo end: Int) -> Line? {
    let isEnded = end < bytes.count
    let isLF = isEnded && bytes[end] == UInt8(ascii: "\n")
    let isCRLF = isEnded && !isLF && end + 1 < bytes.count && bytes[end + 1] == UInt8(ascii: "\n")
    next = isEnded ? end + (isCRLF ? 2 : 1) : end
    let (range, nuls, isTorn) = Self.content(of: bytes.span, position..<end, mayHoldNul: mayHoldNul)
    let line = Line(number: number, range: range, isTorn: isTorn, isEnded: isEnded)
    if nuls > 0 {
      nulCount += nuls
      firstNulLine = firstNulLine ?? number
    }
    if isLF || isCRLF { number += 1 }
    mayHoldNul = false
    return range.isEmpty ? nil : line
  }

  /// Drops what stands before the latest line, unless all is needed, and reads more.
  private mutating func readPiece(keepsAll: Bool = false) throws(LogError) {
    guard let handle else { return isComplete = true }
    if position > 0 && !keepsAll {
      bytes.removeSubrange(..<position)
      next -= position
      position = 0
    }
    do {
      if let piece = try handle.read(upToCount: pieceSize), !piece.isEmpty {
        bytes.append(contentsOf: piece)
      } else {
        isComplete = true
      }
    } catch {
      throw .unreadable(file: name, reason: error.localizedDescription)
    }
  }

  private mutating func skipMark() {
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { next = 3 }
    position = next
  }

  private static func lineBreak(in text: Span<UInt8>, from start: Int, _ hasNul: inout Bool) -> Int? {
    var index = start
    while index < text.count {
      let byte = text[index]
      if byte <= UInt8(ascii: "\r") {
        if byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") { return index }
        if byte == 0 { hasNul = true }
      }
      index += 1
    }
    return nil
  }

  private static func content(
    of text: Span<UInt8>, _ range: Range<Int>, mayHoldNul: Bool
  ) -> (Range<Int>, Int, Bool) {
    var (start, end) = (range.lowerBound, range.upperBound)
    while start < end && isBlank(text[start]) { start += 1 }
    while start < end && isBlank(text[end - 1]) { end -= 1 }
    if !mayHoldNul { return (start..<end, 0, false) }
    var nuls = 0
    for index in range where text[index] == 0 { nuls += 1 }
    var isTorn = false
    for index in start..<end where text[index] == 0 { isTorn = true }
    return (start..<end, nuls, isTorn)
  }

  private static func isBlank(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") || byte == 0
  }
}
