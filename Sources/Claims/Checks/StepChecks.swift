internal import Foundation
import Sharpening

/// Checks of single steps under general rewards: T1, T13, T18, T20, T37.
enum StepChecks {
  /// T1: the objective of many policies against its closed form and its maximum.
  static let gibbs = Check(
    paths: ["E_q r − β KL(q‖π), term by term", "β ln Z − β KL(q‖π*) with π* from a mirror step"],
    control: "the maximiser is π exp(2r/β)/Z"
  ) { variant in
    var samples = Samples("gibbs")
    var comparison = Comparison(absolute: 1e-11, relative: 1e-11)
    for _ in 0..<200 {
      let policy = samples.policy(answers: samples.integer(2...10))
      let reward = (0..<policy.count).map { _ in 4 * samples.uniform() - 2 }
      let beta = samples.scale(0.2, 5)
      let best = policy.sharpened(by: reward, beta: variant == .stated ? beta : beta / 2)
      let logZ = log(zip(policy.probabilities, reward).reduce(0) { $0 + $1.0 * exp($1.1 / beta) })
      for index in 0..<10 {
        let q = index == 0 ? best : samples.policy(answers: policy.count)
        let objective = mean(reward, q) - beta * q.divergence(from: policy)
        comparison.equal(objective, beta * (logZ - q.divergence(from: best)), "objective, β = \(beta)")
        comparison.atMost(objective, beta * logZ, "objective above β ln Z, β = \(beta)")
      }
    }
    return comparison.finding("objectives of 2000 policies")
  }

  /// T13: the best answer can lose ground under a softmax policy gradient.
  static let gradientOrder = Check(
    paths: ["softmax field π(a)(r(a) − r̄)", "finite differences of E_π r in the logits"],
    control: "the same is said of mirror steps", controlHolds: true
  ) { variant in
    let policy = Policy(probabilities: [0.1, 0.4, 0.5])
    let reward = [1, 0.9, 0]
    var comparison = Comparison(absolute: 1e-8)
    let field = softmaxField(policy, reward)
    for answer in 0..<3 {
      var (up, down) = (policy.logProbabilities, policy.logProbabilities)
      up[answer] += 1e-5
      down[answer] -= 1e-5
      let slope = (mean(reward, Policy(logits: up)) - mean(reward, Policy(logits: down))) / 2e-5
      comparison.equal(field[answer], slope, "velocity of logit \(answer)")
    }
    if case .violated(let where_, _) = comparison.finding("velocities") {
      return .undecided("the two paths disagree: \(where_)")
    }
    // A mirror step moves log π(a) by r(a)/β up to a constant; the velocity is read off the policies.
    let mirrored = policy.sharpened(by: reward, beta: 1000)
    let moves = zip(mirrored.logProbabilities, policy.logProbabilities).map { 1000 * ($0 - $1) }
    let velocity = variant == .stated ? field : moves
    return velocity[0] < velocity[1]
      ? .violated(
        "π = (.1, .4, .5), r = (1, .9, 0): the logits move by \(velocity.map { Comparison.digits($0) }.joined(separator: ", ")), so the best answer loses ground to the second"
      ) : .agrees("the logits move in the rewards' order")
  }

  /// T13, corrected: the mode gains on every answer when rewards rise with probabilities.
  static let modeGains = Check(
    paths: ["finite differences of E_π r in the logits", "order of the policy"],
    control: "every likelier answer gains on every less likely one"
  ) { variant in
    var samples = Samples("mode-gains")
    var comparison = Comparison(absolute: 1e-8)
    for _ in 0..<200 {
      let policy = samples.policy(answers: samples.integer(3...8))
      let order = policy.logProbabilities.indices.sorted {
        policy.logProbabilities[$0] < policy.logProbabilities[$1]
      }
      var reward = [Double](repeating: 0, count: policy.count)
      var level = 0.0
      for answer in order {
        level += samples.uniform()
        reward[answer] = level
      }
      let slopes = policy.logProbabilities.indices.map { answer in
        var (up, down) = (policy.logProbabilities, policy.logProbabilities)
        up[answer] += 1e-5
        down[answer] -= 1e-5
        return (mean(reward, Policy(logits: up)) - mean(reward, Policy(logits: down))) / 2e-5
      }
      for (low, high) in zip(order, order.dropFirst()) {
        let winner = variant == .stated ? policy.mode : high
        comparison.atMost(slopes[low], slopes[winner], "velocity of \(low) against \(winner)")
      }
    }
    return comparison.finding("velocities of the mode and of all others over 200 policies")
  }

  /// T18: a reward gap of g at every step.
  static let gap = Check(
    paths: ["iterated mirror steps with changing rewards", "(π₀(j)/π₀(m)) e^(−kg/β)"],
    control: "the ratio shrinks by e^(−2g/β) a step"
  ) { variant in
    var samples = Samples("gap")
    var comparison = Comparison(absolute: 1e-11, relative: 1e-11)
    for _ in 0..<200 {
      let start = samples.policy(answers: samples.integer(2...8))
      let leader = samples.integer(0...start.count - 1)
      let beta = samples.scale(0.2, 5)
      let gap = 0.1 + samples.uniform()
      var policy = start
      for step in 1...20 {
        let reward = (0..<start.count).map { $0 == leader ? gap + 1 : samples.uniform() }
        policy = policy.sharpened(by: reward, beta: beta)
        for answer in 0..<start.count where answer != leader {
          let ratio = policy.logProbabilities[answer] - policy.logProbabilities[leader]
          let first = start.logProbabilities[answer] - start.logProbabilities[leader]
          let bound = first - Double(step) * gap * (variant == .stated ? 1 : 2) / beta
          comparison.atMost(ratio, bound, "log-ratio at step \(step), g = \(gap), β = \(beta)")
        }
      }
    }
    return comparison.finding("log-ratios with their bound")
  }

  /// T20: rewards that a one-step problem makes constant.
  static let oneStep = Check(
    paths: [
      "token entropy and self-certainty of the one distribution, handed to a mirror step",
      "the policy before",
    ],
    control: "the probability reward sharpens", controlHolds: true
  ) { variant in
    var samples = Samples("one-step")
    var (unmoved, tried) = (0, 0)
    for _ in 0..<100 {
      let policy = samples.policy(answers: samples.integer(2...8))
      let uniform = Policy(logits: [Double](repeating: 0, count: policy.count))
      let rewards =
        variant == .control
        ? [policy.probabilities]
        : [-policy.entropy, uniform.divergence(from: policy)].map {
          [Double](repeating: $0, count: policy.count)
        }
      for reward in rewards {
        let moved = policy.sharpened(by: reward, beta: 0.5)
        let gain = moved.logProbabilities[policy.mode] - policy.logProbabilities[policy.mode]
        tried += 1
        if gain < 1e-12 { unmoved += 1 }
      }
    }
    return unmoved == 0
      ? .agrees("the mode gains at all 100 policies")
      : .violated(
        "every answer gets the same reward, the step is the identity: no sharpening in \(unmoved) of \(tried) steps tried"
      )
  }

  /// T37: accuracy along a tilt whose reward rises with the policy, when correctness is calibrated.
  static let calibration = Check(
    paths: ["accuracy of mirror steps of small size", "covariance of correctness and reward"],
    control: "correctness may fall with the policy's confidence"
  ) { variant in
    var samples = Samples("calibration")
    var comparison = Comparison(absolute: 1e-6)
    for _ in 0..<200 {
      let start = samples.policy(answers: samples.integer(2...8))
      let power = (variant == .stated ? 1.0 : -1) * (0.2 + 2 * samples.uniform())
      // A power-aligned model: P(a is correct) ∝ π₀(a)^α; α = 1 is calibrated.
      let correct = Policy(logits: start.logProbabilities.map { $0 * power }).probabilities
      let reward = (0..<start.count).map { $0 == start.mode ? 1.0 : 0 }
      var policy = start
      for step in 0..<20 {
        let next = policy.sharpened(by: reward, beta: 1e4)
        let slope = (mean(correct, next) - mean(correct, policy)) * 1e4
        let covariance =
          mean(zip(correct, reward).map { $0 * $1 }, policy) - mean(correct, policy) * mean(reward, policy)
        comparison.equal(slope, covariance, "slope of the accuracy at step \(step)", within: 1e-3)
        comparison.atMost(0, slope, "the accuracy falls at step \(step), α = \(power)")
        policy = policy.sharpened(by: reward, beta: 2)
      }
    }
    return comparison.finding("slopes with covariances over 200 policies, and their sign")
  }

  private static func mean(_ values: [Double], _ policy: Policy) -> Double {
    zip(policy.probabilities, values).reduce(0) { $0 + $1.0 * $1.1 }
  }

  private static func softmaxField(_ policy: Policy, _ reward: [Double]) -> [Double] {
    let average = mean(reward, policy)
    return zip(policy.probabilities, reward).map { $0 * ($1 - average) }
  }
}
