public import Measurement

/// The rollouts of one problem, in the order in which they were sampled, with all that a reward may look at.
///
/// Only `answers` and `isCorrect` are always there; the others are nil unless a reward needs them.
public struct RolloutGroup: Sendable, Equatable {
  /// Each rollout's answer: its number within the problem, or `VoteSet.unparsed`.
  public var answers: [Int32]
  /// Whether each of the problem's answers is correct.
  public var isCorrect: [Bool]
  /// Length, log π(y) … of each rollout.
  public var features: RolloutFeatures?
  /// The answers to a rephrased problem, under the same numbers.
  public var rephrased: [Int32]?
  /// The answers that each rollout's reasoning passes through, under the same numbers.
  public var intermediate: [[Int32]]?
  /// The number of the model that each rollout comes from.
  public var models: [Int]?
  /// What each rollout's vote weighs, ≥ 0.
  public var weights: [Double]?
  /// Whether a verifier accepted each rollout, where it has been asked; a random reward takes these and draws nothing.
  public var verdicts: [Bool]?

  /// Makes a group.
  ///
  /// - Parameters:
  ///   - answers: below the count of `isCorrect`, or unparsed.
  ///   - isCorrect: one an answer.
  ///   - features: each present column with one value a rollout.
  public init(answers: [Int32], isCorrect: [Bool], features: RolloutFeatures? = nil) {
    precondition(
      answers.allSatisfy { $0 >= VoteSet.unparsed && Int($0) < isCorrect.count },
      "a rollout names an answer that is not there")
    precondition(features?.fits(rollouts: answers.count) ?? true, "features need one value a rollout")
    self.answers = answers
    self.isCorrect = isCorrect
    self.features = features
  }

  /// One problem of a vote set.
  public init(_ votes: VoteSet, problem: Int) {
    let range = votes.rollouts(of: problem)
    self.init(
      answers: Array(votes.answers[range]),
      isCorrect: Array(votes.isCorrect[votes.distinctAnswers(of: problem)]),
      features: votes.features?.selecting(Array(range)))
  }

  /// Outputs of a policy, in the order drawn, with their features and log-probabilities.
  ///
  /// - Parameters:
  ///   - drawn: numbers of outputs.
  ///   - outputs: what they are numbers of.
  public init(_ drawn: [Int], of outputs: OutputPolicy) {
    self.init(
      answers: drawn.map { outputs.answers[$0] }, isCorrect: outputs.isCorrect,
      features: outputs.knownFeatures.selecting(drawn))
  }

  /// The number of rollouts.
  public var count: Int { answers.count }

  /// Whether rollout `rollout` is correct.
  public func isCorrectRollout(_ rollout: Int) -> Bool {
    answers[rollout] >= 0 && isCorrect[Int(answers[rollout])]
  }
}

extension RolloutFeatures {
  /// The same columns for some of the rollouts, in the order given.
  func selecting(_ rollouts: [Int]) -> RolloutFeatures {
    RolloutFeatures(
      length: length.map { column in rollouts.map { column[$0] } },
      logProbability: logProbability.map { column in rollouts.map { column[$0] } },
      meanEntropy: meanEntropy.map { column in rollouts.map { column[$0] } },
      meanUniformCrossEntropy: meanUniformCrossEntropy.map { column in rollouts.map { column[$0] } },
      meanTopTwoGap: meanTopTwoGap.map { column in rollouts.map { column[$0] } },
      repetition: repetition.map { column in rollouts.map { column[$0] } })
  }
}

extension OutputPolicy {
  /// The features, log π(y) always among them: a policy over answers knows it too.
  var knownFeatures: RolloutFeatures {
    var known = features ?? RolloutFeatures()
    known.logProbability = known.logProbability ?? policy.logProbabilities
    return known
  }
}
