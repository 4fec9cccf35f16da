extension VoteReader {
  /// One rollout a line, as verl dumps them: `{"input": …, "output": …, "gts": …, "score": …, "step": …}`.
  ///
  /// Rollouts with the same `input` belong to one problem, wherever they stand. Problems are called `input 1`,
  /// `input 2`, … in order of first appearance: `gts` is shared by many problems, and a prompt is too long for a name
  /// and often begins and ends like every other. `score` is a number or a boolean and may be left out on every line;
  /// a rollout is correct from `correctAt` on. Keys other than these three are ignored.
  static func readVerl(
    _ text: LogText, options: VoteReadingOptions, into collector: inout VoteCollector
  ) throws(LogError) {
    let extraction = try AnswerExtraction(pattern: options.answerPattern)
    var numbers: [String: Int] = [:]
    var problems: [(line: Int, rollouts: [VoteCollector.Rollout])] = []
    for line in text.lines {
      let row = try JSONRow(text, line, keys: ["input", "output", "score"])
      try row.require(["input", "output"])
      guard case .string(let input) = row["input"] else { throw row.badValue("input", needed: "a string") }
      guard case .string(let output) = row["output"] else { throw row.badValue("output", needed: "a string") }
      let score = try score(of: row)
      try collector.note(marked: score != nil, line: line.number)
      let number = numbers[input] ?? problems.count
      if number == problems.count {
        numbers[input] = number
        problems.append((line.number, []))
      }
      problems[number].rollouts.append(
        .init(
          answer: extraction.answer(in: output), line: line.number,
          isCorrect: score.map { $0 >= options.correctAt } ?? false))
    }
    for (index, problem) in problems.enumerated() {
      try collector.append(problem: "input \(index + 1)", line: problem.line, rollouts: problem.rollouts)
    }
  }

  private static func score(of row: JSONRow) throws(LogError) -> Double? {
    guard let value = row["score"] else { return nil }
    if case .bool(let passed) = value { return passed ? 1 : 0 }
    guard let score = value.double else {
      throw row.badValue("score", needed: "a finite number or a boolean")
    }
    return score
  }
}
