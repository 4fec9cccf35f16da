internal import Foundation

extension Advantage {
  /// E[A_i | y_i = y] for every output y, in a group of N independent rollouts: what an exact policy gradient weighs.
  ///
  /// E[(1/N) Σ_i A_i ∇ log π(y_i)] = Σ_y π(y) E[A_i | y_i = y] ∇ log π(y). The expectation is exact, by enumeration of the
  /// counts of outputs in a group (of sequences where order matters), and refused where that takes too long. For N = ∞ the
  /// group is the policy itself.
  /// - Parameters:
  ///   - reward: what is paid.
  ///   - outputs: the policy.
  ///   - rollouts: N ≥ 1, or nil for infinitely many.
  ///   - context: what the reward needs beside the policy.
  ///   - allowSlow: compute even if it takes longer than `PluralityLaw.secondsLimit`.
  /// - Throws: `SharpeningError`; also for a batch statistic, which the groups of one problem do not have.
  /// Claim: T27.
  public func expectedAdvantages(
    of reward: Reward, under outputs: OutputPolicy, rollouts: Int?, context: RewardContext = RewardContext(),
    allowSlow: Bool = false
  ) throws(SharpeningError) -> [Double] {
    let expected = try ExpectedAdvantage(
      self, reward, outputs, rollouts: rollouts, trained: rollouts, penalty: nil, context: context,
      lengths: outputs.answers.map { _ in 1 },
      loss: PolicyLoss(aggregation: .sequenceMeanTokenSum), allowSlow: allowSlow)
    return zip(expected.positive, expected.negative).map { $0 + $1 }
  }
}

/// The expectations from which a loss's exact gradient is made, one an output.
///
/// With w_i the aggregation's weight of rollout i and n the number of trained rollouts.
struct ExpectedAdvantage {
  /// n E[w_i max(A_i, 0) | y_i = y].
  var positive: [Double]
  /// n E[w_i min(A_i, 0) | y_i = y].
  var negative: [Double]
  /// n E[w_i | y_i = y].
  var weight: [Double]

  /// - Parameters:
  ///   - trained: the first n of the N rollouts are trained on; nil for infinitely many.
  ///   - penalty: what is subtracted from the reward, one an output.
  ///   - lengths: tokens of each output.
  init(
    _ advantage: Advantage, _ reward: Reward, _ outputs: OutputPolicy, rollouts: Int?, trained: Int?,
    penalty: [Double]?, context: RewardContext, lengths: [Int], loss: PolicyLoss, allowSlow: Bool
  ) throws(SharpeningError) {
    if let problem = advantage.problem ?? reward.problem ?? loss.problem { throw .invalid(problem) }
    if advantage.dependsOnBatch {
      throw .undefined(
        "the exact expectation of a batch statistic", because: "it depends on the other problems of a batch")
    }
    if advantage.dropsUniformGroups {
      throw .undefined(
        "the exact expectation without uniform groups", because: "how many groups are left is random")
    }
    guard let rollouts, let trained else {
      self = try Self.infinite(advantage, reward, outputs, penalty, context, lengths, loss)
      return
    }
    let scale = Double(rollouts)
    func columns(_ rewards: [Double], _ drawn: [Int]) throws(SharpeningError) -> [[Double]] {
      let own = (0..<trained).map { rewards[$0] - (penalty?[drawn[$0]] ?? 0) }
      let advantages = try advantage.advantages(of: own)
      let weights = loss.weights(lengths: drawn.prefix(trained).map { lengths[$0] }).map { $0 * scale }
      // A rollout that votes only is not trained on: it adds nothing.
      let rest = [Double](repeating: 0, count: rollouts - trained)
      return [
        zip(advantages, weights).map { max(0, $0) * $1 } + rest,
        zip(advantages, weights).map { min(0, $0) * $1 } + rest, weights + rest,
      ]
    }
    let sums: [[Double]]
    if case .majorityVoting(let rule) = reward, rule.voters == .rephrased {
      sums = try Self.rephrased(rule, outputs, rollouts, trained, context, allowSlow: allowSlow, columns)
    } else {
      let order = trained == rollouts ? reward.order : .relevant
      sums = try reward.law(outputs, rollouts, context).expectations(
        columns: 3, order: order, allowSlow: allowSlow
      ) { (group, drawn) throws(SharpeningError) in try columns(reward.rewards(of: group), drawn) }
    }
    (positive, negative, weight) = (sums[0], sums[1], sums[2])
  }

  private static func rephrased(
    _ rule: VoteRule, _ outputs: OutputPolicy, _ rollouts: Int, _ trained: Int, _ context: RewardContext,
    allowSlow: Bool, _ columns: ([Double], [Int]) throws(SharpeningError) -> [[Double]]
  ) throws(SharpeningError) -> [[Double]] {
    let rows = try Reward.rephrasedRows(rule, outputs, rollouts, context, allowSlow: allowSlow)
    let law = GroupLaw(outputs, rollouts: rollouts, context: context, acceptance: nil)
    var sums = [[Double]](repeating: [Double](repeating: 0, count: outputs.count), count: 3)
    // Sorted, so that the sum is the same in every process.
    for (row, probability) in rows.sorted(by: { $0.key.lexicographicallyPrecedes($1.key) }) {
      let paid = outputs.answers.map { $0 < 0 ? 0 : row[Int($0)] }
      let found = try law.expectations(
        columns: 3, order: trained == rollouts ? .irrelevant : .relevant, allowSlow: allowSlow
      ) { (_, drawn) throws(SharpeningError) in try columns(drawn.map { paid[$0] }, drawn) }
      for column in sums.indices {
        for output in sums[column].indices { sums[column][output] += probability * found[column][output] }
      }
    }
    return sums
  }

  private init(positive: [Double], negative: [Double], weight: [Double]) {
    self.positive = positive
    self.negative = negative
    self.weight = weight
  }

  /// The group is the policy: its mean and deviation are the policy's.
  private static func infinite(
    _ advantage: Advantage, _ reward: Reward, _ outputs: OutputPolicy, _ penalty: [Double]?,
    _ context: RewardContext, _ lengths: [Int], _ loss: PolicyLoss
  ) throws(SharpeningError) -> ExpectedAdvantage {
    let p = outputs.policy.probabilities
    let meanLength = zip(p, lengths).reduce(0) { $0 + $1.0 * Double($1.1) }
    let weight = lengths.map { length -> Double in
      switch loss.aggregation {
      case .tokenMean: 1 / meanLength
      case .sequenceMeanTokenSum: 1
      case .sequenceMeanTokenMean: 1 / Double(max(1, length))
      case .sequenceMeanTokenSumNorm: 1 / loss.normaliser
      }
    }
    var sum = ExpectedAdvantage(
      positive: p.map { _ in 0 }, negative: p.map { _ in 0 }, weight: weight)
    for scenario in try reward.scenarios(under: outputs, context: context) {
      // What an output can be paid, with its probability: one value, or 1 and 0 where the reward is drawn.
      let cases: [[(share: Double, paid: Double)]] = scenario.rewards.indices.map { output in
        let r = scenario.rewards[output]
        let less = penalty?[output] ?? 0
        return reward.isRandom ? [(r, 1 - less), (1 - r, -less)] : [(1, r - less)]
      }
      func mean(_ value: (Double) -> Double) -> Double {
        zip(p, cases).reduce(0) { sum, output in
          output.0 == 0 ? sum : output.1.reduce(sum) { $0 + output.0 * $1.share * value($1.paid) }
        }
      }
      let possible = zip(p, cases).flatMap { p, cases in
        p > 0 ? cases.filter { $0.share > 0 }.map(\.paid) : []
      }
      let isUniform = Advantage.isUniform(possible)
      let average = isUniform ? possible.first ?? 0 : mean { $0 }
      let deviation = isUniform ? 0 : mean { ($0 - average) * ($0 - average) }.squareRoot()
      let baseline: Double
      switch advantage.baseline {
      case .none: baseline = 0
      case .fixed(let value): baseline = value
      case .groupMean, .leaveOneOut, .batchMean: baseline = average
      }
      let divisor = advantage.scale == .none ? 1 : deviation + advantage.epsilon
      for (output, values) in cases.enumerated() {
        for (share, paid) in values {
          let centred = paid - baseline
          let value = centred == 0 ? 0 : centred / divisor
          let factor = scenario.probability * share * weight[output]
          sum.positive[output] += factor * max(0, value)
          sum.negative[output] += factor * min(0, value)
        }
      }
    }
    return sum
  }
}
