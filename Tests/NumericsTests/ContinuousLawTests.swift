import Foundation
import SharpeningNumerics
import Testing

/// Kolmogorov's distance of 40,000 numbers; false alarm ≤ 10⁻⁶ each by Massart's bound.
@Suite("Normal, gamma, beta and Dirichlet numbers")
struct ContinuousLawTests {
  static let count = 40_000

  static func normalCDF(_ x: Double) -> Double { 0.5 * erfc(-x / 2.0.squareRoot()) }

  @Test("normal numbers are standard normal")
  func normal() {
    var generator = Generator(seed: Seed(50))
    let sample = (0..<Self.count).map { _ in generator.normal() }
    #expect(kolmogorovDistance(sample, Self.normalCDF) < kolmogorovLimit(Self.count))
    #expect(kolmogorovDistance(sample.map { $0 * 1.1 }, Self.normalCDF) > kolmogorovLimit(Self.count))
    #expect(kolmogorovDistance(sample.map { $0 + 0.05 }, Self.normalCDF) > kolmogorovLimit(Self.count))
  }

  // P(3, x) = 1 − e^(−x)(1 + x + x²/2); P(1/2, x) = erf √x.
  @Test("gamma numbers have their shape and scale")
  func gamma() {
    var generator = Generator(seed: Seed(51))
    let three = (0..<Self.count).map { _ in generator.gamma(shape: 3, scale: 2) }
    let half = (0..<Self.count).map { _ in generator.gamma(shape: 0.5) }
    let erlang = { (x: Double) in 1 - exp(-x) * (1 + x + x * x / 2) }
    #expect(kolmogorovDistance(three.map { $0 / 2 }, erlang) < kolmogorovLimit(Self.count))
    #expect(kolmogorovDistance(three, erlang) > kolmogorovLimit(Self.count))
    #expect(kolmogorovDistance(half) { erf($0.squareRoot()) } < kolmogorovLimit(Self.count))
  }

  // I_x(2, 3) = 6x² − 8x³ + 3x⁴; I_x(1/2, 1/2) = (2/π) asin √x.
  @Test("beta numbers have their parameters in the written order")
  func beta() {
    var generator = Generator(seed: Seed(52))
    let sample = (0..<Self.count).map { _ in generator.beta(2, 3) }
    let arcsine = (0..<Self.count).map { _ in generator.beta(0.5, 0.5) }
    let law = { (x: Double) in x * x * (6 - 8 * x + 3 * x * x) }
    #expect(kolmogorovDistance(sample, law) < kolmogorovLimit(Self.count))
    #expect(kolmogorovDistance(sample.map { 1 - $0 }, law) > kolmogorovLimit(Self.count))
    #expect(kolmogorovDistance(arcsine) { 2 / .pi * asin($0.squareRoot()) } < kolmogorovLimit(Self.count))
  }

  // Dirichlet (1, 2, 3): p₁ is beta (1, 5), p₃ beta (3, 3), p₁/(p₁ + p₂) beta (1, 2).
  @Test("a Dirichlet point has its beta marginals, sums to 1 and keeps the order of its parameters")
  func dirichlet() {
    var generator = Generator(seed: Seed(53))
    let points = (0..<Self.count).map { _ in generator.dirichlet([1, 2, 3]) }
    // Three terms below 1 and two additions: 4 half-units in the last place.
    #expect(points.allSatisfy { abs($0.reduce(0, +) - 1) <= 0x1p-51 && $0.allSatisfy { $0 >= 0 } })
    let first = { (x: Double) in 1 - pow(1 - x, 5) }
    #expect(kolmogorovDistance(points.map { $0[0] }, first) < kolmogorovLimit(Self.count))
    #expect(kolmogorovDistance(points.map { $0[1] }, first) > kolmogorovLimit(Self.count))
    let third = { (x: Double) in x * x * x * (10 - 15 * x + 6 * x * x) }
    #expect(kolmogorovDistance(points.map { $0[2] }, third) < kolmogorovLimit(Self.count))
    let ratio = { (x: Double) in 1 - (1 - x) * (1 - x) }
    #expect(kolmogorovDistance(points.map { $0[0] / ($0[0] + $0[1]) }, ratio) < kolmogorovLimit(Self.count))
  }

  // python3 -c "from mpmath import *; mp.dps=30; print(ncdf(mpf(-37)))" and so on. Relative 2·10⁻¹⁵ at |x| ≤
  // 8, and 10⁻¹² at −37, where a half-unit of x alone moves Φ by x·x·2⁻⁵³ = 1.5·10⁻¹³.
  @Test("Φ and its inverse are accurate in both tails")
  func cdf() {
    let reference: [(Double, Double, Double)] = [
      (-37, 5.7255712225245768e-300, 1e-12), (-20, 2.7536241186062337e-89, 1e-12),
      (-8, 6.2209605742717841e-16, 2e-15), (-3, 0.0013498980316300945, 2e-15),
      (-1, 0.15865525393145705, 2e-15),
      (0.5, 0.6914624612740131, 2e-15), (1, 0.84134474606854295, 2e-15), (3, 0.99865010196836990, 2e-15),
      (6, 0.99999999901341235, 2e-15),
    ]
    for (x, value, relative) in reference {
      #expect(abs(StandardNormal.cdf(x) - value) <= relative * value, "Φ(\(x))")
      if x < 5 { #expect(abs(StandardNormal.quantile(value) - x) <= 1e-12 * abs(x), "Φ⁻¹ at \(x)") }
    }
    #expect(StandardNormal.quantile(0) == -.infinity && StandardNormal.quantile(1) == .infinity)
  }

  @Test("parameters that no law has stop the program")
  func refused() async {
    await #expect(processExitsWith: .failure) {
      var generator = Generator(seed: Seed(1))
      _ = generator.gamma(shape: 0)
    }
    await #expect(processExitsWith: .failure) {
      var generator = Generator(seed: Seed(1))
      _ = generator.beta(1, -1)
    }
    await #expect(processExitsWith: .failure) {
      var generator = Generator(seed: Seed(1))
      _ = generator.dirichlet([1, 0])
    }
    await #expect(processExitsWith: .failure) {
      var generator = Generator(seed: Seed(1))
      _ = generator.normalPair(correlation: 1.1)
    }
  }
}
