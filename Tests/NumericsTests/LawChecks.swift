import Foundation

/// Pearson's statistic Σ (observed − expected)²/expected over categories of positive probability.
///
/// A category of probability 0 that occurs makes the statistic infinite.
func chiSquare(observed: [Int], probabilities: [Double]) -> Double {
  let total = Double(observed.reduce(0, +))
  return zip(observed, probabilities).reduce(0) { sum, pair in
    let expected = total * pair.1
    if expected == 0 { return pair.0 == 0 ? sum : .infinity }
    return sum + (Double(pair.0) - expected) * (Double(pair.0) - expected) / expected
  }
}

/// The value that χ² exceeds with probability 10⁻⁶.
///
/// python3 -c "import scipy.stats as s; print({d: s.chi2.isf(1e-6, d) for d in
/// (1,2,3,4,5,7,8,9,19,23,63,99)})"
func chiSquareLimit(degrees: Int) -> Double {
  let limits: [Int: Double] = [
    1: 23.928127, 2: 27.631021, 3: 30.66485, 4: 33.376842, 5: 35.888187, 7: 40.521831, 8: 42.700914,
    9: 44.810938, 19: 63.677052, 23: 70.549557, 63: 131.369702, 99: 180.792015,
  ]
  guard let limit = limits[degrees] else { preconditionFailure("no χ² limit for \(degrees) degrees") }
  return limit
}

/// Kolmogorov's distance between a sample and a continuous distribution function.
func kolmogorovDistance(_ sample: [Double], _ cdf: (Double) -> Double) -> Double {
  let count = Double(sample.count)
  return sample.sorted().enumerated().reduce(0) { largest, entry in
    let value = cdf(entry.element)
    return max(largest, Double(entry.offset + 1) / count - value, value - Double(entry.offset) / count)
  }
}

/// The distance that a sample of the right law exceeds with probability at most 10⁻⁶.
///
/// Massart's form of the inequality of Dvoretzky, Kiefer and Wolfowitz: P(D > ε) ≤ 2 exp(−2nε²), for every n.
func kolmogorovLimit(_ count: Int) -> Double { (log(2e6) / (2 * Double(count))).squareRoot() }
