internal import Foundation

/// A policy with N and β by other means than those of `PolicyWorld`.
///
/// Probabilities are plain, and votes are counted by enumerating how many rollouts each answer gets. In fractions it is
/// exact.
struct EnumeratedWorld<Number: FormulaNumber>: FormulaWorld {
  let probabilities: [Number]
  let rollouts: Int
  let beta: Number

  var labels: [Int] { Array(probabilities.indices) }
  let axis = "answer"

  /// The most ways to count a vote that are enumerated.
  static var mostOutcomes: Double { 300_000 }

  init(probabilities: [Number], rollouts: Int, beta: Number) {
    self.probabilities = probabilities
    self.rollouts = rollouts
    self.beta = beta
  }

  func value(of name: String) throws -> FormulaValue<Number> {
    let sorted = probabilities.sorted(by: >)
    let mode = probabilities.firstIndex(of: sorted[0]) ?? 0
    switch name {
    case "K": return .number(try Number(integer: probabilities.count))
    case "N": return .number(try Number(integer: rollouts))
    case "beta": return .number(beta)
    case "p": return .numbers(probabilities)
    case "p1": return .number(sorted[0])
    case "p2": return .number(sorted.count > 1 ? sorted[1] : try Number(integer: 0))
    case "majority": return .number(try Number(integer: mode))
    case "runner_up": return .number(try Number(integer: VoteFunctionals.runnerUp(probabilities)))
    case "is_majority":
      return .numbers(try probabilities.indices.map { try Number(integer: $0 == mode ? 1 : 0) })
    default:
      // Σ π log(1/π)
      var sum = try Number(integer: 0)
      for p in probabilities where p.asDouble > 0 {
        let surprise = try Number(integer: 1).combined(.over, p).applying("log")
        sum = try sum.combined(.plus, p.combined(.times, surprise))
      }
      return .number(sum)
    }
  }

  func call(_ function: String, _ arguments: [Number]) throws -> FormulaValue<Number> {
    let rollouts = try VoteFunctionals.rollouts(arguments[0], function)
    let answers = Double(probabilities.count)
    // C(N + K − 1, K − 1) ways to share N rollouts among K answers.
    let outcomes =
      lgamma(Double(rollouts) + answers) - lgamma(Double(rollouts) + 1) - lgamma(answers)
    guard outcomes <= log(Self.mostOutcomes) else { throw FormulaFailure.inexact }
    let zero = try Number(integer: 0)
    let highest = probabilities.max() ?? zero
    var votes = Tally(zero: zero, answers: probabilities.count)
    var counts = [Int](repeating: 0, count: probabilities.count)
    try enumerate(0, rollouts, try Number(integer: 1), &counts) { counts, chance in
      let most = counts.max() ?? 0
      let tied = counts.indices.filter { counts[$0] == most }
      let share = try chance.combined(.over, try Number(integer: tied.count))
      for winner in tied {
        votes.winner[winner] = try votes.winner[winner].combined(.plus, share)
        // Of the rollouts that the winner's votes are drawn from, counts/N gave this answer.
        votes.agreed[winner] = try votes.agreed[winner].combined(
          .plus, try share.combined(.times, try ratio(most, rollouts)))
        if probabilities[winner] < highest { votes.flip = try votes.flip.combined(.plus, share) }
      }
      votes.ratio = try votes.ratio.combined(.plus, try chance.combined(.times, try ratio(most, rollouts)))
    }
    switch function {
    case "flip": return .number(votes.flip)
    case "ratio": return .number(votes.ratio)
    case "reward": return .numbers(try zip(votes.agreed, probabilities).map { try $0.combined(.over, $1) })
    default: return .numbers(votes.winner)
    }
  }

  func stepped(by reward: [Number]) throws -> EnumeratedWorld {
    let best = reward.max() ?? beta
    var weights: [Number] = []
    for (probability, reward) in zip(probabilities, reward) {
      let exponent = try reward.combined(.minus, best).combined(.over, beta)
      // e^0 is rational.
      let factor = exponent.asInteger == 0 ? try Number(integer: 1) : try exponent.applying("exp")
      weights.append(try probability.combined(.times, factor))
    }
    var total = try Number(integer: 0)
    for weight in weights { total = try total.combined(.plus, weight) }
    return EnumeratedWorld(
      probabilities: try weights.map { try $0.combined(.over, total) }, rollouts: rollouts, beta: beta)
  }

  /// The sums over all outcomes.
  private struct Tally {
    var winner: [Number]
    var agreed: [Number]
    var ratio: Number
    var flip: Number

    init(zero: Number, answers: Int) {
      winner = [Number](repeating: zero, count: answers)
      agreed = winner
      (ratio, flip) = (zero, zero)
    }
  }

  private func ratio(_ part: Int, _ whole: Int) throws -> Number {
    try Number(integer: part).combined(.over, try Number(integer: whole))
  }

  /// Visits every way to give `left` rollouts to the answers from `answer` on, with its probability.
  private func enumerate(
    _ answer: Int, _ left: Int, _ chance: Number, _ counts: inout [Int],
    _ visit: ([Int], Number) throws -> Void
  ) throws {
    if answer == probabilities.count - 1 {
      counts[answer] = left
      try visit(counts, try chance.combined(.times, try probabilities[answer].raised(left)))
      return
    }
    // C(left, c) p^c, from the term before.
    var chance = chance
    for count in 0...left {
      counts[answer] = count
      try enumerate(answer + 1, left - count, chance, &counts, visit)
      if count < left {
        chance = try chance.combined(.times, try ratio(left - count, count + 1)).combined(
          .times, probabilities[answer])
      }
    }
  }
}

extension FormulaNumber {
  /// The power of an exponent ≥ 0, by products.
  fileprivate func raised(_ exponent: Int) throws -> Self {
    var result = try Self(integer: 1)
    for _ in 0..<exponent { result = try result.combined(.times, self) }
    return result
  }
}
