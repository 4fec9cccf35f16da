/// Reads decimal numbers from bytes without making strings of them.
enum NumberScanner {
  /// What a text says of a quantity.
  enum Reading: Equatable {
    case number(Double)
    /// NaN or an infinity.
    case notFinite
    /// Empty, `null`, `None`, `NA`: not measured.
    case absent
    /// Anything else.
    case text
  }

  /// The reading of a range whose blanks at both ends are skipped.
  ///
  /// Besides decimal numbers: `True` and `False` (1 and 0), `nan`, `inf`, `Infinity` in any case with a sign, and a
  /// number within `np.float64(…)`, `tensor(…)` or the like.
  static func reading(of text: Span<UInt8>, _ range: Range<Int>) -> Reading {
    let range = trimmed(range, of: text)
    if range.isEmpty { return .absent }
    if let value = decimal(text, range) { return value.isFinite ? .number(value) : .notFinite }
    return word(text, range)
  }

  /// The number that the range is, correctly rounded, or nil; an overflow is infinite.
  static func decimal(_ text: Span<UInt8>, _ range: Range<Int>) -> Double? {
    var position = range.lowerBound
    let end = range.upperBound
    if position == end { return nil }
    let isNegative = text[position] == UInt8(ascii: "-")
    if isNegative || text[position] == UInt8(ascii: "+") { position += 1 }
    // Wraps round only with more than 19 significant digits, and then goes the slow way.
    var mantissa: UInt64 = 0
    let start = position
    take(text, &position, end, &mantissa)
    var digits = position - start
    var places = 0
    if position < end && text[position] == UInt8(ascii: ".") {
      position += 1
      let point = position
      take(text, &position, end, &mantissa)
      places = position - point
      digits += places
    }
    if digits == 0 { return nil }
    if digits > 19 {
      var first = start
      while first < position && (text[first] == UInt8(ascii: "0") || text[first] == UInt8(ascii: ".")) {
        if text[first] == UInt8(ascii: "0") { digits -= 1 }
        first += 1
      }
    }
    var exponent = 0
    if position < end {
      guard text[position] | 0x20 == UInt8(ascii: "e"), let power = power(text, position + 1..<end) else {
        return nil
      }
      exponent = power
    }
    let value = digits <= 19 ? exact(mantissa, exponent - places) ?? slow(text, range) : slow(text, range)
    guard let value else { return nil }
    return isNegative ? -abs(value) : value
  }

  /// Appends the digits at the position to the mantissa.
  private static func take(_ text: Span<UInt8>, _ position: inout Int, _ end: Int, _ mantissa: inout UInt64) {
    while position < end {
      let digit = text[position] &- 0x30
      if digit > 9 { return }
      mantissa = mantissa &* 10 &+ UInt64(digit)
      position += 1
    }
  }

  /// The integer that the range is, `12`, `12.0` and `1.2e1` alike, below 2^53 in size.
  static func integer(_ text: Span<UInt8>, _ range: Range<Int>) -> Int? {
    guard case .number(let value) = reading(of: text, range) else { return nil }
    return integer(value)
  }

  /// The integer that a number is, below 2^53 in size.
  static func integer(_ value: Double) -> Int? {
    abs(value) < 9_007_199_254_740_992 && value.rounded() == value ? Int(value) : nil
  }

  /// The range without blanks at its ends.
  static func trimmed(_ range: Range<Int>, of text: Span<UInt8>) -> Range<Int> {
    var (start, end) = (range.lowerBound, range.upperBound)
    while start < end && text[start] <= 0x20 { start += 1 }
    while start < end && text[end - 1] <= 0x20 { end -= 1 }
    return start..<end
  }

  private static let powers: [Double] = [
    1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18,
    1e19,
    1e20, 1e21, 1e22,
  ]

  /// mantissa × 10^exponent where doubles can tell its rounding, else nil.
  ///
  /// Powers of ten to 10^22 are exact. A mantissa m above 2^53 is the sum of the doubles h and l; q = h/d has the exact
  /// remainder r = h − q·d, so the quotient is q + (r + l)/d, whose second part is off by less than 2^-50 of itself. If
  /// q + both ends of that interval round alike, so does the quotient.
  private static func exact(_ mantissa: UInt64, _ exponent: Int) -> Double? {
    if mantissa == 0 { return 0 }
    if -22...22 ~= exponent && mantissa <= 1 << 53 {
      let value = Double(mantissa)
      return exponent < 0 ? value / powers[-exponent] : value * powers[exponent]
    }
    guard -22 ... -1 ~= exponent else { return nil }
    let divisor = powers[-exponent]
    let high = Double(mantissa & ~0x7FF)
    let low = Double(mantissa & 0x7FF)
    let quotient = high / divisor
    let rest = (high.addingProduct(-quotient, divisor) + low) / divisor
    let slack = abs(rest) * 0x1p-50
    let value = quotient + (rest - slack)
    return value == quotient + (rest + slack) ? value : nil
  }

  private static func slow(_ text: Span<UInt8>, _ range: Range<Int>) -> Double? {
    Double(string(text, range))
  }

  /// An exponent of at most four digits, or ±9,999 for a longer one.
  private static func power(_ text: Span<UInt8>, _ range: Range<Int>) -> Int? {
    var position = range.lowerBound
    if position == range.upperBound { return nil }
    let isNegative = text[position] == UInt8(ascii: "-")
    if isNegative || text[position] == UInt8(ascii: "+") { position += 1 }
    if position == range.upperBound { return nil }
    var value = 0
    while position < range.upperBound {
      guard 0x30...0x39 ~= text[position] else { return nil }
      value = min(value * 10 + Int(text[position] - 0x30), 9_999)
      position += 1
    }
    return isNegative ? -value : value
  }

  private static func word(_ text: Span<UInt8>, _ range: Range<Int>) -> Reading {
    // No number and no word below is longer, and most other cells are names.
    if range.count > 80 { return .text }
    var word = string(text, range).lowercased()
    if let wrapped = unwrapped(word) { word = wrapped }
    switch word {
    case "null", "none", "na", "n/a", "<na>": return .absent
    case "true": return .number(1)
    case "false": return .number(0)
    case "nan", "+nan", "-nan", "inf", "+inf", "-inf", "infinity", "+infinity", "-infinity": return .notFinite
    default:
      let bytes = Array(word.utf8)
      guard let value = decimal(bytes.span, 0..<bytes.count) else { return .text }
      return value.isFinite ? .number(value) : .notFinite
    }
  }

  /// What stands within `np.float64(…)`, `tensor(…)`, `tensor(…, device='cuda:0')` or `array(…)`.
  private static func unwrapped(_ word: String) -> String? {
    guard word.hasSuffix(")"), let open = word.firstIndex(of: "(") else { return nil }
    let name = word[..<open]
    let isNumber = ["np.", "numpy.", "jnp."].contains { name.hasPrefix($0) }
    guard isNumber || ["tensor", "torch.tensor", "array", "float", "int", "decimal"].contains(String(name))
    else { return nil }
    let inner = word[word.index(after: open)...].dropLast().prefix { $0 != "," }
    return inner.contains { "()[]".contains($0) } ? nil : String(inner)
  }

  static func string(_ text: Span<UInt8>, _ range: Range<Int>) -> String {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(range.count)
    for position in range { bytes.append(text[position]) }
    return String(decoding: bytes, as: UTF8.self)
  }
}
