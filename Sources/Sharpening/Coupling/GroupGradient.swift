internal import Foundation

/// The gradient by logits of one group of rollouts, and its expectation over all groups.
enum GroupGradient {
  /// g_a = (Σ_i A_i ρ_i 1[a_i = a] − π_a Σ_i A_i ρ_i)/(N T), with ρ_i the ratio of the present probability of rollout i to
  /// the one that it was drawn with.
  ///
  /// - Parameters:
  ///   - answers: the group's N answers.
  ///   - advantages: one a rollout.
  ///   - drawn: the probabilities that the rollouts were drawn with; nil: the present ones.
  ///   - present: the present probabilities, of π^(1/T).
  ///   - gradient: receives one number an answer.
  @inline(__always)
  static func sampled(
    answers: Span<Int32>, advantages: Span<Double>, drawn: Span<Double>?, present: Span<Double>,
    temperature: Double, into gradient: inout MutableSpan<Double>
  ) {
    for answer in present.indices { gradient[answer] = 0 }
    var total = 0.0
    for rollout in answers.indices {
      let answer = Int(answers[rollout])
      var weight = advantages[rollout]
      if let drawn { weight *= present[answer] / drawn[answer] }
      gradient[answer] += weight
      total += weight
    }
    let scale = 1 / (Double(answers.count) * temperature)
    for answer in present.indices { gradient[answer] = (gradient[answer] - present[answer] * total) * scale }
  }

  /// The expectation of `sampled` over all groups of N rollouts, every count vector and every first-seen winner.
  ///
  /// A tie of t answers has each of them as its winner with probability 1/t, as the order of independent rollouts is
  /// uniform. The cost grows as C(N + K − 1, N).
  static func expected(
    probabilities: [Double], rollouts: Int, reward: CoupledReward, advantage: CoupledAdvantage,
    isCorrect: [Bool], temperature: Double
  ) -> [Double] {
    var sum = [Double](repeating: 0, count: probabilities.count)
    var counts = [Int32](repeating: 0, count: probabilities.count)
    var answers = [Int32](repeating: 0, count: rollouts)
    var advantages = [Double](repeating: 0, count: rollouts)
    var gradient = sum

    func addGroup(_ weight: Double) {
      let most = counts.max() ?? 0
      let winners = counts.indices.filter { counts[$0] == most }
      for winner in winners {
        var rollout = 0
        for answer in counts.indices {
          let value =
            counts[answer] == 0
            ? 0
            : reward.reward(of: answer, counts: counts.span, winner: winner, isCorrect: isCorrect[answer])
          for _ in 0..<counts[answer] {
            answers[rollout] = Int32(answer)
            advantages[rollout] = value
            rollout += 1
          }
        }
        var span = advantages.mutableSpan
        advantage.apply(to: &span)
        var result = gradient.mutableSpan
        sampled(
          answers: answers.span, advantages: advantages.span, drawn: nil, present: probabilities.span,
          temperature: temperature, into: &result)
        for answer in sum.indices { sum[answer] += weight / Double(winners.count) * gradient[answer] }
        // Rewards that do not look at the winner are the same for each of them.
      }
    }
    func enumerate(_ answer: Int, _ rest: Int, _ weight: Double) {
      if answer == counts.count - 1 {
        counts[answer] = Int32(rest)
        addGroup(weight * pow(probabilities[answer], Double(rest)))
        return
      }
      var term = weight
      for count in 0...rest {
        // weight · C(rest, count) · pᶜ, from the term before.
        if count > 0 { term *= probabilities[answer] * Double(rest - count + 1) / Double(count) }
        counts[answer] = Int32(count)
        enumerate(answer + 1, rest - count, term)
      }
    }
    enumerate(0, rollouts, 1)
    return sum
  }

  /// The number of count vectors that `expected` goes through.
  static func groupCount(answers: Int, rollouts: Int) -> Double {
    var count = 1.0
    for index in 1..<max(1, answers) { count *= Double(rollouts + index) / Double(index) }
    return count
  }

  /// The gradient by logits of KL(π ‖ π_start): π_a (ln(π_a/π_start,a) − KL), subtracted `weight` times.
  static func subtractDivergence(
    present: Span<Double>, start: Span<Double>, weight: Double, from gradient: inout MutableSpan<Double>
  ) {
    var divergence = 0.0
    for answer in present.indices where present[answer] > 0 {
      divergence += present[answer] * log(present[answer] / max(start[answer], .leastNormalMagnitude))
    }
    for answer in present.indices where present[answer] > 0 {
      let excess = log(present[answer] / max(start[answer], .leastNormalMagnitude)) - divergence
      gradient[answer] -= weight * present[answer] * excess
    }
  }
}
