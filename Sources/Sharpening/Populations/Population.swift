public import Measurement
internal import Foundation

/// Problems with a policy over the answers of each, and which answers are correct.
///
/// Flat storage: problem `i` owns the positions `answers(of: i)` of `logits` and `isCorrect`. Logits are defined up to a
/// constant a problem. Where a problem has an outcome from which no answer can be extracted, that outcome is its last
/// position and `hasUnparsed` is true for it; it is never correct and never wins a vote.
public struct Population: Sendable, Equatable {
  /// log π(a) up to a constant a problem; −∞ allowed.
  public internal(set) var logits: [Double]
  /// Whether each answer is correct.
  public let isCorrect: [Bool]
  /// Whether a problem's last outcome is the unparsed one.
  public let hasUnparsed: [Bool]
  /// The problems' names, or nil where they are only numbered.
  public let problemIDs: [String]?
  let start: [Int]

  /// The number of problems.
  public var problemCount: Int { start.count - 1 }

  /// The positions of a problem's outcomes.
  public func answers(of problem: Int) -> Range<Int> { start[problem]..<start[problem + 1] }

  /// The policy of one problem over all its outcomes.
  public func policy(of problem: Int) -> Policy { Policy(logits: Array(logits[answers(of: problem)])) }

  /// The number of a problem's unparsed outcome within the problem, or nil.
  public func unparsed(of problem: Int) -> Int? {
    hasUnparsed[problem] ? answers(of: problem).count - 1 : nil
  }

  /// The answer of a problem that an infinite vote elects: the most likely one that can win, of several the first; nil
  /// where none can.
  public func mode(of problem: Int) -> Int? {
    let range = answers(of: problem)
    var best: Int?
    for position in hasUnparsed[problem] ? range.dropLast() : range where logits[position] > -.infinity {
      if best.map({ logits[position] > logits[$0] }) ?? true { best = position }
    }
    return best.map { $0 - range.lowerBound }
  }

  /// Makes a population from flat arrays.
  ///
  /// - Parameters:
  ///   - answersPerProblem: ≥ 1 each.
  ///   - logits: one an outcome; each problem needs one above −∞.
  ///   - isCorrect: one an outcome; false for an unparsed one.
  ///   - hasUnparsed: one a problem; nil for none.
  ///   - problemIDs: one a problem, or nil.
  public init(
    answersPerProblem: [Int], logits: [Double], isCorrect: [Bool], hasUnparsed: [Bool]? = nil,
    problemIDs: [String]? = nil
  ) {
    precondition(answersPerProblem.allSatisfy { $0 >= 1 }, "a problem needs at least one answer")
    var start = [0]
    for count in answersPerProblem { start.append(start[start.count - 1] + count) }
    precondition(
      start[start.count - 1] == logits.count && logits.count == isCorrect.count,
      "one logit and flag an answer")
    precondition(logits.allSatisfy { $0 < .infinity }, "a logit is NaN or +∞")
    let flags = hasUnparsed ?? [Bool](repeating: false, count: answersPerProblem.count)
    precondition(flags.count == answersPerProblem.count, "one unparsed flag a problem")
    precondition(problemIDs.map { $0.count == answersPerProblem.count } ?? true, "one name a problem")
    for problem in answersPerProblem.indices {
      precondition(
        !flags[problem] || !isCorrect[start[problem + 1] - 1], "an unparsed outcome is never correct")
      precondition(
        logits[start[problem]..<start[problem + 1]].contains { $0 > -.infinity },
        "problem \(problem) has no answer of positive probability")
    }
    self.start = start
    self.logits = logits
    self.isCorrect = isCorrect
    self.hasUnparsed = flags
    self.problemIDs = problemIDs
  }

  /// Takes the answers' frequencies in a vote set for their probabilities (the plug-in estimate).
  ///
  /// - Parameter votes: every problem with at least one rollout.
  public init(frequenciesOf votes: VoteSet) {
    var sizes: [Int] = []
    var logits: [Double] = []
    var isCorrect: [Bool] = []
    var hasUnparsed: [Bool] = []
    for problem in 0..<votes.problemCount {
      let (counts, unparsed) = votes.counts(of: problem)
      let total = Double(counts.reduce(unparsed, +))
      precondition(total > 0, "problem \(votes.problemID(problem)) has no rollouts")
      logits += counts.map { log(Double($0) / total) }
      isCorrect += votes.isCorrect[votes.distinctAnswers(of: problem)]
      if unparsed > 0 {
        logits.append(log(Double(unparsed) / total))
        isCorrect.append(false)
      }
      hasUnparsed.append(unparsed > 0)
      sizes.append(counts.count + (unparsed > 0 ? 1 : 0))
    }
    self.init(
      answersPerProblem: sizes, logits: logits, isCorrect: isCorrect, hasUnparsed: hasUnparsed,
      problemIDs: votes.problemIDs)
  }

  /// The population of a range of problems.
  func extracting(_ problems: Range<Int>) -> Population {
    let positions = start[problems.lowerBound]..<start[problems.upperBound]
    return Population(
      answersPerProblem: problems.map { answers(of: $0).count }, logits: Array(logits[positions]),
      isCorrect: Array(isCorrect[positions]), hasUnparsed: Array(hasUnparsed[problems]),
      problemIDs: problemIDs.map { Array($0[problems]) })
  }
}
