internal import Foundation
public import Measurement

/// What is known of a run, to be held against the hypotheses of the theory.
///
/// All that is missing stays missing: a hypothesis that needs it is `unknown`, with what it lacks.
public struct RunRecord: Sendable {
  /// What one update adds to the logits under softmax policy gradient.
  public enum LearningRate: Sendable, Equatable {
    /// η times the gradient.
    case plain(Double)
    /// η times the gradient divided by the standard deviation of the rewards.
    case standardised(Double)
  }

  /// What was measured at each step.
  public var trajectory: Trajectory
  /// The courses of problems, all, some or none.
  public var problems: [ProblemSeries]
  /// β > 0 of exact steps; nil where the update has none.
  public var beta: Double?
  /// η; nil where it is not known.
  public var learningRate: LearningRate?
  /// The independent prompts behind each row of the trajectory; nil where its columns are exact expectations.
  ///
  /// A column that is a mean over P prompts, each in [0, 1], is within √(ln(2n/δ)/2P) of its expectation at all n rows at once but for
  /// probability δ (Hoeffding); δ = `falseAlarm`.
  public var prompts: Int?
  /// The probability at most that noise alone violates a hypothesis on means.
  public var falseAlarm = 1e-6
  /// For w(L): average over this many groups of problems with neighbouring margins; nil to take every problem by itself.
  public var marginGroups: Int?

  /// Makes a record.
  public init(
    trajectory: Trajectory = Trajectory(), problems: [ProblemSeries] = [], beta: Double? = nil,
    learningRate: LearningRate? = nil, prompts: Int? = nil
  ) {
    precondition(beta.map { $0 > 0 } ?? true, "β is positive")
    precondition(prompts.map { $0 >= 1 } ?? true, "a row is a mean over at least one prompt")
    self.trajectory = trajectory
    self.problems = problems
    self.beta = beta
    self.learningRate = learningRate
    self.prompts = prompts
  }

  /// One diagnosis a hypothesis, in the order of `Hypothesis`.
  ///
  /// What problems can tell is taken from them, else from the trajectory.
  public func diagnoses() -> [Diagnosis] { Hypothesis.allCases.map { diagnosis(of: $0) } }

  /// The diagnosis of one hypothesis.
  public func diagnosis(of hypothesis: Hypothesis) -> Diagnosis {
    switch hypothesis {
    case .majorityStability: majorityStability
    case .effectiveLearning: effectiveLearning
    case .ordering: ordering
    case .relativeProgress: relativeProgress
    case .safeStep: safeStep
    case .comonotoneReward: comonotoneReward
    case .lastingGap: lastingGap
    case .oneCorrectAnswer: oneCorrectAnswer
    case .rewardAccuracyBound: rewardAccuracyBound
    case .rewardAccuracyFall: rewardAccuracyFall
    case .labelAccuracyConstancy: labelAccuracyConstancy
    case .commonSpeed: commonSpeed
    case .marginOrder: marginOrder
    }
  }

  private var majorityStability: Diagnosis {
    if !problems.isEmpty && problems.allSatisfy({ $0.flips != nil }) {
      let violations = problems.enumerated().flatMap { index, problem in
        (problem.flips ?? []).map { Diagnosis.Violation(problem: index, step: $0, amount: 1) }
      }
      return Diagnosis(.majorityStability, .problems, Diagnosis.status(violations))
    }
    guard let rates = measured(.majorityFlipRate) else {
      return Diagnosis(.majorityStability, .mean, missing(.majorityFlipRate))
    }
    let violations = rates.filter { $0.value > 0 }.map {
      Diagnosis.Violation(problem: nil, step: $0.step, amount: $0.value)
    }
    return Diagnosis(.majorityStability, .mean, Diagnosis.status(violations))
  }

  /// RA ≥ LA is an identity of every batch: no noise excuses it.
  private var rewardAccuracyBound: Diagnosis {
    guard let agreement = trajectory[.rewardAccuracy] else {
      return Diagnosis(.rewardAccuracyBound, .mean, missing(.rewardAccuracy))
    }
    guard let label = trajectory[.labelAccuracy] else {
      return Diagnosis(.rewardAccuracyBound, .mean, missing(.labelAccuracy))
    }
    let pairs = zip(trajectory.steps, zip(agreement, label)).compactMap { step, pair in
      pair.0.flatMap { a in pair.1.map { (step, $0 - a) } }
    }
    if pairs.isEmpty {
      return Diagnosis(
        .rewardAccuracyBound, .mean,
        .unknown(reason: "no step has both reward_accuracy and label_accuracy"))
    }
    let violations = pairs.filter { $0.1 > Self.rounding }.map {
      Diagnosis.Violation(problem: nil, step: $0.0, amount: $0.1)
    }
    return Diagnosis(.rewardAccuracyBound, .mean, Diagnosis.status(violations))
  }

  private var rewardAccuracyFall: Diagnosis {
    guard let rows = measured(.rewardAccuracy) else {
      return Diagnosis(.rewardAccuracyFall, .mean, missing(.rewardAccuracy))
    }
    let noise = self.noise(rows.count)
    var violations: [Diagnosis.Violation] = []
    var isProven = true
    var (lowest, before) = (rows[0].value, rows[0].value)
    for row in rows.dropFirst() {
      if row.value - lowest > 2 * noise + Self.rounding {
        violations.append(.init(problem: nil, step: row.step, amount: row.value - lowest))
      }
      if row.value - before > Self.rounding - 2 * noise { isProven = false }
      lowest = min(lowest, row.value)
      before = row.value
    }
    return Diagnosis(
      .rewardAccuracyFall, .mean,
      Diagnosis.status(violations, otherwise: isProven ? .satisfied : withinNoise(noise)))
  }

  private var labelAccuracyConstancy: Diagnosis {
    guard let rows = measured(.labelAccuracy) else {
      return Diagnosis(.labelAccuracyConstancy, .mean, missing(.labelAccuracy))
    }
    let noise = self.noise(rows.count)
    let violations = rows.filter { abs($0.value - rows[0].value) > 2 * noise + Self.rounding }.map {
      Diagnosis.Violation(problem: nil, step: $0.step, amount: abs($0.value - rows[0].value))
    }
    return Diagnosis(
      .labelAccuracyConstancy, .mean,
      Diagnosis.status(violations, otherwise: noise == 0 ? .satisfied : withinNoise(noise)))
  }

  private var safeStep: Diagnosis {
    guard let learningRate else {
      return Diagnosis(.safeStep, .settings, .unknown(reason: "the learning rate is missing"))
    }
    guard let beta else { return Diagnosis(.safeStep, .settings, .unknown(reason: "β is missing")) }
    let (product, limit): (Double, Double) =
      switch learningRate {
      case .plain(let eta): (eta * beta, 2)
      case .standardised(let eta): (eta * beta, 1)
      }
    let step = trajectory.steps.first ?? problems.first?.steps.first ?? 0
    let violations =
      product > limit ? [Diagnosis.Violation(problem: nil, step: step, amount: product - limit)] : []
    return Diagnosis(.safeStep, .settings, Diagnosis.status(violations), estimate: product)
  }

  /// What double precision leaves of an equality of numbers of [0, 1].
  static let rounding = 1e-12

  /// The rows where a column was measured; nil where none is.
  func measured(_ column: Trajectory.Column) -> [(step: Int, value: Double)]? {
    let rows = zip(trajectory.steps, trajectory[column] ?? []).compactMap { step, value in
      value.map { (step: step, value: $0) }
    }
    return rows.isEmpty ? nil : rows
  }

  func missing(_ column: Trajectory.Column) -> Diagnosis.Status {
    .unknown(reason: "\(column.rawValue) is missing")
  }

  /// How far any of n rows may stray from its expectation; 0 for exact ones.
  func noise(_ rows: Int) -> Double {
    prompts.map { (log(2 * Double(rows) / falseAlarm) / (2 * Double($0))).squareRoot() } ?? 0
  }

  func withinNoise(_ noise: Double) -> Diagnosis.Status {
    .unknown(reason: String(format: "every row has noise of up to ±%.3g", noise))
  }
}
