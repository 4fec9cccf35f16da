import Measurement
import Testing

/// Reference values: mpmath 1.3.0 with 40 digits (erfc, erfinv, gammainc, betainc), and SciPy 1.17.1's binomtest.
@Suite("Tail probabilities")
struct TailProbabilityTests {
  /// Absolute 10⁻¹², and relative 10⁻¹¹ so that far tails are held to their digits too.
  private func close(_ a: Double, _ b: Double) -> Bool { abs(a - b) <= 1e-12 && abs(a - b) <= 1e-11 * abs(b) }

  @Test(
    "a normal tail is off",
    arguments: [
      (0.5, 0.30853753872598689636), (1.96, 0.024997895148220434137), (-1.25, 0.89435022633314474231),
      (5, 2.8665157187919391167e-7), (8.5, 9.4795348222033183542e-18), (20, 2.7536241186062336951e-89),
    ])
  func normal(z: Double, tail: Double) {
    #expect(close(TailProbability.normalUpper(z), tail))
    #expect(TailProbability.normalUpper(.infinity) == 0 && TailProbability.normalUpper(-.infinity) == 1)
  }

  @Test(
    "a normal quantile is off",
    arguments: [
      (0.001, -3.0902323061678135415), (0.3, -0.52440051270804078404), (0.975, 1.9599639845400542355),
      (0.75, 0.6744897501960817432), (1e-12, -7.0344838253011319298), (0.5, 0),
    ])
  func quantile(probability: Double, z: Double) {
    #expect(abs(TailProbability.normalQuantile(probability) - z) <= 1e-12)
    #expect(TailProbability.normalQuantile(0) == -.infinity && TailProbability.normalQuantile(1) == .infinity)
  }

  @Test(
    "a χ² tail is off",
    arguments: [
      (3.84, 1, 0.050043521248705098948), (0.1, 1, 0.75182963404584928249),
      (12.5, 4, 0.013995792487650892006),
      (40, 10, 0.000016944743930067383904), (150, 100, 0.00090393204235400908576),
      (80, 100, 0.92966493334060504556), (700, 3, 2.0991308534204088357e-151),
      (0.001, 7, 0.99999999999975979509), (0, 3, 1),
    ])
  func chiSquare(x: Double, degrees: Double, tail: Double) {
    #expect(close(TailProbability.chiSquareUpper(x, degrees: degrees), tail))
  }

  @Test(
    "an incomplete beta function is off",
    arguments: [
      (0.3, 2, 3, 0.3483), (0.05, 500, 9501, 0.50640663568919161368), (0.5, 0.5, 0.5, 0.5),
      (0.9, 10, 1, 0.3486784401), (0.999, 30, 0.2, 0.4638928101865501374),
      (1e-5, 1.5, 40, 6.0728151409015615528e-6), (0.052, 500, 9501, 0.82183080959440966838), (0, 1, 1, 0),
      (1, 1, 1, 1),
    ])
  func beta(x: Double, a: Double, b: Double, value: Double) {
    #expect(close(TailProbability.incompleteBeta(x, a, b), value))
  }

  @Test("a binomial tail is not the sum of its masses")
  func binomial() {
    // n = 5, p = 0.3: masses by hand.
    let masses = [0.16807, 0.36015, 0.3087, 0.1323, 0.02835, 0.00243]
    for k in 0...5 {
      let sum = masses[k...].reduce(0, +)
      #expect(close(TailProbability.binomialUpper(k, trials: 5, probability: 0.3), sum))
    }
    #expect(TailProbability.binomialUpper(6, trials: 5, probability: 0.3) == 0)
  }

  @Test(
    "a Clopper-Pearson interval is off",
    arguments: [
      (0, 10, 0.95, 0.0, 0.30849710781876294), (3, 10, 0.95, 0.06673951117773447, 0.652452850060008),
      (10, 10, 0.9, 0.7411344491066528, 1.0), (487, 10000, 0.99, 0.04332180431696488, 0.05451275221880182),
    ])
  func clopperPearson(successes: Int, trials: Int, level: Double, low: Double, high: Double) {
    let interval = ConfidenceInterval(successes: successes, trials: trials, level: level)
    // SciPy's own root finder stops at about 10⁻¹².
    #expect(abs((interval.low ?? -1) - low) < 1e-11 && abs((interval.high ?? -1) - high) < 1e-11)
    #expect(interval.contains(Double(successes) / Double(trials)))
  }

  @Test("an argument outside the domain is taken")
  func refused() async {
    await #expect(processExitsWith: .failure) { _ = TailProbability.normalQuantile(1.1) }
    await #expect(processExitsWith: .failure) { _ = TailProbability.chiSquareUpper(-1, degrees: 1) }
    await #expect(processExitsWith: .failure) { _ = TailProbability.incompleteBeta(0.5, 0, 1) }
    await #expect(processExitsWith: .failure) { _ = ConfidenceInterval(successes: 3, trials: 2) }
    await #expect(processExitsWith: .failure) { _ = ConfidenceInterval(low: 2, high: 1, level: 0.9) }
  }
}
