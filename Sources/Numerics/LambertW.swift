internal import CGSL
internal import Foundation

/// The principal branch W₀ of Lambert's function, w e^w = x, and its forms for arguments that are exponentials.
///
/// A collapse clock and a policy gradient on probabilities run as w + ln w = x, whose solution is W₀(e^x): e^x overflows
/// from x = 710 on and underflows below −745, w does not overflow and ln w does neither.
/// Source: Corless, Gonnet, Hare, Jeffrey and Knuth 1996; GSL for W₀ itself.
public enum LambertW {
  /// W₀(x) for x ≥ −1/e, to about 10⁻¹⁵ relative away from −1/e; NaN below −1/e.
  public static func principal(_ x: Double) -> Double {
    GSLStatus.silenceHandler
    // GSL clamps what lies below the branch point.
    return x < -0.367_879_441_171_442_33 ? .nan : gsl_sf_lambert_W0(x)
  }

  /// w > 0 with w + ln w = x, that is W₀(e^x).
  ///
  /// - Parameter x: any finite number; −∞ gives 0 and +∞ itself.
  /// - Returns: w to about 4·10⁻¹⁶ of itself, and to 4·10⁻¹⁶·|x| of itself for x < 0, the error of e^x; it underflows
  ///   to 0 below x = −745, where `logarithmOfExponential(_:)` still tells it.
  public static func ofExponential(_ x: Double) -> Double {
    if x == .infinity || x.isNaN { return x }
    if x <= 1 { return exp(logarithmOfExponential(x)) }
    // Newton on the concave w + ln w, from its right; three steps, as the error is squared each time.
    var w = x > 4 ? x - log(x) + log(x) / x : 1 + 0.5 * (x - 1)
    for _ in 0..<6 {
      let move = (x - w - log(w)) * (w / (1 + w))
      w += move
      if abs(move) <= 1e-16 * w { break }
    }
    return w
  }

  /// u with u + e^u = x, that is ln W₀(e^x).
  ///
  /// - Parameter x: any finite number.
  /// - Returns: u to about 4·10⁻¹⁶ absolute plus as much relative.
  public static func logarithmOfExponential(_ x: Double) -> Double {
    if x.isNaN || x.isInfinite { return x }
    // ln w near w = 1 would lose nothing absolutely; beyond, w itself is the better unknown.
    if x > 1 { return log(ofExponential(x)) }
    // Newton on the convex u + e^u, from its right: e^u > 0 means u < x.
    var u = x < -1 ? x - exp(x) / (1 + exp(x)) : (x - 1) / 2
    for _ in 0..<8 {
      let e = exp(u)
      let move = (x - u - e) / (1 + e)
      u += move
      if abs(move) <= 1e-17 + 2e-16 * abs(u) { break }
    }
    return u
  }

  /// d with (u + d) + e^(u+d) = u + e^u + x: how far the logarithm of w moves when w + ln w grows by x.
  ///
  /// For large u the move is far below a unit in the last place of e^u + u; here it keeps its digits, and nothing
  /// overflows.
  /// - Parameters:
  ///   - x: a finite number.
  ///   - u: any finite number.
  /// - Returns: d to about 10⁻¹⁵ of itself, with the sign of x.
  public static func logarithmMove(_ x: Double, from u: Double) -> Double {
    if x == 0 { return 0 }
    // The function is convex and increasing: right of the root Newton's steps are monotone. Two points right of it are
    // d = x/(slope at 0) and, where x > 0, what the exponential alone allows.
    let isSmall = u < 1
    let weight = isSmall ? exp(u) : 1
    let share = isSmall ? 1 : exp(-u)
    let goal = isSmall ? x : x * exp(-u)
    var d = goal / (weight + share)
    if goal > 0 { d = min(d, isSmall ? log(goal + weight) - u : log1p(goal)) }
    for _ in 0..<60 {
      let slope = isSmall ? exp(u + d) : exp(d)
      let growth = d < 1 ? weight * expm1(d) : slope - weight
      let step = (goal - share * d - growth) / (share + slope)
      d += step
      if abs(step) <= 3e-16 * abs(d) { break }
    }
    return d
  }
}
