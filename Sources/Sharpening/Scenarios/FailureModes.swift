public import Measurement

/// What five rewards do to one policy that can stop at once or go round a cheap loop: the failure modes of outputs.
///
/// The process (`StopFiller`) opens with a filler at probability .4 and repeats it at .8, so that the loop is the surer
/// state; outputs end after at most 16 tokens. Each reward trains it by softmax policy gradient in exact expectation.
/// Paper: Fig. 3. Claim: T25, T25b, F3a, F3b, F3c.
public enum FailureModes {
  /// One reward's numbers.
  public struct Numbers: Codable, Sendable, Equatable {
    /// The reward's name.
    public let reward: String
    /// E|y| at the start, in tokens.
    public let firstLength: Double
    /// E|y| at the end.
    public let lastLength: Double
    /// The share of repeated 3-grams at the end, in expectation over outputs.
    public let lastRepetition: Double
    /// The share of outputs with an answer at the end.
    public let lastParseRate: Double
    /// How the outputs fail.
    public let mode: FailureMode
  }

  /// The name under which the scenario is run.
  public static let name = "failure-modes"
  /// What it puts to the test.
  public static let claim =
    "The probability and trajectory-level entropy collapse outputs to their shortest, token-level entropy and self-certainty to repetition, majority voting to neither."
  /// The five rewards, in the order of the paper's tables.
  public static let rewards: [Reward] = [
    .selfCertainty, .tokenLevelEntropy, .trajectoryLevelEntropy(), .probability, .majorityVoting(),
  ]
  /// The process at the start.
  public static let start = StopFiller(filler: 0.8, opening: 0.4, lengthLimit: 16)

  /// Trains the process by one reward.
  ///
  /// - Parameters:
  ///   - reward: of `rewards`, or another that is defined on tokens.
  ///   - steps: updates with learning rate 2.
  /// - Throws: `SharpeningError` where the reward is undefined on the process.
  public static func run(_ reward: Reward, steps: Int = 400) throws(SharpeningError) -> Numbers {
    let objective = Objective(
      reward: reward, advantage: Advantage(baseline: .groupMean), loss: .reinforce,
      update: .policyGradient(GradientStep(.sgd(2))), rollouts: 2)
    let result = try ObjectiveRun(objective, from: start, steps: steps, mode: .exact).run()
    let first = start.expectedLimitedLength
    let end = result.policies[0]
    let outputs = end.outputs
    let p = outputs.policy.probabilities
    let repeated = outputs.features?.repetition ?? []
    let last = end.expectedLimitedLength
    let repetition = zip(p, repeated).reduce(0) { $0 + $1.0 * $1.1 }
    return Numbers(
      reward: reward.name.rawValue, firstLength: first, lastLength: last, lastRepetition: repetition,
      lastParseRate: zip(p, outputs.answers).reduce(0) { $1.1 < 0 ? $0 : $0 + $1.0 },
      mode: last < first / 2 ? .length : repetition > 0.5 ? .repetition : .none)
  }
}
