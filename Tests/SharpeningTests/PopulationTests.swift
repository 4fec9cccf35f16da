import Foundation
import Measurement
import Testing

@testable import Sharpening

@Suite("Populations")
struct PopulationTests {
  static let votes = VoteSet(
    rolloutsPerProblem: [4, 2, 3], answers: [0, 1, 1, -1, 0, 0, -1, -1, -1], answersPerProblem: [3, 1, 1],
    isCorrect: [true, false, false, true, true], problemIDs: ["a", "b", "c"])

  @Test("frequencies become probabilities, with unparsed rollouts as a last outcome")
  func frequencies() {
    let population = Population(frequenciesOf: Self.votes)
    // Logarithms and back: two units in the last place.
    let first = population.policy(of: 0).probabilities
    #expect(zip(first, [0.25, 0.5, 0, 0.25]).allSatisfy { abs($0 - $1) <= 4e-16 })
    #expect(population.policy(of: 1).probabilities == [1])
    #expect(population.policy(of: 2).probabilities == [0, 1])
    #expect(population.hasUnparsed == [true, false, true])
    #expect(
      population.unparsed(of: 0) == 3 && population.unparsed(of: 1) == nil && population.unparsed(of: 2) == 1)
    #expect(population.isCorrect == [true, false, false, false, true, true, false])
    #expect(population.problemIDs == ["a", "b", "c"])
  }

  @Test(
    "the mode is the most likely answer that can win: of several the first, and never the unparsed outcome")
  func mode() {
    let population = Population(
      answersPerProblem: [3, 3, 2, 3], logits: [0, 1, 1, 0, 1, 5, -.infinity, 0, -.infinity, -.infinity, 2],
      isCorrect: [Bool](repeating: false, count: 11), hasUnparsed: [false, true, true, false])
    #expect((0..<4).map { population.mode(of: $0) } == [1, 1, nil, 2])
  }

  @Test("a range of problems keeps its own answers, flags and names")
  func extracting() {
    let population = Population(frequenciesOf: Self.votes)
    let part = population.extracting(1..<3)
    #expect(part.problemCount == 2 && part.problemIDs == ["b", "c"])
    #expect(part.policy(of: 1) == population.policy(of: 2) && part.hasUnparsed == [false, true])
    #expect(part.isCorrect == [true, true, false])
    #expect(population.extracting(0..<3) == population)
    #expect(population.extracting(2..<2).problemCount == 0)
  }

  @Test("arrays that do not fit and impossible problems stop the program")
  func refused() async {
    await #expect(processExitsWith: .failure) {
      _ = Population(answersPerProblem: [2], logits: [0], isCorrect: [true])
    }
    await #expect(processExitsWith: .failure) {
      _ = Population(answersPerProblem: [0], logits: [], isCorrect: [])
    }
    await #expect(processExitsWith: .failure) {
      _ = Population(answersPerProblem: [1], logits: [-.infinity], isCorrect: [true])
    }
    await #expect(processExitsWith: .failure) {
      _ = Population(answersPerProblem: [1], logits: [.nan], isCorrect: [true])
    }
    await #expect(processExitsWith: .failure) {
      _ = Population(answersPerProblem: [2], logits: [0, 0], isCorrect: [false, true], hasUnparsed: [true])
    }
  }
}
