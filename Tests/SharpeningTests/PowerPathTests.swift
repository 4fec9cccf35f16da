import Foundation
import Sharpening
import SharpeningNumerics
import Testing

@Suite("Powers of a policy and the peaks along likelihood rewards")
struct PowerPathTests {
  static let golden = Policy(probabilities: [0.4, 0.35, 0.25])

  @Test("the check values of T14 and T15 are missed")
  func goldens() {
    let moving = Self.golden.raised(to: PowerPath.movingExponent(steps: 7, beta: 2)).probabilities
    for (p, expected) in zip(moving, [0.907066, 0.092639, 0.000295]) { #expect(abs(p - expected) <= 5e-7) }
    let fixed = Self.golden.raised(to: PowerPath.fixedLimit(beta: 2)).probabilities
    for (p, expected) in zip(fixed, [0.463768, 0.355072, 0.181159]) { #expect(abs(p - expected) <= 5e-7) }
  }

  @Test("exponents are not those of the steps (T14, T15)", arguments: [1e-3, 0.5, 1, 1.0000001, 2, 1000])
  func exponents(beta: Double) {
    var moving = Self.golden
    var fixed = Self.golden
    for k in 1...6 {
      moving = moving.sharpened(by: moving.logProbabilities.map { max($0, -1e300) }, beta: beta)
      let closed = Self.golden.raised(to: PowerPath.movingExponent(steps: k, beta: beta))
      for (x, y) in zip(moving.logProbabilities, closed.logProbabilities) {
        #expect(abs(x - y) <= 1e-12 * max(1, abs(y)) || y < -1e15)
      }
      fixed = Self.golden.sharpened(by: fixed.logProbabilities, beta: beta)
      let other = Self.golden.raised(to: PowerPath.fixedExponent(steps: k, beta: beta))
      for (x, y) in zip(fixed.logProbabilities, other.logProbabilities) {
        #expect(abs(x - y) <= 1e-9 * max(1, abs(y)))
      }
    }
    #expect(PowerPath.fixedLimit(beta: beta) >= PowerPath.fixedExponent(steps: 3, beta: beta))
  }

  @Test("the ends of a power are not uniform on the modes and on the support")
  func ends() {
    let policy = Policy(logits: [0, 0, -1, -.infinity])
    #expect(policy.raised(to: .infinity) == Policy(logits: [0, 0, -.infinity, -.infinity]))
    #expect(policy.raised(to: 0) == Policy(logits: [0, 0, 0, -.infinity]))
    #expect(policy.raised(to: 1e300).probabilities[2] == 0)
  }

  @Test("the peak of the golden policy is elsewhere (T34a)")
  func peak() throws {
    let peak = try #require(PowerPeak(of: Self.golden, correct: 1))
    #expect(abs(peak.exponent - 1.9663) <= 5e-5 && abs(peak.accuracy - 0.3551) <= 5e-5)
    #expect(abs(Self.golden.raised(to: 200).probabilities[1]) <= 1e-9)
    #expect(PowerPeak(of: Self.golden, correct: 0) == nil && PowerPeak(of: Self.golden, correct: 2) == nil)
    // (1 + 1/β)^k* = s*.
    #expect(abs(pow(1.5, peak.step(beta: 2)) - peak.exponent) <= 1e-12)
  }

  static let policies: [(Policy, Int)] = {
    var generator = Generator(seed: Seed(34).child("peaks"))
    return (0..<400).map { _ in
      let count = 2 + generator.index(below: 6)
      let p = generator.dirichlet([Double](repeating: 1, count: count))
      return (Policy(probabilities: p), generator.index(below: count))
    }
  }()

  // The course on a grid of exponents; both outcomes must occur.
  @Test("rise and fall along powers is not what the criterion says (T34a)")
  func powerCriterion() {
    var peaks = 0
    for (policy, correct) in Self.policies {
      let course = stride(from: 0.0, through: 12, by: 0.02).map {
        policy.raised(to: exp($0)).probabilities[correct]
      }
      let top = course.indices.reduce(0) { course[$1] > course[$0] ? $1 : $0 }
      let found = PowerPeak(of: policy, correct: correct)
      peaks += found == nil ? 0 : 1
      if let found {
        #expect(found.accuracy >= course[top] - 1e-15 && found.accuracy > course[0])
        #expect(abs(log(found.exponent) - 0.02 * Double(top)) <= 0.03 && course[600] < course[0])
      } else {
        #expect(
          top == 0 || top == 600 || course[top] - course[600] < 1e-12, "\(policy.probabilities), \(correct)")
      }
    }
    #expect(peaks > 10)
  }

  @Test("rise and fall under the probability reward is not what the criterion says (T34b)")
  func collisionCriterion() throws {
    var peaks = 0
    for (policy, correct) in Self.policies.prefix(120) {
      let ode = CollisionPeak.equation(answers: policy.count, absolute: 1e-9, relative: 1e-9)
      let states = try ode.states(at: (0...300).map { Double($0) / 5 }, from: policy.logProbabilities)
      let course = states.map { Policy(logits: $0).logProbabilities[correct] }
      let exists = CollisionPeak.exists(policy, correct: correct)
      peaks += exists ? 1 : 0
      let rises = course[1] > course[0]
      let falls = (course.max() ?? 0) - course[300] > 1e-9
      #expect(
        exists == (rises && falls) || abs(course[1] - course[0]) < 1e-6, "\(policy.probabilities), \(correct)"
      )
    }
    #expect(peaks > 3)
    #expect(!CollisionPeak.exists(Policy(probabilities: [0.6, 0.4]), correct: 1))
  }

  @Test(
    "the runner-up's relative speed under votes is another (T34)",
    arguments: [(2, 0.0025), (3, 0.0067), (4, 0.0083), (8, 0.0073), (16, 0.0008), (32, -0.0187)])
  func runnerUp(rollouts: Int, expected: Double) throws {
    let speed = try CollisionPeak.relativeSpeed(of: 1, policy: Self.golden, rollouts: rollouts)
    #expect(abs(speed - expected) <= 5e-5)
  }

  @Test("the last vote that lifts the runner-up is not one of 16 (T34)")
  func lastVote() throws {
    for rollouts in 2...24 {
      let speed = try CollisionPeak.relativeSpeed(of: 1, policy: Self.golden, rollouts: rollouts)
      #expect((speed > 0) == (rollouts <= 16), "N = \(rollouts): \(speed)")
    }
  }

  // Differences of the mirror flow π e^(sr).
  @Test("entropy or an expectation moves at another speed (T26, T37)")
  func speeds() {
    let reward = [0.3, 1.0, -0.4]
    let h = 1e-5
    let (after, before) = (
      Self.golden.sharpened(by: reward, beta: 1 / h),
      Self.golden.sharpened(by: reward.map { -$0 }, beta: 1 / h)
    )
    #expect(abs((after.entropy - before.entropy) / (2 * h) - Self.golden.entropySpeed(under: reward)) <= 1e-9)
    let correct = [0.0, 1, 0]
    let moved = (after.probabilities[1] - before.probabilities[1]) / (2 * h)
    #expect(abs(moved - Self.golden.covariance(correct, reward)) <= 1e-9)
  }

  @Test("the entropy of trajectories does not rise where T26 says so")
  func trajectories() {
    let start = Policy(probabilities: [0.4, 0.3, 0.3])
    #expect(abs(start.entropy - 1.0889) <= 5e-5)
    #expect(abs(start.sharpened(by: [0, log(4.0 / 3), log(4.0 / 3)], beta: 1).entropy - log(3)) <= 1e-15)
    #expect(abs(start.sharpened(by: [0, 100, 100], beta: 1).entropy - log(2)) <= 1e-15)
    #expect(start.entropySpeed(under: [0, 1, 1]) > 0)
  }
}
