import ArgumentParser
import Figures
import Foundation
import Logs
import Measurement

/// `sharpen collapse [show] LOG…`: what happened to each run, and to all of them as survival data.
struct CollapseShow: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Report on runs: collapse step, onset, failure mode, early warnings.",
    discussion: """
      The rule is named in every output. A run that never meets it is censored at its last measured step. Reward accuracy \
      falls on the way to a clean consensus as well, without anything going wrong (T39): a fall is no collapse.

      EXAMPLE: sharpen collapse show Tests/Fixtures/collapse/run.csv --sensitivity
      """)

  @OptionGroup var runs: RunOptions
  @Option(
    parsing: .unconditional,
    help: "The chance that an early warning sounds in a run in which nothing happens.")
  var falseAlarm = 0.05
  @Option(help: "Write a page on the run to this file, complete in itself. One run only.")
  var html: String?
  @Flag(help: "Print how the collapse step moves with threshold, smoothing and hold.")
  var sensitivity = false
  @Flag(help: "Print JSON.")
  var json = false

  func validate() throws {
    if !(falseAlarm > 0.0001 && falseAlarm < 1) {
      throw ValidationError("--false-alarm is \(falseAlarm), but must be above 0.0001 and below 1.")
    }
    if html != nil && runs.logs.count != 1 {
      throw ValidationError("--html is for one run, but \(runs.logs.count) are given.")
    }
  }

  func run() throws {
    try Failure.reporting {
      let rule = try runs.chosenRule
      let read = try runs.read()
      let reports = try read.map { read in
        do {
          return try runs.withUniforms("report \(read.run.name)") {
            try CollapseReport(
              of: read.run.trajectory, run: read.run.name, rule: rule, falseAlarm: falseAlarm, uniform: $0)
          }
        } catch let error as CollapseError {
          throw read.explained(error)
        }
      }
      if let html { try Self.write(CollapsePage.html(reports[0], read[0].run.trajectory), to: html) }
      if json {
        let items = zip(reports, read).map { Item(report: $0, imported: $1.imported) }
        try output(try sharpen.json(items, keys: .useDefaultKeys))
      } else {
        try output(
          zip(reports, read).map { text($0, $1.imported) }.joined(separator: "\n") + survival(reports))
      }
    }
  }

  private struct Item: Encodable {
    let report: CollapseReport
    let imported: ImportedRun

    enum Keys: String, CodingKey { case format, notes }

    func encode(to encoder: any Encoder) throws {
      try report.encode(to: encoder)
      var container = encoder.container(keyedBy: Keys.self)
      try container.encode(imported.format.rawValue, forKey: .format)
      try container.encode(imported.notes.map(\.description), forKey: .notes)
    }
  }

  private func text(_ report: CollapseReport, _ imported: ImportedRun) -> String {
    var lines = [report.sentence, "  rule      \(report.definition)"]
    lines.append("  read as   \(imported.format.rawValue), \(Format.count(report.steps, "step"))")
    for note in imported.notes { lines.append("  note      \(note)") }
    let others = report.otherRules.map { "\($0.rule) \($0.step.map(String.init) ?? "none")" }
    if !others.isEmpty { lines.append("  others    \(others.joined(separator: ", "))") }
    if let gap = report.proxyGap {
      lines.append(
        "  parting   \(gap.proxy.rawValue) and \(gap.truth.rawValue) part at step \(gap.step): "
          + "\(Format.number(gap.proxyChange)) against \(Format.number(gap.truthChange)) since")
    }
    for warning in report.warnings {
      guard let step = warning.step else { continue }
      let lead =
        warning.lead.map { $0 >= 0 ? ", \($0) steps before the collapse" : ", \(-$0) steps after it" } ?? ""
      lines.append(
        "  warning   \(warning.warning.metric.rawValue) at step \(step)\(lead), false-alarm rate \(Format.number(warning.warning.falseAlarm))"
      )
    }
    var table = TextTable(
      ("  column", .left), ("course", .left), ("start", .right), ("peak", .right), ("at", .right),
      ("end", .right))
    for course in report.courses {
      table.add([
        "  " + course.metric.rawValue, course.shape.rawValue, Format.number(course.start.value),
        Format.number(course.peak.value), String(course.peak.step), Format.number(course.end.value),
      ])
    }
    var text = lines.joined(separator: "\n") + "\n" + table.text
    if sensitivity {
      var moved = TextTable(
        ("  threshold", .right), ("smoothing", .right), ("hold", .right), ("collapse step", .right))
      for row in report.sensitivity.rows {
        moved.add([
          "  " + Format.number(row.threshold), String(row.smoothing), String(row.hold),
          row.step.map(String.init) ?? "none",
        ])
      }
      text += moved.text
    }
    return text
  }

  /// Several runs under one rule, as survival data.
  private func survival(_ reports: [CollapseReport]) -> String {
    let times = reports.compactMap { report in
      report.collapseStep.map { SurvivalTime.collapsed($0) } ?? report.censoredAt.map { .censored($0) }
    }
    guard times.count > 1, Set(reports.map(\.definition)).count == 1 else { return "" }
    let curve = KaplanMeier(times)
    let interval = curve.interval(ofQuantile: 0.5)
    let median =
      curve.median.map { "median collapse step \($0)" }
      ?? "fewer than half of the runs collapsed, so no median"
    let ends = [interval.low, interval.high].map { $0.map(Format.number) ?? "∞" }
    let horizon = times.map(\.step).max() ?? 0
    let mean = curve.restrictedMean(to: horizon)
    return
      "\n\(times.count { $0.isCollapsed }) of \(times.count) runs collapsed; \(median) (95 %: \(ends[0]) to \(ends[1])); "
      + "mean to step \(horizon): \(Format.number(mean.mean)) ± \(Format.number(mean.standardError))\n"
  }

  /// Writes a file beside and renames it.
  static func write(_ text: String, to path: String) throws {
    do {
      try Data(text.utf8).write(to: URL(fileURLWithPath: path), options: .atomic)
    } catch {
      throw Failure.inputOutput(
        "\(path): the file cannot be written; look whether the folder is there and has room")
    }
  }
}
