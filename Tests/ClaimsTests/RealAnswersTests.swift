import Claims
import Foundation
import Logs
import Measurement
import Testing

@Suite struct RealAnswersTests {
  @Test(
    "the embedded counts are not those of the committed table",
    arguments: zip(RealAnswers.allCases, ["gpt4_game24_cot.csv", "gpt4_game24_io.csv"]))
  func embedded(answers: RealAnswers, name: String) throws {
    let file = try VoteReader.read(path: Tree.file("Sources/Claims/Answers/\(name)").path)
    let votes = answers.votes
    #expect(votes.problemIDs == file.votes.problemIDs)
    #expect(votes.answers == file.votes.answers)
    #expect(votes.isCorrect == file.votes.isCorrect)
    #expect(votes.problemCount == 100)
    #expect((0..<100).allSatisfy { votes.rollouts(of: $0).count == 100 })
  }

  /// From the 100 × 100 sampled answers themselves: pass@1, maj@100 with ties to the first seen, pass@100.
  @Test(
    "voting or verifying reaches another share of GPT-4's answers",
    arguments: [(RealAnswers.chainOfThought, 0.0403, 0.08, 0.49), (.direct, 0.0734, 0.09, 0.33)])
  func accuracies(answers: RealAnswers, passAt1: Double, majority: Double, passAt100: Double) throws {
    let columns = metrics(of: answers.votes).columns
    #expect(abs(try #require(columns[.groundTruthReward]) - passAt1) < 1e-12)
    #expect(abs(try #require(columns[.labelAccuracy]) - majority) < 1e-12)
    #expect(abs(try #require(columns[.passAtN]) - passAt100) < 1e-12)
  }
}
