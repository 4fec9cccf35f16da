internal import Sharpening

/// A policy with N and β, as an expression sees it: log-probabilities, mirror steps and the exact law of N votes by the
/// recursion over the winner's votes.
struct PolicyWorld: FormulaWorld {
  let policy: Policy
  let rollouts: Int
  let beta: Double
  private let laws = Laws()

  /// The laws that were computed, by N.
  private final class Laws {
    var known: [Int: PluralityLaw] = [:]
  }

  var labels: [Int] { Array(0..<policy.count) }
  let axis = "answer"

  init(policy: Policy, rollouts: Int, beta: Double) {
    self.policy = policy
    self.rollouts = rollouts
    self.beta = beta
  }

  func value(of name: String) throws -> FormulaValue<Double> {
    switch name {
    case "K": return .number(Double(policy.count))
    case "N": return .number(Double(rollouts))
    case "beta": return .number(beta)
    case "entropy": return .number(policy.entropy)
    case "p": return .numbers(policy.probabilities)
    case "p1": return .number(policy.probabilities.sorted(by: >)[0])
    case "p2": return .number(policy.count > 1 ? policy.probabilities.sorted(by: >)[1] : 0)
    case "majority": return .number(Double(policy.mode))
    case "runner_up": return .number(Double(VoteFunctionals.runnerUp(policy.logProbabilities)))
    default: return .numbers(labels.map { $0 == policy.mode ? 1 : 0 })
    }
  }

  func call(_ function: String, _ arguments: [Double]) throws -> FormulaValue<Double> {
    let rollouts = try VoteFunctionals.rollouts(arguments[0], function)
    let law = try law(rollouts)
    switch function {
    case "flip": return .number(law.notMode)
    case "ratio": return .number(law.majorityRatio)
    case "reward": return .numbers(law.reward)
    default: return .numbers(law.winner)
    }
  }

  func stepped(by reward: [Double]) throws -> PolicyWorld {
    guard reward.allSatisfy(\.isFinite) else {
      throw FormulaFailure.undefined("after: the reward of an answer is infinite")
    }
    return PolicyWorld(policy: policy.sharpened(by: reward, beta: beta), rollouts: rollouts, beta: beta)
  }

  private func law(_ rollouts: Int) throws -> PluralityLaw {
    if let known = laws.known[rollouts] { return known }
    do {
      let law = try PluralityLaw(of: policy, rollouts: rollouts)
      laws.known[rollouts] = law
      return law
    } catch {
      throw FormulaFailure.undefined(error.description)
    }
  }
}

/// What both worlds of policies need of a vote.
enum VoteFunctionals {
  /// The largest vote of an expression.
  static let mostRollouts = 1000

  /// N of a call, an integer of 1 to 1000.
  static func rollouts(_ number: some FormulaNumber, _ function: String) throws -> Int {
    guard let rollouts = number.asInteger, 1...mostRollouts ~= rollouts else {
      throw FormulaFailure.undefined(
        "\(function): the votes are \(number.asDouble), not an integer of 1 to \(mostRollouts)")
    }
    return rollouts
  }

  /// The most likely answer but for the first most likely one.
  static func runnerUp(_ values: [some Comparable]) -> Int {
    let mode = values.indices.reduce(0) { values[$1] > values[$0] ? $1 : $0 }
    let rest = values.indices.filter { $0 != mode }
    return rest.reduce(rest.first ?? 0) { values[$1] > values[$0] ? $1 : $0 }
  }
}
