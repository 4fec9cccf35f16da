public import Measurement

/// Answers of a real model that travel with the package.
///
/// GPT-4 on 100 problems of Game of 24, 100 samples a problem at temperature 0.7 (Yao et al. 2023; princeton-nlp,
/// tree-of-thought-llm, MIT licence). Answers are only numbered; Sources/Claims/Answers holds their texts.
public enum RealAnswers: String, CaseIterable, Sendable {
  /// Prompted for a chain of thought.
  case chainOfThought = "GPT-4, chain of thought, Game of 24"
  /// Prompted for the answer alone.
  case direct = "GPT-4, direct answers, Game of 24"

  /// The vote set: equal answers stand together, in the order first seen.
  public var votes: VoteSet {
    let text = self == .chainOfThought ? EmbeddedAnswers.cot : EmbeddedAnswers.io
    var ids: [String] = []
    var rollouts: [Int] = []
    var sizes: [Int] = []
    var answers: [Int32] = []
    var isCorrect: [Bool] = []
    for line in text.split(separator: "\n") {
      let fields = line.split(separator: " ")
      ids.append(String(fields[0]))
      sizes.append(fields.count - 1)
      let before = answers.count
      for (answer, field) in fields.dropFirst().enumerated() {
        let digits = field.prefix { $0 != "*" }
        answers.append(contentsOf: repeatElement(Int32(answer), count: Int(digits) ?? 0))
        isCorrect.append(field.hasSuffix("*"))
      }
      rollouts.append(answers.count - before)
    }
    return VoteSet(
      rolloutsPerProblem: rollouts, answers: answers, answersPerProblem: sizes, isCorrect: isCorrect,
      problemIDs: ids)
  }
}
