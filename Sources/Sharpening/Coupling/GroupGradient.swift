internal import Foundation

/// The gradient by logits of one group of rollouts, and its expectation over all groups.
enum GroupGradient {
  /// g_a = (Σ_i c_i 1[a_i = a] − π_a Σ_i c_i)/(N T), with c_i what the objective pays for ln π of rollout i.
  ///
  /// - Parameters:
  ///   - answers: the group's N answers.
  ///   - credits: c_i; on-policy the advantages.
  ///   - present: the present probabilities, of π^(1/T).
  ///   - temperature: T.
  ///   - gradient: receives one number an answer.
  @inline(__always)
  static func sampled(
    answers: Span<Int32>, credits: Span<Double>, present: Span<Double>, temperature: Double,
    into gradient: inout MutableSpan<Double>
  ) {
    for answer in present.indices { gradient[answer] = 0 }
    var total = 0.0
    for rollout in answers.indices {
      gradient[Int(answers[rollout])] += credits[rollout]
      total += credits[rollout]
    }
    let scale = 1 / (Double(answers.count) * temperature)
    for answer in present.indices { gradient[answer] = (gradient[answer] - present[answer] * total) * scale }
  }

  /// The expectation of `sampled` with the advantages as credits over all groups of N rollouts: every count vector, and in
  /// a tie every winner.
  ///
  /// A tie of t answers has each of them as its winner with probability 1/t, as the order of independent rollouts is
  /// uniform. The cost grows as C(N + K − 1, N).
  static func expected(
    probabilities: [Double], rollouts: Int, reward: Reward, advantage: Advantage, isCorrect: [Bool],
    temperature: Double
  ) -> [Double] {
    var sum = [Double](repeating: 0, count: probabilities.count)
    var counts = [Int](repeating: 0, count: probabilities.count)
    var gradient = sum

    func addGroup(_ weight: Double) {
      let most = counts.max() ?? 0
      let winners = counts.indices.filter { counts[$0] == most }
      for winner in winners {
        // The winner's rollouts come first, so that it is the first seen.
        let order = [winner] + counts.indices.filter { $0 != winner }
        let answers = order.flatMap { [Int32](repeating: Int32($0), count: counts[$0]) }
        let credits = ObjectiveOnAnswers.advantages(
          [ObjectiveOnAnswers.rewards(reward, RolloutGroup(answers: answers, isCorrect: isCorrect))],
          advantage)[0]
        guard let credits else { continue }
        var result = gradient.mutableSpan
        sampled(
          answers: answers.span, credits: credits.span, present: probabilities.span,
          temperature: temperature, into: &result)
        for answer in sum.indices { sum[answer] += weight / Double(winners.count) * gradient[answer] }
      }
    }
    func enumerate(_ answer: Int, _ rest: Int, _ weight: Double) {
      if answer == counts.count - 1 {
        counts[answer] = rest
        addGroup(weight * pow(probabilities[answer], Double(rest)))
        return
      }
      var term = weight
      for count in 0...rest {
        // weight · C(rest, count) · pᶜ, from the term before.
        if count > 0 { term *= probabilities[answer] * Double(rest - count + 1) / Double(count) }
        counts[answer] = count
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
