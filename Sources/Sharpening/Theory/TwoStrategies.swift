public import SharpeningNumerics
internal import Foundation

/// Two strategies g and b behind one pair of logits, where a wrong vote on one problem helps another.
///
/// On the training problem g leads to the wrong answer W, and b to M answers equally often; on the test problem g leads to
/// the correct one. With u = θ_g − θ_b and G = σ(u) the vote elects W exactly if G > (1−G)/M, and then u̇ = 2G(1−G): training
/// accuracy stays 0 while test accuracy σ(u) → 1. Otherwise the vote elects one of b's answers, and u̇ = −2G(1−G)/M.
/// Claim: T44.
public struct TwoStrategies: Sendable, Equatable {
  /// u at the start.
  public let start: Double
  /// M ≥ 1.
  public let scattered: Int

  /// Makes the pair of problems.
  ///
  /// - Parameters:
  ///   - probability: σ(u₀) of (0, 1).
  ///   - scattered: M ≥ 1.
  public init(probability: Double, scattered: Int) {
    precondition(probability > 0 && probability < 1, "a strategy's probability lies in (0, 1)")
    precondition(scattered >= 1, "the other strategy has at least one answer")
    start = log(probability) - log1p(-probability)
    self.scattered = scattered
  }

  /// Whether the vote elects W: u > −ln M.
  public var electsWrong: Bool { start > -log(Double(scattered)) }

  /// u(t), in closed form: the clock of a gradient on the vote.
  public func logOdds(at time: Double) -> Double {
    let speed = electsWrong ? 1 : -1 / Double(scattered)
    return Clock.gradientVote.logOdds(at: speed * time, from: start)
  }

  /// The test problem's accuracy at t; the training problem's is 0 at all times.
  public func testAccuracy(at time: Double) -> Double {
    exp(Clock.logError(logOdds: -logOdds(at: time)))
  }

  /// Both logits' policy gradient on the voted answer of the training problem, for an integrator.
  ///
  /// State (θ_g, θ_b); the reward of an output is 1 where it equals the answer with the most mass.
  public func equation(absolute: Double = 1e-12, relative: Double = 1e-12) -> ODE {
    let count = scattered
    return ODE(dimension: 2, absolute: absolute, relative: relative) { _, logits, speed in
      let p = Policy(logits: [logits[0], logits[1]]).probabilities
      // W first, then b's answers.
      let masses = [p[0]] + [Double](repeating: p[1] / Double(count), count: count)
      let elected = masses.indices.reduce(0) { masses[$1] > masses[$0] ? $1 : $0 }
      let reward = elected == 0 ? [1.0, 0] : [0, 1 / Double(count)]
      let mean = p[0] * reward[0] + p[1] * reward[1]
      for strategy in 0..<2 { speed[strategy] = p[strategy] * (reward[strategy] - mean) }
    }
  }
}
