import Foundation
import Measurement
import Sharpening

/// Exact mirror steps on the vote, which satisfy every hypothesis, and the same with one thing changed.
enum DiagnosedRuns {
  static let beta = 0.8
  static let steps = Array(0...8)
  /// Margins rise, and the lowest majority is the wrong one.
  static let starts: [(policy: [Double], correct: [Bool])] = [
    ([0.4, 0.35, 0.25], [false, true, false]), ([0.3, 0.5, 0.2], [false, true, false]),
    ([0.1, 0.2, 0.7], [false, false, true]),
  ]

  /// The policies and rewards of one problem under exact steps.
  static func course(
    _ policy: [Double], correct: [Bool], beta: Double = beta, reward: ((Policy) -> [Double])? = nil
  ) -> ProblemSeries {
    var policies: [OutputPolicy] = []
    var rewards: [[Double]] = []
    var current = Policy(probabilities: policy)
    for _ in steps {
      let mode = current.mode
      let vote = (0..<current.count).map { $0 == mode ? 1.0 : 0 }
      policies.append(OutputPolicy(answers: current, isCorrect: correct))
      rewards.append(reward?(current) ?? vote)
      current = current.sharpened(by: rewards[rewards.count - 1], beta: beta)
    }
    return ProblemSeries(steps: steps, policies: policies, rewards: rewards)
  }

  static var problems: [ProblemSeries] { starts.map { course($0.policy, correct: $0.correct) } }

  /// What the closed forms say of the same problems.
  static var trajectory: Trajectory {
    let population = Population(
      answersPerProblem: [3, 3, 3], logits: starts.flatMap { $0.policy.map { log($0) } },
      isCorrect: starts.flatMap(\.correct))
    let path = MajorityPath(of: population)
    var trajectory = Trajectory()
    for step in steps {
      let time = Double(step) / beta
      trajectory.append(
        step: step,
        [
          .majorityVotingReward: path.majority(at: time), .rewardAccuracy: path.rewardAccuracy(at: time),
          .labelAccuracy: path.labelAccuracy, .majorityFlipRate: 0,
        ])
    }
    return trajectory
  }

  static var clean: RunRecord {
    RunRecord(trajectory: trajectory, problems: problems, beta: beta, learningRate: .plain(2))
  }

  /// The trajectory with one value of a column changed.
  static func trajectory(_ column: Trajectory.Column, at changed: Int, by shift: Double) -> Trajectory {
    var result = Trajectory()
    let source = trajectory
    for (index, step) in source.steps.enumerated() {
      var row: [Trajectory.Column: Double] = [:]
      for name in source.columns { row[name] = source[name]?[index] }
      if step == changed { row[column] = (row[column] ?? 0) + shift }
      result.append(step: step, row)
    }
    return result
  }
}
