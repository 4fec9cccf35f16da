internal import Foundation
import Sharpening

/// Checks of whole paths of policies: T6, T9, T14, T15, T21, T26.
enum PathChecks {
  /// T6: p → 1 exactly if the shares of progress add up to infinity.
  static let progressCriterion = Check(
    paths: ["recursion p + η_k (p* − p) through mirror steps", "whether Σ η_k is infinite"],
    control: "p → 1 exactly if η_k does not tend to 0"
  ) { variant in
    // Each schedule with what is known of it: Σ η_k = ∞, and η_k stays away from 0.
    let schedules: [(String, Bool, Bool, @Sendable (Int) -> Double)] = [
      ("η = 1/10", true, true, { _ in 0.1 }), ("η_k = 1/(k+1)", true, false, { 1 / Double($0 + 1) }),
      ("η_k = 1/√(k+1)", true, false, { 1 / Double($0 + 1).squareRoot() }),
      ("η_k = (k+2)⁻²", false, false, { 1 / (Double($0 + 2) * Double($0 + 2)) }),
      ("η_k = 2^(−k)/2", false, false, { pow(2, -Double($0) - 1) }),
    ]
    var comparison = Comparison(absolute: 0)
    for beta in [0.3, 1] {
      for (name, diverges, persists, eta) in schedules {
        var policy = Policy(probabilities: [0.3, 0.7])
        for step in 0..<20_000 {
          let best = policy.sharpened(by: [1, 0], beta: beta).probabilities
          let share = eta(step)
          policy = Policy(
            probabilities: zip(policy.probabilities, best).map { (1 - share) * $0 + share * $1 })
        }
        let converges = policy.probabilities[1] < 0.02
        comparison.require(
          converges == (variant == .stated ? diverges : persists),
          "\(name), β = \(beta): 1 − p is \(Comparison.digits(policy.probabilities[1])) after 20000 steps")
      }
    }
    return comparison.finding("schedules of progress")
  }

  /// T9: the objective whose reward is the policy's own majority.
  static let endogenous = Check(
    paths: [
      "max q − β KL(q‖π_ref) at many policies",
      "β ln(1 + p₁ (e^(1/β) − 1)), attained by the tilt towards the mode",
    ],
    control: "the value of the tilt towards the runner-up"
  ) { variant in
    var samples = Samples("endogenous")
    var comparison = Comparison(absolute: 1e-11)
    for _ in 0..<100 {
      let reference = samples.policy(answers: samples.integer(2...8))
      let beta = samples.scale(0.2, 5)
      let sorted = reference.probabilities.sorted(by: >)
      let best = beta * log1p(sorted[variant == .stated ? 0 : 1] * expm1(1 / beta))
      let tilt = reference.sharpened(
        by: (0..<reference.count).map { $0 == reference.mode ? 1 : 0 }, beta: beta)
      for index in 0..<20 {
        // Near the optimum as well as anywhere.
        let q =
          index == 0
          ? tilt
          : index < 10
            ? Policy(logits: tilt.logProbabilities.map { $0 + 0.2 * samples.uniform() })
            : samples.policy(answers: reference.count)
        let value = (q.probabilities.max() ?? 0) - beta * q.divergence(from: reference)
        if index == 0 { comparison.equal(value, best, "value of the tilt, β = \(beta)") }
        comparison.atMost(value, best, "objective above its supremum, β = \(beta)")
      }
    }
    return comparison.finding("objectives of 2000 policies with their supremum")
  }

  /// T14: moving reference, reward log π.
  static let power = Check(
    paths: ["iterated mirror steps with reward log π", "π₀ to the power (1 + 1/β)^k"],
    control: "the power 1 + k/β"
  ) { variant in
    var samples = Samples("power")
    var comparison = Comparison(absolute: 1e-9, relative: 1e-9)
    for index in 0..<100 {
      let start =
        index == 0
        ? Policy(probabilities: [0.4, 0.35, 0.25]) : samples.policy(answers: samples.integer(2...8))
      let beta = index == 0 ? 2 : samples.scale(0.5, 8)
      var policy = start
      for step in 1...7 {
        policy = policy.sharpened(by: policy.logProbabilities, beta: beta)
        let exponent = variant == .stated ? pow(1 + 1 / beta, Double(step)) : 1 + Double(step) / beta
        let closed = Policy(logits: start.logProbabilities.map { $0 * exponent })
        for answer in 0..<start.count {
          comparison.equal(
            policy.logProbabilities[answer], closed.logProbabilities[answer],
            "log π(\(answer)) at step \(step), β = \(beta)")
        }
      }
    }
    return comparison.finding("log-probabilities over 100 policies and 7 steps")
  }

  /// T15: fixed reference, reward log π: a phase transition at β = 1.
  static let phaseTransition = Check(
    paths: [
      "iterated steps from the reference with reward log π_k", "π_ref to the power Σ β^(−j), and its limit",
    ],
    control: "the limit is π_ref to the power 1 + 1/β for β > 1 (a frozen reward)"
  ) { variant in
    var samples = Samples("phase-transition")
    var comparison = Comparison(absolute: 1e-7, relative: 1e-7)
    for index in 0..<100 {
      let reference =
        index == 0
        ? Policy(probabilities: [0.4, 0.35, 0.25]) : samples.policy(answers: samples.integer(2...6))
      let beta = index == 0 ? 2 : index % 2 == 0 ? samples.scale(1.2, 8) : samples.scale(0.4, 1)
      var policy = reference
      var exponent = 1.0
      let steps = beta > 1 ? 400 : 12
      for step in 1...steps {
        policy = reference.sharpened(by: policy.logProbabilities, beta: beta)
        exponent = 1 + exponent / beta
        if step <= 12 {
          let closed = Policy(logits: reference.logProbabilities.map { $0 * exponent })
          for answer in 0..<reference.count {
            comparison.equal(
              policy.logProbabilities[answer], closed.logProbabilities[answer],
              "log π(\(answer)) at step \(step), β = \(beta)")
          }
        }
      }
      if beta > 1 {
        let power = variant == .stated ? beta / (beta - 1) : 1 + 1 / beta
        let limit = Policy(logits: reference.logProbabilities.map { $0 * power })
        for answer in 0..<reference.count {
          comparison.equal(
            policy.probabilities[answer], limit.probabilities[answer], "limit of π(\(answer)), β = \(beta)")
        }
      } else {
        let gain = policy.logProbabilities[reference.mode] - reference.logProbabilities[reference.mode]
        comparison.require(gain > 0, "β = \(beta) ≤ 1, but the mode does not gain")
      }
    }
    return comparison.finding("powers and limits over 100 references")
  }

  /// T21: token entropy and self-certainty on trees of two steps.
  static let tree = Check(
    paths: [
      "iterated mirror steps on all trajectories of the tree",
      "root ∝ π₀(a) e^(k c(s_a)/2β), leaves as they were",
    ],
    control: "the branch of the larger prior wins"
  ) { variant in
    var samples = Samples("tree")
    var comparison = Comparison(absolute: 1e-9, relative: 1e-9)
    for index in 0..<60 {
      let isEntropy = index % 2 == 0
      let root = index == 0 ? Policy(probabilities: [0.9, 0.1]) : samples.policy(answers: 3)
      let leaves =
        index == 0
        ? [Policy(probabilities: [0.5, 0.5]), Policy(probabilities: [0.999, 0.001])]
        : (0..<3).map { _ in samples.policy(answers: 2) }
      let uniform = Policy(logits: [0, 0])
      let certainty = leaves.map { isEntropy ? -$0.entropy : uniform.divergence(from: $0) }
      var policy = Policy(
        logits: leaves.indices.flatMap { a in leaves[a].logProbabilities.map { $0 + root.logProbabilities[a] }
        })
      for step in 1...30 {
        let branches = leaves.indices.map { a in policy.mass(of: (0..<policy.count).map { $0 / 2 == a }) }
        let now = Policy(probabilities: branches)
        let ofRoot = isEntropy ? -now.entropy : Policy(logits: branches.map { _ in 0 }).divergence(from: now)
        let reward = (0..<policy.count).map { trajectory in
          let leaf = policy.conditioned(on: (0..<policy.count).map { $0 / 2 == trajectory / 2 })
          let pair = Policy(logits: Array(leaf.logProbabilities[trajectory / 2 * 2..<trajectory / 2 * 2 + 2]))
          return (ofRoot + (isEntropy ? -pair.entropy : uniform.divergence(from: pair))) / 2
        }
        policy = policy.sharpened(by: reward, beta: 1)
        let closed = Policy(
          logits: leaves.indices.map { root.logProbabilities[$0] + Double(step) * certainty[$0] / 2 })
        for a in leaves.indices {
          let mass = log(policy.mass(of: (0..<policy.count).map { $0 / 2 == a }))
          comparison.equal(mass, closed.logProbabilities[a], "log π(branch \(a)) at step \(step)")
        }
      }
      let best = certainty.indices.reduce(0) { certainty[$1] > certainty[$0] ? $1 : $0 }
      let winner = variant == .stated ? best : root.mode
      let gain =
        log(policy.mass(of: (0..<policy.count).map { $0 / 2 == winner })) - root.logProbabilities[winner]
      comparison.require(
        gain > -1e-12, "branch \(winner) loses \(Comparison.digits(-gain)) in log-probability over 30 steps")
    }
    return comparison.finding("branches of 60 trees over 30 steps")
  }

  /// T26: entropy under rewards that rise with the policy.
  static let entropyFalls = Check(
    paths: ["entropy after a mirror step", "entropy before it"], control: "any reward lowers the entropy"
  ) { variant in
    var samples = Samples("entropy-falls")
    var comparison = Comparison(absolute: 1e-12)
    for _ in 0..<300 {
      var policy = samples.policy(answers: samples.integer(2...8))
      for step in 1...5 {
        var reward = (0..<policy.count).map { _ in 3 * samples.uniform() }
        if variant == .stated {
          let ranks = policy.logProbabilities.indices.sorted {
            policy.logProbabilities[$0] < policy.logProbabilities[$1]
          }
          let sorted = reward.sorted()
          for (rank, answer) in ranks.enumerated() { reward[answer] = sorted[rank] }
        }
        let next = policy.sharpened(by: reward, beta: samples.scale(0.2, 5))
        comparison.atMost(next.entropy, policy.entropy, "entropy at step \(step)")
        policy = next
      }
    }
    return comparison.finding("entropies before and after 1500 steps")
  }
}
