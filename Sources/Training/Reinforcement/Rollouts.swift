public import Measurement
public import Transformer

/// The rollouts of a batch of problems: what was written, which answers it gives, and the `VoteSet` of both.
public struct Rollouts: Sendable {
  /// The problems, in the order of the batch.
  public let problems: [Int]
  /// N.
  public let perProblem: Int
  /// The prompts' tokens, one a problem.
  public let prompts: [[Int32]]
  /// The completions, problem after problem.
  public let completions: [Completion]
  /// The distinct answers of all problems, in the order of `votes`.
  public let votes: VoteSet

  /// Reads the answers of completions.
  ///
  /// - Parameters:
  ///   - completions: `perProblem` for each problem in turn.
  ///   - problems: numbers of the task's problems.
  ///   - task: reads and judges the answers.
  public init(_ completions: [Completion], problems: [Int], prompts: [[Int32]], task: some TaskDefinition) {
    precondition(
      !problems.isEmpty && completions.count % problems.count == 0, "the same number of completions a problem"
    )
    let perProblem = completions.count / problems.count
    self.problems = problems
    self.perProblem = perProblem
    self.prompts = prompts
    self.completions = completions
    var answers: [Int32] = []
    var sizes: [Int] = []
    var names: [String] = []
    var isCorrect: [Bool] = []
    let tokenizer = task.tokenizer
    for (index, problem) in problems.enumerated() {
      var numbers: [String: Int32] = [:]
      for completion in completions[index * perProblem..<(index + 1) * perProblem] {
        guard let answer = task.answer(in: tokenizer.decode(completion.tokens)) else {
          answers.append(VoteSet.unparsed)
          continue
        }
        if numbers[answer] == nil {
          numbers[answer] = Int32(numbers.count)
          names.append(answer)
          isCorrect.append(task.isCorrect(answer, of: problem))
        }
        answers.append(numbers[answer] ?? VoteSet.unparsed)
      }
      sizes.append(numbers.count)
    }
    votes = VoteSet(
      rolloutsPerProblem: [Int](repeating: perProblem, count: problems.count), answers: answers,
      answersPerProblem: sizes, isCorrect: isCorrect, problemIDs: problems.map(String.init),
      answerNames: names,
      features: Self.features(completions))
  }

  /// What a certainty reward looks at.
  static func features(_ completions: [Completion]) -> RolloutFeatures {
    func mean(_ numbers: [Float]) -> Double {
      numbers.isEmpty ? 0 : numbers.reduce(0.0) { $0 + Double($1) } / Double(numbers.count)
    }
    return RolloutFeatures(
      length: completions.map(\.tokens.count),
      logProbability: completions.map { $0.logProbabilities.reduce(0.0) { $0 + Double($1) } },
      meanEntropy: completions.map { mean($0.entropies) },
      meanUniformCrossEntropy: completions.map { mean($0.uniformCrossEntropies) },
      meanTopTwoGap: completions.map { mean($0.topTwoGaps) },
      repetition: completions.map { Self.repetition($0.tokens) })
  }

  /// The share of 3-grams that have occurred before in the same output; 0 for fewer than three tokens.
  public static func repetition(_ tokens: [Int32]) -> Double {
    guard tokens.count >= 3 else { return 0 }
    var seen = Set<[Int32]>()
    var repeated = 0
    for start in 0...tokens.count - 3 where !seen.insert(Array(tokens[start..<start + 3])).inserted {
      repeated += 1
    }
    return Double(repeated) / Double(tokens.count - 2)
  }
}
