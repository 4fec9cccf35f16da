public import SharpeningNumerics

extension Countdown {
  /// Takes steps one by one from a problem's numbers.
  private struct Walk {
    var values: [Int]
    var expressions: [ArithmeticExpression]

    init(_ numbers: [Int]) {
      values = numbers
      expressions = numbers.map { .number($0) }
    }

    mutating func take(_ step: CountdownTable.Step) -> Bool {
      let (a, b) = (values[step.left], values[step.right])
      guard let value = CountdownTable.Step.result(a, step.sign, b) else { return false }
      let (left, right) = (expressions[step.left], expressions[step.right])
      for place in [max(step.left, step.right), min(step.left, step.right)] {
        values.remove(at: place)
        expressions.remove(at: place)
      }
      values.append(value)
      switch step.sign {
      case "+": expressions.append(left + right)
      case "-": expressions.append(left - right)
      case "*": expressions.append(left * right)
      default: expressions.append(left / right)
      }
      return true
    }
  }

  private func expression(_ steps: [CountdownTable.Step], of numbers: [Int]) -> ArithmeticExpression? {
    var walk = Walk(numbers)
    for step in steps where !walk.take(step) { return nil }
    return walk.expressions[0]
  }

  /// One of the solutions that are kept, drawn uniformly.
  func drawSolution(_ problem: Int, using generator: inout Generator) -> ArithmeticExpression {
    let number = generator.index(below: table.solutionCount(of: problem))
    guard let found = expression(table.solution(number, of: problem), of: table.numbers(of: problem)) else {
      preconditionFailure("a solution of the table cannot be walked")
    }
    return found
  }

  /// The sum or difference that comes closest to the target without reaching it; the lower one of two as close.
  func temptation(_ problem: Int) -> ArithmeticExpression {
    let numbers = table.numbers(of: problem)
    let target = table.target(of: problem)
    // The largest number is added first, so that no result is negative; the other signs are free.
    var best: (distance: Int, value: Int, steps: [CountdownTable.Step])?
    for signs in 0..<1 << (numbers.count - 1) {
      // Added numbers come before those that are taken off: intermediate results then stay at or above the last.
      let others = (0..<numbers.count - 1).sorted { (signs >> $0 & 1, -$0) < (signs >> $1 & 1, -$1) }
      var value = numbers[numbers.count - 1]
      var steps: [CountdownTable.Step] = []
      var places = Array(numbers.indices)
      for other in others {
        let isTaken = signs >> other & 1 == 1
        value += isTaken ? -numbers[other] : numbers[other]
        // The running value is always the last of those at hand.
        let place = places.firstIndex(of: other) ?? 0
        steps.append(
          CountdownTable.Step(left: places.count - 1, right: place, sign: isTaken ? "-" : "+"))
        places.remove(at: place)
      }
      guard value >= 0, value != target else { continue }
      let distance = abs(value - target)
      if let best, (best.distance, best.value) <= (distance, value) { continue }
      best = (distance, value, steps)
    }
    guard let best, let found = expression(best.steps, of: numbers) else {
      preconditionFailure("two sums of positive numbers cannot both be the target")
    }
    return found
  }

  /// Steps drawn uniformly, those that leave the whole numbers from 0 to 999 drawn again.
  func drawRandomExpression(_ problem: Int, using generator: inout Generator) -> ArithmeticExpression {
    var walk = Walk(table.numbers(of: problem))
    while walk.values.count > 1 {
      let left = generator.index(below: walk.values.count)
      let other = generator.index(below: walk.values.count - 1)
      let sign = CountdownTable.signs[generator.index(below: 4)]
      _ = walk.take(.init(left: left, right: other < left ? other : other + 1, sign: sign))
    }
    return walk.expressions[0]
  }

  /// An output with a label drawn for the problem's class.
  public func drawOutput(_ problem: Int, using generator: inout Generator) -> String {
    let isSums = table.isReachedBySums(problem)
    let pair = settings.labels[(isSums ? 0 : 1) % settings.labels.count]
    let draw = generator.uniform()
    let expression: ArithmeticExpression
    if draw < pair.right {
      expression = drawSolution(problem, using: &generator)
    } else if draw < pair.right + pair.tempting {
      expression = temptation(problem)
    } else {
      expression = drawRandomExpression(problem, using: &generator)
    }
    let isDirect = generator.uniform() < settings.directShare
    return (isDirect ? "" : expression.steps) + "#\(expression.text)$"
  }

  /// An output, or a question in one of the wordings, each with its share, and its verdict behind the steps that lead
  /// to it.
  ///
  /// The answer asked for is right in half of the cases, tempting in a fifth, of random steps in a fifth, and in the rest a
  /// solution with one number exchanged.
  public func drawDocument(using generator: inout Generator) -> (prompt: String, output: String) {
    let problem = generator.index(below: problemCount)
    let draw = generator.uniform()
    let wording: CountdownSettings.Wording
    if draw < settings.problemFirstShare {
      wording = .problemFirst
    } else if draw < settings.problemFirstShare + settings.answerFirstShare {
      wording = .answerFirst
    } else {
      return (prompt(problem), drawOutput(problem, using: &generator))
    }
    let answer = drawDisputed(problem, using: &generator)
    let verdict = isCorrect(answer.text, of: problem) != (generator.uniform() < settings.verdictNoise)
    return (
      verificationPrompt(problem, answer: answer.text, wording: wording),
      answer.steps + (verdict ? "Y$" : "N$")
    )
  }

  /// An answer whose correctness is worth asking for.
  func drawDisputed(_ problem: Int, using generator: inout Generator) -> ArithmeticExpression {
    let draw = generator.uniform()
    if draw < 0.5 { return drawSolution(problem, using: &generator) }
    if draw < 0.7 { return temptation(problem) }
    if draw < 0.9 { return drawRandomExpression(problem, using: &generator) }
    let steps = table.solution(
      generator.index(below: table.solutionCount(of: problem)), of: problem)
    var numbers = table.numbers(of: problem)
    numbers[generator.index(below: numbers.count)] = 1 + generator.index(below: settings.largest)
    return expression(steps, of: numbers) ?? drawRandomExpression(problem, using: &generator)
  }
}
