public import Measurement
internal import Foundation

/// What many replicates of a coupled training show together, gathered one replicate after another in constant memory:
/// moments of every column at every step, and one collapse step and a few numbers a replicate.
public struct CoupledSummary: Sendable {
  /// Count, mean and spread of numbers that come one at a time (Welford).
  public struct Moments: Sendable, Equatable {
    /// How many numbers came.
    public private(set) var count = 0
    /// Their mean; 0 of none.
    public private(set) var mean = 0.0
    private var squares = 0.0

    /// No numbers.
    public init() {}

    /// Takes a number in.
    public mutating func add(_ value: Double) {
      count += 1
      let distance = value - mean
      mean += distance / Double(count)
      squares += distance * (value - mean)
    }

    /// The standard deviation with the divisor n − 1; 0 for fewer than two numbers.
    public var deviation: Double { count < 2 ? 0 : (squares / Double(count - 1)).squareRoot() }
    /// The standard error of the mean.
    public var error: Double { count < 1 ? 0 : deviation / Double(count).squareRoot() }
    /// mean ± z·error.
    public func interval(_ z: Double = 1.959_963_984_540_054) -> Interval {
      Interval(lower: mean - z * error, upper: mean + z * error)
    }
  }

  /// The rule that collapse is read by.
  public let rule: CollapseRule
  /// The steps of the rows.
  public private(set) var steps: [Int] = []
  /// Each replicate's collapse, by the evaluation's reward accuracy.
  public private(set) var collapses: [CollapseRule.Outcome] = []
  /// Each replicate's collapse, by the training batches' reward accuracy.
  public private(set) var trainingCollapses: [CollapseRule.Outcome] = []
  /// Each replicate's held-out accuracy (or, where the training problems are evaluated, their accuracy) at the start.
  public private(set) var firstAccuracies: [Double] = []
  /// The same at its highest.
  public private(set) var peakAccuracies: [Double] = []
  /// The same at the end.
  public private(set) var lastAccuracies: [Double] = []
  /// Each replicate's reward accuracy on the evaluation problems at the end.
  public private(set) var lastRewardAccuracies: [Double] = []
  /// How many replicates diverged.
  public private(set) var diverged = 0
  private var training: [Trajectory.Column: [Moments]] = [:]
  private var evaluation: [Trajectory.Column: [Moments]] = [:]

  /// A summary of no replicates.
  public init(rule: CollapseRule = .paper) { self.rule = rule }

  /// The number of replicates.
  public var replicates: Int { collapses.count }

  /// Takes a replicate in.
  public mutating func add(_ run: CoupledRun) {
    if run.evaluation.steps.count > steps.count { steps = run.evaluation.steps }
    Self.add(run.training, to: &training)
    Self.add(run.evaluation, to: &evaluation)
    collapses.append(rule.outcome(of: run.evaluation))
    trainingCollapses.append(rule.outcome(of: run.training))
    if case .diverged = run.outcome { diverged += 1 }
    let accuracy = (run.evaluation[.groundTruthReward] ?? []).compactMap { $0 }
    firstAccuracies.append(accuracy.first ?? .nan)
    peakAccuracies.append(accuracy.max() ?? .nan)
    lastAccuracies.append(accuracy.last ?? .nan)
    lastRewardAccuracies.append((run.evaluation[.rewardAccuracy] ?? []).compactMap { $0 }.last ?? .nan)
  }

  /// A column of the evaluation problems, one entry a recorded step.
  public func evaluation(_ column: Trajectory.Column) -> [Moments] { evaluation[column] ?? [] }
  /// A column of the training batches, one entry a recorded step.
  public func training(_ column: Trajectory.Column) -> [Moments] { training[column] ?? [] }

  /// How many replicates collapsed.
  public var collapsed: Int { collapses.count { $0.step != nil } }

  /// The median collapse step, a replicate that never collapsed counting as later than all; nil if that is the median.
  public var medianCollapse: Int? { Self.median(collapses) }

  /// The same by the training batches.
  public var medianTrainingCollapse: Int? { Self.median(trainingCollapses) }

  private static func median(_ collapses: [CollapseRule.Outcome]) -> Int? {
    let sorted = collapses.map { $0.step ?? .max }.sorted()
    guard let middle = sorted.isEmpty ? nil : sorted[(sorted.count - 1) / 2], middle < .max else {
      return nil
    }
    return middle
  }

  private static func add(_ trajectory: Trajectory, to sums: inout [Trajectory.Column: [Moments]]) {
    for column in trajectory.columns {
      for (row, value) in (trajectory[column] ?? []).enumerated() {
        while sums[column, default: []].count <= row { sums[column, default: []].append(Moments()) }
        if let value { sums[column]?[row].add(value) }
      }
    }
  }
}

extension CoupledTraining {
  /// Runs replicates 0 ..< `replicates` and gathers them in order.
  ///
  /// A few dozen replicates at a time are in memory, however many there are; the summary does not depend on the executor.
  public func summary(
    replicates: Int, rule: CollapseRule = .paper, executor: any Executor = SerialExecutor()
  ) -> CoupledSummary {
    precondition(replicates >= 1, "a summary needs at least one replicate")
    var summary = CoupledSummary(rule: rule)
    let batch = 32
    for first in stride(from: 0, to: replicates, by: batch) {
      let runs = executor.map(min(batch, replicates - first)) { run(replicate: first + $0) }
      for run in runs { summary.add(run) }
    }
    return summary
  }
}
