import Foundation
import Sharpening
import SharpeningNumerics
import Testing

@Suite("Mirror steps")
struct MirrorStepTests {
  /// What a step of some weight e^w makes of the probability p, after k steps.
  static func closedForm(_ p: Double, _ k: Int, weight w: Double) -> Double {
    1 / (1 + (1 - p) / p * exp(-Double(k) * w))
  }

  // T2's check values, ten digits.
  @Test("a step multiplies the odds by e^{1/β} (T2)")
  func checkValues() {
    var policy = Policy(probabilities: [0.2, 0.8])
    for (step, expected) in [0.4659790583, 0.7528193114, 0.9140174771].enumerated() {
      policy = policy.sharpened(by: [1, 0], beta: 0.8)
      #expect(abs(policy.probabilities[0] - expected) <= 5e-11, "step \(step + 1)")
      // The planted weight e^{2/β} is another number at every step.
      #expect(abs(Self.closedForm(0.2, step + 1, weight: 2 / 0.8) - expected) > 0.05)
    }
  }

  @Test(
    "odds grow by exactly k/β, and both conditional policies stay (T2, T3)", arguments: [0.05, 0.8, 3, 200])
  func oddsLaw(beta: Double) {
    var generator = Generator(seed: Seed(90))
    let set = [true, false, true, false, false]
    let reward = set.map { $0 ? 1.0 : 0 }
    for _ in 0..<20 {
      let start = Policy(probabilities: generator.dirichlet([1, 1, 1, 1, 1]))
      var policy = start
      for step in 1...10 {
        policy = policy.sharpened(by: reward, beta: beta)
        let expected = start.logOdds(of: set) + Double(step) / beta
        // Ten normalisations of logarithms up to 200 in size: 10⁻¹² of their size, and as much absolute.
        #expect(abs(policy.logOdds(of: set) - expected) <= 1e-12 * (1 + abs(expected)))
        #expect(abs(policy.logOdds(of: set) - expected - Double(step) / beta) > 1e-3)
      }
      for conditions in [set, set.map { !$0 }] {
        let (before, after) = (start.conditioned(on: conditions), policy.conditioned(on: conditions))
        for (a, b) in zip(before.probabilities, after.probabilities) { #expect(abs(a - b) <= 1e-12) }
      }
    }
  }

  @Test("the limit is the policy conditioned on the majority set (T3)")
  func limit() {
    let start = Policy(probabilities: [0.1, 0.3, 0.2, 0.4])
    let set = [true, false, true, false]
    var policy = start
    for _ in 0..<100 { policy = policy.sharpened(by: [1, 0, 1, 0], beta: 1) }
    let limit = start.conditioned(on: set)
    #expect(zip(policy.probabilities, limit.probabilities).allSatisfy { abs($0 - $1) <= 1e-13 })
    #expect(abs(limit.probabilities[0] - 1.0 / 3) <= 1e-15 && limit.probabilities[1] == 0)
  }

  @Test("the step maximises E[r] − β KL, and a step twice as long does not")
  func objective() {
    var generator = Generator(seed: Seed(91))
    let reference = Policy(probabilities: [0.1, 0.3, 0.2, 0.4])
    let reward = [0.3, -1, 2, 0.5]
    func value(_ policy: Policy) -> Double {
      zip(policy.probabilities, reward).reduce(0) { $0 + $1.0 * $1.1 } - 0.7
        * policy.divergence(from: reference)
    }
    let best = value(reference.sharpened(by: reward, beta: 0.7))
    for _ in 0..<500 { #expect(value(Policy(probabilities: generator.dirichlet([1, 1, 1, 1]))) <= best) }
    #expect(value(reference.sharpened(by: reward, beta: 0.35)) < best - 0.01)
  }

  @Test("a fixed reference gives a one-shot tilt that repeating does not take further (T8)")
  func fixedReference() {
    let reference = Policy(probabilities: [0.3, 0.7])
    let once = reference.sharpened(by: [1, 0], beta: 1)
    #expect(abs(once.probabilities[0] - 0.5381015262) <= 5e-11)
    let moved = once.sharpened(by: [1, 0], beta: 1)
    #expect(moved.probabilities[0] > 0.7)
  }

  @Test(
    "a proximal step with a reference follows its recursion and closed form up to the plateau (T8b)",
    arguments: [(0.5, 1.5), (2.0, 0.1), (1.0, 0.0)])
  func plateau(beta: Double, gamma: Double) {
    let reference = Policy(probabilities: [0.2, 0.1, 0.3, 0.4])
    let set = [true, true, false, false]
    let base = reference.logOdds(of: set)
    var policy = reference
    for step in 1...200 {
      let before = policy.logOdds(of: set)
      policy = policy.sharpened(by: [1, 1, 0, 0], beta: beta, gamma: gamma, reference: reference)
      let now = policy.logOdds(of: set)
      #expect(abs(now - (beta * base + gamma * before + 1) / (beta + gamma)) <= 1e-13)
      let closed = base + (1 - pow(gamma / (beta + gamma), Double(step))) / beta
      #expect(abs(now - closed) <= 1e-12)
    }
    #expect(abs(policy.logOdds(of: set) - (base + 1 / beta)) <= 1e-12)
    // A reference forgotten would have gone on: after 200 steps the plateau is far below 200/(β + γ).
    #expect(policy.logOdds(of: set) < base + 200 / (beta + gamma) - 10)
  }

  @Test("an answer outside the support stays outside")
  func support() {
    let policy = Policy(probabilities: [0.5, 0, 0.5])
    let pushed = policy.sharpened(by: [0, 1000, 0], beta: 0.01)
    #expect(pushed.logProbabilities[1] == -.infinity && abs(pushed.probabilities[0] - 0.5) <= 1e-15)
    let other = Policy(probabilities: [1, 1, 0])
    let both = policy.sharpened(by: [0, 0, 0], beta: 1, gamma: 1, reference: other)
    #expect(both.probabilities == [1, 0, 0])
    // With γ = 0 the current policy no longer matters, nor does its support.
    let back = policy.sharpened(by: [0, 0, 0], beta: 1, gamma: 0, reference: other)
    #expect(abs(back.probabilities[1] - 0.5) <= 1e-15)
  }
}
