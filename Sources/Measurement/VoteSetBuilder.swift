/// Builds a `VoteSet` from named answers, one problem after another, numbering distinct answers as they are first seen.
public struct VoteSetBuilder: Sendable {
  /// What one problem's answers can be wrong about.
  public enum Problem: Error, Equatable {
    /// The same answer was called correct in one rollout and wrong in another.
    case contradiction(answer: String)
    /// A rollout without an answer was called correct.
    case unparsedCorrect(rollout: Int)
  }

  /// What to do when one answer has two correctness values.
  public enum Contradiction: String, CaseIterable, Sendable {
    /// Refuse, naming the answer.
    case refuse
    /// The value that more of its rollouts have; a tie counts as wrong.
    case majority
  }

  private var rolloutsPerProblem: [Int] = []
  private var answersPerProblem: [Int] = []
  private var answers: [Int32] = []
  private var isCorrect: [Bool] = []
  private var names: [String] = []
  private var problemIDs: [String] = []
  private let contradiction: Contradiction

  /// An empty builder.
  public init(contradiction: Contradiction = .refuse) { self.contradiction = contradiction }

  /// Appends one problem with its rollouts in the order sampled.
  ///
  /// - Parameters:
  ///   - id: the problem's name.
  ///   - rollouts: each rollout's answer (nil: unparsed), whether it is correct, and how many consecutive rollouts it
  ///     stands for (≥ 1).
  /// - Throws: `Problem`, and the builder is as it was.
  public mutating func append(
    id: String, rollouts: [(answer: String?, isCorrect: Bool, count: Int)]
  ) throws(Problem) {
    var numbers: [String: Int32] = [:]
    var order: [String] = []
    var votesFor: [Int] = []
    var votesAgainst: [Int] = []
    var entries: [Int32] = []
    for (index, rollout) in rollouts.enumerated() {
      precondition(rollout.count >= 1, "an entry stands for at least one rollout")
      guard let answer = rollout.answer else {
        if rollout.isCorrect { throw .unparsedCorrect(rollout: index) }
        entries.append(contentsOf: repeatElement(VoteSet.unparsed, count: rollout.count))
        continue
      }
      let number = numbers[answer] ?? Int32(order.count)
      if Int(number) == order.count {
        numbers[answer] = number
        order.append(answer)
        votesFor.append(0)
        votesAgainst.append(0)
      }
      if rollout.isCorrect {
        votesFor[Int(number)] += rollout.count
      } else {
        votesAgainst[Int(number)] += rollout.count
      }
      entries.append(contentsOf: repeatElement(number, count: rollout.count))
    }
    if contradiction == .refuse {
      for number in order.indices where votesFor[number] > 0 && votesAgainst[number] > 0 {
        throw .contradiction(answer: order[number])
      }
    }
    problemIDs.append(id)
    rolloutsPerProblem.append(entries.count)
    answersPerProblem.append(order.count)
    answers += entries
    names += order
    isCorrect += order.indices.map { votesFor[$0] > votesAgainst[$0] }
  }

  /// The set of all problems appended so far.
  public func build() -> VoteSet {
    VoteSet(
      rolloutsPerProblem: rolloutsPerProblem, answers: answers, answersPerProblem: answersPerProblem,
      isCorrect: isCorrect, problemIDs: problemIDs, answerNames: names)
  }
}
