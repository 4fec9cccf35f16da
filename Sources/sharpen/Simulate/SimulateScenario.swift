import ArgumentParser
import Foundation
import Measurement
import Sharpening
import SharpeningNumerics

/// `sharpen simulate scenario`: named experiments.
struct SimulateScenario: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "scenario",
    abstract: "List the named experiments, or run one.",
    discussion: """
      Each scenario puts one sentence to the test. Intervals are 95 % for the mean over replicates, which share problems and \
      rollouts between configurations.

      EXAMPLE: sharpen simulate scenario rise-then-fall --replicates 4
      """)

  @Argument(help: "The scenario; all are listed without it.")
  var name: String?
  @Flag(help: "More steps, sizes and evaluation problems than by default.")
  var full = false
  @Option(parsing: .unconditional, help: "Independent repetitions of each configuration.")
  var replicates = 8
  @Option(parsing: .unconditional, help: "Names every draw; a positive integer.")
  var seed: UInt64 = 1
  @Option(parsing: .unconditional, help: "Threads; the numbers do not depend on it. By default one a core.")
  var threads: Int?
  @Flag(help: "Print JSON.")
  var json = false

  func validate() throws {
    try Refusal.seed(seed)
    try Refusal.threads(threads)
    if !(1...1_000_000 ~= replicates) {
      throw ValidationError("replicates is \(replicates), but must be from 1 to 1000000.")
    }
    if let name, name != FailureModes.name, Scenario(rawValue: name) == nil {
      throw ValidationError(
        "There is no scenario \"\(name)\"; there are \(Scenario.all.map(\.rawValue).joined(separator: ", "))."
      )
    }
  }

  private struct Item: Encodable {
    let name: String
    let claim: String
    let rule: String
    let arms: [Scenario.ArmResult.Numbers]?
    let configurations: [CoupledTraining]?
  }

  func run() throws {
    try Failure.reporting {
      if name == FailureModes.name {
        try output(try failureModes())
        return
      }
      guard let scenario = name.flatMap({ Scenario(rawValue: $0) }) else {
        try output(try list())
        return
      }
      let arms = scenario.arms(quick: !full)
      let progress = Progress(
        "running \(scenario.rawValue)", total: arms.count * replicates, unit: ("runs", 1))
      let executor = ThreadExecutor(
        threads: threads ?? ProcessInfo.processInfo.activeProcessorCount, progress: progress)
      let results = scenario.run(
        quick: !full, seed: Seed(seed), replicates: replicates, executor: executor)
      progress.finish()
      if json {
        try output(
          try sharpen.json(
            Item(
              name: scenario.rawValue, claim: scenario.claim, rule: scenario.rule.name,
              arms: results.map(\.numbers),
              configurations: results.map(\.arm.training))))
      } else {
        try output(text(scenario, results.map(\.numbers)))
      }
    }
  }

  /// The scenario of outputs, which has neither replicates nor seeds.
  private func failureModes() throws -> String {
    let numbers = try FailureModes.rewards.map { try FailureModes.run($0) }
    if json { return try sharpen.json(numbers) }
    var table = TextTable(
      ("reward", .left), ("length at the start", .right), ("at the end", .right), ("repetition", .right),
      ("parsed", .right), ("mode", .left))
    for row in numbers {
      table.add([
        row.reward, Format.fraction(row.firstLength), Format.fraction(row.lastLength),
        Format.fraction(row.lastRepetition), Format.fraction(row.lastParseRate), row.mode.rawValue,
      ])
    }
    return "\(FailureModes.claim)\n400 exact updates, nothing is drawn\n" + table.text
  }

  private func list() throws -> String {
    if json {
      return try sharpen.json(
        Scenario.all.map {
          Item(name: $0.rawValue, claim: $0.claim, rule: $0.rule.name, arms: nil, configurations: nil)
        })
    }
    var table = TextTable(("scenario", .left), ("what it puts to the test", .left))
    table.add([FailureModes.name, FailureModes.claim])
    for scenario in Scenario.all { table.add([scenario.rawValue, scenario.claim]) }
    return table.text
  }

  private func text(_ scenario: Scenario, _ numbers: [Scenario.ArmResult.Numbers]) -> String {
    func cell(_ estimate: Scenario.ArmResult.Numbers.Estimate) -> String {
      let half = (estimate.interval.upper - estimate.interval.lower) / 2
      return Format.fraction(estimate.mean) + (replicates > 1 ? " ± \(Format.fraction(half))" : "")
    }
    var table = TextTable(
      ("configuration", .left), ("accuracy at the start", .right), ("at its peak", .right),
      ("at the end", .right),
      ("reward accuracy at the end", .right), ("collapsed", .right), ("median step", .right))
    for arm in numbers {
      table.add([
        arm.label, cell(arm.firstAccuracy), cell(arm.peakAccuracy), cell(arm.lastAccuracy),
        cell(arm.lastRewardAccuracy),
        "\(arm.collapsed) of \(arm.replicates)", arm.medianCollapse.map(String.init) ?? "–",
      ])
    }
    return
      "\(scenario.claim)\n\(Format.count(replicates, "replicate")), seed \(seed), collapse by the rule \(scenario.rule.name), "
      + "\(full ? "full" : "quick") setting\n" + table.text
  }
}
