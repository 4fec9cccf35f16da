/// When a set of runs collapsed under one rule: the file that later runs are compared with, and the form of those runs too.
public struct CollapseBaseline: Hashable, Codable, Sendable {
  /// One run.
  public struct Run: Hashable, Codable, Sendable {
    /// Its name, unique in the record.
    public let name: String
    /// Its seed, where it had one.
    public let seed: UInt64?
    /// The collapse step, nil where the run is censored.
    public let collapseStep: Int?
    /// The last step from which a collapse could have been seen to hold.
    public let watchedUntil: Int
    /// The trajectory's digest.
    public let digest: String

    enum CodingKeys: String, CodingKey {
      case name, seed, digest
      case collapseStep = "collapse_step"
      case watchedUntil = "watched_until"
    }

    /// Writes an absent collapse step or seed as null.
    public func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(name, forKey: .name)
      try container.encode(seed, forKey: .seed)
      try container.encode(collapseStep, forKey: .collapseStep)
      try container.encode(watchedUntil, forKey: .watchedUntil)
      try container.encode(digest, forKey: .digest)
    }

    /// The run as survival data.
    public var time: SurvivalTime { collapseStep.map { .collapsed($0) } ?? .censored(watchedUntil) }
  }

  enum CodingKeys: String, CodingKey { case version, name, rule, metric, runs }

  /// The format's version.
  public static let currentVersion = 1

  /// The version of the format.
  public var version: Int
  /// What the record is called.
  public var name: String
  /// The rule that gave the steps.
  public var rule: CollapseRule
  /// The quantity that the rule reads first.
  public var metric: Trajectory.Column
  /// The runs.
  public var runs: [Run]

  /// Records runs under a rule.
  ///
  /// - Parameters:
  ///   - name: what the record is called.
  ///   - rule: the rule.
  ///   - runs: at least one, with different names.
  /// - Throws: `CollapseError.noRuns`, `.duplicateRun`, `.missingColumns`, `.tooShort`.
  public init(name: String, rule: CollapseRule, runs: [CollapseRun]) throws(CollapseError) {
    if runs.isEmpty { throw .noRuns(record: name) }
    version = Self.currentVersion
    self.name = name
    self.rule = rule
    metric = rule.metric
    self.runs = []
    for run in runs {
      if self.runs.contains(where: { $0.name == run.name }) { throw .duplicateRun(run: run.name) }
      let missing = rule.metrics.filter { !run.trajectory.columns.contains($0) }
      guard missing.isEmpty else { throw .missingColumns(run: run.name, rule: rule.name, missing: missing) }
      let steps = run.trajectory.measured(rule.metrics).steps
      guard steps.count >= rule.hold else {
        throw .tooShort(run: run.name, rule: rule.name, steps: steps.count, hold: rule.hold)
      }
      self.runs.append(
        Run(
          name: run.name, seed: run.seed, collapseStep: rule.outcome(of: run.trajectory).step,
          watchedUntil: steps[steps.count - rule.hold], digest: run.trajectory.digest))
    }
  }

  /// The runs as survival data.
  public var times: [SurvivalTime] { runs.map(\.time) }
  /// The share of runs not yet collapsed.
  public var curve: KaplanMeier { KaplanMeier(times) }

  /// Refuses a record that cannot stand beside this one.
  func check(_ other: CollapseBaseline) throws(CollapseError) {
    for record in [self, other] {
      guard record.version == Self.currentVersion else {
        throw .version(record: record.name, found: record.version, needed: Self.currentVersion)
      }
      if record.runs.isEmpty { throw .noRuns(record: record.name) }
    }
    if metric != other.metric { throw .metric(baseline: metric, new: other.metric) }
    if rule != other.rule { throw .rule(baseline: rule, new: other.rule) }
  }

  /// The runs of this record with their partners of another: by seed where every run has one, else by name.
  func pairs(with other: CollapseBaseline) throws(CollapseError) -> [(old: Run, new: Run)] {
    let bySeed = (runs + other.runs).allSatisfy { $0.seed != nil }
    func same(_ a: Run, _ b: Run) -> Bool { bySeed ? a.seed == b.seed : a.name == b.name }
    let lonely =
      runs.filter { old in other.runs.count { same(old, $0) } != 1 }
      + other.runs.filter { new in runs.count { same(new, $0) } != 1 }
    guard lonely.isEmpty else { throw .unpaired(runs: lonely.map(\.name)) }
    return runs.compactMap { old in other.runs.first { same(old, $0) }.map { (old, $0) } }
  }
}

/// What recording a baseline anew would change.
public struct CollapseDifference: Hashable, Codable, Sendable {
  /// One line a change, for people; empty where nothing changes.
  public let lines: [String]

  /// Compares two records of one name, run by run.
  public init(from old: CollapseBaseline, to new: CollapseBaseline) {
    var lines: [String] = []
    if old.version != new.version { lines.append("format: version \(old.version) becomes \(new.version)") }
    if old.rule != new.rule { lines.append("rule: '\(old.rule)' becomes '\(new.rule)'") }
    for run in old.runs {
      guard let other = new.runs.first(where: { $0.name == run.name }) else {
        lines.append("\(run.name): removed (\(Self.words(run)))")
        continue
      }
      if run.seed != other.seed { lines.append("\(run.name): another seed") }
      if run.time != other.time {
        lines.append("\(run.name): \(Self.words(run)) becomes \(Self.words(other))")
      } else if run.digest != other.digest {
        lines.append("\(run.name): \(Self.words(run)) stays, other values differ")
      }
    }
    for run in new.runs where !old.runs.contains(where: { $0.name == run.name }) {
      lines.append("\(run.name): added (\(Self.words(run)))")
    }
    self.lines = lines
  }

  private static func words(_ run: CollapseBaseline.Run) -> String {
    run.collapseStep.map { "collapse at \($0)" } ?? "no collapse up to \(run.watchedUntil)"
  }
}
