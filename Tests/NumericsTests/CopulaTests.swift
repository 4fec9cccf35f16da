import Foundation
import SharpeningNumerics
import Testing

@Suite("Gaussian copula")
struct CopulaTests {
  static let count = 100_000

  /// Spearman's coefficient: the correlation of the ranks, which are all distinct.
  static func spearman(_ pairs: [(Double, Double)]) -> Double {
    func ranks(_ values: [Double]) -> [Double] {
      var ranks = [Double](repeating: 0, count: values.count)
      for (rank, index) in values.indices.sorted(by: { values[$0] < values[$1] }).enumerated() {
        ranks[index] = Double(rank)
      }
      return ranks
    }
    let n = Double(pairs.count)
    let squares = zip(ranks(pairs.map(\.0)), ranks(pairs.map(\.1))).reduce(0) {
      $0 + ($1.0 - $1.1) * ($1.0 - $1.1)
    }
    return 1 - 6 * squares / (n * (n * n - 1))
  }

  static func pairs(spearman rho: Double) -> [(Double, Double)] {
    var generator = Generator(seed: Seed(60))
    let r = Generator.latentCorrelation(spearman: rho)
    return (0..<count).map { _ in generator.gaussianCopulaPair(correlation: r) }
  }

  // Spearman's coefficient of n pairs has variance at most 1/(n−1) at ρ = 0 and less beside it (Kendall and
  // Stuart); 5.1 standard errors: false alarm 3.4·10⁻⁷. The latent correlation r itself, taken for ρ, is off
  // by up to .018.
  @Test("pairs have the rank correlation that was asked for", arguments: [-1, -0.5, 0, 0.5, 1])
  func rankCorrelation(rho: Double) {
    let measured = Self.spearman(Self.pairs(spearman: rho))
    let tolerance = abs(rho) == 1 ? 1e-12 : 5.1 / Double(Self.count - 1).squareRoot()
    #expect(abs(measured - rho) <= tolerance, "measured \(measured)")
  }

  @Test("each margin of a pair is uniform", arguments: [-1, -0.5, 1])
  func margins(rho: Double) {
    // Massart's bound: false alarm ≤ 10⁻⁶ a margin.
    let pairs = Self.pairs(spearman: rho)
    #expect(kolmogorovDistance(pairs.map(\.0)) { $0 } < kolmogorovLimit(Self.count))
    #expect(kolmogorovDistance(pairs.map(\.1)) { $0 } < kolmogorovLimit(Self.count))
  }

  @Test("at ±1 a pair is one number and itself or its complement")
  func extremes() {
    var generator = Generator(seed: Seed(61))
    for _ in 0..<1000 {
      let same = generator.gaussianCopulaPair(correlation: 1)
      let opposite = generator.gaussianCopulaPair(correlation: -1)
      #expect(same.0 == same.1)
      // Two values of Φ, each within 2⁻⁵³ or so of the truth.
      #expect(abs(opposite.0 + opposite.1 - 1) <= 4e-16)
    }
  }

  @Test("the latent correlation inverts (6/π) asin(r/2)")
  func inverse() {
    for rho in stride(from: -1.0, through: 1, by: 0.125) {
      let r = Generator.latentCorrelation(spearman: rho)
      // Two library functions and two products: 4 units in the last place of numbers up to 1.
      #expect(abs(6 / .pi * asin(r / 2) - rho) <= 1e-15)
    }
    // Taking Spearman's value for the latent one is caught by the test of pairs only if they differ by more
    // than .0161.
    let largest = stride(from: 0.0, through: 1, by: 0.01).map {
      abs(Generator.latentCorrelation(spearman: $0) - $0)
    }
    #expect((largest.max() ?? 0) > 0.0161)
  }

  @Test("pairs made with Spearman's value as the latent correlation are caught")
  func planted() {
    // At ρ = .6, where the two differ most: (6/π) asin .3 = .5819, 5.7 standard errors away.
    var generator = Generator(seed: Seed(62))
    let pairs = (0..<Self.count).map { _ in generator.gaussianCopulaPair(correlation: 0.6) }
    #expect(abs(Self.spearman(pairs) - 0.6) > 5.1 / Double(Self.count - 1).squareRoot())
    #expect(abs(Self.spearman(Self.pairs(spearman: 0.6)) - 0.6) <= 5.1 / Double(Self.count - 1).squareRoot())
  }
}
