/// Finds metrics in one line of a console.
enum ConsoleLine {
  /// The line without colours and movements of the cursor (ECMA-48: ESC, `[`, parameters, a letter).
  ///
  /// Any other escape stays, so that a damaged number is none.
  static func plain(_ bytes: [UInt8], _ range: Range<Int>) -> [UInt8] {
    var plain: [UInt8] = []
    plain.reserveCapacity(range.count)
    var position = range.lowerBound
    while position < range.upperBound {
      if bytes[position] == 0x1B, let end = sequenceEnd(bytes, position, range.upperBound) {
        position = end
        // A sequence within a word has damaged it: its halves must not become one number.
        let next = position < range.upperBound ? bytes[position] : 0x20
        if let last = plain.last, isPartOfName(last), isPartOfName(next) { plain.append(0x1A) }
      } else {
        plain.append(bytes[position])
        position += 1
      }
    }
    return plain
  }

  private static func sequenceEnd(_ bytes: [UInt8], _ start: Int, _ end: Int) -> Int? {
    var position = start + 1
    guard position < end, bytes[position] == UInt8(ascii: "[") else { return nil }
    position += 1
    if position < end && bytes[position] == UInt8(ascii: "?") { position += 1 }
    while position < end && (0x30...0x39 ~= bytes[position] || bytes[position] == UInt8(ascii: ";")) {
      position += 1
    }
    guard position < end, "mKJABCDGHhl".utf8.contains(bytes[position]) else { return nil }
    return position + 1
  }

  /// The step of a verl line `step:12 - key:value - …`, and where its fields begin.
  static func verlStep(_ text: Span<UInt8>) -> (step: Int, start: Int)? {
    var from = 0
    while let start = find("step:", in: text, from: from) {
      from = start + 5
      if start > 0 && isPartOfName(text[start - 1]) { continue }
      var end = from
      while end < text.count && 0x30...0x39 ~= text[end] { end += 1 }
      guard end > from, end + 3 <= text.count, text[end] == 0x20, text[end + 1] == UInt8(ascii: "-"),
        text[end + 2] == 0x20, let step = NumberScanner.integer(text, from..<end)
      else { continue }
      return (step, end + 3)
    }
    return nil
  }

  /// The fields between ` - `.
  static func fields(_ text: Span<UInt8>, from start: Int) -> [Range<Int>] {
    var fields: [Range<Int>] = []
    var start = start
    while let end = find(" - ", in: text, from: start) {
      fields.append(start..<end)
      start = end + 3
    }
    fields.append(start..<text.count)
    return fields
  }

  /// The key and the value of `key:value`; nil if the value is no number.
  ///
  /// Behind the last value Ray may say `[repeated 2x across cluster]`.
  static func field(_ text: Span<UInt8>, _ range: Range<Int>) -> (
    key: Range<Int>, value: NumberScanner.Reading
  )? {
    var range = NumberScanner.trimmed(range, of: text)
    if let mark = find(" [repeated ", in: text, from: range.lowerBound, to: range.upperBound) {
      range = NumberScanner.trimmed(range.lowerBound..<mark, of: text)
    }
    var colon = range.upperBound - 1
    while colon > range.lowerBound && text[colon] != UInt8(ascii: ":") { colon -= 1 }
    guard colon > range.lowerBound else { return nil }
    let key = NumberScanner.trimmed(range.lowerBound..<colon, of: text)
    let value = NumberScanner.reading(of: text, colon + 1..<range.upperBound)
    if key.isEmpty || value == .text || value == .absent { return nil }
    return (key, value)
  }

  /// A progress bar without a title, as a Trainer's own: `  5%|▌   | 12/250 [`.
  static func bar(_ text: Span<UInt8>) -> (number: Int, total: Int)? {
    var position = 0
    while position < text.count && text[position] <= 0x20 { position += 1 }
    let start = position
    while position < text.count && 0x30...0x39 ~= text[position] { position += 1 }
    guard position > start, position + 1 < text.count, text[position] == UInt8(ascii: "%"),
      text[position + 1] == UInt8(ascii: "|"), let second = find("| ", in: text, from: position + 2)
    else { return nil }
    guard let slash = find("/", in: text, from: second), let end = find(" [", in: text, from: slash),
      let number = NumberScanner.integer(text, second + 2..<slash),
      let total = NumberScanner.integer(text, slash + 1..<end), number >= 0, number <= total
    else { return nil }
    return (number, total)
  }

  /// Where a dictionary begins, and the step of OpenRLHF's `Global step 12: {`.
  static func dictionary(_ text: Span<UInt8>) -> (step: Int?, start: Int)? {
    if let mark = find("Global step ", in: text, from: 0) {
      var end = mark + 12
      while end < text.count && 0x30...0x39 ~= text[end] { end += 1 }
      if let step = NumberScanner.integer(text, mark + 12..<end), end + 2 < text.count,
        text[end] == UInt8(ascii: ":"), text[end + 2] == UInt8(ascii: "{")
      {
        return (step, end + 2)
      }
    }
    return find("{'", in: text, from: 0).map { (nil, $0) }
  }

  private static func isPartOfName(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "_"), UInt8(ascii: "/"), UInt8(ascii: "."),
      UInt8(ascii: "-"), 0x80...:
      true
    default: false
    }
  }

  private static func find(
    _ word: StaticString, in text: Span<UInt8>, from start: Int, to end: Int? = nil
  ) -> Int? {
    let word = Array(String(describing: word).utf8)
    let last = (end ?? text.count) - word.count
    guard start <= last else { return nil }
    for position in start...last where text[position] == word[0] {
      var length = 1
      while length < word.count && text[position + length] == word[length] { length += 1 }
      if length == word.count { return position }
    }
    return nil
  }
}
