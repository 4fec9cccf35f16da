import Foundation
import SharpeningNumerics
import Testing
import Transformer

@testable import Training

@Suite struct PromptFileTests {
  static let tokenizer = CharacterTokenizer("0123456789+=#; é.$")

  /// Reads lines as a file, whose name is taken out of errors.
  private func read(
    _ lines: String, outside: String? = nil, context: Int = 40,
    _ change: (inout PromptFile.Options) -> Void = { _ in }
  ) throws -> PromptFile {
    let folder = NSTemporaryDirectory() + "prompts-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let path = folder + "/a.jsonl"
    try lines.write(toFile: path, atomically: true, encoding: .utf8)
    let other = folder + "/b.jsonl"
    try outside?.write(toFile: other, atomically: true, encoding: .utf8)
    var options = PromptFile.Options()
    change(&options)
    return try PromptFile(
      path, outOfDistribution: outside == nil ? nil : other, tokenizer: Self.tokenizer, stop: 17,
      context: context,
      options: options)
  }

  @Test("a line is read otherwise than it is written")
  func reads() throws {
    let task = try read(
      """
      {"prompt": "1+1=", "answer": "2"}
      {"question": "3+4=", "gold": 7, "output": "3;4;#7$", "level": 2}\r

      {"prompt": "\\u00e9=", "gts": ["1", 20, 0.50], "outputs": ["#1", "1;#1$"], "kind": "odd"}
      """, outside: "{\"prompt\": \"9+9=\", \"answer\": 18}\n"
    ) { $0.rule = .afterLast() }
    #expect(task.problemCount == 4 && task.longestOutput == 7)
    #expect((0..<4).map { task.prompt($0) } == ["1+1=", "3+4=", "é=", "9+9="])
    #expect((0..<4).map { task.kind(of: $0) } == ["all", "2", "odd", "all"])
    #expect((0..<4).map { task.isOutOfDistribution($0) } == [false, false, false, true])
    #expect(task.isCorrect("7", of: 1) && !task.isCorrect("8", of: 1) && task.isCorrect("18", of: 3))
    #expect(task.isCorrect("1", of: 2) && task.isCorrect("20", of: 2) && task.isCorrect("0.50", of: 2))
    var generator = Generator(seed: Seed(1))
    #expect(task.drawOutput(0, using: &generator) == "#2$")
    #expect(task.drawOutput(1, using: &generator) == "3;4;#7$")
    let outputs = Set((0..<60).map { _ in task.drawOutput(2, using: &generator) })
    // Missing one of two in 60 draws: 2e-18.
    #expect(outputs == ["#1$", "1;#1$"])
    let documents = Set((0..<200).map { _ in task.drawDocument(using: &generator).prompt })
    #expect(documents == ["1+1=", "3+4=", "é="])
    for (output, answer) in [("3;#7$", "7"), ("#7", nil), ("7$", nil), ("# $", nil), ("#1#2$", "2")] {
      #expect(task.answer(in: output) == answer)
    }
  }

  @Test("fields, normal spellings, the whole output or a length are not as asked for")
  func options() throws {
    let task = try read(#"{"q": "1+1=", "a": "02", "answer": "3", "s": "2"}"#) {
      $0.promptKeys = ["q"]
      $0.answerKeys = ["a"]
      $0.outputKeys = ["s"]
      $0.longestOutput = 9
      $0.normalised = { text in Int(text).map(String.init) ?? text }
    }
    #expect(task.longestOutput == 9 && task.answer(in: "002$") == "2")
    #expect(task.isCorrect("2", of: 0) && task.isCorrect("0002", of: 0) && !task.isCorrect("3", of: 0))
    var generator = Generator(seed: Seed(1))
    #expect(task.drawOutput(0, using: &generator) == "2$")
  }

  @Test(
    "a bad line is taken",
    arguments: [
      ("", "there is no problem in the file; it needs one JSON object a line"),
      ("\n \n", "there is no problem in the file; it needs one JSON object a line"),
      ("{\"prompt\": \"1\", \"answer\": \"1\"}\n[1]", "line 2: this is not a JSON object"),
      ("{\"prompt\": \"1\"", "line 1: this is not a JSON object"),
      ("\n{\"answer\": \"1\"}", "line 2: none of the fields \"prompt\", \"question\", \"problem\" is there"),
      ("{\"prompt\": null, \"answer\": \"1\"}", "line 1: none of the fields \"prompt\""),
      ("{\"prompt\": {}, \"answer\": \"1\"}", "line 1: none of the fields \"prompt\""),
      ("{\"prompt\": \"1\", \"answer\": []}", "line 1: none of the fields \"answer\""),
      ("{\"prompt\": \"1\", \"answer\": true}", "line 1: none of the fields \"answer\""),
      ("{\"prompt\": \"1\", \"answer\": [\"1\", null]}", "line 1: none of the fields \"answer\""),
      (
        "{\"prompt\": \"1a\", \"answer\": \"1\"}",
        "line 1: the tokenizer cannot spell \"a\" (U+61) in the prompt"
      ),
      ("{\"prompt\": \"1\", \"answer\": \"😀\"}", "the tokenizer cannot spell \"😀\" (U+1F600) in the answer"),
      (
        "{\"prompt\": \"1\", \"answer\": \"1\", \"output\": \"x\"}",
        "the tokenizer cannot spell \"x\" (U+78) in an output"
      ),
      (
        "{\"prompt\": \"1\", \"answer\": \"1\"}\n{\"prompt\": \"1111111111111111111\", \"answer\": \"1\"}",
        "line 2: the prompt has 19 tokens and an output 2, but the model's context only 20"
      ),
    ])
  func refuses(lines: String, sentence: String) throws {
    do {
      _ = try read(lines, context: 20)
      Issue.record("not refused")
    } catch let error as TaskError {
      #expect(error.description.contains(sentence), "\(error)")
    }
  }

  @Test("a file that is not there is empty, or the second file's lines are called the first's")
  func refusesFiles() throws {
    #expect(throws: TaskError.self) {
      try PromptFile("/nowhere/a.jsonl", tokenizer: Self.tokenizer, stop: 17, context: 9)
    }
    do {
      _ = try read(#"{"prompt": "1", "answer": "1"}"#, outside: "{}")
      Issue.record("not refused")
    } catch TaskError.missingField(let file, let line, _) {
      #expect(file.hasSuffix("b.jsonl") && line == 1)
    }
  }

  @Test("a split mixes the files")
  func split() throws {
    let inside = (0..<30).map { "{\"prompt\": \"\($0)\", \"answer\": \"1\"}" }.joined(separator: "\n")
    let outside = (0..<10).map { "{\"prompt\": \"=\($0)\", \"answer\": \"1\"}" }.joined(separator: "\n")
    let task = try read(inside, outside: outside)
    let split = try #require(
      TaskSplit(task, train: 20, heldOut: 10, outOfDistribution: ([], 10), seed: Seed(2)))
    #expect(Set(split.train + split.heldOut) == Set(0..<30) && Set(split.outOfDistribution) == Set(30..<40))
  }
}
