/// What a part of an expression is.
enum FormulaType: Equatable, Sendable {
  /// One number.
  case number
  /// True or false.
  case truth
  /// One number a step, or an answer.
  case numbers
  /// One truth a step, or an answer.
  case truths

  var isList: Bool { self == .numbers || self == .truths }
  var isTruth: Bool { self == .truth || self == .truths }

  /// What an error calls it; `axis` is "step" or "answer".
  func words(_ axis: String) -> String {
    switch self {
    case .number: "a number"
    case .truth: "true or false"
    case .numbers: "one number a \(axis)"
    case .truths: "true or false at each \(axis)"
    }
  }
}

/// The names and functions that an expression may use, with their types.
struct FormulaVocabulary: Sendable {
  /// What a function takes.
  enum Shape: Equatable, Sendable {
    /// One number, or one a step: it acts on each.
    case elementary
    /// `min` and `max`: of one list, or of several numbers element by element.
    case extreme
    /// Exactly these types.
    case fixed([FormulaType], FormulaType)
    /// `after(steps, reward, expression)`, of the expression's type.
    case after
  }

  /// What a list has an entry for: "step" or "answer".
  let axis: String
  /// The names.
  let names: [String: FormulaType]
  /// The functions.
  let functions: [String: Shape]

  private static let common: [String: Shape] = [
    "abs": .elementary, "exp": .elementary, "log": .elementary, "sqrt": .elementary,
    "min": .extreme, "max": .extreme,
    "mean": .fixed([.numbers], .number), "sum": .fixed([.numbers], .number),
    "argmax": .fixed([.numbers], .number), "argmin": .fixed([.numbers], .number),
    "increasing": .fixed([.numbers], .truth), "decreasing": .fixed([.numbers], .truth),
    "monotone": .fixed([.numbers], .truth),
    "always": .fixed([.truths], .truth), "ever": .fixed([.truths], .truth),
    "first": .fixed([.truths], .number), "count": .fixed([.truths], .number),
  ]

  /// What can be said of a trajectory with these columns.
  ///
  /// - Parameter constants: numbers that the run has, such as `beta`.
  static func trajectory(columns: [String], constants: [String] = []) -> FormulaVocabulary {
    var names: [String: FormulaType] = ["step": .numbers, "last": .number]
    for column in columns { names[column] = .numbers }
    for constant in constants { names[constant] = .number }
    return FormulaVocabulary(axis: "step", names: names, functions: common)
  }

  /// What can be said of a policy, a vote of N and a β.
  static let policies = FormulaVocabulary(
    axis: "answer",
    names: [
      "K": .number, "N": .number, "beta": .number, "entropy": .number, "p1": .number, "p2": .number,
      "majority": .number, "runner_up": .number, "last": .number, "p": .numbers, "is_majority": .numbers,
    ],
    functions: common.merging([
      "flip": .fixed([.number], .number), "ratio": .fixed([.number], .number),
      "reward": .fixed([.number], .numbers), "win": .fixed([.number], .numbers), "after": .after,
    ]) { $1 })

  /// Checks an expression that must be true or false.
  func check(claim formula: Formula) throws(FormulaMistake) {
    switch try type(of: formula) {
    case .truth: return
    case .truths:
      throw FormulaMistake(
        column: formula.column,
        reason:
          "expected true or false, found \(FormulaType.truths.words(axis)); wrap it in always(…) or ever(…)")
    case let type:
      throw FormulaMistake(
        column: formula.column,
        reason: "expected true or false, found \(type.words(axis)); compare it with something")
    }
  }

  /// The type of a part, or what is wrong with it.
  func type(of formula: Formula) throws(FormulaMistake) -> FormulaType {
    switch formula.node {
    case .number: return .number
    case .name(let name):
      if let type = names[name] { return type }
      if functions[name] != nil {
        throw FormulaMistake(
          column: formula.column, reason: "\"\(name)\" is a function; expected \"(\" after it")
      }
      throw unknown(name, "name", at: formula.column, among: Array(names.keys))
    case .negative(let part): return try numeric(part)
    case .not(let part): return try truth(part)
    case .arithmetic(_, let left, let right):
      return joined(try numeric(left), try numeric(right))
    case .comparison(_, let left, let right):
      return joined(try numeric(left), try numeric(right)).isList ? .truths : .truth
    case .connective(_, let left, let right):
      return joined(try truth(left), try truth(right))
    case .element(let list, let index):
      let type = try type(of: list)
      guard type.isList else {
        throw FormulaMistake(
          column: list.column,
          reason: "expected one value a \(axis) before \"[\", found \(type.words(axis))")
      }
      try expect(index, .number)
      return type == .numbers ? .number : .truth
    case .call(let name, let arguments): return try call(name, arguments, at: formula.column)
    }
  }

  private func call(_ name: String, _ arguments: [Formula], at column: Int) throws(FormulaMistake)
    -> FormulaType
  {
    guard let shape = functions[name] else {
      if names[name] != nil {
        throw FormulaMistake(
          column: column,
          reason: "\"\(name)\" is no function"
            + (names[name] == .numbers ? "; one \(axis)'s value is \(name)[…]" : ""))
      }
      throw unknown(name, "function", at: column, among: Array(functions.keys))
    }
    switch shape {
    case .elementary:
      try expect(arguments, 1, of: name, at: column)
      return try numeric(arguments[0])
    case .extreme:
      if arguments.count == 1 {
        try expect(arguments[0], .numbers)
        return .number
      }
      var type = FormulaType.number
      for argument in arguments { type = joined(type, try numeric(argument)) }
      return type
    case .fixed(let needed, let result):
      try expect(arguments, needed.count, of: name, at: column)
      for (argument, type) in zip(arguments, needed) { try expect(argument, type) }
      return result
    case .after:
      try expect(arguments, 3, of: name, at: column)
      try expect(arguments[0], .number)
      try expect(arguments[1], .numbers)
      return try type(of: arguments[2])
    }
  }

  private func expect(_ arguments: [Formula], _ count: Int, of name: String, at column: Int)
    throws(FormulaMistake)
  {
    if arguments.count != count {
      let words = count == 1 ? "1 argument" : "\(count) arguments"
      throw FormulaMistake(column: column, reason: "expected \(words) of \(name), found \(arguments.count)")
    }
  }

  private func expect(_ formula: Formula, _ needed: FormulaType) throws(FormulaMistake) {
    let found = try type(of: formula)
    if found != needed {
      throw FormulaMistake(
        column: formula.column, reason: "expected \(needed.words(axis)), found \(found.words(axis))")
    }
  }

  private func numeric(_ formula: Formula) throws(FormulaMistake) -> FormulaType {
    let found = try type(of: formula)
    if found.isTruth {
      throw FormulaMistake(
        column: formula.column, reason: "expected a number or one a \(axis), found \(found.words(axis))")
    }
    return found
  }

  private func truth(_ formula: Formula) throws(FormulaMistake) -> FormulaType {
    let found = try type(of: formula)
    if !found.isTruth {
      throw FormulaMistake(
        column: formula.column, reason: "expected a comparison or another truth, found \(found.words(axis))")
    }
    return found
  }

  /// A list where either is one.
  private func joined(_ a: FormulaType, _ b: FormulaType) -> FormulaType { a.isList ? a : b }

  private func unknown(_ name: String, _ kind: String, at column: Int, among known: [String])
    -> FormulaMistake
  {
    FormulaMistake(
      column: column,
      reason: "unknown \(kind) \"\(name)\"; the nearest known: \(Spelling.nearest(name, among: known))")
  }
}
