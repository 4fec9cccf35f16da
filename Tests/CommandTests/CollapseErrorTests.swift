import Foundation
import Testing

@Suite("collapse refuses what it cannot judge, with one sentence and no output")
struct CollapseErrorTests {
  @Test("a path that is not there, or a page that cannot be written, does not end with 74")
  func inputOutput() throws {
    try CommandRunner.run(["collapse", "no-such.csv"]).wasRefused(74, saying: "no-such.csv", "no such file")
    let map = ["--map-file", "no-such.json"]
    try CommandRunner.run(["collapse", CollapseFiles.run] + map).wasRefused(74, saying: "no-such.json")
    for option in [["show", CollapseFiles.run], ["check", "--baseline", CollapseFiles.baseline]] {
      let arguments = option + (option[0] == "check" ? [CollapseFiles.run] : [])
      let refused = try CommandRunner.run(["collapse"] + arguments + ["--html", "no-such-folder/run.html"])
      refused.wasRefused(74, saying: "no-such-folder/run.html", "cannot be written")
    }
    let junit = ["check", "--baseline", CollapseFiles.baseline, CollapseFiles.run, "--junit", "no/j.xml"]
    try CommandRunner.run(["collapse"] + junit).wasRefused(74, saying: "no/j.xml")
    let baseline = ["check", "--baseline", "no-such.json", CollapseFiles.run]
    try CommandRunner.run(["collapse"] + baseline).wasRefused(74, saying: "no-such.json")
  }

  @Test("a file that is no log: the formats tried are not named")
  func noLog() throws {
    try CommandRunner.run(["collapse", "README.md"]).wasRefused(
      65, saying: "README.md, line", "not recognised", "JSON", "csv", "verl", "Trainer", "OpenRLHF")
  }

  @Test(
    "a log without a step is taken for a run",
    arguments: [("", "it is empty"), ("step,reward_accuracy\n", "nothing but a header")])
  func noSteps(_ content: String, _ words: String) throws {
    try CommandRunner.run(["collapse", "FILE"], file: content).wasRefused(
      65, saying: "the log holds no step", words)
  }

  @Test("a missing column is refused without the columns that are there and the nearest known names")
  func missingColumn() throws {
    let content = "step,rewrd_accuracy\n0,0.5\n1,0.4\n"
    let words = ["the columns are rewrd_accuracy", "nearest is reward_accuracy"]
    try CommandRunner.run(["collapse", "FILE"], file: content).wasRefused(
      65, saying: ["No collapse rule fits"] + words)
    try CommandRunner.run(["collapse", "FILE", "--rule", "paper"], file: content).wasRefused(
      65, saying: ["The rule 'paper' needs reward_accuracy"] + words)
    try CommandRunner.run(["collapse", "record", "FILE"], file: content).wasRefused(
      65, saying: ["No collapse rule fits"] + words)
    try CommandRunner.run(
      ["collapse", "check", "--baseline", CollapseFiles.baseline, "FILE"], file: content
    ).wasRefused(65, saying: ["The rule 'default' needs reward_accuracy"] + words)
    try CommandRunner.run(["collapse", CollapseFiles.run, "--rule", "repetition"]).wasRefused(
      65, saying: "The rule 'repetition' needs repetition, which the run 'run.csv' does not have",
      "the columns are majority_voting_reward")
  }

  @Test("a mapping of a column that is not there is passed over")
  func badMapping() throws {
    let run = ["collapse", CollapseFiles.run]
    try CommandRunner.run(run + ["--map", "nothing=reward"]).wasRefused(
      65, saying: "there is no column \"nothing\"", "majority_ratio")
    try CommandRunner.run(run + ["--map", "majority_ratio=nothing"]).wasRefused(
      64, saying: "--map \"majority_ratio=nothing\"", "its target is no column")
  }

  static let lines = [
    RefusedLine("collapse", "No log is given"),
    RefusedLine("collapse LOG --rule nope", "There is no rule \"nope\"", "paper, default"),
    RefusedLine("collapse LOG --metric nope", "There is no column \"nope\"", "reward_accuracy"),
    RefusedLine("collapse LOG --rule paper --metric reward", "--rule and --metric exclude each other"),
    RefusedLine("collapse LOG --rises", "--rises is for --metric"),
    RefusedLine("collapse LOG --threshold 0.1", "--threshold needs --rule or --metric"),
    RefusedLine("collapse LOG --rule paper --threshold nan", "--threshold is nan"),
    RefusedLine("collapse LOG --rule paper --hold 0", "--hold is 0, but must be at least 1"),
    RefusedLine("collapse LOG --rule paper --smoothing -1", "--smoothing is -1"),
    RefusedLine("collapse LOG --hold 2", "--smoothing and --hold need --rule"),
    RefusedLine("collapse LOG --base-rate 0.1", "--base-rate needs --rule"),
    RefusedLine("collapse LOG --rule paper --base-rate 1", "--base-rate is 1.0"),
    RefusedLine("collapse LOG --seed 0", "--seed is 0", "positive integer"),
    RefusedLine("collapse LOG --false-alarm 0", "--false-alarm is 0.0"),
    RefusedLine("collapse LOG LOG --html run.html", "--html is for one run, but 2 are given"),
    RefusedLine("collapse check LOG", "--baseline"),
    RefusedLine("collapse check --baseline BASE LOG --false-alarm 1", "--false-alarm is 1.0"),
    RefusedLine("collapse check --baseline BASE LOG --tolerance -1", "--tolerance is -1"),
    RefusedLine("collapse check --baseline BASE LOG --tolerance 1", "--tolerance is for --design exact"),
    RefusedLine("collapse check --baseline BASE LOG --design nope", "'nope' is invalid", "'exact'"),
    RefusedLine("collapse check --baseline BASE LOG --side nope", "'nope' is invalid", "'earlier'"),
    RefusedLine("collapse power LOG --shift 0", "--shift is 0.0"),
    RefusedLine("collapse power LOG --shift 1", "--shift is 1.0"),
    RefusedLine("collapse power LOG --target 1", "--target is 1.0"),
    RefusedLine("collapse power LOG --most 19", "--most is 19"),
    RefusedLine("collapse power LOG --replicates 0", "--replicates is 0"),
  ]

  @Test("a wrong command line does not end with 64", arguments: lines)
  func usage(_ line: RefusedLine) throws {
    let arguments = line.arguments.map {
      $0 == "LOG" ? CollapseFiles.run : $0 == "BASE" ? CollapseFiles.baseline : $0
    }
    try CommandRunner.run(arguments).wasRefused(64, saying: line.words)
  }
}
