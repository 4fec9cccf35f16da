/// Whether new runs collapse when a baseline says, at a stated false-alarm rate.
///
/// The rate is the chance of an alarm where the new runs are of the baseline's law. A rank test's p-values are few: n + n runs
/// have none below 1/C(2n, n), one run beside n none below 1/(n+1), n pairs none below 2^−n, all doubled for either side. Each
/// result therefore says which rate was reached, and where runs of such a number have no p-value small enough the verdict is
/// `tooFew`. Ties, as where no run collapses, leave fewer p-values still, but such runs are alike and `consistent`.
public struct CollapseComparison: Hashable, Codable, Sendable {
  /// How new runs stand to the baseline's.
  public enum Design: String, CaseIterable, Codable, Sendable {
    /// Other seeds: the log-rank statistic over all ways to deal the runs out.
    case unpaired
    /// The same seeds under a change: the signed ranks of the differences over all signs.
    case paired
    /// One run: its rank among the baseline's, with a prediction interval.
    case single
    /// The same seeds of a deterministic program: the same step, within a tolerance.
    case exact
  }

  /// What was found.
  public enum Verdict: String, CaseIterable, Codable, Sendable {
    /// Nothing unlikely.
    case consistent
    /// The new runs collapse earlier.
    case earlier
    /// The new runs collapse later.
    case later
    /// Runs that should be repeated exactly are not.
    case different
    /// The runs are too few for any alarm at the rate.
    case tooFew = "too-few"
  }

  /// How large the change is.
  public struct Effect: Hashable, Codable, Sendable {
    /// The baseline's median collapse step, nil where fewer than half collapsed.
    public let baselineMedian: Int?
    /// The new runs' median.
    public let newMedian: Int?
    /// The new restricted mean minus the baseline's, in steps: negative for earlier collapses.
    public let meanDifference: Double
    /// The difference's share of the baseline's restricted mean.
    public let shift: Double?
    /// The new runs' risk of collapse against the baseline's.
    public let hazardRatio: HazardRatio
    /// The steps within which a single run falls, nil in other designs.
    public let prediction: ConfidenceInterval?

    enum CodingKeys: String, CodingKey {
      case shift, prediction
      case baselineMedian = "baseline_median"
      case newMedian = "new_median"
      case meanDifference = "mean_difference"
      case hazardRatio = "hazard_ratio"
    }
  }

  /// The format's version.
  public var version = CollapseBaseline.currentVersion
  /// The baseline's name.
  public let baseline: String
  /// The rule's name.
  public let rule: String
  /// The rule's first metric.
  public let metric: Trajectory.Column
  /// How the runs stand to each other.
  public let design: Design
  /// The side tested.
  public let side: CollapseSide
  /// What was found.
  public let verdict: Verdict
  /// The p-value, nil for exact repetition.
  public let p: Double?
  /// The stated false-alarm rate.
  public let falseAlarm: Double
  /// The rate that the runs' number and ties leave of it: the chance of an alarm without a change.
  public let reachedAlarm: Double?
  /// The smallest p-value that these runs could have had.
  public let smallestP: Double?
  /// Whether every deal or sign was counted.
  public let isExact: Bool
  /// How large the change is.
  public let effect: Effect
  /// How many runs the baseline has.
  public let baselineRuns: Int
  /// How many new runs there are.
  public let newRuns: Int
  /// One sentence for people, which names the rule.
  public let sentence: String

  enum CodingKeys: String, CodingKey {
    case version, baseline, rule, metric, design, side, verdict, p, effect, sentence
    case falseAlarm = "false_alarm"
    case reachedAlarm = "reached_alpha"
    case smallestP = "smallest_p"
    case isExact = "exact"
    case baselineRuns = "baseline_runs"
    case newRuns = "new_runs"
  }

  /// Whether the verdict is an alarm.
  public var isAlarm: Bool { verdict != .consistent && verdict != .tooFew }

  /// Compares new runs with a baseline.
  ///
  /// - Parameters:
  ///   - new: the new runs, recorded under the baseline's rule.
  ///   - baseline: the baseline.
  ///   - design: how they stand to each other; nil for single where there is one new run, else unpaired.
  ///   - side: what the new runs are suspected of.
  ///   - falseAlarm: of 0 < rate < 1.
  ///   - tolerance: how many steps an exactly repeated run may be off, ≥ 0.
  ///   - uniform: a uniform number of 0 ..< 1; called for more than about 36 runs only.
  /// - Throws: `CollapseError.version`, `.metric`, `.rule`, `.noRuns`, `.unpaired`, `.notSingle`.
  public init(
    of new: CollapseBaseline, with baseline: CollapseBaseline, design: Design? = nil,
    side: CollapseSide = .either, falseAlarm: Double = 0.05, tolerance: Int = 0, uniform: () -> Double
  ) throws(CollapseError) {
    precondition(falseAlarm > 0 && falseAlarm < 1, "a false-alarm rate lies between 0 and 1")
    precondition(tolerance >= 0, "a tolerance is not negative")
    try baseline.check(new)
    let design = design ?? (new.runs.count == 1 ? .single : .unpaired)
    let finding: Finding
    switch design {
    case .unpaired: finding = .unpaired(new.times, baseline.times, side, falseAlarm, uniform)
    case .paired: finding = .paired(try baseline.pairs(with: new), side, falseAlarm)
    case .single:
      guard new.runs.count == 1 else { throw .notSingle(count: new.runs.count) }
      finding = .unpaired(new.times, baseline.times, side, falseAlarm, uniform)
    case .exact: finding = .exact(try baseline.pairs(with: new), tolerance)
    }
    self.baseline = baseline.name
    rule = baseline.rule.name
    metric = baseline.metric
    self.design = design
    self.side = side
    self.falseAlarm = falseAlarm
    verdict = finding.verdict
    p = finding.p
    reachedAlarm = finding.reached
    smallestP = finding.smallest
    isExact = finding.isExact
    baselineRuns = baseline.runs.count
    newRuns = new.runs.count
    effect = Effect(
      new.times, baseline.times,
      prediction: design == .single ? Self.prediction(baseline.times, side, falseAlarm) : nil)
    sentence = finding.sentence(
      design: design, effect: effect, rule: rule, falseAlarm: falseAlarm, old: baselineRuns, new: newRuns)
  }

  /// The steps between which a further run of the baseline's law falls, by the order of its runs.
  ///
  /// Between the k-th smallest and the k-th largest of n a further one falls with chance 1 − 2k/(n+1). The level may fall
  /// short of 1 − rate for few runs; one-sided suspicions have one end. A censored run's step is no upper end.
  static func prediction(
    _ times: [SurvivalTime], _ side: CollapseSide, _ falseAlarm: Double
  ) -> ConfidenceInterval {
    // Censored runs behind all that collapsed: their steps are unknown but large.
    let steps = times.filter(\.isCollapsed).map(\.step).sorted()
    let n = times.count
    let one = side == .either ? falseAlarm / 2 : falseAlarm
    let k = max(1, Int((one * Double(n + 1) + 1e-9).rounded(.down)))
    let low = side == .later || k > steps.count ? nil : Double(steps[k - 1])
    let high = side == .earlier || n + 1 - k > steps.count ? nil : Double(steps[n - k])
    let outside = Double(side == .either ? 2 * k : k) / Double(n + 1)
    if let low, let high, low > high { return ConfidenceInterval(low: nil, high: nil, level: 0) }
    return ConfidenceInterval(low: low, high: high, level: max(0, 1 - outside))
  }
}

extension CollapseComparison.Effect {
  init(_ new: [SurvivalTime], _ old: [SurvivalTime], prediction: ConfidenceInterval?) {
    let curves = (KaplanMeier(new), KaplanMeier(old))
    // Up to where both curves are known, and no further than any run.
    let known = min(curves.0.knownUntil, curves.1.knownUntil)
    let horizon = min(known, max(curves.0.lastStep, curves.1.lastStep))
    let oldMean = curves.1.restrictedMean(to: horizon).mean
    baselineMedian = curves.1.median
    newMedian = curves.0.median
    meanDifference = curves.0.restrictedMean(to: horizon).mean - oldMean
    shift = oldMean > 0 ? meanDifference / oldMean : nil
    hazardRatio = HazardRatio(new, old)
    self.prediction = prediction
  }
}
