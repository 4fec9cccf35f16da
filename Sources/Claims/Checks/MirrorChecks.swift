internal import Foundation
import Sharpening
import SharpeningNumerics

/// Checks of what exact mirror steps do to one problem: T2, T3, T7, T8, T8b.
enum MirrorChecks {
  /// T2: iterated steps against the closed form of the odds.
  static let oddsLaw = Check(
    paths: [
      "iterated mirror steps on policies in log space",
      "odds multiplied by exp(k/β), and the scalar recursion of p",
    ],
    control: "the odds grow by exp(2/β) a step"
  ) { variant in
    var samples = Samples("odds-law")
    var comparison = Comparison(absolute: 1e-11, relative: 1e-11)
    for _ in 0..<200 {
      let start = samples.policy(answers: samples.integer(2...12))
      let set = samples.set(answers: start.count)
      let beta = samples.scale(0.1, 10)
      let growth = (variant == .stated ? 1 : 2) / beta
      var policy = start
      var mass = start.mass(of: set)
      for step in 1...30 {
        policy = policy.sharpened(by: set.map { $0 ? 1 : 0 }, beta: beta)
        mass = mass * exp(growth) / (mass * exp(growth) + 1 - mass)
        let expected = start.logOdds(of: set) + Double(step) * growth
        comparison.equal(policy.logOdds(of: set), expected, "log-odds at step \(step), β = \(beta)")
        comparison.equal(policy.mass(of: set), mass, "p at step \(step), β = \(beta)")
        let rest = policy.mass(of: set.map { !$0 })
        let bound = (1 - start.mass(of: set)) * exp(-Double(step) * growth)
        comparison.atMost(bound, rest * (1 + 1e-9), "lower bound of 1 − p at step \(step)")
        comparison.atMost(
          rest, bound / start.mass(of: set) * (1 + 1e-9), "upper bound of 1 − p at step \(step)")
      }
    }
    // The sampled simulator takes the same steps: where one answer holds all but 10⁻¹², votes elect it every time.
    for beta in [0.5, 4] {
      let population = Population(
        answersPerProblem: [2, 2, 2], logits: (0..<3).flatMap { _ in [0, log(1e-12)] },
        isCorrect: [true, false, true, false, true, false])
      var block = MajorityVoteBlock(
        population: population, rollouts: 8, beta: beta, generator: Generator(seed: Seed(2).child("odds-law"))
      )
      for step in 1...20 {
        _ = block.measure()
        block.update()
        let expected = -log(1e-12) + Double(step) * (variant == .stated ? 1 : 2) / beta
        comparison.equal(
          block.population.policy(of: 1).logOdds(of: [true, false]), expected,
          "sampled log-odds at step \(step), β = \(beta)")
      }
    }
    return comparison.finding("log-odds, probabilities and error bounds over 200 policies and 30 steps")
  }

  /// T3: conditional distributions of iterated steps against those at the start.
  static let conditionalInvariance = Check(
    paths: ["iterated mirror steps on policies", "the start's conditional distributions"],
    control: "a reward that differs inside the set leaves the conditional distribution alone"
  ) { variant in
    var samples = Samples("conditional-invariance")
    var comparison = Comparison(absolute: 1e-11, relative: 1e-11)
    for _ in 0..<200 {
      let start = samples.policy(answers: samples.integer(3...12))
      let set = samples.set(answers: start.count)
      let beta = samples.scale(0.1, 10)
      var reward: [Double] = set.map { $0 ? 1 : 0 }
      if variant == .control { reward[start.mode] *= 0.5 }
      var policy = start
      for _ in 0..<10 { policy = policy.sharpened(by: reward, beta: beta) }
      for inside in [set, set.map { !$0 }] {
        let now = policy.conditioned(on: inside).logProbabilities
        let then = start.conditioned(on: inside).logProbabilities
        for answer in now.indices where inside[answer] {
          comparison.equal(now[answer], then[answer], "log π(\(answer) | set) after 10 steps, β = \(beta)")
        }
      }
      // 1 − p ≤ ((1−p₀)/p₀) e^(−k/β): after this many steps the policy is its limit to rounding.
      for _ in 0..<Int(beta * 80) + 1 { policy = policy.sharpened(by: reward, beta: beta) }
      let limit = start.conditioned(on: set).probabilities
      for (answer, p) in policy.probabilities.enumerated() {
        comparison.equal(p, limit[answer], "limit of π(\(answer)), β = \(beta)")
      }
    }
    return comparison.finding("conditional probabilities and limits over 200 policies")
  }

  /// T7: steps that respect the ordering against the error of the exact step.
  static let neverFaster = Check(
    paths: ["mirror steps of random smaller sizes", "closed form of the exact step's error"],
    control: "steps up to twice as large obey the bound too"
  ) { variant in
    var samples = Samples("never-faster")
    var comparison = Comparison(absolute: 0, relative: 1e-9)
    for _ in 0..<200 {
      let start = samples.policy(answers: samples.integer(2...8))
      let set = samples.set(answers: start.count)
      let beta = samples.scale(0.2, 5)
      let p0 = start.mass(of: set)
      var policy = start
      for step in 1...20 {
        let part = samples.uniform() * (variant == .stated ? 1 : 2)
        policy = policy.sharpened(by: set.map { $0 ? part : 0 }, beta: beta)
        let fastest = (1 - p0) / (1 - p0 + p0 * exp(Double(step) / beta))
        comparison.atMost(
          fastest, policy.mass(of: set.map { !$0 }), "error of the exact step at step \(step), β = \(beta)")
      }
    }
    return comparison.finding("errors with the fastest one")
  }

  /// T8: the fixed-reference step repeated against the one-shot tilt.
  static let fixedReference = Check(
    paths: [
      "mirror steps from the reference with the current majority's reward",
      "one-shot tilt p e^(1/β)/(p e^(1/β) + 1 − p)",
    ],
    control: "the same is true of a moving reference"
  ) { variant in
    var samples = Samples("fixed-reference")
    var comparison = Comparison(absolute: 1e-12)
    comparison.equal(
      Policy(probabilities: [0.3, 0.7]).sharpened(by: [1, 0], beta: 1).probabilities[0],
      0.3 * M_E / (0.3 * M_E + 0.7),
      "p₀ = .3, β = 1")
    for _ in 0..<200 {
      let reference = samples.policy(answers: samples.integer(2...12))
      let beta = samples.scale(0.1, 10)
      let majority = reference.mode
      let p = reference.probabilities[majority]
      var policy = reference
      for step in 1...10 {
        // The majority stays the majority, so its indicator is the reward of an infinite vote at every step.
        let reward = (0..<policy.count).map { $0 == policy.mode ? 1.0 : 0 }
        policy = (variant == .stated ? reference : policy).sharpened(by: reward, beta: beta)
        let tilt = p / (p + (1 - p) * exp(-1 / beta))
        comparison.equal(policy.probabilities[majority], tilt, "p at step \(step), β = \(beta)")
      }
    }
    return comparison.finding("p over 200 policies and 10 steps")
  }

  /// T8b: steps with a proximal and a reference term against the closed form of the log-odds.
  static let plateau = Check(
    paths: ["iterated steps on policies", "L_ref + (1 − (γ/(β+γ))^k)/β"],
    control: "the plateau is L_ref + 1/(β + γ)"
  ) { variant in
    var samples = Samples("plateau")
    var comparison = Comparison(absolute: 1e-10, relative: 1e-10)
    for _ in 0..<200 {
      let reference = samples.policy(answers: samples.integer(2...8))
      let set = samples.set(answers: reference.count)
      let beta = samples.scale(0.05, 5)
      let gamma = samples.scale(0.05, 5)
      let height = variant == .stated ? 1 / beta : 1 / (beta + gamma)
      var policy = reference
      for step in 1...40 {
        policy = policy.sharpened(by: set.map { $0 ? 1 : 0 }, beta: beta, gamma: gamma, reference: reference)
        let closed = reference.logOdds(of: set) + height * (1 - pow(gamma / (beta + gamma), Double(step)))
        comparison.equal(
          policy.logOdds(of: set), closed, "log-odds at step \(step), β = \(beta), γ = \(gamma)")
      }
    }
    return comparison.finding("log-odds over 200 policies and 40 steps")
  }
}
