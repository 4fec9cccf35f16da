/// Reads an expression by recursive descent.
///
///     expression = disjunction [ "implies" expression ]
///     disjunction = conjunction { "or" conjunction }
///     conjunction = negation { "and" negation }
///     negation = "not" negation | comparison
///     comparison = sum [ ( "<" | "<=" | "==" | "!=" | ">=" | ">" ) sum ]
///     sum = product { ( "+" | "-" ) product }
///     product = signed { ( "*" | "/" ) signed }
///     signed = "-" signed | power
///     power = postfix [ "^" signed ]
///     postfix = atom { "[" expression "]" }
///     atom = number | name | name "(" expression { "," expression } ")" | "(" expression ")"
///
/// So −2^2 is −4, 2^3^2 is 2^9, and comparisons do not chain. `≤ ≥ ≠ − ×` are read as `<= >= != - *`.
struct FormulaParser {
  private let characters: [Character]
  private let tokens: [FormulaToken]
  private var position = 0
  private var depth = 0

  /// Recursion would otherwise end on the stack's guard page for a line of parentheses.
  private static let deepest = 100

  /// Parses a whole expression.
  static func formula(_ text: String) throws(FormulaMistake) -> Formula {
    var parser = try FormulaParser(text)
    if parser.next.kind == .end {
      throw FormulaMistake(column: 1, reason: "expected an expression, found nothing")
    }
    let formula = try parser.expression()
    if parser.next.kind != .end { throw parser.mistake("expected an operator or the end") }
    return formula
  }

  private init(_ text: String) throws(FormulaMistake) {
    characters = Array(text)
    tokens = try FormulaToken.tokens(of: characters)
  }

  private var next: FormulaToken { tokens[position] }

  private mutating func expression() throws(FormulaMistake) -> Formula {
    try descend()
    defer { depth -= 1 }
    let start = next
    let left = try disjunction()
    guard take("implies") else { return left }
    let right = try expression()
    return made(.connective(.implies, left, right), from: start)
  }

  private mutating func disjunction() throws(FormulaMistake) -> Formula {
    let start = next
    var left = try conjunction()
    while take("or") {
      let right = try conjunction()
      left = made(.connective(.or, left, right), from: start)
    }
    return left
  }

  private mutating func conjunction() throws(FormulaMistake) -> Formula {
    let start = next
    var left = try negation()
    while take("and") {
      let right = try negation()
      left = made(.connective(.and, left, right), from: start)
    }
    return left
  }

  private mutating func negation() throws(FormulaMistake) -> Formula {
    let start = next
    guard take("not") else { return try comparison() }
    try descend()
    defer { depth -= 1 }
    let part = try negation()
    return made(.not(part), from: start)
  }

  private mutating func comparison() throws(FormulaMistake) -> Formula {
    let start = next
    let left = try sum()
    guard let relation = relation() else { return left }
    position += 1
    let right = try sum()
    let formula = made(.comparison(relation, left, right), from: start)
    if self.relation() != nil {
      throw mistake("comparisons do not chain; expected \"and\", \"or\", \"implies\" or the end")
    }
    return formula
  }

  private func relation() -> Formula.Relation? {
    next.kind == .symbol ? Formula.Relation(rawValue: next.text) : nil
  }

  private mutating func sum() throws(FormulaMistake) -> Formula {
    let start = next
    var left = try product()
    while true {
      if take("+") {
        let right = try product()
        left = made(.arithmetic(.plus, left, right), from: start)
      } else if take("-") {
        let right = try product()
        left = made(.arithmetic(.minus, left, right), from: start)
      } else {
        return left
      }
    }
  }

  private mutating func product() throws(FormulaMistake) -> Formula {
    let start = next
    var left = try signed()
    while true {
      if take("*") {
        let right = try signed()
        left = made(.arithmetic(.times, left, right), from: start)
      } else if take("/") {
        let right = try signed()
        left = made(.arithmetic(.over, left, right), from: start)
      } else {
        return left
      }
    }
  }

  private mutating func signed() throws(FormulaMistake) -> Formula {
    let start = next
    guard take("-") else { return try power() }
    try descend()
    defer { depth -= 1 }
    let part = try signed()
    return made(.negative(part), from: start)
  }

  private mutating func power() throws(FormulaMistake) -> Formula {
    let start = next
    let base = try postfix()
    guard take("^") else { return base }
    try descend()
    defer { depth -= 1 }
    let exponent = try signed()
    return made(.arithmetic(.power, base, exponent), from: start)
  }

  private mutating func postfix() throws(FormulaMistake) -> Formula {
    let start = next
    var formula = try atom()
    while take("[") {
      let index = try expression()
      if !take("]") { throw mistake("expected an operator or \"]\"") }
      formula = made(.element(formula, index), from: start)
    }
    return formula
  }

  private mutating func atom() throws(FormulaMistake) -> Formula {
    let start = next
    switch start.kind {
    case .number:
      position += 1
      return made(.number(start.text), from: start)
    case .name where !["and", "or", "not", "implies"].contains(start.text):
      position += 1
      guard take("(") else { return made(.name(start.text), from: start) }
      var arguments = [try expression()]
      while take(",") { arguments.append(try expression()) }
      if !take(")") { throw mistake("expected an operator, \",\" or \")\"") }
      return made(.call(start.text, arguments), from: start)
    default:
      guard take("(") else { throw mistake("expected a number, a name, \"-\" or \"(\"") }
      let inner = try expression()
      if !take(")") { throw mistake("expected an operator or \")\"") }
      // The parentheses belong to the text, so that it can stand inside another.
      return made(inner.node, from: start)
    }
  }

  /// Counts one more nested part.
  private mutating func descend() throws(FormulaMistake) {
    depth += 1
    if depth > Self.deepest { throw mistake("expected fewer than \(Self.deepest) nested parts") }
  }

  /// Takes the next token if it is this symbol or word.
  private mutating func take(_ text: String) -> Bool {
    guard next.text == text, next.kind != .number, next.kind != .end else { return false }
    position += 1
    return true
  }

  /// A part that reaches from a token to the one before the next.
  private func made(_ node: Formula.Node, from start: FormulaToken) -> Formula {
    let end = tokens[position - 1].range.upperBound
    return Formula(
      node: node, column: start.column, text: String(characters[start.range.lowerBound..<end]))
  }

  private func mistake(_ expected: String) -> FormulaMistake {
    FormulaMistake(column: next.column, reason: "\(expected), found \(next.found)")
  }
}
