internal import Foundation
import Sharpening

/// Checks of rewards that do not depend on the rollout: SR1, SR2.
enum RandomRewardChecks {
  /// SR1: one on-policy update moves no logit in expectation.
  static let martingale = Check(
    paths: ["the mean change of the logits over all groups and coin flips, through advantage and loss", "0"],
    control: "the reward is the oracle's in place of a coin"
  ) { variant in
    var comparison = Comparison(absolute: 1e-12)
    for setting in settings {
      guard let drift = drift(setting, clip: .none, epochs: 1, isOracle: variant == .control) else {
        return .undecided("the loss is undefined")
      }
      for (answer, value) in drift.enumerated() {
        comparison.equal(value, 0, "logit \(answer) of \(setting.probabilities)")
      }
    }
    return comparison.finding("mean changes of logits")
  }

  /// SR2: with a clip and reuse of rollouts the mode gains.
  static let clipDrift = Check(
    paths: [
      "the mean change of the mode's logit over all groups and coin flips, three epochs with clip 0.2",
      "0, or the same without a clip",
    ],
    control: "an upper clip alone leaves the mode no less than reuse without a clip", controlHolds: true
  ) { variant in
    var comparison = Comparison(absolute: 1e-12)
    for setting in settings {
      guard let free = drift(setting, clip: .none, epochs: 3),
        let clipped = drift(setting, clip: variant == .stated ? .symmetric(0.2) : .init(high: 0.2), epochs: 3)
      else { return .undecided("the loss is undefined") }
      comparison.atMost(
        variant == .stated ? 0 : free[0], clipped[0],
        "π = \(setting.probabilities), learning rate \(setting.rate), \(setting.advantage.scale.rawValue) scale: \(variant == .stated ? "0" : "the drift without a clip")"
      )
    }
    return comparison.finding("drifts of the mode's logit")
  }

  /// A policy whose first answer is the mode, and how it is trained.
  private struct Setting {
    let probabilities: [Double]
    let rollouts: Int
    let rate: Double
    let advantage: Advantage
  }

  private static let settings: [Setting] = [[0.85, 0.15], [0.5, 0.3, 0.2], [0.7, 0.2, 0.1]].flatMap { p in
    [0.3, 1.0, 3].flatMap { rate in
      [Advantage.meanOnly, .verl].map {
        Setting(probabilities: p, rollouts: p.count == 2 ? 4 : 3, rate: rate, advantage: $0)
      }
    }
  }

  /// E[θ after the epochs] − θ, from every group and every outcome of the coins; nil where something is undefined.
  private static func drift(
    _ setting: Setting, clip: PolicyLoss.Clip, epochs: Int, isOracle: Bool = false
  ) -> [Double]? {
    let p = setting.probabilities
    let table = SoftmaxPolicy(
      OutputPolicy(answers: Policy(probabilities: p), isCorrect: p.indices.map { $0 == 0 }))
    let loss = PolicyLoss(clip: clip, aggregation: .sequenceMeanTokenSum)
    let old = table.tokenLogProbabilities
    var drift = p.map { _ in 0.0 }
    for drawn in words(p.count, setting.rollouts) {
      for coins in isOracle ? [[]] : words(2, setting.rollouts) {
        let rewards = isOracle ? drawn.map { $0 == 0 ? 1.0 : 0 } : coins.map(Double.init)
        guard let advantages = try? setting.advantage.advantages(of: rewards) else { return nil }
        var moved = table
        for _ in 0..<epochs {
          let logs = moved.tokenLogProbabilities
          guard
            let value = try? loss.evaluate(
              LossBatch(
                lengths: drawn.map { _ in 1 }, advantages: advantages,
                logProbabilities: drawn.map { logs[$0] },
                oldLogProbabilities: drawn.map { old[$0] }))
          else { return nil }
          var weights = p.map { _ in 0.0 }
          for (output, derivative) in zip(drawn, value.derivatives) {
            weights[output] -= setting.rate * derivative
          }
          var change = p.map { _ in 0.0 }
          moved.addTokenScore(weights, to: &change)
          for answer in p.indices { moved.parameters[answer] += change[answer] }
        }
        let probability = drawn.reduce(isOracle ? 1 : pow(0.5, Double(setting.rollouts))) { $0 * p[$1] }
        for answer in p.indices {
          drift[answer] += probability * (moved.parameters[answer] - table.parameters[answer])
        }
      }
    }
    return drift
  }

  /// All sequences of a length of numbers below a bound.
  private static func words(_ bound: Int, _ length: Int) -> [[Int]] {
    (0..<length).reduce([[]]) { found, _ in found.flatMap { start in (0..<bound).map { start + [$0] } } }
  }
}
