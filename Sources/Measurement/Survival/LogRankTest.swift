internal import Foundation

/// Whether one group of runs collapses earlier than another, by the collapses that equal risks would give.
///
/// Each run has a score that depends on the pooled times alone, and the statistic is the sum of one group's scores: with
/// weights w_j at the pooled collapse steps, the score of run i is w(t_i) δ_i − Σ_{t_j ≤ t_i} w_j d_j/n_j. Scores add up to 0;
/// a large one is an early collapse. For w = 1 the sum is observed minus expected collapses. The permutation test deals the
/// scores out to groups of the same sizes: exact whatever the law of the steps, provided that both groups were watched
/// alike (the same censoring law).
/// Sources: Mantel 1966; Gehan 1965; Peto and Peto 1972; Prentice 1978.
public struct LogRankTest: Sendable, Equatable {
  /// How much a collapse step counts.
  public enum Weight: String, CaseIterable, Codable, Sendable {
    /// All alike: best where the hazards are proportional.
    case logRank = "log-rank"
    /// By the runs at risk: more for early collapses.
    case gehan
    /// By the pooled survival Π (1 − d/(n+1)): the same, but less moved by censoring.
    case petoPrentice = "peto-prentice"
  }

  /// The weights.
  public let weight: Weight
  /// The sum of the first group's scores: positive where it collapses earlier.
  public let statistic: Double
  /// The hypergeometric variance of the statistic.
  public let variance: Double
  /// The scores of the first group's runs, then the second's.
  public let scores: [Double]
  /// How many of the scores are the first group's.
  public let firstCount: Int

  /// Compares two groups of runs.
  ///
  /// - Parameters:
  ///   - first: at least one run.
  ///   - second: at least one run.
  ///   - weight: the weights.
  public init(_ first: [SurvivalTime], _ second: [SurvivalTime], weight: Weight = .logRank) {
    precondition(!first.isEmpty && !second.isEmpty, "a comparison needs a run in each group")
    let pooled = first + second
    let rows = RiskTable(pooled).rows
    var variance = 0.0
    var kept = 1.0
    var weights: [Double] = []
    for row in rows {
      let n = Double(row.atRisk)
      let d = Double(row.collapses)
      kept *= 1 - d / (n + 1)
      let w =
        switch weight {
        case .logRank: 1.0
        case .gehan: n
        case .petoPrentice: kept
        }
      weights.append(w)
      let share = Double(first.count { $0.step >= row.step }) / n
      if n > 1 { variance += w * w * d * share * (1 - share) * (n - d) / (n - 1) }
    }
    let scores = pooled.map { time in
      var score = 0.0
      for (row, w) in zip(rows, weights) where row.step <= time.step {
        score -= w * Double(row.collapses) / Double(row.atRisk)
        if time.isCollapsed && row.step == time.step { score += w }
      }
      return score
    }
    self.weight = weight
    self.scores = scores
    self.variance = variance
    firstCount = first.count
    statistic = scores.prefix(first.count).reduce(0, +)
  }

  /// The statistic in units of its standard deviation, approximately normal for large groups; 0 where there is none.
  public var z: Double { variance > 0 ? statistic / variance.squareRoot() : 0 }

  /// The asymptotic p-value.
  ///
  /// - Parameter side: what the first group is suspected of, against the second.
  public func asymptoticP(_ side: CollapseSide) -> Double {
    switch side {
    case .earlier: TailProbability.normalUpper(z)
    case .later: TailProbability.normalUpper(-z)
    case .either: min(1, TailProbability.chiSquareUpper(z * z, degrees: 1))
    }
  }

  /// The law of the statistic over all ways to deal the scores out.
  ///
  /// - Parameters:
  ///   - replicates: how many random deals stand for all where there are too many (above about 36 runs).
  ///   - uniform: a uniform number of 0 ..< 1; called for random deals only.
  public func permutationLaw(replicates: Int = 20_000, uniform: () -> Double) -> ScoreSumLaw {
    ScoreSumLaw(scores: scores, drawn: firstCount, replicates: replicates, uniform: uniform)
  }
}
