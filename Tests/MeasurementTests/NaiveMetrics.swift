import Foundation
import Measurement

/// The columns of a vote set from their definitions, rollout by rollout: slow, and the reference for
/// `metrics(of:)`.
struct NaiveMetrics {
  var tieRule = TieRule.firstSeen
  /// The planted mistake: in a group without any vote all pseudo-rewards and all oracle rewards are 0, and
  /// agree.
  var countsSilenceAsAgreement = false

  /// Every answer that wins, in the order of first appearance; only the first under first-seen.
  func winners(_ problem: PlainProblem) -> [Int] {
    var order: [Int] = []
    for case let answer? in problem.rollouts where !order.contains(answer) { order.append(answer) }
    let counts = order.map { answer in problem.rollouts.count { $0 == answer } }
    let tied = zip(order, counts).filter { $0.1 == counts.max() }.map(\.0)
    return tieRule == .firstSeen ? Array(tied.prefix(1)) : tied
  }

  func rewardAccuracy(_ problem: PlainProblem) -> Double {
    let winners = winners(problem)
    if winners.isEmpty && !countsSilenceAsAgreement { return 0 }
    let agreeing = problem.rollouts.count { rollout in
      let pseudo = rollout.map { winners.contains($0) } ?? false
      let oracle = rollout.map { problem.isCorrect[$0] } ?? false
      return pseudo == oracle
    }
    return Double(agreeing) / Double(problem.rollouts.count)
  }

  func columns(_ problems: [PlainProblem]) -> [Trajectory.Column: Double] {
    var row: [Trajectory.Column: Double] = [:]
    func add(_ column: Trajectory.Column, _ value: Double) {
      row[column, default: 0] += value / Double(problems.count)
    }
    for problem in problems {
      let size = Double(problem.rollouts.count)
      let winners = winners(problem)
      func share(_ holds: (Int?) -> Bool) -> Double { Double(problem.rollouts.count(where: holds)) / size }
      let ratio = winners.first.map { first in share { $0 == first } } ?? 0
      add(.majorityRatio, ratio)
      add(.majorityVotingReward, share { $0.map { winners.contains($0) } ?? false })
      let right = winners.count { problem.isCorrect[$0] }
      add(.labelAccuracy, winners.isEmpty ? 0 : Double(right) / Double(winners.count))
      add(.rewardAccuracy, rewardAccuracy(problem))
      add(.groundTruthReward, share { $0.map { problem.isCorrect[$0] } ?? false })
      add(.passAtN, problem.rollouts.contains { $0.map { problem.isCorrect[$0] } ?? false } ? 1 : 0)
      add(.parseRate, share { $0 != nil })
      let frequencies = Set(problem.rollouts).map { answer in share { $0 == answer } }
      add(.answerEntropy, frequencies.reduce(0) { $0 - $1 * log($1) })
    }
    return row
  }
}

/// Whether two rows have the same columns, each within 10⁻¹² absolute: sums of some hundred terms of order 1
/// or less.
func agree(_ a: [Trajectory.Column: Double], _ b: [Trajectory.Column: Double]) -> Bool {
  a.count == b.count && a.allSatisfy { column, value in b[column].map { abs($0 - value) <= 1e-12 } ?? false }
}
