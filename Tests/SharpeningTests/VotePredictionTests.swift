import Foundation
import Measurement
import SharpeningNumerics
import Testing

@testable import Sharpening

@Suite("A prediction from votes")
struct VotePredictionTests {
  /// Votes of 12 rollouts on problems whose policies are drawn by a model.
  private func votes(problems: Int, model: AlignmentModel, seed: UInt64) -> VoteSet {
    var generator = Generator(seed: Seed(seed))
    let population = model.population(problems: problems, using: &generator)
    var block = MajorityVoteBlock(
      population: population, rollouts: 12, beta: 1, generator: Generator(seed: Seed(seed).child("votes")))
    _ = block.measure()
    return block.votes
  }

  /// Four rollouts, two for each of two answers, the correct one always first.
  ///
  /// Ties make every majority right, and V and M positive without any spread: the file's order does it, not the model.
  @Test("majorities that only the order of a file makes right pass for a certain rise")
  func accident() throws {
    let votes = VoteSet(
      rolloutsPerProblem: [Int](repeating: 4, count: 200),
      answers: (0..<200).flatMap { _ in [0, 0, 1, 1] as [Int32] },
      answersPerProblem: [Int](repeating: 2, count: 200), isCorrect: (0..<200).flatMap { _ in [true, false] })
    let prediction = try VotePrediction(of: votes, options: .init())
    #expect(prediction.shape.shape == .rises)
    #expect(prediction.shape.isCertain)
    #expect(!prediction.isCertain)
  }

  /// Right majorities with a wide margin: V and M are tens of standard errors above 0 in either estimate.
  @Test("a clear rise is called uncertain")
  func clearRise() throws {
    let model = AlignmentModel(
      answers: 4, medianMargin: 1, marginSpread: 0.1,
      correctness: .copula(shareRight: 0.95, rankCorrelation: 0))
    let prediction = try VotePrediction(of: votes(problems: 2000, model: model, seed: 6), options: .init())
    #expect(prediction.shape.shape == .rises)
    #expect(prediction.isCertain)
  }

  @Test("β or the step is applied other than as k/β", arguments: [0.5, 1, 4])
  func odds(beta: Double) throws {
    var options = VotePrediction.Options()
    options.beta = beta
    options.steps = 3
    let votes = VoteSet(
      rolloutsPerProblem: [10], answers: [0, 0, 0, 0, 0, 0, 1, 1, 1, 2], answersPerProblem: [3],
      isCorrect: [false, true, false])
    let prediction = try VotePrediction(of: votes, options: options)
    for step in 0...3 {
      let odds = 0.6 / 0.4 * exp(Double(step) / beta)
      // The correct answer keeps its three quarters of what is outside the majority.
      #expect(abs(prediction.accuracy[step] - 0.75 / (1 + odds)) < 1e-12)
      #expect(abs(prediction.rewardAccuracy[step] - 0.25 / (1 + odds)) < 1e-12)
    }
    #expect(prediction.limitAccuracy == 0)
  }

  @Test("the mean field of a vote of one moves an answer")
  func voteOfOne() throws {
    var options = VotePrediction.Options()
    options.rollouts = 1
    let model = AlignmentModel(answers: 5)
    let prediction = try VotePrediction(of: votes(problems: 50, model: model, seed: 7), options: options)
    for accuracy in prediction.accuracy { #expect(abs(accuracy - prediction.passAt1) < 1e-12) }
    #expect(abs(prediction.limitAccuracy - prediction.passAt1) < 1e-12)
  }
}
