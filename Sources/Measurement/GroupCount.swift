internal import Foundation

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
  ///   - answerCount: the problem's distinct answers.
  ///   - counts: at least that many, all 0 before and after.
  ///   - logs: ln n for n up to the number of rollouts; 0 at 0.
  @inline(__always)
  init(
    _ positions: Range<Int>, of answers: Span<Int32>, isCorrect: Span<Bool>, firstAnswer: Int,
    answerCount: Int,
    counts: inout MutableSpan<Int32>, logs: Span<Double>
  ) {
    precondition(
      positions.lowerBound >= 0 && positions.upperBound <= answers.count && positions.count < logs.count,
      "rollouts outside the vote set")
    if positions.count <= 15 && answerCount <= 16 {
      countPacked(positions, of: answers, isCorrect: isCorrect, firstAnswer: firstAnswer, logs: logs)
    } else {
      countAll(
        positions, of: answers, isCorrect: isCorrect, firstAnswer: firstAnswer, counts: &counts, logs: logs)
    }
  }

  // Every index below is in bounds: a VoteSet checks its answers whenever they change, and `init` their positions.

  /// For up to 15 rollouts of up to 16 answers: sixteen counters of four bits in one word.
  @inline(__always)
  private mutating func countPacked(
    _ positions: Range<Int>, of answers: Span<Int32>, isCorrect: Span<Bool>, firstAnswer: Int,
    logs: Span<Double>
  ) {
    var counters: UInt64 = 0
    for position in positions {
      let answer = unsafe answers[unchecked: position]
      guard answer >= 0 else { continue }
      let shift = UInt64(truncatingIfNeeded: answer) &* 4
      counters &+= 1 &<< shift
      most = max(most, Int((counters &>> shift) & 15))
    }
    var position = positions.upperBound
    while position > positions.lowerBound {
      position &-= 1
      let answer = unsafe answers[unchecked: position]
      guard answer >= 0 else { continue }
      let count = Int((counters &>> (UInt64(truncatingIfNeeded: answer) &* 4)) & 15)
      let correctness = unsafe isCorrect[unchecked: firstAnswer &+ Int(answer)] ? 1 : 0
      tally(answer, count: count, correctness: correctness, log: unsafe logs[unchecked: count])
    }
  }

  /// For any number, with one counter an answer.
  private mutating func countAll(
    _ positions: Range<Int>, of answers: Span<Int32>, isCorrect: Span<Bool>, firstAnswer: Int,
    counts: inout MutableSpan<Int32>, logs: Span<Double>
  ) {
    for position in positions {
      let answer = Int(unsafe answers[unchecked: position])
      guard answer >= 0 else { continue }
      let count = unsafe counts[unchecked: answer] &+ 1
      unsafe counts[unchecked: answer] = count
      most = max(most, Int(count))
    }
    var position = positions.upperBound
    while position > positions.lowerBound {
      position &-= 1
      let answer = unsafe answers[unchecked: position]
      guard answer >= 0 else { continue }
      let count = Int(unsafe counts[unchecked: Int(answer)])
      let correctness = unsafe isCorrect[unchecked: firstAnswer &+ Int(answer)] ? 1 : 0
      tally(answer, count: count, correctness: correctness, log: unsafe logs[unchecked: count])
    }
    for position in positions {
      let answer = Int(unsafe answers[unchecked: position])
      if answer >= 0 { unsafe counts[unchecked: answer] = 0 }
    }
  }

  /// Adds one rollout; called backwards, so that the first seen of the tied answers is the last to be taken.
  @inline(__always)
  private mutating func tally(_ answer: Int32, count: Int, correctness: Int, log: Double) {
    let top = count == most ? 1 : 0
    winner = count == most ? answer : winner
    parsed &+= 1
    correct &+= correctness
    topRollouts &+= top
    topCorrect &+= top & correctness
    logSum += log
  }

  /// ln n for n = 0 … `largest`, with 0 at 0.
  static func logTable(upTo largest: Int) -> [Double] { (0...largest).map { $0 == 0 ? 0 : log(Double($0)) } }
}
