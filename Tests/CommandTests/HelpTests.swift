import Foundation
import Testing

@Suite("Help gives examples that work")
struct HelpTests {
  /// The examples of a help text, whose lines may have been broken, as words; quotes hold words together.
  private static func examples(_ help: String) -> [[String]] {
    help.components(separatedBy: "EXAMPLE: ").dropFirst().map { text in
      let end = text.range(of: "\n\n")?.lowerBound ?? text.endIndex
      let line = text[..<end].split(whereSeparator: \.isWhitespace).joined(separator: " ")
      return line.split(separator: "\"", omittingEmptySubsequences: false).enumerated().flatMap {
        index, part in
        index % 2 == 1 ? [String(part)] : part.split(separator: " ").map(String.init)
      }
    }
  }

  @Test(
    "every subcommand's help has an example, which ends with 0",
    arguments: [
      ["verify"], ["predict"], ["simulate"], ["claims"], ["claims", "show"], ["claims", "search"],
      ["collapse"],
      ["collapse", "show"], ["collapse", "record"], ["collapse", "check"], ["collapse", "power"],
    ])
  func examples(_ subcommand: [String]) throws {
    let help = try CommandRunner.run(subcommand + ["--help"])
    help.succeeded()
    let examples = Self.examples(help.output)
    #expect(!examples.isEmpty, "no EXAMPLE in \(help.output)")
    for words in examples {
      #expect(Array(words.prefix(subcommand.count + 1)) == ["sharpen"] + subcommand)
      let outcome = try CommandRunner.run(Array(words.dropFirst()))
      outcome.succeeded()
      #expect(!outcome.output.isEmpty)
    }
  }

  // `sharpen verify` itself computes the whole ledger, which .ci/run does; here the cheapest claim stands for it.
  @Test("the command's own help has an example, its exit codes and all subcommands")
  func root() throws {
    let help = try CommandRunner.run(["--help"])
    help.succeeded()
    #expect(Self.examples(help.output) == [["sharpen", "verify"]])
    for word in ["verify", "predict", "simulate", "claims", "collapse", "64", "65", "74"] {
      #expect(help.output.contains(word))
    }
    try CommandRunner.run(["verify", "--claim", "T8"]).succeeded()
    #expect(try CommandRunner.run([]).output == help.output)
  }

  @Test("--version prints a version")
  func version() throws {
    let outcome = try CommandRunner.run(["--version"])
    outcome.succeeded()
    #expect(outcome.output.wholeMatch(of: /\d+\.\d+\.\d+\n/) != nil)
  }
}
