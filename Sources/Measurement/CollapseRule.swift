/// When a run counts as collapsed: a metric, averaged over some steps, lies below a threshold for some steps.
///
/// Let x₀, x₁, … be the metric's values at the steps where it was measured, and s_i the mean of the last `smoothing` of
/// x₀ … x_i (of fewer near the start). The collapse step is the step of the first i with s_i, …, s_(i+hold−1) all below
/// the threshold. A run without one is right-censored at its last step: nothing is known of when it would collapse.
///
/// A policy that gives one answer to everything is still right wherever that answer happens to be correct: a threshold
/// below that share is never met.
/// Paper: Model Collapse Step. Claim: T40, T41.
public struct CollapseRule: Hashable, Codable, Sendable {
  /// What every output calls the rule.
  public var name: String
  /// The quantity that falls.
  public var metric: Trajectory.Column
  /// The value to fall below.
  public var threshold: Double
  /// How many measured steps are averaged, ≥ 1.
  public var smoothing: Int
  /// For how many measured steps the average stays below, ≥ 1.
  public var hold: Int

  /// Makes a rule.
  public init(
    name: String, metric: Trajectory.Column = .rewardAccuracy, threshold: Double, smoothing: Int = 1,
    hold: Int = 1
  ) {
    precondition(smoothing >= 1 && hold >= 1, "smoothing and hold are at least 1")
    self.name = name
    self.metric = metric
    self.threshold = threshold
    self.smoothing = smoothing
    self.hold = hold
  }

  /// The paper's: the first step with reward accuracy below 1 %.
  public static let paper = CollapseRule(name: "paper", threshold: 0.01)
  /// Reward accuracy below 1 % in the mean of 10 steps, for 20 steps.
  public static let standard = CollapseRule(name: "default", threshold: 0.01, smoothing: 10, hold: 20)

  /// What a rule says of a run.
  public enum Outcome: Equatable, Sendable {
    /// The run collapsed at this step.
    case collapsed(step: Int)
    /// The run had not collapsed when it ended at this step (nil: it has no step with the metric).
    case censored(step: Int?)

    /// The collapse step, or nil for a censored run.
    public var step: Int? { if case .collapsed(let step) = self { step } else { nil } }
  }

  /// Applies the rule to a trajectory.
  public func outcome(of trajectory: Trajectory) -> Outcome {
    let column = trajectory[metric] ?? []
    let measured = zip(trajectory.steps, column).compactMap { step, value in value.map { (step, $0) } }
    var sum = 0.0
    var below = 0
    for index in measured.indices {
      // A fresh sum every step costs smoothing additions and leaves no drift behind.
      let window = measured[max(0, index - smoothing + 1)...index]
      sum = window.reduce(0) { $0 + $1.1 }
      below = sum / Double(window.count) < threshold ? below + 1 : 0
      if below == hold { return .collapsed(step: measured[index - hold + 1].0) }
    }
    return .censored(step: measured.last?.0)
  }
}
