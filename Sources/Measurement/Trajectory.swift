/// What is measured at each step of a run: the second of the two types at the waist.
///
/// It comes from the simulator, from a trainer or from an importer of other people's logs, and nothing downstream knows
/// which. A quantity that was not measured is absent, never zero; a column may be measured at some steps only.
public struct Trajectory: Sendable, Equatable {
  /// The quantities that a step can have, under the names that the authors' logs use.
  ///
  /// Rates and accuracies are
  /// fractions of [0, 1]; entropies and divergences are in nats.
  public enum Column: String, CaseIterable, Codable, Sendable, Comparable {
    /// Mean pseudo-reward of the trained rollouts under majority voting.
    case majorityVotingReward = "majority_voting_reward"
    /// The winner's share of the votes; equal to the majority-voting reward when the voters are the trained rollouts.
    case majorityRatio = "majority_ratio"
    /// Mean oracle reward on training prompts: the accuracy of a sampled answer.
    case groundTruthReward = "ground_truth_reward"
    /// Share of prompts whose winner is correct.
    case labelAccuracy = "label_accuracy"
    /// Share of rollouts whose pseudo-reward equals the oracle reward; 0 for a group without a parsable rollout.
    case rewardAccuracy = "reward_accuracy"
    /// Share of prompts that at least one of the group's rollouts solves.
    case passAtN = "pass_at_n"
    /// Sampled accuracy on prompts that are never trained on.
    case heldoutAccuracy = "heldout_accuracy"
    /// Sampled accuracy on prompts of kinds that are never trained on.
    case outOfDistributionAccuracy = "ood_accuracy"
    /// Mean over the tokens of the batch of the full-vocabulary entropy, in nats.
    case actorEntropy = "actor_entropy"
    /// Mean over prompts of the entropy of the answers, in nats.
    case answerEntropy = "answer_entropy"
    /// Distinct winners as a share of the prompts: the label-free surrogate of collapse.
    case answerDiversity = "answer_diversity"
    /// Mean number of tokens of a rollout.
    case responseLength = "response_length"
    /// Share of rollouts that reach the limit of length and are cut there.
    case responseClipRatio = "response_clip_ratio"
    /// Share of 3-gram positions whose 3-gram was already seen in the same rollout.
    case repetition
    /// Share of rollouts from which an answer can be extracted.
    case parseRate = "parse_rate"
    /// KL divergence from the policy to the one at the start, in nats.
    case klToStart = "kl_to_start"
    /// Share of prompts whose winner differs from step 0: violations of Theorem 1's assumption A1.
    case majorityFlipRate = "majority_flip_rate"
    /// Mean over the step's updates of the gradient's Euclidean norm before clipping.
    case gradientNorm = "gradient_norm"
    /// Mean of the reward in use, whatever it is.
    case reward
    /// Tokens generated since the start.
    case tokens

    /// The order of declaration, in which tables print.
    public static func < (a: Column, b: Column) -> Bool { a.order < b.order }

    private var order: Int { Self.allCases.firstIndex(of: self) ?? Self.allCases.count }
  }

  /// The steps' numbers, strictly increasing.
  public private(set) var steps: [Int] = []
  private var values: [Column: [Double?]] = [:]

  /// A trajectory without steps.
  public init() {}

  /// A trajectory from whole columns.
  ///
  /// - Parameters:
  ///   - steps: strictly increasing.
  ///   - columns: a value a step, nil where it was not measured; a column without any value is left out.
  public init(steps: [Int], columns: [Column: [Double?]]) {
    precondition(zip(steps, steps.dropFirst()).allSatisfy { $0 < $1 }, "the steps do not increase strictly")
    for (column, values) in columns {
      precondition(
        values.count == steps.count, "\(column.rawValue) has \(values.count) values for \(steps.count) steps")
    }
    self.steps = steps
    values = columns.filter { $0.value.contains { $0 != nil } }
  }

  /// The columns that have a value at some step, in the order of declaration.
  public var columns: [Column] { values.keys.sorted() }

  /// A column's values, one a step, nil where it was not measured; nil as a whole where it never was.
  public subscript(column: Column) -> [Double?]? { values[column] }

  /// Appends a step.
  ///
  /// - Parameters:
  ///   - step: larger than every step before.
  ///   - row: the measured quantities.
  public mutating func append(step: Int, _ row: [Column: Double]) {
    precondition(steps.last.map { $0 < step } ?? true, "step \(step) does not follow step \(steps.last ?? 0)")
    for (column, value) in row where values[column] == nil {
      values[column] = [Double?](repeating: nil, count: steps.count) + [value]
    }
    steps.append(step)
    for column in values.keys {
      if values[column]?.count == steps.count { continue }
      values[column]?.append(row[column])
    }
  }
}
