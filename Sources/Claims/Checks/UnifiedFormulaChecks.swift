internal import Foundation
import Measurement
import Sharpening

/// T24 (b): whether one ψ and one rule for the anchor cover Table 1.
enum UnifiedFormulaChecks {
  /// Rollouts with equal arguments are paid alike, for some anchor, in one of the two readings of 1/|I|.
  static let coverage = Check(
    paths: [
      "arguments of the formula, made equal on pairs of rollouts by bisection", "rewards of the two rollouts",
    ],
    control: "the same for rollouts of one length, without probability disparity", controlHolds: true
  ) { variant in
    var rewards: [Reward] = [
      .selfCertainty, .tokenLevelEntropy, .trajectoryLevelEntropy(), .probability, .probabilityDisparity,
    ]
    if variant == .control { rewards.removeLast() }
    var failures: [(reading: String, names: [String])] = []
    for isNormalised in [true, false] {
      var samples = Samples("unified-coverage")
      let lengths = variant == .control ? [(2, 2)] : [(1, 2), (2, 1)]
      var names: [String] = []
      var groups: [UnifiedReward.Anchor: [RolloutGroup]] = [:]
      for anchor in [UnifiedReward.Anchor.uniform, .model, .sampled] {
        let unified = UnifiedReward(
          link: .identity, sign: .minus, granularity: .tokens, anchor: anchor, isNormalised: isNormalised)
        groups[anchor] = lengths.flatMap { lengths in
          (0..<20).compactMap { _ in pair(unified, lengths, &samples) }
        }
        if groups[anchor]?.count ?? 0 < 10 { return .undecided("too few pairs for \(anchor.rawValue)") }
      }
      for reward in rewards {
        let fits = groups.values.contains { pairs in
          pairs.allSatisfy { group in
            guard let paid = try? reward.rewards(of: group) else { return false }
            return abs(paid[0] - paid[1]) < 1e-8
          }
        }
        if !fits { names.append(reward.name.rawValue) }
      }
      failures.append((isNormalised ? "divided by |I|" : "not divided", names))
    }
    if failures.contains(where: { $0.names.isEmpty }) {
      return .agrees("\(rewards.count) rewards are functions of an argument on pairs of rollouts")
    }
    let words = failures.map {
      "\($0.reading), \($0.names.joined(separator: ", ")) is no function of an argument"
    }
    return .violated(words.joined(separator: "; "))
  }

  /// Two rollouts with the same argument, each of which repeats one token of one distribution over three; nil where the
  /// second cannot reach the first's.
  private static func pair(
    _ unified: UnifiedReward, _ lengths: (Int, Int), _ samples: inout Samples
  ) -> RolloutGroup? {
    // The sampled token is the likeliest: H(π) and −log π then fall along a ray, and H(U, π) rises.
    let directions = (0..<2).map { _ in [1, samples.uniform() * 0.9, samples.uniform() * 0.9 - 1] }
    let first = scaled(directions[0], 0.2 + 2 * samples.uniform())
    func group(_ scale: Double) -> RolloutGroup {
      rollouts([(first, lengths.0), (scaled(directions[1], scale), lengths.1)])
    }
    func excess(_ scale: Double) -> Double? {
      guard let z = try? unified.arguments(of: group(scale)) else { return nil }
      return z[1] - z[0]
    }
    var (low, high) = (0.0, 40.0)
    guard let start = excess(low), let end = excess(high), start * end < 0 else { return nil }
    for _ in 0..<80 {
      let middle = (low + high) / 2
      guard let value = excess(middle) else { return nil }
      if value * start > 0 { low = middle } else { high = middle }
    }
    return group((low + high) / 2)
  }

  private static func scaled(_ direction: [Double], _ scale: Double) -> Policy {
    Policy(logits: direction.map { $0 * scale })
  }

  /// Rollouts that take the first token of a policy again and again, with the features that follow.
  private static func rollouts(_ written: [(policy: Policy, length: Int)]) -> RolloutGroup {
    let sorted = written.map { $0.policy.probabilities.sorted(by: >) }
    return RolloutGroup(
      answers: written.map { _ in 0 }, isCorrect: [true],
      features: RolloutFeatures(
        length: written.map(\.length),
        logProbability: written.map { Double($0.length) * $0.policy.logProbabilities[0] },
        meanEntropy: written.map(\.policy.entropy),
        meanUniformCrossEntropy: written.map { -$0.policy.logProbabilities.reduce(0, +) / 3 },
        meanTopTwoGap: sorted.map { $0[0] - $0[1] }))
  }
}
