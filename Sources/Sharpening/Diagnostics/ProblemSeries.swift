internal import Foundation
public import Measurement

/// One problem's course through a run: the log-odds of its initial majority at each step, and what else is known.
///
/// The initial majority is the winner at the first step. Where policies are known log-odds are exact. Where votes were sampled each is an
/// interval: with N rollouts, k of them for the answer, all p with N·KL(k/N ‖ p) ≤ ln(2/δ), which by Chernoff's bound misses the true
/// one with probability at most δ.
public struct ProblemSeries: Sendable, Equatable {
  /// Where a log-odds lies; both ends are equal where it is known.
  public struct Bounds: Sendable, Equatable {
    /// The lower end, or −∞.
    public let low: Double
    /// The upper end, or +∞.
    public let high: Double
  }

  /// The steps' numbers, strictly increasing.
  public let steps: [Int]
  /// L of the initial majority at each step.
  public let logOdds: [Bounds]
  /// The steps at which another answer wins, or none; nil where only p is known.
  public let flips: [Int]?
  /// The most correct answers seen at a step; nil where answers are not known.
  public let correctAnswers: Int?
  /// p, correctness of the majority and mass of other correct answers at the first step; nil where answers are not known.
  public let start: MajorityPath.Problem?
  /// The policies over outputs at each step, where they are known.
  public let policies: [OutputPolicy]?
  /// The reward of every output at each step, where it is known.
  public let rewards: [[Double]]?

  /// Whether log-odds are known and not estimated.
  public var isExact: Bool { logOdds.allSatisfy { $0.low == $0.high } }

  /// A course of which only p is known.
  ///
  /// - Parameters:
  ///   - steps: strictly increasing.
  ///   - logOdds: of the initial majority, one a step; ±∞ allowed.
  public init(steps: [Int], logOdds: [Double]) {
    self.init(steps: steps, logOdds: logOdds.map { Bounds(low: $0, high: $0) })
  }

  /// A course of known policies.
  ///
  /// - Parameters:
  ///   - steps: strictly increasing.
  ///   - policies: over the same outputs, one a step; the first has an output with an answer.
  ///   - rewards: of every output, one list a step; nil where they are not known.
  public init(steps: [Int], policies: [OutputPolicy], rewards: [[Double]]? = nil) {
    precondition(policies.count == steps.count && !steps.isEmpty, "one policy a step is needed")
    precondition(
      rewards.map { $0.count == steps.count && zip($0, policies).allSatisfy { $0.count == $1.count } }
        ?? true,
      "one reward an output and step is needed")
    let populations = policies.map { outputs in
      Population(
        answersPerProblem: [outputs.answerPolicy.count], logits: outputs.answerPolicy.logProbabilities,
        isCorrect: outputs.isCorrect + (outputs.hasUnparsed ? [false] : []),
        hasUnparsed: [outputs.hasUnparsed])
    }
    let modes = populations.map { $0.mode(of: 0) }
    guard let majority = modes[0] else { preconditionFailure("no answer has a positive probability") }
    self.init(
      steps: steps,
      logOdds: policies.map { outputs in
        let answers = outputs.answerPolicy
        let odds = answers.logOdds(of: (0..<answers.count).map { $0 == majority })
        return Bounds(low: odds, high: odds)
      },
      flips: zip(steps, modes).filter { $0.1 != majority }.map { $0.0 },
      correctAnswers: policies.map { outputs in
        zip(outputs.answerPolicy.logProbabilities, outputs.isCorrect).count { $0 > -.infinity && $1 }
      }.max(), start: MajorityPath(of: populations[0]).problems[0], policies: policies, rewards: rewards)
  }

  /// The courses of sampled votes, problem by problem.
  ///
  /// The first step's votes elect the majority, which favours it. There the interval is k/N ± √(2 ln(2/δ)/N), which holds for all answers at
  /// once, the winner included: an answer's share is a difference of two values of a distribution function, and both stay within
  /// half of that (Dvoretzky, Kiefer and Wolfowitz 1956, Massart 1990).
  ///
  /// - Parameters:
  ///   - steps: strictly increasing.
  ///   - votes: of the same problems in the same order, one set a step, every problem with rollouts. Answers are matched by name where
  ///     all sets have names, else by number.
  ///   - falseAlarm: the probability at most that any interval of any problem misses.
  /// - Returns: one course a problem; where none of the first votes could be parsed the majority has no votes at any step.
  public static func courses(steps: [Int], votes: [VoteSet], falseAlarm: Double = 1e-6) -> [ProblemSeries] {
    precondition(votes.count == steps.count && !steps.isEmpty, "one vote set a step is needed")
    let problems = votes[0].problemCount
    precondition(votes.allSatisfy { $0.problemCount == problems }, "all steps need the same problems")
    precondition(falseAlarm > 0 && falseAlarm < 1, "a probability of error lies in (0, 1)")
    let isNamed = votes.allSatisfy { $0.answerNames != nil }
    let delta = falseAlarm / Double(max(1, problems * steps.count))
    let starts = MajorityPath(of: Population(frequenciesOf: votes[0]), labels: votes[0]).problems
    return (0..<problems).map { problem in
      let first = votes[0].plurality(of: problem).winner
      let name = votes[0].name(of: first, of: problem)
      func isMajority(_ answer: Int32, _ set: VoteSet) -> Bool {
        answer >= 0 && (isNamed ? set.name(of: answer, of: problem) == name : answer == first)
      }
      let bounds = votes.enumerated().map { index, set -> Bounds in
        let rollouts = set.rollouts(of: problem)
        let count = rollouts.count { isMajority(set.answers[$0], set) }
        let share = Double(count) / Double(rollouts.count)
        return index == 0
          ? Self.uniform(share, rollouts.count, delta) : Self.chernoff(share, rollouts.count, delta)
      }
      return ProblemSeries(
        steps: steps, logOdds: bounds,
        flips: zip(steps, votes).filter { _, set in
          let winner = set.plurality(of: problem).winner
          // Where nothing could be parsed at first, nothing parsed is no flip.
          return first < 0 ? winner >= 0 : !isMajority(winner, set)
        }.map { $0.0 },
        correctAnswers: votes.map { set in set.isCorrect[set.distinctAnswers(of: problem)].count { $0 } }
          .max(),
        start: starts[problem])
    }
  }

  private init(
    steps: [Int], logOdds: [Bounds], flips: [Int]? = nil, correctAnswers: Int? = nil,
    start: MajorityPath.Problem? = nil, policies: [OutputPolicy]? = nil, rewards: [[Double]]? = nil
  ) {
    precondition(logOdds.count == steps.count, "one log-odds a step is needed")
    precondition(zip(steps, steps.dropFirst()).allSatisfy { $0 < $1 }, "steps have to increase")
    precondition(logOdds.allSatisfy { $0.low <= $0.high }, "a log-odds is no number")
    self.steps = steps
    self.logOdds = logOdds
    self.flips = flips
    self.correctAnswers = correctAnswers
    self.start = start
    self.policies = policies
    self.rewards = rewards
  }

  /// The log-odds of all p within √(2 ln(2/δ)/N) of a share.
  private static func uniform(_ share: Double, _ rollouts: Int, _ delta: Double) -> Bounds {
    let radius = (2 * log(2 / delta) / Double(rollouts)).squareRoot()
    func odds(_ p: Double) -> Double { p <= 0 ? -.infinity : p >= 1 ? .infinity : log(p) - log1p(-p) }
    return Bounds(low: odds(share - radius), high: odds(share + radius))
  }

  /// The log-odds of all p with N·KL(share ‖ p) ≤ ln(2/δ).
  private static func chernoff(_ share: Double, _ rollouts: Int, _ delta: Double) -> Bounds {
    let limit = log(2 / delta) / Double(rollouts)
    func divergence(_ odds: Double) -> Double {
      // −log p = softplus(−L), −log(1 − p) = softplus(L).
      func softplus(_ x: Double) -> Double { max(x, 0) + log1p(exp(-abs(x))) }
      let entropy = [share, 1 - share].reduce(0) { $1 > 0 ? $0 - $1 * log($1) : $0 }
      return share * softplus(-odds) + (1 - share) * softplus(odds) - entropy
    }
    func end(_ direction: Double) -> Double {
      let inside = share <= 0 ? -745.0 : share >= 1 ? 745 : log(share) - log1p(-share)
      if direction < 0 && share <= 0 || direction > 0 && share >= 1 { return direction * .infinity }
      var (near, far) = (inside, direction * 745)
      for _ in 0..<100 {
        let middle = (near + far) / 2
        if divergence(middle) <= limit { near = middle } else { far = middle }
      }
      return far
    }
    return Bounds(low: end(-1), high: end(1))
  }
}
