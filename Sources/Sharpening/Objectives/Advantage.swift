internal import Foundation

/// How rewards become advantages, A = (r − b)/s.
///
/// A group whose rewards are all equal gets exactly 0 wherever b is computed from the group: nothing of a rounding error
/// is divided by ε. (In float32 eight rewards of 20.3, whose computed mean is off by one unit, get −0.63 from r − mean
/// over std + 10⁻⁶.)
///
/// Paper: Table 7, GRPO. Claim: T27.
public struct Advantage: Codable, Sendable, Hashable {
  /// b.
  public enum Baseline: Codable, Sendable, Hashable {
    /// 0.
    case none
    /// A constant, for example the reward of a greedy rollout (ReMax).
    case fixed(Double)
    /// The mean of the group, as in GRPO with or without its scale.
    case groupMean
    /// The mean of the group's other rollouts (RLOO); groups of one are refused.
    case leaveOneOut
    /// The mean over all rollouts of the batch (REINFORCE++).
    case batchMean
  }

  /// s.
  public enum Scale: String, CaseIterable, Codable, Sendable {
    /// 1.
    case none
    /// The standard deviation of the group's rewards.
    case groupDeviation = "group"
    /// The standard deviation of all rewards of the batch.
    case batchDeviation = "batch"
    /// The standard deviation over the batch of r − b (REINFORCE++ with a group baseline).
    case centredBatchDeviation = "centred-batch"
  }

  /// b.
  public var baseline = Baseline.groupMean
  /// s.
  public var scale = Scale.groupDeviation
  /// What is subtracted from the count in a variance: 0 or 1.
  public var ddof = 1
  /// ε ≥ 0, added to s.
  public var epsilon = 1e-6
  /// Whether groups with all rewards equal are taken out of the batch (dynamic sampling, DAPO).
  public var dropsUniformGroups = false

  /// The paper's: GRPO as in verl.
  public init() {}

  /// An advantage with all its choices.
  public init(
    baseline: Baseline, scale: Scale = .none, ddof: Int = 1, epsilon: Double = 1e-6,
    dropsUniformGroups: Bool = false
  ) {
    self.baseline = baseline
    self.scale = scale
    self.ddof = ddof
    self.epsilon = epsilon
    self.dropsUniformGroups = dropsUniformGroups
  }

  /// The reward itself.
  public static let none = Advantage(baseline: .none)
  /// GRPO in verl: group mean, group deviation with ddof 1, ε = 10⁻⁶.
  public static let verl = Advantage(baseline: .groupMean, scale: .groupDeviation)
  /// GRPO in TRL: group mean, group deviation with ddof 1, ε = 10⁻⁴.
  public static let trl = Advantage(baseline: .groupMean, scale: .groupDeviation, epsilon: 1e-4)
  /// The group mean alone.
  public static let meanOnly = Advantage(baseline: .groupMean)
  /// RLOO.
  public static let leaveOneOut = Advantage(baseline: .leaveOneOut)
  /// REINFORCE++: batch mean and deviation; verl weighs a rollout by its tokens there, here all weigh the same.
  public static let reinforcePlusPlus = Advantage(baseline: .batchMean, scale: .batchDeviation, epsilon: 1e-8)
  /// REINFORCE++ with baseline: group mean, then the batch deviation of what is left.
  public static let reinforcePlusPlusBaseline = Advantage(
    baseline: .groupMean, scale: .centredBatchDeviation, epsilon: 1e-8)

  /// What is wrong with the values, in one sentence, or nil.
  public var problem: String? {
    if ddof != 0 && ddof != 1 { return "ddof is \(ddof), but must be 0 or 1" }
    if !(epsilon >= 0 && epsilon.isFinite) {
      return "epsilon is \(epsilon), but must be at least 0 and finite"
    }
    if case .fixed(let value) = baseline, !value.isFinite { return "the fixed baseline is not finite" }
    return nil
  }

  /// Whether a group's advantages depend on the batch's other groups.
  public var dependsOnBatch: Bool {
    baseline == .batchMean || scale == .batchDeviation || scale == .centredBatchDeviation
  }

  /// The advantages of one group on its own.
  ///
  /// - Throws: `SharpeningError.undefined` as for a batch.
  public func advantages(of group: [Double]) throws(SharpeningError) -> [Double] {
    try advantages(of: [group])[0] ?? group.map { _ in 0 }
  }

  /// The advantages of a batch of groups.
  ///
  /// - Parameter groups: each group's rewards, finite; at least one a group.
  /// - Returns: one number a rollout, or nil for a group that is dropped.
  /// - Throws: `SharpeningError.undefined` for leave-one-out on a group of one, `.invalid`.
  public func advantages(of groups: [[Double]]) throws(SharpeningError) -> [[Double]?] {
    if let problem { throw .invalid(problem) }
    let kept = groups.map { !dropsUniformGroups || !Self.isUniform($0) }
    let batch = zip(groups, kept).flatMap { $1 ? $0 : [] }
    let batchMean = Self.isUniform(batch) ? batch.first ?? 0 : Self.mean(batch)
    var centred: [[Double]?] = []
    for (rewards, isKept) in zip(groups, kept) {
      centred.append(isKept ? try self.centred(rewards, batchMean) : nil)
    }
    switch scale {
    case .none: return centred
    case .groupDeviation:
      return zip(centred, groups).map { values, rewards in
        values.map { scaled($0, by: deviation(rewards)) }
      }
    case .batchDeviation:
      let batchDeviation = deviation(batch)
      return centred.map { $0.map { scaled($0, by: batchDeviation) } }
    case .centredBatchDeviation:
      let batchDeviation = deviation(centred.flatMap { $0 ?? [] })
      return centred.map { $0.map { scaled($0, by: batchDeviation) } }
    }
  }

  /// (x − b) by group.
  private func centred(_ rewards: [Double], _ batchMean: Double) throws(SharpeningError) -> [Double] {
    let isUniform = Self.isUniform(rewards)
    switch baseline {
    case .none: return rewards
    case .fixed(let value): return rewards.map { $0 - value }
    case .batchMean: return rewards.map { $0 - batchMean }
    case .groupMean:
      let mean = Self.mean(rewards)
      return rewards.map { isUniform ? 0 : $0 - mean }
    case .leaveOneOut:
      guard rewards.count >= 2 else {
        throw .undefined("the leave-one-out baseline", because: "it needs at least 2 rollouts")
      }
      let mean = Self.mean(rewards)
      let factor = Double(rewards.count) / Double(rewards.count - 1)
      return rewards.map { isUniform ? 0 : ($0 - mean) * factor }
    }
  }

  /// x/(s + ε), and 0 for 0/0: without spread there is nothing to scale.
  private func scaled(_ values: [Double], by deviation: Double) -> [Double] {
    values.map { $0 == 0 ? 0 : $0 / (deviation + epsilon) }
  }

  /// The standard deviation; 0 for equal values and for a single one.
  func deviation(_ values: [Double]) -> Double {
    guard values.count > ddof, !Self.isUniform(values) else { return 0 }
    let mean = Self.mean(values)
    let sum = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    return (sum / Double(values.count - ddof)).squareRoot()
  }

  /// Whether all values are equal.
  static func isUniform(_ values: [Double]) -> Bool { values.allSatisfy { $0 == values.first } }

  private static func mean(_ values: [Double]) -> Double {
    values.isEmpty ? 0 : values.reduce(0, +) / Double(values.count)
  }

  enum CodingKeys: String, CodingKey, CaseIterable {
    case baseline, scale, ddof, epsilon
    case dropsUniformGroups = "drops_uniform_groups"
  }

  /// Reads an advantage; an absent key has the paper's value.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(knowing: CodingKeys.self)
    baseline = try container.value(.baseline, or: baseline)
    scale = try container.value(.scale, or: scale)
    ddof = try container.value(.ddof, or: ddof)
    epsilon = try container.value(.epsilon, or: epsilon)
    dropsUniformGroups = try container.value(.dropsUniformGroups, or: dropsUniformGroups)
  }
}

extension Advantage.Baseline {
  /// Reads `"none"`, `"group-mean"`, `"leave-one-out"`, `"batch-mean"`, or a number.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if let value = try? container.decode(Double.self) {
      self = .fixed(value)
      return
    }
    let text = try container.decode(String.self)
    guard let found = Self.named.first(where: { $0.name == text }) else {
      throw DecodingError.dataCorruptedError(
        in: container,
        debugDescription: "a baseline is a number or one of \(Self.named.map(\.name).joined(separator: ", "))"
      )
    }
    self = found.baseline
  }

  /// Writes the name or the number.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    if case .fixed(let value) = self {
      try container.encode(value)
    } else {
      try container.encode(Self.named.first { $0.baseline == self }?.name ?? "none")
    }
  }

  private static var named: [(name: String, baseline: Self)] {
    [
      ("none", .none), ("group-mean", .groupMean), ("leave-one-out", .leaveOneOut),
      ("batch-mean", .batchMean),
    ]
  }
}
