internal import Foundation
internal import Measurement

extension StopFiller {
  /// The certainty rewards of an output whose speeds are known.
  public enum CertaintyReward: String, CaseIterable, Codable, Sendable {
    /// π(y).
    case probability
    /// log π(y).
    case summedLogProbability = "summed_log_probability"
    /// log π(y)/|y|, the authors' trajectory-level entropy.
    case meanLogProbability = "mean_log_probability"
    /// −(1/|y|) Σ H(π_t).
    case tokenEntropy = "token_level_entropy"
    /// (1/|y|) Σ H(U, π_t).
    case selfCertainty = "self_certainty"
  }

  /// The velocity Σ_y π(y) r(y) ∇ log π(y) of stop-gradient policy gradient without a length limit, one number a parameter.
  ///
  /// With h(p) the entropy of a choice, c(p) = H(U, ·) of it, u = E[1/(n+1) | n ≥ 1], κ = ln g − ln f − logit f:
  ///
  /// | reward | opening, divided by g(1−g) | loop, divided by g |
  /// |---|---|---|
  /// | probability | g(1−f)/(1+f) − (1−g) | −g f(1−f)/(1+f)² |
  /// | summed log-probability | logit g − h(f)/(1−f) | f ln f/(1−f) |
  /// | mean log-probability | ln f + κu − ln(1−g) | κ((1−f) − u(2−f)) |
  /// | token entropy | (h(g) − h(f))(1−u) | (h(g) − h(f))(u(2−f) − (1−f)) |
  /// | self-certainty | (c(f) − c(g))(1−u) | (c(f) − c(g))(u(2−f) − (1−f)) |
  ///
  /// A process of one state has the sum of both at g = f: −f(1−f)/(1+f)² for the probability, f ln f/(1−f) for the
  /// summed, (1−f) logit(f) (−ln(1−f)/f − 1) for the mean, and 0 for the last two, whose reward does not depend on the output.
  /// u(2−f) ≥ 1−f, so that under the last two both speeds have the sign of h(g) − h(f), or c(f) − c(g).
  ///
  /// Accurate to about 1e-13 relative for |logits| up to 700 where f is not within 1e-300 of 0 or 1.
  /// Paper: Fig. 3. Proof: T25_scalar_probability, T25_scalar_mean_log. Claim: T25, T25b.
  public func speed(of reward: CertaintyReward) -> [Double] {
    let (first, rest) = (opening, loop)
    let (g, f, stop) = (first.filler, rest.filler, rest.stop)
    let (v, bend) = Self.lengthMoments(rest)
    let u = stop * v
    var opening: Double
    var loop: Double
    switch reward {
    case .probability:
      opening = g * stop / (1 + f) - first.stop
      loop = -g * f * stop / ((1 + f) * (1 + f))
    case .summedLogProbability:
      // f ln f/(1−f) = −ln(1+x)/x with x = (1−f)/f.
      let x = exp(-rest.logit)
      loop = x == 0 ? -1 : x == .infinity ? 0 : -log1p(x) / x
      opening = first.logit + loop + rest.logStop
    case .meanLogProbability:
      let kappa = first.logFiller - rest.logFiller - rest.logit
      opening = rest.logFiller + kappa * u - first.logStop
      loop = kappa * stop * bend
    case .tokenEntropy, .selfCertainty:
      let gain =
        reward == .tokenEntropy
        ? first.entropy - rest.entropy : rest.uniformCrossEntropy - first.uniformCrossEntropy
      opening = gain * (1 - u)
      loop = -gain * stop * bend
    }
    opening *= g * first.stop
    loop *= g
    return hasOpening ? [opening, loop] : [opening + loop]
  }

  /// The expected reward Σ_y π(y) r(y) without a length limit, in the notation of `speed(of:)`.
  ///
  /// (1−g)² + g²(1−f)/(1+f) for the probability, −h(g) − g h(f)/(1−f) for the summed log-probability,
  /// (1−g) ln(1−g) + g(ln f + κu) for the mean one, and −x(g) + g(x(g) − x(f))(1−u) with x = h for token entropy, x = −c for
  /// self-certainty.
  /// Claim: T25.
  public func expectation(of reward: CertaintyReward) -> Double {
    let (first, rest) = (opening, loop)
    let (g, f) = (first.filler, rest.filler)
    let u = rest.stop * Self.lengthMoments(rest).v
    switch reward {
    case .probability: return first.stop * first.stop + g * g * rest.stop / (1 + f)
    case .summedLogProbability: return -first.entropy - g * rest.entropy / rest.stop
    case .meanLogProbability:
      let kappa = first.logFiller - rest.logFiller - rest.logit
      return first.stop * first.logStop + g * (rest.logFiller + kappa * u)
    case .tokenEntropy: return -first.entropy + g * (first.entropy - rest.entropy) * (1 - u)
    case .selfCertainty:
      let (a, b) = (first.uniformCrossEntropy, rest.uniformCrossEntropy)
      return a + g * (b - a) * (1 - u)
    }
  }

  /// The same expectation with the length limit, by a sum over all outputs.
  public func limitedExpectation(of reward: CertaintyReward) -> Double {
    let outputs = self.outputs
    return zip(outputs.policy.probabilities, rewards(reward, outputs)).reduce(0) {
      $1.0 > 0 ? $0 + $1.0 * $1.1 : $0
    }
  }

  /// v = u/(1−f) = Σ_(m≥2) f^(m−2)/m and 1 − v(2−f) = −Σ_(j≥1) j f^j/((j+1)(j+2)), the sums where the closed forms would cancel.
  private static func lengthMoments(_ loop: Decision) -> (v: Double, bend: Double) {
    let f = loop.filler
    if f >= 0.05 {
      let v = (-loop.logStop - f) / (f * f)
      return (v, 1 - v * (2 - f))
    }
    var (v, bend, power) = (0.0, 0.0, 1.0)
    for j in 0..<16 {
      let j = Double(j)
      v += power / (j + 2)
      bend -= j * power / ((j + 1) * (j + 2))
      power *= f
    }
    return (v, bend)
  }

  /// The same velocity with the length limit, by a sum over all outputs.
  ///
  /// It tends to `speed(of:)` as the limit grows, with a difference of the order of T² times `cutProbability`.
  public func limitedSpeed(of reward: CertaintyReward) -> [Double] {
    let outputs = self.outputs
    let weights = zip(outputs.policy.probabilities, rewards(reward, outputs)).map { $0 * $1 }
    var gradient = [Double](repeating: 0, count: parameters.count)
    addScore(weights, to: &gradient)
    return gradient
  }

  /// The reward of every output, from its features.
  private func rewards(_ reward: CertaintyReward, _ outputs: OutputPolicy) -> [Double] {
    let features = outputs.features
    let logs = features?.logProbability ?? []
    switch reward {
    case .probability: return logs.map { exp($0) }
    case .summedLogProbability: return logs
    case .meanLogProbability: return zip(logs, features?.length ?? []).map { $0 / Double($1) }
    case .tokenEntropy: return (features?.meanEntropy ?? []).map { -$0 }
    case .selfCertainty: return features?.meanUniformCrossEntropy ?? []
    }
  }
}
