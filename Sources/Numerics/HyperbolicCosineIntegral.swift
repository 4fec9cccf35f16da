internal import CGSL
internal import Foundation

/// The hyperbolic cosine integral Chi(x) = γ + ln x + ∫₀ˣ (cosh t − 1)/t dt, x > 0.
///
/// It grows like e^x/(2x) and overflows from x = 716 on; its logarithm does not.
/// Source: Abramowitz and Stegun 5.2.4; GSL for moderate x.
public enum HyperbolicCosineIntegral {
  /// Chi(x) for x > 0, to about 10⁻¹⁵ of max(1, Chi); +∞ where it overflows.
  public static func value(_ x: Double) -> Double {
    precondition(x > 0, "Chi is taken of positive numbers, unlike \(x)")
    if x >= asymptoticFrom { return exp(logarithm(x)) }
    GSLStatus.silenceHandler
    // Chi = (Ei(x) − E₁(x))/2; both terms have the sign of ln x where x is small.
    return (gsl_sf_expint_Ei(x) - gsl_sf_expint_E1(x)) / 2
  }

  /// ln Chi(x) for x ≥ 1, where Chi is positive; to about 10⁻¹⁵ relative.
  ///
  /// From x = 50 on by Chi(x) ~ e^x/(2x)·Σ n!/xⁿ, whose smallest term there is below 10⁻²¹.
  public static func logarithm(_ x: Double) -> Double {
    precondition(x >= 1, "ln Chi is taken of numbers of at least 1, unlike \(x)")
    if x < asymptoticFrom { return log(value(x)) }
    if x == .infinity { return x }
    var term = 1.0
    var sum = 1.0
    for n in 1...60 {
      term *= Double(n) / x
      sum += term
      if term < 1e-17 { break }
    }
    return x - log(2 * x) + log(sum)
  }

  private static let asymptoticFrom = 50.0
}
