public import Sharpening
internal import Foundation

extension Interval {
  /// Clopper and Pearson's interval of a binomial share: it covers the share with at least the given probability.
  ///
  /// The ends are the shares under which `successes` or more, or `successes` or fewer, have probability (1 − coverage)/2.
  /// - Parameters:
  ///   - successes: of 0 … trials.
  ///   - trials: ≥ 1.
  ///   - coverage: of (0, 1).
  /// Source: Clopper and Pearson, Biometrika 26 (1934).
  public static func clopperPearson(successes: Int, trials: Int, coverage: Double = 0.95) -> Interval {
    precondition(trials >= 1 && 0...trials ~= successes, "successes are 0 to trials, and trials at least 1")
    precondition(coverage > 0 && coverage < 1, "a coverage lies between 0 and 1")
    let tail = (1 - coverage) / 2
    // P(X ≥ successes) rises with the share, P(X ≤ successes) falls.
    let lower = successes == 0 ? 0 : root { atLeast(successes, trials, $0) < tail }
    let upper =
      successes == trials ? 1 : root { 1 - atLeast(successes + 1, trials, $0) > tail }
    return Interval(lower: lower, upper: upper)
  }

  /// The share up to which a condition is true, by bisection to the last bits.
  private static func root(_ isBelow: (Double) -> Bool) -> Double {
    var (low, high) = (0.0, 1.0)
    for _ in 0..<60 {
      let middle = (low + high) / 2
      if isBelow(middle) { low = middle } else { high = middle }
    }
    return (low + high) / 2
  }

  /// P(X ≥ k) for X binomial, from the shorter side.
  private static func atLeast(_ k: Int, _ trials: Int, _ p: Double) -> Double {
    if p <= 0 { return k <= 0 ? 1 : 0 }
    if p >= 1 { return 1 }
    let n = Double(trials)
    func mass(_ j: Int) -> Double {
      let x = Double(j)
      let choose = lgamma(n + 1) - lgamma(x + 1) - lgamma(n - x + 1)
      return exp(choose + x * log(p) + (n - x) * log1p(-p))
    }
    return 2 * k > trials
      ? (k...trials).reduce(0) { $0 + mass($1) } : 1 - (0..<k).reduce(0) { $0 + mass($1) }
  }
}
