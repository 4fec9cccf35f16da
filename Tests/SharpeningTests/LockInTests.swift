import Foundation
import Sharpening
import Testing

@Suite("Stability of votes and lock-in")
struct LockInTests {
  @Test(
    "enough votes for one flip in a hundred are others (T30)",
    arguments: [(0.55, 917), (0.6, 226), (0.7, 53), (0.8, 21)])
  func enough(p: Double, votes: Int) {
    let policy = Policy(probabilities: [p, 1 - p])
    #expect(VoteStability.rollouts(for: policy, flip: 0.01) == votes)
    #expect(VoteStability.flipBound(policy, rollouts: votes) <= 0.01)
    #expect(VoteStability.flipBound(policy, rollouts: votes - 1) > 0.01)
  }

  @Test(
    "the exact flip probability of eight votes is another, or exceeds its bound (T30)",
    arguments: [(0.55, 0.392, 3), (0.6, 0.290, 3), (0.7, 0.126, 3), (0.8, 0.0333, 4), (0.9, 0.0027, 4)])
  func flips(p: Double, expected: Double, digits: Int) throws {
    let policy = Policy(probabilities: [p, 1 - p])
    let exact = try PluralityLaw(of: policy, rollouts: 8).notMode
    #expect(abs(exact - expected) <= 0.5 * pow(10, -Double(digits)))
    #expect(exact <= VoteStability.flipBound(policy, rollouts: 8))
  }

  @Test("the bound breaks at its ends (T30)")
  func ends() {
    #expect(VoteStability.rollouts(for: Policy(logits: [0, 0]), flip: 0.01) == nil)
    #expect(VoteStability.rollouts(for: Policy(logits: [800, 0]), flip: 0.01) == 1)
    #expect(VoteStability.flipBound(Policy(logits: [0]), rollouts: 3) == 0)
    let wide = Policy(logits: [5] + [Double](repeating: 0, count: 9999))
    #expect(VoteStability.flipBound(wide, rollouts: 8) > 0)
    // Bounds far below the smallest error of 1 − d².
    #expect(VoteStability.flipBound(Policy(logits: [100, 0]), rollouts: 1) < 1e-20)
  }

  // The exact product for two answers, since each step without a flip is an exact step.
  @Test(
    "the bound on staying exceeds the probability (T32)",
    arguments: [(0.8, 8, 1.0), (0.9, 16, 3), (0.7, 64, 0.3)])
  func staying(p: Double, rollouts: Int, beta: Double) throws {
    let policy = Policy(probabilities: [p, 1 - p])
    var exact = 1.0
    for k in 0..<Int(60 * beta + 20) {
      let step = policy.sharpened(by: [Double(k), 0], beta: beta)
      exact *= 1 - (try PluralityLaw(of: step, rollouts: rollouts).notMode)
    }
    let bound = VoteStability.stayingBound(policy, rollouts: rollouts, beta: beta)
    #expect(bound <= exact && bound > -1, "\(bound) against \(exact)")
    // The same sum, term by term.
    let sum = (0..<4000).reduce(0.0) {
      $0 + VoteStability.flipBound(policy.sharpened(by: [Double($1), 0], beta: beta), rollouts: rollouts)
    }
    #expect(abs(1 - sum - bound) <= 1e-12)
  }

  @Test("staying bounds break at ties, single answers or extreme steps (T32)")
  func stayingEnds() {
    #expect(VoteStability.stayingBound(Policy(logits: [0, 0]), rollouts: 8, beta: 1) == -.infinity)
    #expect(VoteStability.stayingBound(Policy(logits: [0]), rollouts: 8, beta: 1) == 1)
    let sharp = VoteStability.stayingBound(Policy(probabilities: [0.9, 0.1]), rollouts: 64, beta: 1e-3)
    #expect(
      abs(sharp - 1 + VoteStability.flipBound(Policy(probabilities: [0.9, 0.1]), rollouts: 64)) <= 1e-12)
    #expect(VoteStability.stayingBound(Policy(probabilities: [0.9, 0.1]), rollouts: 64, beta: 1000) < 1)
  }

  @Test("lock-in has another probability (T31)", arguments: [(0.6, 3.0, 0.86038), (0.55, 10, 0.82892)])
  func goldens(p: Double, beta: Double, expected: Double) {
    let chain = LockIn(logOdds: log(p / (1 - p)), rollouts: 8, beta: beta)
    #expect(abs(chain.probability - expected) <= 5e-6)
    if beta == 10 { #expect(abs(chain.normalApproximation - 0.8260) <= 5e-5) }
  }

  @Test(
    "the slope of the vote at one half is another (T31)",
    arguments: [(1, 1.0), (8, 2.1875), (7, 2.1875), (32, 4.4784)])
  func slope(rollouts: Int, expected: Double) {
    let slope = LockIn(logOdds: 0, rollouts: rollouts, beta: 1).slope
    #expect(abs(slope - expected) <= 5e-5)
  }

  // γ_j = exp(−jL₀ − j(j+1)/(2β)) for single rollouts.
  @Test("one vote does not give the theta function (T31)", arguments: [(0.5, 3.0), (-1, 0.7), (0.01, 100)])
  func theta(logOdds: Double, beta: Double) {
    let terms: [Double] = (-4000...4000).map { j in
      let step = Double(j)
      let square = step * (step + 1) / (2 * beta)
      return exp(-step * logOdds - square)
    }
    let below: Double = terms[..<4000].reduce(0, +)
    let all: Double = terms.reduce(0, +)
    let expected = below / all
    #expect(abs(LockIn(logOdds: logOdds, rollouts: 1, beta: beta).probability - expected) <= 1e-12)
  }

  @Test("lock-in misses its limits (T31)", arguments: [0.3, 0.55, 0.8])
  func limits(p: Double) throws {
    let L = log(p / (1 - p))
    let first = try PluralityLaw(of: Policy(probabilities: [p, 1 - p]), rollouts: 8).winner[0]
    #expect(abs(LockIn(logOdds: L, rollouts: 8, beta: 1e-3).probability - first) <= 1e-12)
    let slow = LockIn(logOdds: L, rollouts: 8, beta: 1000)
    #expect(abs(slow.probability - (p > 0.5 ? 1 : 0)) <= 1e-6)
    #expect(
      abs(
        LockIn(logOdds: 0.02, rollouts: 8, beta: 1000).probability
          - LockIn(logOdds: 0.02, rollouts: 8, beta: 1000).normalApproximation) <= 1e-3)
    // Exchange of the answers.
    let mirrored = LockIn(logOdds: -L, rollouts: 8, beta: 3).probability
    #expect(abs(mirrored + LockIn(logOdds: L, rollouts: 8, beta: 3).probability - 1) <= 1e-12)
    let even = LockIn(logOdds: L, rollouts: 8, beta: 3).probability
    #expect(abs(even - LockIn(logOdds: L, rollouts: 7, beta: 3).probability) <= 1e-12)
  }

  @Test("the chain's vote is another than the exact law's (T31)", arguments: [1, 2, 8, 33])
  func vote(rollouts: Int) throws {
    for logOdds in [-3.0, -0.2, 0, 0.7, 5] {
      // Two huge steps: the walk's first vote decides, so its probability is the vote's.
      let law = try PluralityLaw(of: Policy(logits: [logOdds, 0]), rollouts: rollouts).winner[0]
      let chain = LockIn(logOdds: logOdds, rollouts: rollouts, beta: 1e-3).probability
      #expect(abs(chain - law) <= 1e-11 * law)
    }
  }

  @Test("lock-in breaks beyond ±700 (T31)")
  func extremes() {
    #expect(LockIn(logOdds: 800, rollouts: 8, beta: 1).probability == 1)
    #expect(LockIn(logOdds: -800, rollouts: 8, beta: 1).probability == 0)
    #expect(abs(LockIn(logOdds: 0, rollouts: 8, beta: 1000).probability - 0.5) <= 1e-12)
    let tiny = LockIn(logOdds: -20, rollouts: 8, beta: 1e-3).probability
    #expect(tiny > 0 && tiny < 1e-30)
  }
}
