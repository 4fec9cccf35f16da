internal import Sharpening
public import SharpeningNumerics

/// How a task's problems are divided.
public struct SplitSettings: Codable, Sendable, Hashable {
  /// N, how many problems are trained on.
  public var train = 2048
  /// How many problems are held out.
  public var heldOut = 200
  /// The kinds of problems that are not trained on; none: those that the task itself calls out of distribution.
  public var outOfDistributionKinds: [String] = []
  /// How many of those problems are evaluated on.
  public var outOfDistribution = 0
  /// Names the division.
  public var seed = Seed(1)

  /// The defaults.
  public init() {}

  /// The parts of a task.
  ///
  /// - Throws: `TrainingError.configuration` where the task has too few problems.
  public func split(_ task: any TaskDefinition) throws(TrainingError) -> TaskSplit {
    let split = TaskSplit(
      task, train: train, heldOut: heldOut,
      outOfDistribution: (Set(outOfDistributionKinds), outOfDistribution), seed: seed)
    guard let split else {
      throw .configuration(
        "split: the task has \(task.problemCount) problems, which cannot be divided into \(train) to train on, \(heldOut) held out and \(outOfDistribution) out of distribution"
      )
    }
    return split
  }

  /// What is wrong with the values, in one sentence, or nil.
  public var problem: String? {
    if train < 1 { return "train is \(train), but must be at least 1" }
    if heldOut < 0 { return "held_out is \(heldOut), but must be at least 0" }
    if outOfDistribution < 0 { return "ood is \(outOfDistribution), but must be at least 0" }
    return nil
  }

  enum CodingKeys: String, CodingKey, CaseIterable {
    case train, seed
    case heldOut = "held_out"
    case outOfDistributionKinds = "ood_kinds"
    case outOfDistribution = "ood"
  }

  /// Reads settings; an absent key has its default.
  public init(from decoder: any Swift.Decoder) throws {
    let container = try decoder.container(knowing: CodingKeys.self)
    train = try container.value(.train, or: train)
    heldOut = try container.value(.heldOut, or: heldOut)
    outOfDistributionKinds = try container.value(.outOfDistributionKinds, or: outOfDistributionKinds)
    outOfDistribution = try container.value(.outOfDistribution, or: outOfDistribution)
    seed = try container.value(.seed, or: seed)
  }
}
