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
    let table = distinctAnswers(of: problem)
    var scratch = [Int32](repeating: 0, count: table.count)
    var counts = scratch.mutableSpan
    let logs = GroupCount.logTable(upTo: rollouts(of: problem).count)
    let group = GroupCount(
      rollouts(of: problem), of: answers.span, isCorrect: isCorrect.span, firstAnswer: table.lowerBound,
      answerCount: table.count, counts: &counts, logs: logs.span)
    return Plurality(
      winner: group.winner, votes: group.most, tied: group.most > 0 ? group.topRollouts / group.most : 0)
  }
}
