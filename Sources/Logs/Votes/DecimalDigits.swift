/// A decimal number of any length: ± digits × 10^exponent, without zeros at either end of the digits; zero has none.
struct DecimalDigits: Equatable {
  var isNegative: Bool
  /// ASCII.
  private(set) var digits: [UInt8]
  private(set) var exponent: Int
  /// Written without a decimal point and without an exponent.
  private(set) var isPlainInteger = false

  /// From digits that may have zeros at their ends.
  init(isNegative: Bool, digits: [UInt8], exponent: Int) {
    var (digits, exponent) = (digits[...], exponent)
    while digits.last == UInt8(ascii: "0") {
      digits.removeLast()
      exponent += 1
    }
    digits = digits.drop { $0 == UInt8(ascii: "0") }
    self.isNegative = isNegative && !digits.isEmpty
    self.digits = Array(digits)
    self.exponent = digits.isEmpty ? 0 : exponent
  }

  /// From a text that is wholly a number: sign, digits with commas between thousands, decimals, exponent.
  init?(_ text: ArraySlice<UInt8>) {
    var rest = text
    var isNegative = false
    if let sign = rest.first, sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") {
      isNegative = sign == UInt8(ascii: "-")
      rest.removeFirst()
    }
    let groups = rest.prefix { Self.isDigit($0) || $0 == UInt8(ascii: ",") }
      .split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
    if groups.count > 1 {
      guard 1...3 ~= groups[0].count, groups.dropFirst().allSatisfy({ $0.count == 3 }) else { return nil }
    }
    var digits = Array(groups.joined())
    rest = rest.dropFirst(digits.count + groups.count - 1)
    var decimals = 0
    var isPlainInteger = true
    if rest.first == UInt8(ascii: ".") {
      let places = rest.dropFirst().prefix(while: Self.isDigit)
      digits += places
      decimals = places.count
      rest = rest.dropFirst(1 + places.count)
      isPlainInteger = false
    }
    if digits.isEmpty { return nil }
    var exponent = 0
    if !rest.isEmpty {
      guard let power = Self.power(rest) else { return nil }
      exponent = power
      isPlainInteger = false
    }
    self.init(isNegative: isNegative, digits: digits, exponent: exponent - decimals)
    self.isPlainInteger = isPlainInteger
  }

  /// The value without its sign, if it is an integer below 10^18.
  var magnitude: UInt64? {
    guard exponent >= 0, digits.count <= 18 - min(exponent, 18) else { return nil }
    return digits.isEmpty
      ? 0 : UInt64(String(decoding: digits, as: UTF8.self) + String(repeating: "0", count: exponent))
  }

  /// The one spelling: plain where that takes no more than 60 zeros, else digits and exponent.
  var spelling: String {
    let sign = isNegative ? "-" : ""
    let text = String(decoding: digits, as: UTF8.self)
    if digits.isEmpty { return "0" }
    if 0...60 ~= exponent { return sign + text + String(repeating: "0", count: exponent) }
    let places = -exponent
    if exponent < 0 && places < digits.count {
      return sign + text.prefix(digits.count - places) + "." + text.suffix(places)
    }
    if exponent < 0 && places - digits.count <= 60 {
      return sign + "0." + String(repeating: "0", count: places - digits.count) + text
    }
    return "\(sign)\(text)e\(exponent)"
  }

  private static func isDigit(_ byte: UInt8) -> Bool { UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte }

  /// The power of ten in `e5`, `E-5`, `\times 10^{5}`, `\cdot 10^5`, `× 10^5`.
  private static func power(_ text: ArraySlice<UInt8>) -> Int? {
    var rest = text
    if rest.first == UInt8(ascii: "e") || rest.first == UInt8(ascii: "E") {
      return integer(rest.dropFirst())
    }
    skipBlanks(&rest)
    guard let sign = ["\\times", "\\cdot", "\u{D7}"].first(where: { rest.starts(with: $0.utf8) }) else {
      return nil
    }
    rest = rest.dropFirst(sign.utf8.count)
    skipBlanks(&rest)
    guard rest.starts(with: "10^".utf8) else { return nil }
    rest = rest.dropFirst(3)
    if rest.first == UInt8(ascii: "{") && rest.last == UInt8(ascii: "}") {
      rest = rest.dropFirst().dropLast()
    }
    return integer(rest)
  }

  private static func skipBlanks(_ text: inout ArraySlice<UInt8>) {
    text = text.drop { $0 == UInt8(ascii: " ") }
  }

  /// An exponent of at most nine digits.
  private static func integer(_ text: ArraySlice<UInt8>) -> Int? {
    text.count <= 10 ? Int(String(decoding: text, as: UTF8.self)) : nil
  }
}
