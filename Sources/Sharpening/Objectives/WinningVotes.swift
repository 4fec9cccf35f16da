import Measurement

/// How many votes a winner has, exactly: the law behind thresholds and soft labels.
struct WinningVotes {
  /// P(a wins with v of N votes) at [a][v].
  let probability: [[Double]]
  /// P(a wins with v of N votes | y_i = a) at [a][v], for any of the N rollouts with equal probability.
  let given: [[Double]]

  /// - Parameters:
  ///   - policy: over answers, the outcome `unparsed` last where there is one.
  ///   - rollouts: N ≥ 1.
  init(of policy: Policy, rollouts: Int, tieRule: TieRule, unparsed: Int?) {
    let voters = policy.logProbabilities.indices.filter { $0 != unparsed }
    let means = policy.probabilities.map { Double(rollouts) * $0 }
    let laws = voters.map { PluralityLaw.poissonLaw(mean: means[$0], upTo: rollouts) }
    let free = unparsed.map { PluralityLaw.poissonLaw(mean: means[$0], upTo: rollouts) } ?? [1]
    let norm = PluralityLaw.poisson(Double(rollouts), at: rollouts)
    let others = PluralityRecursion(total: rollouts, weights: laws, free: free)
      .others(sharingTies: tieRule == .firstSeen)
    var probability = [[Double]](
      repeating: [Double](repeating: 0, count: rollouts + 1), count: policy.count)
    var given = probability
    for (row, answer) in voters.enumerated() {
      for votes in 1...rollouts {
        let rest = others[row * (rollouts + 1) + votes] / norm
        probability[answer][votes] = laws[row][votes] * rest
        given[answer][votes] = laws[row][votes - 1] * rest
      }
    }
    self.probability = probability
    self.given = given
  }
}
