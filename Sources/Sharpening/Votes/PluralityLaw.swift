public import Measurement
internal import Foundation

/// The exact law of a vote among N independent rollouts of a policy.
///
/// Golden values for π = (.5, .3, .2), N = 8: P(winner) = (.6785, .228852, .092648), E[ratio] = .559122,
/// E[reward | a] = (.799469, .388793, .213748).
/// Paper: Table 2, majority voting. Claim: T28, T29, T30.
public struct PluralityLaw: Sendable, Equatable {
  /// P(winner = a) under `.firstSeen`; P(a is among the winners) under `.everyTied`.
  ///
  /// The unparsed outcome has 0.
  public let winner: [Double]
  /// E[pseudo-reward | a rollout answered a] = P(a wins | yᵢ = a).
  ///
  /// Here i is any of the N rollouts with equal probability (the first would win every tie). It is defined also where
  /// π(a) = 0; the unparsed outcome has 0.
  public let reward: [Double]
  /// E[most votes / N]: what logs call majority ratio.
  public let majorityRatio: Double
  /// E[mean pseudo-reward] = Σ π(a) `reward`(a); equal to the majority ratio under `.firstSeen`.
  public let expectedReward: Double
  /// P(all N rollouts give one and the same answer) = Σ π(a)^N over answers that can win.
  public let unanimous: Double
  /// P(the first-seen winner is not a most likely answer), whatever the tie rule; a group without any parsed rollout
  /// counts.
  public let notMode: Double
  /// P(no rollout can be parsed) = π(unparsed)^N.
  public let noVote: Double

  /// The exact law is refused beyond this many seconds unless slowness is allowed.
  public static let secondsLimit = 10.0

  /// How long one law takes, in seconds, from its number of operations at 0.5 ns each (measured; within a factor 3).
  public static func estimatedSeconds(answers: Int, rollouts: Int) -> Double {
    PluralityRecursion.operations(answers: answers, total: rollouts) * 0.5e-9
  }

  /// Computes the law.
  ///
  /// Relative accuracy about N·10⁻¹⁵ from sums of positive terms only.
  /// - Parameters:
  ///   - policy: over K answers.
  ///   - rollouts: N ≥ 1.
  ///   - tieRule: who wins a tie; first-seen is a uniform choice here, as rollouts are independent.
  ///   - unparsed: the outcome that never wins, if the policy has one.
  ///   - allowSlow: compute even if it takes longer than `secondsLimit`.
  /// - Throws: `SharpeningError.tooSlow`.
  public init(
    of policy: Policy, rollouts: Int, tieRule: TieRule = .firstSeen, unparsed: Int? = nil,
    allowSlow: Bool = false
  ) throws(SharpeningError) {
    precondition(rollouts >= 1, "a vote needs at least one rollout, not \(rollouts)")
    let seconds = Self.estimatedSeconds(answers: policy.count, rollouts: rollouts)
    if seconds > Self.secondsLimit && !allowSlow {
      throw .tooSlow(
        what: "the exact law of \(rollouts) votes over \(policy.count) answers", seconds: seconds,
        limit: Self.secondsLimit)
    }
    self.init(policy, rollouts, tieRule, unparsed)
  }

  /// The law, however long it takes.
  init(_ policy: Policy, _ rollouts: Int, _ tieRule: TieRule, _ unparsed: Int?) {
    // N independent draws are Poisson counts with means Nπ(a), given that they add up to N: every term is a
    // probability, so nothing overflows, and one common factor P(Poisson(N) = N) is divided out.
    let voters = policy.logProbabilities.indices.filter { $0 != unparsed }
    let laws = voters.map {
      Self.poissonLaw(mean: Double(rollouts) * exp(policy.logProbabilities[$0]), upTo: rollouts)
    }
    let free = unparsed.map {
      Self.poissonLaw(mean: Double(rollouts) * exp(policy.logProbabilities[$0]), upTo: rollouts)
    }
    let norm = Self.poisson(Double(rollouts), at: rollouts)
    let recursion = PluralityRecursion(total: rollouts, weights: laws, free: free ?? [1])
    let shared = recursion.others(sharingTies: true)
    let counted = tieRule == .firstSeen ? shared : recursion.others(sharingTies: false)
    var winner = [Double](repeating: 0, count: policy.count)
    var reward = winner
    var ratio = 0.0
    for (row, answer) in voters.enumerated() {
      for votes in 1...rollouts {
        let position = row * (rollouts + 1) + votes
        winner[answer] += laws[row][votes] * counted[position] / norm
        // Given yᵢ = a the other N−1 hold votes−1 of a; P(Poisson(N) = N−1) equals P(Poisson(N) = N).
        reward[answer] += laws[row][votes - 1] * counted[position] / norm
        ratio += Double(votes) / Double(rollouts) * laws[row][votes] * shared[position] / norm
      }
    }
    let highest = voters.map { policy.logProbabilities[$0] }.max() ?? -.infinity
    self.winner = winner
    self.reward = reward
    majorityRatio = ratio
    expectedReward = zip(policy.probabilities, reward).reduce(0) { $0 + $1.0 * $1.1 }
    unanimous = voters.reduce(0) { $0 + exp(Double(rollouts) * policy.logProbabilities[$1]) }
    noVote = unparsed.map { exp(Double(rollouts) * policy.logProbabilities[$0]) } ?? 0
    notMode = voters.enumerated().reduce(noVote) { sum, voter in
      guard policy.logProbabilities[voter.element] < highest else { return sum }
      return (1...rollouts).reduce(sum) {
        $0 + laws[voter.offset][$1] * shared[voter.offset * (rollouts + 1) + $1] / norm
      }
    }
  }

  /// P(Poisson(λ) = j) for j = 0 … `bound`, from the most likely j outwards, so that no product underflows early.
  static func poissonLaw(mean: Double, upTo bound: Int) -> [Double] {
    var law = [Double](repeating: 0, count: bound + 1)
    let peak = min(bound, Int(mean))
    law[peak] = poisson(mean, at: peak)
    for j in stride(from: peak + 1, through: bound, by: 1) { law[j] = law[j - 1] * mean / Double(j) }
    for j in stride(from: peak - 1, through: 0, by: -1) { law[j] = law[j + 1] * Double(j + 1) / mean }
    return law
  }

  static func poisson(_ mean: Double, at j: Int) -> Double {
    if mean == 0 { return j == 0 ? 1 : 0 }
    if j == 0 { return exp(-mean) }
    return exp(Double(j) * log(mean) - mean - lgamma(Double(j + 1)))
  }
}
