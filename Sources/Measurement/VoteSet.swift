/// The answers that a model gave to each of a list of problems, in the order in which they were sampled.
///
/// The first of the two types at the waist: a file of a real model's samples, a simulated draw and a trainer's rollouts
/// all become a `VoteSet`, and `metrics(of:)` is the one way from it to a `Trajectory`.
///
/// Storage is flat. Problem `i` owns the rollouts `rollouts(of: i)` of `answers`; each entry numbers one of the
/// problem's own distinct answers, or is `VoteSet.unparsed`. Which distinct answers are correct (one, several or none)
/// is a property of the answer, so all rollouts with the same answer agree on it.
///
/// Shapes, with P problems, R rollouts and A distinct answers in all: `answers` R, `isCorrect` and `answerNames` A,
/// `problemIDs` P, each rollout feature R. A simulated set of N rollouts costs 4N + 16 + (answers) bytes a problem.
public struct VoteSet: Sendable, Equatable {
  /// The entry of `answers` that stands for a rollout from which no answer could be extracted.
  ///
  /// It never wins a vote, is never correct, and stays in the denominator.
  public static let unparsed: Int32 = -1

  /// The problems' names, or nil where they are only numbered.
  public let problemIDs: [String]?
  /// The texts of the distinct answers, problem after problem, or nil where they are only numbered.
  public let answerNames: [String]?
  /// Whether each distinct answer is correct, problem after problem.
  public let isCorrect: [Bool]
  /// Each rollout's answer: its number within its problem, or `unparsed`.
  public private(set) var answers: [Int32]
  /// What a reward may need to know of each rollout beside its answer.
  public let features: RolloutFeatures?

  let rolloutStart: [Int]
  let answerStart: [Int]
  /// The most rollouts that a problem has.
  let largestRolloutCount: Int
  /// The most distinct answers that a problem has.
  let largestAnswerCount: Int

  /// The number of problems.
  public var problemCount: Int { rolloutStart.count - 1 }
  /// The number of rollouts of all problems.
  public var rolloutCount: Int { answers.count }

  /// The positions in `answers` of a problem's rollouts.
  public func rollouts(of problem: Int) -> Range<Int> { rolloutStart[problem]..<rolloutStart[problem + 1] }

  /// The positions in `isCorrect` and `answerNames` of a problem's distinct answers.
  public func distinctAnswers(of problem: Int) -> Range<Int> {
    answerStart[problem]..<answerStart[problem + 1]
  }

  /// Whether answer number `answer` of a problem is correct; `unparsed` is not.
  public func isCorrect(_ answer: Int32, of problem: Int) -> Bool {
    answer >= 0 && isCorrect[answerStart[problem] + Int(answer)]
  }

  /// The text of answer number `answer` of a problem; nil for `unparsed` and where answers are only numbered.
  public func name(of answer: Int32, of problem: Int) -> String? {
    answer < 0 ? nil : answerNames?[answerStart[problem] + Int(answer)]
  }

  /// The problem's name, or its number from 0 where problems have no names.
  public func problemID(_ problem: Int) -> String { problemIDs?[problem] ?? String(problem) }

  /// How often each distinct answer of a problem was given, and how many rollouts were unparsed.
  public func counts(of problem: Int) -> (answers: [Int], unparsed: Int) {
    var counts = [Int](repeating: 0, count: distinctAnswers(of: problem).count)
    var unparsed = 0
    for position in rollouts(of: problem) {
      if answers[position] >= 0 { counts[Int(answers[position])] += 1 } else { unparsed += 1 }
    }
    return (counts, unparsed)
  }

  /// Makes a vote set from flat arrays.
  ///
  /// - Parameters:
  ///   - rolloutsPerProblem: how many consecutive entries of `answers` belong to each problem; ≥ 0.
  ///   - answers: numbers within each problem, or `unparsed`.
  ///   - answersPerProblem: how many consecutive entries of `isCorrect` belong to each problem; ≥ 0.
  ///   - isCorrect: for each distinct answer.
  ///   - problemIDs: as many as problems, or nil.
  ///   - answerNames: as many as `isCorrect`, or nil.
  ///   - features: each present column as long as `answers`, or nil.
  public init(
    rolloutsPerProblem: [Int], answers: [Int32], answersPerProblem: [Int], isCorrect: [Bool],
    problemIDs: [String]? = nil, answerNames: [String]? = nil, features: RolloutFeatures? = nil
  ) {
    precondition(
      rolloutsPerProblem.count == answersPerProblem.count,
      "\(rolloutsPerProblem.count) problems by rollouts, \(answersPerProblem.count) by answers")
    rolloutStart = Self.starts(rolloutsPerProblem)
    answerStart = Self.starts(answersPerProblem)
    largestRolloutCount = rolloutsPerProblem.max() ?? 0
    largestAnswerCount = answersPerProblem.max() ?? 0
    let problems = rolloutsPerProblem.count
    precondition(rolloutStart[problems] == answers.count, "rollouts per problem do not add up to the answers")
    precondition(answerStart[problems] == isCorrect.count, "answers per problem do not add up to isCorrect")
    precondition(
      problemIDs.map { $0.count == problems } ?? true, "as many problem IDs as problems are needed")
    precondition(
      answerNames.map { $0.count == isCorrect.count } ?? true, "as many names as answers are needed")
    precondition(features?.fits(rollouts: answers.count) ?? true, "features need one value a rollout")
    self.answers = answers
    self.isCorrect = isCorrect
    self.problemIDs = problemIDs
    self.answerNames = answerNames
    self.features = features
    checkAnswers()
  }

  /// Replaces every rollout's answer in place, for a simulator that draws the same problems again and again.
  ///
  /// Rollout features are not touched; a set that has them refuses.
  /// - Parameter draw: writes each entry of the span, problem after problem, with a number below the problem's count of
  ///   distinct answers or `unparsed`; every entry is checked after.
  public mutating func resample(_ draw: (inout MutableSpan<Int32>) -> Void) {
    precondition(features == nil, "a set with rollout features cannot be resampled in place")
    do {
      var span = answers.mutableSpan
      draw(&span)
    }
    checkAnswers()
  }

  /// `resample` for a sampler that cannot write a wrong number; nothing is checked after.
  package mutating func resampleUnchecked(_ draw: (inout MutableSpan<Int32>) -> Void) {
    precondition(features == nil, "a set with rollout features cannot be resampled in place")
    var span = answers.mutableSpan
    draw(&span)
  }

  private static func starts(_ sizes: [Int]) -> [Int] {
    var starts = [0]
    starts.reserveCapacity(sizes.count + 1)
    var sum = 0
    for size in sizes {
      precondition(size >= 0, "a problem cannot have \(size) entries")
      sum += size
      starts.append(sum)
    }
    return starts
  }

  private func checkAnswers() {
    let entries = answers.span
    for problem in 0..<problemCount {
      let limit = Int32(answerStart[problem + 1] - answerStart[problem])
      var lowest: Int32 = 0
      var highest: Int32 = -1
      for position in rolloutStart[problem]..<rolloutStart[problem + 1] {
        lowest = min(lowest, entries[position])
        highest = max(highest, entries[position])
      }
      precondition(
        lowest >= Self.unparsed && highest < limit,
        "problem \(problem) has \(limit) distinct answers, but a rollout numbers \(lowest < -1 ? lowest : highest)"
      )
    }
  }
}
