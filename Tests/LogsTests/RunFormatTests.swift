import Foundation
import Logs
import Measurement
import Testing

/// The metrics that Tests/Fixtures/logs/make.py writes at each step.
enum FixtureRun {
  static func reward(_ step: Int) -> Double { Double(step * step % 17) / 16 }
  static func entropy(_ step: Int) -> Double { 1.5 * exp(-Double(step) / 5) }
  static func length(_ step: Int) -> Double { 200 + 7.25 * Double(step) }
  static func kl(_ step: Int) -> Double { Double(step) / 1000 }
}

@Suite("A log is recognised and every number of it stands at its step")
struct RunFormatTests {
  /// A file, its layout, how its steps come from the fixtures' steps, and the relative error of its numbers: doubles are
  /// exact but for Python's exp, which may differ in the last place; single precision; or four digits.
  struct Case: Sendable, CustomTestStringConvertible {
    let file: String
    let format: RunFormat
    var stride = 1
    var offset = 0
    var tolerance = 1e-15
    var missing: Set<Trajectory.Column> = []
    var testDescription: String { file }
  }

  static let cases = [
    Case(file: "verl_file.jsonl", format: .verlFile),
    Case(file: "trainer_state.json", format: .trainerState),
    Case(file: "trainer_state_old.json", format: .trainerState, missing: [.actorEntropy]),
    Case(file: "trainer_console.log", format: .trainerConsole, stride: 2, tolerance: 5.1e-4),
    Case(file: "trainer_console_old.log", format: .trainerConsole, missing: [.actorEntropy]),
    Case(file: "tensorboardx.tfevents", format: .tensorBoard, tolerance: 6e-8),
    Case(
      file: "tensorboard_tensors.tfevents", format: .tensorBoard, tolerance: 6e-8, missing: [.klToStart]),
    Case(file: "wandb_offline.wandb", format: .wandbRecords, stride: 10),
    Case(file: "openrlhf_console.log", format: .openRLHFConsole),
  ]

  @Test("a format's fixture has other numbers than its library was given", arguments: cases)
  func numbers(_ expected: Case) throws {
    let run = try RunReader().read(Fixtures.logs(expected.file))
    #expect(run.format == expected.format)
    #expect(run.trajectory.steps == (1...12).map { expected.stride * $0 + expected.offset })
    let columns: [(Trajectory.Column, (Int) -> Double)] = [
      (.reward, FixtureRun.reward), (.actorEntropy, FixtureRun.entropy), (.responseLength, FixtureRun.length),
      (.klToStart, FixtureRun.kl),
    ]
    for (column, value) in columns where !expected.missing.contains(column) {
      let values = try #require(run.trajectory[column], "\(column)")
      for step in 1...12 {
        let found = try #require(values[step - 1])
        #expect(abs(found - value(step)) <= expected.tolerance * abs(value(step)), "\(column) at \(step)")
      }
    }
    for column in expected.missing { #expect(run.trajectory[column] == nil) }
  }

  @Test("verl's console loses a step, a value or the validation among other lines")
  func verlConsole() throws {
    let console = try RunReader().read(Fixtures.logs("verl_console.log"))
    let file = try RunReader().read(Fixtures.logs("verl_file.jsonl"))
    #expect(console.format == .verlConsole)
    #expect(console.trajectory.steps == Array(0...12))
    for column in file.trajectory.columns where column != .heldoutAccuracy {
      #expect(
        console.trajectory[column].map { Array($0.dropFirst()) } == file.trajectory[column], "\(column)")
    }
    #expect(file.trajectory[.passAtN]?.first == 0.875)
    #expect(file.trajectory[.labelAccuracy]?[2] == 37.0 / 64)
    #expect(file.trajectory[.rewardAccuracy]?[2] == 57.0 / 64)
    #expect(file.trajectory[.responseClipRatio]?[0] == 0.125)
    #expect(console.trajectory[.heldoutAccuracy]?.compactMap(\.self) == [0.5, 0.54, 0.58, 0.62])
    #expect(console.trajectory[.heldoutAccuracy]?[1] == nil)
    // Names with parentheses, and NaN, which JSON writes as null.
    #expect(try console.values(named: "train/total_tokens(B)")[2] == 2e-05)
    #expect(console.notes.contains(.notFinite(name: "perf/throughput", count: 1, firstStep: 3)))
    #expect(console.lines.count == 13)
    #expect(console.lines[0] == 5, "the line of step 0")
  }

  @Test("an evaluation behind its step is lost or taken for a restart")
  func evaluation() throws {
    let run = try RunReader().read(Fixtures.logs("trainer_state.json"))
    #expect(try run.values(named: "eval_reward").compactMap(\.self) == [0.25, 0.25])
    #expect(try run.values(named: "eval_reward")[5] == 0.25)
    #expect(try run.values(named: "train_runtime")[11] == 9.5)
    #expect(!run.notes.contains { if case .repeatedSteps = $0 { true } else { false } })
    #expect(run.notes.contains(.notFinite(name: "grad_norm", count: 1, firstStep: 3)))
  }

  @Test("a Trainer's console is numbered by its own bar, or from 1 where it has none")
  func bars() throws {
    let bar = try RunReader().read(Fixtures.logs("trainer_console.log"))
    #expect(!bar.notes.contains(.numbered(rows: 12)))
    let old = try RunReader().read(Fixtures.logs("trainer_console_old.log"))
    #expect(old.notes.contains(.numbered(rows: 12)))
    #expect(old.trajectory.steps == Array(1...12))
  }

  @Test("a chart of Weights & Biases gives its twins, another run or no gap")
  func chart() throws {
    let run = try RunReader().read(Fixtures.logs("wandb_chart.csv"))
    #expect(run.format == .wandbTable)
    #expect(run.others == [])
    #expect(run.trajectory[.reward]?[3] == 0.5)
    #expect(run.trajectory[.reward]?[4] == nil)
    var options = RunReadingOptions()
    let two = Fixtures.logs("wandb_chart_two_runs.csv")
    #expect(throws: LogError.severalRuns(file: two, runs: ["fixture", "other - run"])) {
      try RunReader().read(two)
    }
    options.run = "other - run"
    #expect(try RunReader(options).read(two).trajectory[.reward]?[3] == 0.75)
    options.run = "another"
    #expect(throws: LogError.noRun(file: two, wanted: "another", runs: ["fixture", "other - run"])) {
      try RunReader(options).read(two)
    }
  }

  @Test("a chart without twins, by a logged step, of a run whose name holds the sign")
  func plainChart() throws {
    let text = "\"train/global_step\",\"a - b - train/reward\"\n\"10\",\"0.5\"\n\"20\",\"\"\n"
    let run = try RunReader().read(bytes: Array(text.utf8), name: "f")
    #expect(run.format == .wandbTable)
    #expect(run.trajectory.steps == [10, 20])
    #expect(run.trajectory[.reward] == [0.5, nil])
    #expect(run.notes == [.stepName("train/global_step")])
  }

  @Test("a history of Weights & Biases keeps NaN or takes a histogram for a number")
  func history() throws {
    let run = try RunReader().read(Fixtures.logs("wandb-history.jsonl"))
    #expect(run.format == .wandbHistory)
    #expect(run.trajectory.steps == Array(0...11))
    #expect(run.trajectory[.actorEntropy]?[1] == nil)
    #expect(run.trajectory[.reward]?[1] == 0.25)
    #expect(run.notes.contains(.text(names: ["histogram/_type", "histogram/bins"])))
  }

  @Test("the CSV that simulate prints comes back changed")
  func simulation() throws {
    let path = Fixtures.package.appending(path: "Tests/CommandTests/Goldens/simulate.csv").path
    let run = try RunReader().read(path)
    #expect(run.format == .simulationTable)
    let rows = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
      .map { $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init) }
    #expect(run.trajectory.steps == rows.dropFirst().compactMap { Int($0[0]) })
    for (index, name) in rows[0].enumerated().dropFirst() {
      #expect(try run.values(named: name) == rows.dropFirst().map { Double($0[index]) }, "\(name)")
    }
    #expect(run.notes == [])
  }

  @Test("real logs: a total collapse, a restart, older names")
  func real() throws {
    let collapsed = try RunReader().read(Fixtures.logs("collapsed.csv"))
    let rewards = try #require(collapsed.trajectory[.reward])
    let last = try #require(rewards.lastIndex { $0 != 0 })
    #expect(collapsed.trajectory.steps[last] == 57)
    #expect(collapsed.trajectory[.heldoutAccuracy]?.first == 0.156)
    #expect(collapsed.sources[.heldoutAccuracy]?.unit == .percent)
    #expect(collapsed.notes.contains(.openEnd))
    let restarted = try RunReader().read(Fixtures.logs("restarted.csv"))
    #expect(restarted.trajectory.steps == Array(1...7))
    #expect(restarted.notes.contains(.repeatedSteps(count: 5, first: 1, last: 5, rowsDropped: 0)))
    #expect(restarted.lines.first == 7)
    let unsloth = try RunReader().read(Fixtures.logs("unsloth_trainer_state.json"))
    #expect(unsloth.trajectory[.responseLength]?[1] == 168.6666717529297)
    #expect(unsloth.trajectory[.reward]?[1] == -0.046833336353302)
    #expect(unsloth.trajectory[.actorEntropy] == nil)
  }
}
