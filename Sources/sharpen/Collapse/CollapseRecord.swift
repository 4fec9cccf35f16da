public import ArgumentParser
import Figures
import Foundation
public import Measurement

/// `sharpen collapse record LOG… > baseline.json`.
struct CollapseRecord: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "record",
    abstract: "Record the collapse steps of runs as a baseline, in JSON on standard output.",
    discussion: """
      With --against an earlier baseline, what changes is said on standard error; nothing is written over silently.

      EXAMPLE: sharpen collapse record Tests/Fixtures/collapse/run.csv --name nightly
      """)

  @OptionGroup var runs: RunOptions
  @Option(help: "What the record is called.")
  var name = "baseline"
  @Option(help: "An earlier baseline, with which the new one is compared.")
  var against: String?

  func run() throws {
    try Failure.reporting {
      let baseline = try runs.record(name: name, of: runs.read())
      if let against {
        let old = try ConfigurationFile.read(CollapseBaseline.self, from: against)
        let lines = CollapseDifference(from: old, to: baseline).lines
        let text = lines.isEmpty ? "nothing changes against \(against)" : lines.joined(separator: "\n")
        FileHandle.standardError.write(Data((text + "\n").utf8))
      }
      try output(try sharpen.json(baseline, keys: .useDefaultKeys))
    }
  }
}

extension RunOptions {
  /// The runs' collapse steps under the chosen rule, else under the one given, else under the first that fits the first run.
  func record(name: String, rule given: CollapseRule? = nil, of read: [ReadRun]) throws -> CollapseBaseline {
    let first = read[0].run
    guard let rule = try chosenRule ?? given ?? CollapseRule.fitting(first.trajectory) else {
      throw read[0].explained(.noRule(run: first.name, columns: first.trajectory.columns))
    }
    do throws(CollapseError) {
      return try CollapseBaseline(name: name, rule: rule, runs: read.map(\.run))
    } catch {
      throw ReadRun.explained(error, among: read)
    }
  }
}

/// `sharpen collapse check --baseline baseline.json LOG…`.
struct CollapseCheck: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Compare runs with a recorded baseline; exit 1 when collapse timing has changed beyond chance.",
    discussion: """
      unpaired compares two groups of seeds by an exact log-rank permutation test; paired the same seeds by signed ranks; \
      single one new run with the baseline's spread; exact asks for the very same steps, give or take --tolerance. The \
      stated false-alarm rate may be out of reach of few seeds: a rank test on n + n runs cannot go below 1/C(2n, n). The \
      output says what was reached.

      The runs are judged under the baseline's rule. Another --rule, --metric, --threshold, --smoothing, --hold or \
      --base-rate is refused, as steps under different rules do not compare. Scripts/collapse-check.yml is a workflow for \
      GitHub Actions to copy.

      EXAMPLE: sharpen collapse check --baseline Tests/Fixtures/collapse/baseline.json Tests/Fixtures/collapse/run.csv --design exact
      """)

  @OptionGroup var runs: RunOptions
  @Option(help: "The baseline that record wrote.")
  var baseline: String
  @Option(help: "unpaired, paired, single or exact. By default single for one run, else unpaired.")
  var design: CollapseComparison.Design?
  @Option(help: "What is suspected: earlier, later or either.")
  var side = CollapseSide.either
  @Option(parsing: .unconditional, help: "The chance of an alarm when nothing has changed.")
  var falseAlarm = 0.05
  @Option(parsing: .unconditional, help: "With --design exact, how many steps a run may be off.")
  var tolerance = 0
  @Option(help: "Write JUnit XML to this file.")
  var junit: String?
  @Option(help: "Write a page on the comparison to this file, complete in itself.")
  var html: String?
  @Flag(help: "Print JSON.")
  var json = false

  func validate() throws {
    if !(falseAlarm > 0 && falseAlarm < 1) {
      throw ValidationError("--false-alarm is \(falseAlarm), but must be between 0 and 1.")
    }
    if tolerance < 0 { throw ValidationError("--tolerance is \(tolerance), but must be at least 0.") }
    if tolerance > 0 && design != .exact {
      throw ValidationError("--tolerance is for --design exact; give both or neither.")
    }
  }

  func run() throws {
    var isAlarm = false
    try Failure.reporting {
      let old = try ConfigurationFile.read(CollapseBaseline.self, from: baseline)
      let read = try runs.read()
      let new = try runs.record(name: "new runs", rule: old.rule, of: read)
      let comparison = try runs.withUniforms("permutations") {
        try CollapseComparison(
          of: new, with: old, design: design, side: side, falseAlarm: falseAlarm, tolerance: tolerance,
          uniform: $0)
      }
      isAlarm = comparison.isAlarm
      if let junit {
        let xml = JUnitReport(suite: "sharpen collapse", cases: [(old.name, comparison)]).xml
        try CollapseShow.write(xml, to: junit)
      }
      if let html {
        let page = CollapsePage.html(comparison, baseline: old, new: new, trajectories: read.map(\.run))
        try CollapseShow.write(page, to: html)
      }
      if json {
        try output(try sharpen.json(comparison, keys: .useDefaultKeys))
      } else {
        try output(comparison.sentence)
      }
    }
    if isAlarm { throw ExitCode(1) }
  }
}

extension CollapseComparison.Design: ExpressibleByArgument {}
extension CollapseSide: ExpressibleByArgument {}

/// `sharpen collapse power LOG…`.
struct CollapsePowerCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "power",
    abstract: "Say how many seeds it takes to find a shift of the collapse step, from pilot runs.",
    discussion: """
      Comparisons are simulated from the pilot's own collapse steps. A pilot of few runs has no tails and promises too much.

      EXAMPLE: sharpen collapse power a=Tests/Fixtures/collapse/run.csv b=Tests/Fixtures/collapse/later.csv --replicates 100
      """)

  @OptionGroup var runs: RunOptions
  @Option(
    parsing: .unconditional,
    help: "How much earlier: 0.25 for collapses at 75 % of their steps; negative for later.")
  var shift = 0.25
  @Option(parsing: .unconditional, help: "The power wanted.")
  var target = 0.8
  @Option(parsing: .unconditional, help: "The chance of an alarm when nothing has changed.")
  var falseAlarm = 0.05
  @Option(parsing: .unconditional, help: "The most seeds on each side that are tried, up to 18.")
  var most = 12
  @Option(parsing: .unconditional, help: "Simulated comparisons a number of seeds.")
  var replicates = 400
  @Flag(help: "Print JSON.")
  var json = false

  func validate() throws {
    if !(shift < 1 && shift > -10) || shift == 0 {
      throw ValidationError("--shift is \(shift), but must be below 1, above -10 and not 0.")
    }
    for (name, value) in [("target", target), ("false-alarm", falseAlarm)] where !(value > 0 && value < 1) {
      throw ValidationError("--\(name) is \(value), but must be between 0 and 1.")
    }
    if !(1...18 ~= most) { throw ValidationError("--most is \(most), but must be from 1 to 18.") }
    if !(1...100_000 ~= replicates) {
      throw ValidationError("--replicates is \(replicates), but must be from 1 to 100000.")
    }
  }

  func run() throws {
    try Failure.reporting {
      let pilot = try runs.record(name: "pilot", of: runs.read()).times
      guard pilot.count >= 2, pilot.contains(where: \.isCollapsed) else {
        throw Failure.data(
          "a pilot needs at least two runs, one of which collapsed; \(Format.count(pilot.count, "run")) given"
        )
      }
      let powers = runs.withUniforms("power") {
        CollapsePower.needed(
          for: target, upTo: most, pilot: pilot, shift: shift, falseAlarm: falseAlarm,
          side: shift > 0 ? .earlier : .later, replicates: replicates, uniform: $0)
      }
      if json {
        try output(try sharpen.json(powers, keys: .useDefaultKeys))
      } else {
        let reached = (powers.last?.power ?? 0) >= target
        try output(
          powers.map(\.sentence).joined(separator: "\n")
            + (reached ? "" : "\nThe power wanted is not reached with \(most) seeds."))
      }
    }
  }
}
