internal import Foundation

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
      counts: &counts, logs: logs.span)
    return Plurality(
      winner: group.winner, votes: group.most, tied: group.most > 0 ? group.topRollouts / group.most : 0)
  }
}

/// One problem's rollouts, counted without branches that depend on the answers.
struct GroupCount {
  /// Rollouts with an answer.
  var parsed = 0
  /// Rollouts with a correct answer.
  var correct = 0
  /// The first-seen answer with the most rollouts.
  var winner = VoteSet.unparsed
  /// Its rollouts.
  var most = 0
  /// Rollouts whose answer has as many.
  var topRollouts = 0
  /// Those of them whose answer is correct.
  var topCorrect = 0
  /// Σ ln n(answer) over parsed rollouts = Σ n ln n over answers.
  var logSum = 0.0

  /// Counts the rollouts at some positions.
  ///
  /// - Parameters:
  ///   - counts: all 0 before and after.
  ///   - logs: ln n for n up to the number of rollouts; 0 at 0.
  @inline(__always)
  init(
    _ positions: Range<Int>, of answers: Span<Int32>, isCorrect: Span<Bool>, firstAnswer: Int,
    counts: inout MutableSpan<Int32>, logs: Span<Double>
  ) {
    precondition(
      positions.lowerBound >= 0 && positions.upperBound <= answers.count && positions.count < logs.count,
      "rollouts outside the vote set")
    // Every index below is in bounds: a VoteSet checks its answers whenever they change, and the line above its range.
    var most: Int32 = 0
    for position in positions {
      let answer = Int(unsafe answers[unchecked: position])
      guard answer >= 0 else { continue }
      let count = unsafe counts[unchecked: answer] &+ 1
      unsafe counts[unchecked: answer] = count
      most = max(most, count)
    }
    // Backwards, so that the first seen of the tied answers is the last to be taken.
    var position = positions.upperBound
    while position > positions.lowerBound {
      position &-= 1
      let answer = unsafe answers[unchecked: position]
      guard answer >= 0 else { continue }
      let count = unsafe counts[unchecked: Int(answer)]
      let correctness = unsafe isCorrect[unchecked: firstAnswer &+ Int(answer)] ? 1 : 0
      let top = count == most ? 1 : 0
      winner = count == most ? answer : winner
      parsed &+= 1
      correct &+= correctness
      topRollouts &+= top
      topCorrect &+= top & correctness
      logSum += unsafe logs[unchecked: Int(count)]
    }
    for position in positions {
      let answer = Int(unsafe answers[unchecked: position])
      if answer >= 0 { unsafe counts[unchecked: answer] = 0 }
    }
    self.most = Int(most)
  }

  /// ln n for n = 0 … `largest`, with 0 at 0.
  static func logTable(upTo largest: Int) -> [Double] { (0...largest).map { $0 == 0 ? 0 : log(Double($0)) } }
}
