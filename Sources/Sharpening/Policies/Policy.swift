internal import Foundation

/// A probability distribution over a finite set of answers, kept as logarithms.
///
/// π(a) = exp(`logProbabilities[a]`), with −∞ allowed (an answer outside the support, which no update brings back) and
/// Σ π(a) = 1. Answers are numbered 0 ..< count.
public struct Policy: Sendable, Equatable {
  /// log π(a) of every answer, each in [−∞, 0].
  public let logProbabilities: [Double]

  /// Normalises logits: log π(a) = z(a) − log Σ exp z.
  ///
  /// - Parameter logits: at least one number; −∞ allowed, NaN and +∞ not, and not all −∞.
  public init(logits: [Double]) {
    precondition(!logits.isEmpty, "a policy needs at least one answer")
    precondition(logits.allSatisfy { $0 < .infinity }, "a logit is NaN or +∞")
    let total = Self.logSumExp(logits)
    precondition(total > -.infinity, "a policy needs an answer of positive probability")
    logProbabilities = logits.map { min(0, $0 - total) }
  }

  /// Takes weights, which need not sum to 1.
  ///
  /// - Parameter probabilities: at least one number ≥ 0 and finite, not all 0.
  public init(probabilities: [Double]) {
    precondition(
      probabilities.allSatisfy { $0 >= 0 && $0.isFinite }, "a probability is negative, NaN or infinite")
    self.init(logits: probabilities.map { log($0) })
  }

  /// The number of answers K ≥ 1.
  public var count: Int { logProbabilities.count }

  /// π(a) of every answer.
  public var probabilities: [Double] { logProbabilities.map { exp($0) } }

  /// H(π) = −Σ π log π in nats, of [0, ln K]; answers of probability 0 contribute 0.
  public var entropy: Double {
    max(0, -logProbabilities.reduce(0) { $1 == -.infinity ? $0 : $0 + exp($1) * $1 })
  }

  /// The most likely answer; of several, the first.
  public var mode: Int {
    logProbabilities.indices.reduce(0) { logProbabilities[$1] > logProbabilities[$0] ? $1 : $0 }
  }

  /// π(S), the probability of a set of answers given by its indicator.
  public func mass(of set: [Bool]) -> Double {
    precondition(set.count == count, "a set needs one flag an answer")
    return zip(logProbabilities, set).reduce(0) { $1.1 ? $0 + exp($1.0) : $0 }
  }

  /// log(π(S)/(1 − π(S))), exact to the last digits even where π(S) is within rounding of 0 or 1; ±∞ at 0 and 1.
  public func logOdds(of set: [Bool]) -> Double {
    precondition(set.count == count, "a set needs one flag an answer")
    let inside = Self.logSumExp(zip(logProbabilities, set).map { $1 ? $0 : -.infinity })
    let outside = Self.logSumExp(zip(logProbabilities, set).map { $1 ? -.infinity : $0 })
    return inside - outside
  }

  /// π(· | S): the limit that Theorem 1 gives for S = the initial majority.
  ///
  /// - Parameter set: of positive probability.
  /// Paper: Theorem 1. Proof: T3_limit_policy. Claim: T3.
  public func conditioned(on set: [Bool]) -> Policy {
    precondition(set.count == count, "a set needs one flag an answer")
    return Policy(logits: zip(logProbabilities, set).map { $1 ? $0 : -.infinity })
  }

  /// KL(π ‖ ρ) = Σ π log(π/ρ) in nats, ≥ 0; +∞ where ρ lacks an answer that π has.
  public func divergence(from other: Policy) -> Double {
    precondition(other.count == count, "two policies over the same answers are compared")
    let sum = zip(logProbabilities, other.logProbabilities).reduce(0) {
      $1.0 == -.infinity ? $0 : $0 + exp($1.0) * ($1.0 - $1.1)
    }
    return max(0, sum)
  }

  /// log Σ exp x, −∞ for an empty list or one of −∞ only.
  static func logSumExp(_ values: [Double]) -> Double {
    guard let largest = values.max(), largest > -.infinity else { return -.infinity }
    return largest + log(values.reduce(0) { $0 + exp($1 - largest) })
  }
}
