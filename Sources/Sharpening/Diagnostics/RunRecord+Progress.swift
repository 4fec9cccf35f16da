internal import Foundation
internal import Measurement

/// Diagnoses of how the majority's probability moves: A2, ordering, relative progress, common speed.
extension RunRecord {
  var effectiveLearning: Diagnosis {
    if problems.isEmpty { return meanLearning }
    var violations: [Diagnosis.Violation] = []
    var isProven = true
    for (index, problem) in problems.enumerated() {
      var highest = -Double.infinity
      for position in problem.logOdds.indices.dropFirst() {
        let (before, now) = (problem.logOdds[position - 1], problem.logOdds[position])
        highest = max(highest, before.low)
        // At p = 1 nothing is left to learn.
        if highest == .infinity { break }
        if now.high <= highest {
          let fall = Self.probability(highest) - Self.probability(now.high)
          violations.append(.init(problem: index, step: problem.steps[position], amount: fall))
        }
        if !(now.low > before.high) { isProven = false }
      }
    }
    return Diagnosis(
      .effectiveLearning, .problems, Diagnosis.status(violations, otherwise: isProven ? .satisfied : sampled))
  }

  /// The mean of p, or what stands for it: the majority-voting reward of the batch.
  private var meanLearning: Diagnosis {
    guard let rows = measured(.majorityVotingReward) ?? measured(.majorityRatio) else {
      return Diagnosis(.effectiveLearning, .mean, missing(.majorityVotingReward))
    }
    let noise = self.noise(rows.count)
    var violations: [Diagnosis.Violation] = []
    var isProven = true
    var highest = rows[0].value
    for (before, row) in zip(rows, rows.dropFirst()) {
      highest = max(highest, before.value)
      // At p = 1 nothing is left to learn, and staying there is no failure.
      if highest >= 1 && row.value >= 1 && noise == 0 { continue }
      if row.value + 2 * noise <= highest {
        violations.append(.init(problem: nil, step: row.step, amount: highest - row.value))
      }
      if row.value - 2 * noise <= before.value { isProven = false }
    }
    return Diagnosis(
      .effectiveLearning, .mean,
      Diagnosis.status(violations, otherwise: isProven ? .satisfied : withinNoise(noise)))
  }

  var ordering: Diagnosis {
    guard let beta else { return Diagnosis(.ordering, .problems, .unknown(reason: "β is missing")) }
    if problems.isEmpty { return Diagnosis(.ordering, .problems, noProblems) }
    var violations: [Diagnosis.Violation] = []
    var isProven = true
    for (index, problem) in problems.enumerated() {
      for position in problem.logOdds.indices.dropFirst() {
        let (before, now) = (problem.logOdds[position - 1], problem.logOdds[position])
        let push = Double(problem.steps[position] - problem.steps[position - 1]) / beta
        // An exact step meets the bound; only what rounding cannot explain exceeds it.
        let slack = 1e-9 * max(1, abs(now.low.isFinite ? now.low : 0), push)
        if now.low > before.high + push + slack {
          let excess = now.low - (before.high + push)
          violations.append(
            .init(
              problem: index, step: problem.steps[position], amount: excess))
        }
        if !(now.high <= before.low + push + slack) { isProven = false }
      }
    }
    return Diagnosis(
      .ordering, .problems, Diagnosis.status(violations, otherwise: isProven ? .satisfied : sampled))
  }

  /// η_k through the errors e = 1 − p, which keep their digits: η = (1 − e_(k+1)/e_k)/(1 − e*_(k+1)/e_k).
  var relativeProgress: Diagnosis {
    guard let beta else { return Diagnosis(.relativeProgress, .problems, .unknown(reason: "β is missing")) }
    if problems.isEmpty { return Diagnosis(.relativeProgress, .problems, noProblems) }
    if problems.contains(where: { !$0.isExact }) {
      return Diagnosis(.relativeProgress, .problems, sampled)
    }
    var violations: [Diagnosis.Violation] = []
    var least = Double.infinity
    for (index, problem) in problems.enumerated() {
      for position in problem.logOdds.indices.dropFirst() {
        let (before, now) = (problem.logOdds[position - 1].low, problem.logOdds[position].low)
        if !before.isFinite { continue }
        let push = Double(problem.steps[position] - problem.steps[position - 1]) / beta
        let share = Self.progress(from: before, to: now) / Self.progress(from: before, to: before + push)
        least = min(least, share)
        if !(share > 0) {
          violations.append(.init(problem: index, step: problem.steps[position], amount: -share))
        }
      }
    }
    if least == .infinity {
      return Diagnosis(
        .relativeProgress, .problems, .unknown(reason: "no two steps with p between 0 and 1"))
    }
    return Diagnosis(.relativeProgress, .problems, Diagnosis.status(violations), estimate: least)
  }

  /// 1 − e'/e for log-odds L and L'.
  private static func progress(from before: Double, to now: Double) -> Double {
    -expm1(softplus(before) - softplus(now))
  }

  var commonSpeed: Diagnosis {
    if problems.count < 2 {
      return Diagnosis(
        .commonSpeed, .problems, .unknown(reason: "p_majority of two or more problems is missing"))
    }
    if problems.contains(where: { !$0.isExact }) { return Diagnosis(.commonSpeed, .problems, sampled) }
    if problems.contains(where: { $0.steps != problems[0].steps }) {
      return Diagnosis(.commonSpeed, .problems, .unknown(reason: "problems were measured at different steps"))
    }
    var violations: [Diagnosis.Violation] = []
    for position in problems[0].steps.indices.dropFirst() {
      let moves = problems.map { $0.logOdds[position].low - $0.logOdds[position - 1].low }.filter(\.isFinite)
      guard let largest = moves.max(), let smallest = moves.min() else { continue }
      let size = problems.map { abs($0.logOdds[position].low) }.filter(\.isFinite).max() ?? 0
      // A thousandth of a percent of the move, and rounding of the log-odds themselves.
      if largest - smallest > 1e-5 * max(abs(largest), abs(smallest)) + 1e-12 * (1 + size) {
        let slowest = problems.indices.first {
          problems[$0].logOdds[position].low - problems[$0].logOdds[position - 1].low == smallest
        }
        violations.append(
          .init(problem: slowest, step: problems[0].steps[position], amount: largest - smallest))
      }
    }
    return Diagnosis(.commonSpeed, .problems, Diagnosis.status(violations))
  }

  /// σ(L).
  private static func probability(_ odds: Double) -> Double { 1 / (1 + exp(-odds)) }
  private static func softplus(_ x: Double) -> Double {
    x == .infinity ? x : max(x, 0) + log1p(exp(-abs(x)))
  }

  var noProblems: Diagnosis.Status { .unknown(reason: "p_majority of each problem is missing") }
  var sampled: Diagnosis.Status {
    .unknown(reason: "p_majority is estimated from too few rollouts; policies are missing")
  }
}
