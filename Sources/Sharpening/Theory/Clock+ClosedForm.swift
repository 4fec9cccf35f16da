internal import Foundation
internal import SharpeningNumerics

extension Clock {
  /// L at time t.
  ///
  /// - Parameters:
  ///   - time: t, finite; negative is backwards.
  ///   - start: L₀, finite.
  /// - Returns: L to about 10⁻¹⁴ of max(1, |L|), not counting what a rounding of t or L₀ changes; finite for any start,
  ///   be it far beyond ±700, but for the mirror clock on log-probabilities, which overflows with e^t.
  /// Claim: T10.
  public func logOdds(at time: Double, from start: Double) -> Double {
    precondition(time.isFinite && start.isFinite, "a clock is read at finite times from finite log-odds")
    if !isVote {
      // Odd in L, with a fixed point at 0.
      if start == 0 { return 0 }
      if start < 0 { return -logOdds(at: time, from: -start) }
    }
    switch self {
    case .mirrorVote: return start + time
    case .mirrorProbability: return 2 * asinhOfExponential(logSinh(start / 2) + time / 2)
    case .mirrorLogProbability: return start * exp(time)
    case .gradientVote: return Self.voteLogOdds(time, start)
    case .standardisedVote: return 2 * shifted(start / 2, by: time / 2)
    case .gradientLogProbability:
      // Where the clock has all but stopped a rounding must not turn it back.
      let moved = Self.likelihoodLogOdds(time, start)
      return time < 0 ? min(moved, start) : max(moved, start)
    case .gradientProbability:
      let u = 2 * logSinh(start / 2)
      return 2 * asinhOfExponential((u + LambertW.logarithmMove(time / 2, from: u)) / 2)
    }
  }

  /// The time from L₀ to L, the inverse of `logOdds(at:from:)`.
  ///
  /// - Parameters:
  ///   - target: L, finite; for clocks other than a vote's of the sign of L₀.
  ///   - start: L₀, finite.
  /// - Returns: t, negative where L lies behind L₀; infinite where it overflows or the clock stands still at 0.
  /// Claim: T10.
  public func time(to target: Double, from start: Double) -> Double {
    precondition(target.isFinite && start.isFinite, "a clock runs between finite log-odds")
    if target == start { return 0 }
    if !isVote {
      precondition(start * target >= 0, "\(rawValue) keeps the sign of the log-odds")
      if start == 0 { return .infinity }
      if target == 0 { return -.infinity }
      if start < 0 { return time(to: -target, from: -start) }
    }
    switch self {
    case .mirrorVote: return target - start
    case .mirrorProbability: return 2 * (logSinh(target / 2) - logSinh(start / 2))
    case .mirrorLogProbability: return log(target / start)
    case .gradientVote: return sinhDifference(target, start) + (target - start)
    case .standardisedVote: return 2 * sinhDifference(target / 2, start / 2)
    case .gradientLogProbability:
      return log(target / start) + chiDifference(target, start)
    case .gradientProbability:
      let rise = 2 * (logSinh(target / 2) - logSinh(start / 2))
      // sinh²a − sinh²b = sinh(a+b) sinh(a−b).
      return 2 * (rise + sinh((target + start) / 2) * sinh((target - start) / 2))
    }
  }

  /// q at time t.
  public func error(at time: Double, from start: Double) -> Double {
    Self.error(logOdds: logOdds(at: time, from: start))
  }

  /// The time that a vote's clock takes from probability p₀ to 1/2.
  ///
  /// ln((1−p₀)/p₀) for mirror steps, (1−2p₀)/√(p₀(1−p₀)) ≈ p₀^(−1/2) for the std-normalised gradient and about 1/(2p₀) for
  /// the plain one: at p₀ = .01 that is 4.595, 9.849 and 54.09. (4.605 = ln(1/p₀) leaves out ln(1 − p₀).)
  /// - Parameter probability: p₀ of (0, 1).
  /// Claim: T10.
  public func coldStart(from probability: Double) -> Double {
    precondition(isVote, "only a vote can lift an answer from below one half")
    precondition(probability > 0 && probability < 1, "a start lies in (0, 1), unlike \(probability)")
    return time(to: 0, from: log(probability) - log1p(-probability))
  }

  /// The root of sinh L + L = sinh L₀ + L₀ + t.
  private static func voteLogOdds(_ time: Double, _ start: Double) -> Double {
    let goal = sinh(start) + start + time
    // Beyond 700 the linear term is e^(−700) of the other.
    if abs(start) > 700 || !goal.isFinite || abs(goal) > 1e300 { return shifted(start, by: time) }
    if goal < 0 { return -voteLogOdds(-time, -start) }
    // Convex on L ≥ 0: Newton from the right of the root.
    var root = min(goal / 2, asinh(goal))
    for _ in 0..<60 {
      let half = cosh(root / 2)
      let move = (sinh(root) + root - goal) / (2 * half * half)
      root -= move
      if abs(move) <= 2e-16 * root { break }
    }
    return root
  }

  /// The root of G(L) = ln L + Chi(L) = G(L₀) + t.
  private static func likelihoodLogOdds(_ time: Double, _ start: Double) -> Double {
    if start < 40 && time < 1e14 { return root(log(start) + HyperbolicCosineIntegral.value(start) + time) }
    // ln G is nearly L itself, and never overflows.
    let from = start < 1 ? -.infinity : logarithm(start)
    if time >= 0 {
      let top = max(from, log(time))
      return root(logarithm: top + log1p(exp(min(from, log(time)) - top)))
    }
    let share = -time * exp(-from)
    return share < 0.5 ? root(logarithm: from + log1p(-share)) : root(exp(from + log1p(-min(share, 1))))
  }

  /// L with G(L) = `goal`, by v = ln L.
  private static func root(_ goal: Double) -> Double {
    // G is convex in v and above its asymptote 2v + γ; for large goals Chi(L) > e^L/(2L). Both bounds are right of the
    // root, from where Newton is monotone.
    var v = (goal - eulerGamma) / 2
    if goal > 3 { v = min(v, log(log(2 * goal) + 2 * log(log(2 * goal)) + 2)) }
    for _ in 0..<80 {
      let size = exp(v)
      let half = cosh(size / 2)
      let value = size < 1e-9 ? 2 * v + eulerGamma : v + HyperbolicCosineIntegral.value(size)
      let move = (value - goal) / (2 * half * half)
      v -= move
      if abs(move) <= 2e-16 * max(1, abs(v)) { break }
    }
    return exp(v)
  }

  /// L with ln G(L) = `goal`, for goals of at least 10.
  private static func root(logarithm goal: Double) -> Double {
    if goal < 10 { return root(exp(goal)) }
    var size = goal
    for _ in 0..<80 {
      // d ln G/dL = (1 + cosh L)/(L G), close to 1.
      let value = logarithm(size)
      let move = (value - goal) / exp(size - M_LN2 - log(size) - value)
      size -= move
      if abs(move) <= 2e-16 * size { break }
    }
    return size
  }

  /// ln(ln L + Chi(L)) for L ≥ 1.
  private static func logarithm(_ size: Double) -> Double {
    let chi = HyperbolicCosineIntegral.logarithm(size)
    return chi + log1p(log(size) * exp(-chi))
  }

  private static let eulerGamma = 0.577_215_664_901_532_86
}

/// Chi a − Chi b, infinite where it overflows.
private func chiDifference(_ a: Double, _ b: Double) -> Double {
  if max(a, b) < 600 { return HyperbolicCosineIntegral.value(a) - HyperbolicCosineIntegral.value(b) }
  if a < b { return -chiDifference(b, a) }
  let top = HyperbolicCosineIntegral.logarithm(a)
  return b < 1 ? exp(top) : exp(top) * -expm1(HyperbolicCosineIntegral.logarithm(b) - top)
}

/// ln sinh x for x > 0.
private func logSinh(_ x: Double) -> Double {
  x < 1 ? log(sinh(x)) : x + log(-expm1(-2 * x) / 2)
}

/// asinh(e^z), which is z + ln 2 + e^(−2z)/4 − … for large z.
private func asinhOfExponential(_ z: Double) -> Double {
  z < 20 ? asinh(exp(z)) : z + M_LN2
}

/// sinh a − sinh b = 2 cosh((a+b)/2) sinh((a−b)/2).
private func sinhDifference(_ a: Double, _ b: Double) -> Double {
  2 * cosh((a + b) / 2) * sinh((a - b) / 2)
}

/// asinh(sinh x + t), finite for every finite x and t.
private func shifted(_ x: Double, by t: Double) -> Double {
  if t == 0 { return x }
  if x < 0 { return -shifted(-x, by: -t) }
  if x < 700 { return asinhSafe(sinh(x) + t) }
  // sinh x = e^x/2 here, and a sum e^x (1 + 2t e^(−x))/2 that is not near 0 has its logarithm.
  let share = 2 * t * exp(-x)
  if share > -0.5 { return x + log1p(share) }
  // −t ≥ e^x/4: both halves are finite.
  let half = exp(x - 2 * M_LN2) + t / 2
  return half.magnitude < 1e300
    ? asinhSafe(2 * half) : (half < 0 ? -1 : 1) * (log(half.magnitude) + 2 * M_LN2)
}

private func asinhSafe(_ y: Double) -> Double {
  abs(y) < 1e150 ? asinh(y) : (y < 0 ? -1 : 1) * (log(abs(y)) + M_LN2)
}
