internal import Foundation
internal import SharpeningNumerics

/// The probability that sampled votes and exact steps end on the initial favourite of two answers.
///
/// The log-odds are a walk on L₀ + ℤ/β: up by 1/β when the vote of N elects the first answer, with probability
/// u_i = w_N(σ(L₀ + i/β)), else down. It is drawn to both ends, and
///
///     P(→ +∞) = Σ_{j ≤ −1} γ_j / Σ_j γ_j,   γ₀ = 1,  γ_i/γ_{i−1} = (1 − u_i)/u_i .
///
/// For N = 1 the weights are γ_j = exp(−jL₀ − j(j+1)/(2β)). Small steps (large β) make the mode win, large ones the first
/// vote's winner: β → 0 gives w_N(p₀), and β → ∞ gives 1 for p₀ > 1/2.
/// Claim: T31.
public struct LockIn: Sendable, Equatable {
  /// L₀, the first answer's log-odds.
  public let logOdds: Double
  /// N ≥ 1; an even N equals N − 1, ties being shared.
  public let rollouts: Int
  /// β > 0, the inverse step.
  public let beta: Double

  /// Makes the walk.
  ///
  /// - Parameters:
  ///   - logOdds: finite.
  ///   - rollouts: ≥ 1.
  ///   - beta: > 0; time and memory grow with β·(1 + |L₀|)·N.
  public init(logOdds: Double, rollouts: Int, beta: Double) {
    precondition(logOdds.isFinite && rollouts >= 1 && beta > 0, "a walk needs finite L₀, N ≥ 1 and β > 0")
    self.logOdds = logOdds
    self.rollouts = rollouts
    self.beta = beta
  }

  /// P(the first answer's probability tends to 1), by sums of logarithms; relative accuracy about 10⁻¹¹, also where it is
  /// tiny.
  public var probability: Double {
    let below = sum(direction: -1)
    let above = sum(direction: 1)
    // γ₀ = 1 belongs to the sum from 0 upwards.
    return below == -.infinity ? 0 : 1 / (1 + exp(above - below))
  }

  /// Φ(√(β w'_N)·L₀), which `probability` approaches for large β.
  ///
  /// w'_N = N C(N−1, (N−1)/2) 2^(−(N−1)) for odd N is the slope of w_N at 1/2 (even N use N − 1).
  public var normalApproximation: Double { StandardNormal.cdf((beta * slope).squareRoot() * logOdds) }

  /// w'_N = dw_N/dp at 1/2: 2.1875 at N = 8 and 4.4784 at N = 32.
  public var slope: Double {
    let n = rollouts % 2 == 1 ? rollouts : rollouts - 1
    let choose = lgamma(Double(n)) - 2 * lgamma(Double((n - 1) / 2 + 1))
    return Double(n) * exp(choose - Double(n - 1) * M_LN2)
  }

  /// ln Σ γ_j over j ≤ −1 or j ≥ 0.
  private func sum(direction: Int) -> Double {
    // Upwards γ_i = γ_{i−1} e^(−x_i), downwards γ_{i−1} = γ_i e^(x_i), with x_i = ln(u_i/(1 − u_i)) odd in L.
    var position = 0
    var weight = direction > 0 ? 0 : logVoteOdds(at: logOdds)
    var largest = weight
    var scaled = 1.0
    while true {
      if direction > 0 {
        position += 1
        weight -= logVoteOdds(at: logOdds + Double(position) / beta)
      } else {
        position -= 1
        weight += logVoteOdds(at: logOdds + Double(position) / beta)
      }
      if weight > largest {
        scaled = scaled * exp(largest - weight) + 1
        largest = weight
      } else {
        scaled += exp(weight - largest)
      }
      // Past L = 0 the weights fall ever faster.
      let there = (logOdds + Double(position) / beta) * Double(direction)
      if weight < largest - 45 && there > 0 { return largest + log(scaled) }
    }
  }

  /// ln(w_N/(1 − w_N)) at log-odds L, odd in L: sums of binomial terms, as logarithms.
  func logVoteOdds(at logOdds: Double) -> Double {
    if logOdds < 0 { return -logVoteOdds(at: -logOdds) }
    let n = rollouts % 2 == 1 ? rollouts : rollouts - 1
    if n == 1 { return logOdds }
    // The losing side, j ≤ (n−1)/2 votes of n, relative to its largest term; ratios of neighbours are exact.
    let half = (n - 1) / 2
    var term = 1.0
    var lower = 1.0
    let odds = exp(-logOdds)
    for j in stride(from: half, to: 0, by: -1) {
      term *= Double(j) / Double(n - j + 1) * odds
      lower += term
      if term < 1e-18 * lower { break }
    }
    // ln P(loses) = ln C(n, half) + half·ln p + (n − half)·ln q + ln(lower).
    let choose = lgamma(Double(n + 1)) - lgamma(Double(half + 1)) - lgamma(Double(n - half + 1))
    let logP = -log1p(odds)
    let loses = min(choose + Double(n) * logP - Double(n - half) * logOdds + log(lower), -M_LN2)
    return log1p(-exp(loses)) - loses
  }
}
