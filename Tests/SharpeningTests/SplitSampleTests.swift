import Foundation
import Measurement
import Sharpening
import SharpeningNumerics
import Testing

@Suite("Split samples")
struct SplitSampleTests {
  static let policy = [0.4, 0.35, 0.25]
  static let isCorrect = [false, true, false]

  static func votes(_ problems: Int, rollouts: Int) -> VoteSet {
    var generator = Generator(seed: Seed(130))
    var answers = [Int32](repeating: 0, count: problems * rollouts)
    var span = answers.mutableSpan
    generator.drawCategories(weights: policy.span, into: &span)
    return VoteSet(
      rolloutsPerProblem: [Int](repeating: rollouts, count: problems), answers: answers,
      answersPerProblem: [Int](repeating: 3, count: problems),
      isCorrect: (0..<problems).flatMap { _ in isCorrect })
  }

  // 6,000 independent problems, each estimate an average of values in a range of 1 (1, 1 and 4): Hoeffding's
  // bound with 2·10⁻⁷ for each of four numbers.
  @Test("a split sample estimates what the vote of half the rollouts elects, without flattering it")
  func unbiased() throws {
    let votes = Self.votes(6000, rollouts: 4)
    var generator = Generator(seed: Seed(131))
    let sample = try #require(SplitSample(of: votes, splits: 3, resamples: 10, using: &generator))
    let law = try PluralityLaw(of: Policy(probabilities: Self.policy), rollouts: 2)
    var (label, share, v, m) = (0.0, 0.0, 0.0, 0.0)
    for (answer, p) in Self.policy.enumerated() {
      let right = Self.isCorrect[answer]
      let other = right ? 0 : 0.35
      let weight = law.winner[answer]
      label += weight * (right ? 1 : 0)
      share += weight * p
      v += weight * p * ((right ? 1 - p : 0) - other)
      m += weight * ((right ? 1 - p : 0) - other) / p * (1 - (1 - p) * (1 - p))
    }
    let reach = hoeffding(6000, falseAlarm: 2e-7)
    #expect(sample.problems == 6000)
    #expect(abs(sample.labelAccuracy - label) <= reach)
    #expect(abs(sample.majority - share) <= reach)
    #expect(abs(sample.shape.initialSlope - v) <= reach)
    #expect(abs(sample.shape.finalSlope - m) <= 4 * reach)
    // The winner's share of the votes that elected it is the flattered number.
    let flattered = metrics(of: votes).columns[.majorityRatio] ?? .nan
    #expect(flattered > share + 0.15)
  }

  @Test("problems with fewer than four rollouts are left out, and none leaves nothing")
  func few() {
    var generator = Generator(seed: Seed(132))
    let short = SplitSample(of: Self.votes(5, rollouts: 3), using: &generator)
    #expect(short == nil)
    let mixed = VoteSet(
      rolloutsPerProblem: [3, 4], answers: [0, 0, 0, 0, 0, 0, 0], answersPerProblem: [1, 1],
      isCorrect: [false, true])
    let sample = SplitSample(of: mixed, using: &generator)
    #expect(sample?.problems == 1 && sample?.labelAccuracy == 1 && sample?.majority == 1)
    #expect(sample?.shape.initialSlope == 0 && sample?.shape.finalSlope == 0)
  }
}
