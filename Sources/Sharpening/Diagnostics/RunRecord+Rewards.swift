internal import Foundation
internal import Measurement

/// Diagnoses of rewards and answers: comonotonicity, gap, correct answers, w-condition.
extension RunRecord {
  var comonotoneReward: Diagnosis {
    guard let known = known else { return Diagnosis(.comonotoneReward, .problems, noRewards) }
    var violations: [Diagnosis.Violation] = []
    for (index, step, outputs, reward) in known {
      let order = Self.support(outputs).sorted {
        outputs.policy.logProbabilities[$0] < outputs.policy.logProbabilities[$1]
      }
      // Every output against the best paid of those that are less likely by more than rounding.
      var (best, next, worst) = (-Double.infinity, 0, 0.0)
      for output in order {
        let own = outputs.policy.logProbabilities[output]
        while outputs.policy.logProbabilities[order[next]] < own - Self.rounding {
          best = max(best, reward[order[next]])
          next += 1
        }
        worst = max(worst, best - reward[output])
      }
      if worst > Self.rounding { violations.append(.init(problem: index, step: step, amount: worst)) }
    }
    return Diagnosis(.comonotoneReward, .problems, Diagnosis.status(violations))
  }

  var lastingGap: Diagnosis {
    guard let known = known else { return Diagnosis(.lastingGap, .problems, noRewards) }
    var violations: [Diagnosis.Violation] = []
    var least = Double.infinity
    for (index, step, outputs, reward) in known {
      guard let mode = problems[index].policies?[0].policy.mode else { continue }
      let others = Self.support(outputs).filter { $0 != mode }.map { reward[mode] - reward[$0] }
      guard let gap = others.min() else { continue }
      least = min(least, gap)
      if gap <= 0 { violations.append(.init(problem: index, step: step, amount: -gap)) }
    }
    return Diagnosis(.lastingGap, .problems, Diagnosis.status(violations), estimate: least)
  }

  var oneCorrectAnswer: Diagnosis {
    if problems.isEmpty || problems.contains(where: { $0.correctAnswers == nil }) {
      return Diagnosis(.oneCorrectAnswer, .problems, .unknown(reason: "answers of each problem are missing"))
    }
    let violations = problems.enumerated().filter { ($0.element.correctAnswers ?? 0) > 1 }.map {
      Diagnosis.Violation(
        problem: $0.offset, step: $0.element.steps[0], amount: Double(($0.element.correctAnswers ?? 1) - 1))
    }
    return Diagnosis(.oneCorrectAnswer, .problems, Diagnosis.status(violations))
  }

  /// Of sampled votes w is that of their frequencies at the first step.
  var marginOrder: Diagnosis {
    let starts = problems.enumerated().compactMap { index, problem in problem.start.map { (index, $0) } }
    if starts.isEmpty || starts.count < problems.count {
      return Diagnosis(.marginOrder, .problems, .unknown(reason: "answers at the first step are missing"))
    }
    let points = starts.filter { $0.1.majority > 0 }.map { index, start in
      let rest = start.majority < 1 ? start.otherCorrect / (1 - start.majority) : 0
      return (problem: index, margin: start.majority, weight: (start.isRight ? 1 : 0) - rest)
    }.sorted { ($0.margin, $0.problem) < ($1.margin, $1.problem) }
    let groups = Self.groups(points.map(\.margin), count: marginGroups)
    var violations: [Diagnosis.Violation] = []
    var isPositive = false
    for group in groups {
      let weight = group.reduce(0) { $0 + points[$1].weight } / Double(group.count)
      if weight < -Self.rounding && isPositive {
        let first = points[group.lowerBound].problem
        violations.append(.init(problem: first, step: problems[first].steps[0], amount: -weight))
      }
      if weight > Self.rounding { isPositive = true }
    }
    return Diagnosis(.marginOrder, .problems, Diagnosis.status(violations))
  }

  /// Neighbours in rising order: equal margins stand together, or so many groups of nearly equal size.
  private static func groups(_ margins: [Double], count: Int?) -> [Range<Int>] {
    if let count {
      precondition(count >= 1, "problems form at least one group, not \(count)")
      return (0..<count).map { margins.count * $0 / count..<margins.count * ($0 + 1) / count }.filter {
        !$0.isEmpty
      }
    }
    var groups: [Range<Int>] = []
    for index in margins.indices {
      if let last = groups.last, margins[index] - margins[last.lowerBound] <= rounding {
        groups[groups.count - 1] = last.lowerBound..<index + 1
      } else {
        groups.append(index..<index + 1)
      }
    }
    return groups
  }

  /// Every problem and step with its policy and rewards; nil where a problem lacks them.
  private var known: [(Int, Int, OutputPolicy, [Double])]? {
    if problems.isEmpty { return nil }
    var result: [(Int, Int, OutputPolicy, [Double])] = []
    for (index, problem) in problems.enumerated() {
      guard let policies = problem.policies, let rewards = problem.rewards else { return nil }
      for position in problem.steps.indices {
        result.append((index, problem.steps[position], policies[position], rewards[position]))
      }
    }
    return result
  }

  private var noRewards: Diagnosis.Status {
    .unknown(reason: "policies and rewards of each problem are missing")
  }

  /// The outputs that can be sampled: on others a reward says nothing.
  private static func support(_ outputs: OutputPolicy) -> [Int] {
    (0..<outputs.count).filter { outputs.policy.logProbabilities[$0] > -.infinity }
  }
}
