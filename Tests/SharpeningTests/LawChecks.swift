import Foundation

/// The counts that a binomial number leaves with at most the given probability, half of it in each exact
/// tail.
///
/// By Hoeffding (1956, theorem 4) the same bounds hold for sums of independent events of unequal probability,
/// with their mean for p, as long as the ends lie more than 1 from the mean.
func binomialInterval(trials: Int, probability p: Double, falseAlarm: Double = 1e-6) -> ClosedRange<Int> {
  if p <= 0 { return 0...0 }
  if p >= 1 { return trials...trials }
  let n = Double(trials)
  func mass(_ j: Int) -> Double {
    let choose = lgamma(n + 1) - lgamma(Double(j) + 1) - lgamma(n - Double(j) + 1)
    return exp(choose + Double(j) * log(p) + (n - Double(j)) * log1p(-p))
  }
  var low = 0
  var tail = mass(0)
  while tail <= falseAlarm / 2 {
    low += 1
    tail += mass(low)
  }
  var high = trials
  tail = mass(trials)
  while tail <= falseAlarm / 2 {
    high -= 1
    tail += mass(high)
  }
  return low...high
}

/// Pearson's statistic over categories of positive probability; infinite if an impossible one occurs.
func chiSquare(observed: [Int], probabilities: [Double]) -> Double {
  let total = Double(observed.reduce(0, +))
  return zip(observed, probabilities).reduce(0) { sum, pair in
    let expected = total * pair.1
    if expected == 0 { return pair.0 == 0 ? sum : .infinity }
    return sum + (Double(pair.0) - expected) * (Double(pair.0) - expected) / expected
  }
}

/// How far the mean of n independent numbers of [0, 1] strays from its expectation with the given probability
/// at most.
///
/// Hoeffding (1963): P(|mean − expectation| ≥ ε) ≤ 2 exp(−2nε²).
func hoeffding(_ count: Int, falseAlarm: Double) -> Double {
  (log(2 / falseAlarm) / (2 * Double(count))).squareRoot()
}
