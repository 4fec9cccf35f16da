internal import Foundation
internal import Measurement

/// What the vote of infinitely many rollouts makes of independent problems, in closed form.
///
/// Under a mirror step with moving reference and reward 1[a = majority] the majority's log-odds grow by 1/β a step and
/// the others keep their proportions, so problem i contributes
///
///     accuracy_i(t) = p_t c(m) + q (1 − p_t),   logit p_t = L + t,   t = (steps)/β,
///
/// with p = π(m), c(m) the majority's correctness and q = π(correct, not m)/(1 − p) the share of correct answers outside it.
/// Paper: Theorem 1. Proof: T2_closed_form, T3_conditional_invariance. Claim: T2, T35.
public struct MajorityPath: Sendable {
  /// What one problem contributes.
  public struct Problem: Sendable, Equatable {
    /// p = π(m) at the start; 0 where no outcome can win.
    public let majority: Double
    /// c(m).
    public let isRight: Bool
    /// π(correct and not m) at the start.
    public let otherCorrect: Double

    /// Makes a problem's summary.
    ///
    /// - Parameters:
    ///   - majority: p of [0, 1].
    ///   - isRight: c(m).
    ///   - otherCorrect: of [0, 1 − p].
    public init(majority: Double, isRight: Bool, otherCorrect: Double) {
      self.majority = majority
      self.isRight = isRight
      self.otherCorrect = otherCorrect
    }

    /// p_t, by odds that never overflow: 1/(1 + ((1−p)/p) e^(−t)).
    public func majority(at t: Double) -> Double {
      if majority <= 0 || majority >= 1 { return majority }
      return 1 / (1 + (1 - majority) / majority * exp(-t))
    }

    /// The accuracy of one sampled answer at t.
    public func accuracy(at t: Double) -> Double {
      (isRight ? majority(at: t) : 0) + rest(at: t) * otherCorrect
    }

    /// The expected share of rollouts whose pseudo-reward equals the oracle reward: 1 − p_t (1 − c(m)) − q (1 − p_t).
    ///
    /// It is 0 where nothing can be parsed.
    public func rewardAccuracy(at t: Double) -> Double {
      if majority <= 0 { return 0 }
      return 1 - (isRight ? 0 : majority(at: t)) - rest(at: t) * otherCorrect
    }

    /// (1 − p_t)/(1 − p), the factor by which every other answer has shrunk.
    private func rest(at t: Double) -> Double {
      if majority <= 0 { return 1 }
      return 1 / (majority * exp(t) + 1 - majority)
    }

    /// What the problem adds to V = A'(0): p (1 − p) (c(m) − q).
    public var initialSlope: Double { majority * ((isRight ? 1 - majority : 0) - otherCorrect) }

    /// What the problem adds to M = lim e^t A'(t): ((1 − p)/p) (c(m) − q).
    public var finalSlope: Double {
      majority <= 0 ? 0 : ((isRight ? 1 - majority : 0) - otherCorrect) / majority
    }
  }

  /// The problems.
  public let problems: [Problem]

  /// Takes summaries as they are.
  public init(problems: [Problem]) { self.problems = problems }

  /// Reads each problem's most likely answer (of several, the first) and its correct mass off a population.
  public init(of population: Population) {
    problems = (0..<population.problemCount).map {
      Self.problem($0, population, mode: population.mode(of: $0))
    }
  }

  /// The same, the majority being the vote set's plurality: of several answers with the most votes the first seen.
  init(of population: Population, labels votes: VoteSet) {
    problems = (0..<population.problemCount).map {
      let winner = votes.plurality(of: $0).winner
      return Self.problem($0, population, mode: winner < 0 ? nil : Int(winner))
    }
  }

  private static func problem(_ problem: Int, _ population: Population, mode: Int?) -> Problem {
    guard let mode else { return Problem(majority: 0, isRight: false, otherCorrect: 0) }
    let policy = population.policy(of: problem)
    let correct = Array(population.isCorrect[population.answers(of: problem)])
    let others = correct.enumerated().map { $0.element && $0.offset != mode }
    return Problem(
      majority: exp(policy.logProbabilities[mode]), isRight: correct[mode],
      otherCorrect: policy.mass(of: others))
  }

  /// A(t), the mean accuracy of one sampled answer.
  public func accuracy(at t: Double) -> Double { mean { $0.accuracy(at: t) } }

  /// The mean expected reward accuracy at t.
  ///
  /// Where every problem has at most one correct answer it falls to the label accuracy and never below; with several, a
  /// right majority starts below 1, as the other correct answers are not rewarded.
  ///
  /// Proof: T40_decreases_to_label_accuracy. Claim: T39, T40.
  public func rewardAccuracy(at t: Double) -> Double { mean { $0.rewardAccuracy(at: t) } }

  /// A(∞) = the share of problems whose majority is right.
  ///
  /// Claim: T38.
  public var labelAccuracy: Double { mean { $0.isRight ? 1 : 0 } }

  /// The mean of p_t.
  public func majority(at t: Double) -> Double { mean { $0.majority(at: t) } }

  /// V = A'(0).
  public var initialSlope: Double { mean(\.initialSlope) }

  /// M = lim e^t A'(t).
  public var finalSlope: Double { mean(\.finalSlope) }

  private func mean(_ value: (Problem) -> Double) -> Double {
    problems.isEmpty ? .nan : problems.reduce(0) { $0 + value($1) } / Double(problems.count)
  }
}
