import Foundation
import Testing

@Suite("collapse tells whether, when and how a run collapsed, and by which rule")
struct CollapseTests {
  private func output(_ arguments: [String]) throws -> String {
    let outcome = try CommandRunner.run(["collapse"] + arguments)
    outcome.succeeded()
    return outcome.output
  }

  private func report(_ arguments: [String]) throws -> [String: Any] {
    let text = try output(arguments + ["--json"])
    let all = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [[String: Any]])
    #expect(all.count == 1)
    return all[0]
  }

  // 58 is the real run's first step of a reward that stays 0; 770 is a regression value of the simulated one.
  @Test("the text names step, rule, mode, layout, other rules and every column")
  func text() throws {
    let real = try output([CollapseFiles.real])
    #expect(real.hasPrefix("collapsed.csv collapses at step 58 under the rule 'reward-lost', and the fall "))
    #expect(real.contains("failure mode: entropy-explosion."))
    let words = ["rule      reward-lost: reward below 0.01, for 20", "read as   csv, 81 steps"]
    for word in words + ["note      \"eval_acc\" reaches 40.8", "entropy-high 57", "heldout none"] {
      #expect(real.contains(word), "\(word) is not in \(real)")
    }
    let simulated = try output(["show", CollapseFiles.run])
    #expect(simulated.hasPrefix("run.csv collapses at step 770 under the rule 'default'; failure mode: "))
    #expect(simulated.contains("parting   majority_voting_reward and ground_truth_reward part at step 210"))
    let columns = try String(
      contentsOf: CommandRunner.package.appending(path: CollapseFiles.run), encoding: .utf8
    )
    .prefix { $0 != "\n" }.split(separator: ",").dropFirst()
    for column in columns { #expect(simulated.contains("\n  \(column) "), "\(column) is not shown") }
  }

  @Test("--json has the keys that were promised, and an onset inside its interval")
  func keys() throws {
    let run = try report([CollapseFiles.real])
    #expect(run["steps"] as? Int == 81 && run["collapse_step"] as? Int == 58 && run["censored_at"] is NSNull)
    #expect(run["rule"] as? String == "reward-lost" && run["shape"] as? String == "rises-then-falls")
    #expect(run["failure_mode"] as? String == "entropy-explosion" && run["format"] as? String == "csv")
    let onset = try #require(run["onset"] as? [String: Any])
    let (low, step) = (onset["low"] as? Int ?? -1, onset["step"] as? Int ?? -1)
    let high = onset["high"] as? Int ?? -1
    #expect(0 <= low && low <= step && step <= high && high <= 58, "\(onset)")
    #expect(onset["level"] as? Double == 0.95)
    let others = try #require(run["other_rules"] as? [[String: Any]])
    let steps = Dictionary(uniqueKeysWithValues: others.map { ($0["rule"] as? String ?? "", $0) })
    #expect(steps["entropy-high"]?["collapse_step"] as? Int == 57)
    #expect(steps["heldout"]?["collapse_step"] is NSNull, "an absent step is not null")
    let notes = try #require(run["notes"] as? [String])
    #expect(notes.contains { $0.contains("taken for percent") })
    let definition = try #require(run["rule_definition"] as? [String: Any])
    #expect(definition["hold"] as? Int == 20)
  }

  @Test("a run that does not collapse has null as its collapse step, and the step at which it is censored")
  func censored() throws {
    let run = try report([CollapseFiles.short])
    #expect(run["collapse_step"] is NSNull && run["onset"] is NSNull && run["proxy_gap"] is NSNull)
    #expect(run["censored_at"] as? Int == 7 && run["failure_mode"] as? String == "none")
    let notes = try #require(run["notes"] as? [String])
    #expect(notes.contains { $0.contains("stand there more than once") }, "a restart goes unsaid")
    let text = try output([CollapseFiles.short])
    #expect(text.hasPrefix("restarted.csv has not collapsed by step 7 under the rule 'reward-lost'"))
  }

  @Test("the same command gives other bytes the second time")
  func reproducibility() throws {
    let arguments = [CollapseFiles.real, "--json"]
    #expect(try output(arguments) == output(arguments))
  }

  @Test("several runs end with the median, its interval and the mean")
  func several() throws {
    try ScratchDirectory.with { scratch in
      let runs = try CollapseFiles.write([50, 55, 60, 65, 70], to: scratch)
      let text = try output(["--rule", "paper"] + runs)
      // Five steps: the median is the third, the mean 60, its error √(Σ(x − 60)²/5²) = √10.
      #expect(text.contains("5 of 5 runs collapsed; median collapse step 60 (95 %: 50 to ∞)"), "\(text)")
      #expect(text.hasSuffix("mean to step 70: 60 ± 3.162\n"), "\(text)")
      let named = try output(["a=\(runs[0])", "b=\(runs[1])", "--rule", "paper"])
      #expect(named.hasPrefix("a collapses at step 50") && named.contains("\nb collapses at step 55"))
    }
    let mixed = try output([CollapseFiles.real, CollapseFiles.run])
    #expect(!mixed.contains("runs collapsed"), "steps under different rules are one curve")
  }

  @Test("a rule of one's own is applied, and named as such")
  func ownRule() throws {
    let run = try report([CollapseFiles.run, "--metric", "majority_ratio", "--rises", "--threshold", "0.9"])
    #expect(run["rule"] as? String == "own" && run["collapse_step"] as? Int == 600)
    let held = try report([
      CollapseFiles.real, "--metric", "reward", "--threshold", "0.01", "--hold", "2", "--smoothing", "3",
    ])
    let definition = try #require(held["rule_definition"] as? [String: Any])
    #expect(definition["hold"] as? Int == 2 && definition["smoothing"] as? Int == 3)
    // The reward is 0 from step 58 on, so the mean of three is first below at 60.
    #expect(held["collapse_step"] as? Int == 60)
    let changed = try report([CollapseFiles.run, "--rule", "paper", "--hold", "3"])
    #expect(changed["rule"] as? String == "paper, changed", "a changed rule keeps the name")
  }

  @Test("--sensitivity shows the variants that --json has")
  func sensitivity() throws {
    let text = try output([CollapseFiles.real, "--sensitivity"])
    let lines = text.split(separator: "\n").map { $0.split(separator: " ") }
    #expect(lines.contains(["threshold", "smoothing", "hold", "collapse", "step"]))
    #expect(lines.contains(["0.01", "1", "20", "58"]), "\(text)")
    let run = try report([CollapseFiles.real])
    let rows = (run["sensitivity"] as? [String: Any])?["rows"] as? [[String: Any]]
    #expect(rows?.count == 3 * 4 * 5)
    #expect(lines.count { $0.count == 4 && Double($0[0]) != nil } == 60)
  }

  @Test("--map and --map-file name a foreign column")
  func mappings() throws {
    try ScratchDirectory.with { scratch in
      let log = scratch.appending(path: "log.csv")
      let text = "step,agreed\n" + (0..<30).map { "\($0),\($0 < 4 ? 60 : 0)\n" }.joined()
      try Data(text.utf8).write(to: log)
      let map = ["--map", "agreed=reward_accuracy:percent"]
      let mapped = try report([log.path, "--rule", "paper"] + map)
      #expect(mapped["collapse_step"] as? Int == 4)
      let file = scratch.appending(path: "map.json")
      try Data(#"{"agreed": "reward_accuracy:percent"}"#.utf8).write(to: file)
      let filed = try report([log.path, "--rule", "paper", "--map-file", file.path])
      #expect(filed["collapse_step"] as? Int == 4)
      let course = (filed["courses"] as? [[String: Any]])?.first
      let start = (course?["start"] as? [String: Any])?["value"] as? Double ?? .nan
      #expect(start > 0 && start <= 0.6, "percent were not divided by 100: \(start)")
    }
  }

  @Test("--html writes a page that is complete in itself")
  func page() throws {
    try ScratchDirectory.with { scratch in
      let file = scratch.appending(path: "run.html")
      let text = try output([CollapseFiles.real, "--html", file.path])
      #expect(text.hasPrefix("collapsed.csv collapses at step 58"))
      let page = try String(contentsOf: file, encoding: .utf8)
      #expect(page.hasPrefix("<!DOCTYPE html>") && page.contains("</html>") && page.contains("<svg"))
      #expect(page.contains("collapses at step 58") && page.contains("reward-lost"))
      let need = CollapseFiles.need(of: page)
      #expect(need == nil, "the page has \(need ?? "")")
    }
  }

  @Test("a log on standard input is not read")
  func standardInput() throws {
    let outcome = try CommandRunner.run(
      ["collapse", "-", "--rule", "paper"], input: CollapseFiles.csv(50))
    outcome.succeeded()
    #expect(outcome.output.contains("collapses at step 50 under the rule 'paper'"))
  }
}
