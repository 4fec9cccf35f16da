import Foundation
import Sharpening
import SharpeningNumerics
import Testing

@Suite("Clocks of two answers")
struct ClockTests {
  static func starts(_ clock: Clock) -> [Double] {
    clock.isVote ? [-6, -1, 0, 0.4, 3, 30] : [-2, 0.01, 0.4, 3, 30]
  }

  // Integrated to 10⁻¹³ a step; 10⁻⁸ is what the comparison of many steps is worth.
  @Test("a closed form leaves the solution of its field (T10)", arguments: Clock.allCases)
  func integrated(clock: Clock) throws {
    let ode = ODE(dimension: 1, absolute: 1e-13, relative: 1e-13) { _, L, speed in
      speed[0] = clock.speed(at: L[0])
    }
    let times = clock == .mirrorLogProbability ? [0.1, 1, 5] : [0.1, 1, 10, 100, 1000]
    for start in Self.starts(clock) {
      for (t, state) in zip(times, try ode.states(at: times, from: [start])) {
        let closed = clock.logOdds(at: t, from: start)
        #expect(abs(closed - state[0]) <= 1e-8 * max(1, abs(closed)), "L₀ = \(start), t = \(t)")
      }
    }
  }

  // Away from the start, where the time is large and known to its own rounding alone.
  @Test("the inverse of a clock is another function (T10)", arguments: Clock.allCases)
  func inverse(clock: Clock) {
    for start in [0.001, 0.5, 2, 20] {
      for target in [start * 1.5, start + 3, 40] where target > start {
        let t = clock.time(to: target, from: start)
        #expect(t > 0)
        let back = clock.logOdds(at: t, from: start)
        #expect(abs(back - target) <= 1e-12 * max(1, target), "\(start) → \(target): \(back)")
        let reverse = clock.time(to: start, from: target)
        #expect(abs(reverse + t) <= 1e-12 * t)
      }
    }
  }

  @Test("backward time does not undo forward time (T10)", arguments: Clock.allCases)
  func backwards(clock: Clock) {
    for start in [0.01, 0.4, 3.0, 45] {
      for t in [0.01, 1, 4] {
        let there = clock.logOdds(at: t, from: start)
        let back = clock.logOdds(at: -t, from: there)
        // Where the clock has all but stopped nothing is lost; where it ran, roundings of L grow by its speed.
        #expect(abs(back - start) <= 1e-11 * max(1, start), "L₀ = \(start), t = \(t)")
      }
    }
  }

  @Test("clocks break beyond ±700 (T10)", arguments: Clock.allCases)
  func extremes(clock: Clock) {
    for size in [701.0, 709.9, 711, 800, 1500, 1e6] {
      for start in clock.isVote ? [size, -size] : [size] {
        for t in [1e-300, 1, 100.0] where clock != .mirrorLogProbability || t == 1e-300 {
          let L = clock.logOdds(at: t, from: start)
          #expect(L.isFinite && L >= start && L <= start + 200, "L₀ = \(start), t = \(t): \(L)")
          #expect(abs(clock.error(at: t, from: start) - (start > 0 ? 0 : 1)) <= 1e-300)
        }
        #expect(clock.speed(at: start).isFinite)
        #expect(!clock.time(to: start + 1, from: start).isNaN)
      }
    }
  }

  // Leading terms of each law at t = 10³⁰⁰; what is left out is below 10⁻²⁹⁰.
  @Test("a clock overflows at late times (T10)")
  func late() {
    let t = 1e300
    #expect(abs(Clock.gradientVote.logOdds(at: t, from: 0) - log(2 * t)) <= 1e-12 * 700)
    #expect(abs(Clock.standardisedVote.logOdds(at: t, from: -3) - 2 * log(t)) <= 1e-12 * 1400)
    #expect(
      abs(Clock.gradientProbability.logOdds(at: t, from: 1) - log(2 * t - 4 * log(t / 2))) <= 1e-12 * 700)
    let L = Clock.gradientLogProbability.logOdds(at: t, from: 1)
    #expect(abs(HyperbolicCosineIntegral.logarithm(L) - log(t)) <= 1e-12 * 700)
    #expect(Clock.mirrorProbability.logOdds(at: 2000, from: 1e-300) > 600)
    // From −705 the gradient needs e^705/2 to move at all, and then runs.
    let early = Clock.gradientVote.logOdds(at: 1e300, from: -705)
    let sum = sinh(-705.0) + 1e300
    #expect(abs(early - asinh(sum / 1e300) - 0) > 1 && early < -700)
    #expect(abs(Clock.gradientVote.logOdds(at: 1.5e308, from: -705) - log(1.5e308 - sinh(705.0)) - log(2)) <= 1e-9)
    #expect(Clock.gradientVote.logOdds(at: 1e308, from: -711) < -700)
  }

  // T10's asymptotic column, with the size of the next term.
  @Test("an error decays at another rate (T10)")
  func errors() {
    #expect(abs(Clock.gradientVote.error(at: 1e6, from: 0) * 2e6 - 1) <= 1e-4)
    #expect(abs(Clock.standardisedVote.error(at: 1e4, from: 0) * 1e8 - 1) <= 1e-6)
    #expect(abs(Clock.gradientProbability.error(at: 1e6, from: 1) * 2e6 - 1) <= 1e-4)
    #expect(abs(Clock.mirrorVote.error(at: 600, from: 0) / exp(-600) - 1) <= 1e-12)
    // 2t ln t is approached slowly: .81 and .84 at 10³ and 10⁵, two digits.
    let slow = [1e3, 1e5].map { Clock.gradientLogProbability.error(at: $0, from: 1) * 2 * $0 * log($0) }
    #expect(abs(slow[0] - 0.81) <= 0.005 && abs(slow[1] - 0.84) <= 0.005, "\(slow)")
    #expect(Clock.error(logOdds: -800) == 1 && Clock.logError(logOdds: 800) == -800)
  }

  @Test(
    "cold starts take another time (T10)",
    arguments: [(Clock.mirrorVote, 4.595), (.standardisedVote, 9.849), (.gradientVote, 54.09)])
  func coldStart(clock: Clock, expected: Double) {
    #expect(abs(clock.coldStart(from: 0.01) - expected) <= 0.5 * (expected > 50 ? 0.01 : 0.001))
    #expect(clock.coldStart(from: 0.5) == 0)
  }

  // The three closed forms of the cold start, at any p₀.
  @Test("cold starts have other formulas (T10)", arguments: [1e-300, 1e-9, 0.01, 0.3])
  func coldStartFormulas(p: Double) {
    #expect(abs(Clock.mirrorVote.coldStart(from: p) - log((1 - p) / p)) <= 1e-12 * -log(p))
    let standardised = (1 - 2 * p) / (p * (1 - p)).squareRoot()
    #expect(abs(Clock.standardisedVote.coldStart(from: p) - standardised) <= 1e-12 * standardised)
    let plain = (1 / p - 1 / (1 - p)) / 2 + log((1 - p) / p)
    #expect(abs(Clock.gradientVote.coldStart(from: p) - plain) <= 1e-12 * plain)
  }

  // F(p) = 1/(1−p) − 1/p + 2 logit p grows by 2t.
  @Test("the gradient's clock has another integral in p (T10)")
  func probabilityForm() {
    func F(_ L: Double) -> Double { exp(L) - exp(-L) + 2 * L }
    for t in [0.5, 5, 50] {
      let L = Clock.gradientVote.logOdds(at: t, from: -0.7)
      #expect(abs(F(L) - F(-0.7) - 2 * t) <= 1e-12 * 2 * max(t, 5))
    }
  }

  // The field itself, on K answers whose others are equally likely.
  @Test("K answers run by another factor (T10)", arguments: [2, 3, 8, 10_000])
  func answers(count: Int) {
    for p in [0.001, 0.3, 0.9] {
      let q = (1 - p) / Double(count - 1)
      for (clock, scale) in [(Clock.gradientVote, 1.0), (.standardisedVote, 1 / (p * (1 - p)).squareRoot())] {
        // θ̇_m − θ̇_j = p(1−p) + q p, and L differs from θ_m − θ_j by a constant.
        let expected = (p * (1 - p) + q * p) * scale
        let speed = clock.timeFactor(answers: count) * clock.speed(at: log(p / (1 - p)))
        #expect(abs(speed - expected) <= 1e-13 * max(1, expected))
      }
    }
    #expect(Clock.mirrorVote.timeFactor(answers: count) == 1)
  }

  @Test("a fixed point moves, or its sign is lost (T10)")
  func symmetry() {
    for clock in Clock.allCases where !clock.isVote {
      #expect(clock.logOdds(at: 5, from: 0) == 0)
      #expect(clock.logOdds(at: 2, from: -1) == -clock.logOdds(at: 2, from: 1))
      #expect(clock.time(to: 1, from: 0) == .infinity)
    }
  }
}
