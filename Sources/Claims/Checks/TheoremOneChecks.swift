internal import Foundation
import Measurement
import Sharpening

/// Checks of Theorem 1, reading by reading, and of its correction: T4, T5.
///
/// A reading is tried on a sequence of policies. First the hypotheses are verified on the policies themselves (A1: the same
/// answer set holds more than half of the mass; A2: its mass rises; ordering: it rises no further than one exact mirror
/// step), then the conclusion is looked at.
enum TheoremOneChecks {
  /// T4 (i): p_k = 3/4 − c 2^(−k) satisfies every hypothesis and stops at 3/4.
  static let convergence = Check(
    paths: [
      "policies whose hypotheses are verified by exact mirror steps",
      "closed form of the sequence and its limit",
    ],
    control: "exact mirror steps converge", controlHolds: true
  ) { variant in
    for beta in [0.1, 0.5, 1, 2, 10] {
      let c = min(0.125, 0.375 * (1 - exp(-1 / beta)))
      var mirror = Policy(probabilities: [0.75 - c, 0.25 + c])
      let steps = variant == .stated ? 40 : 40 + Int(20 * beta)
      let policies = (0...steps).map { step in
        if variant == .stated {
          let p = 0.75 - c * pow(2, -Double(step))
          return Policy(probabilities: [p, 1 - p])
        }
        if step > 0 { mirror = mirror.sharpened(by: [1, 0], beta: beta) }
        return mirror
      }
      if let broken = brokenHypothesis(policies, set: [true, false], beta: beta) {
        return .undecided(broken)
      }
      let error = policies[steps].probabilities[1]
      if error < 1e-3 { continue }
      let increments = zip(policies, policies.dropFirst()).map { $1.probabilities[0] - $0.probabilities[0] }
      // While increments halve, all that is still to come is at most the last of them.
      guard zip(increments, increments.dropFirst()).prefix(20).allSatisfy({ $1 <= 0.500_001 * $0 }) else {
        return .undecided("β = \(beta): the error is \(error) after \(steps) steps; more steps are needed")
      }
      return .violated(
        "β = \(beta): p_k = 3/4 − \(Comparison.digits(c))·2^(−k) satisfies A1, A2 and the ordering at \(steps) steps, and its limit is \(Comparison.digits(1 - error + increments[steps - 1]))"
      )
    }
    return .agrees("sequences at five β")
  }

  /// T4 (ii): A1 about finite samples cannot hold for ever unless p_k → 1.
  static let finiteSamples = Check.sampled(
    paths: ["product of exact vote laws", "binomial tails summed term by term"],
    control: "the same is said of sequences that do converge"
  ) { variant, effort in
    var comparison = Comparison(absolute: 1e-300, relative: 1e-9)
    for rollouts in [3, 8, 16, 64] {
      let sequences = variant == .stated ? Self.stopping : Self.converging
      for (name, p) in sequences {
        // P(A1 for all k) = Π (1 − flip_k) is 0 if and only if Σ flip_k = ∞: compare late flips with those after step 100.
        var early = 0.0
        var late = 0.0
        for step in 0..<effort.samples(60) {
          let policy = Policy(probabilities: [p(step), 1 - p(step)])
          let flip = BinomialVote.flipProbability(p(step), rollouts: rollouts)
          comparison.equal(
            policy.vote(rollouts).notMode, flip, "P(flip) at step \(step), \(name), N = \(rollouts)")
          early += BinomialVote.flipProbability(p(100 + step), rollouts: rollouts)
          late += BinomialVote.flipProbability(p(60_000 + step), rollouts: rollouts)
        }
        let survival = (0..<20_000).reduce(1) {
          $0 * (1 - BinomialVote.flipProbability(p($1), rollouts: rollouts))
        }
        comparison.require(
          late > 0.5 * early,
          "\(name), N = \(rollouts): flips die out, and P(A1 for all k) is \(Comparison.digits(survival)) after 20000 steps"
        )
      }
    }
    return comparison.finding("flip probabilities, which do not die out where p_k stops short of 1")
  }

  /// T4 (iii): p_k = 1 − 1/(k+3) satisfies every hypothesis and tends to 1, slower than any ρ^k.
  static let rate = Check(
    paths: ["policies whose hypotheses are verified by exact mirror steps", "closed form of the error"],
    control: "exact mirror steps have the rate", controlHolds: true
  ) { variant in
    let beta = 1.0
    var mirror = Policy(probabilities: [2.0 / 3, 1.0 / 3])
    let start = mirror
    let policies = (0...500).map { step in
      if variant == .stated {
        return Policy(probabilities: [1 - 1 / Double(step + 3), 1 / Double(step + 3)])
      }
      if step > 0 { mirror = mirror.sharpened(by: [1, 0], beta: beta) }
      return mirror
    }
    let head = variant == .stated ? policies : Array(policies.prefix(30))
    if let broken = brokenHypothesis(head, set: [true, false], beta: beta) { return .undecided(broken) }
    // The rate says: error ≤ C e^(−k/β) with one C for all k. For exact steps C = (1 − p₀)/p₀.
    let constant = -start.logOdds(of: [true, false])
    for (step, policy) in policies.enumerated() {
      let excess = policy.logProbabilities[1] + Double(step) / beta - constant
      if excess > 100 {
        return .violated(
          "β = 1: p_k = 1 − 1/(k+3) satisfies A1, A2 and the ordering; at step \(step) its error 1/\(step + 3) is e^\(Int(excess)) times the bound ((1−p₀)/p₀)·e^(−k), and grows on"
        )
      }
    }
    return .agrees("errors within ((1−p₀)/p₀)·e^(−k/β) for 500 steps")
  }

  /// T4 (v): the mass of the majority set can follow exact mirror steps while the limit inside it is another one.
  static let limitPolicy = Check(
    paths: [
      "policies whose hypotheses are verified by exact mirror steps",
      "the start conditioned on the majority set",
    ],
    control: "exact mirror steps have the limit", controlHolds: true
  ) { variant in
    let set = [true, true, false]
    let start = Policy(probabilities: [0.35, 0.35, 0.3])
    var mirror = start
    let policies = (0...30).map { step in
      if step > 0 { mirror = mirror.sharpened(by: [1, 1, 0], beta: 1) }
      guard variant == .stated else { return mirror }
      let share = 0.75 - 0.25 * pow(2, -Double(step))
      let mass = mirror.mass(of: set)
      return Policy(probabilities: [mass * share, mass * (1 - share), mirror.mass(of: set.map { !$0 })])
    }
    if let broken = brokenHypothesis(policies, set: set, beta: 1) { return .undecided(broken) }
    let limit = start.conditioned(on: set).probabilities
    let distance = zip(policies[30].probabilities, limit).reduce(0) { $0 + abs($1.0 - $1.1) } / 2
    if distance > 1e-6 {
      return .violated(
        "π_k = (p_k s_k, p_k (1−s_k), 1−p_k) with p_k from exact mirror steps and s_k = 3/4 − 2^(−k)/4 satisfies A1, A2 and the ordering; after 30 steps it is \(Comparison.digits(distance)) in total variation from π₀ given the majority"
      )
    }
    return .agrees("the limit, to \(Comparison.short(distance)) in total variation")
  }

  /// T5 and T4 (iv): steps of relative progress η against the bound and the asymptotic ratio.
  static func relativeProgress(limitOnly: Bool) -> Check {
    Check(
      paths: [
        "mixtures of policies, π' = (1−η) π + η π*",
        "geometric bound (1 − η c₀)^k (1 − p₀)" + (limitOnly ? "" : " and ratio 1 − η(1 − e^(−1/β))"),
      ],
      control: limitOnly
        ? "the error is below ρ^k (1 − p₀)/p₀, ρ = e^(−1/β)" : "the asymptotic ratio is ρ = e^(−1/β)"
    ) { variant in
      var samples = Samples("relative-progress")
      var comparison = Comparison(absolute: 1e-13, relative: 1e-9)
      for index in 0..<100 {
        let start =
          index == 0 ? Policy(probabilities: [0.1, 0.9]) : samples.policy(answers: samples.integer(2...6))
        let set = index == 0 ? [true, false] : samples.set(answers: start.count)
        let beta = index == 0 ? 0.5 : samples.scale(0.3, 3)
        let eta = index == 0 ? 0.3 : 0.1 + 0.8 * samples.uniform()
        let p0 = start.mass(of: set)
        let gain = p0 * expm1(1 / beta)
        let c0 = gain / (1 + gain)
        let rest = set.map { !$0 }
        var policy = start
        var error = start.mass(of: rest)
        var ratio = 1.0
        for step in 1...400 where error > 1e-12 {
          let target = policy.sharpened(by: set.map { $0 ? 1 : 0 }, beta: beta)
          // Every second start progresses by more than η at random, as the hypothesis allows.
          let share = index % 2 == 1 ? eta + (1 - eta) * samples.uniform() : eta
          policy = Policy(
            probabilities: zip(policy.probabilities, target.probabilities).map {
              (1 - share) * $0 + share * $1
            })
          let next = policy.mass(of: rest)
          ratio = next / error
          error = next
          if variant == .control && limitOnly {
            comparison.atMost(
              error, exp(-Double(step) / beta) * (1 - p0) / p0,
              "error at step \(step), β = \(beta), η = \(eta)")
          } else {
            comparison.atMost(
              error, pow(1 - eta * c0, Double(step)) * (1 - p0),
              "error at step \(step), β = \(beta), η = \(eta)")
          }
        }
        comparison.require(
          error < 0.01, "β = \(beta), η = \(eta): the error is still \(error) after 400 steps")
        guard !limitOnly, index % 2 == 0, error < 1e-9 else { continue }
        let asymptotic = variant == .stated ? 1 - eta * -expm1(-1 / beta) : exp(-1 / beta)
        comparison.equal(ratio, asymptotic, "ratio of errors, β = \(beta), η = \(eta)", within: 1e-6)
      }
      return comparison.finding(
        "errors with the bound" + (limitOnly ? "" : " and their ratios with the limit") + " over 100 policies"
      )
    }
  }

  /// Sequences that stop short of 1, with their names.
  private static let stopping: [(String, @Sendable (Int) -> Double)] = [
    ("p = .75", { _ in 0.75 }),
    ("p = .9", { _ in 0.9 }),
    ("p_k → .75", { (step: Int) -> Double in 0.75 - pow(2, -Double(step) - 3) }),
  ]

  /// One that does not.
  private static let converging: [(String, @Sendable (Int) -> Double)] = [
    ("p_k = 1 − 1/(k+3)", { (step: Int) -> Double in 1 - 1 / Double(step + 3) })
  ]

  /// The first hypothesis that a sequence breaks, in words, or nil.
  private static func brokenHypothesis(_ policies: [Policy], set: [Bool], beta: Double) -> String? {
    for (step, pair) in zip(policies, policies.dropFirst()).enumerated() {
      let (now, next) = (pair.0, pair.1)
      let best = now.sharpened(by: set.map { $0 ? 1 : 0 }, beta: beta)
      if now.logOdds(of: set) <= 0 { return "A1 fails at step \(step)" }
      if next.logOdds(of: set) <= now.logOdds(of: set) { return "A2 fails at step \(step)" }
      if next.logOdds(of: set) > best.logOdds(of: set) + 1e-12 { return "the ordering fails at step \(step)" }
    }
    return nil
  }
}

/// The vote between two answers, by the binomial law.
enum BinomialVote {
  /// P(the answer of probability p > 1/2 loses among N votes), ties shared: a sum of positive terms.
  static func flipProbability(_ p: Double, rollouts: Int) -> Double {
    let n = rollouts
    return (0...n / 2).reduce(0) { sum, votes in
      let choose = lgamma(Double(n + 1)) - lgamma(Double(votes + 1)) - lgamma(Double(n - votes + 1))
      let term = exp(choose + Double(votes) * log(p) + Double(n - votes) * log1p(-p))
      return sum + (2 * votes == n ? 0.5 : 1) * term
    }
  }
}

extension Policy {
  /// The exact law of a small vote.
  func vote(_ rollouts: Int, tieRule: TieRule = .firstSeen, unparsed: Int? = nil) -> PluralityLaw {
    do {
      return try PluralityLaw(
        of: self, rollouts: rollouts, tieRule: tieRule, unparsed: unparsed, allowSlow: true)
    } catch {
      preconditionFailure("a law that may be slow is never refused: \(error)")
    }
  }
}
