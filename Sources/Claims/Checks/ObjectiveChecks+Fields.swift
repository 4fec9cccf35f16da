internal import Foundation
import Measurement
import Sharpening

extension ObjectiveChecks {
  /// Compares the expected gradient of an objective without baseline with the slope of what it is said to climb.
  static func compareField(
    _ name: String, _ reward: Reward, _ potential: (SoftmaxPolicy) -> Double
  ) -> Check.Finding {
    var samples = Samples(name)
    var comparison = Comparison(absolute: 1e-7)
    let loss = PolicyLoss(clip: .none, aggregation: .sequenceMeanTokenSum)
    let objective = Objective(reward: reward, advantage: .none, loss: loss, rollouts: nil)
    for index in 0..<40 {
      let table = table(&samples)
      guard let descent = try? objective.expectedGradient(at: table, start: table) else {
        return .undecided("the objective is undefined")
      }
      compare(descent.map { -$0 }, slopes(table, potential), "policy \(index)", &comparison)
    }
    return comparison.finding("gradient entries")
  }

  /// A table of a few outputs that share answers.
  static func table(_ samples: inout Samples) -> SoftmaxPolicy {
    let policy = samples.policy(answers: samples.integer(2...8), concentration: 2)
    let answers = policy.probabilities.indices.map { Int32($0 / 2) }
    return SoftmaxPolicy(
      OutputPolicy(
        policy: policy, answers: answers, isCorrect: [Bool](repeating: false, count: (policy.count + 1) / 2)))
  }

  static func featured(_ table: SoftmaxPolicy, _ features: RolloutFeatures) -> OutputPolicy {
    OutputPolicy(
      policy: table.outputs.policy, answers: table.answers, isCorrect: table.isCorrect, features: features)
  }

  /// Σ π r ∇ log π.
  static func field(_ table: SoftmaxPolicy, _ rewards: [Double]) -> [Double] {
    var gradient = [Double](repeating: 0, count: rewards.count)
    table.addScore(zip(table.outputs.policy.probabilities, rewards).map { $0 * $1 }, to: &gradient)
    return gradient
  }

  /// ∂f/∂θ by central differences: about 1e-9 for smooth functions of the order of 1.
  static func slopes(_ table: SoftmaxPolicy, _ value: (SoftmaxPolicy) -> Double) -> [Double] {
    table.parameters.indices.map { index in
      var (up, down) = (table, table)
      up.parameters[index] += 1e-5
      down.parameters[index] -= 1e-5
      return (value(up) - value(down)) / 2e-5
    }
  }

  static func compare(
    _ a: [Double], _ b: [Double], _ label: String, _ comparison: inout Comparison
  ) {
    for (entry, pair) in zip(a, b).enumerated() {
      comparison.equal(pair.0, pair.1, "\(label), entry \(entry)")
    }
  }

  /// The answer at a point of the cumulative distribution.
  static func pick(_ policy: Policy, _ point: Double) -> Int {
    var sum = 0.0
    for (answer, p) in policy.probabilities.enumerated() {
      sum += p
      if point < sum { return answer }
    }
    return policy.mode
  }

  /// The direction in which one group of majority-voting rollouts moves the logits, per unit of learning rate.
  static func groupGradient(
    _ table: SoftmaxPolicy, _ drawn: [Int], _ group: RolloutGroup, _ advantage: Advantage
  ) -> [Double]? {
    let logs = drawn.map { table.tokenLogProbabilities[$0] }
    guard let rewards = try? Reward.majorityVoting().rewards(of: group),
      let advantages = try? advantage.advantages(of: rewards),
      let value = try? PolicyLoss().evaluate(
        LossBatch(
          lengths: drawn.map { _ in 1 }, advantages: advantages, logProbabilities: logs,
          oldLogProbabilities: logs))
    else { return nil }
    var weights = [Double](repeating: 0, count: table.parameters.count)
    for (output, derivative) in zip(drawn, value.derivatives) { weights[output] -= derivative }
    var gradient = [Double](repeating: 0, count: weights.count)
    table.addTokenScore(weights, to: &gradient)
    return gradient
  }
}

/// A root with two tokens, each followed by one of three, by formulas of its own: six outputs, eight logits.
struct TwoStepTree {
  var parameters: [Double]

  init(samples: inout Samples) { parameters = (0..<8).map { _ in 2 * samples.uniform() - 1 } }

  private func softmax(_ range: Range<Int>) -> [Double] {
    let weights = parameters[range].map { exp($0) }
    let total = weights.reduce(0, +)
    return weights.map { $0 / total }
  }

  private var root: [Double] { softmax(0..<2) }
  private func leaf(_ branch: Int) -> [Double] { softmax(2 + 3 * branch..<5 + 3 * branch) }

  /// π(y) of the six outputs.
  var law: [Double] { (0..<2).flatMap { branch in leaf(branch).map { root[branch] * $0 } } }

  /// (1/2)(H(root) + H(state)) of each output.
  var meanEntropies: [Double] {
    func entropy(_ p: [Double]) -> Double { -p.reduce(0) { $0 + $1 * log($1) } }
    return (0..<6).map { (entropy(root) + entropy(leaf($0 / 3))) / 2 }
  }

  /// ∇ log π(y).
  func score(of output: Int) -> [Double] {
    var score = [Double](repeating: 0, count: 8)
    let branch = output / 3
    for (token, p) in root.enumerated() { score[token] = (token == branch ? 1 : 0) - p }
    for (token, p) in leaf(branch).enumerated() {
      score[2 + 3 * branch + token] = (token == output % 3 ? 1 : 0) - p
    }
    return score
  }

  /// Central differences.
  func slopes(_ value: (TwoStepTree) -> Double) -> [Double] {
    parameters.indices.map { index in
      var (up, down) = (self, self)
      up.parameters[index] += 1e-5
      down.parameters[index] -= 1e-5
      return (value(up) - value(down)) / 2e-5
    }
  }
}
