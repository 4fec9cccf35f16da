internal import Foundation

/// Tails of the normal, χ² and binomial laws, without a C library.
///
/// Absolute errors are below 10⁻¹² for shape parameters up to 10⁵; upper tails keep their relative digits as far as a
/// `Double` reaches, because none is one minus something.
public enum TailProbability {
  /// The chance that a standard normal number exceeds z.
  ///
  /// - Parameter z: any number; ±∞ give 0 and 1.
  public static func normalUpper(_ z: Double) -> Double { 0.5 * erfc(z / 2.0.squareRoot()) }

  /// The number that a standard normal one stays below with the given chance.
  ///
  /// - Parameter probability: of 0 ... 1; the ends give −∞ and +∞.
  public static func normalQuantile(_ probability: Double) -> Double {
    precondition(0...1 ~= probability, "a probability lies in 0 ... 1, not at \(probability)")
    if probability == 0 { return -.infinity }
    if probability == 1 { return .infinity }
    // By symmetry the upper half follows from the lower, where the tail has its digits.
    if probability > 0.5 { return -normalQuantile(1 - probability) }
    var low = -39.0
    var high = 0.0
    while true {
      let middle = (low + high) / 2
      if middle <= low || middle >= high { return middle }
      if normalUpper(-middle) < probability { low = middle } else { high = middle }
    }
  }

  /// The chance that a χ² number with `degrees` degrees of freedom exceeds x: Q(degrees/2, x/2).
  ///
  /// - Parameters:
  ///   - x: ≥ 0.
  ///   - degrees: > 0, not necessarily whole.
  public static func chiSquareUpper(_ x: Double, degrees: Double) -> Double {
    incompleteGammaUpper(degrees / 2, x / 2)
  }

  /// The regularised upper incomplete gamma function Q(a, x) = Γ(a, x)/Γ(a).
  ///
  /// The power series of P below x = a + 1, the continued fraction of Q above (Abramowitz & Stegun 6.5.29, 6.5.31).
  /// - Parameters:
  ///   - a: > 0.
  ///   - x: ≥ 0.
  public static func incompleteGammaUpper(_ a: Double, _ x: Double) -> Double {
    precondition(a > 0 && x >= 0, "Q(a, x) needs a > 0 and x ≥ 0, not \(a) and \(x)")
    if x == 0 { return 1 }
    if x == .infinity { return 0 }
    let front = exp(a * log(x) - x - lgamma(a))
    guard x >= a + 1 else {
      // P(a, x) = x^a e^−x/Γ(a) Σ x^n/(a (a+1) … (a+n)).
      var term = 1 / a
      var sum = term
      var n = 0.0
      while term > sum * 1e-17 {
        n += 1
        term *= x / (a + n)
        sum += term
      }
      return max(0, 1 - front * sum)
    }
    return min(1, front * fraction(first: x + 1 - a, { n in (n * (a - n), x + 1 - a + 2 * n) }))
  }

  /// The regularised incomplete beta function I_x(a, b), the chance that a beta(a, b) number lies below x.
  ///
  /// The continued fraction of Abramowitz & Stegun 26.5.8, on the side of the mean where it converges fast.
  /// - Parameters:
  ///   - x: of 0 ... 1.
  ///   - a: > 0.
  ///   - b: > 0.
  public static func incompleteBeta(_ x: Double, _ a: Double, _ b: Double) -> Double {
    precondition(0...1 ~= x && a > 0 && b > 0, "I_x(a, b) needs x in 0 ... 1 and a, b > 0")
    if x == 0 || x == 1 { return x }
    if x > (a + 1) / (a + b + 2) { return 1 - incompleteBeta(1 - x, b, a) }
    let front = exp(lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) + b * log1p(-x)) / a
    return front
      * fraction(first: 1) { n in
        let m = (n / 2).rounded(.down)
        let isEven = n == 2 * m
        let d =
          isEven
          ? m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
          : -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        return (d, 1)
      }
  }

  /// The chance of at least `successes` successes in `trials` trials.
  ///
  /// - Parameters:
  ///   - successes: ≥ 0; more than `trials` has chance 0.
  ///   - trials: ≥ 0.
  ///   - probability: of 0 ... 1.
  public static func binomialUpper(_ successes: Int, trials: Int, probability: Double) -> Double {
    precondition(successes >= 0 && trials >= 0, "counts are not negative")
    if successes == 0 { return 1 }
    if successes > trials { return 0 }
    return incompleteBeta(probability, Double(successes), Double(trials - successes + 1))
  }

  /// 1/(b₀ + a₁/(b₁ + a₂/(b₂ + …))), by Lentz' method.
  private static func fraction(first b: Double, _ term: (Double) -> (a: Double, b: Double)) -> Double {
    let tiny = 1e-300
    var c = 1 / tiny
    var d = 1 / (abs(b) < tiny ? tiny : b)
    var value = d
    var n = 0.0
    while n < 100_000 {
      n += 1
      let next = term(n)
      let denominator = next.b + next.a * d
      d = 1 / (abs(denominator) < tiny ? tiny : denominator)
      let numerator = next.b + next.a / c
      c = abs(numerator) < tiny ? tiny : numerator
      value *= c * d
      if abs(c * d - 1) < 1e-16 { break }
    }
    return value
  }
}
