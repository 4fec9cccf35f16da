public import SharpeningNumerics
internal import Foundation

/// Softmax policy gradient on the indicator of a set M of outputs: θ̇_y = π_y(1−p) on M and −π_z p outside, p = π(M).
///
/// Along the flow Σθ and, between two outputs of M or two outside it, e^(−θ_y) − e^(−θ_z) are conserved. So the initially
/// most likely output y₁ of M takes everything: π_t → δ_{y₁}, not π₀ given M as under mirror steps. With n outputs outside M
///
///     π(y₁)/π(y) ~ c_y · ((n+1) (C e^S)^(1/n) t)^(n/(n+1)),   c_y = e^(−θ_y) − e^(−θ_{y₁}),  C = Π c_y,  S = Σθ,
///
/// (products over M without y₁): the square root of t for one output outside, and nearly t for many.
/// Claim: T11, T12.
public struct GradientVoteFlow: Sendable, Equatable {
  /// π₀.
  public let start: Policy
  /// M, neither empty nor everything.
  public let majority: [Bool]

  /// Makes a flow.
  ///
  /// - Parameters:
  ///   - start: every output of positive probability.
  ///   - majority: one flag an output; at least one true and one false.
  public init(start: Policy, majority: [Bool]) {
    precondition(majority.count == start.count, "a set needs one flag an output")
    precondition(majority.contains(true) && majority.contains(false), "M is neither empty nor everything")
    precondition(start.logProbabilities.allSatisfy { $0 > -.infinity }, "a flow needs full support")
    self.start = start
    self.majority = majority
  }

  /// ṗ = (1−p)² Σ_M π² + p² Σ_rest π² at a policy, which is positive everywhere.
  ///
  /// For a single majority answer that is p²((1−p)² + Σ_rest π²).
  /// Claim: T11.
  public func massSpeed(at policy: Policy) -> Double {
    let inside = policy.mass(of: majority)
    let outside = policy.mass(of: majority.map { !$0 })
    return zip(policy.probabilities, majority).reduce(0) { sum, output in
      let weight = output.1 ? outside : inside
      return sum + weight * weight * output.0 * output.0
    }
  }

  /// The flow's field on logits, for an integrator.
  public func equation(absolute: Double = 1e-12, relative: Double = 1e-12) -> ODE {
    let set = majority
    return ODE(dimension: set.count, absolute: absolute, relative: relative) { _, logits, speed in
      let policy = Policy(logits: (0..<set.count).map { logits[$0] })
      let inside = policy.mass(of: set)
      let outside = policy.mass(of: set.map { !$0 })
      for (output, probability) in policy.probabilities.enumerated() {
        speed[output] = set[output] ? probability * outside : -probability * inside
      }
    }
  }

  /// The policies at the given times, integrated from θ = log π₀.
  ///
  /// - Parameter times: not decreasing, ≥ 0.
  /// - Throws: what the integrator throws.
  public func logits(at times: [Double]) throws(NumericsError) -> [[Double]] {
    try equation().states(at: times, from: start.logProbabilities)
  }

  /// The logits at the moment when the top output's logit has risen by `rise`, from the conserved quantities alone.
  ///
  /// - Parameter rise: θ_{y₁}(t) − θ_{y₁}(0) ≥ 0.
  /// - Returns: one logit an output, with the sum that log π₀ has.
  /// Proof: T12_scalar_invariant. Claim: T12.
  public func logits(afterRise rise: Double) -> [Double] {
    precondition(rise >= 0, "the most likely output of M never falls")
    let begin = start.logProbabilities
    var result = begin
    // e^(−θ_y) falls by as much as e^(−θ₁): with d = θ_y − θ₁ at the start θ_y rises by −ln(1 − e^d (1 − e^(−rise))).
    var gained = 0.0
    for output in begin.indices where majority[output] {
      let d = begin[output] - begin[top]
      let gain = d == 0 ? rise : -log(-expm1(d) + exp(d - rise))
      result[output] = begin[output] + gain
      gained += gain
    }
    // Outside, all e^(−θ_z) grow by one w ≥ 0 with Σ ln(1 + w e^(θ_z)) = what M gained: bisection of ln w.
    let outside = begin.indices.filter { !majority[$0] }
    func loss(_ output: Int, _ logW: Double) -> Double { -Clock.logError(logOdds: logW + begin[output]) }
    var low = -800.0
    var high = gained + 800
    while true {
      let middle = low + (high - low) / 2
      if middle <= low || middle >= high { break }
      if outside.reduce(0, { $0 + loss($1, middle) }) < gained { low = middle } else { high = middle }
    }
    for output in outside { result[output] = begin[output] - loss(output, low) }
    return result
  }

  /// The large-time form of π(y₁)/π(y) for another output y of M.
  ///
  /// - Parameters:
  ///   - output: of M, less likely than y₁ at the start.
  ///   - time: t > 0.
  /// Claim: T12.
  public func asymptoticRatio(of output: Int, at time: Double) -> Double {
    precondition(majority[output] && output != top, "the ratio is to another output of M")
    precondition(time > 0, "a large time is positive")
    let begin = start.logProbabilities
    let outside = Double(majority.count { !$0 })
    func gap(_ y: Int) -> Double { exp(-begin[y]) - exp(-begin[top]) }
    let gaps = begin.indices.filter { majority[$0] && $0 != top }.map { log(gap($0)) }
    let sum = begin.reduce(0, +) + gaps.reduce(0, +)
    let clock = log(outside + 1) + sum / outside + log(time)
    return gap(output) * exp(outside / (outside + 1) * clock)
  }

  /// y₁, the most likely output of M; of several, the first.
  public var top: Int {
    majority.indices.filter { majority[$0] }.reduce(nil as Int?) { best, output in
      guard let best else { return output }
      return start.logProbabilities[output] > start.logProbabilities[best] ? output : best
    } ?? 0
  }
}
