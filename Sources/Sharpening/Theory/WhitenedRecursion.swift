internal import Foundation

/// The recursion of a whitened reward solved exactly against a fixed reference, p_n = h(p_{n−1}).
///
///     h(p) = (1 + ((1−p_ref)/p_ref) exp(−1/(β √(p(1−p)+ε))))⁻¹
///
/// in log-odds L' = L_ref + 1/(β√(σ(L)σ(−L)+ε)). Every fixed point lies above p_ref. h' = −h(1−h)(1−2p)/(2β(p(1−p)+ε)^(3/2)),
/// which at a fixed point with ε = 0 has size |1−2p*|(logit p* − logit p_ref)/2: stable where that is below 1. It need not be:
/// at p_ref = .0082, β = 1.2, ε = 0 both fixed points repel and the iteration ends on a cycle of two. ε = 0 has the absorbing
/// point 1 besides.
/// Source: arXiv 2503.06639. Proof: T46_scalar_fixed_points_above, T46_scalar_slope. Claim: T46.
public struct WhitenedRecursion: Sendable, Equatable {
  /// logit p_ref.
  public let reference: Double
  /// β > 0.
  public let beta: Double
  /// ε ≥ 0.
  public let epsilon: Double

  /// Makes a recursion.
  ///
  /// - Parameters:
  ///   - reference: p_ref of (0, 1).
  ///   - beta: > 0.
  ///   - epsilon: ≥ 0.
  public init(reference: Double, beta: Double, epsilon: Double) {
    precondition(reference > 0 && reference < 1, "a reference lies in (0, 1), unlike \(reference)")
    precondition(beta > 0 && epsilon >= 0, "β is positive and ε at least 0")
    self.reference = log(reference) - log1p(-reference)
    self.beta = beta
    self.epsilon = epsilon
  }

  /// The tilt 1/(β√(p(1−p)+ε)) at log-odds L; +∞ where ε = 0 and L is beyond ±1,490.
  public func tilt(at logOdds: Double) -> Double {
    let e = exp(-abs(logOdds))
    if epsilon == 0 { return exp(abs(logOdds) / 2) * (1 + e) / beta }
    return 1 / (beta * (e / ((1 + e) * (1 + e)) + epsilon).squareRoot())
  }

  /// The recursion on log-odds: L ↦ L_ref + tilt(L).
  public func next(logOdds: Double) -> Double { reference + tilt(at: logOdds) }

  /// The mirror version L ↦ L + tilt(L), whose increments are at least 1/(β√(¼+ε)).
  public func nextMirror(logOdds: Double) -> Double { logOdds + tilt(at: logOdds) }

  /// h(p), for p of [0, 1].
  public func next(_ p: Double) -> Double { sigmoid(next(logOdds: log(p) - log1p(-p))) }

  /// h'(p) for p of (0, 1).
  public func slope(at p: Double) -> Double {
    let image = next(logOdds: log(p) - log1p(-p))
    let bell = exp(Clock.logError(logOdds: image) + Clock.logError(logOdds: -image))
    let variance = p * (1 - p) + epsilon
    return -bell * (1 - 2 * p) / (2 * beta * variance * variance.squareRoot())
  }

  /// dL'/dL at log-odds L, which at a fixed point equals h'.
  public func slope(atLogOdds logOdds: Double) -> Double {
    let e = exp(-abs(logOdds))
    let variance = e / ((1 + e) * (1 + e))
    // −(tilt/2)·(p(1−p)/(p(1−p)+ε))·(1−2p), and 1 − 2p = −tanh(L/2).
    let share = epsilon == 0 ? 1 : variance / (variance + epsilon)
    return tilt(at: logOdds) / 2 * share * tanh(logOdds / 2)
  }

  /// A fixed point.
  public struct FixedPoint: Sendable, Equatable {
    /// logit p*.
    public let logOdds: Double
    /// h'(p*).
    public let slope: Double
    /// p*.
    public var probability: Double { exp(Clock.logError(logOdds: -logOdds)) }
    /// Whether |h'| < 1: nearby starts converge to it.
    public var isStable: Bool { abs(slope) < 1 }
  }

  /// The fixed points in increasing order, without the absorbing point 1 of ε = 0.
  ///
  /// Found as sign changes of L_ref + tilt(L) − L on a grid of 40,000 cells and bisected; two within one cell of about
  /// 10⁻² in log-odds can be missed.
  public var fixedPoints: [FixedPoint] {
    func excess(_ logOdds: Double) -> Double { next(logOdds: logOdds) - logOdds }
    // Beyond `end` the tilt has either met ε and is constant, or grows faster than L.
    let end = epsilon == 0 ? 2 * log(4 * beta + 4) + 20 + max(0, -reference) : -log(epsilon) + 40
    let top = max(end, reference + 1)
    var roots: [Double] = []
    let cells = 40_000
    var low = reference
    var before = excess(low)
    for cell in 1...cells {
      let high = reference + (top - reference) * Double(cell) / Double(cells)
      let now = excess(high)
      if before > 0 && now <= 0 || before < 0 && now >= 0 { roots.append(root(low, high, excess)) }
      (low, before) = (high, now)
    }
    if before > 0 && epsilon > 0 {
      let limit = reference + 1 / (beta * epsilon.squareRoot())
      roots.append(root(low, limit + 1, excess))
    }
    return roots.map { FixedPoint(logOdds: $0, slope: slope(atLogOdds: $0)) }
  }

  /// Log-odds after `steps` applications.
  public func iterated(from logOdds: Double, steps: Int) -> Double {
    (0..<steps).reduce(logOdds) { value, _ in next(logOdds: value) }
  }

  private func root(_ a: Double, _ b: Double, _ f: (Double) -> Double) -> Double {
    var (low, high) = (a, b)
    let sign = f(low) > 0
    while true {
      let middle = low + (high - low) / 2
      if middle <= low || middle >= high { return high }
      if (f(middle) > 0) == sign { low = middle } else { high = middle }
    }
  }

  private func sigmoid(_ x: Double) -> Double { exp(Clock.logError(logOdds: -x)) }
}
