internal import Foundation
import Sharpening

/// Checks of rise and fall: T34, T36.
enum PeakChecks {
  /// T34a: along log-probability rewards.
  static let power = Check(
    paths: [
      "iterated mirror steps with reward log π", "e^(−H(π₀)) < π₀(c) < max π₀, and k* = ln s*/ln(1+1/β)",
    ],
    control: "Σπ₀² < π₀(c) < max π₀"
  ) { variant in
    var samples = Samples("power-peak")
    var comparison = Comparison(absolute: 0)
    var peaks = 0
    for index in 0..<400 {
      let policy =
        index == 0
        ? Policy(probabilities: [0.4, 0.35, 0.25]) : samples.policy(answers: samples.integer(2...6))
      let correct = index == 0 ? 1 : samples.integer(0...policy.count - 1)
      let beta = 100.0
      var course = [policy.logProbabilities[correct]]
      var now = policy
      for _ in 0..<800 {
        now = now.sharpened(by: now.logProbabilities.map { max($0, -1e250) }, beta: beta)
        course.append(now.logProbabilities[correct])
        if course.count > 3 && now.logProbabilities[now.mode] == 0 { break }
      }
      let exists =
        variant == .stated
        ? PowerPeak.exists(policy, correct: correct) : CollisionPeak.exists(policy, correct: correct)
      let top = course.indices.reduce(0) { course[$1] > course[$0] ? $1 : $0 }
      // A peak within the first step is not resolved.
      if top == 0 && exists && (PowerPeak(of: policy, correct: correct)?.step(beta: beta) ?? 2) < 1 {
        continue
      }
      let peaked = top > 0 && course[course.count - 1] < course[top] - 1e-9
      comparison.require(
        peaked == exists,
        "\(policy.probabilities.map { Comparison.digits($0) }), correct \(correct): highest at step \(top) of \(course.count - 1), criterion \(exists)"
      )
      if let peak = PowerPeak(of: policy, correct: correct), peaked {
        peaks += 1
        comparison.equal(Double(top), peak.step(beta: beta), "step of the peak", within: 1)
      }
    }
    comparison.require(peaks >= 10, "only \(peaks) policies have a peak")
    return comparison.finding("courses of 400 policies, \(peaks) with a peak,")
  }

  /// T34b: along probability rewards.
  static let collision = Check(
    paths: ["iterated small mirror steps with reward π", "Σπ₀² < π₀(c) < max π₀"],
    control: "e^(−H(π₀)) < π₀(c) < max π₀"
  ) { variant in
    var samples = Samples("collision-peak")
    var comparison = Comparison(absolute: 0)
    var peaks = 0
    for _ in 0..<150 {
      let policy = samples.policy(answers: samples.integer(2...6))
      let correct = samples.integer(0...policy.count - 1)
      let beta = 50.0
      // Too near to the boundary a step of 1/β cannot tell.
      let square = policy.probabilities.reduce(0) { $0 + $1 * $1 }
      if abs(policy.probabilities[correct] - square) < 0.01 { continue }
      var course = [policy.logProbabilities[correct]]
      var now = policy
      for _ in 0..<2500 {
        now = now.sharpened(by: now.probabilities, beta: beta)
        course.append(now.logProbabilities[correct])
        // From here on only the mode can still gain.
        if now.probabilities[now.mode] > 0.95 { break }
      }
      let exists =
        variant == .stated
        ? CollisionPeak.exists(policy, correct: correct) : PowerPeak.exists(policy, correct: correct)
      let peaked = course[1] > course[0] && now.mode != correct
      peaks += peaked ? 1 : 0
      comparison.require(
        peaked == exists,
        "\(policy.probabilities.map { Comparison.digits($0) }), correct \(correct): rises at first \(course[1] > course[0]), criterion \(exists)"
      )
      let turns = zip(course, course.dropFirst()).map { $1 > $0 }
      let changes = zip(turns, turns.dropFirst()).count { $0 != $1 }
      comparison.require(changes <= 1, "the course turns \(changes) times")
    }
    comparison.require(peaks >= 5, "only \(peaks) policies have a peak")
    return comparison.finding("courses of policies, \(peaks) with a peak,")
  }

  /// T36: a population of two kinds of problems.
  static let twoAtoms = Check(
    paths: ["course of the mean field of an infinite vote, step by step", "closed form of the peak's time"],
    control: "the same formula without square roots"
  ) { variant in
    var comparison = Comparison(absolute: 0)
    let beta = 50.0
    for (right, high, low) in [
      (0.7, 1.0, 0.1), (0.8, 2, 0.3), (0.6, 1.2, 0.4), (0.9, 3, 0.2), (0.6, 0.4, 0.1), (0.5, 1, 1.5),
      (0.9, 0.5, 0.4),
    ] {
      let count = 20
      let atRight = Int((right * Double(count)).rounded())
      let population = Population(
        answersPerProblem: [Int](repeating: 2, count: count),
        logits: (0..<count).flatMap { [$0 < atRight ? high : low, 0] },
        isCorrect: (0..<count).flatMap { [$0 < atRight, $0 >= atRight] })
      let course = CourseChecks.accuracies(population, rollouts: nil, beta: beta, steps: 600)
      let top = course.indices.reduce(0) { course[$1] > course[$0] ? $1 : $0 }
      let peaked = top > 0 && course[600] < course[top] - 1e-9
      let time =
        variant == .stated
        ? TwoAtoms(right: right, rightLogOdds: high, wrongLogOdds: low).peakTime
        : withoutRoots(right, high, low)
      comparison.require(
        peaked == (time != nil),
        "(\(right), \(high), \(low)): highest at step \(top), closed form \(time.map { Comparison.digits($0) } ?? "none")"
      )
      if let time, peaked {
        comparison.equal(
          Double(top), time * beta, "step of the peak for (\(right), \(high), \(low))", within: 1)
      }
    }
    return comparison.finding("peaks of seven populations")
  }

  private static func withoutRoots(_ right: Double, _ high: Double, _ low: Double) -> Double? {
    let (u, w) = (exp(-high), exp(-low))
    let (a, b) = (right * u, (1 - right) * w)
    return b > a && a * w > b * u ? log((a * w - b * u) / (b - a)) : nil
  }
}
