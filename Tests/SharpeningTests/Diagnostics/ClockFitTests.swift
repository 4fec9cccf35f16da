import Foundation
import Sharpening
import SharpeningNumerics
import Testing

@Suite("Clocks of log-odds")
struct ClockFitTests {
  /// The log-odds of the first of K answers, the others alike, under an update that the law is named for.
  private func course(_ law: ClockFit.Law, answers: Int, steps: Int) -> [Double] {
    let favourite = (0..<answers).map { $0 == 0 }
    var policy = Policy(logits: favourite.map { $0 ? 0.3 : 0 })
    return (0..<steps).map { _ in
      let before = policy.logOdds(of: favourite)
      // Steps small enough that the flow's law holds to a percent.
      for _ in 0..<20 {
        let p = policy.probabilities
        switch law {
        case .mirror: policy = policy.sharpened(by: favourite.map { $0 ? 1 : 0 }, beta: 60)
        case .logProbability: policy = policy.sharpened(by: policy.logProbabilities, beta: 200)
        case .policyGradient, .standardised:
          let deviation = law == .standardised ? (p[0] * (1 - p[0])).squareRoot() : 1
          let gradient = p.enumerated().map { $1 * (($0 == 0 ? 1 : 0) - p[0]) / deviation }
          policy = Policy(logits: zip(policy.logProbabilities, gradient).map { $0 + $1 / 5 })
        }
      }
      return before
    }
  }

  @Test("a course is ascribed to another update", arguments: ClockFit.Law.allCases, [2, 5])
  func laws(law: ClockFit.Law, answers: Int) {
    // The log-probability's law is one of two answers.
    if law == .logProbability && answers > 2 { return }
    let logOdds = course(law, answers: answers, steps: 40)
    let fit = ClockFit(steps: Array(0..<40), logOdds: logOdds)
    #expect(fit.verdict == .law(law), "\(fit.curves)")
    #expect(
      fit.curves[0].law == law
        && zip(fit.curves, fit.curves.dropFirst()).allSatisfy { $0.residual <= $1.residual })
    // With noise of a twentieth of a nat the law still stands out; seeds are fixed.
    var generator = Generator(seed: Seed(10).child(law.rawValue, answers))
    var noisy: [Double] = []
    for value in logOdds { noisy.append(value + 0.05 * generator.normal()) }
    #expect(ClockFit(steps: Array(0..<40), logOdds: noisy, noise: 0.05).verdict == .law(law))
  }

  @Test("constants of exact courses are not recovered")
  func constants() {
    let steps = [0, 2, 3, 7, 20, 50]
    let mirror = ClockFit(steps: steps, logOdds: steps.map { -1 + 0.25 * Double($0) })
    #expect(mirror.verdict == .law(.mirror))
    #expect(abs(mirror.curves[0].offset + 1) <= 1e-9 && abs(mirror.curves[0].speed - 0.25) <= 1e-9)
    let standardised = ClockFit(steps: steps, logOdds: steps.map { 2 * asinh((-1 + 0.5 * Double($0)) / 2) })
    #expect(standardised.verdict == .law(.standardised))
    #expect(abs(standardised.curves[0].speed - 0.5) <= 1e-9)
    let falling = ClockFit(steps: steps, logOdds: steps.map { -0.1 * exp(0.1 * Double($0)) })
    #expect(falling.verdict == .law(.logProbability) && abs(falling.curves[0].speed - 0.1) <= 1e-9)
  }

  @Test(
    "too little to tell is told",
    arguments: [
      [0, 1, 2, 3], [1, 1, 1, 1, 1, 1], [0.5, -0.5, 0.5, -0.5, 0.5, -0.5], [0, 1, 2, 3, 4, 701],
    ] as [[Double]])
  func undecided(logOdds: [Double]) {
    let fit = ClockFit(steps: Array(logOdds.indices), logOdds: logOdds)
    guard case .undecided(let reason) = fit.verdict else {
      Issue.record("\(fit.verdict)")
      return
    }
    #expect(!reason.isEmpty)
  }

  @Test("near the start, where all laws are straight lines, noise decides")
  func shortCourse() {
    let logOdds = course(.policyGradient, answers: 2, steps: 40).prefix(6).map { $0 / 100 }
    let fit = ClockFit(steps: Array(0..<6), logOdds: logOdds, noise: 0.002)
    #expect({ if case .undecided = fit.verdict { true } else { false } }(), "\(fit)")
  }

  @Test("estimated or infinite log-odds are fitted")
  func refusedSeries() {
    #expect(ClockFit(ProblemSeries(steps: [0, 1], logOdds: [0, .infinity])) == nil)
    let line = ProblemSeries(steps: Array(0..<9), logOdds: (0..<9).map { Double($0) })
    #expect(ClockFit(line)?.verdict == .law(.mirror))
  }

  @Test("what is no course stops the program")
  func refused() async {
    await #expect(processExitsWith: .failure) { _ = ClockFit(steps: [0], logOdds: []) }
    await #expect(processExitsWith: .failure) { _ = ClockFit(steps: [1, 0], logOdds: [1, 2]) }
    await #expect(processExitsWith: .failure) { _ = ClockFit(steps: [0], logOdds: [1], ratio: 1) }
  }
}
