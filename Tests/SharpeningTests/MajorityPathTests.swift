import Foundation
import SharpeningNumerics
import Testing

@testable import Sharpening

@Suite("Majority path")
struct MajorityPathTests {
  /// Random problems of up to six answers, right and wrong, some with the correct answer absent.
  static func random(seed: UInt64, problems: Int = 20) -> MajorityPath {
    var generator = Generator(seed: Seed(seed))
    return MajorityPath(
      problems: (0..<problems).map { _ in
        let answers = 2 + generator.index(below: 5)
        var p = generator.dirichlet([Double](repeating: 1, count: answers))
        // No share below .02, so that e^(−t) at t = 12 is far below every odds.
        p = p.map { ($0 + 0.1) / (1 + 0.1 * Double(answers)) }
        let mode = p.firstIndex(of: p.max() ?? 0) ?? 0
        let correct = generator.index(below: answers + 1)
        let other = correct == mode || correct == answers ? 0 : p[correct]
        return .init(majority: p[mode], isRight: correct == mode, otherCorrect: other)
      })
  }

  // Central differences with h = 10⁻⁴: error h² of a third derivative below 1, and rounding 10⁻¹⁶/h.
  @Test("V is the slope of the accuracy at the start (T35)", arguments: UInt64(1)...20)
  func initialSlope(seed: UInt64) {
    let path = Self.random(seed: seed)
    let slope = (path.accuracy(at: 1e-4) - path.accuracy(at: -1e-4)) / 2e-4
    #expect(abs(slope - path.initialSlope) <= 2e-8)
    // V without its wrong problems is another number wherever a wrong problem can be solved at all.
    let rightOnly = path.problems.reduce(0) { $0 + ($1.isRight ? $1.initialSlope : 0) } / 20
    #expect(abs(slope - rightOnly) > 1e-4)
  }

  // At t = 12: e^t A'(t) differs from its limit by (1 − p)/p·e^(−t) < 10⁻⁴ of each term; sinh h/h corrects
  // the central difference of e^(−t).
  @Test("M is the limit of e^t A'(t) (T35)", arguments: UInt64(1)...20)
  func finalSlope(seed: UInt64) {
    let path = Self.random(seed: seed)
    let slope = exp(12) * (path.accuracy(at: 12.1) - path.accuracy(at: 11.9)) / (2 * sinh(0.1))
    let size = path.problems.reduce(0) { $0 + abs($1.finalSlope) } / 20
    #expect(abs(slope - path.finalSlope) <= 1e-3 * size)
    let rightOnly = path.problems.reduce(0) { $0 + ($1.isRight ? $1.finalSlope : 0) } / 20
    #expect(abs(slope - rightOnly) > 1e-2 * size)
  }

  @Test(
    "accuracy ends at the label accuracy, and each problem is monotone on the way (T33, T38)",
    arguments: UInt64(1)...5)
  func limit(seed: UInt64) {
    let path = Self.random(seed: seed)
    #expect(abs(path.accuracy(at: 60) - path.labelAccuracy) <= 1e-15)
    #expect(path.accuracy(at: 1e6) == path.labelAccuracy)
    for problem in path.problems {
      let course = (0...60).map { problem.accuracy(at: Double($0) / 4) }
      let steps = zip(course, course.dropFirst()).map { $1 - $0 }
      #expect(steps.allSatisfy { problem.isRight ? $0 >= -1e-15 : $0 <= 1e-15 })
    }
  }

  @Test("reward accuracy falls to the label accuracy and never below (T39, T40)", arguments: UInt64(1)...5)
  func rewardAccuracy(seed: UInt64) {
    let path = Self.random(seed: seed)
    let course = (0...100).map { path.rewardAccuracy(at: Double($0) / 2) }
    #expect(zip(course, course.dropFirst()).allSatisfy { $1 <= $0 + 1e-15 })
    #expect(course.allSatisfy { $0 >= path.labelAccuracy - 1e-15 })
    #expect(course[0] > path.labelAccuracy + 0.01 && abs(course[100] - path.labelAccuracy) <= 1e-15)
    // 1 − p − π(correct) for a wrong problem at the start, from T39 itself.
    let expected = path.problems.reduce(0) { $0 + ($1.isRight ? 1 : 1 - $1.majority - $1.otherCorrect) } / 20
    #expect(abs(course[0] - expected) <= 1e-14)
  }

  // T36's check values, five digits. Two answers: a wrong problem's other answer is the correct one.
  @Test(
    "two atoms peak where the closed form says (T36)",
    arguments: [
      (7, 1.0, 0.1, 2.98274, [0.65425, 0.70034, 0.70]), (8, 2.0, 0.3, 1.23257, [0.78975, 0.80516, 0.80]),
    ])
  func twoAtoms(right: Int, high: Double, low: Double, peak: Double, values: [Double]) {
    let sigma = { (x: Double) in 1 / (1 + exp(-x)) }
    let path = MajorityPath(
      problems: (0..<10).map {
        let p = sigma($0 < right ? high : low)
        return .init(majority: p, isRight: $0 < right, otherCorrect: $0 < right ? 0 : 1 - p)
      })
    let (u, w) = (exp(-high), exp(-low))
    let a = (Double(right) / 10 * u).squareRoot()
    let b = (Double(10 - right) / 10 * w).squareRoot()
    let time = log((a * w - b * u) / (b - a))
    #expect(abs(time - peak) <= 5e-6)
    for (t, expected) in zip([0, time, 60], values) { #expect(abs(path.accuracy(at: t) - expected) <= 5e-6) }
    #expect(path.initialSlope > 0 && path.finalSlope < 0)
    for t in stride(from: 0.0, through: 20, by: 0.1) where abs(t - time) > 0.01 {
      #expect(path.accuracy(at: t) < path.accuracy(at: time))
    }
    // Twice the speed peaks at half the time: the value at t* is not one of a flat top.
    #expect(abs(path.accuracy(at: time / 2) - path.accuracy(at: time)) > 1e-4)
  }

  /// Problems of one policy, each answer being correct as often as the weights say.
  static func weighted(_ policy: [Double], _ weights: [Int]) -> MajorityPath {
    MajorityPath(
      problems: weights.enumerated().flatMap { correct, weight in
        [MajorityPath.Problem](
          repeating: .init(
            majority: policy[0], isRight: correct == 0, otherCorrect: correct == 0 ? 0 : policy[correct]),
          count: weight)
      })
  }

  @Test("calibrated and power-aligned populations only rise, and anti-aligned ones only fall (T37)")
  func calibration() {
    let policy = [0.5, 0.3, 0.2]
    // Correct with probability ∝ π¹, π², π⁰ and π⁻¹.
    for (weights, rises) in [
      ([5, 3, 2], true), ([25, 9, 4], true), ([1, 1, 1], nil), ([6, 10, 15], false),
    ] {
      let path = Self.weighted(policy, weights)
      let course = (0...80).map { path.accuracy(at: Double($0) / 4) }
      let steps = zip(course, course.dropFirst()).map { $1 - $0 }
      switch rises {
      case true?: #expect(steps.allSatisfy { $0 >= -1e-15 } && course[80] > course[0] + 0.1)
      case false?: #expect(steps.allSatisfy { $0 <= 1e-15 } && course[80] < course[0] - 0.09)
      case nil: #expect(steps.allSatisfy { abs($0) <= 1e-15 })
      }
    }
  }

  @Test("a population is read by its most likely answer that can win and the correct mass outside it")
  func reading() {
    let population = Population(
      answersPerProblem: [4, 3, 2], logits: [0, log(3), log(2), log(4), 0, 0, -.infinity, -.infinity, 0],
      isCorrect: [true, false, true, false, false, true, false, true, false],
      hasUnparsed: [true, false, true])
    let problems = MajorityPath(of: population).problems
    // Logarithms and back, a few units in the last place.
    #expect(abs(problems[0].majority - 0.3) <= 1e-15 && abs(problems[0].otherCorrect - 0.3) <= 1e-15)
    #expect(!problems[0].isRight)
    #expect(abs(problems[1].majority - 0.5) <= 1e-15 && abs(problems[1].otherCorrect - 0.5) <= 1e-15)
    #expect(problems[2] == .init(majority: 0, isRight: false, otherCorrect: 0))
    #expect(problems[2].rewardAccuracy(at: 0) == 0 && problems[2].accuracy(at: 3) == 0)
    // The unparsed outcome keeps its share of the rest: A(0) is the plain accuracy.
    #expect(abs(problems[0].accuracy(at: 0) - 0.3) <= 1e-15)
  }
}
