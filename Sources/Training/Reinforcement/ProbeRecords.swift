/// What the probes of a run have shown: a row for each probed problem and step, and how well gradients agree.
public struct ProbeRecords: Codable, Sendable, Equatable {
  /// One problem at one step.
  public struct Row: Codable, Sendable, Equatable {
    /// The step.
    public var step: Int
    /// The problem's number in its task.
    public var problem: Int
    /// The problem's prompt.
    public var prompt: String
    /// The problem's kind.
    public var kind: String
    /// How often each answer was given.
    public var votes: [String: Int]
    /// How many rollouts had no answer.
    public var unparsed: Int
    /// How many rollouts were right.
    public var correct: Int
    /// The answer with the most votes, the first seen among equals; nil where no rollout had an answer.
    public var majority: String?
    /// The share of the rollouts that give the answer that was the majority at the first probe; 0 where there was none.
    public var majorityShare: Double
    /// Whether the majority is not the one of the first probe.
    public var isFlipped: Bool
    /// ‖g‖, the norm of the gradient of the objective's loss on this problem alone; nil where it is not taken.
    public var gradientNorm: Double?

    enum CodingKeys: String, CodingKey {
      case step, problem, prompt, kind, votes, unparsed, correct, majority
      case majorityShare = "p_majority"
      case isFlipped = "flipped"
      case gradientNorm = "gradient_norm"
    }
  }

  /// How well the gradients of different problems agree at one step.
  ///
  /// Over problems i ≠ j whose gradients are not zero, with g_i from all rollouts of problem i and g_i′, g_i″ from its
  /// two halves. The quotient of the mean of g_i·g_j by the mean of g_i′·g_i″ is the coupling: unlike the cosine it is not
  /// drawn to 0 by the noise of sampled gradients.
  public struct Alignment: Codable, Sendable, Equatable {
    /// The step.
    public var step: Int
    /// How many problems had a gradient that was not zero.
    public var problems: Int
    /// The mean cosine of pairs.
    public var meanCosine: Double?
    /// The share of pairs with a positive inner product.
    public var positiveShare: Double?
    /// The mean of g_i·g_j over the mean of g_i′·g_i″; nil where the latter is not positive.
    public var coupling: Double?

    enum CodingKeys: String, CodingKey {
      case step, problems, coupling
      case meanCosine = "mean_cosine"
      case positiveShare = "positive_share"
    }
  }

  /// Step after step, and within a step problem after problem.
  public var rows: [Row] = []
  /// One a probed step, where gradients are taken.
  public var alignments: [Alignment] = []
  /// The majorities of the first probe, in the order of the probes.
  var firstMajorities: [String?] = []

  /// No probes.
  public init() {}
}
