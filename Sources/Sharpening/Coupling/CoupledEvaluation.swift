internal import Foundation
internal import Measurement
internal import SharpeningNumerics

/// Measures a policy on a fixed set of problems, as often as wanted.
///
/// Accuracy and divergence are exact expectations over the policies; what needs a vote comes from N rollouts a problem at
/// temperature 1, from a stream of its own.
struct CoupledEvaluation: ~Copyable {
  private let problems: CoupledProblems
  private let isHeldout: Bool
  private var votes: VoteSet
  private let rollouts: Int
  private var startLogs: [Double] = []
  /// ln π at the last measurement, problem after problem.
  private(set) var lastLogs: [Double] = []
  private var startWinners: [Int32]?
  private var generator: Generator

  init(problems: CoupledProblems, rollouts: Int, isHeldout: Bool, generator: consuming Generator) {
    self.problems = problems
    self.isHeldout = isHeldout
    self.rollouts = rollouts
    self.generator = generator
    votes = VoteSet(
      rolloutsPerProblem: [Int](repeating: rollouts, count: problems.count),
      answers: [Int32](repeating: 0, count: problems.count * rollouts),
      answersPerProblem: (0..<problems.count).map { problems.answers(of: $0).count },
      isCorrect: problems.isCorrect)
  }

  /// One row; the first call is the start that divergences and flips count from.
  ///
  /// `heldout_accuracy`, for held-out problems, and `ground_truth_reward` are the mean probability of a correct answer.
  mutating func measure(parameters: [Double], memory: [Double]?) -> [Trajectory.Column: Double] {
    let (logs, accuracy) = logProbabilities(parameters, memory)
    if startLogs.isEmpty { startLogs = logs }
    lastLogs = logs
    var winners = [Int32](repeating: 0, count: problems.count)
    draw(logs)
    var sums = metrics(of: votes, relativeTo: startWinners, winners: &winners)
    if startWinners == nil {
      startWinners = winners
      sums = metrics(of: votes, relativeTo: winners)
    }
    var row = sums.columns
    row[.groundTruthReward] = accuracy
    if isHeldout { row[.heldoutAccuracy] = accuracy }
    var divergence = 0.0
    for (log, start) in zip(logs, startLogs) where log > -700 { divergence += exp(log) * (log - start) }
    row[.klToStart] = max(0, divergence / Double(problems.count))
    row[.answerDiversity] = diversity(winners)
    return row
  }

  /// All ln π, and the mean probability of a correct answer.
  private func logProbabilities(_ parameters: [Double], _ memory: [Double]?) -> ([Double], Double) {
    var logs = [Double](repeating: 0, count: problems.base.count)
    var correct = 0.0
    var span = logs.mutableSpan
    for problem in 0..<problems.count {
      let range = problems.answers(of: problem)
      problems.writeLogits(of: problem, parameters: parameters.span, into: &span, at: range.lowerBound)
      var largest = -Double.infinity
      for position in range {
        if let memory { span[position] += memory[position] }
        largest = max(largest, span[position])
      }
      var total = 0.0
      for position in range { total += exp(span[position] - largest) }
      let logTotal = largest + log(total)
      for position in range {
        span[position] -= logTotal
        if problems.isCorrect[position] { correct += exp(span[position]) }
      }
    }
    return (logs, correct / Double(problems.count))
  }

  private mutating func draw(_ logs: [Double]) {
    Self.draw(logs, problems, rollouts, &generator, into: &votes)
  }

  private static func draw(
    _ logs: [Double], _ problems: CoupledProblems, _ rollouts: Int, _ generator: inout Generator,
    into votes: inout VoteSet
  ) {
    votes.resampleUnchecked { drawn in
      for problem in 0..<problems.count {
        let range = problems.answers(of: problem)
        for rollout in 0..<rollouts {
          let target = generator.uniform()
          var sum = 0.0
          var reached: Int32 = 0
          for position in range.lowerBound..<range.upperBound - 1 {
            sum += exp(logs[position])
            if sum > target { break }
            reached += 1
          }
          drawn[problem * rollouts + rollout] = reached
        }
      }
    }
  }

  /// Distinct winners as a share of the problems; an answer without an identity is distinct from all others.
  private func diversity(_ winners: [Int32]) -> Double {
    var seen: Set<Int32> = []
    var own = 0
    for (problem, winner) in winners.enumerated() {
      let identity = problems.identities[problems.answers(of: problem).lowerBound + Int(winner)]
      if identity < 0 { own += 1 } else { seen.insert(identity) }
    }
    return Double(own + seen.count) / Double(problems.count)
  }
}
