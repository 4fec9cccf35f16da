/// How the collapse step moves with the rule's threshold, smoothing and hold.
public struct CollapseSensitivity: Hashable, Codable, Sendable {
  /// One variant of the rule.
  public struct Row: Hashable, Codable, Sendable {
    /// The first condition's threshold.
    public let threshold: Double
    /// Its smoothing.
    public let smoothing: Int
    /// Its hold.
    public let hold: Int
    /// The collapse step, nil where the run is censored.
    public let step: Int?

    enum CodingKeys: String, CodingKey {
      case threshold, smoothing, hold
      case step = "collapse_step"
    }

    /// Writes an absent step as null.
    public func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(threshold, forKey: .threshold)
      try container.encode(smoothing, forKey: .smoothing)
      try container.encode(hold, forKey: .hold)
      try container.encode(step, forKey: .step)
    }
  }

  /// The name of the rule that is varied.
  public let rule: String
  /// One row a variant: thresholds outermost, holds innermost.
  public let rows: [Row]

  /// Applies every variant of a rule to a run.
  ///
  /// - Parameters:
  ///   - rule: the rule varied; only its first condition's threshold is.
  ///   - thresholds: half, once and twice the rule's by default.
  ///   - smoothings: 1, 5, 10 and 20 by default.
  ///   - holds: 1, 5, 10, 20 and 40 by default.
  ///   - trajectory: the run.
  public init(
    of rule: CollapseRule, thresholds: [Double]? = nil, smoothings: [Int] = [1, 5, 10, 20],
    holds: [Int] = [1, 5, 10, 20, 40], in trajectory: Trajectory
  ) {
    self.rule = rule.name
    let thresholds = thresholds ?? [0.5, 1, 2].map { $0 * rule.threshold }
    var rows: [Row] = []
    for threshold in thresholds {
      for smoothing in smoothings {
        for hold in holds {
          var variant = CollapseRule(
            name: rule.name, conditions: rule.conditions, smoothing: smoothing, hold: hold)
          variant.conditions[0].threshold = threshold
          let step = variant.outcome(of: trajectory).step
          rows.append(Row(threshold: threshold, smoothing: smoothing, hold: hold, step: step))
        }
      }
    }
    self.rows = rows
  }

  /// The smallest and the largest collapse step of all variants, and how many variants see none.
  public var range: (low: Int?, high: Int?, censored: Int) {
    let steps = rows.compactMap(\.step)
    return (steps.min(), steps.max(), rows.count - steps.count)
  }
}
