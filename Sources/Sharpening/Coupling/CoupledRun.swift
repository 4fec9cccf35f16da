public import Measurement

/// What one replicate of a coupled training yields; a run that diverges keeps what it measured before.
public struct CoupledRun: Sendable, Equatable {
  /// How a run ended.
  public enum Outcome: Sendable, Equatable {
    /// All steps were taken.
    case finished
    /// After this step a parameter was no number or beyond `CoupledTraining.largestParameter`.
    case diverged(step: Int)
  }

  /// How it ended.
  public let outcome: Outcome
  /// What the sampled votes of the training batch show, before each recorded step's update.
  ///
  /// `reward` and `reward_accuracy` are those of the reward in use; the majority's columns are there beside them.
  public let training: Trajectory
  /// What the evaluation problems show at the same steps, and at the end.
  public let evaluation: Trajectory
  /// The shared parameters at the end.
  public let parameters: [Double]
  /// The probabilities of the evaluation problems' answers at the last evaluation, problem after problem.
  public let probabilities: [Double]

  /// Training columns with, where both have one, the evaluation's `heldout_accuracy`, `answer_diversity`,
  /// `kl_to_start`, `majority_flip_rate` and `reward_accuracy`.
  public var trajectory: Trajectory {
    var joined = Trajectory()
    let columns: [Trajectory.Column] = [
      .heldoutAccuracy, .answerDiversity, .klToStart, .majorityFlipRate, .rewardAccuracy,
    ]
    for (index, step) in evaluation.steps.enumerated() {
      var row: [Trajectory.Column: Double] = [:]
      if index < training.steps.count && training.steps[index] == step {
        for column in training.columns { row[column] = training[column]?[index] }
      }
      for column in columns { row[column] = evaluation[column]?[index] ?? row[column] }
      joined.append(step: step, row)
    }
    return joined
  }
}
