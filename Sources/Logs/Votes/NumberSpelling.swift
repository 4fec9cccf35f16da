/// One spelling for each number, by exact arithmetic on its digits.
enum NumberSpelling {
  /// A text that is wholly a number in its one spelling; any other without the blanks around it.
  static func normalised(_ text: String) -> String {
    var bytes = Array(text.utf8)
    trim(&bytes)
    let plain = String(decoding: bytes, as: UTF8.self)
    // Longer texts are no numbers that anybody writes.
    if bytes.isEmpty || bytes.count > 1_000 { return plain }
    bytes = replacing(bytes, "\u{2212}", by: "-")
    bytes = replacing(replacing(bytes, "{,}", by: ","), "\\,", by: ",")
    var percent = ""
    if bytes.last == UInt8(ascii: "%") {
      percent = "%"
      bytes.removeLast()
      if bytes.last == UInt8(ascii: "\\") { bytes.removeLast() }
      trim(&bytes)
    }
    if let decimal = DecimalDigits(bytes[...]) { return decimal.spelling + percent }
    if let fraction = fraction(bytes[...]) { return fraction + percent }
    return plain
  }

  /// `a/b` or `\frac{a}{b}` of integers, with a sign before all of it or before its parts.
  private static func fraction(_ text: ArraySlice<UInt8>) -> String? {
    var text = text
    var isNegative = false
    let command = Array("\\frac{".utf8)
    let parts: [ArraySlice<UInt8>]
    if let sign = text.first, sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+"),
      text.dropFirst().starts(with: command)
    {
      isNegative = sign == UInt8(ascii: "-")
      text = text.dropFirst()
    }
    if text.starts(with: command) {
      let inner = text.dropFirst(command.count)
      guard let middle = inner.firstIndex(of: UInt8(ascii: "}")), inner.last == UInt8(ascii: "}"),
        inner[(middle + 1)...].first == UInt8(ascii: "{")
      else { return nil }
      parts = [inner[..<middle], inner[(middle + 2)...].dropLast()]
    } else {
      parts = text.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    }
    guard parts.count == 2, var above = DecimalDigits(trimmed(parts[0])),
      let below = DecimalDigits(trimmed(parts[1])),
      above.isPlainInteger, below.isPlainInteger, !below.digits.isEmpty
    else { return nil }
    above.isNegative = above.isNegative != (below.isNegative != isNegative) && !above.digits.isEmpty
    return quotient(above, below)
  }

  private static func quotient(_ above: DecimalDigits, _ below: DecimalDigits) -> String? {
    let sign = above.isNegative ? "-" : ""
    if above.digits.isEmpty { return "0" }
    guard let p = above.magnitude, let q = below.magnitude else {
      // Too long to reduce: still one spelling for equal digits.
      var (top, bottom) = (above, below)
      (top.isNegative, bottom.isNegative) = (false, false)
      return "\(sign)\(top.spelling)/\(bottom.spelling)"
    }
    let divisor = gcd(p, q)
    let (numerator, denominator) = (p / divisor, q / divisor)
    var rest = denominator
    while rest.isMultiple(of: 2) { rest /= 2 }
    while rest.isMultiple(of: 5) { rest /= 5 }
    if rest > 1 { return "\(sign)\(numerator)/\(denominator)" }
    // The decimal ends. Long division; remainders stay below 10^18, so ten of them fit.
    var digits = Array(String(numerator / denominator).utf8)
    var remainder = numerator % denominator
    var exponent = 0
    while remainder > 0 {
      digits.append(UInt8(ascii: "0") + UInt8(remainder * 10 / denominator))
      remainder = remainder * 10 % denominator
      exponent -= 1
    }
    return DecimalDigits(isNegative: above.isNegative, digits: digits, exponent: exponent).spelling
  }

  private static func gcd(_ a: UInt64, _ b: UInt64) -> UInt64 {
    var (a, b) = (a, b)
    while b > 0 { (a, b) = (b, a % b) }
    return a
  }

  private static func trim(_ bytes: inout [UInt8]) { bytes = Array(trimmed(bytes[...])) }

  private static func trimmed(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var bytes = bytes
    while let byte = bytes.first, byte == 0x20 || 0x09...0x0D ~= byte { bytes.removeFirst() }
    while let byte = bytes.last, byte == 0x20 || 0x09...0x0D ~= byte { bytes.removeLast() }
    return bytes
  }

  private static func replacing(_ bytes: [UInt8], _ old: StaticString, by new: StaticString) -> [UInt8] {
    let pattern = Array(String(describing: old).utf8)
    guard let lead = pattern.first, bytes.contains(lead) else { return bytes }
    var result: [UInt8] = []
    var position = 0
    while position < bytes.count {
      if bytes[position] == lead && bytes[position...].starts(with: pattern) {
        result += Array(String(describing: new).utf8)
        position += pattern.count
      } else {
        result.append(bytes[position])
        position += 1
      }
    }
    return result
  }
}
