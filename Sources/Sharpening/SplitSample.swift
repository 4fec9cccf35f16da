public import Measurement
public import SharpeningNumerics

/// Estimates that choose a problem's majority on one half of its rollouts and measure it on the other.
///
/// Choosing and measuring on the same rollouts flatters the majority: its share is biased upwards, and problems whose
/// majority is an accident look sharper than they are. With a random half A electing m, and c rollouts for m, o for other
/// correct answers among the n of half B, and R = 1 if m is correct:
///
///     V: (R c (n − c) − c o) / (n (n − 1)),   M: (R (n − c) − o) / (c + 1),
///
/// whose means are those of T35 up to the factor 1 − (1 − p)ⁿ in M. Both halves take both parts, and several random
/// splits are averaged. The majority is that of a vote with half the rollouts.
/// Claim: T35.
public struct SplitSample: Sendable {
  /// The share of problems whose half-sample majority is correct.
  public let labelAccuracy: Double
  /// The majority's share measured on the other half.
  public let majority: Double
  /// The shape from V and M.
  public let shape: ShapeEstimate
  /// Problems with at least four rollouts, the only ones that are used.
  public let problems: Int

  /// Splits every problem with at least four rollouts; nil if there is none.
  ///
  /// - Parameters:
  ///   - votes: the rollouts.
  ///   - splits: how many random splits are averaged, ≥ 1.
  ///   - resamples: of the bootstrap.
  ///   - generator: shuffles and resamples.
  public init?(of votes: VoteSet, splits: Int = 10, resamples: Int = 2000, using generator: inout Generator) {
    precondition(splits >= 1, "at least one split is needed")
    var initial: [Double] = []
    var final: [Double] = []
    var right = 0.0
    var share = 0.0
    for problem in 0..<votes.problemCount where votes.rollouts(of: problem).count >= 4 {
      let table = votes.distinctAnswers(of: problem)
      let isCorrect = Array(votes.isCorrect[table])
      var rollouts = Array(votes.answers[votes.rollouts(of: problem)])
      var sums = Estimate()
      for _ in 0..<splits {
        generator.shuffle(&rollouts)
        let middle = rollouts.count / 2
        sums.add(electing: rollouts[..<middle], measuring: rollouts[middle...], isCorrect: isCorrect)
        sums.add(electing: rollouts[middle...], measuring: rollouts[..<middle], isCorrect: isCorrect)
      }
      let weight = 1 / Double(2 * splits)
      initial.append(sums.initialSlope * weight)
      final.append(sums.finalSlope * weight)
      right += sums.right * weight
      share += sums.share * weight
    }
    guard !initial.isEmpty else { return nil }
    problems = initial.count
    labelAccuracy = right / Double(problems)
    majority = share / Double(problems)
    shape = ShapeEstimate(
      initialSlopes: initial, finalSlopes: final, resamples: resamples, using: &generator)
  }

  private struct Estimate {
    var initialSlope = 0.0
    var finalSlope = 0.0
    var right = 0.0
    var share = 0.0

    mutating func add(
      electing first: ArraySlice<Int32>, measuring second: ArraySlice<Int32>, isCorrect: [Bool]
    ) {
      var counts = [Int](repeating: 0, count: isCorrect.count)
      for answer in first where answer >= 0 { counts[Int(answer)] += 1 }
      let most = counts.max() ?? 0
      guard most > 0, let winner = first.first(where: { $0 >= 0 && counts[Int($0)] == most }) else { return }
      let n = Double(second.count)
      let c = Double(second.count { $0 == winner })
      let o = Double(second.count { $0 >= 0 && $0 != winner && isCorrect[Int($0)] })
      let r = isCorrect[Int(winner)] ? 1.0 : 0
      initialSlope += (r * c * (n - c) - c * o) / (n * (n - 1))
      finalSlope += (r * (n - c) - o) / (c + 1)
      right += r
      share += c / n
    }
  }
}
