import Foundation

/// The counts that a binomial number leaves with probability at most 10⁻⁶: each exact tail beyond is at most
/// 5·10⁻⁷.
func binomialInterval(trials: Int, probability p: Double) -> ClosedRange<Int> {
  if p <= 0 { return 0...0 }
  if p >= 1 { return trials...trials }
  let n = Double(trials)
  func mass(_ j: Int) -> Double {
    let choose = lgamma(n + 1) - lgamma(Double(j) + 1) - lgamma(n - Double(j) + 1)
    return exp(choose + Double(j) * log(p) + (n - Double(j)) * log1p(-p))
  }
  var low = 0
  var tail = mass(0)
  while tail <= 5e-7 {
    low += 1
    tail += mass(low)
  }
  var high = trials
  tail = mass(trials)
  while tail <= 5e-7 {
    high -= 1
    tail += mass(high)
  }
  return low...high
}
