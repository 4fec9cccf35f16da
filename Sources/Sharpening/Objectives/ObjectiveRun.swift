public import Measurement
public import SharpeningNumerics
internal import Foundation

/// A plain training run: an objective, independent problems with a policy each, and a number of steps.
///
/// Each problem has parameters and an optimiser of its own, and a loss over its own group alone, so that a learning rate does not
/// depend on how many problems there are; only batch statistics of the advantage look across problems.
/// Mini-batches cut a group's trained rollouts into consecutive parts. In exact expectation every part has the expected gradient.
/// Paper: Theorem 1; Table 7 on problems that share nothing.
public struct ObjectiveRun<Model: DifferentiablePolicy>: Sendable {
  /// Whether rollouts are drawn.
  public enum Mode: Sendable, Equatable {
    /// Every step follows the exact expectation over rollouts.
    case exact
    /// Rollouts are drawn from named children of a seed.
    case sampled(Seed)
  }

  /// What is trained for.
  public var objective: Objective
  /// One policy a problem.
  public var start: [Model]
  /// What the reward needs beside each policy, the same at every step; one a problem, or none.
  public var contexts: [RewardContext]
  /// Updates, ≥ 0; the trajectory has one row more.
  public var steps: Int
  /// Whether rollouts are drawn.
  public var mode: Mode

  /// Makes a run.
  public init(
    _ objective: Objective, from start: [Model], steps: Int, mode: Mode, contexts: [RewardContext] = []
  ) {
    precondition(!start.isEmpty, "a run needs at least one problem")
    precondition(
      contexts.isEmpty || contexts.count == start.count, "a context belongs to each problem, or none")
    precondition(steps >= 0, "a run has at least 0 steps")
    self.objective = objective
    self.start = start
    self.steps = steps
    self.mode = mode
    self.contexts = contexts
  }

  /// A run of a single problem.
  public init(_ objective: Objective, from start: Model, steps: Int, mode: Mode) {
    self.init(objective, from: [start], steps: steps, mode: mode)
  }

  /// How a run ended.
  public enum End: Sendable, Equatable {
    /// All steps were made.
    case finished
    /// A parameter ceased to be finite in the update to this step, which is not in the trajectory.
    case diverged(step: Int)
  }

  /// What a run yields.
  public struct Result: Sendable {
    /// One row a step, from 0.
    public internal(set) var trajectory = Trajectory()
    /// How it ended.
    public internal(set) var end = End.finished
    /// The policies at the last step of the trajectory.
    public internal(set) var policies: [Model]
  }

  /// Runs all steps.
  ///
  /// - Parameters:
  ///   - allowSlow: let exact expectations take longer than `PluralityLaw.secondsLimit` each.
  ///   - observe: is shown the policies of every row of the trajectory.
  /// - Throws: `SharpeningError` where the objective contradicts itself or is undefined on these policies.
  public func run(
    allowSlow: Bool = false, observing observe: (_ step: Int, _ policies: [Model]) -> Void = { _, _ in }
  ) throws(SharpeningError) -> Result {
    if let problem = objective.problem ?? objective.partProblem { throw .invalid(problem) }
    if case .sampled = mode, objective.rollouts == nil {
      throw .invalid(
        "rollouts infinite and a sampled run do not go together; infinitely many cannot be drawn")
    }
    var result = Result(policies: start)
    var state = try RunState(self)
    for step in 0...steps {
      switch mode {
      case .exact:
        result.trajectory.append(step: step, try state.measureExpected(allowSlow: allowSlow))
        observe(step, state.policies)
        if step == steps { break }
        try state.updateExpected(allowSlow: allowSlow)
      case .sampled(let seed):
        var generator = Generator(seed: seed.child("rollouts", step))
        try state.draw(using: &generator)
        result.trajectory.append(step: step, state.measureSampled())
        observe(step, state.policies)
        if step == steps { break }
        try state.updateSampled()
      }
      guard state.isFinite else {
        result.end = .diverged(step: step + 1)
        return result
      }
      result.policies = state.policies
    }
    return result
  }
}
