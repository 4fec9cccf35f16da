internal import Foundation
import Measurement
import Sharpening

/// Checks of gradients through and past the reward: T21b, T23.
enum TreeChecks {
  /// T21b: expected stop-gradient updates of token logits under token entropy and self-certainty.
  static let tokenGradient = Check(
    paths: [
      "features and token scores of all outputs of a tree, summed",
      "root: θ̇_a = π_a (c(s_a) − Σ π c)/2 with c of the leaves at the start",
    ],
    control: "the branch of the larger prior wins"
  ) { variant in
    var samples = Samples("token-gradient")
    var comparison = Comparison(absolute: 1e-9, relative: 1e-9)
    for index in 0..<20 {
      let isEntropy = index % 2 == 0
      let branches = index == 0 ? 2 : samples.integer(2...3)
      let root = index == 0 ? Policy(probabilities: [0.9, 0.1]) : samples.policy(answers: branches)
      let leaves =
        index == 0
        ? [Policy(probabilities: [0.5, 0.5]), Policy(probabilities: [0.999, 0.001])]
        : (0..<branches).map { _ in samples.policy(answers: 2) }
      let certainty = leaves.map { leaf in
        isEntropy ? -leaf.entropy : leaf.logProbabilities.reduce(0) { $0 - $1 / 2 }
      }
      var tree = TokenTree(
        .state(
          probabilities: root.probabilities,
          next: leaves.map { .state(probabilities: $0.probabilities, next: [.answer(0), .answer(1)]) }),
        isCorrect: [true, false])
      var direct = root.logProbabilities
      for _ in 0..<200 {
        let outputs = tree.outputs
        let reward =
          (isEntropy
            ? outputs.features?.meanEntropy?.map { -$0 } : outputs.features?.meanUniformCrossEntropy) ?? []
        var gradient = [Double](repeating: 0, count: tree.parameters.count)
        tree.addScore(zip(outputs.policy.probabilities, reward).map { $0 * $1 }, to: &gradient)
        for position in gradient.indices { tree.parameters[position] += gradient[position] }
        let p = Policy(logits: direct).probabilities
        let mean = zip(p, certainty).reduce(0) { $0 + $1.0 * $1.1 }
        for branch in direct.indices { direct[branch] += p[branch] * (certainty[branch] - mean) / 2 }
      }
      let end = Policy(logits: direct)
      // States are numbered root, first leaf, second leaf …
      for branch in leaves.indices {
        comparison.equal(
          tree.policy(at: 0).logProbabilities[branch], end.logProbabilities[branch],
          "tree \(index): log π(branch \(branch))")
        comparison.equal(
          tree.policy(at: 1 + branch).logProbabilities[0], leaves[branch].logProbabilities[0],
          "tree \(index): leaf \(branch)")
      }
      let surest = certainty.indices.reduce(0) { certainty[$1] > certainty[$0] ? $1 : $0 }
      let winner = variant == .stated ? surest : root.mode
      // Of three branches even the best can lose for a while to the second: its logit rises, the second's faster.
      let gain = direct[winner] - root.logProbabilities[winner]
      comparison.require(
        gain > 0, "tree \(index): the logit of branch \(winner) falls by \(Comparison.digits(-gain))")
      comparison.require(
        branches > 2 || end.logProbabilities[winner] > root.logProbabilities[winner],
        "tree \(index): branch \(winner) loses")
      if index == 0 {
        comparison.require(
          end.probabilities[winner] > 0.9,
          "from .9 against .1 branch \(winner) ends at \(Comparison.digits(end.probabilities[winner]))")
      }
    }
    return comparison.finding("roots and leaves of 20 trees after 200 updates")
  }

  /// T23: gradients through the certainty instead of past it.
  static let pathwise = Check(
    paths: [
      "Runge–Kutta integration along π − 1/K and π(log π + H)",
      "central differences of KL(U‖π) and −H(π); closed laws of two answers; mirror steps on the probability and policy gradient on log π",
    ],
    control: "stop-gradient updates with the same certainty as reward"
  ) { variant in
    var samples = Samples("pathwise")
    var comparison = Comparison(absolute: 1e-8, relative: 1e-8)
    for index in 0..<30 {
      let logits = samples.policy(answers: index == 0 ? 3 : samples.integer(2...6)).logProbabilities
      for objective in Objective.allCases {
        let field = objective.field(logits, variant)
        for answer in logits.indices {
          func value(_ shift: Double) -> Double {
            var moved = logits
            moved[answer] += shift
            return objective.value(Policy(logits: moved))
          }
          comparison.equal(
            field[answer], (value(1e-4) - value(-1e-4)) / 2e-4, "∂(\(objective.rawValue))/∂θ", within: 1e-6)
        }
        // Along the flow answers keep their order and the mode gains on every other.
        let start = Policy(logits: logits)
        let end = objective.flow(logits, time: 2, steps: 20, variant)
        for answer in logits.indices where answer != start.mode {
          let before = logits[start.mode] - logits[answer]
          comparison.require(
            end[start.mode] - end[answer] > before + 1e-9, "\(objective.rawValue): the mode does not gain")
          for other in logits.indices where logits[other] > logits[answer] {
            comparison.require(end[other] > end[answer], "\(objective.rawValue): two answers change places")
          }
        }
      }
    }
    rates(&comparison, variant)
    return comparison.finding("gradients, orders and rates")
  }

  /// How fast: two answers by their closed laws, three by mirror steps.
  private static func rates(_ comparison: inout Comparison, _ variant: Check.Variant) {
    let start = 0.4
    for time in [1.0, 4, 10] {
      for objective in Objective.allCases {
        let end = objective.flow([start, 0], time: time, steps: Int(time * 50), variant)
        let gap = end[0] - end[1]
        switch objective {
        case .uniformDivergence:
          comparison.equal(
            sinh(gap / 2), exp(time / 2) * sinh(start / 2), "sinh(L/2) at t = \(time)",
            within: 1e-6 * exp(time / 2))
        case .negativeEntropy:
          comparison.equal(
            entropyClock(gap) - entropyClock(start), time, "ln L + Chi(L) at t = \(time)", within: 1e-6)
        }
      }
    }
    // Errors from (.4, .35, .25), as sums of small probabilities: 1 − p would round to 0.
    let three = [0.4, 0.35, 0.25].map { log($0) }
    func error(_ objective: Objective, _ time: Double) -> Double {
      let end = Policy(logits: objective.flow(three, time: time, steps: Int(time * 20), variant))
      return end.probabilities[1] + end.probabilities[2]
    }
    let (late, latest) = (error(.uniformDivergence, 30), error(.uniformDivergence, 40))
    comparison.equal(log(late / latest), 10, "ln q(30) − ln q(40) on KL(U‖π)", within: 1e-4)
    // Mirror steps with step h err by O(h) in ln q; twice the half step less the whole leaves O(h²).
    func mirror(_ steps: Int) -> Double {
      var policy = Policy(logits: three)
      for _ in 0..<steps { policy = policy.sharpened(by: policy.probabilities, beta: Double(steps) / 40) }
      return log(policy.probabilities[1] + policy.probabilities[2])
    }
    comparison.equal(
      log(latest), 2 * mirror(4000) - mirror(2000), "ln q(40) on KL(U‖π), from (.4, .35, .25)", within: 1e-3)
    let slow = error(.negativeEntropy, 40)
    // E[∇ log π · log π] = ∇(−H): the stop-gradient update of another reward is the same field.
    func gradient(_ steps: Int) -> Double {
      var table = SoftmaxPolicy(
        OutputPolicy(answers: Policy(logits: three), isCorrect: [true, false, false]))
      for _ in 0..<steps {
        let policy = table.outputs.policy
        var step = [0.0, 0, 0]
        table.addScore(zip(policy.probabilities, policy.logProbabilities).map { $0 * $1 }, to: &step)
        for answer in 0..<3 { table.parameters[answer] += 40 / Double(steps) * step[answer] }
      }
      let end = table.outputs.policy.probabilities
      return end[1] + end[2]
    }
    comparison.equal(
      slow, 2 * gradient(3000) - gradient(1500), "q(40) on −H, from (.4, .35, .25)", within: 1e-6)
    comparison.require(slow > 1e10 * latest, "−H is not the slower one: q(40) = \(slow) against \(latest)")
    // 2 q t ln t rises to 1, but so slowly that only large L show it.
    var before = 0.0
    for gap in [10.0, 20, 40, 80, 160, 320, 640] {
      let time = entropyClock(gap) - entropyClock(start)
      let product = 2 * exp(-gap) * time * log(time)
      comparison.require(product > before && product < 1, "2 q t ln t is \(product) at L = \(gap)")
      before = product
    }
    comparison.require(before > 0.98, "2 q t ln t stays at \(before)")
  }

  /// ln L + Chi(L) up to a constant: 2 ln L + Σ_(n≥1) L^(2n)/(2n (2n)!).
  private static func entropyClock(_ gap: Double) -> Double {
    var (sum, term) = (2 * log(gap), 1.0)
    var n = 2.0
    while true {
      term *= gap * gap / (n * (n - 1))
      sum += term / n
      if n > gap && term / n < 1e-17 * abs(sum) { return sum }
      n += 2
    }
  }

  /// The two certainties whose own gradients are followed.
  private enum Objective: String, CaseIterable {
    case uniformDivergence = "KL(U‖π)"
    case negativeEntropy = "−H(π)"

    func value(_ policy: Policy) -> Double {
      switch self {
      case .uniformDivergence:
        Policy(logits: [Double](repeating: 0, count: policy.count)).divergence(from: policy)
      case .negativeEntropy: -policy.entropy
      }
    }

    /// The gradient in the logits; for the control what a stop-gradient update makes of it.
    func field(_ logits: [Double], _ variant: Check.Variant) -> [Double] {
      let policy = Policy(logits: logits)
      let p = policy.probabilities
      if variant == .control {
        let table = SoftmaxPolicy(
          OutputPolicy(answers: policy, isCorrect: [Bool](repeating: false, count: p.count)))
        var gradient = [Double](repeating: 0, count: p.count)
        let reward = value(policy)
        table.addScore(p.map { $0 * reward }, to: &gradient)
        return gradient
      }
      switch self {
      case .uniformDivergence: return p.map { $0 - 1 / Double(p.count) }
      case .negativeEntropy:
        return zip(p, policy.logProbabilities).map { $0 * ($1 + policy.entropy) }
      }
    }

    /// The logits after some time, by the classical Runge–Kutta method.
    func flow(_ start: [Double], time: Double, steps: Int, _ variant: Check.Variant) -> [Double] {
      let h = time / Double(steps)
      func moved(_ a: [Double], _ b: [Double], _ share: Double) -> [Double] {
        zip(a, b).map { $0 + share * h * $1 }
      }
      var logits = start
      for _ in 0..<steps {
        let k1 = field(logits, variant)
        let k2 = field(moved(logits, k1, 0.5), variant)
        let k3 = field(moved(logits, k2, 0.5), variant)
        let k4 = field(moved(logits, k3, 1), variant)
        for answer in logits.indices {
          let middle = 2 * (k2[answer] + k3[answer])
          logits[answer] += h / 6 * (k1[answer] + middle + k4[answer])
        }
      }
      return logits
    }
  }
}
