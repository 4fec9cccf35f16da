import Foundation
import Measurement
import Training

/// What a training came to.
struct TrainingReport: Encodable {
  let job: TrainingJob
  let result: TrainingJob.Result

  private static let shown: [Trajectory.Column] = [
    .reward, .groundTruthReward, .heldoutAccuracy, .outOfDistributionAccuracy, .labelAccuracy,
    .rewardAccuracy,
    .majorityRatio, .answerDiversity, .actorEntropy, .responseLength, .repetition, .parseRate, .klToStart,
  ]

  private enum Keys: String, CodingKey {
    case digest, folder, prior, checkpoint, steps, columns, rule, collapseStep, earlyStop
  }

  private var outcome: CollapseRule.Outcome { CollapseRule.standard.outcome(of: result.trajectory) }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Keys.self)
    try container.encode(job.configuration.digest, forKey: .digest)
    try container.encode(job.folder, forKey: .folder)
    try container.encode(result.prior, forKey: .prior)
    try container.encode(result.lastCheckpoint, forKey: .checkpoint)
    try container.encode(result.trajectory.steps, forKey: .steps)
    var columns: [String: [Double?]] = [:]
    for column in result.trajectory.columns {
      columns[column.rawValue] = result.trajectory[column]?.map { $0?.finite }
    }
    try container.encode(columns, forKey: .columns)
    try container.encode(CollapseRule.standard.name, forKey: .rule)
    try container.encode(outcome.step, forKey: .collapseStep)
    try container.encode(result.earlyStop?.column.rawValue, forKey: .earlyStop)
  }

  var text: String {
    let trajectory = result.trajectory
    let columns = Self.shown.filter { trajectory[$0] != nil }
    var table = TextTable(columns: [("step", .right)] + columns.map { ($0.rawValue, .right) })
    // Steps of an evaluation say more than others.
    let evaluated = trajectory.steps.indices.filter { trajectory[.klToStart]?[$0] != nil }
    let rows = evaluated.isEmpty ? Array(trajectory.steps.indices) : evaluated
    let stride = max(1, (rows.count + 15) / 16)
    var chosen = rows.enumerated().filter { $0.offset % stride == 0 }.map(\.element)
    if let last = trajectory.steps.indices.last, chosen.last != last { chosen.append(last) }
    for row in chosen {
      table.add(
        [String(trajectory.steps[row])]
          + columns.map { column in (trajectory[column]?[row]).map { $0.map(Format.number) ?? "" } ?? "" })
    }
    var lines = trajectory.steps.isEmpty ? "" : table.text
    if let stop = result.earlyStop { lines += "ended early by \(stop.column.rawValue)\n" }
    if !trajectory.steps.isEmpty {
      let found = outcome.step.map { "collapses at step \($0)" } ?? "has not collapsed"
      lines += "\(found) under the rule '\(CollapseRule.standard.name)'; sharpen collapse says more\n"
    }
    lines += "start     \(result.prior)\n"
    if let checkpoint = result.lastCheckpoint { lines += "model     \(checkpoint)\n" }
    return lines + "measured  \(job.folder)/trajectory.csv\n"
  }
}
