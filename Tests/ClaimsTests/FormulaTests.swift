import Testing

@testable import Claims

/// A mistake that an expression must be refused with: its column and words of its sentence.
struct RefusedFormula: Sendable, CustomTestStringConvertible {
  let text: String
  let column: Int
  let words: String
  var testDescription: String { text }

  init(_ text: String, _ column: Int, _ words: String) {
    self.text = text
    self.column = column
    self.words = words
  }
}

@Suite("An expression is read, checked and computed as its grammar says")
struct FormulaTests {
  private static let table = TrajectoryTable(
    steps: [0, 1, 2, 4],
    columns: [
      "x": [1, 3, 2, 2], "y": [0.5, 0.25, 0.125, 0], "gaps": [nil, 5, nil, 7], "flat": [1, 1, 1, 1],
    ])

  private func truth(_ text: String, tolerance: Double = 0) throws -> Bool {
    let formula = try FormulaParser.formula(text)
    try FormulaVocabulary.trajectory(columns: Array(Self.table.columns.keys)).check(claim: formula)
    let world = try #require(TrajectoryWorld(Self.table, for: formula))
    let evaluation = FormulaEvaluation(world: world, tolerance: tolerance)
    let holds = try evaluation.judgement(of: formula).holds
    // Every evaluation here also shows that the planted negation comes out opposite.
    #expect(try evaluation.judgement(of: formula.negated).holds == !holds, "\(formula.negated.text)")
    return holds
  }

  @Test(
    "an operator binds more or less than in mathematics",
    arguments: [
      "-2^2 == -4", "2^3^2 == 512", "2^-1 == 0.5", "1 - 2 - 3 == -4", "8 / 4 / 2 == 1", "2 + 3 * 4 == 14",
      "(2 + 3) * 4 == 20", "- -1 == 1", "1e3 == 1000", ".5 + 1. == 1.5", "2 * -3 == -6",
      "not 1 > 2 and 1 < 2", "1 > 2 and 1 > 2 or 1 < 2", "1 < 2 or 1 < 2 and 1 > 2",
      "1 > 2 implies 1 > 2 implies 1 > 2", "not (1 < 2 implies 1 > 2)",
      "1 ≤ 1 and 2 ≥ 1 and 1 ≠ 2 and 2 × 3 − 1 == 5",
    ])
  func precedence(_ text: String) throws { #expect(try truth(text)) }

  @Test(
    "a function of a list has another value",
    arguments: [
      "max(x) == 3", "min(y) == 0", "max(x[0], y[0], 0.7) == 1", "argmax(x) == 1", "argmin(y) == 4",
      "mean(x) == 2",
      "sum(y) == 0.875", "x[last] == 2", "x[4] == 2", "last == 4", "first(x > 1) == 1", "first(x > 9) > 10^9",
      "not ever(x > 9)", "count(x >= 2) == 3", "always(max(x, y) == x)",
      "decreasing(y) and not increasing(y)",
      "not monotone(x)", "monotone(flat)", "always(step <= last)", "always(x[0] <= x)", "(x > 2)[1]",
      "mean(gaps) == 6", "gaps[last] == 7", "abs(-2) == sqrt(4)", "log(exp(1)) == 1",
    ])
  func functions(_ text: String) throws { #expect(try truth(text, tolerance: 1e-12)) }

  @Test("a comparison does not use the tolerance as documented")
  func tolerance() throws {
    #expect(try truth("1.05 <= 1", tolerance: 0.1) && !truth("1.2 <= 1", tolerance: 0.1))
    #expect(try !truth("0.95 < 1", tolerance: 0.1) && truth("0.8 < 1", tolerance: 0.1))
    #expect(try truth("0.95 == 1", tolerance: 0.1) && !truth("0.95 != 1", tolerance: 0.1))
    #expect(try truth("0.95 >= 1", tolerance: 0.1) && !truth("1.05 > 1", tolerance: 0.1))
  }

  @Test("the first step at which a claim fails is not the one that is named")
  func witness() throws {
    let formula = try FormulaParser.formula("always(x <= 1.5) and x[0] == 1")
    let world = try #require(TrajectoryWorld(Self.table, for: formula))
    let judgement = try FormulaEvaluation(world: world, tolerance: 0).judgement(of: formula)
    let witness = try #require(judgement.witness)
    #expect(witness.text == "x <= 1.5" && witness.label == 1)
    #expect(witness.left == 3 && witness.right == 1.5)
    #expect(!judgement.holds && judgement.margin == -1.5)
  }

  @Test("a part without a value is taken for false, not for undecided")
  func undefined() throws {
    for text in ["log(0 - x[0]) < 1", "x[3] > 0", "x[0.5] > 0", "0/0 == 0", "always(log(y - 1) < 0)"] {
      #expect(throws: FormulaFailure.self, "\(text)") { try truth(text) }
    }
    // Where the first part decides, the second need not have a value.
    #expect(try truth("x[0] > 5 implies x[3] > 0"))
  }

  @Test(
    "a mistake is accepted, or told at another column",
    arguments: [
      RefusedFormula("", 1, "found nothing"), RefusedFormula("   ", 1, "found nothing"),
      RefusedFormula("x <", 4, "found the end"),
      RefusedFormula("(x[0] < 1", 10, "expected an operator or \")\""),
      RefusedFormula("x[0 < 1", 8, "\"]\""), RefusedFormula("1 < 2 < 3", 7, "do not chain"),
      RefusedFormula("x = 1", 3, "=="), RefusedFormula("!x", 1, "not"),
      RefusedFormula("1 ? 2", 3, "found \"?\""),
      RefusedFormula("1 2", 3, "expected an operator or the end, found \"2\""),
      RefusedFormula("1e < 2", 3, "exponent"), RefusedFormula(". < 2", 1, "decimal point"),
      RefusedFormula("1e999 > 2", 1, "not too large"), RefusedFormula("and 1 < 2", 1, "found \"and\""),
      RefusedFormula("max(x, ) < 2", 8, "found \")\""),
      RefusedFormula("flatt[0] < 1", 1, "the nearest known: flat,"),
      RefusedFormula("1 < meen(x)", 5, "unknown function \"meen\"; the nearest known: mean"),
      RefusedFormula("x(1) < 2", 1, "\"x\" is no function"),
      RefusedFormula("max < 2", 1, "\"max\" is a function"),
      RefusedFormula("x <= 1", 1, "always"), RefusedFormula("x[0]", 1, "compare it"),
      RefusedFormula("1 + (1 < 2) < 3", 5, "expected a number"),
      RefusedFormula("x and y", 1, "expected a comparison"),
      RefusedFormula("always(x)", 8, "expected true or false at each step, found one number a step"),
      RefusedFormula("mean(x, y) < 1", 1, "expected 1 argument"),
      RefusedFormula("(1)[0] < 1", 1, "before \"[\""),
      RefusedFormula("x[y] < 1", 3, "expected a number"),
      RefusedFormula(String(repeating: "(", count: 200), 101, "nested"),
      RefusedFormula(String(repeating: "-", count: 200), 101, "nested"),
      RefusedFormula(String(repeating: "not ", count: 200), 401, "nested"),
    ])
  func mistakes(_ refused: RefusedFormula) throws {
    let mistake = try #require(throws: FormulaMistake.self) {
      let formula = try FormulaParser.formula(refused.text)
      try FormulaVocabulary.trajectory(columns: ["x", "y", "flat"]).check(claim: formula)
    }
    // Nested parts are refused within one part of the limit.
    #expect(abs(mistake.column - refused.column) <= (refused.words == "nested" ? 4 : 0), "\(mistake)")
    #expect(mistake.reason.contains(refused.words), "\(mistake)")
  }

  @Test("a fraction is rounded, or overflows silently")
  func fractions() throws {
    let third = try Fraction(1, over: 3)
    #expect(try third.plus(Fraction(1, over: 6)) == Fraction(1, over: 2))
    #expect(try third.minus(third).text == "0")
    #expect(try third.times(Fraction(-9)).text == "-3")
    #expect(try third.over(Fraction(2, over: -3)).text == "-1/2")
    #expect(try third.power(-2).text == "9")
    #expect(try Fraction(decimal: "1.25e-2").text == "1/80")
    #expect(try Fraction(decimal: "1e-09") == Fraction(1, over: 1_000_000_000))
    #expect(try Fraction(-1, over: 2) < third && Fraction(1, over: 4) < third)
    let large = try Fraction(10).power(38)
    #expect(throws: Fraction.Inexact.self) { try large.times(large) }
    #expect(throws: Fraction.Inexact.self) { try large.plus(large) }
    #expect(throws: Fraction.Inexact.self) { try third.over(Fraction(0)) }
    #expect(try Fraction(1, over: 3).times(large) < large)
  }
}
