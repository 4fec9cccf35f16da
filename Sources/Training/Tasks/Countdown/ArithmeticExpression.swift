/// An expression of whole numbers with `+`, `-`, `*`, `/` and brackets, up to the order of its operands.
///
/// Sums and products are kept flat and sorted, so that `4+3` and `3+4`, or `9-(2+1)` and `9-1-2`, are one expression and
/// one vote. Nothing is computed: `2*2` and `2+2` differ.
indirect enum ArithmeticExpression: Equatable, Sendable {
  /// A number as written, ≥ 0.
  case number(Int)
  /// Terms added, then terms taken off.
  case sum(plus: [ArithmeticExpression], minus: [ArithmeticExpression])
  /// Factors multiplied, then factors divided by.
  case product(times: [ArithmeticExpression], over: [ArithmeticExpression])

  /// a + b.
  static func + (a: Self, b: Self) -> Self {
    sum(a.terms.plus + b.terms.plus, a.terms.minus + b.terms.minus)
  }
  /// a − b.
  static func - (a: Self, b: Self) -> Self {
    sum(a.terms.plus + b.terms.minus, a.terms.minus + b.terms.plus)
  }
  /// a · b.
  static func * (a: Self, b: Self) -> Self {
    product(a.factors.times + b.factors.times, a.factors.over + b.factors.over)
  }
  /// a / b.
  static func / (a: Self, b: Self) -> Self {
    product(a.factors.times + b.factors.over, a.factors.over + b.factors.times)
  }

  private static func sum(_ plus: [Self], _ minus: [Self]) -> Self {
    .sum(plus: sorted(plus), minus: sorted(minus))
  }

  private static func product(_ times: [Self], _ over: [Self]) -> Self {
    .product(times: sorted(times), over: sorted(over))
  }

  /// Larger numbers first, brackets behind numbers.
  private static func sorted(_ parts: [Self]) -> [Self] {
    parts.sorted { a, b in
      switch (a, b) {
      case (.number(let a), .number(let b)): a > b
      case (.number, _): true
      case (_, .number): false
      default: a.text < b.text
      }
    }
  }

  private var terms: (plus: [Self], minus: [Self]) {
    if case .sum(let plus, let minus) = self { (plus, minus) } else { ([self], []) }
  }

  private var factors: (times: [Self], over: [Self]) {
    if case .product(let times, let over) = self { (times, over) } else { ([self], []) }
  }

  /// The expression as text, without blanks and with no more brackets than needed.
  var text: String {
    switch self {
    case .number(let number): return String(number)
    case .sum(let plus, let minus):
      return plus.map(\.text).joined(separator: "+") + minus.map { "-" + $0.text }.joined()
    case .product(let times, let over):
      return times.map(\.factorText).joined(separator: "*") + over.map { "/" + $0.factorText }.joined()
    }
  }

  private var factorText: String { if case .sum = self { "(\(text))" } else { text } }

  /// The value; nil where something is divided by 0 or leaves 64 bits.
  var value: Fraction? {
    switch self {
    case .number(let number): return Fraction(number)
    case .sum(let plus, let minus):
      var total = Fraction(0)
      for (part, sign) in plus.map({ ($0, 1) }) + minus.map({ ($0, -1) }) {
        guard let value = part.value?.times(Fraction(sign)), let next = total.plus(value) else { return nil }
        total = next
      }
      return total
    case .product(let times, let over):
      var total = Fraction(1)
      for part in times {
        guard let value = part.value, let next = total.times(value) else { return nil }
        total = next
      }
      for part in over {
        guard let value = part.value?.inverse, let next = total.times(value) else { return nil }
        total = next
      }
      return total
    }
  }

  /// The numbers as often as they are written, in no particular order.
  var numbers: [Int] {
    switch self {
    case .number(let number): [number]
    case .sum(let a, let b), .product(let a, let b): (a + b).flatMap(\.numbers)
    }
  }

  /// The calculation step by step, `30-6=24;24*2=48;`, brackets first, then from the left.
  ///
  /// It ends before a step whose result is not whole or leaves 64 bits.
  var steps: String {
    var text = ""
    _ = calculate(&text)
    return text
  }

  private func calculate(_ text: inout String) -> Int? {
    let parts: [(sign: Character, part: Self)]
    switch self {
    case .number(let number): return number
    case .sum(let plus, let minus): parts = plus.map { ("+", $0) } + minus.map { ("-", $0) }
    case .product(let times, let over): parts = times.map { ("*", $0) } + over.map { ("/", $0) }
    }
    var total: Int?
    for (sign, part) in parts {
      guard let value = part.calculate(&text) else { return nil }
      guard let before = total else {
        total = value
        continue
      }
      let left = Fraction(before)
      let right = Fraction(value)
      let result: Fraction?
      switch sign {
      case "+": result = left.plus(right)
      case "-": result = right.negated.flatMap(left.plus)
      case "*": result = left.times(right)
      default: result = right.inverse.flatMap(left.times)
      }
      guard let result, result.denominator == 1 else { return nil }
      text += "\(before)\(sign)\(value)=\(result.numerator);"
      total = result.numerator
    }
    return total
  }
}
