import Foundation
import Testing

/// The content of a file that must be refused, and words of the sentence that says why.
struct RefusedFile: Sendable, CustomTestStringConvertible {
  let what: String
  let content: String
  let words: [String]
  var testDescription: String { what }

  init(_ what: String, _ content: String, _ words: String...) {
    self.what = what
    self.content = content
    self.words = words
  }
}

private let header = "problem_id,answer,correct,count\n"
private let good = #"{"problem_id":"a","answers":["x","y"],"correct":[0,1]}"# + "\n"
private let contradiction = #"{"problem_id":"a","answers":["x","x","x","y"],"correct":[1,1,0,0]}"# + "\n"

@Suite("Wrong data end with 65, failed input and output with 74, each with one sentence and no output")
struct DataErrorTests {
  static let files = [
    RefusedFile("unknown columns", "problem_id,answer,temperature\na,x,1\n", "\"temperature\" is unknown"),
    RefusedFile("malformed JSON", good + "{\"problem_id\":\"b\",\n", "line 2", "malformed JSON"),
    RefusedFile("duplicate problem ids", good + "\n" + good, "line 3", "already stands on line 1"),
    RefusedFile("an empty file", "", "no samples"),
    RefusedFile("a header alone", header, "no samples"),
    RefusedFile(
      "a problem without samples", #"{"problem_id":"a","answers":[],"correct":[]}"#, "line 1", "no samples"),
    RefusedFile(
      "nothing but nulls", #"{"problem_id":"a","answers":[null],"correct":[0]}"#, "no answer could be parsed"),
    RefusedFile(
      "one answer with two correctness values", contradiction, "both correct and wrong", "--correct majority"),
    RefusedFile("NaN", #"{"problem_id":"a","answers":[NaN],"correct":[0]}"#, "line 1", "NaN"),
    RefusedFile("NaN as correctness", header + "a,x,nan,1\n", "line 2", "NaN"),
    RefusedFile("a count of 0", header + "a,x,1,0\n", "line 2", "\"count\""),
    RefusedFile("a negative count", header + "a,x,1,-1\n", "line 2", "\"count\""),
    RefusedFile(
      "fewer marks than answers", #"{"problem_id":"a","answers":["x","y"],"correct":[1]}"#, "line 1",
      "2 answers"),
    RefusedFile("prose", "Here are my answers.\n", "line 1", "the layout is not recognised"),
  ]

  @Test("predict refuses a bad file", arguments: files)
  func predict(_ file: RefusedFile) throws {
    try CommandRunner.run(["predict", "FILE"], file: file.content).wasRefused(65, saying: file.words)
  }

  @Test("simulate refuses the files that predict refuses", arguments: files.prefix(3))
  func simulate(_ file: RefusedFile) throws {
    try CommandRunner.run(["simulate", "--votes", "FILE"], file: file.content).wasRefused(
      65, saying: file.words)
  }

  @Test("--correct majority settles an answer with two correctness values")
  func settledContradiction() throws {
    let outcome = try CommandRunner.run(
      ["predict", "FILE", "--correct", "majority", "--json"], file: contradiction)
    #expect(try outcome.decoded(Prediction.self).passAt1 == 0.75)
  }

  @Test("a k above a problem's samples is refused with the problem's name")
  func tooLargeK() throws {
    let content = header + "long,x,1,5\nshort,x,1,2\n"
    let refused = try CommandRunner.run(["predict", "FILE", "--k", "3"], file: content)
    refused.wasRefused(65, saying: "problem short has 2 samples", "--k 3")
    let outcome = try CommandRunner.run(["predict", "FILE", "--k", "2"], file: content)
    outcome.succeeded()
  }

  @Test("a simulation on answers of unknown correctness is refused")
  func unknownCorrectness() throws {
    try CommandRunner.run(["simulate", "--votes", "FILE"], file: "problem_id,answer\na,x\n")
      .wasRefused(65, saying: "does not say which answers are correct")
  }

  @Test(
    "a path that cannot be read ends with 74",
    arguments: [
      ("no-such-file.jsonl", "there is no such file"), ("Sources", "this is a directory"),
    ])
  func unreadable(_ path: String, _ words: String) throws {
    try CommandRunner.run(["predict", path]).wasRefused(74, saying: words)
    try CommandRunner.run(["simulate", "--votes", path]).wasRefused(74, saying: words)
  }

  @Test("a full disk ends with 74", .enabled(if: FileManager.default.fileExists(atPath: "/dev/full")))
  func fullDisk() throws {
    try CommandRunner.run(["claims"], output: "/dev/full").wasRefused(74, saying: "could not be written")
  }

  @Test("a reader that goes away is no error worth a word", arguments: ["default", "ignored"])
  func closedPipe(_ disposition: String) throws {
    // `true` reads nothing, so the pipe is closed when the result, larger than a pipe's buffer, is written.
    let command: URL = try #require(CommandRunner.binary)
    let trap = disposition == "ignored" ? "trap '' PIPE; " : ""
    let errors = try ScratchDirectory.with { scratch in
      let file = scratch.appending(path: "err")
      try Data().write(to: file)
      let shell = Process()
      shell.executableURL = URL(filePath: "/bin/sh")
      shell.arguments = [
        "-c", "\(trap)\"$0\" predict \"$1\" --steps 20000 --csv-steps | true", command.path, Self.votes,
      ]
      shell.currentDirectoryURL = CommandRunner.package
      shell.standardError = try FileHandle(forWritingTo: file)
      try shell.run()
      shell.waitUntilExit()
      return try String(contentsOf: file, encoding: .utf8)
    }
    #expect(errors == "")
  }

  private static let votes = "Tests/Fixtures/votes/counts.csv"
}
