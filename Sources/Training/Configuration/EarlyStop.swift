public import Measurement
internal import Sharpening

/// A condition that ends a training before its last step: a measured column beyond a level for some measured steps.
public struct EarlyStop: Codable, Sendable, Hashable {
  /// What is looked at.
  public var column: Trajectory.Column
  /// The training ends below this level; nil: no such level.
  public var below: Double?
  /// The training ends above this level; nil: no such level.
  public var above: Double?
  /// For how many measured steps in a row, ≥ 1.
  public var hold = 1

  /// Makes a condition.
  public init(_ column: Trajectory.Column, below: Double? = nil, above: Double? = nil, hold: Int = 1) {
    self.column = column
    self.below = below
    self.above = above
    self.hold = hold
  }

  /// What is wrong with the values, in one sentence, or nil.
  public var problem: String? {
    if below == nil && above == nil { return "an early stop by \(column.rawValue) needs below or above" }
    if hold < 1 { return "hold is \(hold), but must be at least 1" }
    return nil
  }

  /// Whether a trajectory has met the condition at its end.
  public func isMet(by trajectory: Trajectory) -> Bool {
    let last = (trajectory[column] ?? []).compactMap { $0 }.suffix(hold)
    return last.count == hold
      && last.allSatisfy { value in (below.map { value < $0 } ?? false) || (above.map { value > $0 } ?? false)
      }
  }

  enum CodingKeys: String, CodingKey, CaseIterable { case column, below, above, hold }

  /// Reads a condition; the column must be there.
  public init(from decoder: any Swift.Decoder) throws {
    let container = try decoder.container(knowing: CodingKeys.self)
    column = try container.decode(Trajectory.Column.self, forKey: .column)
    below = try container.decodeIfPresent(Double.self, forKey: .below)
    above = try container.decodeIfPresent(Double.self, forKey: .above)
    hold = try container.value(.hold, or: hold)
  }
}
