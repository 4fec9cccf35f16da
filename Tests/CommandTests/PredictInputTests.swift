import Foundation
import Testing

@Suite("predict reads what it says it reads, and says what it did not know")
struct PredictInputTests {
  private static let verl = "Tests/Fixtures/votes/rollouts_verl.jsonl"
  private static let cot = "Sources/Claims/Answers/gpt4_game24_cot.csv"

  private func prediction(_ arguments: String..., file: String) throws -> Prediction {
    try CommandRunner.run(["predict", "FILE", "--json"] + arguments, file: file).decoded(Prediction.self)
  }

  @Test("a verl dump's boxed answers are counted by prompt")
  func verlDump() throws {
    let prediction = try CommandRunner.run(["predict", Self.verl, "--json"]).decoded(Prediction.self)
    #expect(prediction.problems == 2 && prediction.samples == 6 && prediction.unparsedSamples == 1)
    #expect(prediction.passAt1 == 0.5)
    #expect(prediction.perProblem.map(\.majorityAnswer) == ["4", "2"])
    #expect(prediction.perProblem.map(\.right) == [true, false])
  }

  @Test("--answer-pattern and --correct-at change what a verl dump's answers are and when they are correct")
  func verlOptions() throws {
    let words = #"{"input":"q","output":"the answer is 7","score":0.5}"# + "\n"
    let strict = try prediction("--answer-pattern", "answer is ([0-9]+)", file: words)
    #expect(strict.perProblem[0].majorityAnswer == "7" && strict.passAt1 == 0)
    let lenient = try prediction("--answer-pattern", "answer is ([0-9]+)", "--correct-at", "0.5", file: words)
    #expect(lenient.passAt1 == 1)
  }

  @Test("without correctness the accuracies are null in JSON and a sentence in text")
  func unknownCorrectness() throws {
    let file = "problem_id,answer\na,x\na,x\na,y\n"
    let object = try CommandRunner.run(["predict", "FILE", "--json"], file: file).object()
    for key in [
      "pass_at_1", "maj_at_k", "pass_at_k", "label_accuracy", "limit_accuracy", "accuracy", "shape",
      "certain",
    ] {
      #expect(object[key] is NSNull, "\(key) is \(object[key] ?? "missing")")
    }
    #expect(object["mean_answer_entropy"] is NSNumber)
    let text = try CommandRunner.run(["predict", "FILE"], file: file)
    text.succeeded()
    #expect(
      text.output.contains(
        "the file does not say which answers are correct: accuracies, limit and shape are unknown"))
    #expect(!text.output.contains("pass@1"))
    let csv = try CommandRunner.run(["predict", "FILE", "--csv"], file: file)
    csv.succeeded()
    #expect(csv.lines[1].hasPrefix("a,3,x,0.66666666666666") && csv.lines[1].contains(",,,,"))
  }

  @Test("standard input gives the numbers of the file")
  func standardInput() throws {
    let content = try String(contentsOf: CommandRunner.package.appending(path: Self.cot), encoding: .utf8)
    let file = try CommandRunner.run(["predict", Self.cot, "--resamples", "100", "--json"])
    let input = try CommandRunner.run(["predict", "-", "--resamples", "100", "--json"], input: content)
    input.succeeded()
    #expect(input.output == file.output)
    try CommandRunner.run(["predict", "-"]).wasRefused(65, saying: "standard input", "no samples")
  }

  @Test("--normalise numeric merges spellings of one number and says how many")
  func normalisation() throws {
    let file = "problem_id,answer,correct\na,0.5,1\na,.50,1\na,2,0\n"
    let exact = try prediction(file: file)
    #expect(exact.mergedAnswers == 0 && exact.perProblem[0].tie)
    let merged = try prediction("--normalise", "numeric", file: file)
    #expect(merged.mergedAnswers == 1 && !merged.perProblem[0].tie)
    #expect(merged.perProblem[0].majorityAnswer == "0.5")
    let text = try CommandRunner.run(["predict", "FILE", "--normalise", "numeric"], file: file)
    #expect(text.lines.contains("1 answer merged with equal ones"))
  }

  @Test("--null-answer takes an answer out of the vote and leaves it in the denominator")
  func nullAnswer() throws {
    let file = "problem_id,answer,correct\na,None,0\na,None,0\na,7,1\na,-,0\n"
    let prediction = try prediction("--null-answer", "None", "--null-answer", "-", file: file)
    #expect(prediction.unparsedSamples == 3)
    #expect(prediction.perProblem[0].majorityAnswer == "7" && prediction.perProblem[0].pMajority == 0.25)
    let text = try CommandRunner.run(["predict", "FILE", "--null-answer", "None"], file: file)
    #expect(text.lines.contains("2 samples without an answer"))
  }

  @Test("a unanimous problem has no margin in JSON and ∞ in the table; a tie goes to the first-seen answer")
  func unanimityAndTies() throws {
    let file = "problem_id,answer,correct,count\nsure,x,1,4\ntied,y,0,2\ntied,z,1,2\n"
    let prediction = try prediction(file: file)
    #expect(prediction.perProblem.map(\.margin) == [nil, 0])
    #expect(prediction.perProblem.map(\.tie) == [false, true])
    #expect(prediction.perProblem.map(\.majorityAnswer) == ["x", "y"])
    let table = try CommandRunner.run(["predict", "FILE", "--per-problem"], file: file)
    table.succeeded()
    #expect(table.lines.contains { $0.hasPrefix("sure") && $0.contains("∞") })
    #expect(table.lines.contains { $0.hasPrefix("tied") && $0.contains(" tie ") })
  }

  @Test("problems of unequal size are each taken at their own k, and the text says so")
  func unequalSizes() throws {
    let file = "problem_id,answer,correct,count\na,x,1,3\nb,x,0,1\nb,y,1,1\n"
    let text = try CommandRunner.run(["predict", "FILE"], file: file)
    text.succeeded()
    #expect(
      text.output.contains(
        "samples differ from problem to problem: maj@k and pass@k take each problem at its own k"))
    #expect(try prediction(file: file).majAtK == 0.5)
    #expect(try prediction("--k", "2", file: file).passAtK == 1)
  }

  @Test("--per-problem prints a row a problem")
  func perProblem() throws {
    let outcome = try CommandRunner.run(["predict", Self.cot, "--resamples", "100", "--per-problem"])
    outcome.succeeded()
    #expect(outcome.lines.count { $0.hasPrefix("game24/") } == 100)
  }

  @Test("--csv parses back: a row a problem, a field a column, quotes and commas kept")
  func csv() throws {
    let file = #"{"problem_id":"a,\"b\"","answers":["x, y","x, y","z"],"correct":[1,1,0]}"#
    let outcome = try CommandRunner.run(["predict", "FILE", "--csv"], file: file)
    outcome.succeeded()
    #expect(
      outcome.lines[0]
        == "problem_id,samples,majority_answer,p_majority,margin,right,accuracy,pass_at_k,flip_probability,tie"
    )
    #expect(outcome.lines[1].hasPrefix(#""a,""b""",3,"x, y",0.66666666666666"#))
    let whole = try CommandRunner.run(["predict", Self.cot, "--resamples", "100", "--csv"])
    whole.succeeded()
    // The answers hold no commas that are not quoted; what is left between quotes is taken out before counting.
    let rows = whole.lines.dropLast()
    #expect(rows.count == 101)
    for row in rows { #expect(row.replacing(/"[^"]*"/, with: "").count { $0 == "," } == 9) }
  }

  @Test("--csv-steps parses back: a row a step, four numbers each")
  func csvSteps() throws {
    let outcome = try CommandRunner.run([
      "predict", Self.cot, "--resamples", "100", "--steps", "5", "--csv-steps",
    ])
    outcome.succeeded()
    #expect(outcome.lines[0] == "step,accuracy,reward_accuracy,majority_ratio")
    let rows = outcome.lines.dropFirst().dropLast().map {
      $0.split(separator: ",").map { Double($0) ?? .nan }
    }
    #expect(rows.map { $0[0] } == [0, 1, 2, 3, 4, 5])
    #expect(rows.allSatisfy { $0.count == 4 && $0.allSatisfy(\.isFinite) })
    #expect(abs(rows[1][1] - 0.047782837172221475) < 1e-9)
  }

  @Test("--rollouts 8 follows another law and says so; β far above 1 changes almost nothing")
  func laws() throws {
    let file = "problem_id,answer,correct,count\na,x,1,3\na,y,0,2\n"
    let exact = try prediction(file: file)
    let field = try prediction("--rollouts", "8", file: file)
    #expect(exact.law == "exact law of infinitely many rollouts" && field.law == "mean field of 8 rollouts")
    #expect((field.accuracy?[1] ?? .nan) < (exact.accuracy?[1] ?? .nan))
    let text = try CommandRunner.run(["predict", "FILE", "--rollouts", "8"], file: file)
    #expect(text.output.contains("mean field of 8 rollouts, beta 1"))
    let slow = try prediction("--beta", "1e9", file: file)
    #expect(abs((slow.accuracy?[8] ?? .nan) - 0.6) < 1e-6)
  }

  @Test("a file of 100,000 lines is read")
  func longFile() throws {
    var file = "problem_id,answer,correct\n"
    for line in 0..<100_000 { file += "p\(line / 100),\(line % 3),\(line % 3 == 0 ? 1 : 0)\n" }
    let prediction = try prediction("--resamples", "100", file: file)
    #expect(prediction.problems == 1000 && prediction.samples == 100_000)
    #expect(abs((prediction.passAt1 ?? .nan) - 0.33334) < 1e-9)
  }
}
