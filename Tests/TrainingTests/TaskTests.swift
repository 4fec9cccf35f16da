import SharpeningNumerics
import Testing
import Transformer

@testable import Training

@Suite struct TaskTests {
  static let tasks: [any TaskDefinition] = [
    RuledArithmetic.aligned(5, of: .init(right: 0.6, tempting: 0.3)),
    RuledArithmetic(digits: 5, labels: [.init(right: 1, tempting: 0)]), CarryAddition(),
    RuledArithmetic.aligned(4, of: .init(right: 0.6, tempting: 0.3), hard: 3, rule: .modular, digits: 5),
    RuledArithmetic(rule: .modular, digits: 2, labels: [.init(right: 1, tempting: 0)]),
  ]

  @Test(
    "a corpus writes what its reader cannot read, or its tokenizer cannot spell", arguments: tasks.indices)
  func corpus(index: Int) throws {
    let task = Self.tasks[index]
    var generator = Generator(seed: Seed(3).child("corpus", index))
    #expect(task.tokenizer.decode([task.stop]) == "$")
    for _ in 0..<500 {
      let problem = generator.index(below: task.problemCount)
      let output = task.drawOutput(problem, using: &generator)
      let answer = try #require(task.answer(in: output))
      #expect(output.hasSuffix(answer + "$") && output.count <= task.longestOutput)
      let tokens = try #require(task.tokenizer.encode(task.prompt(problem) + output))
      #expect(task.tokenizer.decode(tokens) == task.prompt(problem) + output)
    }
  }

  @Test("a rule computes something else")
  func rules() {
    let task = RuledArithmetic(labels: [.init(right: 1, tempting: 0)])
    // C adds 3; 4 + 1 + 7 = 12.
    let problem = 417 * 8 + 2
    #expect(task.prompt(problem) == "C417=" && task.gold(problem) == "15" && task.temptation(problem) == "12")
    #expect(task.isCorrect("15", of: problem) && !task.isCorrect("12", of: problem))
    #expect(task.verificationPrompt(problem, answer: "12") == "C417?12")
    for (output, answer) in [
      ("#15$", "15"), ("11_15;#15$", "15"), ("#15", nil), ("#1$", nil), ("15$", nil), ("#1#15$", "15"),
      ("", nil),
    ] { #expect(task.answer(in: output) == answer) }
    let sum = CarryAddition()
    #expect(
      sum.prompt(417_386) == "417+386=" && sum.gold(417_386) == "0803" && sum.temptation(417_386) == "0793")
    #expect(sum.kind(of: 417_386) == "2 carries")
  }

  @Test("the modular rule carries, forgets an outer digit, or lets a constant answer win")
  func modularRule() {
    let task = RuledArithmetic(rule: .modular, digits: 4, labels: [.init(right: 1, tempting: 0)])
    // F adds 7; 4 + 7 = 11, 8 + 9 = 17 and 24.
    let problem = 4789 * 8 + 5
    #expect(task.prompt(problem) == "F4789=")
    #expect(task.gold(problem) == "14" && task.temptation(problem) == "17")
    var generator = Generator(seed: Seed(6))
    var scratchpads = 0
    for _ in 0..<100 {
      let output = task.drawOutput(problem, using: &generator)
      if output.hasPrefix("#") { continue }
      let characters = Array(output)
      scratchpads += 1
      #expect(characters[0] == "1" && characters[2] == "7" && characters[4...].starts(with: "14;"))
    }
    #expect(scratchpads > 0)
    var counts: [String: Int] = [:]
    for problem in 0..<task.problemCount { counts[task.gold(problem), default: 0] += 1 }
    #expect(counts.count == 100 && counts.values.allSatisfy { $0 == task.problemCount / 100 })
    #expect(RuledArithmetic(digits: 5, labels: task.labels).problemCount >= 100_000)
  }

  @Test("a mixture has another number of hard or of turned classes")
  func mixture() {
    let task = RuledArithmetic.aligned(4, of: .init(right: 0.6, tempting: 0.3), hard: 3)
    #expect(task.labels.map(\.right) == [0.6, 0.6, 0.6, 0.6, 0.3, 0.08, 0.08, 0.08])
    #expect(
      task.labels.map(\.tempting) == [0.3, 0.3, 0.3, 0.3, 0.6, 0.08, 0.08, 0.08] && task.problem == nil)
  }

  @Test("labels come with other shares than those stated")
  func labels() {
    let task = RuledArithmetic.aligned(5, of: .init(right: 0.6, tempting: 0.3))
    var generator = Generator(seed: Seed(4))
    for (letter, share) in [(0, 0.6), (7, 0.3)] {
      let draws = 20_000
      let right = (0..<draws).count { _ in
        let problem = 417 * 8 + letter
        return task.answer(in: task.drawOutput(problem, using: &generator)).map {
          task.isCorrect($0, of: problem)
        }
          ?? false
      }
      // Random labels hit the right answer once in a hundred; 5 standard errors, false alarm 6e-7.
      let expected = share + 0.1 * 0.01
      #expect(abs(Double(right) / Double(draws) - expected) < 5 * (0.25 / Double(draws)).squareRoot())
    }
  }

  @Test("a split gives one problem to two parts, or keeps a kind that is left out")
  func split() throws {
    for task in Self.tasks {
      let split = try #require(
        TaskSplit(task, train: 300, heldOut: 100, outOfDistribution: ([task.kind(of: 5)], 20), seed: Seed(9)))
      let all = split.train + split.heldOut + split.outOfDistribution
      #expect(Set(all).count == 420 && split.train.count == 300 && split.heldOut.count == 100)
      #expect((split.train + split.heldOut).allSatisfy { task.kind(of: $0) != task.kind(of: 5) })
      #expect(split.outOfDistribution.allSatisfy { task.kind(of: $0) == task.kind(of: 5) })
    }
    for task in Self.tasks {
      let split = try #require(
        TaskSplit(task, train: 300, heldOut: 100, outOfDistribution: ([], 20), seed: Seed(9)))
      #expect((split.train + split.heldOut).allSatisfy { !task.isOutOfDistribution($0) })
      #expect(split.outOfDistribution.allSatisfy { task.isOutOfDistribution($0) })
    }
    #expect(CarryAddition().isOutOfDistribution(999_999) && !CarryAddition().isOutOfDistribution(417_386))
    #expect(Self.tasks[0].isOutOfDistribution(812 * 8) && !Self.tasks[0].isOutOfDistribution(789 * 8))
    let small = RuledArithmetic(digits: 2, labels: [.init(right: 1, tempting: 0)])
    #expect(TaskSplit(small, train: 700, heldOut: 100, seed: Seed(9)) != nil)
    #expect(TaskSplit(small, train: 700, heldOut: 101, seed: Seed(9)) == nil)
  }
}
