/// One word of an expression.
struct FormulaToken: Equatable {
  enum Kind: Equatable {
    case number
    case name
    case symbol
    case end
  }

  let kind: Kind
  /// The word, in ASCII: `≤` is `<=`.
  let text: String
  /// Where it begins and ends, in characters from 0.
  let range: Range<Int>

  var column: Int { range.lowerBound + 1 }

  /// What an error says was found.
  var found: String { kind == .end ? "the end" : "\"\(text)\"" }

  private static let symbols = [
    "<=", ">=", "==", "!=", "<", ">", "+", "-", "*", "/", "^", "(", ")", "[", "]", ",",
  ]
  private static let spellings: [Character: String] = [
    "≤": "<=", "≥": ">=", "≠": "!=", "−": "-", "×": "*", "·": "*",
  ]

  /// Splits an expression; the last token is the end.
  static func tokens(of characters: [Character]) throws(FormulaMistake) -> [FormulaToken] {
    var tokens: [FormulaToken] = []
    var position = 0
    while position < characters.count {
      let character = characters[position]
      if character.isWhitespace {
        position += 1
        continue
      }
      let token = try token(in: characters, at: position)
      tokens.append(token)
      position = token.range.upperBound
    }
    return tokens + [FormulaToken(kind: .end, text: "", range: position..<position)]
  }

  private static func token(in text: [Character], at start: Int) throws(FormulaMistake) -> FormulaToken {
    if text[start].isNumberDigit || text[start] == "." { return try number(in: text, at: start) }
    if text[start].isNameLetter {
      let end = text[start...].firstIndex { !$0.isNameLetter && !$0.isNumberDigit } ?? text.count
      return FormulaToken(kind: .name, text: String(text[start..<end]), range: start..<end)
    }
    if let spelling = spellings[text[start]] {
      return FormulaToken(kind: .symbol, text: spelling, range: start..<start + 1)
    }
    for symbol in symbols where text[start...].starts(with: symbol) {
      return FormulaToken(kind: .symbol, text: symbol, range: start..<start + symbol.count)
    }
    let hint =
      text[start] == "=" ? "; equality is written ==" : text[start] == "!" ? "; negation is written not" : ""
    throw FormulaMistake(
      column: start + 1, reason: "expected a number, a name or an operator, found \"\(text[start])\"\(hint)")
  }

  private static func number(in text: [Character], at start: Int) throws(FormulaMistake) -> FormulaToken {
    func digits(from position: Int) -> Int {
      text[position...].firstIndex { !$0.isNumberDigit } ?? text.count
    }
    var end = digits(from: start)
    if end < text.count && text[end] == "." { end = digits(from: end + 1) }
    if end == start + 1 && text[start] == "." {
      throw FormulaMistake(column: start + 1, reason: "expected a digit beside the decimal point")
    }
    if end < text.count && (text[end] == "e" || text[end] == "E") {
      let sign = end + 1 < text.count && (text[end + 1] == "-" || text[end + 1] == "+") ? 1 : 0
      let last = end + 1 + sign <= text.count ? digits(from: end + 1 + sign) : text.count
      guard last > end + 1 + sign else {
        throw FormulaMistake(column: end + 2, reason: "expected the digits of the exponent")
      }
      end = last
    }
    let word = String(text[start..<end])
    guard let value = Double(word.hasSuffix(".") ? word + "0" : word), value.isFinite else {
      throw FormulaMistake(
        column: start + 1, reason: "expected a number that is not too large, found \"\(word)\"")
    }
    return FormulaToken(kind: .number, text: word, range: start..<end)
  }
}

extension Character {
  fileprivate var isNumberDigit: Bool { "0"..."9" ~= self }
  fileprivate var isNameLetter: Bool { "a"..."z" ~= self || "A"..."Z" ~= self || self == "_" }
}
