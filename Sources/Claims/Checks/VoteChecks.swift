internal import Foundation
import Measurement
import Sharpening

/// Checks of the law of N votes: T28, T29, T30.
enum VoteChecks {
  /// T28: closed forms of the reward for votes of one and two, and what three make of it.
  static let smallVotes = Check.sampled(
    paths: ["recursion over the winner's votes", "closed forms for N = 1, 2, 3"],
    control: "E[reward | a] = 1/N + (1 − 1/N) π(a) for N = 3 as well"
  ) { variant, effort in
    var samples = Samples("small-votes")
    var comparison = Comparison(absolute: 1e-12)
    let policies = effort.samples(100)
    for _ in 0..<policies {
      let policy = samples.policy(answers: samples.integer(2...9))
      for rollouts in 1...3 {
        let law = policy.vote(rollouts)
        for answer in 0..<policy.count {
          let own = policy.probabilities[answer]
          let closed =
            variant == .stated
            ? closedForm(policy, answer, rollouts) : 1 / Double(rollouts) + (1 - 1 / Double(rollouts)) * own
          comparison.equal(law.reward[answer], closed, "E[reward | \(answer)], N = \(rollouts), π = \(own)")
        }
      }
    }
    return comparison.finding("expected rewards over \(policies) policies")
  }

  /// T28: the exact law against enumeration of all outcomes.
  static let expectedReward = Check.sampled(
    paths: ["recursion over the winner's votes", "enumeration of all K^N outcomes"],
    control: "the law of N − 1 votes (K = 3, odd N)"
  ) { variant, effort in
    var samples = Samples("expected-reward")
    var comparison = Comparison(absolute: 1e-12)
    for _ in 0..<effort.samples(20) {
      for (answers, rollouts) in [(2, 1), (2, 2), (2, 8), (3, 3), (3, 5), (4, 2), (4, 3), (4, 6)] {
        if variant == .control && !(answers == 3 && rollouts % 2 == 1) { continue }
        let policy = samples.policy(answers: answers)
        let law = policy.vote(variant == .stated ? rollouts : rollouts - 1)
        let all = VoteEnumeration(policy, rollouts: rollouts)
        for answer in 0..<answers {
          comparison.equal(law.winner[answer], all.winner[answer], "P(\(answer) wins), N = \(rollouts)")
          comparison.equal(law.reward[answer], all.reward[answer], "E[reward | \(answer)], N = \(rollouts)")
        }
        comparison.equal(
          law.expectedReward, all.mostVotes / Double(rollouts), "Σ π r = E[most votes]/N, N = \(rollouts)")
      }
      let policy = samples.policy(answers: samples.integer(2...8))
      let law = policy.vote(samples.integer(2...24))
      let order = policy.logProbabilities.indices.sorted {
        policy.logProbabilities[$0] < policy.logProbabilities[$1]
      }
      for (low, high) in zip(order, order.dropFirst()) {
        comparison.require(
          law.reward[low] < law.reward[high], "the reward of a likelier answer is not larger")
      }
    }
    return comparison.finding("winner laws and expected rewards")
  }

  /// T29: the plurality's order is kept in expectation.
  static let order = Check(
    paths: ["recursion over the winner's votes", "order of the policy"],
    control: "the plurality's law is the policy itself, so that no order is sharpened"
  ) { variant in
    var samples = Samples("plurality-order")
    var comparison = Comparison(absolute: 1e-12)
    for _ in 0..<200 {
      let policy = samples.policy(answers: samples.integer(2...8))
      let rollouts = samples.integer(3...24)
      let law = policy.vote(rollouts)
      let p = policy.probabilities
      for a in p.indices {
        for b in p.indices where p[a] > p[b] {
          switch variant {
          case .stated:
            comparison.require(
              law.winner[a] > law.winner[b], "N = \(rollouts): \(a) is likelier than \(b) but wins less")
          case .control:
            comparison.equal(law.winner[a] / law.winner[b], p[a] / p[b], "ratio of wins, N = \(rollouts)")
          }
        }
      }
    }
    return comparison.finding("pairs of answers over 200 policies")
  }

  /// T30: Chernoff's bound of the flip probability, and its exact value for two answers.
  static let flipBound = Check.sampled(
    paths: [
      "recursion over the winner's votes",
      "Chernoff's bound Σ (1 − (√p₁ − √p_j)²)^N, and binomial tails for K = 2",
    ],
    control: "the bound holds with the exponent 2N"
  ) { variant, effort in
    var samples = Samples("flip-bound")
    var comparison = Comparison(absolute: 1e-300, relative: 1e-9)
    for p in [0.55, 0.6, 0.7, 0.8, 0.9] {
      for rollouts in [3, 8, 32] {
        let exact = Policy(probabilities: [p, 1 - p]).vote(rollouts).notMode
        comparison.equal(
          exact, BinomialVote.flipProbability(p, rollouts: rollouts), "P(flip), p = \(p), N = \(rollouts)")
      }
    }
    for _ in 0..<effort.samples(200) {
      let policy = samples.policy(answers: samples.integer(2...8))
      let rollouts = samples.integer(1...40)
      let roots = policy.probabilities.map { $0.squareRoot() }.sorted(by: >)
      let exponent = Double(variant == .stated ? rollouts : 2 * rollouts)
      let bound = roots.dropFirst().reduce(0) { $0 + pow(1 - (roots[0] - $1) * (roots[0] - $1), exponent) }
      comparison.atMost(policy.vote(rollouts).notMode, bound, "P(flip), K = \(policy.count), N = \(rollouts)")
    }
    return comparison.finding("flip probabilities with tails and bounds")
  }

  /// E[reward | a] for N = 1, 2, 3.
  private static func closedForm(_ policy: Policy, _ answer: Int, _ rollouts: Int) -> Double {
    let p = policy.probabilities
    let own = p[answer]
    switch rollouts {
    case 1: return 1
    case 2: return (1 + own) / 2
    default:
      let others = p.indices.reduce(0) { $1 == answer ? $0 : $0 + p[$1] * p[$1] }
      return 1 - (1 - own) * (1 - own) + ((1 - own) * (1 - own) - others) / 3
    }
  }
}

/// The vote of N rollouts by going through all K^N outcomes: slow, and shares nothing with the recursion.
struct VoteEnumeration {
  private(set) var winner: [Double]
  private(set) var reward: [Double]
  private(set) var mostVotes = 0.0

  init(_ policy: Policy, rollouts: Int) {
    let p = policy.probabilities
    winner = [Double](repeating: 0, count: p.count)
    var first = winner
    var outcome = [Int](repeating: 0, count: rollouts)
    while true {
      let probability = outcome.reduce(1) { $0 * p[$1] }
      let counts = p.indices.map { answer in outcome.count { $0 == answer } }
      let most = counts.max() ?? 0
      // The first-seen rule, on the outcome's own order.
      if let elected = outcome.first(where: { counts[$0] == most }) {
        winner[elected] += probability
        // By exchangeability any rollout may stand for "the" rollout: a share counts[a]/N of them answered a.
        first[elected] += probability * Double(counts[elected]) / Double(rollouts)
      }
      mostVotes += probability * Double(most)
      guard let place = outcome.lastIndex(where: { $0 < p.count - 1 }) else { break }
      outcome[place] += 1
      for later in (place + 1)..<max(place + 1, rollouts) { outcome[later] = 0 }
    }
    reward = zip(first, p).map { $0 / $1 }
  }
}
