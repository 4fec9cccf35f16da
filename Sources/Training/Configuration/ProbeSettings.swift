internal import Sharpening

/// What is looked at problem by problem on a fixed set of problems while a model is trained.
public struct ProbeSettings: Codable, Sendable, Hashable {
  /// Where the problems come from.
  public enum Source: String, CaseIterable, Codable, Sendable {
    /// The first problems that are trained on.
    case train
    /// The first problems that are held out.
    case heldOut = "held_out"
  }

  /// How many problems; 0: none are probed.
  public var problems = 0
  /// Where they come from.
  public var source = Source.train
  /// Rollouts of each.
  public var rollouts = 32
  /// Every how many steps.
  public var every = 10
  /// Of how many problems the gradients are taken, for their norms and for how well different problems' agree; 0: none.
  public var gradients = 0

  /// No probes.
  public init() {}

  /// What is wrong with the values, in one sentence, or nil.
  public var problem: String? {
    if problems < 0 { return "problems is \(problems), but must be at least 0" }
    if rollouts < 2 { return "rollouts is \(rollouts), but must be at least 2" }
    if every < 1 { return "every is \(every), but must be at least 1" }
    if !(0...problems ~= gradients) {
      return "gradients is \(gradients), but must be from 0 to the \(problems) problems"
    }
    return nil
  }

  enum CodingKeys: String, CodingKey, CaseIterable { case problems, source, rollouts, every, gradients }

  /// Reads settings; an absent key has its default.
  public init(from decoder: any Swift.Decoder) throws {
    let container = try decoder.container(knowing: CodingKeys.self)
    problems = try container.value(.problems, or: problems)
    source = try container.value(.source, or: source)
    rollouts = try container.value(.rollouts, or: rollouts)
    every = try container.value(.every, or: every)
    gradients = try container.value(.gradients, or: gradients)
  }
}
