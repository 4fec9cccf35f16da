import Foundation
import Sharpening
import SharpeningNumerics
import Testing

@Suite("Strategies and verifiers")
struct VerifierTests {
  @Test(
    "test accuracy runs otherwise while training stays wrong (T44)",
    arguments: [(0.0, 0.3), (5, 0.797), (20, 0.967)])
  func strategies(t: Double, expected: Double) throws {
    let pair = TwoStrategies(probability: 0.3, scattered: 10)
    #expect(pair.electsWrong && abs(pair.testAccuracy(at: t) - expected) <= 5e-4)
    let logits = try pair.equation().state(at: t, from: [pair.start, 0])
    #expect(abs(logits[0] - logits[1] - pair.logOdds(at: t)) <= 1e-8)
  }

  @Test("the vote elects another strategy at its threshold (T44)")
  func threshold() throws {
    // 1/(1+M) is where g's one answer has as much mass as each of b's.
    #expect(TwoStrategies(probability: 1.01 / 11, scattered: 10).electsWrong)
    let losing = TwoStrategies(probability: 0.99 / 11, scattered: 10)
    #expect(!losing.electsWrong && losing.testAccuracy(at: 500) < 0.02)
    let logits = try losing.equation().state(at: 50, from: [losing.start, 0])
    #expect(abs(logits[0] - logits[1] - losing.logOdds(at: 50)) <= 1e-8)
  }

  static let dip = VerifierReplicator(
    start: Policy(probabilities: [0.1, 0.1, 0.8]), acceptance: [0.9, 0.7, 0.1], correct: 0)

  @Test("reward accuracy dips and recovers otherwise (T45)")
  func golden() {
    let course = (0...5).map { Self.dip.rewardAccuracy(at: Double($0)) }
    for (value, expected) in zip(course, [0.840, 0.809, 0.778, 0.755, 0.748, 0.754]) {
      #expect(abs(value - expected) <= 5e-4, "\(course)")
    }
    #expect(Self.dip.dipsAndRecovers && Self.dip.winners == [0])
    #expect(abs(Self.dip.rewardAccuracy(at: 1e6) - 0.9) <= 1e-12)
    #expect(abs(Self.dip.rewardAccuracy(at: 30) - 0.899) <= 1e-3)
  }

  @Test("the counterexample without tpr + fpr > 1 ends rising (T45)")
  func counterexample() {
    let problem = VerifierReplicator(
      start: Policy(probabilities: [0.3, 0.7]), acceptance: [0.4, 0.3], correct: 0)
    let course = [0, 20, 1000.0].map { problem.rewardAccuracy(at: $0) }
    #expect(abs(course[0] - 0.610) <= 5e-4 && abs(course[2] - 0.400) <= 5e-4)
    #expect(abs(course[1] - 0.472) <= 5e-4, "\(course)")
    #expect(problem.winners == [0] && problem.endsRising == false && !problem.dipsAndRecovers)
  }

  // The covariance against differences of the closed form, and the limits against late times.
  @Test("reward accuracy moves or ends otherwise (T45)")
  func speeds() {
    let problems = [
      Self.dip,
      VerifierReplicator(start: Policy(logits: [0, 1, 2, 3]), acceptance: [0.2, 0.9, 0.9, 0.4], correct: 0),
      VerifierReplicator(start: Policy(logits: [0, -900]), acceptance: [0.2, 0.3], correct: 1),
    ]
    for problem in problems {
      for t in [0.0, 1, 7] {
        let h = 1e-5
        let difference = (problem.rewardAccuracy(at: t + h) - problem.rewardAccuracy(at: t - h)) / (2 * h)
        #expect(abs(difference - problem.rewardAccuracySpeed(at: t)) <= 1e-9)
      }
      let late = problem.policy(at: 1e5)
      #expect(abs(problem.winners.reduce(0) { $0 + late.probabilities[$1] } - 1) <= 1e-12)
    }
    #expect(problems[1].winners == [1, 2] && problems[1].endsRising == nil)
  }
}
