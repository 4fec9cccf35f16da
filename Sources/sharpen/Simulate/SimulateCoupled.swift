import ArgumentParser
import Foundation
import Measurement
import Sharpening
import SharpeningNumerics

/// `sharpen simulate coupled`: problems that share parameters.
struct SimulateCoupled: ParsableCommand {
  /// A model by its name.
  enum Model: String, CaseIterable, ExpressibleByArgument {
    case shortcut, independent
    case classRule = "class-rule"
    case strategies

    var coupling: CouplingModel {
      switch self {
      case .shortcut: .shortcut(ShortcutModel())
      case .independent: .shortcut(ShortcutModel().independent)
      case .classRule: .classRule(ClassRuleModel())
      case .strategies: .strategies(StrategyModel())
      }
    }
  }

  static let configuration = CommandConfiguration(
    commandName: "coupled",
    abstract: "Train problems that share parameters, and see whether and when they collapse.",
    discussion: """
      shortcut is Model E: a shared sharpness, a shared shortcut answer and private memory. independent is the same without \
      anything shared, the control. class-rule shares logits by answer and a rule by class. strategies shares two \
      strategies of which the consistent one is wrong in training. The evaluation problems are unseen and have no memory.

      --set changes any key of the configuration, for example --set data_size=32, --set model.easy=0.2, --set \
      reward.name=random, --set temperature=0.6; --print-configuration shows them all.

      The table shows means over replicates with standard errors below.

      EXAMPLE: sharpen simulate coupled shortcut --set data_size=512 --set steps=300 --replicates 4
      """)

  @Argument(help: "shortcut, independent, class-rule or strategies.")
  var model = Model.shortcut
  @Option(help: "A JSON file with a configuration, in place of a model's default.")
  var configuration: String?
  @Option(help: "Change a key of the configuration: key=value or key.key=value. May be given several times.")
  var set: [String] = []
  @Flag(help: "Print the configuration as JSON, with every key, and do nothing else.")
  var printConfiguration = false
  @Option(parsing: .unconditional, help: "Independent repetitions.")
  var replicates = 8
  @Option(parsing: .unconditional, help: "Names every draw; a positive integer.")
  var seed: UInt64 = 1
  @Option(parsing: .unconditional, help: "Threads; the numbers do not depend on it. By default one a core.")
  var threads: Int?
  @Flag(help: "Print JSON.")
  var json = false
  @Flag(help: "Print CSV: one row a step with the means over replicates, which `sharpen collapse` reads.")
  var csv = false

  func validate() throws {
    try Refusal.seed(seed)
    if json && csv { throw ValidationError("--json and --csv exclude each other; give one.") }
    try Refusal.threads(threads)
    if !(1...1_000_000 ~= replicates) {
      throw ValidationError("replicates is \(replicates), but must be from 1 to 1000000.")
    }
  }

  func run() throws {
    try Failure.reporting {
      var training = CoupledTraining()
      training.model = model.coupling
      if model == .independent || model == .strategies { training.dataSize = model == .strategies ? 6 : 512 }
      if model == .strategies { training.batch = 6 }
      if let configuration {
        training = try ConfigurationFile.read(CoupledTraining.self, from: configuration)
      }
      training.seed = Seed(seed)
      training = try ConfigurationFile.changed(training, by: set)
      if let problem = training.problem { throw Failure.usage(problem) }
      if printConfiguration {
        try output(try sharpen.json(training, keys: .useDefaultKeys))
        return
      }
      let progress = Progress("training", total: replicates, unit: ("steps", Double(training.steps)))
      let executor = ThreadExecutor(
        threads: threads ?? ProcessInfo.processInfo.activeProcessorCount, progress: progress)
      let summary = training.summary(replicates: replicates, executor: executor)
      progress.finish()
      let report = CoupledReport(training: training, summary: summary)
      try output(json ? try sharpen.json(report) : csv ? report.csv : report.text)
    }
  }
}

/// What coupled training came to.
struct CoupledReport: Encodable {
  let training: CoupledTraining
  let summary: CoupledSummary

  private static let shown: [Trajectory.Column] = [
    .heldoutAccuracy, .labelAccuracy, .rewardAccuracy, .majorityRatio, .answerDiversity, .majorityFlipRate,
    .klToStart,
  ]

  private struct Series: Encodable {
    let mean: [Double?]
    let error: [Double?]
  }

  enum CodingKeys: String, CodingKey {
    case configuration, replicates, rule, collapseSteps, medianCollapse, diverged, steps, columns
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(training, forKey: .configuration)
    try container.encode(summary.replicates, forKey: .replicates)
    try container.encode(summary.rule.name, forKey: .rule)
    try container.encode(summary.collapses.map(\.step), forKey: .collapseSteps)
    try container.encode(summary.medianCollapse, forKey: .medianCollapse)
    try container.encode(summary.diverged, forKey: .diverged)
    try container.encode(summary.steps, forKey: .steps)
    var columns: [String: Series] = [:]
    for column in Trajectory.Column.allCases where !summary.evaluation(column).isEmpty {
      let moments = summary.evaluation(column)
      columns[column.rawValue] = Series(mean: moments.map(\.mean.finite), error: moments.map(\.error.finite))
    }
    try container.encode(columns, forKey: .columns)
  }

  var text: String {
    let columns = Self.shown.filter { !summary.evaluation($0).isEmpty }
    var table = TextTable(columns: [("step", .right)] + columns.map { ($0.rawValue, .right) })
    let last = summary.steps.count - 1
    let stride = last <= 16 ? 1 : (last + 15) / 16
    for (index, step) in summary.steps.enumerated() where index % stride == 0 || index == last {
      let moments = columns.map { summary.evaluation($0) }
      table.add([String(step)] + moments.map { index < $0.count ? Format.fraction($0[index].mean) : "" })
      if summary.replicates > 1 {
        table.add([""] + moments.map { index < $0.count ? "±\(Format.fraction($0[index].error))" : "" })
      }
    }
    let size = training.dataSize.map { "\($0) problems" } ?? "new problems at every step"
    let collapses =
      summary.collapsed == 0
      ? "no replicate collapsed by the rule \(summary.rule.name)"
      : "\(summary.collapsed) of \(Format.count(summary.replicates, "replicate")) collapsed by the rule \(summary.rule.name)"
        + (summary.medianCollapse.map { ", at step \($0) in the median" } ?? "")
    let divergence = summary.diverged == 0 ? "" : "; \(summary.diverged) diverged"
    return
      "\(size), batch \(training.batch), \(Format.count(training.rollouts, "rollout")), reward \(training.reward.name.rawValue), "
      + "\(Format.count(summary.replicates, "replicate")), seed \(training.seed), unseen problems evaluated\n"
      + table.text + collapses + divergence + "\n"
  }

  /// The evaluation's columns at the evaluated steps.
  var csv: String {
    let columns = Trajectory.Column.allCases.filter { !summary.evaluation($0).isEmpty }
    let rows = summary.steps.indices.map { index in
      ([String(summary.steps[index])]
        + columns.map { column in
          let moments = summary.evaluation(column)
          return index < moments.count ? Format.csv(moments[index].mean) : ""
        }).joined(separator: ",")
    }
    let header = (["step"] + columns.map(\.rawValue)).joined(separator: ",")
    return ([header] + rows).joined(separator: "\n") + "\n"
  }
}
