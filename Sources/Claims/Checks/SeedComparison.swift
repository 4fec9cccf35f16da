internal import Foundation
import Measurement
import Sharpening

/// A comparison of runs seed by seed: an ordering counts when every seed shows it.
///
/// By chance all of n seeds agree with probability 2⁻ⁿ: 9.5·10⁻⁷ for twenty. A debug build, in which a run takes tens of
/// times as long, takes three; it decides by the same rule with less power.
struct SeedComparison {
  #if DEBUG
    /// How many seeds a comparison takes.
    static let seeds = 3
  #else
    /// How many seeds a comparison takes.
    static let seeds = 20
  #endif

  private var violations: [String] = []
  private var doubts: [String] = []
  private var facts: [String] = []

  /// Requires a > b in every seed; in half of them or fewer it counts as violated, in between as undecided.
  mutating func exceeds(_ a: [Double], _ b: [Double], _ label: String) {
    let count = zip(a, b).count { $0 > $1 }
    let fact =
      "\(label): \(Comparison.digits3(Self.mean(a))) against \(Comparison.digits3(Self.mean(b)))"
    if count == a.count {
      facts.append(fact)
    } else if 2 * count <= a.count {
      violations.append("\(fact), larger in only \(count) of \(a.count) seeds")
    } else {
      doubts.append("\(fact), larger in \(count) of \(a.count) seeds")
    }
  }

  /// Requires the same threshold to be exceeded in every seed.
  mutating func exceeds(_ a: [Double], _ threshold: Double, _ label: String) {
    exceeds(a, [Double](repeating: threshold, count: a.count), label)
  }

  /// Requires every seed to stay below a threshold.
  mutating func stays(_ a: [Double], below threshold: Double, _ label: String) {
    exceeds([Double](repeating: threshold, count: a.count), a, label)
  }

  /// What was found.
  var finding: Check.Finding {
    if let first = violations.first { return .violated(first) }
    if let first = doubts.first { return .undecided("\(first); more seeds are needed") }
    return .agrees("in each of \(Self.seeds) seeds " + facts.joined(separator: "; "))
  }

  private static func mean(_ values: [Double]) -> Double {
    values.reduce(0, +) / Double(max(1, values.count))
  }
}

/// The runs of one configuration, one a seed, made once and read by several checks.
struct SeededRuns {
  private let runs: [CoupledRun]

  init(_ training: CoupledTraining) {
    runs = (0..<SeedComparison.seeds).map { training.run(replicate: $0) }
  }

  /// The value that a column of the evaluation problems has at a step, one a seed.
  func evaluation(_ column: Trajectory.Column, at step: Int) -> [Double] {
    runs.map { Self.value($0.evaluation, column, step) }
  }

  /// The value that a column of the training batches has, averaged over the recorded steps of a range, one a seed.
  func training(_ column: Trajectory.Column, over steps: ClosedRange<Int>) -> [Double] {
    runs.map { run in
      let values = zip(run.training.steps, run.training[column] ?? []).compactMap { step, value in
        steps.contains(step) ? value : nil
      }
      return values.reduce(0, +) / Double(max(1, values.count))
    }
  }

  /// The collapse step by the evaluation problems, one a seed; ∞ for a run without one.
  func collapseSteps(_ rule: CollapseRule = .paper) -> [Double] {
    runs.map { rule.outcome(of: $0.evaluation).step.map(Double.init) ?? .infinity }
  }

  /// The same by the training batches.
  func trainingCollapseSteps(_ rule: CollapseRule) -> [Double] {
    runs.map { rule.outcome(of: $0.training).step.map(Double.init) ?? .infinity }
  }

  private static func value(_ trajectory: Trajectory, _ column: Trajectory.Column, _ step: Int) -> Double {
    guard let index = trajectory.steps.firstIndex(of: step) else { return .nan }
    return trajectory[column]?[index] ?? .nan
  }
}

extension Comparison {
  /// A number to three digits.
  static func digits3(_ value: Double) -> String { String(format: "%.3g", value) }
}
