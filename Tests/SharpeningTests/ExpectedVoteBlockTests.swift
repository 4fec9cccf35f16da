import Foundation
import Measurement
import Sharpening
import Testing

@Suite("Expected votes")
struct ExpectedVoteBlockTests {
  @Test("an infinite vote follows the closed form of every column, step by step", arguments: [0.5, 2])
  func infinite(beta: Double) throws {
    let population = MajorityVoteBlockTests.population(60)
    let path = MajorityPath(of: population)
    var block = try ExpectedVoteBlock(population: population, rollouts: nil, beta: beta)
    for step in 0..<12 {
      let row = block.measure().columns
      let t = Double(step) / beta
      // Sixty problems' sums of exponentials of logits up to 30.
      #expect(abs((row[.groundTruthReward] ?? .nan) - path.accuracy(at: t)) <= 1e-12)
      #expect(abs((row[.rewardAccuracy] ?? .nan) - path.rewardAccuracy(at: t)) <= 1e-12)
      #expect(abs((row[.majorityRatio] ?? .nan) - path.majority(at: t)) <= 1e-12)
      #expect(abs((row[.labelAccuracy] ?? .nan) - path.labelAccuracy) <= 1e-12)
      if 1...3 ~= step { #expect(abs((row[.majorityRatio] ?? .nan) - path.majority(at: 2 * t)) > 1e-5) }
      block.update()
    }
  }

  @Test("a finite vote measures the exact law's expectations at every step")
  func finite() throws {
    var block = try ExpectedVoteBlock(
      population: MajorityVoteBlockTests.population(12), rollouts: 5, beta: 0.5)
    for _ in 0..<3 {
      let row = block.measure().columns
      let expected = try MajorityVoteBlockTests.expectation(block.population, rollouts: 5)
      for (column, value) in expected { #expect(abs((row[column] ?? .nan) - value) <= 1e-12, "\(column)") }
      block.update()
    }
  }

  @Test(
    "an update is the mirror step of the expected reward", arguments: MajorityVoteBlock.Reference.allCases)
  func step(reference: MajorityVoteBlock.Reference) throws {
    let start = MajorityVoteBlockTests.population(12)
    var block = try ExpectedVoteBlock(population: start, rollouts: 4, beta: 0.8, reference: reference)
    for _ in 0..<3 {
      let before = block.population
      _ = block.measure()
      block.update()
      for problem in 0..<12 {
        let law = try PluralityLaw(
          of: before.policy(of: problem), rollouts: 4, unparsed: before.unparsed(of: problem))
        let base = (reference == .moving ? before : start).policy(of: problem)
        let expected = base.sharpened(by: law.reward, beta: 0.8)
        for (a, b) in zip(block.population.policy(of: problem).logProbabilities, expected.logProbabilities) {
          #expect(a == b || abs(a - b) <= 1e-12)
        }
      }
    }
  }

  @Test("a block whose laws would take hours is refused")
  func slow() {
    let population = Population(
      answersPerProblem: [1000], logits: [Double](repeating: 0, count: 1000),
      isCorrect: [Bool](repeating: false, count: 1000))
    #expect(throws: SharpeningError.self) {
      _ = try ExpectedVoteBlock(population: population, rollouts: 4096, beta: 1)
    }
  }
}
