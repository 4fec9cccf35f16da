/// Whether two groups of runs differ in their restricted mean collapse step, by dealing the runs out anew.
///
/// The statistic is the first group's mean minus the second's, both restricted to one horizon; unlike the log-rank statistic
/// it is in steps, and does not need proportional hazards. Every deal's curves are estimated again: exact where the number
/// of deals C(n, m) is at most the limit, by random deals beyond. It needs both groups watched alike.
/// Source: Royston and Parmar 2013; Horiguchi and Uno 2020 for the permutation.
public struct RestrictedMeanTest: Sendable, Equatable {
  /// The horizon, in steps.
  public let horizon: Int
  /// The first group's restricted mean minus the second's, in steps: negative where the first collapses earlier.
  public let difference: Double
  /// The difference's interval from Greenwood's variances and the normal law, optimistic for few runs.
  public let interval: ConfidenceInterval
  /// The permutation p-value.
  public let p: Double
  /// Whether every deal was made.
  public let isExact: Bool

  /// Compares two groups of runs.
  ///
  /// - Parameters:
  ///   - first: at least one run.
  ///   - second: at least one run.
  ///   - horizon: > 0; the last step of any run by default, which does not depend on the deal.
  ///   - side: what the first group is suspected of.
  ///   - limit: the most deals that are all made.
  ///   - replicates: how many random deals stand for all beyond the limit.
  ///   - uniform: a uniform number of 0 ..< 1; called beyond the limit only.
  public init(
    _ first: [SurvivalTime], _ second: [SurvivalTime], horizon: Int? = nil, side: CollapseSide,
    limit: Int = 2_000_000, replicates: Int = 20_000, uniform: () -> Double
  ) {
    precondition(!first.isEmpty && !second.isEmpty, "a comparison needs a run in each group")
    let marked = (first.map { ($0, true) } + second.map { ($0, false) }).sorted { $0.0.step < $1.0.step }
    let times = marked.map(\.0)
    let horizon = horizon ?? times.last?.step ?? 0
    let level = 0.95
    let means = (
      KaplanMeier(first).restrictedMean(to: horizon), KaplanMeier(second).restrictedMean(to: horizon)
    )
    difference = means.0.mean - means.1.mean
    let a = means.0.standardError
    let b = means.1.standardError
    let half = TailProbability.normalQuantile((1 + level) / 2) * (a * a + b * b).squareRoot()
    interval = ConfidenceInterval(low: difference - half, high: difference + half, level: level)
    self.horizon = horizon

    let tolerance = 1e-9 * Double(max(1, horizon))
    var lower = 0.0
    var upper = 0.0
    var deals = 0.0
    func look(_ isFirst: [Bool], _ observed: Double) {
      let d = Self.mean(times, isFirst, true, horizon) - Self.mean(times, isFirst, false, horizon)
      if d <= observed + tolerance { lower += 1 }
      if d >= observed - tolerance { upper += 1 }
      deals += 1
    }
    let observed =
      Self.mean(times, marked.map(\.1), true, horizon) - Self.mean(times, marked.map(\.1), false, horizon)
    isExact = Self.deals(times.count, first.count) <= Double(limit)
    var isFirst = [Bool](repeating: false, count: times.count)
    if isExact {
      Self.enumerate(&isFirst, from: 0, left: first.count) { look($0, observed) }
    } else {
      // The observed deal counts as one of the random ones, which keeps the rate.
      look(marked.map(\.1), observed)
      var order = Array(times.indices)
      for _ in 0..<replicates {
        for index in isFirst.indices { isFirst[index] = false }
        for index in 0..<first.count {
          let other = index + min(order.count - index - 1, Int(uniform() * Double(order.count - index)))
          order.swapAt(index, other)
          isFirst[order[index]] = true
        }
        look(isFirst, observed)
      }
    }
    p =
      switch side {
      case .earlier: lower / deals
      case .later: upper / deals
      case .either: min(1, 2 * min(lower, upper) / deals)
      }
  }

  /// C(n, m).
  static func deals(_ n: Int, _ m: Int) -> Double {
    (0..<min(m, n - m)).reduce(1.0) { $0 * Double(n - $1) / Double($1 + 1) }
  }

  private static func enumerate(
    _ isFirst: inout [Bool], from index: Int, left: Int, _ visit: ([Bool]) -> Void
  ) {
    if left == 0 { return visit(isFirst) }
    if isFirst.count - index < left { return }
    isFirst[index] = true
    enumerate(&isFirst, from: index + 1, left: left - 1, visit)
    isFirst[index] = false
    enumerate(&isFirst, from: index + 1, left: left, visit)
  }

  /// The area under one group's curve, in one pass over sorted times.
  private static func mean(_ times: [SurvivalTime], _ isFirst: [Bool], _ group: Bool, _ horizon: Int)
    -> Double
  {
    var atRisk = isFirst.count { $0 == group }
    var survival = 1.0
    var area = 0.0
    var before = 0
    var index = 0
    while index < times.count && times[index].step < horizon {
      let step = times[index].step
      var collapses = 0
      var leaving = 0
      while index < times.count && times[index].step == step {
        if isFirst[index] == group {
          leaving += 1
          if times[index].isCollapsed { collapses += 1 }
        }
        index += 1
      }
      if collapses > 0 {
        area += survival * Double(step - before)
        before = step
        survival *= 1 - Double(collapses) / Double(atRisk)
      }
      atRisk -= leaving
    }
    return area + survival * Double(horizon - before)
  }
}
