import Foundation
import SharpeningNumerics
import Testing

@Suite("Binomial and multinomial counts")
struct MultinomialTests {
  static func binomialLaw(_ trials: Int, _ p: Double) -> [Double] {
    // From P(0) = (1 − p)^n by the ratio of neighbours.
    var law = [pow(1 - p, Double(trials))]
    for j in 0..<trials { law.append(law[j] * Double(trials - j) / Double(j + 1) * p / (1 - p)) }
    return law
  }

  // χ² at the 1 − 10⁻⁶ quantile; outcomes beyond the last bin are lumped so that every bin expects at least
  // 5.
  @Test("binomial counts follow the binomial law", arguments: [0.3, 0.5, 0.9])
  func binomial(p: Double) {
    #expect(Self.binomialStatistic(p, law: p) < chiSquareLimit(degrees: 5))
    #expect(Self.binomialStatistic(p, law: p - 0.02) > chiSquareLimit(degrees: 5))
  }

  private static func binomialStatistic(_ p: Double, law: Double) -> Double {
    var generator = Generator(seed: Seed(40))
    var counts = [Int](repeating: 0, count: 6)
    for _ in 0..<20_000 { counts[generator.binomial(trials: 5, probability: p)] += 1 }
    return chiSquare(observed: counts, probabilities: binomialLaw(5, law))
  }

  @Test("a binomial count is 0 or all at probability 0 or 1, and 0 without trials")
  func edges() {
    var generator = Generator(seed: Seed(41))
    let (none, all) = (
      generator.binomial(trials: 1000, probability: 0), generator.binomial(trials: 1000, probability: 1)
    )
    let empty = generator.binomial(trials: 0, probability: 0.5)
    #expect(none == 0 && all == 1000 && empty == 0)
  }

  static let weights = [2.0, 1, 0, 1]

  // 4 trials are counted draws, 40 GSL's chain of binomials. The total of many vectors is again multinomial:
  // χ² with 2 degrees at the 1 − 10⁻⁶ quantile.
  @Test("multinomial counts have the law of their weights by both algorithms", arguments: [4, 40])
  func multinomial(trials: Int) {
    var generator = Generator(seed: Seed(42))
    var totals = [Int](repeating: 0, count: 4)
    var pairs: [Double] = []
    for _ in 0..<5000 {
      let counts = generator.multinomial(trials: trials, weights: Self.weights)
      #expect(counts.reduce(0, +) == trials && counts[2] == 0)
      for category in 0..<4 { totals[category] += counts[category] }
      pairs.append(Double(counts[0]) * Double(counts[1]))
    }
    #expect(chiSquare(observed: totals, probabilities: [0.5, 0.25, 0, 0.25]) < chiSquareLimit(degrees: 2))
    #expect(chiSquare(observed: totals, probabilities: [0.54, 0.23, 0, 0.23]) > chiSquareLimit(degrees: 2))
    // E[n₀n₁] = N(N−1)p₀p₁; independent counts would give N²p₀p₁. 5.1 standard errors, estimated from the
    // sample: false alarm 3.4·10⁻⁷ but for the normal approximation of a mean of 5,000.
    let mean = pairs.reduce(0, +) / 5000
    let variance = pairs.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 4999
    let error = 5.1 * (variance / 5000).squareRoot()
    let n = Double(trials)
    #expect(abs(mean - n * (n - 1) / 8) < error)
    #expect(abs(mean - n * n / 8) > error)
  }

  // Both algorithms against each other: the law of n₀ among 31 trials (counted) and 32 (chain), with binomial
  // laws of their own; χ² over 8 bins, 7 degrees, at the 1 − 10⁻⁶ quantile.
  @Test("the count of one category is binomial on both sides of the threshold", arguments: [31, 32])
  func threshold(trials: Int) {
    var generator = Generator(seed: Seed(43))
    let law = Self.binomialLaw(trials, 0.5)
    // Bins of the cumulative law with about equal mass.
    let edges = [12, 13, 14, 15, 16, 17, 18]
    func bin(_ count: Int) -> Int { edges.firstIndex { count <= $0 } ?? edges.count }
    var expected = [Double](repeating: 0, count: 8)
    for (count, probability) in law.enumerated() { expected[bin(count)] += probability }
    var observed = [Int](repeating: 0, count: 8)
    for _ in 0..<10_000 {
      observed[bin(generator.multinomial(trials: trials, weights: Self.weights)[0])] += 1
    }
    #expect(chiSquare(observed: observed, probabilities: expected) < chiSquareLimit(degrees: 7))
    let shifted = [expected[7]] + expected.dropLast()
    #expect(chiSquare(observed: observed, probabilities: shifted) > chiSquareLimit(degrees: 7))
  }

  @Test("no trials give zeros")
  func none() {
    var generator = Generator(seed: Seed(44))
    let counts = generator.multinomial(trials: 0, weights: [1, 2, 3])
    #expect(counts == [0, 0, 0])
  }

  @Test("negative trials and impossible probabilities stop the program")
  func refused() async {
    await #expect(processExitsWith: .failure) {
      var generator = Generator(seed: Seed(1))
      _ = generator.multinomial(trials: -1, weights: [1])
    }
    await #expect(processExitsWith: .failure) {
      var generator = Generator(seed: Seed(1))
      _ = generator.binomial(trials: 3, probability: 1.5)
    }
    // GSL's chain and counted draws must refuse the same weights.
    await #expect(processExitsWith: .failure) {
      var generator = Generator(seed: Seed(1))
      _ = generator.multinomial(trials: 100, weights: [1, -1])
    }
  }
}
