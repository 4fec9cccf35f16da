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
      let isCorrect = Array(votes.isCorrect[votes.distinctAnswers(of: problem)])
      let (counts, unparsed) = votes.counts(of: problem)
      var sums = Estimate()
      for _ in 0..<splits {
        let half = Self.half(of: counts, unparsed: unparsed, using: &generator)
        let rest = zip(counts, half).map { $0 - $1 }
        let size = counts.reduce(unparsed, +)
        sums.add(
          electing: half, measuring: rest, of: size - size / 2, isCorrect: isCorrect, using: &generator)
        sums.add(electing: rest, measuring: half, of: size / 2, isCorrect: isCorrect, using: &generator)
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

  /// How often each answer is among a random half of the rollouts, rounded down.
  private static func half(of counts: [Int], unparsed: Int, using generator: inout Generator) -> [Int] {
    var left = counts.reduce(unparsed, +)
    var draws = left / 2
    return counts.map { count in
      let taken = generator.hypergeometric(marked: count, unmarked: left - count, draws: draws)
      left -= count
      draws -= taken
      return taken
    }
  }

  private struct Estimate {
    var initialSlope = 0.0
    var finalSlope = 0.0
    var right = 0.0
    var share = 0.0

    /// Takes the majority of one half, ties drawn, and measures it among the `size` rollouts of the other.
    mutating func add(
      electing first: [Int], measuring second: [Int], of size: Int, isCorrect: [Bool],
      using generator: inout Generator
    ) {
      let most = first.max() ?? 0
      guard most > 0 else { return }
      let tied = first.indices.filter { first[$0] == most }
      let winner = tied.count == 1 ? tied[0] : tied[generator.index(below: tied.count)]
      let n = Double(size)
      let c = Double(second[winner])
      let o = Double(second.indices.reduce(0) { $1 != winner && isCorrect[$1] ? $0 + second[$1] : $0 })
      let r = isCorrect[winner] ? 1.0 : 0
      initialSlope += (r * c * (n - c) - c * o) / (n * (n - 1))
      finalSlope += (r * (n - c) - o) / (c + 1)
      right += r
      share += c / n
    }
  }
}
