/// What is known of one run's collapse under one rule.
public struct CollapseReport: Hashable, Codable, Sendable {
  /// An early warning and when it sounded.
  public struct Warning: Hashable, Codable, Sendable {
    /// The warning with its stated rate and how it was calibrated.
    public let warning: EarlyWarning
    /// The step of the alarm, nil if there was none.
    public let step: Int?
    /// Collapse step minus alarm, nil without both; negative for an alarm after the collapse.
    public let lead: Int?

    /// Writes an absent step or lead as null.
    public func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(warning, forKey: .warning)
      try container.encode(step, forKey: .step)
      try container.encode(lead, forKey: .lead)
    }

    enum CodingKeys: String, CodingKey { case warning, step, lead }
  }

  /// The format's version.
  public static let currentVersion = 1

  /// The version of the format.
  public let version: Int
  /// The run's name.
  public let run: String
  /// How many steps the run has.
  public let steps: Int
  /// The rule's name.
  public let rule: String
  /// The whole rule.
  public let definition: CollapseRule
  /// The collapse step, nil where the run is censored.
  public let collapseStep: Int?
  /// The last measured step of a run without a collapse, nil where it collapsed.
  public let censoredAt: Int?
  /// How the run fails.
  public let failureMode: FailureMode
  /// The course of the rule's metric; nil where it was measured at fewer than four steps.
  public let shape: CurveShape?
  /// Where the collapse sets in.
  public let onset: ChangePoint?
  /// Where the majority-voting reward and the truth part, nil if they do not.
  public let proxyGap: ProxyGap?
  /// The course of every column with at least four measured steps.
  public let courses: [CurveCourse]
  /// The early warnings, one a label-free metric that was measured long enough.
  public let warnings: [Warning]
  /// How the step moves with the rule.
  public let sensitivity: CollapseSensitivity
  /// What the other named rules say, those whose metrics were all measured.
  public let otherRules: [Other]

  /// Another rule's word.
  public struct Other: Hashable, Codable, Sendable {
    /// The rule's name.
    public let rule: String
    /// Its collapse step, nil where it sees none.
    public let step: Int?

    enum CodingKeys: String, CodingKey {
      case rule
      case step = "collapse_step"
    }

    /// Writes an absent step as null.
    public func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(rule, forKey: .rule)
      try container.encode(step, forKey: .step)
    }
  }

  enum CodingKeys: String, CodingKey {
    case version, run, steps, rule, shape, onset, courses, warnings, sensitivity
    case definition = "rule_definition"
    case collapseStep = "collapse_step"
    case censoredAt = "censored_at"
    case failureMode = "failure_mode"
    case proxyGap = "proxy_gap"
    case otherRules = "other_rules"
  }

  /// The metrics that need no label.
  public static let labelFree: [Trajectory.Column] = [
    .majorityRatio, .answerDiversity, .actorEntropy, .responseLength, .repetition,
  ]

  /// Examines a run.
  ///
  /// Each label-free metric with at least 40 measured values gets a warning calibrated on blocks of its own first 20: the run's
  /// stated rate is shared out equally among them. The stretch must be free of the collapse, which is the caller's to see.
  /// - Parameters:
  ///   - trajectory: the run.
  ///   - run: its name.
  ///   - rule: the rule; the first that fits where nil.
  ///   - falseAlarm: the chance that any warning sounds in a run in which nothing happens.
  ///   - resamples: of the onset's bootstrap and, five times as many, of the warnings' calibration.
  ///   - uniform: a uniform number of 0 ..< 1.
  /// - Throws: `CollapseError.noRule`, `.missingColumns`.
  public init(
    of trajectory: Trajectory, run: String, rule: CollapseRule? = nil, falseAlarm: Double = 0.05,
    resamples: Int = 400, uniform: () -> Double
  ) throws(CollapseError) {
    guard let rule = rule ?? CollapseRule.fitting(trajectory) else {
      throw .noRule(run: run, columns: trajectory.columns)
    }
    let missing = rule.metrics.filter { !trajectory.columns.contains($0) }
    guard missing.isEmpty else { throw .missingColumns(run: run, rule: rule.name, missing: missing) }
    version = Self.currentVersion
    self.run = run
    steps = trajectory.steps.count
    self.rule = rule.name
    definition = rule
    let outcome = rule.outcome(of: trajectory)
    collapseStep = outcome.step
    if case .censored(let step) = outcome { censoredAt = step } else { censoredAt = nil }
    failureMode = FailureMode(of: trajectory, under: rule)
    courses = trajectory.columns.compactMap { CurveCourse(of: $0, in: trajectory) }
    shape = courses.first { $0.metric == rule.metric }?.shape
    onset = rule.onset(in: trajectory, resamples: resamples, uniform: uniform)
    proxyGap =
      ProxyGap(in: trajectory) ?? ProxyGap(truth: .heldoutAccuracy, in: trajectory)
    sensitivity = CollapseSensitivity(of: rule, in: trajectory)
    otherRules = CollapseRule.named.filter { other in
      other.name != rule.name && other.metrics.allSatisfy { trajectory.columns.contains($0) }
    }.map { Other(rule: $0.name, step: $0.outcome(of: trajectory).step) }

    let reference = 20
    let watched = Self.labelFree.filter { trajectory.measured($0).values.count >= 2 * reference }
    let rate = falseAlarm / Double(max(1, watched.count))
    let replicates = max(5 * resamples, Int((1 / rate).rounded(.up)))
    let collapse = outcome.step
    warnings = watched.map { metric in
      let values = trajectory.measured(metric).values
      let warning = EarlyWarning.blocks(
        of: Array(values.prefix(reference)), on: metric, reference: reference,
        horizon: values.count - reference, falseAlarm: rate, replicates: replicates, uniform: uniform)
      let step = warning.alarm(in: trajectory)
      let lead = step.flatMap { step in collapse.map { $0 - step } }
      return Warning(warning: warning, step: step, lead: lead)
    }
  }

  /// Writes what is absent as null, so that every key is always there.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(version, forKey: .version)
    try container.encode(run, forKey: .run)
    try container.encode(steps, forKey: .steps)
    try container.encode(rule, forKey: .rule)
    try container.encode(definition, forKey: .definition)
    try container.encode(collapseStep, forKey: .collapseStep)
    try container.encode(censoredAt, forKey: .censoredAt)
    try container.encode(failureMode, forKey: .failureMode)
    try container.encode(shape, forKey: .shape)
    try container.encode(onset, forKey: .onset)
    try container.encode(proxyGap, forKey: .proxyGap)
    try container.encode(courses, forKey: .courses)
    try container.encode(warnings, forKey: .warnings)
    try container.encode(sensitivity, forKey: .sensitivity)
    try container.encode(otherRules, forKey: .otherRules)
  }

  /// One sentence for people, which names the rule.
  public var sentence: String {
    let found =
      if let collapseStep {
        "\(run) collapses at step \(collapseStep)"
      } else if let censoredAt {
        "\(run) has not collapsed by step \(censoredAt)"
      } else {
        "\(run) has no step that can be judged"
      }
    let verb = collapseStep == nil ? "but its \(definition.metric.rawValue) breaks" : "and the fall sets in"
    let set = onset.map { ", \(verb) at step \($0.step) (\($0.low) to \($0.high))" } ?? ""
    return "\(found) under the rule '\(rule)'\(set); failure mode: \(failureMode.rawValue)."
  }
}

extension CollapseRule {
  /// Where the collapse of a run sets in: the break of the rule's first metric, up to the end of the collapse's hold.
  ///
  /// Of a run without a collapse the whole course is searched, and the break tells where the metric turns. Breaks against the rule's direction do not count.
  /// - Returns: nil for fewer than eight measured steps, without a break in the direction, or if the break is no clearer than
  ///   chance at 5 %.
  public func onset(
    in trajectory: Trajectory, level: Double = 0.95, resamples: Int = 400, uniform: () -> Double
  ) -> ChangePoint? {
    let (steps, values) = trajectory.measured(metric)
    var count = values.count
    if let step = outcome(of: trajectory).step, let index = steps.firstIndex(where: { $0 >= step }) {
      count = min(count, index + max(hold, 10))
    }
    let found = ChangePoint.find(
      steps: Array(steps.prefix(count)), values: Array(values.prefix(count)),
      direction: conditions[0].direction, level: level, resamples: resamples, uniform: uniform)
    guard let found, found.p <= 0.05 else { return nil }
    if outcome(of: trajectory).step != nil { return found }
    // A rise that slackens breaks downwards too, but nothing falls.
    guard let course = CurveCourse(of: metric, in: trajectory) else { return nil }
    switch conditions[0].direction {
    case .falls: return course.recovery == nil ? nil : found
    case .rises: return course.peak.value - course.start.value > course.resolution ? found : nil
    }
  }
}
