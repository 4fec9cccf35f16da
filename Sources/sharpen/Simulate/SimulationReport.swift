import Measurement
import Sharpening

/// A simulation's result with the configuration that names it.
struct SimulationReport: Encodable {
  let simulation: MajorityVoteSimulation
  let votes: String?
  let result: MajorityVoteResult

  enum CodingKeys: String, CodingKey {
    case configuration, votes, steps, replicates, columns
  }

  /// A column's mean over replicates, and the ends of the central 90 % of them (null for a single one).
  private struct Column: Encodable {
    let mean: [Double?]
    let lower: [Double?]?
    let upper: [Double?]?
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(simulation, forKey: .configuration)
    try container.encode(votes, forKey: .votes)
    try container.encode(result.steps, forKey: .steps)
    try container.encode(result.trajectories.count, forKey: .replicates)
    var columns: [String: Column] = [:]
    for column in result.columns {
      let band = result.band(column)
      columns[column.rawValue] = Column(
        mean: result.mean(column).map(\.finite), lower: band?.map(\.lower.finite),
        upper: band?.map(\.upper.finite))
    }
    try container.encode(columns, forKey: .columns)
  }

  /// The columns that the table shows, in their order.
  private var shown: [Trajectory.Column] {
    let wanted: [Trajectory.Column] = [
      .groundTruthReward, .labelAccuracy, .rewardAccuracy, .majorityVotingReward, .answerEntropy,
      .majorityFlipRate,
      .klToStart,
    ]
    return wanted.filter { result.columns.contains($0) }
  }

  var text: String {
    let columns = shown
    var table = TextTable(columns: [("step", .right)] + columns.map { ($0.rawValue, .right) })
    let means = columns.map { result.mean($0) }
    let bands = columns.map { result.band($0) }
    let last = result.steps.count - 1
    let stride = last <= 20 ? 1 : (last + 19) / 20
    for (index, step) in result.steps.enumerated() where index % stride == 0 || index == last {
      table.add([String(step)] + means.map { Format.fraction($0[index]) })
      if result.trajectories.count > 1 {
        table.add(
          [""]
            + bands.map {
              $0.map { "\(Format.fraction($0[index].lower))–\(Format.fraction($0[index].upper))" } ?? ""
            })
      }
    }
    return heading + table.text
  }

  /// Whether anything was drawn: rollouts, or problems.
  private var isRandom: Bool { simulation.law == .sampled || votes == nil }

  private var heading: String {
    let what: String
    switch simulation.law {
    case .sampled: what = "\(simulation.rollouts) sampled rollouts a problem"
    case .meanField: what = "the mean field of \(simulation.rollouts) rollouts"
    case .infinite: what = "the exact law of infinitely many rollouts"
    }
    let replicates = result.trajectories.count
    let band: String
    if replicates > 1 {
      band = "\(replicates) replicates, central 90 % below each mean"
    } else {
      band = simulation.replicates > 1 ? "one trajectory, nothing being random" : "one replicate, so no band"
    }
    return
      "\(votes ?? "\(simulation.problems) synthetic problems"), \(what), beta \(Format.number(simulation.beta)), "
      + "\(simulation.reference.rawValue) reference\(isRandom ? ", seed \(simulation.seed)" : "")\n\(band)\n"
  }

  var csv: String {
    let columns = result.columns
    var rows = [
      "step,"
        + columns.map { "\($0.rawValue),\($0.rawValue)_lower,\($0.rawValue)_upper" }.joined(separator: ",")
    ]
    let means = columns.map { result.mean($0) }
    let bands = columns.map { result.band($0) }
    for (index, step) in result.steps.enumerated() {
      let cells = columns.indices.map { column in
        let band = bands[column]?[index]
        return
          "\(Format.csv(means[column][index])),\(band.map { Format.csv($0.lower) } ?? ""),\(band.map { Format.csv($0.upper) } ?? "")"
      }
      rows.append("\(step)," + cells.joined(separator: ","))
    }
    return rows.joined(separator: "\n") + "\n"
  }
}
