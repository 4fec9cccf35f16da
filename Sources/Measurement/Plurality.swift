/// Who wins when several answers have the most votes.
public enum TieRule: String, CaseIterable, Codable, Sendable {
  /// The tied answer that was sampled first wins, as in the authors' code; for independent rollouts this is a uniform
  /// choice among the tied answers.
  case firstSeen = "first-seen"
  /// Every tied answer wins.
  case everyTied = "every-tied"
}

/// The result of one problem's vote.
public struct Plurality: Sendable, Equatable {
  /// The winner under the first-seen rule, or `VoteSet.unparsed` where no rollout could be parsed.
  public let winner: Int32
  /// The winner's votes; 0 where there is none.
  public let votes: Int
  /// How many answers have that many votes; 0 where there is no winner.
  public let tied: Int
}

extension VoteSet {
  /// The vote of one problem: the parsed answer with the most rollouts, ties to the first seen.
  public func plurality(of problem: Int) -> Plurality {
    var scratch = [Int32](repeating: 0, count: distinctAnswers(of: problem).count)
    var span = scratch.mutableSpan
    return Self.plurality(of: answers.span.extracting(rollouts(of: problem)), answers: span.count, counting: &span)
  }

  /// The vote among `votes`, leaving in the first `answers` entries of `counts` how often each answer occurred.
  static func plurality(of votes: Span<Int32>, answers: Int, counting counts: inout MutableSpan<Int32>) -> Plurality {
    for answer in 0..<answers { counts[answer] = 0 }
    var most: Int32 = 0
    for position in votes.indices {
      let answer = votes[position]
      guard answer >= 0 else { continue }
      counts[Int(answer)] += 1
      most = max(most, counts[Int(answer)])
    }
    guard most > 0 else { return Plurality(winner: unparsed, votes: 0, tied: 0) }
    var tied = 0
    for answer in 0..<answers where counts[answer] == most { tied += 1 }
    var position = 0
    while votes[position] < 0 || counts[Int(votes[position])] < most { position += 1 }
    return Plurality(winner: votes[position], votes: Int(most), tied: tied)
  }
}
