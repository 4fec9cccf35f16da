public import Measurement

extension CollapsePage {
  /// The page of a comparison.
  ///
  /// - Parameters:
  ///   - comparison: what was found.
  ///   - baseline: the record compared with.
  ///   - new: the new runs' record.
  ///   - trajectories: the new runs, whose curves of the rule's metric are drawn; none by default.
  public static func html(
    _ comparison: CollapseComparison, baseline: CollapseBaseline, new: CollapseBaseline,
    trajectories: [CollapseRun] = []
  ) -> String {
    let effect = comparison.effect
    let ratio = effect.hazardRatio
    let ends =
      "\(Markup.number(ratio.interval.low ?? 0)) to \(ratio.interval.high.map { Markup.number($0) } ?? "∞")"
    var rows = [
      ["rule", baseline.rule.description],
      ["verdict", comparison.verdict.rawValue],
      [
        "design",
        "\(comparison.design.rawValue), \(comparison.newRuns) new runs, \(comparison.baselineRuns) of the baseline",
      ],
      ["side tested", comparison.side.rawValue],
    ]
    if let p = comparison.p {
      rows.append(["p", "\(Markup.number(p)) (\(comparison.isExact ? "exact" : "random deals"))"])
      rows.append([
        "false-alarm rate",
        "\(Markup.number(comparison.falseAlarm)) stated, \(Markup.number(comparison.reachedAlarm)) reached",
      ])
      rows.append(["smallest p possible", Markup.number(comparison.smallestP)])
    }
    rows.append([
      "median collapse step",
      "\(Markup.number(effect.newMedian.map(Double.init))), was \(Markup.number(effect.baselineMedian.map(Double.init)))",
    ])
    let share = effect.shift.map { " (\(Markup.number(100 * $0)) %)" } ?? ""
    rows.append(["change of the restricted mean", "\(Markup.number(effect.meanDifference)) steps\(share)"])
    rows.append([
      "hazard ratio", "\(ratio.estimate.map { Markup.number($0) } ?? "no estimate"), \(ends) at 95 %",
    ])
    if let prediction = effect.prediction {
      let range = "\(Markup.number(prediction.low)) to \(Markup.number(prediction.high))"
      rows.append(["predicted for one run", "\(range) at \(Markup.number(100 * prediction.level)) %"])
    }
    var charts = [survival(baseline, new).svg]
    if !trajectories.isEmpty {
      let series = trajectories.enumerated().map { index, run in
        let smooth = CurveCourse.smoothed(baseline.metric, in: run.trajectory)
        return LineChart.Series(
          name: trajectories.count <= 6 ? run.name : "", points: smooth.map { (Double($0.step), $0.value) },
          colour: index)
      }
      charts.append(LineChart(title: "\(baseline.metric.rawValue) of the new runs", series: series).svg)
    }
    let runs = [(baseline.name, baseline), (new.name, new)].flatMap { name, record in
      record.runs.map { run in
        [
          name, run.name, run.seed.map { String($0) } ?? "–", run.collapseStep.map(String.init) ?? "none",
          String(run.watchedUntil),
        ]
      }
    }
    let body =
      Markup.table([], rows) + "<h2>Curves</h2><div class=\"charts\">\(charts.joined())</div><h2>Runs</h2>"
      + Markup.table(["record", "run", "seed", "collapse step", "watched until"], runs)
    let isBad = comparison.verdict != .consistent
    return page(
      title: "\(new.name) against \(baseline.name)", sentence: comparison.sentence, isBad: isBad, body: body)
  }

  /// Both Kaplan–Meier curves with their pointwise intervals.
  static func survival(_ baseline: CollapseBaseline, _ new: CollapseBaseline) -> LineChart {
    let series = [(new, 1), (baseline, 0)].flatMap { record, colour -> [LineChart.Series] in
      let curve = record.curve
      func stepped(_ value: (Int) -> Double) -> [(x: Double, y: Double)] {
        let steps = curve.points.map(\.step)
        let end = curve.lastStep > steps.last ?? 0 ? [curve.lastStep] : []
        return [(0, 1)] + (steps + end).map { (Double($0), value($0)) }
      }
      let bounds = [
        stepped { curve.interval(at: $0).low ?? 0 }, stepped { curve.interval(at: $0).high ?? 1 },
      ]
      return bounds.map { .init(name: "", points: $0, colour: colour, isFaint: true, isStepped: true) } + [
        .init(name: record.name, points: stepped(curve.survival), colour: colour, isStepped: true)
      ]
    }
    return LineChart(title: "share of runs not yet collapsed", series: series, range: 0...1)
  }
}
