import Foundation
import Measurement
import Testing

@Suite("Early warnings")
struct EarlyWarningTests {
  @Test("a warning that is calibrated on healthy runs alarms at another rate than stated")
  func healthyRate() {
    // Correlated, skewed noise that no formula knows. With 19 null runs the rate is exactly 1/20 for a further one, whatever
    // the law.
    let (rounds, least, most) = fullTier ? (10_000, 400, 607) : (400, 3, 44)
    #expect(TailProbability.binomialUpper(most + 1, trials: rounds, probability: 0.05) < 1e-6)
    #expect(TailProbability.binomialUpper(rounds - least + 1, trials: rounds, probability: 0.95) < 1e-6)
    var random = SplitMix(state: 21)
    func run() -> [Double] {
      var state = 0.0
      return (0..<30).map { _ in
        state = 0.6 * state + random.normal()
        return state * state
      }
    }
    let alarms = (0..<rounds).count { _ in
      let warning = EarlyWarning(
        on: .actorEntropy, reference: 10, horizon: 20, falseAlarm: 0.05,
        nullRuns: (0..<19).map { _ in run() },
        calibration: .healthyRuns)
      return warning.alarm(in: curve(.actorEntropy, run())) != nil
    }
    #expect(alarms >= least && alarms <= most, "\(alarms) of \(rounds)")
    if fullTier { print("full tier: \(alarms) of \(rounds) healthy runs alarm at 5 %") }
  }

  @Test("a warning that is calibrated on normal numbers alarms at another rate on them")
  func normalRate() {
    // One threshold's rate is 0.1 with a deviation of √(0.1·0.9/replicates); the band adds six of those to the binomial one.
    let (rounds, replicates, least, most) = fullTier ? (10_000, 9999, 693, 1336) : (600, 1999, 12, 127)
    let off = 6 * (0.09 / Double(replicates)).squareRoot()
    #expect(TailProbability.binomialUpper(most + 1, trials: rounds, probability: 0.1 + off) < 1e-6)
    #expect(TailProbability.binomialUpper(rounds - least + 1, trials: rounds, probability: 0.9 + off) < 1e-6)
    var random = SplitMix(state: 22)
    let warning = EarlyWarning.normal(
      on: .majorityRatio, reference: 20, horizon: 30, falseAlarm: 0.1, replicates: replicates
    ) { random.uniform() }
    let alarms = (0..<rounds).count { _ in
      let values = (0..<50).map { _ in 3 + 0.2 * random.normal() }
      return warning.alarm(in: curve(.majorityRatio, values)) != nil
    }
    #expect(alarms >= least && alarms <= most, "\(alarms) of \(rounds)")
    if fullTier { print("full tier: \(alarms) of \(rounds) normal runs alarm at 10 %") }
  }

  @Test("a shift is not found, found before it comes, or found on the wrong side")
  func shift() {
    var random = SplitMix(state: 23)
    func warning(_ direction: EarlyWarning.Direction) -> EarlyWarning {
      EarlyWarning.normal(
        on: .majorityRatio, direction, reference: 20, horizon: 80, falseAlarm: 0.001, replicates: 999
      ) { random.uniform() }
    }
    // Four deviations up at step 60.
    let values = (0..<100).map { (step: Int) -> Double in (step < 60 ? 0 : 4) + random.normal() }
    let alarm = warning(.both).alarm(in: curve(.majorityRatio, values))
    #expect(alarm.map { (60...75).contains($0) } == true)
    #expect(warning(.rises).alarm(in: curve(.majorityRatio, values)) != nil)
    #expect(warning(.falls).alarm(in: curve(.majorityRatio, values)) == nil)
    #expect(warning(.falls).alarm(in: curve(.majorityRatio, values.map { -$0 })) != nil)
    #expect(warning(.both).alarm(in: curve(.majorityRatio, Array(values.prefix(15)))) == nil, "too short")
  }

  @Test("a metric that varies by factors enters without its logarithm, or a zero of it breaks the average")
  func logarithm() {
    var random = SplitMix(state: 26)
    let normal = EarlyWarning.normal(
      on: .majorityRatio, reference: 20, horizon: 40, falseAlarm: 0.01, replicates: 999
    ) { random.uniform() }
    random = SplitMix(state: 26)
    let entropy = EarlyWarning.normal(
      on: .actorEntropy, reference: 20, horizon: 40, falseAlarm: 0.01, replicates: 999
    ) { random.uniform() }
    // Logarithms of exponentials: the rounding of 20 numbers.
    #expect(abs(normal.threshold - entropy.threshold) < 1e-9)
    let values = (0..<60).map { (step: Int) -> Double in step < 40 ? 0.3 * exp(0.5 * random.normal()) : 0 }
    #expect(entropy.alarm(in: curve(.actorEntropy, values)).map { (40...42).contains($0) } == true)
  }

  @Test("steps beyond the horizon, to which the rate does not extend, can alarm")
  func horizon() {
    var random = SplitMix(state: 24)
    let warning = EarlyWarning.normal(
      on: .majorityRatio, reference: 10, horizon: 20, falseAlarm: 0.01, replicates: 999
    ) { random.uniform() }
    let values = (0..<60).map { (step: Int) -> Double in (step < 31 ? 0 : 50) + 0.01 * random.normal() }
    #expect(warning.alarm(in: curve(.majorityRatio, values)) == nil)
  }

  @Test("blocks lose the stretch's correlation")
  func blocks() {
    // A slow wave: independent draws from it would forget the wave, blocks of 4 neighbours keep part, so the threshold is
    // larger than that of independent normal numbers.
    var random = SplitMix(state: 25)
    var state = 0.0
    let stretch = (0..<40).map { _ -> Double in
      state = 0.9 * state + random.normal()
      return state
    }
    let blocks = EarlyWarning.blocks(
      of: stretch, on: .majorityRatio, reference: 20, horizon: 40, falseAlarm: 0.05, replicates: 999
    ) { random.uniform() }
    let normal = EarlyWarning.normal(
      on: .majorityRatio, reference: 20, horizon: 40, falseAlarm: 0.05, replicates: 999
    ) { random.uniform() }
    #expect(blocks.threshold > normal.threshold && blocks.calibration == .blocks && blocks.nullRuns == 999)
  }

  @Test("too few null runs state a rate")
  func refused() async {
    await #expect(processExitsWith: .failure) {
      _ = EarlyWarning(
        on: .majorityRatio, reference: 2, horizon: 1, falseAlarm: 0.05,
        nullRuns: (0..<18).map { _ in [1, 2, 3] })
    }
    await #expect(processExitsWith: .failure) {
      _ = EarlyWarning.blocks(of: [1, 2], on: .majorityRatio, horizon: 5, falseAlarm: 0.5) { 0.5 }
    }
  }
}
