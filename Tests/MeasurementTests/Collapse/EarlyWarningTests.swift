import Measurement
import Testing

@Suite("Early warnings")
struct EarlyWarningTests {
  @Test("a warning that is calibrated on healthy runs alarms at another rate than stated")
  func healthyRate() {
    // Correlated, skewed noise that no formula knows. With 19 null runs the rate is exactly 1/20 for a further one, whatever
    // the law: of 2,000, fewer than 56 or more than 152 have chance below 10⁻⁶ each.
    #expect(TailProbability.binomialUpper(153, trials: 2000, probability: 0.05) < 1e-6)
    #expect(TailProbability.binomialUpper(1945, trials: 2000, probability: 0.95) < 1e-6)
    var random = SplitMix(state: 21)
    func run() -> [Double] {
      var state = 0.0
      return (0..<60).map { _ in
        state = 0.6 * state + random.normal()
        return state * state
      }
    }
    var alarms = 0
    for _ in 0..<2000 {
      let warning = EarlyWarning(
        on: .actorEntropy, reference: 20, horizon: 40, falseAlarm: 0.05,
        nullRuns: (0..<19).map { _ in run() },
        calibration: .healthyRuns)
      if warning.alarm(in: curve(.actorEntropy, run())) != nil { alarms += 1 }
    }
    #expect(alarms >= 56 && alarms <= 152, "\(alarms) of 2000")
  }

  @Test("a warning that is calibrated on normal numbers alarms at another rate on them")
  func normalRate() {
    var random = SplitMix(state: 22)
    let warning = EarlyWarning.normal(
      on: .actorEntropy, reference: 20, horizon: 50, falseAlarm: 0.1, replicates: 9999
    ) { random.uniform() }
    var alarms = 0
    for _ in 0..<4000 {
      let values = (0..<70).map { _ in 3 + 0.2 * random.normal() }
      if warning.alarm(in: curve(.actorEntropy, values)) != nil { alarms += 1 }
    }
    // The rate of one threshold is 0.1 with a deviation of 0.003; six of those and the binomial 10⁻⁶ band of 0.118 and 0.082.
    #expect(TailProbability.binomialUpper(575, trials: 4000, probability: 0.118) < 1e-6)
    #expect(alarms <= 574 && alarms >= 246, "\(alarms) of 4000")
  }

  @Test("a shift is not found, found before it comes, or found on the wrong side")
  func shift() {
    var random = SplitMix(state: 23)
    func warning(_ direction: EarlyWarning.Direction) -> EarlyWarning {
      EarlyWarning.normal(
        on: .actorEntropy, direction, reference: 20, horizon: 80, falseAlarm: 0.001, replicates: 999
      ) { random.uniform() }
    }
    // Four deviations up at step 60.
    let values = (0..<100).map { (step: Int) -> Double in (step < 60 ? 0 : 4) + random.normal() }
    let alarm = warning(.both).alarm(in: curve(.actorEntropy, values))
    #expect(alarm.map { (60...75).contains($0) } == true)
    #expect(warning(.rises).alarm(in: curve(.actorEntropy, values)) != nil)
    #expect(warning(.falls).alarm(in: curve(.actorEntropy, values)) == nil)
    #expect(warning(.falls).alarm(in: curve(.actorEntropy, values.map { -$0 })) != nil)
    #expect(warning(.both).alarm(in: curve(.actorEntropy, Array(values.prefix(15)))) == nil, "too short")
  }

  @Test("steps beyond the horizon, to which the rate does not extend, can alarm")
  func horizon() {
    var random = SplitMix(state: 24)
    let warning = EarlyWarning.normal(
      on: .actorEntropy, reference: 10, horizon: 20, falseAlarm: 0.01, replicates: 999
    ) { random.uniform() }
    let values = (0..<60).map { (step: Int) -> Double in (step < 31 ? 0 : 50) + 0.01 * random.normal() }
    #expect(warning.alarm(in: curve(.actorEntropy, values)) == nil)
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
      of: stretch, on: .actorEntropy, reference: 20, horizon: 40, falseAlarm: 0.05, replicates: 999
    ) { random.uniform() }
    let normal = EarlyWarning.normal(
      on: .actorEntropy, reference: 20, horizon: 40, falseAlarm: 0.05, replicates: 999
    ) { random.uniform() }
    #expect(blocks.threshold > normal.threshold && blocks.calibration == .blocks && blocks.nullRuns == 999)
  }

  @Test("too few null runs state a rate")
  func refused() async {
    await #expect(processExitsWith: .failure) {
      _ = EarlyWarning(
        on: .actorEntropy, reference: 2, horizon: 1, falseAlarm: 0.05,
        nullRuns: (0..<18).map { _ in [1, 2, 3] })
    }
    await #expect(processExitsWith: .failure) {
      _ = EarlyWarning.blocks(of: [1, 2], on: .actorEntropy, horizon: 5, falseAlarm: 0.5) { 0.5 }
    }
  }
}
