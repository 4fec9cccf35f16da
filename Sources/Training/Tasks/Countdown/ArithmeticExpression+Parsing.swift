extension ArithmeticExpression {
  /// Reads a whole text; nil where it is no expression.
  ///
  /// Numbers have at most nine digits, brackets at most thirty levels; there are no signs in front and no blanks.
  init?(_ text: some StringProtocol) {
    var parser = Parser(bytes: Array(text.utf8))
    guard let expression = parser.sum(), parser.position == parser.bytes.count else { return nil }
    self = expression
  }

  private struct Parser {
    let bytes: [UInt8]
    var position = 0
    var depth = 0

    init(bytes: [UInt8]) { self.bytes = bytes }

    mutating func take(_ signs: String) -> UInt8? {
      guard position < bytes.count, signs.utf8.contains(bytes[position]) else { return nil }
      position += 1
      return bytes[position - 1]
    }

    mutating func sum() -> ArithmeticExpression? {
      guard var left = product() else { return nil }
      while let sign = take("+-") {
        guard let right = product() else { return nil }
        left = sign == UInt8(ascii: "+") ? left + right : left - right
      }
      return left
    }

    mutating func product() -> ArithmeticExpression? {
      guard var left = factor() else { return nil }
      while let sign = take("*/") {
        guard let right = factor() else { return nil }
        left = sign == UInt8(ascii: "*") ? left * right : left / right
      }
      return left
    }

    mutating func factor() -> ArithmeticExpression? {
      if take("(") != nil {
        guard depth < 30 else { return nil }
        depth += 1
        defer { depth -= 1 }
        guard let inside = sum(), take(")") != nil else { return nil }
        return inside
      }
      var number = 0
      let start = position
      while let digit = take("0123456789") {
        guard position - start <= 9 else { return nil }
        number = number * 10 + Int(digit - UInt8(ascii: "0"))
      }
      return position > start ? .number(number) : nil
    }
  }
}
