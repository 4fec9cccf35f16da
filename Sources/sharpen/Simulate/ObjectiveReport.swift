import Foundation
import Measurement
import Sharpening

/// What an objective did to policies.
struct ObjectiveReport: Encodable {
  let objective: Objective
  let problems: Int
  let seed: UInt64?
  let trajectory: Trajectory
  let divergedAt: Int?
  let diagnoses: [Diagnosis]?
  /// The first problem's answers at the start and at the end.
  let first: [Double]
  let last: [Double]

  enum CodingKeys: String, CodingKey {
    case objective, problems, seed, steps, columns, diagnoses, first, last
    case divergedAt = "diverged_at"
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(objective, forKey: .objective)
    try container.encode(problems, forKey: .problems)
    try container.encodeIfPresent(seed, forKey: .seed)
    try container.encode(divergedAt, forKey: .divergedAt)
    try container.encode(trajectory.steps, forKey: .steps)
    try container.encode(
      Dictionary(uniqueKeysWithValues: trajectory.columns.map { ($0.rawValue, trajectory[$0] ?? []) }),
      forKey: .columns)
    try container.encodeIfPresent(diagnoses, forKey: .diagnoses)
    try container.encode(first, forKey: .first)
    try container.encode(last, forKey: .last)
  }

  /// log-odds of the correct answers of a single problem, where nothing was drawn.
  private var logOdds: [Double] {
    guard problems == 1, seed == nil else { return [] }
    return (trajectory[.groundTruthReward] ?? []).compactMap { $0.map { log($0) - log1p(-$0) } }
  }

  /// Which law of T10 the log-odds follow, by their course and, where one applies, by its closed form.
  private var clock: String {
    let course = logOdds
    guard course.count == trajectory.steps.count, course.allSatisfy(\.isFinite) else { return "" }
    var text = ""
    switch ClockFit(steps: trajectory.steps, logOdds: course).verdict {
    case .law(let law):
      text += "log-odds of the correct answers: of four laws of T10 they follow \(law.rawValue)\n"
    case .undecided(let reason):
      text += "log-odds of the correct answers: no one of four laws of T10, \(reason)\n"
    }
    guard first.count == 2, let law = Clock.of(objective), let step = trajectory.steps.last,
      let start = course.first, let end = course.last, start != 0
    else { return text }
    // The favoured answer's log-odds are positive.
    let sign: Double = start < 0 ? -1 : 1
    let closed = sign * law.clock.logOdds(at: law.timePerStep * Double(step), from: sign * start)
    return text
      + "closed form of the flow (T10, \(law.clock.rawValue)): \(Format.number(closed)) at step \(step), here \(Format.number(end))\n"
  }

  var text: String {
    var text = "\(Format.count(problems, "problem")), reward \(objective.reward.name.rawValue), \(kind)\n"
    text += TrajectoryTable.text(trajectory)
    if let divergedAt {
      text += "diverged at step \(divergedAt): a parameter ceased to be finite; take a smaller --rate\n"
    }
    if problems == 1 && last.count <= 12 {
      text += "answers at the start: \(first.map(Format.fraction).joined(separator: " "))\n"
      text += "answers at the end:   \(last.map(Format.fraction).joined(separator: " "))\n"
    }
    return text + clock + diagnosed
  }

  private var kind: String {
    let votes = objective.rollouts.map { "\($0) rollouts" } ?? "infinitely many rollouts"
    return seed.map { "\(votes), drawn with seed \($0)" } ?? "\(votes) in exact expectation"
  }

  private var diagnosed: String {
    guard let diagnoses else { return "" }
    let wanted = ["hypothesis", "claims", "status", "where"]
    let columns = Diagnosis.header.indices.filter { wanted.contains(Diagnosis.header[$0]) }
    var table = TextTable(columns: columns.map { (Diagnosis.header[$0], .left) })
    for diagnosis in diagnoses { table.add(columns.map { diagnosis.row[$0] }) }
    return "\n" + table.text
  }

  var csv: String { TrajectoryTable.csv(trajectory) }
}

/// A trajectory as a table.
enum TrajectoryTable {
  /// At most some twenty rows, evenly spaced, and the last.
  static func text(_ trajectory: Trajectory) -> String {
    let wanted: [Trajectory.Column] = [
      .reward, .groundTruthReward, .labelAccuracy, .rewardAccuracy, .majorityRatio, .answerEntropy,
      .actorEntropy,
      .responseLength, .repetition, .majorityFlipRate, .klToStart,
    ]
    let columns = wanted.filter { trajectory[$0] != nil }
    var table = TextTable(columns: [("step", .right)] + columns.map { ($0.rawValue, .right) })
    let last = trajectory.steps.count - 1
    let stride = last <= 20 ? 1 : (last + 19) / 20
    for (index, step) in trajectory.steps.enumerated() where index % stride == 0 || index == last {
      table.add([String(step)] + columns.map { cell(trajectory[$0]?[index]) })
    }
    return table.text
  }

  private static func cell(_ value: Double??) -> String {
    guard let value, let value else { return "" }
    return Format.fraction(value)
  }

  /// Every column and row, an empty field where nothing was measured.
  static func csv(_ trajectory: Trajectory) -> String {
    let columns = trajectory.columns
    let header = (["step"] + columns.map(\.rawValue)).joined(separator: ",")
    let rows = trajectory.steps.enumerated().map { index, step in
      ([String(step)] + columns.map { column in (trajectory[column]?[index]).map(Format.csv) ?? "" })
        .joined(separator: ",")
    }
    return ([header] + rows).joined(separator: "\n") + "\n"
  }
}
