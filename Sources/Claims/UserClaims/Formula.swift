/// An expression of a user's claim, parsed but not yet evaluated.
///
/// Every part knows its column, counted in characters from 1, and its text.
struct Formula: Sendable, Equatable {
  /// What the part is.
  indirect enum Node: Sendable, Equatable {
    /// A number as it was written, so that it can also be read as a fraction.
    case number(String)
    case name(String)
    case negative(Formula)
    case not(Formula)
    case arithmetic(Operator, Formula, Formula)
    case comparison(Relation, Formula, Formula)
    case connective(Connective, Formula, Formula)
    case call(String, [Formula])
    /// One element of a list: `list[position]`.
    case element(Formula, Formula)
  }

  enum Operator: String, Sendable { case plus = "+", minus = "-", times = "*", over = "/", power = "^" }

  enum Connective: String, Sendable { case and, or, implies }

  /// A comparison up to the tolerance τ.
  ///
  /// `a <= b` is a ≤ b + τ, `a < b` is a < b − τ, `a == b` is |a − b| ≤ τ: each is exactly the negation of its opposite.
  enum Relation: String, Sendable {
    case less = "<"
    case atMost = "<="
    case equal = "=="
    case unequal = "!="
    case atLeast = ">="
    case greater = ">"

    var opposite: Relation {
      switch self {
      case .less: .atLeast
      case .atMost: .greater
      case .equal: .unequal
      case .unequal: .equal
      case .atLeast: .less
      case .greater: .atMost
      }
    }
  }

  let node: Node
  let column: Int
  let text: String

  /// The expression's negation, with `not` moved inwards as far as it goes: De Morgan's rules, `always` and `ever`
  /// exchanged, comparisons turned round.
  ///
  /// It is evaluated as the control of the expression; nothing but the comparisons' numbers is shared.
  var negated: Formula {
    switch node {
    case .not(let part): return part
    case .comparison(let relation, let left, let right):
      return made(
        .comparison(relation.opposite, left, right),
        "\(left.text) \(relation.opposite.rawValue) \(right.text)")
    case .connective(.and, let left, let right):
      return made(
        .connective(.or, left.negated, right.negated), "\(left.negated.text) or \(right.negated.text)")
    case .connective(.or, let left, let right):
      return made(
        .connective(.and, left.negated, right.negated), "\(left.negated.text) and \(right.negated.text)")
    case .connective(.implies, let left, let right):
      return made(.connective(.and, left, right.negated), "\(left.text) and \(right.negated.text)")
    case .call("always", let parts):
      return made(.call("ever", [parts[0].negated]), "ever(\(parts[0].negated.text))")
    case .call("ever", let parts):
      return made(.call("always", [parts[0].negated]), "always(\(parts[0].negated.text))")
    case .call("after", let parts):
      return made(
        .call("after", [parts[0], parts[1], parts[2].negated]),
        "after(\(parts[0].text), \(parts[1].text), \(parts[2].negated.text))")
    case .element(let list, let position):
      return made(.element(list.negated, position), "(\(list.negated.text))[\(position.text)]")
    default: return made(.not(self), "not (\(text))")
    }
  }

  /// The part and all parts below it.
  var parts: [Formula] {
    switch node {
    case .number, .name: [self]
    case .negative(let part), .not(let part): [self] + part.parts
    case .arithmetic(_, let left, let right), .comparison(_, let left, let right),
      .connective(_, let left, let right), .element(let left, let right):
      [self] + left.parts + right.parts
    case .call(_, let arguments): [self] + arguments.flatMap(\.parts)
    }
  }

  private func made(_ node: Node, _ text: String) -> Formula {
    Formula(node: node, column: column, text: text)
  }
}

/// What is wrong with an expression, and at which column.
struct FormulaMistake: Error, Equatable {
  let column: Int
  let reason: String
}
