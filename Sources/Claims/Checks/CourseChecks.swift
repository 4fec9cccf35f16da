internal import Foundation
import Measurement
import Sharpening
import SharpeningNumerics

/// Checks of how accuracy goes: T33, T35, T38.
enum CourseChecks {
  /// T33: one problem's accuracy is monotone under an infinite vote.
  static let monotone = Check(
    paths: [
      "iterated mean field of an infinite vote",
      "sign of 1[majority right] − (correct share outside the majority)",
    ],
    control: "the same holds for votes of 8"
  ) { variant in
    var samples = Samples("monotone")
    var comparison = Comparison(absolute: 1e-13)
    for index in 0..<100 {
      // Among the samples stands the policy on which a vote of 8 first lifts the runner-up.
      let policy =
        index == 0
        ? Policy(probabilities: [0.4, 0.35, 0.25]) : samples.policy(answers: samples.integer(2...6))
      let correct = index == 0 ? [false, true, false] : samples.set(answers: policy.count)
      let population = Population(
        answersPerProblem: [policy.count], logits: policy.logProbabilities, isCorrect: correct)
      let problem = MajorityPath(of: population).problems[0]
      let sign = (problem.isRight ? 1 : 0) - problem.otherCorrect / (1 - problem.majority)
      let course = accuracies(
        population, rollouts: variant == .stated ? nil : 8, beta: 5, steps: variant == .stated ? 40 : 200)
      for (step, pair) in zip(course, course.dropFirst()).enumerated() {
        let move = (pair.1 - pair.0) * (sign >= 0 ? 1 : -1)
        comparison.atMost(
          0, move, "policy \(index): move of the accuracy at step \(step), against its direction")
      }
    }
    return comparison.finding("moves of the accuracy with their predicted sign, 100 problems")
  }

  /// T35: the signs of V and M against the course that is computed step by step.
  static let shape = Check(
    paths: [
      "signs of V and M from the initial votes", "course of the mean field of an infinite vote, step by step",
    ],
    control: "V and M exchanged"
  ) { variant in
    var comparison = Comparison(absolute: 0)
    for (name, population) in populations("shape") {
      let path = MajorityPath(of: population)
      let (v, m) =
        variant == .stated ? (path.initialSlope, path.finalSlope) : (path.finalSlope, path.initialSlope)
      // Small steps until every problem has settled; late moves shrink like e^(−t) and are scaled back.
      let course = accuracies(population, rollouts: nil, beta: 20, steps: 400)
      let first = course[1] - course[0]
      let late = (course[300] - course[299]) * exp(299.5 / 20)
      comparison.require(
        first.sign == v.sign,
        "\(name): V = \(Comparison.digits(v)), but the first move is \(Comparison.digits(first))")
      comparison.require(
        late.sign == m.sign,
        "\(name): M = \(Comparison.digits(m)), but the last moves are \(Comparison.digits(late))·e^(−t)")
      let moves = zip(course, course.dropFirst()).map { $1 - $0 }.filter { abs($0) > 1e-13 }
      let turns = zip(moves, moves.dropFirst()).count { $0.sign != $1.sign }
      comparison.require(
        turns == path.turningPoints,
        "\(name): the course turns \(turns) times, its derivative \(path.turningPoints) times")
      // Where low-margin majorities are the wrong ones the two signs say how often the course turns.
      let isOrdered = name.hasPrefix("P(right | m) = σ(") && !name.contains("σ(-")
      let predicted = v.sign != m.sign ? 1 : 0
      comparison.require(
        !isOrdered || turns == predicted, "\(name): the course turns \(turns) times, not \(predicted)")
    }
    return comparison.finding(
      "predicted and computed courses of sixteen synthetic populations and two of GPT-4's answers")
  }

  /// T35: the end of the course and its one peak where wrong majorities have the lower margins.
  static let peak = Check(
    paths: [
      "course of the mean field of an infinite vote, step by step",
      "M and the label accuracy from the initial votes",
    ],
    control: "e^(k/β) (A(k) − label accuracy) → +M"
  ) { variant in
    var comparison = Comparison(absolute: 0)
    for threshold in [0.4, 0.8, 1.2, 1.6] {
      // Right exactly where the margin is large: a step of P(right | margin).
      let model = AlignmentModel(
        answers: 6, medianMargin: 1, marginSpread: 0.9, rivalSpread: 0.6,
        correctness: .table([
          .init(margin: threshold - 1e-9, probabilityRight: 0), .init(margin: threshold, probabilityRight: 1),
        ]))
      var samples = Samples("peak")
      let population = samples.population(model, problems: 200)
      let path = MajorityPath(of: population)
      let course = accuracies(population, rollouts: nil, beta: 10, steps: 240)
      let scaled = exp(20.0) * (course[200] - path.labelAccuracy)
      let limit = (variant == .stated ? -1 : 1) * path.finalSlope
      comparison.equal(
        scaled, limit, "threshold \(threshold): e^(k/β)(A(k) − LA)", within: 1e-4 * abs(limit) + 1e-6)
      guard path.finalSlope < 0, course[1] > course[0] else { continue }
      let top = course.indices.reduce(0) { course[$1] > course[$0] ? $1 : $0 }
      comparison.require(
        course[top] > path.labelAccuracy, "threshold \(threshold): the peak is not above the end")
      for step in 1..<course.count {
        comparison.require(
          step <= top ? course[step] > course[step - 1] : course[step] <= course[step - 1] + 1e-15,
          "threshold \(threshold): the course turns again at step \(step)")
      }
    }
    return comparison.finding("ends, peaks and directions of four populations")
  }

  /// T38: where independent sharpening ends, and where the base model's pass@k overtakes it.
  static let ceiling = Check(
    paths: ["label accuracy and pass@k of the base policies", "policies after many steps of the mean field"],
    control: "the ceiling holds for sampled votes of 8 as well"
  ) { variant in
    var comparison = Comparison(absolute: 1e-9)
    if variant == .control { return sampledVotesEndAboveTheCeiling() }
    for (name, population) in populations("ceiling") {
      let path = MajorityPath(of: population)
      let end = sharpened(population, beta: 1, steps: 200)
      for k in [1, 8, 64] {
        comparison.equal(
          passAtK(end, k), path.labelAccuracy, "\(name): pass@\(k) of the sharpened policies", within: 1e-6)
      }
      // Base pass@k rises with k, so it passes the sharpened level at most once; it starts below exactly if A(0) does.
      let base = (0..<25).map { passAtK(population, 1 << $0) }
      for (low, high) in zip(base, base.dropFirst()) {
        comparison.atMost(low, high, "\(name): base pass@k falls with k")
      }
      let solvable =
        Double(
          (0..<population.problemCount).count {
            population.policy(of: $0).mass(of: correct(population, $0)) > 0
          })
        / Double(population.problemCount)
      let crosses = base[0] < path.labelAccuracy && base[24] > path.labelAccuracy
      comparison.require(
        crosses == (path.accuracy(at: 0) < path.labelAccuracy && path.labelAccuracy < solvable - 1e-9),
        "\(name): A(0) = \(path.accuracy(at: 0)), P(R) = \(path.labelAccuracy), solvable \(solvable), crossing \(crosses)"
      )
    }
    return comparison.finding("limits and crossings of eighteen populations")
  }

  /// Sampled votes of 8 on (wrong .45, correct .43, wrong .12), β = 5: the majority is wrong everywhere, the end is not.
  private static func sampledVotesEndAboveTheCeiling() -> Check.Finding {
    let copies = 4096
    let population = Population(
      answersPerProblem: [Int](repeating: 3, count: copies),
      logits: (0..<copies).flatMap { _ in [log(0.45), log(0.43), log(0.12)] },
      isCorrect: (0..<copies).flatMap { _ in [false, true, false] })
    var block = MajorityVoteBlock(
      population: population, rollouts: 8, beta: 5, generator: Generator(seed: Seed(38).child("ceiling")))
    for _ in 0..<200 {
      _ = block.measure()
      block.update()
    }
    let end = block.measure().columns[.groundTruthReward] ?? 0
    let ceiling = MajorityPath(of: population).labelAccuracy
    // 4,096 copies: the end's standard error is below .008, its distance from the ceiling more than fifty of them.
    return end > ceiling + 0.05
      ? .violated(
        "N = 8, β = 5, (wrong .45, correct .43, wrong .12): maj@∞ is \(ceiling), the end is \(String(format: "%.3f", end))"
      )
      : .agrees("the end \(end) stays at the ceiling \(ceiling)")
  }

  /// Synthetic populations that rise, fall and turn either way, and two of a real model.
  static func populations(_ name: String) -> [(String, Population)] {
    var samples = Samples(name)
    var result: [(String, Population)] = []
    for (slope, crossing) in [(3.0, 0.3), (3, 1), (8, 1.05), (-3, 2), (-3, 1), (-8, 1.05)] {
      for spread in [0.9, 1.2] {
        let model = AlignmentModel(
          answers: 6, medianMargin: 1, marginSpread: spread, rivalSpread: 0.6,
          correctness: .curve(slope: slope, crossing: crossing))
        result.append(
          (
            "P(right | m) = σ(\(slope)(m − \(crossing))), spread \(spread)",
            samples.population(model, problems: 200)
          ))
      }
    }
    // Right only at small margins, and the correct answer never sampled otherwise: V < 0 < M cannot be had from a runner-up.
    for (name, points) in [
      ("right at small margins only", [(0.3, 1.0), (0.5, 0)]),
      ("right at tiny margins only", [(0.05, 1), (0.06, 0)]),
      ("never right", [(0.0, 0)]), ("always right", [(0.0, 1)]),
    ] {
      let model = AlignmentModel(
        answers: 6, medianMargin: 1, marginSpread: 1.2, rivalSpread: 0.6,
        correctness: .table(points.map { .init(margin: $0.0, probabilityRight: $0.1) }))
      result.append((name, samples.population(model, problems: 200)))
    }
    return result + RealAnswers.allCases.map { ($0.rawValue, Population(frequenciesOf: $0.votes)) }
  }

  static func accuracies(_ population: Population, rollouts: Int?, beta: Double, steps: Int) -> [Double] {
    var block = Self.block(population, rollouts: rollouts, beta: beta)
    return (0...steps).map { step in
      if step > 0 { block.update() }
      return block.measure().columns[.groundTruthReward] ?? .nan
    }
  }

  static func block(_ population: Population, rollouts: Int?, beta: Double) -> ExpectedVoteBlock {
    do {
      return try ExpectedVoteBlock(population: population, rollouts: rollouts, beta: beta, allowSlow: true)
    } catch {
      preconditionFailure("a law that may be slow is never refused: \(error)")
    }
  }

  private static func sharpened(_ population: Population, beta: Double, steps: Int) -> Population {
    var block = Self.block(population, rollouts: nil, beta: beta)
    for _ in 0..<steps {
      _ = block.measure()
      block.update()
    }
    return block.population
  }

  private static func correct(_ population: Population, _ problem: Int) -> [Bool] {
    Array(population.isCorrect[population.answers(of: problem)])
  }

  private static func passAtK(_ population: Population, _ k: Int) -> Double {
    (0..<population.problemCount).reduce(0) { sum, problem in
      let p = min(1, population.policy(of: problem).mass(of: correct(population, problem)))
      return sum + (p >= 1 ? 1 : -expm1(Double(k) * log1p(-p)))
    } / Double(population.problemCount)
  }
}
