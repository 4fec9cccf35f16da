extension CollapseRule {
  /// Reads a rule.
  ///
  /// - Throws: `DecodingError.dataCorrupted` for a rule without conditions, a smoothing or hold below 1, or a base rate outside
  ///   of 0 ..< 1.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    let conditions = try values.decode([CollapseCondition].self, forKey: .conditions)
    if conditions.isEmpty {
      throw values.corrupted(.conditions, "there must be at least one condition")
    }
    if let bad = conditions.first(where: { !(0..<1 ~= $0.baseRate) }) {
      throw values.corrupted(.conditions, "base_rate is \(bad.baseRate), but must be at least 0 and below 1")
    }
    let smoothing = try values.decode(Int.self, forKey: .smoothing)
    let hold = try values.decode(Int.self, forKey: .hold)
    for (key, value) in [(CodingKeys.smoothing, smoothing), (.hold, hold)] where value < 1 {
      throw values.corrupted(key, "it is \(value), but must be at least 1")
    }
    self.init(
      name: try values.decode(String.self, forKey: .name), conditions: conditions, smoothing: smoothing,
      hold: hold)
  }
}

extension CollapseBaseline {
  /// Reads a record.
  ///
  /// - Throws: `DecodingError.dataCorrupted` for a metric that is not the rule's.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    version = try values.decode(Int.self, forKey: .version)
    name = try values.decode(String.self, forKey: .name)
    rule = try values.decode(CollapseRule.self, forKey: .rule)
    metric = try values.decode(Trajectory.Column.self, forKey: .metric)
    runs = try values.decode([Run].self, forKey: .runs)
    if metric != rule.metric {
      throw values.corrupted(.metric, "it is \(metric.rawValue), but the rule reads \(rule.metric.rawValue)")
    }
  }
}

extension CollapseBaseline.Run {
  /// The largest distance of a step from 0 that is read, so that differences of steps cannot overflow.
  static let largestStep = 1 << 53

  /// Reads a run.
  ///
  /// - Throws: `DecodingError.dataCorrupted` for a step beyond ±2⁵³.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    name = try values.decode(String.self, forKey: .name)
    seed = try values.decodeIfPresent(UInt64.self, forKey: .seed)
    collapseStep = try values.decodeIfPresent(Int.self, forKey: .collapseStep)
    watchedUntil = try values.decode(Int.self, forKey: .watchedUntil)
    digest = try values.decode(String.self, forKey: .digest)
    for (key, step) in [(CodingKeys.collapseStep, collapseStep), (.watchedUntil, watchedUntil)] {
      if let step, !(-Self.largestStep...Self.largestStep ~= step) {
        throw values.corrupted(key, "\(step) is no step")
      }
    }
  }
}

extension KeyedDecodingContainer {
  /// The error for a key's value that cannot be.
  fileprivate func corrupted(_ key: Key, _ reason: String) -> DecodingError {
    DecodingError.dataCorruptedError(forKey: key, in: self, debugDescription: reason)
  }
}
