/// When a run counts as collapsed: one metric or several, averaged over some steps, lie beyond their levels for some steps.
///
/// Let x₀, x₁, … be a metric's values at the steps where all of the rule's metrics were measured, and s_i the mean of the last
/// `smoothing` of x₀ … x_i (of fewer near the start). The collapse step is the step of the first i at which s_i, …,
/// s_(i+hold−1) all meet every condition. A run without one is right-censored at its last step: nothing is known of when it
/// would collapse.
///
/// Smoothing delays: after a sudden fall to zero, a mean of w steps reaches a small threshold w − 1 steps late. A hold does not,
/// as the first of its steps is reported. A policy that gives one answer to everything is still right wherever that answer
/// happens to be correct: a threshold below that share is never met, so a rule for an accuracy counts from a base rate.
/// Paper: Model Collapse Step. Claim: T40, T41.
public struct CollapseRule: Hashable, Codable, Sendable {
  /// What every output calls the rule.
  public var name: String
  /// What has to be met at once, at least one; the first one's metric is the one that is drawn.
  public var conditions: [CollapseCondition]
  /// How many measured steps are averaged, ≥ 1.
  public var smoothing: Int
  /// For how many measured steps the conditions are met, ≥ 1.
  public var hold: Int

  enum CodingKeys: String, CodingKey { case name, conditions, smoothing, hold }

  /// Makes a rule with several conditions.
  public init(name: String, conditions: [CollapseCondition], smoothing: Int = 1, hold: Int = 1) {
    precondition(smoothing >= 1 && hold >= 1, "smoothing and hold are at least 1")
    precondition(!conditions.isEmpty, "a rule without a condition is met at once")
    self.name = name
    self.conditions = conditions
    self.smoothing = smoothing
    self.hold = hold
  }

  /// Makes a rule with one condition.
  public init(
    name: String, metric: Trajectory.Column = .rewardAccuracy,
    direction: CollapseCondition.Direction = .falls, threshold: Double,
    of reference: CollapseCondition.Reference = .value, baseRate: Double = 0, smoothing: Int = 1,
    hold: Int = 1
  ) {
    let condition = CollapseCondition(
      metric, direction, threshold: threshold, of: reference, baseRate: baseRate)
    self.init(name: name, conditions: [condition], smoothing: smoothing, hold: hold)
  }

  /// The first condition's metric.
  public var metric: Trajectory.Column { conditions[0].metric }
  /// The first condition's threshold.
  public var threshold: Double { conditions[0].threshold }
  /// Every condition's metric.
  public var metrics: [Trajectory.Column] { conditions.map(\.metric) }

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
    let measured = trajectory.measured(metrics)
    var met = [Bool](repeating: true, count: measured.steps.count)
    for (condition, values) in zip(conditions, measured.values) {
      for (index, one) in condition.met(by: values, smoothing: smoothing).enumerated() where !one {
        met[index] = false
      }
    }
    var run = 0
    for (index, one) in met.enumerated() {
      run = one ? run + 1 : 0
      if run == hold { return .collapsed(step: measured.steps[index - hold + 1]) }
    }
    return .censored(step: measured.steps.last)
  }

  /// The outcome as survival data, or nil for a run too short to show a collapse at all.
  ///
  /// A collapse is known only once it has held, so a run without one is known to be whole up to the first step from which a
  /// hold no longer fits, and is censored there: `hold` − 1 measured steps before its last. Censoring it at the last step
  /// would count it at risk where its collapse could not have been seen.
  public func survivalTime(of trajectory: Trajectory) -> SurvivalTime? {
    if case .collapsed(let step) = outcome(of: trajectory) { return .collapsed(step) }
    let steps = trajectory.measured(metrics).steps
    return steps.count < hold ? nil : .censored(steps[steps.count - hold])
  }
}

extension CollapseRule: CustomStringConvertible {
  /// The rule in words, its name first.
  public var description: String {
    let met = conditions.map(\.description).joined(separator: " and ")
    let mean = smoothing == 1 ? "" : ", in the mean of \(smoothing) measured steps"
    let held = hold == 1 ? "" : ", for \(hold) measured steps"
    return "\(name): \(met)\(mean)\(held)"
  }
}

extension Trajectory {
  /// The steps at which all of the columns were measured, and each column's values there.
  func measured(_ columns: [Column]) -> (steps: [Int], values: [[Double]]) {
    let all = columns.map { self[$0] ?? [] }
    let rows = steps.indices.filter { row in all.allSatisfy { row < $0.count && $0[row] != nil } }
    return (rows.map { steps[$0] }, all.map { column in rows.compactMap { column[$0] } })
  }

  /// The steps at which a column was measured, and its values there.
  func measured(_ column: Column) -> (steps: [Int], values: [Double]) {
    let found = measured([column])
    return (found.steps, found.values[0])
  }
}
