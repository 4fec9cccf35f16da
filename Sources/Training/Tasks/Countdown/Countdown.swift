public import Transformer

/// Countdown: reach a target with an expression that uses each given number exactly once.
///
/// A prompt is `3,7,9>24=`; a right output ends in `#(9-7)*…$`, and is judged by the exact rational value of the expression
/// and the numbers in it. Every problem can be solved by steps whose results are whole, not negative and at most 999;
/// answers need not be of that kind. The corpus writes an output directly, `#expression$`, or with a scratchpad of its
/// steps, `9-7=2;3*2=6;#3*(9-7)$`. How a class is labelled is drawn: right; tempting, the sum or difference of the numbers
/// that comes closest to the target without reaching it; or steps drawn at random. The arithmetic of a scratchpad is always right.
///
/// Answers are expressions up to the order of their operands. With three numbers up to 40 and targets up to 199 there are
/// 102,882 problems.
/// Paper: Figures 13 and 14.
public struct Countdown: TaskDefinition {
  /// The settings.
  public let settings: CountdownSettings
  let table: CountdownTable

  /// Finds all problems of a game.
  ///
  /// - Parameter settings: without a `problem`.
  public init(_ settings: CountdownSettings) {
    precondition(settings.problem == nil, settings.problem ?? "")
    self.settings = settings
    table = CountdownTable(size: settings.numbers, largest: settings.largest, target: settings.farTarget)
  }

  private static let alphabet = CharacterTokenizer("0123456789+-*/(),>=;#$?:VYN")
  /// Digits and signs.
  public var tokenizer: any Tokenizer { Self.alphabet }
  /// `$`.
  public var stop: Int32 { 21 }
  /// Sets of numbers times the targets that they reach.
  public var problemCount: Int { table.count }
  /// The longest steps, the longest expression and two signs.
  public var longestOutput: Int { longestSteps + 5 * settings.numbers - 3 }
  private var longestSteps: Int { (settings.numbers - 1) * (settings.numbers < 4 ? 12 : 16) }

  /// A question whether an expression as long as the longest right one is right.
  public var longestPrompt: Int {
    let question =
      settings.numbers * (String(settings.largest).count + 1) + String(settings.farTarget).count
    return question + 5 * settings.numbers + 3
  }

  /// For example `3,7,9>24=`.
  public func prompt(_ problem: Int) -> String { question(problem) + "=" }

  private func question(_ problem: Int) -> String {
    table.numbers(of: problem).map(String.init).joined(separator: ",") + ">\(table.target(of: problem))"
  }

  /// `sums` where + and - suffice, `products` otherwise.
  public func kind(of problem: Int) -> String { table.isReachedBySums(problem) ? "sums" : "products" }

  /// Whether the target is one of the far ones.
  public func isOutOfDistribution(_ problem: Int) -> Bool { table.target(of: problem) > settings.target }

  /// The expression between the last `#` and the `$` that ends the output, its operands sorted; nil for what is none.
  public func answer(in output: String) -> String? {
    guard output.last == "$", let hash = output.lastIndex(of: "#") else { return nil }
    return ArithmeticExpression(output[output.index(after: hash)...].dropLast())?.text
  }

  /// Whether the answer's exact value is the target, and each number is used exactly once.
  public func isCorrect(_ answer: String, of problem: Int) -> Bool {
    guard let expression = ArithmeticExpression(answer) else { return false }
    return expression.numbers.sorted() == table.numbers(of: problem)
      && expression.value == Fraction(table.target(of: problem))
  }

  /// The longest steps, `Y` or `N`, and the stop.
  public var longestVerdict: Int { longestSteps + 2 }

  /// The prompt in the wording of the settings.
  public func verificationPrompt(_ problem: Int, answer: String) -> String? {
    verificationPrompt(problem, answer: answer, wording: settings.wording)
  }

  /// The prompt that asks whether an answer is right; the output is steps, then `Y` or `N`.
  public func verificationPrompt(
    _ problem: Int, answer: String, wording: CountdownSettings.Wording
  ) -> String {
    switch wording {
    case .problemFirst: "\(question(problem))?\(answer):"
    case .answerFirst: "V\(answer)?\(question(problem)):"
    }
  }
}
