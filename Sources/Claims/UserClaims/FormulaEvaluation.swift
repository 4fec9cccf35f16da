/// Evaluates an expression whose types were checked.
struct FormulaEvaluation<World: FormulaWorld> {
  typealias Number = World.Number
  typealias Value = FormulaValue<Number>

  let world: World
  /// τ of every comparison.
  let tolerance: Number

  /// Whether a claim is true.
  func judgement(of formula: Formula) throws -> Judgement<Number> {
    guard case .truth(let judgement) = try value(of: formula) else {
      throw FormulaFailure.undefined("\(formula.text) is neither true nor false")
    }
    return judgement
  }

  func value(of formula: Formula) throws -> Value {
    switch formula.node {
    case .number(let text): return .number(try Number(numeral: text))
    case .name("last"): return .number(try Number(integer: world.labels.last ?? 0))
    case .name(let name): return try world.value(of: name)
    case .negative(let part):
      let zero = Value.number(try Number(integer: 0))
      return try combine(zero, try value(of: part), formula) { try $0.combined(.minus, $1) }
    case .not(let part):
      switch try value(of: part) {
      case .truth(let judgement): return .truth(judgement.negated)
      case .truths(let judgements): return .truths(judgements.map(\.negated))
      case let other: return other
      }
    case .arithmetic(let operation, let left, let right):
      return try combine(try value(of: left), try value(of: right), formula) {
        try $0.combined(operation, $1)
      }
    case .comparison(let relation, let left, let right):
      return try compare(try value(of: left), relation, try value(of: right), formula.text)
    case .connective(let connective, let left, let right):
      return try connect(connective, left, right)
    case .element(let list, let index):
      return try element(of: try value(of: list), at: try number(index), formula)
    case .call(let name, let arguments): return try call(name, arguments, formula)
    }
  }

  private func connect(_ connective: Formula.Connective, _ left: Formula, _ right: Formula) throws -> Value {
    let first = try value(of: left)
    // What follows need not have a value where the first part decides.
    if case .truth(let judgement) = first {
      let decides = connective == .or ? judgement.holds : !judgement.holds
      if decides { return .truth(connective == .implies ? judgement.negated : judgement) }
    }
    return judged(first, try value(of: right)) { a, b in
      switch connective {
      case .and: a.and(b)
      case .or: a.or(b)
      case .implies: a.implies(b)
      }
    }
  }

  private func call(_ name: String, _ arguments: [Formula], _ formula: Formula) throws -> Value {
    switch name {
    case "abs", "exp", "log", "sqrt":
      return try map(try value(of: arguments[0]), formula) { try $0.applying(name) }
    case "min", "max":
      if arguments.count == 1 {
        let list = try numbers(arguments[0])
        return .number((name == "min" ? list.min() : list.max()) ?? list[0])
      }
      var result = try value(of: arguments[0])
      for argument in arguments.dropFirst() {
        result = try combine(result, try value(of: argument), formula) {
          name == "min" ? min($0, $1) : max($0, $1)
        }
      }
      return result
    case "sum", "mean":
      let list = try numbers(arguments[0])
      var sum = list[0]
      for number in list.dropFirst() { sum = try sum.combined(.plus, number) }
      return .number(name == "sum" ? sum : try sum.combined(.over, try Number(integer: list.count)))
    case "argmax", "argmin":
      let list = try numbers(arguments[0])
      let place = list.indices.dropFirst().reduce(0) {
        (name == "argmax" ? list[$1] > list[$0] : list[$1] < list[$0]) ? $1 : $0
      }
      return .number(try Number(integer: world.labels[place]))
    case "increasing", "decreasing", "monotone":
      let list = try numbers(arguments[0])
      if name != "monotone" { return .truth(try ordered(list, name, formula)) }
      return .truth(
        try ordered(list, "increasing", formula).or(try ordered(list, "decreasing", formula)))
    case "always": return .truth(try truths(arguments[0]).reduceJudgements { $0.and($1) })
    case "ever": return .truth(try truths(arguments[0]).reduceJudgements { $0.or($1) })
    case "count": return .number(try Number(integer: try truths(arguments[0]).count { $0.holds }))
    case "first":
      let place = try truths(arguments[0]).firstIndex { $0.holds }
      return .number(try place.map { try Number(integer: world.labels[$0]) } ?? Number.unbounded())
    case "after": return try after(arguments)
    default: return try checked(try world.call(name, try arguments.map(number)), formula)
    }
  }

  /// The third argument after so many mirror steps, the reward being evaluated anew at each.
  private func after(_ arguments: [Formula]) throws -> Value {
    let number = try number(arguments[0])
    guard let steps = number.asInteger, 0...10_000 ~= steps else {
      throw FormulaFailure.undefined(
        "after: the number of steps is \(number.asDouble), not an integer of 0 to 10000")
    }
    var world = world
    for _ in 0..<steps {
      world = try world.stepped(
        by: try FormulaEvaluation(world: world, tolerance: tolerance).numbers(arguments[1]))
    }
    return try FormulaEvaluation(world: world, tolerance: tolerance).value(of: arguments[2])
  }

  /// Whether no entry falls below, or rises above, the one before by more than the tolerance.
  private func ordered(_ list: [Number], _ order: String, _ formula: Formula) throws -> Judgement<Number> {
    let relation = order == "increasing" ? Formula.Relation.atMost : .atLeast
    var result: Judgement<Number>?
    for (place, (now, next)) in zip(list, list.dropFirst()).enumerated() {
      var judgement = try judgement(now, relation, next, formula.text)
      judgement.witness?.label = world.labels[place + 1]
      result = result.map { $0.and(judgement) } ?? judgement
    }
    return try result ?? judgement(list[0], .equal, list[0], formula.text)
  }

  private func element(of list: Value, at index: Number, _ formula: Formula) throws -> Value {
    guard let label = index.asInteger, let place = world.labels.firstIndex(of: label) else {
      throw FormulaFailure.undefined(
        "\(formula.text): there is no \(world.axis) \(index.asInteger.map(String.init) ?? "\(index.asDouble)")"
      )
    }
    switch list {
    case .numbers(let numbers): return .number(numbers[place])
    case .truths(let judgements): return .truth(judgements[place])
    case .number, .truth: return list
    }
  }

  private func compare(_ left: Value, _ relation: Formula.Relation, _ right: Value, _ text: String) throws
    -> Value
  {
    switch (left, right) {
    case (.number(let a), .number(let b)): return .truth(try judgement(a, relation, b, text))
    default:
      return .truths(
        try zip(list(left), list(right)).enumerated().map { place, pair in
          var judgement = try judgement(pair.0, relation, pair.1, text)
          judgement.witness?.label = world.labels[place]
          return judgement
        })
    }
  }

  private func judgement(_ a: Number, _ relation: Formula.Relation, _ b: Number, _ text: String) throws
    -> Judgement<Number>
  {
    // b − a with τ in favour of what is not strict; equal infinities differ by nothing.
    let gap = a == b ? try Number(integer: 0) : try b.combined(.minus, a)
    let opposite = try Number(integer: 0).combined(.minus, gap)
    let slack: Number
    switch relation {
    case .atMost, .greater: slack = try gap.combined(.plus, tolerance)
    case .atLeast, .less: slack = try opposite.combined(.plus, tolerance)
    case .equal, .unequal: slack = try tolerance.combined(.minus, max(gap, opposite))
    }
    let zero = try Number(integer: 0)
    // a < b and a > b and a ≠ b are where the opposite has no slack.
    let isNegated = relation == .less || relation == .greater || relation == .unequal
    let holds = isNegated ? slack < zero : slack >= zero
    return Judgement(
      holds: holds, margin: isNegated ? -slack.asDouble : slack.asDouble,
      witness: Judgement.Witness(text: text, left: a, right: b, label: nil))
  }

  private func combine(
    _ left: Value, _ right: Value, _ formula: Formula, _ operation: (Number, Number) throws -> Number
  ) throws -> Value {
    switch (left, right) {
    case (.number(let a), .number(let b)): return try checked(.number(try operation(a, b)), formula)
    default: return try checked(.numbers(try zip(list(left), list(right)).map(operation)), formula)
    }
  }

  private func map(_ value: Value, _ formula: Formula, _ operation: (Number) throws -> Number) throws -> Value
  {
    switch value {
    case .number(let number): return try checked(.number(try operation(number)), formula)
    default: return try checked(.numbers(try list(value).map(operation)), formula)
    }
  }

  private func judged(
    _ left: Value, _ right: Value, _ operation: (Judgement<Number>, Judgement<Number>) -> Judgement<Number>
  ) -> Value {
    if case .truth(let a) = left, case .truth(let b) = right { return .truth(operation(a, b)) }
    return .truths(zip(truths(left), truths(right)).map(operation))
  }

  /// Refuses what is not a number, such as log(−1), with its place.
  private func checked(_ value: Value, _ formula: Formula) throws -> Value {
    switch value {
    case .number(let number) where number.asDouble.isNaN:
      throw FormulaFailure.undefined("\(formula.text) is not a number")
    case .numbers(let numbers):
      if let place = numbers.firstIndex(where: { $0.asDouble.isNaN }) {
        throw FormulaFailure.undefined(
          "\(formula.text) is not a number at \(world.axis) \(world.labels[place])")
      }
      return value
    default: return value
    }
  }

  private func number(_ formula: Formula) throws -> Number {
    if case .number(let number) = try value(of: formula) { return number }
    throw FormulaFailure.undefined("\(formula.text) is not one number")
  }

  private func numbers(_ formula: Formula) throws -> [Number] { list(try value(of: formula)) }
  private func truths(_ formula: Formula) throws -> [Judgement<Number>] { truths(try value(of: formula)) }

  /// A number as a list of equal ones.
  private func list(_ value: Value) -> [Number] {
    switch value {
    case .numbers(let numbers): numbers
    case .number(let number): world.labels.map { _ in number }
    case .truth, .truths: []
    }
  }

  private func truths(_ value: Value) -> [Judgement<Number>] {
    switch value {
    case .truths(let judgements): judgements
    case .truth(let judgement): world.labels.map { _ in judgement }
    case .number, .numbers: []
    }
  }
}

extension Array {
  /// Folds a list that is not empty.
  fileprivate func reduceJudgements(_ operation: (Element, Element) -> Element) -> Element {
    dropFirst().reduce(self[0], operation)
  }
}
