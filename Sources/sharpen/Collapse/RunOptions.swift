import ArgumentParser
import Foundation
import Logs
import Measurement
import SharpeningNumerics

/// Which runs are looked at, how they are read, and by which rule.
struct RunOptions: ParsableArguments {
  @Argument(
    help: "Logs, as PATH or NAME=PATH; - is standard input. A run's name is its path's last part otherwise.")
  var logs: [String] = []
  @Option(
    help:
      "What a column of the file stands for: SOURCE=TARGET or SOURCE=TARGET:UNIT, as eval/acc=heldout_accuracy:percent. May be given several times."
  )
  var map: [String] = []
  @Option(help: "A JSON object of mappings: {\"source\": \"target\"}.")
  var mapFile: String?
  @Option(help: "Of a file or folder with several runs, the one to read.")
  var run: String?
  @Option(
    help: ArgumentHelp(
      "The rule: \(CollapseRule.named.map(\.name).joined(separator: ", ")). By default the first that fits the columns."
    ))
  var rule: String?
  @Option(help: "A column for a rule of your own, for example reward_accuracy.")
  var metric: String?
  @Option(
    parsing: .unconditional, help: "The value to fall below, or rise above with --rises. (default: 0.01)")
  var threshold: Double?
  @Option(parsing: .unconditional, help: "How many measured steps are averaged, at least 1.")
  var smoothing: Int?
  @Option(parsing: .unconditional, help: "For how many measured steps the average stays beyond, at least 1.")
  var hold: Int?
  @Flag(help: "The metric collapses by rising.")
  var rises = false
  @Option(
    parsing: .unconditional,
    help: "On which share of problems the collapsed answer is right by chance, of 0 ..< 1.")
  var baseRate: Double?
  @Option(
    parsing: .unconditional, help: "Names the draws of bootstraps and permutations; a positive integer.")
  var seed: UInt64 = 1

  func validate() throws {
    if logs.isEmpty { throw ValidationError("No log is given; name at least one file or folder.") }
    try Refusal.seed(seed)
    if rule != nil && metric != nil {
      throw ValidationError("--rule and --metric exclude each other; give one.")
    }
    if metric == nil && rises { throw ValidationError("--rises is for --metric; give both or neither.") }
    if let baseRate, !(0..<1 ~= baseRate) {
      throw ValidationError("--base-rate is \(baseRate), but must be at least 0 and below 1.")
    }
    for (name, value) in [("smoothing", smoothing), ("hold", hold)] {
      if let value, value < 1 { throw ValidationError("--\(name) is \(value), but must be at least 1.") }
    }
    if let threshold, !threshold.isFinite {
      throw ValidationError("--threshold is \(threshold), but must be finite.")
    }
    _ = try chosenRule
  }

  /// The rule that was asked for; nil for the first that fits a run.
  var chosenRule: CollapseRule? {
    get throws {
      var chosen: CollapseRule?
      if let rule {
        guard let named = CollapseRule.named(rule) else {
          throw ValidationError(
            "There is no rule \"\(rule)\"; there are \(CollapseRule.named.map(\.name).joined(separator: ", "))."
          )
        }
        chosen = named
      }
      if let metric {
        guard let column = Trajectory.Column(rawValue: metric) else {
          throw ValidationError(
            "There is no column \"\(metric)\"; there are \(Trajectory.Column.allCases.map(\.rawValue).joined(separator: ", "))."
          )
        }
        chosen = CollapseRule(
          name: "own",
          conditions: [CollapseCondition(column, rises ? .rises : .falls, threshold: threshold ?? 0.01)])
      } else if let threshold {
        guard chosen != nil else {
          throw ValidationError("--threshold needs --rule or --metric, to say of what.")
        }
        chosen?.conditions[0].threshold = threshold
      }
      if smoothing != nil || hold != nil {
        guard var rule = chosen else {
          throw ValidationError("--smoothing and --hold need --rule or --metric.")
        }
        if let smoothing { rule.smoothing = smoothing }
        if let hold { rule.hold = hold }
        chosen = rule
      }
      if let baseRate {
        guard let rule = chosen else { throw ValidationError("--base-rate needs --rule or --metric.") }
        chosen = rule.counted(from: baseRate)
      }
      if let rule, let named = CollapseRule.named(rule), let changed = chosen, changed != named {
        chosen?.name = rule + ", changed"
      }
      return chosen
    }
  }

  /// The runs, read.
  func read() throws -> [ReadRun] {
    var options = RunReadingOptions()
    options.run = run
    for mapping in map { options.mappings.append(try RunReadingOptions.Mapping(mapping)) }
    if let mapFile {
      guard let data = FileManager.default.contents(atPath: mapFile) else {
        throw Failure.inputOutput("\(mapFile): the file cannot be read; look whether it is there")
      }
      try options.addMappings(json: String(decoding: data, as: UTF8.self), name: mapFile)
    }
    let reader = RunReader(options)
    return try logs.map { log in
      let (name, path) = Self.named(log)
      let imported = try reader.read(path)
      let run = CollapseRun(name: name, seed: Self.seed(in: name), trajectory: imported.trajectory)
      return ReadRun(run: run, imported: imported)
    }
  }

  /// NAME=PATH, or the path's last part.
  private static func named(_ log: String) -> (name: String, path: String) {
    if let equals = log.firstIndex(of: "="), !FileManager.default.fileExists(atPath: log) {
      return (String(log[..<equals]), String(log[log.index(after: equals)...]))
    }
    let path = log.hasSuffix("/") ? String(log.dropLast()) : log
    return (path.split(separator: "/").last.map(String.init) ?? path, log)
  }

  /// The number behind the last "seed" of a name, as in run-seed3.csv.
  private static func seed(in name: String) -> UInt64? {
    guard let range = name.range(of: "seed", options: .backwards) else { return nil }
    let digits = name[range.upperBound...].drop { "-_=".contains($0) }.prefix { $0.isNumber }
    return UInt64(digits)
  }

  /// A source of uniform numbers for one purpose.
  func withUniforms<Result>(_ purpose: String, _ work: (() -> Double) throws -> Result) rethrows -> Result {
    var generator = Generator(seed: Seed(seed).child(purpose))
    return try withoutActuallyEscaping({ generator.uniform() }) { try work($0) }
  }
}
