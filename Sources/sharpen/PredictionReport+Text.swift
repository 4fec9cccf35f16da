import Sharpening

extension PredictionReport {
  /// The prediction as people read it.
  func text(of path: String, perProblem: Bool) -> String {
    var parts = [
      summary(of: path), hasCorrectness ? course : "", hasCorrectness ? verdict : unknownCorrectness,
    ]
    if perProblem { parts.append(problemTable) }
    return parts.filter { !$0.isEmpty }.joined(separator: "\n")
  }

  private func summary(of path: String) -> String {
    let sizes = prediction.samplesPerProblem
    let each = sizes.count == 1 ? "\(sizes.lowerBound)" : "\(sizes.lowerBound) to \(sizes.upperBound)"
    var lines = [
      "\(path): \(Format.count(prediction.problems, "problem")), \(Format.count(prediction.samples, "sample")) (\(each) a problem)"
    ]
    if sizes.count > 1 && prediction.options.k == nil && hasCorrectness {
      lines.append("samples differ from problem to problem: maj@k and pass@k take each problem at its own k")
    }
    if prediction.unparsedSamples > 0 {
      lines.append("\(Format.count(prediction.unparsedSamples, "sample")) without an answer")
    }
    if mergedAnswers > 0 { lines.append("\(Format.count(mergedAnswers, "answer")) merged with equal ones") }
    var table = TextTable(("", .left), ("", .right), ("", .left))
    let k = prediction.options.k.map(String.init) ?? (sizes.count == 1 ? "\(sizes.lowerBound)" : "k")
    if hasCorrectness {
      table.add(["pass@1", Format.percent(prediction.passAt1), "one sampled answer"])
      table.add(["maj@\(k)", Format.percent(prediction.majAtK), "the vote"])
      table.add(["pass@\(k)", Format.percent(prediction.passAtK), "a perfect verifier over the same samples"])
      table.add([
        "limit", Format.percent(prediction.limitAccuracy), "where voting can take one sampled answer",
      ])
    }
    table.add([
      "entropy", String(Format.number(prediction.meanAnswerEntropy)) + " nats", "mean over problems",
    ])
    return lines.joined(separator: "\n") + "\n" + table.text.drop { $0 == "\n" }
  }

  private var course: String {
    var table = TextTable(
      ("step", .right), ("accuracy", .right), ("reward accuracy", .right), ("majority ratio", .right))
    for step in shownSteps {
      table.add([
        String(step), Format.fraction(prediction.accuracy[step]),
        Format.fraction(prediction.rewardAccuracy[step]),
        Format.fraction(prediction.majorityRatio[step]),
      ])
    }
    return "\(law), beta \(Format.number(prediction.options.beta))\n" + table.text
  }

  /// All steps up to 20, then about 20 of them and the last.
  private var shownSteps: [Int] {
    let last = prediction.accuracy.count - 1
    let stride = last <= 20 ? 1 : (last + 19) / 20
    return (0...last).filter { $0 % stride == 0 || $0 == last }
  }

  private var verdict: String {
    var table = TextTable(
      ("", .left), ("shape", .left), ("V (start)", .right), ("95 %", .left), ("M (end)", .right),
      ("95 %", .left),
      ("0 excluded", .left))
    table.add(row("all samples", prediction.shape))
    if let split = prediction.splitSample { table.add(row("split samples", split.shape)) }
    let law = prediction.options.rollouts == nil ? "" : " under infinitely many rollouts"
    var text = "shape\(law): \(prediction.shape.shape.rawValue), \(certainty)\n" + table.text
    if let split = prediction.splitSample {
      text +=
        "split samples choose the majority on one half and measure it on the other: label accuracy "
        + "\(Format.percent(split.labelAccuracy)), majority ratio \(Format.fraction(split.majority))\n"
    }
    let expected =
      prediction.shape.shape == .risesThenFalls || prediction.shape.shape == .fallsThenRises ? 1 : 0
    if prediction.turningPoints != expected {
      text +=
        "the exact course turns \(prediction.turningPoints) times, which the two slopes alone do not tell\n"
    }
    return text
  }

  private var certainty: String {
    if prediction.isCertain { return "certain at 95 %" }
    return prediction.shape.isCertain
      ? "which may be an artefact: the split samples do not confirm it" : "which may be noise"
  }

  private func row(_ name: String, _ shape: ShapeEstimate) -> [String] {
    [
      name, shape.shape.rawValue, slope(shape.initialSlope), range(shape.initialSlopeInterval),
      slope(shape.finalSlope), range(shape.finalSlopeInterval), shape.isCertain ? "yes" : "no",
    ]
  }

  private func range(_ interval: Interval) -> String { "\(slope(interval.lower)) … \(slope(interval.upper))" }

  /// A slope; what is 0 but for rounding, as the shape takes it, is shown as 0.
  private func slope(_ value: Double) -> String { Format.number(abs(value) <= 1e-12 ? 0 : value) }

  private var unknownCorrectness: String {
    "the file does not say which answers are correct: accuracies, limit and shape are unknown\n"
  }

  private var problemTable: String {
    var table = TextTable(
      ("problem", .left), ("samples", .right), ("majority", .right), ("margin", .right), ("right", .left),
      ("flip@\(prediction.options.rollouts ?? prediction.options.flipRollouts)", .right), ("tie", .left),
      ("answer", .left))
    for problem in prediction.perProblem {
      table.add([
        problem.id.shortened(to: 32), String(problem.samples), Format.fraction(problem.majority),
        Format.number(problem.margin), hasCorrectness ? (problem.isRight ? "yes" : "no") : "–",
        Format.fraction(problem.flipProbability), problem.isTied ? "tie" : "",
        (problem.majorityAnswer ?? "(none)").shortened(to: 40),
      ])
    }
    return table.text
  }

  /// One row a problem.
  var problemsCSV: String {
    var rows = [
      "problem_id,samples,majority_answer,p_majority,margin,right,accuracy,pass_at_k,flip_probability,tie"
    ]
    for problem in prediction.perProblem {
      rows.append(
        [
          Format.csv(problem.id), String(problem.samples), Format.csv(problem.majorityAnswer ?? ""),
          Format.csv(problem.majority), Format.csv(problem.margin),
          hasCorrectness ? (problem.isRight ? "1" : "0") : "",
          hasCorrectness ? Format.csv(problem.accuracy) : "",
          hasCorrectness ? Format.csv(problem.passAtK) : "", Format.csv(problem.flipProbability),
          problem.isTied ? "1" : "0",
        ].joined(separator: ","))
    }
    return rows.joined(separator: "\n") + "\n"
  }

  /// One row a step.
  var stepsCSV: String {
    var rows = ["step,accuracy,reward_accuracy,majority_ratio"]
    for step in prediction.accuracy.indices {
      rows.append(
        [
          String(step), hasCorrectness ? Format.csv(prediction.accuracy[step]) : "",
          hasCorrectness ? Format.csv(prediction.rewardAccuracy[step]) : "",
          Format.csv(prediction.majorityRatio[step]),
        ].joined(separator: ","))
    }
    return rows.joined(separator: "\n") + "\n"
  }
}
