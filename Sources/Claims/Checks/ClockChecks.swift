internal import Foundation
import Sharpening
import SharpeningNumerics

/// Checks of the clocks of two and of K answers: T10.
enum ClockChecks {
  /// T10: the clocks whose laws are elementary.
  static let simple = laws([
    .mirrorVote, .mirrorLogProbability, .mirrorProbability, .standardisedVote, .gradientVote,
  ])

  /// T10b: the clocks that need Chi and Lambert's function.
  static let likelihood = laws([.gradientLogProbability, .gradientProbability])

  /// Fields of two logits, integrated, against closed forms.
  private static func laws(_ clocks: [Clock]) -> Check {
    Check(
      paths: [
        "two logits under the update's own field, integrated by Runge and Kutta's method of order 8",
        "closed forms of the log-odds",
      ],
      control: "every update follows L = L₀ + t"
    ) { variant in
      var comparison = Comparison(absolute: 1e-8, relative: 1e-8)
      for clock in clocks {
        let times = clock == .mirrorLogProbability ? [0.2, 1, 4] : [0.2, 1, 10, 100, 1000]
        for start in clock.isVote ? [-4, -0.5, 0.3, 3, 20] : [0.01, 0.3, 3, 20] {
          guard let states = try? field(clock).states(at: times, from: [start, 0]) else {
            return .undecided(
              "\(clock.rawValue): the integration from L₀ = \(start) stops; another method is needed")
          }
          for (t, state) in zip(times, states) {
            let closed = variant == .stated ? clock.logOdds(at: t, from: start) : start + t
            comparison.equal(state[0] - state[1], closed, "\(clock.rawValue): L(\(t)) from L₀ = \(start)")
          }
        }
      }
      return comparison.finding("log-odds of \(clocks.count) clocks")
    }
  }

  /// T10b: the asymptotic error among K unequal answers.
  static let answers = Check(
    paths: [
      "K logits under the update's own field, integrated to t = 10¹⁰", "(K−1)/(Kt) and (2(K−1)/(Kt))²",
    ],
    control: "the constants of two answers"
  ) { variant in
    var samples = Samples("clock-answers")
    var comparison = Comparison(absolute: 0, relative: 0)
    let t = 1e10
    for count in [2, 3, 4, 5] {
      let policy = samples.policy(answers: count)
      for standardised in [false, true] {
        let ode = voteField(count, standardised: standardised)
        guard let state = try? ode.state(at: t, from: policy.logProbabilities) else {
          return .undecided("K = \(count): the integration stops; another method is needed")
        }
        let rest = Policy(logits: state).mass(of: (0..<count).map { $0 > 0 })
        let known = Double(variant == .stated ? count : 2)
        let law = (known - 1) / (known * t) * (standardised ? 2 : 1)
        // The next terms are ln t/t and, for unequal rivals, t^(−2/K) times their spread.
        comparison.equal(
          rest / (standardised ? law * law : law), 1, "K = \(count): q over its law", within: 5e-3)
      }
    }
    return comparison.finding("late errors among 2 to 5 answers")
  }

  /// θ̇ of two answers from the definition of each update.
  private static func field(_ clock: Clock) -> ODE {
    ODE(dimension: 2, absolute: 1e-13, relative: 1e-13) { _, logits, speed in
      let policy = Policy(logits: [logits[0], logits[1]])
      let p = policy.probabilities
      let reward: [Double]
      switch clock {
      case .mirrorVote, .gradientVote, .standardisedVote: reward = [1, 0]
      case .mirrorProbability, .gradientProbability: reward = p
      case .mirrorLogProbability, .gradientLogProbability: reward = policy.logProbabilities
      }
      let mean = p[0] * reward[0] + p[1] * reward[1]
      let variance = p[0] * p[1] * (reward[0] - reward[1]) * (reward[0] - reward[1])
      for answer in 0..<2 {
        switch clock {
        case .mirrorVote, .mirrorProbability, .mirrorLogProbability: speed[answer] = reward[answer]
        case .gradientVote, .gradientLogProbability, .gradientProbability:
          speed[answer] = p[answer] * (reward[answer] - mean)
        case .standardisedVote:
          speed[answer] = p[answer] * (reward[answer] - mean) / variance.squareRoot()
        }
      }
    }
  }

  /// θ̇ of K answers under the vote for answer 0, everything from logarithms so that late errors keep their digits.
  private static func voteField(_ count: Int, standardised: Bool) -> ODE {
    ODE(dimension: count, absolute: 1e-11, relative: 1e-11) { _, logits, speed in
      let policy = Policy(logits: (0..<count).map { logits[$0] })
      let p = policy.probabilities
      let rest = policy.mass(of: (0..<count).map { $0 > 0 })
      let scale = standardised ? (p[0] * rest).squareRoot() : 1
      for answer in 0..<count { speed[answer] = (answer == 0 ? p[0] * rest : -p[answer] * p[0]) / scale }
    }
  }
}
