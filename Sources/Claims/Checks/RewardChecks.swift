internal import Foundation
import Measurement
import Sharpening

/// Checks of what rewards say of a policy: T17, T19, T22, T24, T48, T49.
enum RewardChecks {
  /// Three trajectories of which the last two give the same answer: the mode is not the majority.
  private static let trajectories = Policy(probabilities: [0.4, 0.3, 0.3])
  private static let answersOfTwo = [false, true, true]

  /// T17: where a trajectory's own probability as reward leads, against the majority of answers.
  static let modeAgainstMajority = Check(
    paths: [
      "iterated mirror steps with the probability of a trajectory as reward", "answers' masses at the start",
    ],
    control: "an infinite vote on the answers leads to the majority", controlHolds: true
  ) { variant in
    let majority = trajectories.mass(of: answersOfTwo) > 0.5
    var policy = trajectories
    for _ in 0..<200 {
      let reward =
        variant == .stated ? policy.probabilities : answersOfTwo.map { $0 == majority ? 1.0 : 0 }
      policy = policy.sharpened(by: reward, beta: 0.5)
    }
    let end = policy.mass(of: answersOfTwo)
    return (end > 0.5) == majority
      ? .agrees(
        "the majority's mass goes from \(trajectories.mass(of: answersOfTwo)) to \(Comparison.digits(end))")
      : .violated(
        "π = (.4, .3, .3), answers (A, B, B): the majority B goes from .6 to \(Comparison.digits(end))")
  }

  /// T19 (a), (f): increasing functions of log π keep the policy's order.
  static let likelihood = Check(
    paths: ["rewards log π and π", "order of the policy"], control: "−log π keeps it"
  ) { variant in
    order(variant == .stated ? [{ $0 }, { exp($0) }] : [{ -$0 }])
  }

  /// T19 (b): the mean log-probability of a trajectory of another length.
  static let lengthNormalised = Check(
    paths: ["(1/|y|) log π(y)", "order of the policy"], control: "the same, at equal lengths",
    controlHolds: true
  ) { normalised(lengths: $0 == .stated ? 1...20 : 7...7) }

  /// T19 (b) within one length.
  static let oneLength = Check(
    paths: ["(1/|y|) log π(y)", "order of the policy"], control: "the same, across lengths"
  ) { normalised(lengths: $0 == .stated ? 7...7 : 1...20) }

  private static func normalised(lengths range: ClosedRange<Int>) -> Check.Finding {
    var samples = Samples("length-normalised")
    for _ in 0..<200 {
      let policy = samples.policy(answers: 4)
      let lengths = (0..<4).map { _ in Double(samples.integer(range)) }
      let reward = zip(policy.logProbabilities, lengths).map { $0 / $1 }
      for (a, b) in pairs(4)
      where policy.logProbabilities[a] > policy.logProbabilities[b] && reward[a] <= reward[b] {
        let (first, second) = (policy.probabilities[a], policy.probabilities[b])
        return .violated(
          "π(a) = \(Comparison.digits(first)) in \(Int(lengths[a])) tokens has the reward \(Comparison.digits(reward[a])), "
            + "π(b) = \(Comparison.digits(second)) in \(Int(lengths[b])) tokens \(Comparison.digits(reward[b]))"
        )
      }
    }
    return .agrees("rewards in the order of 200 policies")
  }

  /// T19 (c): token entropy on a tree whose likelier branch ends in a coin toss.
  static let tokenEntropy = Check(
    paths: ["minus the mean entropy along a trajectory", "product of its tokens' probabilities"],
    control: "the log-probability of the trajectory keeps the order", controlHolds: true
  ) { variant in
    let root = Policy(probabilities: [0.9, 0.1])
    let leaves = [Policy(probabilities: [0.5, 0.5]), Policy(probabilities: [0.999, 0.001])]
    let coin = exp(root.logProbabilities[0] + leaves[0].logProbabilities[0])
    let sure = exp(root.logProbabilities[1] + leaves[1].logProbabilities[0])
    let rewards =
      variant == .stated
      ? leaves.map { -(root.entropy + $0.entropy) / 2 } : [log(coin), log(sure)]
    return coin > sure && rewards[0] <= rewards[1]
      ? .violated(
        "root (.9, .1), leaves (.5, .5) and (.999, .001): trajectories of probability \(Comparison.digits(coin)) and \(Comparison.digits(sure)) have the rewards \(Comparison.digits(rewards[0])) and \(Comparison.digits(rewards[1]))"
      ) : .agrees("rewards in the order of the probabilities")
  }

  /// T19 (d): the vote pays trajectories by their answers.
  static let trajectoryVote = Check(
    paths: ["reward of an infinite vote on answers", "order of the trajectories"],
    control: "the same on answers, weakly", controlHolds: true
  ) { variant in
    let majority = trajectories.mass(of: answersOfTwo) > 0.5
    let probabilities =
      variant == .stated
      ? trajectories.probabilities
      : [trajectories.mass(of: answersOfTwo.map { !$0 }), trajectories.mass(of: answersOfTwo)]
    let answers = variant == .stated ? answersOfTwo : [false, true]
    let rewards = answers.map { $0 == majority ? 1 : 0 }
    for (a, b) in pairs(answers.count) where probabilities[a] > probabilities[b] && rewards[a] < rewards[b] {
      return .violated(
        "π = (.4, .3, .3), answers (A, B, B): the likeliest trajectory has reward \(rewards[a]), a less likely one \(rewards[b])"
      )
    }
    return .agrees("rewards weakly in the order of the answers")
  }

  /// T19 (e): answers and an infinite vote.
  static let answerVote = Check(
    paths: ["reward of the mean field of an infinite vote", "order of the policy"],
    control: "the order is strict"
  ) { variant in
    var samples = Samples("answer-vote")
    var comparison = Comparison(absolute: 0)
    for _ in 0..<200 {
      let policy = samples.policy(answers: samples.integer(3...8))
      let population = Population(
        answersPerProblem: [policy.count], logits: policy.logProbabilities,
        isCorrect: [Bool](repeating: false, count: policy.count))
      var block = CourseChecks.block(population, rollouts: nil, beta: 1)
      _ = block.measure()
      block.update()
      // With β = 1 a mirror step adds the reward to the logits, up to a constant.
      let gains = zip(block.population.logits, policy.logProbabilities).map { ($0 - $1).rounded() }
      for (a, b) in pairs(policy.count) where policy.logProbabilities[a] > policy.logProbabilities[b] {
        comparison.require(
          variant == .stated ? gains[a] >= gains[b] : gains[a] > gains[b],
          "answers of probability \(policy.probabilities[a]) and \(policy.probabilities[b]) have rewards \(gains[a]) and \(gains[b])"
        )
      }
    }
    return comparison.finding("rewards of an infinite vote")
  }

  /// T22: self-certainty against entropy.
  static let certaintyAgainstEntropy = Check(
    paths: ["KL(U‖π)", "H(π)"], control: "the same for two tokens", controlHolds: true
  ) { variant in
    var samples = Samples("certainty")
    let tokens = variant == .stated ? 3 : 2
    let uniform = Policy(logits: [Double](repeating: 0, count: tokens))
    var policies = (0..<40).map { _ in samples.policy(answers: tokens) }
    if variant == .stated {
      policies += [Policy(probabilities: [0.5, 0.499_999, 1e-6]), Policy(probabilities: [0.9, 0.05, 0.05])]
        .reversed()
    }
    for first in policies.reversed() {
      for second in policies.reversed() where first.entropy > second.entropy + 1e-9 {
        let (a, b) = (uniform.divergence(from: first), uniform.divergence(from: second))
        if a > b + 1e-9 {
          return .violated(
            "\(words(first)) has entropy \(Comparison.digits(first.entropy)) and self-certainty \(Comparison.digits(a)), \(words(second)) \(Comparison.digits(second.entropy)) and \(Comparison.digits(b))"
          )
        }
      }
    }
    return .agrees("self-certainty falls with entropy over \(policies.count) policies")
  }

  /// T24: anchors that make the unified reward whatever one likes.
  static let unifiedFamily = Check(
    paths: [
      "exp(−H(q, π)) with a mixture of two point masses as anchor",
      "ground-truth reward, scaled into [min π, max π]",
    ],
    control: "with one anchor for all answers the family cannot tell them apart", controlHolds: true
  ) { variant in
    var samples = Samples("unified-family")
    var worst = 0.0
    for _ in 0..<100 {
      let policy = samples.policy(answers: samples.integer(2...8))
      let p = policy.probabilities
      let correct = samples.set(answers: policy.count)
      let (low, high) = (p.min() ?? 0, p.max() ?? 1)
      for answer in p.indices {
        let wanted = correct[answer] ? high : low
        // Some share of the likeliest and the rest of the least likely answer has the cross-entropy −log wanted.
        let share = (log(wanted) - log(low)) / (log(high) - log(low))
        let anchored = exp(
          (variant == .stated ? share : 0.5) * log(high) + (1 - (variant == .stated ? share : 0.5)) * log(low)
        )
        worst = max(worst, abs(anchored - wanted))
      }
    }
    return worst < 1e-12
      ? .violated(
        "on 100 policies the ground-truth reward, scaled into [min π, max π], is exp(−H(q_y, π)) to \(Comparison.short(worst))"
      )
      : .agrees("one anchor misses the ground-truth reward by up to \(Comparison.short(worst))")
  }

  /// T48: the best of N samples by likelihood.
  static let bestOf = Check(
    paths: ["enumeration of all K^N outcomes", "1 − (1 − p)^N"], control: "1 − (1 − p)^(N−1)"
  ) { variant in
    var samples = Samples("best-of")
    var comparison = Comparison(absolute: 1e-12)
    for _ in 0..<50 {
      let policy = samples.policy(answers: samples.integer(2...4))
      let rollouts = samples.integer(2...6)
      let closed = -expm1(
        Double(variant == .stated ? rollouts : rollouts - 1) * log1p(-policy.probabilities[policy.mode]))
      var outcomes = [1.0]
      // Failures only: outcomes without the mode, built up rollout by rollout.
      for _ in 0..<rollouts {
        outcomes = outcomes.flatMap { outcome in
          policy.probabilities.indices.filter { $0 != policy.mode }.map { outcome * policy.probabilities[$0] }
        }
      }
      comparison.equal(1 - outcomes.reduce(0, +), closed, "P(best of \(rollouts) is the mode)")
    }
    return comparison.finding("probabilities")
  }

  /// T49: entropy of the KL-regularised optimum against that of the base policy.
  static let entropyBound = Check(
    paths: ["entropy of a mirror step", "entropy of the base minus the divergence"],
    control: "entropy does not rise when the reward rises with the policy", controlHolds: true
  ) { variant in
    var samples = Samples("entropy-bound")
    for index in 0..<200 {
      let base =
        index == 0 ? Policy(probabilities: [0.9, 0.1]) : samples.policy(answers: samples.integer(2...6))
      let reward =
        variant == .control
        ? base.probabilities : base.probabilities.indices.map { $0 == base.mode ? 0.0 : 1 }
      let tilted = base.sharpened(by: reward, beta: 1)
      if tilted.entropy > base.entropy + 1e-9 {
        return .violated(
          "q = \(words(base)), reward on what is not the mode, β = 1: the entropy goes from \(Comparison.digits(base.entropy)) to \(Comparison.digits(tilted.entropy)), with divergence \(Comparison.digits(tilted.divergence(from: base)))"
        )
      }
    }
    return .agrees("entropies of 200 policies")
  }

  private static func order(_ functions: [(Double) -> Double]) -> Check.Finding {
    var samples = Samples("likelihood")
    var comparison = Comparison(absolute: 0)
    for _ in 0..<200 {
      let policy = samples.policy(answers: samples.integer(2...8))
      for function in functions {
        let reward = policy.logProbabilities.map(function)
        for (a, b) in pairs(policy.count) where policy.logProbabilities[a] > policy.logProbabilities[b] {
          comparison.require(reward[a] > reward[b], "the likelier answer has the smaller reward \(reward[a])")
        }
      }
    }
    return comparison.finding("rewards of likelier answers")
  }

  private static func pairs(_ count: Int) -> [(Int, Int)] {
    (0..<count).flatMap { a in (0..<count).filter { $0 != a }.map { (a, $0) } }
  }

  private static func words(_ policy: Policy) -> String {
    "(" + policy.probabilities.map { String(format: "%.6g", $0) }.joined(separator: ", ") + ")"
  }
}
