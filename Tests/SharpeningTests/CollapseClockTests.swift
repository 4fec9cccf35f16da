import Foundation
import Sharpening
import SharpeningNumerics
import Testing

@Suite("Collapse clock and bounded push")
struct CollapseClockTests {
  @Test(
    "the time of collapse is another (T42)",
    arguments: [(0.3, 83.326), (0.5, 111.700), (0.7, 155.313), (0.9, 315.645)])
  func goldens(accuracy: Double, expected: Double) {
    let clock = CollapseClock(labelAccuracy: accuracy, scale: 1, speed: 0.05)
    #expect(abs(clock.time(to: 0.01) - expected) <= 5e-4)
    #expect(abs(clock.labelAccuracy(at: clock.time(to: 0.01)) - 0.01) <= 1e-14)
  }

  @Test("clock and field disagree (T42)", arguments: [(0.3, 1.0, 0.05), (0.9, 0.5, 0.2), (0.99, 2, 1)])
  func integrated(accuracy: Double, scale: Double, speed: Double) throws {
    let clock = CollapseClock(labelAccuracy: accuracy, scale: scale, speed: speed)
    let times = [1, 10, 100, 500].map { $0 * scale / speed / 20 }
    for (t, b) in zip(times, try clock.equation().states(at: times, from: [0])) {
      #expect(abs(b[0] - clock.shortcut(at: t)) <= 1e-8 * max(1, b[0]))
      // b = μ − s ln o, and Lambert's function where it does not overflow.
      #expect(
        abs(clock.shortcut(at: t) + scale * (clock.logOdds(at: t) - clock.initialLogOdds)) <= 1e-12
          * max(1, b[0]))
      let x = clock.initialLogOdds + exp(clock.initialLogOdds) - speed * t / scale
      #expect(abs(LambertW.logarithmOfExponential(x) - clock.logOdds(at: t)) <= 1e-11 * max(1, abs(x)))
    }
    let end = clock.shortcut(at: times[2])
    let mu = clock.initialLogOdds * scale
    let time = CollapseClock.time(from: 0, to: end, rate: speed) { 1 / (1 + exp((mu - $0) / scale)) }
    #expect(abs(try #require(time) - times[2]) <= 1e-8 * times[2])
  }

  @Test("a collapse that cannot happen has a time, or one that has happened takes time (T42)")
  func ends() {
    #expect(CollapseClock(labelAccuracy: 0.3, scale: 1, speed: 1).time(to: 0.3) <= 1e-12)
    #expect(CollapseClock(labelAccuracy: 0.3, scale: 1, speed: 1).time(to: 0.5) == 0)
    #expect(CollapseClock(initialLogOdds: 800, scale: 1, speed: 1).time(to: 0.01) == .infinity)
    #expect(CollapseClock(initialLogOdds: 800, scale: 1, speed: 1).labelAccuracy(at: 1e9) == 1)
    #expect(CollapseClock(initialLogOdds: -800, scale: 1, speed: 1).shortcut(at: 5) == 5)
    #expect(CollapseClock.time(from: 0, to: 2, rate: 1) { 1 - $0 } == nil)
    #expect(abs((CollapseClock.time(from: 0, to: 0.5, rate: 2) { 1 - $0 } ?? 0) - log(2) / 2) <= 1e-10)
  }

  @Test("the push on a shared logit is another (T42)")
  func push() {
    let mean = CollapseClock.push([(0.5, 0.3, true), (0.2, 0.6, false)])
    #expect(abs(mean - (0.25 - 0.12) / 2) <= 1e-15)
    #expect(CollapseClock.push([]) == 0)
  }

  static let setting = BoundedPush(stepSize: 0.5, coupling: 0.01, steps: 600, batch: 32)

  @Test(
    "few problems push further, or many less (T43)",
    arguments: [
      (32, 1.813, 1.809), (128, 5.374, 5.337), (512, 13.36, 13.11), (2048, 21.82, 21.34),
      (8192, 23.83, 23.61),
    ])
  func push(problems: Int, closed: Double, simulated: Double) {
    let digit = closed < 10 ? 5e-4 : 5e-3
    #expect(abs(Self.setting.push(problems: problems) - closed) <= digit)
    #expect(abs(Self.setting.simulatedPush(problems: problems) - simulated) <= digit)
  }

  @Test("the push exceeds its cap, or does not grow with the problems (T43)")
  func cap() {
    #expect(abs(Self.setting.cap - 24) <= 1e-12)
    let pushes = (0..<24).map { Self.setting.push(problems: 1 << $0) }
    #expect(zip(pushes, pushes.dropFirst()).allSatisfy { $0 <= $1 } && pushes[23] < 24 && pushes[23] > 23.99)
    var still = Self.setting
    still.coupling = 0
    #expect(still.push(problems: 32) == 0 && still.simulatedPush(problems: 32) == 0)
  }
}
