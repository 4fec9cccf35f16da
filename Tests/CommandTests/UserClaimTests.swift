import Foundation
import Testing

private let family = #""policies": {"answers": 2, "denominator": 6, "draws": 20}"#
private let runs = #""simulation": {"problems": 20, "steps": 2, "replicates": 3}"#
private let good = #""expression": "p1 <= 1", \#(family)"#

/// A file with one claim whose fields are given.
private func claimFile(_ fields: String) -> String { "[{\"name\": \"mine\", \(fields)}]" }

@Suite("Claims of one's own go before the toolkit from a file")
struct UserClaimTests {
  private struct Found: Decodable {
    let name: String
    let over: String
    let verdict: String
    let expected: String
    let finding: String
    let isControlSound: Bool
    let sides: Sides?
    let share: Share?
    let search: Search?

    struct Sides: Decodable {
      let comparison: String
      let left: Double?
      let right: Double?
      let step: Int?
      let replicate: Int?
    }
    struct Share: Decodable {
      let holding: Int
      let replicates: Int
    }
    struct Search: Decodable {
      let policies: Int
      let counterexample: Counterexample?
    }
    struct Counterexample: Decodable {
      let policy: [String]
      let left: String
    }
  }

  private func results(_ fields: String) throws -> [Found] {
    try CommandRunner.run(["verify", "--claims", "FILE", "--json"], file: claimFile(fields)).decoded(
      [Found].self)
  }

  @Test("a true claim holds and a false one is refuted, with the first step and both sides")
  func verdicts() throws {
    let good = try results(#""expression": "always(reward_accuracy >= 0)", \#(runs)"#)
    #expect(good.map(\.verdict) == ["holds"] && good[0].share?.replicates == 3 && good[0].isControlSound)
    let bad = try results(
      #""expression": "always(step < 1)", "expected": "refuted", \#(runs)"#)
    #expect(bad[0].verdict == "refuted" && bad[0].sides?.step == 1 && bad[0].sides?.replicate == 0)
    #expect(bad[0].sides?.left == 1 && bad[0].sides?.right == 1 && bad[0].sides?.comparison == "step < 1")
    #expect(bad[0].share?.holding == 0)
  }

  @Test("the keys of a configuration are those that simulate --json prints, and change what is run")
  func configuration() throws {
    let printed = try CommandRunner.run(
      ["simulate", "--problems", "7", "--steps", "2", "--replicates", "2", "--right-curve", "3:1", "--json"]
    ).object()
    let configuration = try JSONSerialization.data(withJSONObject: try #require(printed["configuration"]))
    let found = try results(
      #""expression": "problems == 7 and last == 2", "simulation": "#
        + String(decoding: configuration, as: UTF8.self))
    #expect(found[0].verdict == "holds", "\(found[0].finding)")
  }

  @Test("standard input is read where the file is -, and refused under that name")
  func standardInput() throws {
    let claims = claimFile(#""expression": "p1 <= 1", \#(family)"#)
    try CommandRunner.run(["verify", "--claims", "-"], input: claims).succeeded()
    try CommandRunner.run(["verify", "--claims", "-"], input: "[\n\n{]").wasRefused(
      65, saying: "standard input, line 3")
    let nested = String(repeating: "[", count: 100_000)
    try CommandRunner.run(["verify", "--claims", "-"], input: nested).wasRefused(65, saying: "not JSON")
  }

  @Test("a verdict that the file does not expect ends with 1")
  func unexpected() throws {
    let outcome = try CommandRunner.run(
      ["verify", "--claims", "FILE"], file: claimFile(#""expression": "p1 < 0.6", \#(family)"#))
    #expect(outcome.code == 1 && outcome.errors.isEmpty)
    #expect(outcome.output.contains("EXPECTED holds") && outcome.output.contains("refuted"))
  }

  @Test("--claim chooses among the file's claims, by name")
  func chosen() throws {
    let one = try CommandRunner.run([
      "verify", "--claims", "Sources/Claims/Examples/claims.json", "--claim", "voting helps", "--verbose",
    ])
    one.succeeded()
    #expect(one.output.contains("1 claim,") && one.output.contains("no counterexample among"))
    try CommandRunner.run(["verify", "--claims", "Sources/Claims/Examples/claims.json", "--claim", "T8"])
      .wasRefused(64, saying: "no claim \"T8\"", "voting helps")
  }

  @Test("a recorded trajectory is read as CSV and as JSON", arguments: ["--csv", "--json"])
  func trajectory(_ format: String) throws {
    let run = try CommandRunner.run([
      "simulate", "--problems", "20", "--steps", "3", "--replicates", "2", format,
    ])
    try ScratchDirectory.with { scratch in
      try run.output.write(to: scratch.appending(path: "run"), atomically: true, encoding: .utf8)
      let file = scratch.appending(path: "claims.json")
      let claim = claimFile(
        #""expression": "last == 3 and max(label_accuracy) <= 1 and argmax(step) == 3", "trajectory": "run""#)
      try claim.write(to: file, atomically: true, encoding: .utf8)
      let outcome = try CommandRunner.run(["verify", "--claims", file.path, "--json"])
      #expect(try outcome.decoded([Found].self).map(\.verdict) == ["holds"], "\(outcome.output)")
    }
  }

  @Test(
    "a bad trajectory is refused with its line",
    arguments: [
      RefusedFile("no step", "time,x\n0,1\n", "line 1", "no column step"),
      RefusedFile("too few values", "step,x\n0,1\n1\n", "line 3", "1 values stand under 2 columns"),
      RefusedFile("prose", "step,x\n0,1\n\n2,many\n", "line 4", "\"many\""),
      RefusedFile("falling steps", "step,x\n1,1\n0,1\n", "line 3", "integers that rise"),
      RefusedFile("NaN", "step,x\n0,nan\n", "line 2", "\"nan\""),
      RefusedFile("two columns of one name", "step,x,x\n0,1,2\n", "line 1", "stands twice"),
      RefusedFile("no rows", "step,x\n", "no step"),
      RefusedFile("JSON without steps", "{\"columns\": {}}", "\"steps\""),
      RefusedFile(
        "JSON of another length", #"{"steps": [0, 1], "columns": {"x": [1]}}"#, "\"x\"", "a step, 2"),
      RefusedFile("JSON with falling steps", #"{"steps": [1, 0], "columns": {"x": [1, 2]}}"#, "rise"),
      RefusedFile("broken JSON", "{\"steps\": [0,\n 1}", "line 2"),
    ])
  func badTrajectory(_ file: RefusedFile) throws {
    try ScratchDirectory.with { scratch in
      try file.content.write(to: scratch.appending(path: "run"), atomically: true, encoding: .utf8)
      let claims = scratch.appending(path: "claims.json")
      try claimFile(#""expression": "always(x >= 0)", "trajectory": "run""#)
        .write(to: claims, atomically: true, encoding: .utf8)
      try CommandRunner.run(["verify", "--claims", claims.path]).wasRefused(65, saying: file.words)
    }
  }

  static let refusedFiles = [
    RefusedFile("prose", "my claims", "line 1", "not JSON"),
    RefusedFile("a missing comma", "[\n{\"name\": \"a\"\n\"expression\": \"1 < 2\"}]", "line 3", "not JSON"),
    RefusedFile("an open bracket", "[\n\n", "line 2", "not JSON"),
    RefusedFile("an empty list", "[]", "no claim"),
    RefusedFile("an object", "{}", "a list of claims"),
    RefusedFile("a number for a claim", "[3]", "\"claim 1\"", "an object"),
    RefusedFile(
      "an unknown key", claimFile(#""tolarance": 1, \#(good)"#), "\"mine\"", "\"tolarance\"", "tolerance"),
    RefusedFile("no name", #"[{"expression": "1 < 2"}]"#, "claim 1", "\"name\" is missing"),
    RefusedFile("an empty name", #"[{"name": "", "expression": "1 < 2"}]"#, "\"name\"", "not empty"),
    RefusedFile("no expression", claimFile(family), "\"expression\" is missing"),
    RefusedFile(
      "nothing to speak of", claimFile(#""expression": "1 < 2""#), "simulation, trajectory or policies"),
    RefusedFile("two to speak of", claimFile(#"\#(good), \#(runs)"#), "only one of"),
    RefusedFile(
      "a negative tolerance", claimFile(#""tolerance": -1, \#(good)"#), "\"tolerance\"", "-1", "at least 0"),
    RefusedFile(
      "a tolerance in words", claimFile(#""tolerance": "small", \#(good)"#), "\"tolerance\"", "\"small\""),
    RefusedFile("a share above 1", claimFile(#""required_share": 2, \#(good)"#), "\"required_share\""),
    RefusedFile(
      "a share of policies", claimFile(#""required_share": 0.5, \#(good)"#), "\"required_share\"", "policies"),
    RefusedFile("an unknown verdict", claimFile(#""expected": "true", \#(good)"#), "\"expected\"", "refuted"),
    RefusedFile(
      "a syntax error", claimFile(#""expression": "p1 < ", \#(family)"#), "\"expression\"", "column 6"),
    RefusedFile("an unknown name", claimFile(#""expression": "q1 < 1", \#(family)"#), "column 1", "p1"),
    RefusedFile(
      "a number for a truth", claimFile(#""expression": "p1", \#(family)"#), "column 1", "true or false"),
    RefusedFile(
      "an unknown key of a simulation", claimFile(#""expression": "1 < 2", "simulation": {"problem": 3}"#),
      "\"problem\"",
      "problems"),
    RefusedFile(
      "an unknown key of a model",
      claimFile(#""expression": "1 < 2", "simulation": {"model": {"answer": 3}}"#),
      "model",
      "answers"),
    RefusedFile(
      "a bad number of a simulation", claimFile(#""expression": "1 < 2", "simulation": {"beta": 0}"#),
      "beta is 0"),
    RefusedFile(
      "a text for a number of a simulation",
      claimFile(#""expression": "1 < 2", "simulation": {"beta": "one"}"#),
      "beta"),
    RefusedFile(
      "too many problems", claimFile(#""expression": "1 < 2", "simulation": {"problems": 1000000000000}"#),
      "problems",
      "at most"),
    RefusedFile(
      "a number for a simulation", claimFile(#""expression": "1 < 2", "simulation": 3"#), "an object"),
    RefusedFile(
      "an unknown key of a family", claimFile(#""expression": "1 < 2", "policies": {"answer": 3}"#), "answers"
    ),
    RefusedFile(
      "a bad range", claimFile(#""expression": "1 < 2", "policies": {"answers": "6...2"}"#), "\"answers\""),
    RefusedFile(
      "too few answers", claimFile(#""expression": "1 < 2", "policies": {"answers": 1}"#), "answers is 1"),
    RefusedFile(
      "seed 0", claimFile(#""expression": "1 < 2", "policies": {"seed": 0}"#), "\"seed\"", "positive"),
    RefusedFile(
      "two claims of one name", "[{\"name\": \"a\", \(good)}, {\"name\": \"a\", \(good)}]", "two claims"),
  ]

  @Test("a bad file of claims is refused before anything runs", arguments: refusedFiles)
  func refused(_ file: RefusedFile) throws {
    try CommandRunner.run(["verify", "--claims", "FILE"], file: file.content).wasRefused(
      65, saying: file.words)
    try CommandRunner.run(["claims", "--file", "FILE"], file: file.content).wasRefused(65, saying: file.words)
  }

  @Test("a path that cannot be read ends with 74")
  func unreadable() throws {
    for (path, words) in [("no-such-claims.json", "there is no such file"), ("Sources", "directory")] {
      try CommandRunner.run(["verify", "--claims", path]).wasRefused(74, saying: words)
      try CommandRunner.run(["claims", "--file", path]).wasRefused(74, saying: words)
      try CommandRunner.run(["claims", "search", "--file", path]).wasRefused(74, saying: words)
    }
    let missing = claimFile(#""expression": "1 < 2", "trajectory": "no-such-run""#)
    try CommandRunner.run(["verify", "--claims", "FILE"], file: missing).wasRefused(74, saying: "no-such-run")
  }

  @Test("claims --file lists the claims without running them, and shows one with its evidence")
  func listed() throws {
    let list = try CommandRunner.run(["claims", "--file", "Sources/Claims/Examples/claims.json"])
    list.succeeded()
    #expect(list.lines.count == 6 && list.output.contains("flip(N) <= p2"))
    let one = try CommandRunner.run([
      "claims", "voting beats the runner-up", "--file", "Sources/Claims/Examples/claims.json",
    ])
    one.succeeded()
    #expect(one.output.contains("π = (1/2, 1/4, 1/4)") && one.output.contains("7/16 = 0.4375"))
  }
}

@Suite("claims search and claims --plants say what they found")
struct ClaimsSearchTests {
  @Test("the smallest counterexample is printed in fractions, and finding it ends with 0")
  func found() throws {
    let outcome = try CommandRunner.run([
      "claims", "search", "--answers", "2...4", "--rollouts", "3", "flip(N) <= p2",
    ])
    outcome.succeeded()
    #expect(outcome.output.contains("refuted: π = (1/2, 1/4, 1/4), N = 3"))
    #expect(
      outcome.output.contains("7/16 = 0.4375 against 1/4 = 0.25")
        && outcome.output.contains("exact fractions"))
  }

  @Test("finding none ends with 0 and says that it proves nothing")
  func none() throws {
    let outcome = try CommandRunner.run([
      "claims", "search", "--answers", "2", "--draws", "50", "flip(N) <= 1 - p1",
    ])
    outcome.succeeded()
    #expect(outcome.output.contains("no counterexample among") && outcome.output.contains("no proof"))
  }

  @Test("the claims of a file that are over policies are searched, and JSON holds the counterexample")
  func file() throws {
    let outcome = try CommandRunner.run(["claims", "search", "--file", "Sources/Claims/Examples/claims.json", "--json"])
    outcome.succeeded()
    let list = try #require(
      try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [[String: Any]])
    #expect(list.map { $0["name"] as? String } == ["voting helps", "voting beats the runner-up"])
    let search = try #require(list[1]["search"] as? [String: Any])
    let counterexample = try #require(search["counterexample"] as? [String: Any])
    #expect(counterexample["policy"] as? [String] == ["1/2", "1/4", "1/4"])
  }

  @Test("a file without claims over policies is refused by the search")
  func nothingToSearch() throws {
    try CommandRunner.run(
      ["claims", "search", "--file", "FILE"],
      file: #"[{"name": "a", "expression": "last >= 0", "simulation": {"problems": 2, "steps": 1}}]"#
    ).wasRefused(65, saying: "no claim is over policies")
  }

  @Test("every plant is listed with its power")
  func plants() throws {
    let arguments = ["claims", "--plants", "--claim", "T28", "--claim", "T8"]
    let table = try CommandRunner.run(arguments)
    table.succeeded()
    #expect(table.output.contains("2 plants, every one seen") && table.output.contains("tolerances"))
    let json = try CommandRunner.run(arguments + ["--json"])
    let items = try #require(
      try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [[String: Any]])
    for item in items {
      let power = try #require(item["power"] as? [String: Any])
      let value = try #require(power["value"] as? Double)
      // A planted variant that lies within ten tolerances would show little.
      #expect(value > 10 && item["is_seen"] as? Bool == true)
    }
    let markdown = try CommandRunner.run(arguments + ["--markdown"])
    markdown.succeeded()
    #expect(markdown.lines.filter { $0.hasPrefix("|") }.count == 4)
  }

  @Test("a thorough verification draws more")
  func thorough() throws {
    let standard = try CommandRunner.run(["verify", "--claim", "T28", "--json"])
    let thorough = try CommandRunner.run(["verify", "--claim", "T28", "--json", "--thorough"])
    #expect(standard.output.contains("over 100 policies") && thorough.output.contains("over 1000 policies"))
    thorough.succeeded()
  }
}
