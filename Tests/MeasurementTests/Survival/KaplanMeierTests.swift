import Measurement
import Testing

/// Reference values: lifelines 0.30.3, to the six digits it prints.
@Suite("Kaplan–Meier curves")
struct KaplanMeierTests {
  @Test("curve, interval or median of a known data set are off")
  func remission() {
    let curve = KaplanMeier(Remission.treated)
    let rows: [(Int, Double, Double, Double)] = [
      (6, 0.857143, 0.619718, 0.951552), (9, 0.806723, 0.563147, 0.922809),
      (13, 0.690196, 0.431610, 0.849066),
      (22, 0.537815, 0.267779, 0.746791), (35, 0.448179, 0.188052, 0.680143),
    ]
    for (step, survival, low, high) in rows {
      let interval = curve.interval(at: step)
      #expect(abs(curve.survival(at: step) - survival) < 5e-7)
      #expect(abs((interval.low ?? 0) - low) < 5e-7 && abs((interval.high ?? 0) - high) < 5e-7)
    }
    #expect(curve.survival(at: 5) == 1 && curve.interval(at: 5).low == 1)
    #expect(curve.median == 23)
    #expect(curve.interval(ofQuantile: 0.5).low == 13 && curve.interval(ofQuantile: 0.5).high == nil)
    let placebo = KaplanMeier(Remission.placebo)
    #expect(placebo.median == 8)
    #expect(placebo.interval(ofQuantile: 0.5).low == 4 && placebo.interval(ofQuantile: 0.5).high == 11)
    #expect(placebo.survival(at: 23) == 0 && placebo.knownUntil == Int.max && curve.knownUntil == 35)
  }

  @Test(
    "the restricted mean is not the mean of the cut steps, or its variance not theirs, where nothing is censored"
  )
  func restrictedMean() {
    let steps = Remission.placebo.map { Double($0.step) }
    for horizon in [5, 12, 23, 40] {
      let cut = steps.map { min($0, Double(horizon)) }
      let mean = cut.reduce(0, +) / 21
      let variance = cut.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / (21 * 21)
      let found = KaplanMeier(Remission.placebo).restrictedMean(to: horizon)
      // Sums of about 40 terms of size 1: 10⁻¹² is ample.
      #expect(abs(found.mean - mean) < 1e-12)
      #expect(abs(found.standardError * found.standardError - variance) < 1e-12)
    }
    #expect(abs(KaplanMeier(Remission.treated).restrictedMean(to: 35).mean - 23.287394957983185) < 1e-9)
    #expect(abs(KaplanMeier(Remission.treated).restrictedMean(to: 20).mean - 16.116526610644254) < 1e-9)
    #expect(KaplanMeier([.censored(9)]).restrictedMean(to: 9).mean == 9)
  }

  @Test("a median with a plateau at one half is missed by rounding")
  func plateau() {
    // Survival 3/4 · 2/3 is one half, in rounded arithmetic perhaps more.
    #expect(KaplanMeier([.collapsed(1), .collapsed(2), .censored(3), .censored(3)]).median == 2)
    #expect(KaplanMeier([.collapsed(1), .censored(2), .censored(3)]).median == nil)
  }

  @Test("the interval covers less or more than it says where it should be good")
  func coverage() {
    // 2,000 samples of 40 runs with geometric-like steps, a quarter censored at 30: nominal 95 %. The log(−log) interval is
    // approximate, so the band is the binomial one (10⁻⁶ each side: 5 standard errors, 0.025) around 0.95.
    var random = SplitMix(state: 11)
    var covered = 0
    for _ in 0..<2000 {
      let times = (0..<40).map { _ -> SurvivalTime in
        let step = Int(random.uniform() * 40)
        return step < 30 ? .collapsed(step) : .censored(30)
      }
      // P(step > 14) = 25/40.
      if KaplanMeier(times).interval(at: 14).contains(0.625) { covered += 1 }
    }
    #expect(abs(Double(covered) / 2000 - 0.95) < 0.025, "\(covered) of 2000")
  }
}
