import Foundation
import Testing

@Suite("Help gives examples that work")
struct HelpTests {
  /// The example of a help text, whose line may have been broken.
  private static func example(_ help: String) -> String? {
    guard let range = help.range(of: "EXAMPLE: ") else { return nil }
    let text = help[range.upperBound...]
    let end = text.range(of: "\n\n")?.lowerBound ?? text.endIndex
    return text[..<end].split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  @Test(
    "every subcommand's help has an example, which ends with 0",
    arguments: ["verify", "predict", "simulate", "claims"])
  func examples(_ subcommand: String) throws {
    let help = try CommandRunner.run([subcommand, "--help"])
    help.succeeded()
    let example = try #require(Self.example(help.output), "no EXAMPLE in \(help.output)")
    let words = example.split(separator: " ").map(String.init)
    #expect(words.prefix(2) == ["sharpen", subcommand])
    let outcome = try CommandRunner.run(Array(words.dropFirst()))
    outcome.succeeded()
    #expect(!outcome.output.isEmpty)
  }

  // `sharpen verify` itself computes the whole ledger, which .ci/run does; here the cheapest claim stands for it.
  @Test("the command's own help has an example, its exit codes and all subcommands")
  func root() throws {
    let help = try CommandRunner.run(["--help"])
    help.succeeded()
    #expect(Self.example(help.output) == "sharpen verify")
    for word in ["verify", "predict", "simulate", "claims", "64", "65", "74"] {
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
