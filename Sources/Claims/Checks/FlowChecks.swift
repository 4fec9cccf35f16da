internal import Foundation
import Sharpening
import SharpeningNumerics

/// Checks of policy gradient on the vote among many outputs: T7b, T11, T12.
enum FlowChecks {
  /// T7b: steps of a gradient against the exact step.
  static let ordering = Check(
    paths: ["gradient steps on two logits", "exact mirror steps from the same policy"],
    control: "the same with step sizes up to 2/β, and 1/β for the std-normalised gradient", controlHolds: true
  ) { variant in
    var samples = Samples("ordering")
    var comparison = Comparison(absolute: 1e-12)
    for _ in 0..<300 {
      let policy = samples.policy(answers: 2)
      let beta = samples.scale(1e-2, 1e2)
      let standardised = samples.uniform() < 0.5
      let size = StepBounds.safeStepSize(beta: beta, standardised: standardised)
      let eta = size * (variant == .stated ? samples.scale(0.2, 10) : samples.uniform())
      let p = policy.probabilities
      let scale = standardised ? (p[0] * p[1]).squareRoot() : 1
      let step = Policy(
        logits: [
          policy.logProbabilities[0] + eta * p[0] * p[1] / scale,
          policy.logProbabilities[1] - eta * p[0] * p[1] / scale,
        ])
      let exact = policy.sharpened(by: [1, 0], beta: beta)
      comparison.atMost(
        step.logOdds(of: [true, false]), exact.logOdds(of: [true, false]),
        "log-odds after a step of η = \(Comparison.digits(eta)), β = \(Comparison.digits(beta)), p = \(Comparison.digits(p[0]))"
          + (standardised ? ", std-normalised" : ""))
    }
    return comparison.finding("gradient steps with exact steps")
  }

  /// T11: the speed of the majority's mass.
  static let mass = Check(
    paths: ["differences of the mass along the integrated flow", "(1−p)² Σ_M π² + p² Σ_rest π²"],
    control: "ṗ = p(1−p), the speed under mirror flow"
  ) { variant in
    var samples = Samples("mass-law")
    var comparison = Comparison(absolute: 1e-8, relative: 1e-7)
    for index in 0..<60 {
      let policy = samples.policy(answers: samples.integer(2...8))
      let set = index % 2 == 0 ? samples.set(answers: policy.count) : single(policy.mode, policy.count)
      let flow = GradientVoteFlow(start: policy, majority: set)
      let h = 1e-3
      guard let states = try? flow.logits(at: [1 - h, 1, 1 + h]) else {
        return .undecided("the integration of policy \(index) stops; another method is needed")
      }
      let now = Policy(logits: states[1])
      let masses = states.map { Policy(logits: $0).mass(of: set) }
      let p = now.mass(of: set)
      let law = variant == .stated ? flow.massSpeed(at: now) : p * (1 - p)
      comparison.equal((masses[2] - masses[0]) / (2 * h), law, "ṗ of policy \(index) at t = 1", within: 1e-6)
      comparison.require(law > 0, "policy \(index): ṗ = \(law)")
    }
    return comparison.finding("speeds of 60 policies")
  }

  /// T12: what is conserved.
  static let invariant = Check(
    paths: ["integrated flow of all logits", "conserved differences, and the state that they determine"],
    control: "θ − θ' is conserved, as under mirror flow"
  ) { variant in
    var samples = Samples("invariant")
    var comparison = Comparison(absolute: 1e-8, relative: 1e-8)
    for index in 0..<60 {
      let policy = samples.policy(answers: samples.integer(3...8))
      let set = samples.set(answers: policy.count)
      let flow = GradientVoteFlow(start: policy, majority: set)
      guard let states = try? flow.logits(at: [0.3, 3, 300]) else {
        return .undecided("the integration of policy \(index) stops; another method is needed")
      }
      let start = policy.logProbabilities
      for state in states {
        for a in start.indices {
          for b in start.indices where a < b && set[a] == set[b] {
            // Relative to the larger of the two terms, which is what the integrator keeps.
            let size = variant == .stated ? max(exp(-state[a]), exp(-state[b])) : 1
            let (now, then) =
              variant == .stated
              ? (exp(-state[a]) - exp(-state[b]), exp(-start[a]) - exp(-start[b]))
              : (state[a] - state[b], start[a] - start[b])
            comparison.equal(now / size, then / size, "invariant of policy \(index)")
          }
        }
        let closed = flow.logits(afterRise: state[flow.top] - start[flow.top])
        for (x, y) in zip(closed, state) { comparison.equal(x, y, "logits of policy \(index)") }
      }
    }
    return comparison.finding("invariants and logits of 60 flows")
  }

  /// T12b: the limit is a point mass, at a power of the time.
  static let pointMass = Check(
    paths: ["integrated flow of all logits", "c ((n+1)(C e^S)^(1/n) t)^(n/(n+1)) from the start alone"],
    control: "the square root of t for every n"
  ) { variant in
    var comparison = Comparison(absolute: 0)
    for (inside, outside) in [
      ([0.4, 0.2], [0.4]), ([0.3, 0.2], [0.3, 0.2]), ([0.3, 0.2, 0.1], [0.2, 0.1, 0.1]),
    ] {
      let policy = Policy(probabilities: inside + outside)
      let set = inside.map { _ in true } + outside.map { _ in false }
      let flow = GradientVoteFlow(start: policy, majority: set)
      let times = [1e10, 1e12]
      guard let states = try? flow.logits(at: times) else {
        return .undecided("n = \(outside.count): the integration stops; another method is needed")
      }
      let n = Double(outside.count)
      for other in 1..<inside.count {
        let ratios = states.map { $0[0] - $0[other] }
        let exponent = (ratios[1] - ratios[0]) / log(100)
        comparison.equal(
          exponent, variant == .stated ? n / (n + 1) : 0.5, "exponent for n = \(outside.count)", within: 5e-3)
        if variant == .stated {
          comparison.equal(
            ratios[1], log(flow.asymptoticRatio(of: other, at: times[1])),
            "ln π₁/π at t = 10¹², n = \(outside.count)",
            within: 0.01)
        }
      }
    }
    return comparison.finding("exponents and constants for 1, 2 and 3 outputs outside the majority")
  }

  private static func single(_ answer: Int, _ count: Int) -> [Bool] { (0..<count).map { $0 == answer } }
}
