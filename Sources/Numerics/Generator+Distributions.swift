internal import CGSL
internal import Foundation

extension Generator {
  /// A normal number with mean 0 and variance 1 (Leva's ratio of uniforms, which keeps all bits of its uniforms; GSL's
  /// ziggurat has 24).
  public mutating func normal() -> Double { unsafe gsl_ran_gaussian_ratio_method(rng, 1) }

  /// A gamma number, density x^(a−1) e^(−x/b) / (Γ(a) bᵃ) on x > 0.
  ///
  /// - Parameters:
  ///   - shape: a > 0. Below about 10⁻³ most draws underflow to 0.
  ///   - scale: b > 0.
  public mutating func gamma(shape: Double, scale: Double = 1) -> Double {
    precondition(
      shape > 0 && scale > 0, "a gamma law needs shape > 0 and scale > 0, not \(shape) and \(scale)")
    return unsafe gsl_ran_gamma(rng, shape, scale)
  }

  /// A beta number, density proportional to x^(a−1) (1−x)^(b−1) on [0, 1].
  public mutating func beta(_ a: Double, _ b: Double) -> Double {
    precondition(a > 0 && b > 0, "a beta law needs two positive parameters, not \(a) and \(b)")
    return unsafe gsl_ran_beta(rng, a, b)
  }

  /// A point of the simplex with density proportional to Π pᵢ^(αᵢ−1).
  ///
  /// - Parameter concentration: α, at least one number, each positive.
  /// - Returns: as many numbers, each ≥ 0, with sum 1.
  public mutating func dirichlet(_ concentration: [Double]) -> [Double] {
    precondition(
      !concentration.isEmpty && concentration.allSatisfy { $0 > 0 },
      "a Dirichlet law needs at least one concentration, each positive")
    var point = [Double](repeating: 0, count: concentration.count)
    unsafe concentration.withUnsafeBufferPointer { alpha in
      unsafe point.withUnsafeMutableBufferPointer { theta in
        unsafe gsl_ran_dirichlet(rng, alpha.count, alpha.baseAddress, theta.baseAddress)
      }
    }
    return point
  }

  /// The number of successes in independent trials.
  ///
  /// - Parameters:
  ///   - trials: 0 ... 2³² − 1.
  ///   - probability: of one success, in [0, 1].
  public mutating func binomial(trials: Int, probability: Double) -> Int {
    precondition(0...Int(UInt32.max) ~= trials, "a binomial law needs 0 ... 2^32 - 1 trials, not \(trials)")
    precondition(0...1 ~= probability, "a probability lies in [0, 1], unlike \(probability)")
    return Int(unsafe gsl_ran_binomial(rng, probability, UInt32(trials)))
  }

  /// The number of marked ones among `draws` things drawn without replacement from `marked` + `unmarked`.
  ///
  /// - Parameters:
  ///   - marked: 0 ... 2³² − 1.
  ///   - unmarked: 0 ... 2³² − 1.
  ///   - draws: of 0 ... `marked` + `unmarked`. Takes time proportional to the smaller of `draws` and `marked`.
  public mutating func hypergeometric(marked: Int, unmarked: Int, draws: Int) -> Int {
    precondition(
      marked >= 0 && unmarked >= 0 && 0...marked + unmarked ~= draws && marked + unmarked <= Int(UInt32.max),
      "no \(draws) draws from \(marked) marked and \(unmarked) unmarked things")
    // Marking and drawing are symmetric: the law is the same with the two exchanged.
    let (n1, t) = draws <= marked ? (marked, draws) : (draws, marked)
    let n2 = marked + unmarked - n1
    return Int(unsafe gsl_ran_hypergeometric(rng, UInt32(n1), UInt32(n2), UInt32(t)))
  }

  /// Two uniform numbers of (0, 1) joined by a Gaussian copula: Φ of two standard normals with correlation r.
  ///
  /// Spearman's rank correlation of the pair is (6/π)·asin(r/2); `latentCorrelation(spearman:)` inverts it.
  /// - Parameter correlation: r in [−1, 1]; at ±1 the pair is one number and itself, or one and its complement.
  public mutating func gaussianCopulaPair(correlation: Double) -> (Double, Double) {
    let (first, second) = normalPair(correlation: correlation)
    return (gsl_cdf_ugaussian_P(first), gsl_cdf_ugaussian_P(second))
  }

  /// Two standard normal numbers with the given correlation of [−1, 1].
  public mutating func normalPair(correlation: Double) -> (Double, Double) {
    precondition(-1...1 ~= correlation, "a correlation lies in [-1, 1], unlike \(correlation)")
    let first = normal()
    let second = normal()
    // (1−r)(1+r) keeps its digits where 1−r² would lose them.
    return (first, correlation * first + ((1 - correlation) * (1 + correlation)).squareRoot() * second)
  }

  /// The correlation of two normals whose ranks have Spearman correlation ρ: 2 sin(πρ/6) (Pearson 1907).
  public static func latentCorrelation(spearman rho: Double) -> Double {
    precondition(-1...1 ~= rho, "a rank correlation lies in [-1, 1], unlike \(rho)")
    return 2 * sin(.pi * rho / 6)
  }
}

/// The standard normal law's distribution function Φ and its inverse.
public enum StandardNormal {
  /// Φ(x), accurate in both tails to about 10⁻¹⁵ relative.
  public static func cdf(_ x: Double) -> Double { gsl_cdf_ugaussian_P(x) }

  /// Φ⁻¹(p) for p of [0, 1]; −∞ at 0 and +∞ at 1.
  public static func quantile(_ p: Double) -> Double { gsl_cdf_ugaussian_Pinv(p) }
}
