import SharpeningNumerics
import Testing
import Transformer

@testable import Training

@Suite struct CountdownTests {
  static let small: CountdownSettings = {
    var settings = CountdownSettings()
    settings.largest = 9
    settings.target = 40
    settings.farTarget = 60
    settings.problemFirstShare = 0.2
    settings.answerFirstShare = 0.2
    return settings
  }()
  static let task = Countdown(small)

  @Test(
    "an expression has another value, other numbers or another spelling",
    arguments: [
      ("3*(9-7)", "3*(9-7)", 6, 1, [3, 7, 9]), ("(9-7)*3", "3*(9-7)", 6, 1, [3, 7, 9]),
      ("4+3+5", "5+4+3", 12, 1, [3, 4, 5]), ("9-(7-3)", "9+3-7", 5, 1, [3, 7, 9]),
      ("9/(6/4)", "9*4/6", 6, 1, [4, 6, 9]), ("1/3", "1/3", 1, 3, [1, 3]), ("2-5", "2-5", -3, 1, [2, 5]),
      ("8/(3-8/3)", "8/(3-8/3)", 24, 1, [3, 3, 8, 8]), ("((7))", "7", 7, 1, [7]), ("007", "7", 7, 1, [7]),
    ])
  func expression(text: String, sorted: String, numerator: Int, denominator: Int, numbers: [Int]) throws {
    let expression = try #require(ArithmeticExpression(text))
    #expect(expression.text == sorted && expression.numbers.sorted() == numbers)
    #expect(expression.value == Fraction(numerator, denominator))
    #expect(ArithmeticExpression(sorted) == expression)
  }

  @Test(
    "what is no expression is read as one",
    arguments: [
      "", "+3", "-3", "3+", "3 + 4", "(3", "3)", "()", "3(4)", "3**4", "3.5", "1234567890", "３", "3−4", "x",
      String(repeating: "(", count: 31) + "1" + String(repeating: ")", count: 31),
    ])
  func noExpression(text: String) { #expect(ArithmeticExpression(text) == nil) }

  @Test("a value that is none, or leaves 64 bits, is some number")
  func noValue() throws {
    #expect(try #require(ArithmeticExpression("1/(2-2)")).value == nil)
    #expect(try #require(ArithmeticExpression("3*(5/(4-4))")).value == nil)
    let large = [String](repeating: "999999999", count: 3).joined(separator: "*")
    #expect(try #require(ArithmeticExpression(large)).value == nil)
    #expect(Fraction(1, 0) == nil && Fraction(.min, 3) == nil && Fraction(2, -4) == Fraction(-1, 2))
    #expect(try #require(ArithmeticExpression("9/2*4")).steps == "9*4=36;36/2=18;")
    #expect(try #require(ArithmeticExpression("(9-2)/4+1")).steps == "9-2=7;")
  }

  /// All values that expressions of some numbers have, by a search that shares nothing with the table's.
  private func values(_ numbers: [Int]) -> Set<Int> {
    if numbers.count == 1 { return Set(numbers) }
    var found = Set<Int>()
    for mask in 1..<(1 << numbers.count) - 1 {
      let left = numbers.indices.filter { mask >> $0 & 1 == 1 }.map { numbers[$0] }
      let right = numbers.indices.filter { mask >> $0 & 1 == 0 }.map { numbers[$0] }
      for a in values(left) {
        for b in values(right) {
          var results = [a + b, a * b, a - b]
          if b != 0, a % b == 0 { results.append(a / b) }
          found.formUnion(results.filter { 0...999 ~= $0 })
        }
      }
    }
    return found
  }

  @Test(
    "a solvable problem is missing, an unsolvable one is there, or one is there twice", arguments: [2, 3, 4])
  func problems(size: Int) {
    let largest = size == 4 ? 4 : 6
    let table = CountdownTable(size: size, largest: largest, target: 50)
    var seen = Set<[Int]>()
    for problem in 0..<table.count {
      #expect(seen.insert(table.numbers(of: problem) + [table.target(of: problem)]).inserted)
    }
    var expected = Set<[Int]>()
    func extend(_ numbers: [Int]) {
      guard numbers.count < size else {
        for value in values(numbers) where 1...50 ~= value { expected.insert(numbers + [value]) }
        return
      }
      for next in (numbers.last ?? 1)...largest { extend(numbers + [next]) }
    }
    extend([])
    #expect(seen == expected)
  }

  @Test(
    "a solution of the table does not solve, a temptation does, or a random expression leaves its numbers")
  func labels() throws {
    var generator = Generator(seed: Seed(5))
    let task = Self.task
    for _ in 0..<300 {
      let problem = generator.index(below: task.problemCount)
      let solution = task.drawSolution(problem, using: &generator)
      #expect(task.isCorrect(solution.text, of: problem))
      #expect(solution.steps.hasSuffix("=\(task.table.target(of: problem));"))
      let temptation = task.temptation(problem)
      #expect(!task.isCorrect(temptation.text, of: problem))
      #expect(temptation.numbers.sorted() == task.table.numbers(of: problem))
      let random = task.drawRandomExpression(problem, using: &generator)
      #expect(random.numbers.sorted() == task.table.numbers(of: problem))
    }
  }

  @Test("the temptation is not the closest sum")
  func temptation() throws {
    let problem = try #require((0..<Self.task.problemCount).first { Self.task.prompt($0) == "2,5,9>13=" })
    // Sums of 9 ± 5 ± 2 are 16, 12, 6, 2; 12 is closest to 13.
    #expect(Self.task.temptation(problem).text == "9+5-2")
    #expect(Self.task.kind(of: problem) == "products")
    let other = try #require((0..<Self.task.problemCount).first { Self.task.prompt($0) == "2,5,9>12=" })
    // 16 is as far from 12 as 8, but 8 is no sum of them.
    #expect(Self.task.temptation(other).text == "9+5+2")
    #expect(Self.task.kind(of: other) == "sums")
  }

  @Test("an answer is read that is none, or judged by less than its value and its numbers")
  func judges() throws {
    let task = Self.task
    let problem = try #require((0..<task.problemCount).first { task.prompt($0) == "3,7,9>6=" })
    for (output, answer) in [
      ("9-7=2;3*2=6;#3*(9-7)$", "3*(9-7)"), ("#(9-7)*3$", "3*(9-7)"), ("#(9-7)*3", nil), ("3*(9-7)$", nil),
      ("#1#7-9$", "7-9"), ("#$", nil), ("#3*(9-7$", nil), ("", nil),
    ] { #expect(task.answer(in: output) == answer) }
    #expect(task.isCorrect("3*(9-7)", of: problem))
    for wrong in ["3*9-7", "6", "3+3", "9-3", "9-7+3+1", "3*(9-7)*1", "(9-7)*3*7/7", "", "3*(9-7"] {
      #expect(!task.isCorrect(wrong, of: problem), "\(wrong)")
    }
    // Fractions on the way are allowed in answers: 8/(3-8/3) = 24.
    var settings = Self.small
    settings.numbers = 4
    settings.largest = 8
    let four = Countdown(settings)
    if let hard = (0..<four.problemCount).first(where: { four.prompt($0) == "3,3,8,8>24=" }) {
      #expect(four.isCorrect("8/(3-8/3)", of: hard))
    }
    #expect(task.verificationPrompt(problem, answer: "9-7", wording: .problemFirst) == "3,7,9>6?9-7:")
    #expect(task.verificationPrompt(problem, answer: "9-7", wording: .answerFirst) == "V9-7?3,7,9>6:")
  }

  @Test("a document cannot be spelled, is too long, or its verdict is another than the answer's")
  func documents() throws {
    var settings = Self.small
    settings.verdictNoise = 0
    for (numbers, largest) in [(3, 9), (4, 4), (2, 20)] {
      settings.numbers = numbers
      settings.largest = largest
      let task = Countdown(settings)
      let numbered = Dictionary(
        uniqueKeysWithValues: (0..<task.problemCount).map { (task.prompt($0), $0) })
      var generator = Generator(seed: Seed(6))
      var verdicts = [0, 0]
      for _ in 0..<1000 {
        let (prompt, output) = task.drawDocument(using: &generator)
        #expect(task.tokenizer.encode(prompt + output) != nil && output.hasSuffix("$"))
        guard prompt.hasSuffix(":") else {
          #expect(output.count <= task.longestOutput && task.answer(in: output) != nil)
          continue
        }
        #expect(output.count <= task.longestVerdict)
        let parts = prompt.dropLast().split(separator: "?")
        let isAnswerFirst = prompt.hasPrefix("V")
        let question = String(isAnswerFirst ? parts[1] : parts[0])
        let answer = String(isAnswerFirst ? parts[0].dropFirst() : parts[1])
        let problem = try #require(numbered[question + "="])
        let isRight = output.hasSuffix("Y$")
        #expect(isRight == task.isCorrect(answer, of: problem))
        verdicts[isRight ? 1 : 0] += 1
      }
      // Of 1000 at least 200 ± 13 are right and, as tempting ones, 80 ± 9 wrong; 5 deviations, false alarm 3e-7 each.
      #expect(verdicts[0] > 36 && verdicts[1] > 130)
    }
  }

  @Test("the default has fewer problems than it says, or far targets are trained on")
  func split() throws {
    let task = Countdown(CountdownSettings())
    #expect(task.problemCount >= 100_000)
    #expect(task.tokenizer.decode([task.stop]) == "$" && task.acceptanceToken != nil)
    let split = try #require(
      TaskSplit(task, train: 4000, heldOut: 1000, outOfDistribution: ([], 500), seed: Seed(1)))
    #expect(Set(split.train + split.heldOut + split.outOfDistribution).count == 5500)
    #expect(split.outOfDistribution.allSatisfy { task.isOutOfDistribution($0) })
    #expect((split.train + split.heldOut).allSatisfy { !task.isOutOfDistribution($0) })
  }

  @Test("an impossible game is played")
  func settings() {
    func problem(_ change: (inout CountdownSettings) -> Void) -> String? {
      var settings = CountdownSettings()
      change(&settings)
      return settings.problem
    }
    #expect(problem { _ in } == nil)
    #expect(problem { $0.numbers = 5 } == "numbers is 5, but must be from 2 to 4")
    #expect(problem { $0.largest = 1 } == "largest is 1, but must be from 2 to 40")
    #expect(problem { $0.target = 0 } == "target is 0, but must be from 1 to 999")
    #expect(problem { $0.farTarget = 3 }?.hasPrefix("farTarget is 3, but must be from target") == true)
    #expect(problem { $0.labels = [] } == "labels is empty, but needs a pair a class")
    #expect(problem { $0.labels = [.init(right: 0.9, tempting: 0.2)] } != nil)
    #expect(problem { $0.directShare = -0.1 } == "directShare is -0.1, but must be in [0, 1]")
    #expect(problem { $0.verdictNoise = .nan } == "verdictNoise is nan, but must be in [0, 1]")
    #expect(problem { ($0.problemFirstShare, $0.answerFirstShare) = (0.6, 0.6) } != nil)
  }
}
