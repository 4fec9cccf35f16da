internal import Foundation
import Measurement
import Sharpening

/// Checks of outputs that shrink to nothing or repeat without end: T25, T25b.
enum LengthChecks {
  /// T25: speeds of the process with one state.
  static let speeds = Check(
    paths: ["sums over outputs up to a limit, by features and scores", "closed forms in f"],
    control: "the summed log-probability has the sign of f − 1/2 as well"
  ) { variant in
    var comparison = Comparison(absolute: 1e-11, relative: 1e-11)
    for f in [0.01, 0.2, 0.4, 0.499, 0.5, 0.501, 0.6, 0.75, 0.9] {
      let process = StopFiller(filler: f, lengthLimit: 1000)
      let logit = log(f / (1 - f))
      let probability = process.limitedSpeed(of: .probability)[0]
      comparison.equal(
        probability, -f * (1 - f) / ((1 + f) * (1 + f)), "speed under the probability, f = \(f)")
      comparison.require(probability < 0, "the probability lengthens at f = \(f)")
      let mean = process.limitedSpeed(of: variant == .stated ? .meanLogProbability : .summedLogProbability)[0]
      if variant == .stated {
        comparison.equal(
          mean, (1 - f) * logit * (-log1p(-f) / f - 1), "speed under the mean log-probability, f = \(f)")
      }
      comparison.require(
        abs(mean) < 1e-11 ? f == 0.5 : (mean > 0) == (f > 0.5),
        "the speed of the log-probability at f = \(f) is \(Comparison.digits(mean))")
    }
    return comparison.finding("speeds and signs at nine f")
  }

  /// Where a process ends.
  private enum End: String {
    case short, unchanged, twoTokens, limit
  }

  /// T25b: the ends of training.
  static let ends = Check(
    paths: [
      "150 updates of 5 of the process with a limit of 32 tokens, by sums over its outputs",
      "f against 1/2, and which of opening and loop is the surer state",
    ],
    control: "the mean log-probability repeats from f > 0.58 on"
  ) { variant in
    var comparison = Comparison(absolute: 0)
    let threshold = variant == .stated ? 0.5 : 0.58
    var cases: [(StopFiller.CertaintyReward, Double, Double?, End)] = []
    for f in [0.3, 0.45, 0.55, 0.8] {
      cases.append((.probability, f, nil, .short))
      cases.append((.meanLogProbability, f, nil, f > threshold ? .limit : .short))
      cases.append((.tokenEntropy, f, nil, .unchanged))
      cases.append((.selfCertainty, f, nil, .unchanged))
    }
    signs(&comparison)
    // Chosen starts: close to equally sure states no such simple rule tells the end.
    let openings: [(Double, Double, End)] = [
      (0.4, 0.8, .limit), (0.3, 0.9, .limit), (0.1, 0.7, .short), (0.05, 0.8, .short),
      (0.4, 0.3, .twoTokens), (0.4, 0.1, .twoTokens), (0.9, 0.6, .twoTokens),
    ]
    for (g, f, end) in openings {
      cases.append((.tokenEntropy, f, g, end))
      if end != .twoTokens { cases.append((.selfCertainty, f, g, end)) }
    }
    for (reward, f, g, predicted) in cases {
      var process = StopFiller(filler: f, opening: g, lengthLimit: 32)
      let start = process
      for _ in 0..<(predicted == .unchanged ? 5 : 150) {
        let speed = process.limitedSpeed(of: reward)
        for parameter in speed.indices { process.parameters[parameter] += 5 * speed[parameter] }
      }
      let length = process.expectedLimitedLength
      let moved = zip(process.parameters, start.parameters).map { abs($0 - $1) }.max() ?? 0
      let isPredicted =
        switch predicted {
        case .short: length < 1.05
        case .unchanged: moved < 1e-9
        case .twoTokens: abs(length - 2) < 1e-3
        case .limit: length > 16
        }
      let from = g.map { "g = \($0), " } ?? ""
      comparison.require(
        isPredicted,
        "\(reward.rawValue), \(from)f = \(f): expected \(predicted.rawValue), mean length \(Comparison.digits(length))"
      )
    }
    return comparison.finding("ends of \(cases.count) runs and signs of speeds")
  }

  /// Both speeds of a process with an opening: filler is added where the loop is the surer state.
  private static func signs(_ comparison: inout Comparison) {
    for g in [0.05, 0.3, 0.48, 0.6, 0.85] {
      for f in [0.1, 0.35, 0.47, 0.55, 0.8, 0.9] {
        let process = StopFiller(filler: f, opening: g, lengthLimit: 200)
        // The surer choice is the one farther from a coin toss.
        let isLoopSurer = abs(f - 0.5) > abs(g - 0.5)
        for reward in [StopFiller.CertaintyReward.tokenEntropy, .selfCertainty] {
          for speed in process.limitedSpeed(of: reward) {
            comparison.require(
              isLoopSurer == (speed > 0), "\(reward.rawValue), g = \(g), f = \(f): speed \(speed)")
          }
        }
      }
    }
  }

  /// F3a, F3b, F3c: how outputs fail under a reward, by whole runs and by the sign of the first step.
  static func failure(
    of rewards: [Reward], as mode: FailureMode, control: String, planted: [Reward],
    controlHolds: Bool = false,
    plantedMode: FailureMode? = nil
  ) -> Check {
    Check(
      paths: ["400 exact updates of the process with opening .4 and loop .8", "the sign of its first speed"],
      control: control, controlHolds: controlHolds
    ) { variant in
      var comparison = Comparison(absolute: 0)
      let expected = variant == .stated ? mode : plantedMode ?? mode
      for reward in variant == .stated ? rewards : planted {
        guard let numbers = try? FailureModes.run(reward) else {
          comparison.require(false, "\(reward.name.rawValue) is undefined on the process")
          continue
        }
        comparison.require(
          numbers.mode == expected,
          "\(numbers.reward): \(numbers.mode.rawValue), mean length \(Comparison.digits(numbers.firstLength)) to \(Comparison.digits(numbers.lastLength)), repetition \(Comparison.digits(numbers.lastRepetition))"
        )
        guard let known = certainty(reward) else { continue }
        let speed = FailureModes.start.speed(of: known)
        let grows = speed.allSatisfy { $0 > 0 }
        comparison.require(
          grows == (expected == .repetition), "\(numbers.reward): the first speeds are \(speed)")
      }
      return comparison.finding("ends and first speeds")
    }
  }

  /// The closed form's name of a reward.
  private static func certainty(_ reward: Reward) -> StopFiller.CertaintyReward? {
    switch reward {
    case .probability: .probability
    case .tokenLevelEntropy: .tokenEntropy
    case .trajectoryLevelEntropy(let perToken): perToken ? .meanLogProbability : .summedLogProbability
    case .selfCertainty: .selfCertainty
    default: nil
    }
  }
}
