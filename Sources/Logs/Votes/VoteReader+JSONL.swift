extension VoteReader {
  /// One problem a line: `{"problem_id": …, "answers": […], "correct": […]}`; other keys are ignored.
  ///
  /// An answer is a string, a number (its text as it stands) or null; `correct` may be left out on every line. A
  /// problem stands on one line only.
  static func readJSONL(_ text: LogText, into collector: inout VoteCollector) throws(LogError) {
    var firstLines: [String: Int] = [:]
    for line in text.lines {
      let row = try JSONRow(text, line, keys: ["problem_id", "answers", "correct"])
      try row.require(["problem_id", "answers"])
      let problem = try problemID(row)
      if let firstLine = firstLines.updateValue(line.number, forKey: problem) {
        throw .duplicateProblem(file: text.name, problem: problem, firstLine: firstLine, line: line.number)
      }
      guard case .array(let answers) = row["answers"] else {
        throw row.badValue("answers", needed: "a list of strings, numbers and nulls")
      }
      let marks = try correctness(of: row)
      if let marks, marks.count != answers.count {
        throw .unequalLengths(
          file: text.name, line: line.number, problem: problem, answers: answers.count, correct: marks.count)
      }
      try collector.note(marked: marks != nil, line: line.number)
      var rollouts: [VoteCollector.Rollout] = []
      rollouts.reserveCapacity(answers.count)
      for (index, value) in answers.enumerated() {
        let answer: String?
        switch value {
        case .string(let text), .number(let text): answer = text
        case .null: answer = nil
        default: throw row.badValue("answers", value, needed: "a string, a number or null")
        }
        rollouts.append(.init(answer: answer, line: line.number, isCorrect: marks?[index] ?? false))
      }
      try collector.append(problem: problem, line: line.number, rollouts: rollouts)
    }
  }

  private static func problemID(_ row: JSONRow) throws(LogError) -> String {
    switch row["problem_id"] {
    case .string(let text): return text
    case .number(let text) where text.utf8.allSatisfy({ $0 == 0x2D || 0x30...0x39 ~= $0 }): return text
    default: throw row.badValue("problem_id", needed: "a string or an integer")
    }
  }

  private static func correctness(of row: JSONRow) throws(LogError) -> [Bool]? {
    guard let value = row["correct"] else { return nil }
    guard case .array(let entries) = value else {
      throw row.badValue("correct", needed: "a list of 0, 1, true and false")
    }
    var marks: [Bool] = []
    marks.reserveCapacity(entries.count)
    for entry in entries {
      switch entry {
      case .bool(let mark): marks.append(mark)
      case .number("0"): marks.append(false)
      case .number("1"): marks.append(true)
      case .number where entry.double == 0: marks.append(false)
      case .number where entry.double == 1: marks.append(true)
      default: throw row.badValue("correct", entry, needed: "0, 1, true or false")
      }
    }
    return marks
  }
}
