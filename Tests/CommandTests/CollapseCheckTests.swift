import Foundation
import Testing

@Suite("collapse check ends with 1 when timing has changed beyond chance, and with 0 when not")
struct CollapseCheckTests {
  private static let old = [100, 110, 120, 130, 140, 150]
  private static let new = [50, 55, 60, 65, 70, 75]

  /// What check says of runs with these steps against those of `old`.
  private func check(_ steps: [Int], _ options: [String] = []) throws -> Outcome {
    try ScratchDirectory.with { scratch in
      let baseline = try CollapseFiles.record(Self.old, in: scratch)
      let runs = try CollapseFiles.write(steps, to: scratch.appending(path: "new"))
      return try CommandRunner.run(["collapse", "check", "--baseline", baseline] + runs + options)
    }
  }

  private func alarmed(
    _ outcome: Outcome, _ words: String..., at location: SourceLocation = #_sourceLocation
  ) {
    #expect(outcome.code == 1 && !outcome.wasSignalled, "\(outcome.errors)", sourceLocation: location)
    #expect(outcome.errors.isEmpty, "\(outcome.errors)", sourceLocation: location)
    for word in words {
      #expect(outcome.output.contains(word), "\(outcome.output)", sourceLocation: location)
    }
  }

  private func passed(
    _ outcome: Outcome, _ words: String..., at location: SourceLocation = #_sourceLocation
  ) {
    outcome.succeeded(location)
    for word in words {
      #expect(outcome.output.contains(word), "\(outcome.output)", sourceLocation: location)
    }
  }

  // Of the 924 ways to deal out 6 + 6 runs two are as extreme as a complete separation: p = 2/924.
  @Test("other seeds: a separation is no alarm, or an overlap is one")
  func unpaired() throws {
    let outcome = try check(Self.new)
    alarmed(outcome, "Collapse comes earlier (6 new runs against 6 of the baseline, rule 'paper')")
    alarmed(outcome, "median collapse step 60, was 120", "p = 0.00216 at a false-alarm rate of 0.05")
    passed(
      try check([105, 108, 118, 133, 142, 149]), "No change of collapse found", "false-alarm rate of 0.05")
    passed(try check(Self.new, ["--side", "later"]), "No change")
    alarmed(try check([170, 171, 172, 173, 174, 175], ["--side", "later"]), "Collapse comes later")
  }

  // Six pairs of one sign: p = 2/2⁶.
  @Test("the same seeds: six pairs of one sign are no alarm, or pairs of both signs are one")
  func paired() throws {
    let earlier = Self.old.enumerated().map { $1 - $0 - 1 }
    alarmed(try check(earlier, ["--design", "paired"]), "comes earlier", "p = 0.0313")
    passed(try check(earlier), "No change of collapse found")
    passed(try check([101, 109, 121, 129, 141, 149], ["--design", "paired"]), "No change")
    try check([100, 110], ["--design", "paired"]).wasRefused(65, saying: "have no partner", "seed3.csv")
  }

  // One run below six has p = 1/7 on one side, and the interval from the second smallest on has chance 1 − 1/7.
  @Test("a single run: beyond all others it is no alarm, or too few others are enough")
  func single() throws {
    let side = ["--side", "earlier", "--false-alarm", "0.15"]
    alarmed(try check([50], side), "Collapse comes earlier (1 new run", "Predicted: from 100 on, at 85.7 %.")
    passed(try check([125], side), "No change of collapse found", "Predicted: from 100 on")
    passed(
      try check([50]), "Too few runs to tell", "no p-value can be below 0.286",
      "Predicted: 100 to 150, at 71.4 %.")
    let words = ["there are 2"]
    try check([50, 60], ["--design", "single"]).wasRefused(65, saying: words)
    // Of one run nothing is predicted, and no interval is shown.
    let one = try CommandRunner.run([
      "collapse", "check", "--baseline", CollapseFiles.baseline, CollapseFiles.later,
    ])
    passed(one, "Too few runs to tell")
    #expect(!one.output.contains("Predicted"), "\(one.output)")
  }

  @Test("an exact repetition: one step off is no alarm, or one within the tolerance is")
  func exact() throws {
    let exact = ["--design", "exact"]
    passed(try check(Self.old, exact), "Collapse is reproduced (6 new runs against 6")
    var moved = Self.old
    moved[2] += 1
    alarmed(try check(moved, exact), "not reproduced", "seed3.csv collapses at 121, was at 120.")
    passed(try check(moved, exact + ["--tolerance", "1"]), "is reproduced", "In 1 of 6 runs other values")
    let itself = ["--baseline", CollapseFiles.baseline, CollapseFiles.run, "--design", "exact"]
    let outcome = try CommandRunner.run(["collapse", "check"] + itself)
    #expect(
      outcome.output == "Collapse is reproduced (1 new run against 1 of the baseline, rule 'default').\n")
  }

  @Test("a baseline of another rule, metric or version is compared with, or a damaged one crashes")
  func refused() throws {
    try check(Self.new, ["--rule", "default"]).wasRefused(
      65, saying: "The baseline's rule is not the new runs'", "'paper: ", "'default: ")
    try check(Self.new, ["--rule", "paper", "--hold", "2"]).wasRefused(
      65, saying: "The baseline's rule is not", "'paper, changed: ")
    // The baseline's own rule may be named.
    passed(try check(Self.new, ["--rule", "paper", "--false-alarm", "0.002"]), "Too few runs to tell")
    let metric = ["check", "--baseline", CollapseFiles.baseline, CollapseFiles.run, "--rule", "heldout"]
    try CommandRunner.run(["collapse"] + metric).wasRefused(
      65, saying: "measures reward_accuracy and the new runs heldout_accuracy")
    try ScratchDirectory.with { scratch in
      let file = scratch.appending(path: "baseline.json")
      let text = try String(
        contentsOf: CommandRunner.package.appending(path: CollapseFiles.baseline), encoding: .utf8)
      for (from, to, words) in [
        ("\"version\" : 1", "\"version\" : 2", "has format version 2, not 1"),
        ("\"hold\" : 20", "\"hold\" : 0", "rule.hold: it is 0, but must be at least 1"),
        ("\"smoothing\" : 10", "\"smoothing\" : -3", "rule.smoothing: it is -3"),
        ("\"base_rate\" : 0", "\"base_rate\" : 1", "base_rate is 1.0"),
        ("\"collapse_step\" : 770", "\"collapse_step\" : 9223372036854775807", "is no step"),
        (
          "\"metric\" : \"reward_accuracy\",\n  \"name", "\"metric\" : \"reward\",\n  \"name",
          "the rule reads"
        ),
        ("\"version\" : 1", "\"version\" : ", "no JSON"),
        ("\"runs\"", "\"races\"", "runs"),
      ] {
        #expect(text.contains(from))
        try Data(text.replacing(from, with: to).utf8).write(to: file)
        let outcome = try CommandRunner.run(
          ["collapse", "check", "--baseline", file.path, CollapseFiles.run])
        outcome.wasRefused(65, saying: words)
      }
    }
  }

  @Test("--json, --junit and --html lack the verdict and its numbers")
  func outputs() throws {
    try ScratchDirectory.with { scratch in
      let baseline = try CollapseFiles.record(Self.old, in: scratch, name: "a<b")
      let runs = try CollapseFiles.write(Self.new, to: scratch.appending(path: "new"))
      let (junit, html) = (scratch.appending(path: "j.xml"), scratch.appending(path: "c.html"))
      let outcome = try CommandRunner.run(
        ["collapse", "check", "--baseline", baseline, "--json", "--junit", junit.path, "--html", html.path]
          + runs)
      alarmed(outcome)
      let json = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8))
      let object = try #require(json as? [String: Any])
      #expect(object["verdict"] as? String == "earlier" && object["design"] as? String == "unpaired")
      #expect(object["false_alarm"] as? Double == 0.05 && object["exact"] as? Bool == true)
      let p = object["p"] as? Double ?? .nan
      let reached = object["reached_alpha"] as? Double ?? .nan
      #expect(abs(p - 2.0 / 924) < 1e-12 && reached > 0 && reached <= 0.05)
      let xml = try String(contentsOf: junit, encoding: .utf8)
      #expect(xml.contains("tests=\"1\" failures=\"1\" errors=\"0\"") && xml.contains("name=\"a&lt;b\""))
      #expect(xml.contains("<failure type=\"earlier\" message=\"Collapse comes earlier"))
      let page = try String(contentsOf: html, encoding: .utf8)
      #expect(page.contains("Collapse comes earlier") && page.contains("a&lt;b") && page.contains("<svg"))
      #expect(CollapseFiles.need(of: page) == nil)

      // The log is read once, so that standard input serves for the page as well.
      let piped = try CommandRunner.run(
        ["collapse", "check", "--baseline", baseline, "-", "--html", html.path, "--junit", junit.path],
        input: CollapseFiles.csv(120))
      passed(piped, "Too few runs to tell")
      #expect(try String(contentsOf: junit, encoding: .utf8).contains("<error type=\"too-few\""))
      #expect(try String(contentsOf: html, encoding: .utf8).contains("<svg"))
    }
  }
}

@Suite("collapse record and power prepare a check")
struct CollapseRecordTests {
  @Test("the workflow to copy has an option or subcommand that the command does not know")
  func workflow() throws {
    let file = CommandRunner.package.appending(path: "Scripts/collapse-check.yml")
    let text = try String(contentsOf: file, encoding: .utf8)
    let lines = text.split(separator: "\n").filter { $0.contains(" sharpen collapse ") }
    #expect(lines.count == 3, "power, record and check")
    for line in lines {
      let words = line.prefix { $0 != "|" && $0 != ">" }.split(separator: " ").map(String.init)
      let start = try #require(words.firstIndex(of: "sharpen"))
      let help = try CommandRunner.run([words[start + 1], words[start + 2], "--help"])
      help.succeeded()
      for option in words.dropFirst(start).filter({ $0.hasPrefix("--") }) {
        #expect(help.output.contains("\n  \(option) "), "\(option) is unknown in \(line)")
      }
    }
    let help = try CommandRunner.run(["collapse", "check", "--help"]).output
    #expect(help.contains("Scripts/collapse-check.yml"))
  }

  @Test("the committed baseline is not what record makes of its run")
  func committed() throws {
    let recorded = try CommandRunner.run(["collapse", "record", CollapseFiles.run, "--name", "nightly"])
    recorded.succeeded()
    let file = CommandRunner.package.appending(path: CollapseFiles.baseline)
    #expect(try String(contentsOf: file, encoding: .utf8) == recorded.output)
  }

  @Test("--against is silent about a change, or spoils the record with it")
  func against() throws {
    try ScratchDirectory.with { scratch in
      let old = try CollapseFiles.record([100, 110], in: scratch)
      let new = try CollapseFiles.write([100, 90, 80], to: scratch.appending(path: "new"))
      let record = ["collapse", "record", "--rule", "paper", "--name", "night"]
      let plain = try CommandRunner.run(record + new)
      plain.succeeded()
      let told = try CommandRunner.run(record + new + ["--against", old])
      #expect(told.code == 0 && told.output == plain.output)
      #expect(
        told.errors
          == "seed2.csv: collapse at 110 becomes collapse at 90\nseed3.csv: added (collapse at 80)\n")
      let same = try CommandRunner.run(record + Array(new[...0]) + ["--against", old])
      #expect(same.errors == "seed2.csv: removed (collapse at 110)\n")
      let none = try CommandRunner.run(
        record + [scratch.path + "/old/seed1.csv", scratch.path + "/old/seed2.csv", "--against", old])
      #expect(none.code == 0 && none.errors == "nothing changes against \(old)\n")
      let twice = try CommandRunner.run(record + [new[0], new[0]])
      twice.wasRefused(65, saying: "Two runs are named 'seed1.csv'")
    }
  }

  private struct Power: Decodable {
    let seeds: Int
    let power: Double
    let falseAlarm: Double
    let shift: Double
    let side: String
  }

  @Test("power stops before the power wanted, or hides that it is not reached")
  func power() throws {
    try ScratchDirectory.with { scratch in
      let pilot = try CollapseFiles.write([100, 110, 120, 130, 140], to: scratch)
      let power = ["collapse", "power", "--rule", "paper", "--replicates", "50"] + pilot
      let powers = try CommandRunner.run(power + ["--json"]).decoded([Power].self)
      let last = try #require(powers.last)
      #expect(last.power >= 0.8 && powers.dropLast().allSatisfy { $0.power < 0.8 })
      #expect(powers.map(\.seeds) == Array((powers.first?.seeds ?? 0)...last.seeds))
      #expect(last.shift == 0.25 && last.side == "earlier" && last.falseAlarm == 0.05)
      let text = try CommandRunner.run(power)
      text.succeeded()
      #expect(text.lines.count == powers.count + 1)
      #expect(text.output.contains("With \(last.seeds) seeds on each side, collapses 25 % earlier are found"))
      let few = try CommandRunner.run(power + ["--most", "3", "--shift", "0.01"])
      few.succeeded()
      #expect(few.output.hasSuffix("The power wanted is not reached with 3 seeds.\n"), "\(few.output)")
      let lone = try CommandRunner.run(["collapse", "power", "--rule", "paper", pilot[0]])
      lone.wasRefused(65, saying: "a pilot needs at least two runs", "1 run given")
    }
  }
}
