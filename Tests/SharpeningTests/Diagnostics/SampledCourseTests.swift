import Foundation
import Measurement
import Sharpening
import SharpeningNumerics
import Testing

@Suite("Courses of sampled votes")
struct SampledCourseTests {
  /// Votes of problems with the same probability of answer 0, one set a step.
  private func votes(_ probabilities: [Double], problems: Int, rollouts: Int, _ name: String) -> [VoteSet] {
    var generator = Generator(seed: Seed(4).child(name))
    var sets: [VoteSet] = []
    for p in probabilities {
      var answers: [Int32] = []
      for _ in 0..<problems * rollouts { answers.append(Int32(generator.category(weights: [p, 1 - p]))) }
      sets.append(
        VoteSet(
          rolloutsPerProblem: [Int](repeating: rollouts, count: problems), answers: answers,
          answersPerProblem: [Int](repeating: 2, count: problems),
          isCorrect: (0..<problems).flatMap { _ in [true, false] }))
    }
    return sets
  }

  /// Answer 0 is likelier at first; the probability that 64 or more votes elect the other is below 1e-9 where p ≥ .9.
  private func diagnosis(_ probabilities: [Double], problems: Int, rollouts: Int, _ name: String) -> Diagnosis
  {
    let courses = ProblemSeries.courses(
      steps: Array(probabilities.indices),
      votes: votes(probabilities, problems: problems, rollouts: rollouts, name))
    return RunRecord(problems: courses).diagnosis(of: .effectiveLearning)
  }

  @Test("noise is taken for a fall of p")
  func noise() {
    // A hundred coins that never change: by construction a violation has a probability of 1e-6 at most.
    let found = diagnosis([0.6, 0.6, 0.6, 0.6, 0.6], problems: 100, rollouts: 16, "noise")
    guard case .unknown = found.status else {
      Issue.record("\(found.row)")
      return
    }
  }

  @Test("a fall beyond noise is missed")
  func fall() {
    // Intervals of 512 rollouts are narrower than .3 around either; the chance that they miss is 1e-6.
    let found = diagnosis([0.9, 0.9, 0.2, 0.9], problems: 3, rollouts: 512, "fall")
    #expect(found.steps == [2] && found.violations.count == 3)
  }

  @Test("a rise beyond noise is not called one")
  func rise() {
    let found = diagnosis([0.6, 0.8, 0.95], problems: 2, rollouts: 4000, "rise")
    #expect(found.status == .satisfied, "\(found.row)")
  }

  @Test("an interval does not end where Chernoff's bound does")
  func intervals() throws {
    let sets = [
      VoteSet(
        rolloutsPerProblem: [10], answers: [Int32](repeating: 0, count: 10), answersPerProblem: [2],
        isCorrect: [true, false]),
      VoteSet(
        rolloutsPerProblem: [100], answers: (0..<100).map { $0 < 30 ? 0 : 1 }, answersPerProblem: [2],
        isCorrect: [true, false]),
      VoteSet(
        rolloutsPerProblem: [20], answers: [Int32](repeating: 1, count: 20), answersPerProblem: [2],
        isCorrect: [true, false]),
    ]
    let course = try #require(ProblemSeries.courses(steps: [0, 1, 2], votes: sets, falseAlarm: 3e-6).first)
    // δ = 1e-6 for each of three intervals.
    for odds in [course.logOdds[1].low, course.logOdds[1].high] {
      let p = 1 / (1 + exp(-odds))
      let divergence = 0.3 * log(0.3 / p) + 0.7 * log(0.7 / (1 - p))
      #expect(abs(100 * divergence - log(2e6)) <= 1e-6)
    }
    #expect(course.logOdds[1].low < log(3.0 / 7) && course.logOdds[1].high > log(3.0 / 7))
    // No vote in 20: (1 − p)²⁰ ≥ 5e-7.
    #expect(course.logOdds[2].low == -.infinity)
    #expect(abs(20 * log1p(exp(course.logOdds[2].high)) - log(2e6)) <= 1e-6)
    // Ten of ten with radius above 1 say nothing.
    #expect(course.logOdds[0].low == -.infinity && course.logOdds[0].high == .infinity)
    #expect(course.flips == [1, 2] && course.start?.majority == 1 && course.correctAnswers == 1)
    #expect(!course.isExact)
  }

  @Test("answers are matched by their numbers where names tell otherwise")
  func names() throws {
    var first = VoteSetBuilder()
    try first.append(id: "a", rollouts: [("7", true, 6), ("8", false, 2)])
    var second = VoteSetBuilder()
    try second.append(id: "a", rollouts: [("8", false, 3), ("7", true, 5)])
    let courses = ProblemSeries.courses(steps: [0, 1], votes: [first.build(), second.build()])
    #expect(courses.map(\.flips) == [[]])
    let record = RunRecord(problems: courses)
    #expect(record.diagnosis(of: .majorityStability).status == .satisfied)
    // Intervals say nothing of speeds, and nothing of an exact η.
    for hypothesis in [Hypothesis.relativeProgress, .commonSpeed] {
      guard case .unknown = record.diagnosis(of: hypothesis).status else {
        Issue.record("\(hypothesis.rawValue) is decided")
        continue
      }
    }
  }

  @Test("a problem that cannot be parsed flips before it is, or not after")
  func unparsed() {
    func set(_ answers: [Int32]) -> VoteSet {
      VoteSet(rolloutsPerProblem: [4], answers: answers, answersPerProblem: [1], isCorrect: [true])
    }
    let courses = ProblemSeries.courses(
      steps: [0, 1, 2], votes: [set([-1, -1, -1, -1]), set([-1, -1, -1, -1]), set([-1, 0, -1, -1])])
    #expect(courses.map(\.flips) == [[2]])
    #expect(courses[0].start?.majority == 0)
  }
}
