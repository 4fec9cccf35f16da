internal import Foundation

/// The laws by which the log-odds L of the favoured one of two answers grow: which field moves, under which reward.
///
/// | clock | field L̇ | law | error q |
/// |---|---|---|---|
/// | mirror, vote | 1 | L = L₀ + t | e^(−t) |
/// | mirror, probability | tanh(L/2) | sinh(L/2) = e^(t/2) sinh(L₀/2) | e^(−t) after 2 ln(1/L₀) |
/// | mirror, log-probability | L | L = L₀ e^t | doubly exponential |
/// | gradient, vote | 1/(1+cosh L) | sinh L + L = sinh L₀ + L₀ + t | 1/(2t) |
/// | std-normalised gradient, vote | 1/cosh(L/2) | 2 sinh(L/2) = 2 sinh(L₀/2) + t | 1/t² |
/// | gradient, log-probability | L/(1+cosh L) | ln L + Chi(L) = ln L₀ + Chi(L₀) + t | 1/(2t ln t) |
/// | gradient, probability | tanh(L/2)/(1+cosh L) | ln y + y = ln y₀ + y₀ + t/2, y = sinh²(L/2) | 1/(2t) |
///
/// *Mirror* is the flow θ̇ = r, the limit of small exact steps with t = k/β; *gradient* the softmax policy gradient
/// θ̇_a = π_a(r_a − r̄) with rewards held fixed inside the gradient. The reward 1[majority] is the vote of infinitely many
/// rollouts and L the majority's log-odds; the probability reward is also EMPO's (N = ∞; with N rollouts t becomes
/// (1 − 1/N)t under mirror), and its mirror flow is direct ascent on KL(U‖π). Fields under `.vote` rewards are even in L, so
/// that L may be negative (a cold start); the other four vanish at L = 0 and keep L's sign.
///
/// All answers but the favoured one being equally likely, K answers run by the same vote clocks with t multiplied by
/// `timeFactor(answers:)`; for unequal ones that is the asymptotic speed: q ~ (K−1)/(Kt) for the gradient and
/// (2(K−1)/(Kt))² for the std-normalised one. The factor 2t ln t is approached very slowly (q·2t ln t = .81 at t = 10³).
///
/// Proof: T10_scalar_mirror_vote, T10_scalar_mirror_probability, T10_scalar_mirror_log, T10_scalar_gradient_vote, T10_scalar_grpo_vote.
/// Claim: T10.
public enum Clock: String, CaseIterable, Codable, Sendable {
  /// Exact steps on the majority vote.
  case mirrorVote = "mirror-vote"
  /// Exact steps on the probability reward.
  case mirrorProbability = "mirror-probability"
  /// Exact steps on the log-probability reward.
  case mirrorLogProbability = "mirror-log-probability"
  /// Policy gradient on the majority vote.
  case gradientVote = "gradient-vote"
  /// Policy gradient on the majority vote, divided by the reward's standard deviation (GRPO).
  case standardisedVote = "standardised-vote"
  /// Policy gradient on the log-probability reward; ascent on −H.
  case gradientLogProbability = "gradient-log-probability"
  /// Policy gradient on the probability reward.
  case gradientProbability = "gradient-probability"

  /// Whether the reward is the vote's, so that a minority answer can be the favoured one.
  public var isVote: Bool {
    switch self {
    case .mirrorVote, .gradientVote, .standardisedVote: true
    case .mirrorProbability, .mirrorLogProbability, .gradientLogProbability, .gradientProbability: false
    }
  }

  /// The field L̇ at log-odds L.
  ///
  /// - Parameter logOdds: any number.
  /// - Returns: finite for finite L; it underflows to 0 beyond |L| = 745 where it decays.
  public func speed(at logOdds: Double) -> Double {
    // 1/(1 + cosh L) = 2e/(1+e)² and tanh(|L|/2) = (1−e)/(1+e) with e = e^(−|L|), which never overflows.
    let size = abs(logOdds)
    let e = exp(-size)
    let even = 2 * e / ((1 + e) * (1 + e))
    switch self {
    case .mirrorVote: return 1
    case .mirrorProbability: return tanh(logOdds / 2)
    case .mirrorLogProbability: return logOdds
    case .gradientVote: return even
    case .standardisedVote: return 2 * exp(-size / 2) / (1 + e)
    case .gradientLogProbability: return size.isInfinite ? 0 : logOdds * even
    case .gradientProbability: return tanh(logOdds / 2) * even
    }
  }

  /// How much faster the clock of a vote runs among K answers whose other K − 1 are equally likely.
  ///
  /// L is then the favoured answer's log-odds against all others together; its field is that of two answers times
  /// K/(2(K−1)) under a gradient and times 1 under mirror steps.
  /// - Parameter answers: K ≥ 2.
  public func timeFactor(answers: Int) -> Double {
    precondition(isVote, "the clocks of \(rawValue) are known for two answers alone")
    precondition(answers >= 2, "a vote is between at least two answers, not \(answers)")
    return self == .mirrorVote ? 1 : Double(answers) / (2 * Double(answers - 1))
  }

  /// q = σ(−L), the probability that is not on the favoured answer, without cancellation.
  public static func error(logOdds: Double) -> Double { exp(logError(logOdds: logOdds)) }

  /// ln q = −ln(1 + e^L), which is finite where q underflows.
  public static func logError(logOdds: Double) -> Double {
    logOdds > 0 ? -logOdds - log1p(exp(-logOdds)) : -log1p(exp(logOdds))
  }
}
