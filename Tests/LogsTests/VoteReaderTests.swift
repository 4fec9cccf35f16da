import Foundation
import Logs
import Measurement
import Testing

@Suite("Files of votes are read as they are meant")
struct VoteReaderTests {
  @Test("JSONL keeps nulls, numbers as text, integer problems, escapes and the order of samples")
  func jsonl() throws {
    let file = try VoteReader.read(path: Fixtures.votes("answers.jsonl"))
    #expect(file.format == .jsonl)
    #expect(file.hasCorrectness)
    #expect(file.mergedAnswers == 0)
    #expect(
      file.votes.summaries == [
        "sum| 4:2+ 5:1- ?:1", "7| 0.50:1+ 1/2:1+ .5:1+ 2:1-", "set| \\{1,2\\}:1- café:1- 😀:1- :1-",
      ])
    #expect(file.votes.answers.prefix(4) == [0, 1, -1, 0])
  }

  @Test("a table's rows are grouped by problem in order of first appearance")
  func csv() throws {
    let file = try VoteReader.read(path: Fixtures.votes("counts.csv"))
    #expect(file.format == .csv)
    #expect(file.votes.summaries == ["sum| 5:2- 4:2+", "product| 12:3+ 7:1-"])
    // A tie of 5 and 4 goes to 5, which the file names first.
    #expect(file.votes.plurality(of: 0).winner == 0)
  }

  @Test("quoted delimiters, quotes and line ends belong to the answer, and columns may have any order")
  func quotedCSV() throws {
    let file = try VoteReader.read(path: Fixtures.votes("quoted_semicolon.csv"))
    #expect(file.votes.summaries == ["p| a;b:2- two\nlines, \"quoted\":1+", "q| :4-"])
  }

  @Test("an empty field is null only when the empty text is a null answer")
  func emptyField() throws {
    let path = Fixtures.votes("quoted_semicolon.csv")
    let file = try VoteReader.read(path: path, options: options { $0.nullAnswers = [""] })
    #expect(file.votes.summaries.last == "q| ?:4")
  }

  @Test("a file that does not say what is correct says so, and calls nothing correct")
  func unmarked() throws {
    let file = try VoteReader.read(path: Fixtures.votes("unmarked.tsv"))
    #expect(!file.hasCorrectness)
    #expect(file.votes.summaries == ["q1| yes, sir:1- no:1-", "q2| yes, sir:1-"])
    let lines = try VoteReader.read(text: #"{"problem_id": "a", "answers": ["x"]}"#, name: "f")
    #expect(!lines.hasCorrectness)
  }

  @Test("a verl dump is grouped by input, and the last complete box is the answer")
  func verl() throws {
    let file = try VoteReader.read(path: Fixtures.votes("rollouts_verl.jsonl"))
    #expect(file.format == .verl)
    #expect(file.votes.summaries == ["input 1| 4:2+ ?:1", "input 2| \\frac{1}{2}:1+ 2:2-"])
  }

  @Test("a verl score counts as correct from the given score on, and may be a boolean")
  func verlScore() throws {
    let rows = [#"true"#, "0.6", "0.5", "-1"].enumerated().map {
      #"{"input": "q", "output": "\\boxed{\#($0.offset)}", "gts": "0", "score": \#($0.element), "step": 3}"#
    }
    let text = rows.joined(separator: "\n")
    #expect(try VoteReader.read(text: text, name: "f").votes.isCorrect == [true, false, false, false])
    let lower = options { $0.correctAt = 0.6 }
    #expect(
      try VoteReader.read(text: text, name: "f", options: lower).votes.isCorrect == [
        true, true, false, false,
      ])
  }

  @Test("an answer pattern replaces the box: its first group, or all of it, of the last match")
  func answerPattern() throws {
    let text = #"{"input": "q", "output": "Answer: 3\nAnswer: 4 or \\boxed{5}", "score": 0}"#
    let group = options { $0.answerPattern = #"Answer: (\d+)"# }
    #expect(try VoteReader.read(text: text, name: "f", options: group).votes.answerNames == ["4"])
    let whole = options { $0.answerPattern = #"[0-9]"# }
    #expect(try VoteReader.read(text: text, name: "f", options: whole).votes.answerNames == ["5"])
  }

  @Test("a byte order mark, CRLF, blank lines and a missing last line end change nothing")
  func lineEnds() throws {
    let rows = [
      #"{"problem_id":"a","answers":["x","y"],"correct":[0,1]}"#,
      #"{"problem_id":"b","answers":["z"],"correct":[1]}"#,
    ]
    let plain = try VoteReader.read(text: rows.joined(separator: "\n") + "\n", name: "f")
    let other = try VoteReader.read(text: "\u{FEFF}\r\n" + rows.joined(separator: "\r\n \r\n"), name: "f")
    #expect(plain == other)
    let table = try VoteReader.read(text: "problem_id,answer,correct\na,x,0\na,y,1\nb,z,1\n", name: "f")
    let otherTable = try VoteReader.read(
      text: "\u{FEFF}problem_id,answer,correct\r\n\r\na,x,0\r\na,y,1\r\n\r\nb,z,1", name: "f")
    #expect(table == otherTable)
    #expect(table.votes == plain.votes)
  }

  @Test("normalisation joins spellings and counts how many disappeared, problem by problem")
  func normalisation() throws {
    let numeric = options { $0.normalisation = .numeric }
    let file = try VoteReader.read(path: Fixtures.votes("answers.jsonl"), options: numeric)
    #expect(file.mergedAnswers == 2)
    #expect(file.votes.summary(of: 1) == "0.5:3+ 2:1-")
  }

  @Test("a null answer is recognised as it stands and after normalisation")
  func nullAnswers() throws {
    let text = #"{"problem_id":"a","answers":["None","\\text{None}","3"],"correct":[0,0,1]}"#
    let exact = options { $0.nullAnswers = ["None"] }
    #expect(
      try VoteReader.read(text: text, name: "f", options: exact).votes.summary(of: 0)
        == "\\text{None}:1- 3:1+ ?:1")
    let latex = options {
      $0.nullAnswers = ["None"]
      $0.normalisation = .latex
    }
    let file = try VoteReader.read(text: text, name: "f", options: latex)
    #expect(file.votes.summary(of: 0) == "3:1+ ?:2")
    #expect(file.mergedAnswers == 0)
  }

  @Test("the majority of its samples decides an answer that is marked both ways, a tie for wrong")
  func majorityOfMarks() throws {
    let majority = options { $0.contradiction = .majority }
    let text = "problem_id,answer,correct,count\na,x,1,2\na,x,0,1\na,y,1,1\na,y,0,1\n"
    let file = try VoteReader.read(text: text, name: "f", options: majority)
    #expect(file.votes.summaries == ["a| x:3+ y:2-"])
    let null = #"{"problem_id":"a","answers":[null,"x"],"correct":[1,1]}"#
    #expect(try VoteReader.read(text: null, name: "f", options: majority).votes.summaries == ["a| x:1+ ?:1"])
  }

  @Test("a problem without a single parsed answer is kept")
  func nullProblem() throws {
    let text = "problem_id,answer\na,none\nb,3\n"
    let file = try VoteReader.read(text: text, name: "f", options: options { $0.nullAnswers = ["none"] })
    #expect(file.votes.summaries == ["a| ?:1", "b| 3:1-"])
  }

  @Test(
    "the table in the package and the samples that it counts have the same counts in the same order",
    .enabled(if: Fixtures.hasRealVotes, "the folder of real votes is not there"),
    arguments: ["cot", "io"])
  func derivedTables(name: String) throws {
    let table = try VoteReader.read(path: Fixtures.answers("gpt4_game24_\(name).csv"))
    let samples = try VoteReader.read(
      path: Fixtures.realVotes.appending(path: "gpt4_game24_\(name)_k100.jsonl").path)
    #expect(table.votes.summaries == samples.votes.summaries)
    #expect(
      metrics(of: table.votes).columns[.labelAccuracy] == metrics(of: samples.votes).columns[.labelAccuracy])
  }

  @Test(
    "the tables in the package hold the accuracies that their notice states",
    arguments: [("cot", 0.0403, 0.08, 0.49), ("io", 0.0734, 0.09, 0.33)])
  func tables(name: String, mean: Double, majority: Double, any: Double) throws {
    let file = try VoteReader.read(path: Fixtures.answers("gpt4_game24_\(name).csv"))
    #expect(file.votes.problemCount == 100)
    #expect(file.votes.rolloutCount == 10_000)
    let columns = metrics(of: file.votes).columns
    // Sums of 100 decimals: rounding stays far below 1e-12.
    #expect(abs((columns[.groundTruthReward] ?? 0) - mean) < 1e-12)
    #expect(abs((columns[.labelAccuracy] ?? 0) - majority) < 1e-12)
    #expect(abs((columns[.passAtN] ?? 0) - any) < 1e-12)
  }

  @Test(
    "every file of real votes is read, or refused for its layout",
    .enabled(if: Fixtures.hasRealVotes, "the folder of real votes is not there"))
  func realVotes() throws {
    let math = Fixtures.realVotes.appending(path: "qwen25math_math100_k8.jsonl").path
    for normalisation in AnswerNormalisation.allCases {
      let file = try VoteReader.read(path: math, options: options { $0.normalisation = normalisation })
      #expect(abs((metrics(of: file.votes).columns[.labelAccuracy] ?? 0) - 0.93) < 1e-12)
    }
    let epochs = Fixtures.realVotes.appending(path: "qwen25math1p5b_dsr1209_grpo_acc_by_epoch_of8.jsonl").path
    #expect {
      try VoteReader.read(path: epochs)
    } throws: {
      if case LogError.unrecognised = $0 { true } else { false }
    }
  }
}
