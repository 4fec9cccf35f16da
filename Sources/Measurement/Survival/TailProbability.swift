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
    // Newton's steps on log Φ, which is concave and increasing: from the left they never overshoot.
    var z = -(-2 * log(2 * probability)).squareRoot()
    let target = log(probability)
    for _ in 0..<60 {
      let tail = normalUpper(-z)
      let density = exp(-z * z / 2) / (2 * .pi).squareRoot()
      let step = (target - log(tail)) * tail / density
      z += step
      if abs(step) <= 4e-16 * abs(z) { break }
    }
    return z
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
    return betaFront(x, a, b) / a
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

  /// x^a (1−x)^b/B(a, b).
  ///
  /// Through lgamma(a + b) the digits of its size would be lost, 10⁻¹² at a + b = 10⁴. Stirling's formula takes the large parts
  /// out beforehand: the value is ab/n · √(n/(2π ab)) exp(S(n) − S(a) − S(b) − n D), with n = a + b, Stirling's remainders S and
  /// n D = a log(a/(nx)) + b log(b/(n(1−x))) (Loader 2000).
  private static func betaFront(_ x: Double, _ a: Double, _ b: Double) -> Double {
    let n = a + b
    let exponent =
      stirlingRemainder(n) - stirlingRemainder(a) - stirlingRemainder(b) - deviance(a, n * x)
      - deviance(b, n * (1 - x))
    return (a * b / (2 * .pi * n)).squareRoot() * exp(exponent)
  }

  /// log Γ(z+1) − (z + ½) log z + z − ½ log 2π.
  private static func stirlingRemainder(_ z: Double) -> Double {
    guard z >= 16 else { return lgamma(z + 1) - (z + 0.5) * log(z) + z - 0.5 * log(2 * .pi) }
    let w = 1 / (z * z)
    let tail = 1.0 / 1680 - w * (1.0 / 1188 - w * 691.0 / 360360)
    return (1.0 / 12 - w * (1.0 / 360 - w * (1.0 / 1260 - w * tail))) / z
  }

  /// a log(a/m) + m − a, without cancellation where a is near m.
  private static func deviance(_ a: Double, _ m: Double) -> Double {
    let v = (a - m) / (a + m)
    guard abs(v) < 0.1 else { return a * log(a / m) + m - a }
    // log(a/m) = 2 artanh v, and m − a = −v (a + m), so a log(a/m) + m − a = (a − m) v + 2a Σ_{j≥1} v^(2j+1)/(2j+1).
    var power = v
    var sum = (a - m) * v
    var j = 1.0
    while true {
      power *= v * v
      let next = sum + 2 * a * power / (2 * j + 1)
      if next == sum { return sum }
      sum = next
      j += 1
    }
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
