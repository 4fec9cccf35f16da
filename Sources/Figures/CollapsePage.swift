public import Measurement

/// A page of HTML on one run or one comparison: complete in itself, without script, link or font from elsewhere.
public enum CollapsePage {
  /// The page of a run.
  ///
  /// - Parameters:
  ///   - report: what is known of the run.
  ///   - trajectory: the run itself, whose columns are drawn.
  public static func html(_ report: CollapseReport, _ trajectory: Trajectory) -> String {
    let collapse = report.collapseStep.map(String.init) ?? "none"
    let end = report.censoredAt.map { " (watched to \($0))" } ?? ""
    var rows = [
      ["rule", report.definition.description],
      ["collapse step", collapse + end],
      ["failure mode", report.failureMode.rawValue],
      ["course of \(report.definition.metric.rawValue)", report.shape?.rawValue ?? "–"],
    ]
    if let onset = report.onset {
      let interval = "\(onset.low) to \(onset.high) at \(Markup.number(100 * onset.level)) %"
      rows.append([
        "onset",
        "\(onset.step) (\(interval)), change of \(onset.model.rawValue), p = \(Markup.number(onset.p))",
      ])
    }
    if let gap = report.proxyGap {
      let changes = "\(Markup.number(gap.proxyChange)) against \(Markup.number(gap.truthChange))"
      rows.append([
        "\(gap.proxy.rawValue) parts from \(gap.truth.rawValue)", "at step \(gap.step): \(changes) since",
      ])
    }
    let charts = trajectory.columns.filter { $0 != .tokens }.map { chart(of: $0, report, trajectory).svg }
    let body =
      Markup.table([], rows) + "<h2>Curves</h2><div class=\"charts\">\(charts.joined())</div>"
      + courses(report)
      + warnings(report) + sensitivity(report)
    return page(title: report.run, sentence: report.sentence, isBad: report.collapseStep != nil, body: body)
  }

  /// One column's values and their smoothed course, with the collapse and its onset.
  static func chart(
    of column: Trajectory.Column, _ report: CollapseReport, _ trajectory: Trajectory
  ) -> LineChart {
    let values = zip(trajectory.steps, trajectory[column] ?? []).compactMap { step, value in
      value.map { (x: Double(step), y: $0) }
    }
    let smooth = CurveCourse.smoothed(column, in: trajectory).map { (x: Double($0.step), y: $0.value) }
    var marks: [LineChart.Mark] = []
    if let step = report.collapseStep {
      marks.append(.init(x: Double(step), label: "collapse \(step) (\(report.rule))", colour: 1))
    }
    let isRuled = report.definition.metrics.first == column
    if isRuled, let onset = report.onset {
      marks.append(.init(x: Double(onset.step), label: "onset \(onset.step)", colour: 2))
    }
    if let warning = report.warnings.first(where: { $0.warning.metric == column }), let step = warning.step {
      marks.append(.init(x: Double(step), label: "warning \(step)", colour: 3))
    }
    let band = isRuled ? report.onset.map { Double($0.low)...Double($0.high) } : nil
    return LineChart(
      title: column.rawValue,
      series: [
        .init(name: "measured", points: values, isFaint: true), .init(name: "", points: smooth),
      ], marks: marks, bands: band.map { [$0] } ?? [])
  }

  private static func courses(_ report: CollapseReport) -> String {
    let rows = report.courses.map { course in
      [
        course.metric.rawValue, course.shape.rawValue, Markup.number(course.start.value),
        "\(Markup.number(course.peak.value)) at \(course.peak.step)", Markup.number(course.end.value),
        Markup.number(course.depth), course.recovery.map { "\(Markup.number(100 * $0)) %" } ?? "–",
        Markup.number(course.resolution),
      ]
    }
    let header = [
      "metric", "course", "start", "peak", "end", "depth", "recovered", "smallest change that counts",
    ]
    return "<h2>Courses</h2>" + Markup.table(header, rows)
  }

  private static func warnings(_ report: CollapseReport) -> String {
    guard !report.warnings.isEmpty else { return "" }
    let rows = report.warnings.map { found in
      [
        found.warning.metric.rawValue, found.step.map(String.init) ?? "none",
        found.lead.map { "\($0) steps" } ?? "–", Markup.number(found.warning.falseAlarm),
        "\(found.warning.calibration.rawValue), \(found.warning.nullRuns) null runs of"
          + " \(found.warning.reference) + \(found.warning.horizon) values",
      ]
    }
    let header = ["metric", "alarm", "before the collapse", "false-alarm rate", "calibrated on"]
    return "<h2>Early warnings</h2>" + Markup.table(header, rows)
  }

  private static func sensitivity(_ report: CollapseReport) -> String {
    let rows = report.sensitivity.rows
    let holds = Set(rows.map(\.hold)).sorted()
    var lines: [[String]] = []
    var index = 0
    while index < rows.count {
      let part = rows[index..<min(rows.count, index + holds.count)]
      let first = rows[index]
      let steps = part.map { $0.step.map(String.init) ?? "none" }
      lines.append([Markup.number(first.threshold), String(first.smoothing)] + steps)
      index += holds.count
    }
    let header = ["threshold", "smoothing"] + holds.map { "hold \($0)" }
    return "<h2>Collapse step under variants of the rule</h2>" + Markup.table(header, lines)
  }

  /// The page's frame.
  static func page(title: String, sentence: String, isBad: Bool, body: String) -> String {
    """
    <!DOCTYPE html>
    <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
    <title>\(Markup.escaped(title))</title>
    <style>
    :root { color-scheme: light dark; --line: #8884; }
    body { font: 15px/1.5 system-ui, sans-serif; max-width: 1340px; margin: 0 auto; padding: 1rem; }
    .verdict { border-left: 4px solid \(isBad ? "#d55e00" : "#009e73"); padding: .4rem .8rem; font-size: 1.1rem; }
    .charts { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 26rem), 1fr)); gap: 1rem; }
    svg { width: 100%; height: auto; }
    table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
    th, td { text-align: left; padding: .2rem .7rem; border-bottom: 1px solid var(--line); }
    .scroll { overflow-x: auto; }
    dt { font-weight: 600; } dd { margin: 0 0 .6rem; max-width: 48rem; }
    </style></head><body>
    <h1>\(Markup.escaped(title))</h1>
    <p class="verdict">\(Markup.escaped(sentence))</p>
    \(body)
    \(Glossary.html)
    </body></html>

    """
  }
}
