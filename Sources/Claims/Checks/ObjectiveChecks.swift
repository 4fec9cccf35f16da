internal import Foundation
import Measurement
import Sharpening

/// Checks of rewards held constant and of group advantages: T16 (a)–(e), T27.
enum ObjectiveChecks {
  /// T16 (a): log π as a reward climbs the negative entropy.
  static let logProbability = Check(
    paths: ["expected gradient of the objective, Σ π r ∇ log π", "central differences of −H(π)"],
    control: "it climbs −H/2"
  ) { variant in
    compareField("log-probability", .trajectoryLevelEntropy(perToken: false)) { policy in
      -policy.outputs.policy.entropy * (variant == .stated ? 1 : 0.5)
    }
  }

  /// T16 (b): π as a reward climbs half of Σ π².
  static let probability = Check(
    paths: ["expected gradient of the objective, Σ π r ∇ log π", "central differences of ½ Σ π²"],
    control: "it climbs Σ π², the expectation of the reward"
  ) { variant in
    compareField("probability", .probability) { policy in
      policy.outputs.policy.probabilities.reduce(0) { $0 + $1 * $1 } * (variant == .stated ? 0.5 : 1)
    }
  }

  /// T16 (e): an infinite vote climbs the majority's probability.
  static let majority = Check(
    paths: [
      "expected gradient of the objective for infinitely many rollouts", "central differences of max π(a)",
    ],
    control: "it climbs Σ π(a)²"
  ) { variant in
    compareField("majority", .majorityVoting()) { policy in
      let answers = policy.outputs.answerPolicy.probabilities
      return variant == .stated ? answers.max() ?? 0 : answers.reduce(0) { $0 + $1 * $1 }
    }
  }

  /// T16 (c): dividing by the length adds a force on lengths.
  static let lengthForce = Check(
    paths: [
      "Σ π r ∇ log π with the reward of outputs with lengths",
      "central differences of E[(1/|y|) log π] − E[1/|y|]",
    ],
    control: "without the term E[1/|y|]"
  ) { variant in
    var samples = Samples("length-force")
    var comparison = Comparison(absolute: 1e-7)
    for index in 0..<40 {
      let (table, lengths) = (table(&samples), (0..<8).map { _ in samples.integer(1...9) })
      let outputs = featured(table, RolloutFeatures(length: Array(lengths.prefix(table.parameters.count))))
      guard let rewards = try? Reward.trajectoryLevelEntropy().expectedRewards(under: outputs, rollouts: 4)
      else { return .undecided("the reward is undefined") }
      let slope = slopes(table) { table in
        let policy = table.outputs.policy
        return zip(policy.probabilities, zip(policy.logProbabilities, lengths)).reduce(0) {
          let inverse = 1 / Double($1.1.1)
          return $0 + $1.0 * inverse * ($1.1.0 - (variant == .stated ? 1 : 0))
        }
      }
      compare(field(table, rewards), slope, "policy \(index)", &comparison)
    }
    return comparison.finding("gradient entries")
  }

  /// T16 (d): held constant, token entropy loses the gradient of the entropies themselves.
  static let tokenEntropy = Check(
    paths: [
      "Σ π r ∇ log π on trees of two steps",
      "central differences of E[r] + E_fixed[(1/|y|) Σ H(π_t)], the second with the outputs' law held",
    ],
    control: "central differences of E[r] alone"
  ) { variant in
    var samples = Samples("token-entropy")
    var comparison = Comparison(absolute: 1e-7)
    for index in 0..<40 {
      let tree = TwoStepTree(samples: &samples)
      let law = tree.law
      let rewards = tree.meanEntropies.map { -$0 }
      var field = [Double](repeating: 0, count: tree.parameters.count)
      for (output, p) in law.enumerated() {
        for (parameter, score) in tree.score(of: output).enumerated() {
          field[parameter] += p * rewards[output] * score
        }
      }
      let slope = tree.slopes { moved in
        let reward = -zip(moved.law, moved.meanEntropies).reduce(0) { $0 + $1.0 * $1.1 }
        let dropped = zip(law, moved.meanEntropies).reduce(0) { $0 + $1.0 * $1.1 }
        return reward + (variant == .stated ? dropped : 0)
      }
      compare(field, slope, "tree \(index)", &comparison)
    }
    return comparison.finding("gradient entries")
  }

  /// T27: the gradient of a group is that of the vote at the group's frequencies.
  static let groupGradient = Check(
    paths: [
      "group advantages through the loss's token derivatives onto the logits",
      "f_m(1 − f_m) and −f_a f_m from the counts, over the deviation's closed form",
    ],
    control: "the policy's probabilities in place of the frequencies"
  ) { variant in
    var samples = Samples("group-gradient")
    var comparison = Comparison(absolute: 1e-9)
    for _ in 0..<200 {
      let policy = samples.policy(answers: samples.integer(2...6))
      let table = SoftmaxPolicy(
        OutputPolicy(answers: policy, isCorrect: policy.probabilities.map { _ in false }))
      let count = samples.integer(2...16)
      let drawn = (0..<count).map { _ in pick(policy, samples.uniform()) }
      let group = RolloutGroup(drawn, of: table.outputs)
      let shares = policy.probabilities.indices.map { answer in
        variant == .stated
          ? Double(drawn.filter { $0 == answer }.count) / Double(count) : policy.probabilities[answer]
      }
      let votes = VoteSet(
        rolloutsPerProblem: [count], answers: group.answers, answersPerProblem: [policy.count],
        isCorrect: group.isCorrect)
      let winner = Int(votes.plurality(of: 0).winner)
      let top = shares[winner]
      let root = (top * (1 - top)).squareRoot()
      let bessel = (Double(count) / Double(count - 1)).squareRoot()
      let divisors: [(Advantage, Double)] = [
        (.meanOnly, 1), (.verl, root * bessel + 1e-6),
        (Advantage(baseline: .groupMean, scale: .groupDeviation, ddof: 0, epsilon: 0), root),
        (.leaveOneOut, Double(count - 1) / Double(count)),
      ]
      for (advantage, divisor) in divisors {
        guard let found = groupGradient(table, drawn, group, advantage) else {
          return .undecided("a group's gradient is undefined")
        }
        for answer in shares.indices {
          let closed = answer == winner ? top * (1 - top) : -shares[answer] * top
          comparison.equal(found[answer], closed == 0 ? 0 : closed / divisor, "logit \(answer) of \(drawn)")
        }
      }
    }
    return comparison.finding("logit gradients of groups")
  }

  /// Zero variance: verl's formula in single precision.
  static let uniformGroup = Check(
    paths: ["(r − mean)/(std + 10⁻⁶) in Float, for equal rewards", "0"],
    control: "the advantage that knows a uniform group", controlHolds: true
  ) { variant in
    var comparison = Comparison(absolute: 0)
    for count in [2, 4, 8, 16, 32, 64] {
      for tenth in 1...400 {
        let reward = Float(tenth) / 10
        let rewards = [Float](repeating: reward, count: count)
        var worst = 0.0
        if variant == .stated {
          let mean = rewards.reduce(0, +) / Float(count)
          let squares = rewards.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
          worst = Double((reward - mean) / ((squares / Float(count - 1)).squareRoot() + 1e-6))
        } else {
          guard let found = try? Advantage.verl.advantages(of: rewards.map(Double.init)) else {
            return .undecided("the advantage is undefined")
          }
          worst = found.max() ?? .nan
        }
        comparison.equal(worst, 0, "\(count) rewards of \(reward)")
      }
    }
    return comparison.finding("advantages of equal rewards")
  }
}
