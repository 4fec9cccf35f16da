internal import Foundation

/// One problem's answers under a fixed verifier that accepts answer a with probability f_a: x_a(t) ∝ x_a(0) e^(f_a t).
///
/// The most accepted answer wins, whatever the initial majority: the correct one exactly if tpr = f_c exceeds every false
/// positive rate. Reward accuracy is RA = Σ x_a a_a with a_c = tpr and a_j = 1 − fpr_j, and moves by Cov_x(f, a). At the end
/// only the two most accepted answers a, b matter: RA eventually rises exactly if (f_a − f_b)(a_a − a_b) > 0. So it first
/// dips and ends rising with the correct answer winning exactly if Cov₀(f, a) < 0, tpr > max fpr and tpr + max fpr > 1; more
/// than one turn can occur.
/// Paper: self-verification. Proof: T45_limit. Claim: T45.
public struct VerifierReplicator: Sendable, Equatable {
  /// x(0).
  public let start: Policy
  /// f_a of each answer, in [0, 1].
  public let acceptance: [Double]
  /// c.
  public let correct: Int

  /// Makes a problem.
  ///
  /// - Parameters:
  ///   - start: x(0).
  ///   - acceptance: one probability an answer.
  ///   - correct: the correct answer.
  public init(start: Policy, acceptance: [Double], correct: Int) {
    precondition(
      acceptance.count == start.count && acceptance.allSatisfy { 0...1 ~= $0 },
      "an answer is accepted with a probability in [0, 1]")
    precondition(start.logProbabilities.indices.contains(correct), "the correct answer is one of the answers")
    self.start = start
    self.acceptance = acceptance
    self.correct = correct
  }

  /// x(t); t is steps/β.
  public func policy(at time: Double) -> Policy {
    // Relative to the winner, so that a late time does not drown the differences.
    let best = acceptance.max() ?? 0
    return Policy(logits: zip(start.logProbabilities, acceptance).map { $0 + time * ($1 - best) })
  }

  /// a_a: the probability that the verifier agrees with the truth on each answer.
  public var agreement: [Double] {
    acceptance.enumerated().map { $0.offset == correct ? $0.element : 1 - $0.element }
  }

  /// RA(t).
  public func rewardAccuracy(at time: Double) -> Double {
    zip(policy(at: time).probabilities, agreement).reduce(0) { $0 + $1.0 * $1.1 }
  }

  /// dRA/dt = Cov_{x(t)}(f, a).
  public func rewardAccuracySpeed(at time: Double) -> Double {
    policy(at: time).covariance(acceptance, agreement)
  }

  /// The answers that remain, the most accepted ones with positive probability at the start.
  public var winners: [Int] {
    let present = acceptance.indices.filter { start.logProbabilities[$0] > -.infinity }
    let best = present.map { acceptance[$0] }.max() ?? 0
    return present.filter { acceptance[$0] == best }
  }

  /// Whether RA eventually rises; nil where the two most accepted answers tie in f or in a, or there is one answer.
  public var endsRising: Bool? {
    let present = acceptance.indices.filter { start.logProbabilities[$0] > -.infinity }
    let order = present.sorted { acceptance[$0] > acceptance[$1] }
    guard order.count >= 2, acceptance[order[0]] > acceptance[order[1]] else { return nil }
    // Several answers may share the second place; the weights of their own gains decide.
    let second = order.filter { acceptance[$0] == acceptance[order[1]] }
    let gain = second.reduce(0) {
      $0 + exp(start.logProbabilities[$1]) * (agreement[order[0]] - agreement[$1])
    }
    return gain == 0 ? nil : gain > 0
  }

  /// Whether RA first falls and in the end rises while the correct answer wins.
  public var dipsAndRecovers: Bool {
    winners == [correct] && endsRising == true && rewardAccuracySpeed(at: 0) < 0
  }
}
