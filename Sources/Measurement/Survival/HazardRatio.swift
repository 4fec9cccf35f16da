internal import Foundation

/// How many times larger the first group's risk of collapse is at any step, by Cox's partial likelihood with Efron's ties.
///
/// With one covariate z (1 in the first group), each collapse step with d collapses, m of them the first group's, adds
/// mβ − Σ_{l<d} log Σ_{at risk} e^{βz} − (l/d) Σ_{collapsing} e^{βz} to the log-likelihood, which is concave. Where one
/// group's collapses all come while the other is whole, the estimate is 0 or infinite: then it is nil, and its interval,
/// from the likelihood's profile, still has one end. Assumes proportional hazards. Source: Cox 1972; Efron 1977.
public struct HazardRatio: Hashable, Codable, Sendable {
  /// The estimate, nil where the likelihood has no maximum.
  public let estimate: Double?
  /// The profile-likelihood interval; nil ends are 0 and infinity.
  public let interval: ConfidenceInterval
  /// Peto's one-step estimate exp((O − E)/V), finite where V > 0.
  public let peto: Double?

  /// Compares two groups of runs.
  ///
  /// - Parameters:
  ///   - first: at least one run.
  ///   - second: at least one run.
  ///   - level: of 0 ..< 1.
  public init(_ first: [SurvivalTime], _ second: [SurvivalTime], level: Double = 0.95) {
    let test = LogRankTest(first, second)
    peto = test.variance > 0 ? exp(test.statistic / test.variance) : nil
    let terms = RiskTable(first + second).rows.map { row in
      Term(
        firstAtRisk: first.count { $0.step >= row.step }, secondAtRisk: second.count { $0.step >= row.step },
        firstCollapses: first.count { $0.step == row.step && $0.isCollapsed },
        secondCollapses: second.count { $0.step == row.step && $0.isCollapsed })
    }
    // The slope falls from Σ m − (smallest possible) to Σ m − (largest): its limits tell whether it crosses 0.
    let far = 60.0
    let risesForever = Self.slope(terms, far) > -1e-9
    let fallsForever = Self.slope(terms, -far) < 1e-9
    let best: Double
    if risesForever {
      best = far
    } else if fallsForever {
      best = -far
    } else {
      best = Self.root(from: -far, to: far) { Self.slope(terms, $0) }
    }
    estimate = risesForever || fallsForever ? nil : exp(best)
    let z = TailProbability.normalQuantile((1 + level) / 2)
    let target = Self.logLikelihood(terms, best) - z * z / 2
    func end(_ sign: Double) -> Double? {
      guard Self.logLikelihood(terms, sign * far) < target else { return nil }
      let inner = sign * best
      // Decreasing in the distance from the maximum.
      let root = Self.root(from: inner, to: far) { Self.logLikelihood(terms, sign * $0) - target }
      return exp(sign * root)
    }
    let ends = (end(-1), end(1))
    interval = ConfidenceInterval(low: ends.0, high: ends.1, level: level)
  }

  private struct Term {
    let firstAtRisk: Int
    let secondAtRisk: Int
    let firstCollapses: Int
    let secondCollapses: Int
  }

  /// Every factor's weights, those of the first group at e^β = 1 and the second's.
  private static func factors(_ term: Term, _ body: (_ first: Double, _ second: Double) -> Void) {
    let d = term.firstCollapses + term.secondCollapses
    for l in 0..<d {
      let gone = Double(l) / Double(d)
      body(
        Double(term.firstAtRisk) - gone * Double(term.firstCollapses),
        Double(term.secondAtRisk) - gone * Double(term.secondCollapses))
    }
  }

  private static func logLikelihood(_ terms: [Term], _ beta: Double) -> Double {
    var sum = 0.0
    for term in terms {
      sum += Double(term.firstCollapses) * beta
      factors(term) { sum -= log($0 * exp(beta) + $1) }
    }
    return sum
  }

  private static func slope(_ terms: [Term], _ beta: Double) -> Double {
    var sum = 0.0
    for term in terms {
      sum += Double(term.firstCollapses)
      factors(term) { sum -= $0 * exp(beta) / ($0 * exp(beta) + $1) }
    }
    return sum
  }

  /// Where a decreasing function crosses 0.
  private static func root(from low: Double, to high: Double, _ function: (Double) -> Double) -> Double {
    var low = low
    var high = high
    while true {
      let middle = (low + high) / 2
      if middle <= low || middle >= high { return middle }
      if function(middle) > 0 { low = middle } else { high = middle }
    }
  }
}
