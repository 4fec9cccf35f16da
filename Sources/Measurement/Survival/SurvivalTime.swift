/// When a run collapsed, or how long it was watched without a collapse.
public struct SurvivalTime: Hashable, Codable, Sendable {
  /// The collapse step, or the last step up to which a collapse would have been seen.
  public var step: Int
  /// Whether the run collapsed at that step.
  public var isCollapsed: Bool

  /// A run that collapsed at a step.
  public static func collapsed(_ step: Int) -> SurvivalTime { .init(step: step, isCollapsed: true) }
  /// A run that had not collapsed by a step.
  public static func censored(_ step: Int) -> SurvivalTime { .init(step: step, isCollapsed: false) }

  /// Makes a time.
  public init(step: Int, isCollapsed: Bool) {
    self.step = step
    self.isCollapsed = isCollapsed
  }

  enum CodingKeys: String, CodingKey {
    case step
    case isCollapsed = "collapsed"
  }
}

/// The number of runs at risk and of collapses at each step where one collapses.
struct RiskTable {
  struct Row {
    let step: Int
    let atRisk: Int
    let collapses: Int
  }
  let rows: [Row]

  /// A run censored at a step is still at risk there.
  init(_ times: [SurvivalTime]) {
    let sorted = times.sorted { $0.step < $1.step }
    var rows: [Row] = []
    var index = 0
    while index < sorted.count {
      let step = sorted[index].step
      let first = index
      var collapses = 0
      while index < sorted.count, sorted[index].step == step {
        if sorted[index].isCollapsed { collapses += 1 }
        index += 1
      }
      if collapses > 0 { rows.append(Row(step: step, atRisk: sorted.count - first, collapses: collapses)) }
    }
    self.rows = rows
  }
}
