/// One comparison that a collapse rule makes at each step: a metric beyond a level, below it or above it.
///
/// The level is made of the threshold θ, the base rate b and the reference r: b + θ for a plain value, b + θ (r − b) for a
/// share of the best value so far or of the start.
public struct CollapseCondition: Hashable, Codable, Sendable {
  /// The side of the level that is a collapse.
  public enum Direction: String, CaseIterable, Codable, Sendable {
    /// Strictly below.
    case falls
    /// Strictly above.
    case rises
  }

  /// What the threshold is a share of.
  public enum Reference: String, CaseIterable, Codable, Sendable {
    /// Nothing: the level is b + θ, in the metric's own unit.
    case value
    /// The largest smoothed value so far where the metric falls, the smallest where it rises: the level is b + θ (r − b).
    ///
    /// The largest of many noisy values lies above the curve, so a noisy metric has to be smoothed.
    case best
    /// The mean of the first ten measured values: the level is b + θ (r − b), and the ten cannot meet the condition.
    case start
  }

  /// How many measured values the start is.
  public static let startCount = 10

  /// The quantity compared.
  public var metric: Trajectory.Column
  /// The side.
  public var direction: Direction
  /// θ, in the metric's unit or as a share of the reference; for an accuracy it counts from the base rate.
  public var threshold: Double
  /// r.
  public var reference: Reference
  /// b: the accuracy of the collapsed answer, which is right wherever it happens to be correct; 0 if that is nowhere.
  public var baseRate: Double

  /// Makes a condition.
  public init(
    _ metric: Trajectory.Column, _ direction: Direction = .falls, threshold: Double,
    of reference: Reference = .value, baseRate: Double = 0
  ) {
    self.metric = metric
    self.direction = direction
    self.threshold = threshold
    self.reference = reference
    self.baseRate = baseRate
  }

  enum CodingKeys: String, CodingKey {
    case metric, direction, threshold, reference
    case baseRate = "base_rate"
  }

  /// Whether each value, averaged over the last `smoothing`, is beyond the level.
  func met(by values: [Double], smoothing: Int) -> [Bool] {
    let smooth = trailingMeans(values, smoothing)
    let start = values.prefix(Self.startCount)
    let startMean = start.reduce(0, +) / Double(max(1, start.count))
    var best = direction == .falls ? -Double.infinity : Double.infinity
    return smooth.enumerated().map { index, value in
      best = direction == .falls ? max(best, value) : min(best, value)
      let level: Double
      switch reference {
      case .value: level = baseRate + threshold
      case .best: level = baseRate + threshold * (best - baseRate)
      case .start:
        if index < Self.startCount { return false }
        level = baseRate + threshold * (startMean - baseRate)
      }
      return direction == .falls ? value < level : value > level
    }
  }
}

extension CollapseCondition: CustomStringConvertible {
  /// The condition in words, as in "heldout_accuracy below 0.5 of its best so far".
  public var description: String {
    let side = direction == .falls ? "below" : "above"
    let of =
      switch (reference, direction) {
      case (.value, _): ""
      case (.best, .falls): " of its best so far"
      case (.best, .rises): " times its smallest so far"
      case (.start, .falls): " of its start"
      case (.start, .rises): " times its start"
      }
    let above = baseRate == 0 ? "" : " counted from a base rate of \(baseRate)"
    return "\(metric.rawValue) \(side) \(threshold)\(of)\(above)"
  }
}

/// The mean of the last `count` values at each place, of fewer near the start.
func trailingMeans(_ values: [Double], _ count: Int) -> [Double] {
  // A fresh sum at every place costs `count` additions and leaves no drift behind.
  values.indices.map { index in
    let window = values[max(0, index - count + 1)...index]
    return window.reduce(0, +) / Double(window.count)
  }
}
