internal import Foundation
import Sharpening

/// Checks of fixed verifiers and of the whitened recursion: T45, T46.
enum VerifierChecks {
  /// T45: who wins.
  static let limit = Check(
    paths: ["iterated mirror steps with a fixed reward", "the answer with the largest reward"],
    control: "the initial majority wins"
  ) { variant in
    var samples = Samples("verifier-limit")
    var comparison = Comparison(absolute: 0)
    for index in 0..<150 {
      let policy = samples.policy(answers: samples.integer(2...8))
      let acceptance = (0..<policy.count).map { _ in samples.uniform() }
      let beta = samples.scale(0.001, 0.005)
      var now = policy
      for _ in 0..<200 { now = now.sharpened(by: acceptance, beta: beta) }
      let best = acceptance.indices.reduce(0) { acceptance[$1] > acceptance[$0] ? $1 : $0 }
      let sorted = acceptance.sorted(by: >)
      // 40,000 units of time: a gap of .005 decides.
      if sorted[0] - sorted[1] < 0.005 { continue }
      let winner = variant == .stated ? best : policy.mode
      comparison.require(
        now.probabilities[winner] > 0.999_999,
        "problem \(index): answer \(winner) ends with \(Comparison.digits(now.probabilities[winner]))")
    }
    return comparison.finding("winners of 150 problems")
  }

  /// T45b: a dip of the reward accuracy with a recovery.
  static let dip = Check(
    paths: [
      "reward accuracy of iterated mirror steps, first and last move",
      "Cov₀(f, a) < 0, tpr > max fpr and tpr + max fpr > 1",
    ],
    control: "the same without tpr + max fpr > 1"
  ) { variant in
    var samples = Samples("verifier-dip")
    var comparison = Comparison(absolute: 0)
    var dips = 0
    for index in 0..<300 {
      let isCounterexample = index == 0
      let policy =
        isCounterexample
        ? Policy(probabilities: [0.3, 0.7]) : samples.policy(answers: samples.integer(2...5))
      let f = isCounterexample ? [0.4, 0.3] : (0..<policy.count).map { _ in samples.uniform() }
      let problem = VerifierReplicator(start: policy, acceptance: f, correct: 0)
      let others = f.dropFirst().max() ?? 0
      let first = policy.covariance(f, problem.agreement)
      // Away from the boundaries, where a finite run decides.
      if abs(first) < 1e-3 || abs(f[0] - others) < 0.02 || abs(f[0] + others - 1) < 0.01 { continue }
      let sorted = f.sorted(by: >)
      if sorted[0] - sorted[1] < 0.02 || sorted.count > 2 && sorted[1] - sorted[2] < 0.02 { continue }
      let next = policy.sharpened(by: f, beta: 1000)
      let falls = accuracy(next, problem) < accuracy(policy, problem)
      var late = policy
      for _ in 0..<100 { late = late.sharpened(by: f, beta: 1.0 / 30) }
      let rises = isBelowItsLimit(late, problem)
      let observed = falls && rises && f[0] > others
      let predicted = first < 0 && f[0] > others && (variant == .control || f[0] + others > 1)
      dips += observed ? 1 : 0
      comparison.require(
        observed == predicted,
        "x₀ = \(policy.probabilities.map { Comparison.digits($0) }), f = \(f.map { Comparison.digits($0) }): RA falls first \(falls), rises last \(rises), predicted \(predicted)"
      )
    }
    comparison.require(dips >= 10, "only \(dips) problems dip and recover")
    return comparison.finding("courses of problems, \(dips) of which dip and recover,")
  }

  private static func accuracy(_ policy: Policy, _ problem: VerifierReplicator) -> Double {
    zip(policy.probabilities, problem.agreement).reduce(0) { $0 + $1.0 * $1.1 }
  }

  /// Whether RA of a policy that has all but settled is still below what it tends to: the sign of Σ x_j (a_w − a_j), in
  /// which the largest of the vanishing x_j counts.
  private static func isBelowItsLimit(_ policy: Policy, _ problem: VerifierReplicator) -> Bool {
    let winner = policy.mode
    let others = policy.logProbabilities.indices.filter { $0 != winner }
    let largest = others.map { policy.logProbabilities[$0] }.max() ?? 0
    let lack = others.reduce(0) {
      $0 + exp(policy.logProbabilities[$1] - largest) * (problem.agreement[winner] - problem.agreement[$1])
    }
    return lack > 0
  }

  /// T46: the recursion's formulas.
  static let recursion = Check(
    paths: [
      "the exact step on the whitened reward from the reference, differences of it, and iterated steps",
      "h(p), its slope, and p* > p_ref",
    ],
    control: "the slope with (p(1−p)+ε)^(1/2) in place of (p(1−p)+ε)^(3/2)"
  ) { variant in
    var samples = Samples("whitened")
    var comparison = Comparison(absolute: 1e-9, relative: 1e-9)
    for index in 0..<40 {
      let reference = 0.02 + 0.9 * samples.uniform()
      let beta = samples.scale(0.5, 20)
      let epsilon = index % 2 == 0 ? 1e-2 : 1e-4
      let recursion = WhitenedRecursion(reference: reference, beta: beta, epsilon: epsilon)
      let p = 0.02 + 0.96 * samples.uniform()
      comparison.equal(
        whitenedStep(p, reference, beta, epsilon), recursion.next(p),
        "h(\(p)), p_ref = \(reference), β = \(beta)")
      let h = 1e-4 * p * (1 - p)
      let stepped = [-2.0, -1, 1, 2].map { whitenedStep(p + $0 * h, reference, beta, epsilon) }
      // Five points: error h⁴ of a fifth derivative, and rounding 10⁻¹⁶/h.
      let difference = (stepped[0] - 8 * stepped[1] + 8 * stepped[2] - stepped[3]) / (12 * h)
      let factor = variant == .stated ? 1 : p * (1 - p) + epsilon
      comparison.equal(
        difference, recursion.slope(at: p) * factor, "h'(\(p)), p_ref = \(reference), β = \(beta)",
        within: 1e-6)
      var now = reference
      for _ in 0..<100 { now = whitenedStep(now, reference, beta, epsilon) }
      comparison.require(now > reference, "p_ref = \(reference), β = \(beta): the iteration falls to \(now)")
      for point in recursion.fixedPoints {
        comparison.atMost(reference, point.probability, "a fixed point for p_ref = \(reference), β = \(beta)")
      }
    }
    return comparison.finding("steps, slopes and fixed points of 40 recursions")
  }

  /// T46b: whether the recursion always settles.
  static let settling = Check(
    paths: [
      "iterated exact steps on the whitened reward from the reference", "fixed points, and |h'| < 1 there",
    ],
    control: "started within 10⁻⁴ nats of a fixed point with |h'| < 0.98 it settles there", controlHolds: true
  ) { variant in
    var comparison = Comparison(absolute: 1e-7)
    var settled = 0
    for reference in [0.0082, 0.02, 0.05, 0.2, 0.5] {
      for beta in [1.2, 2, 4, 10] {
        let recursion = WhitenedRecursion(reference: reference, beta: beta, epsilon: 0)
        guard let point = recursion.fixedPoints.first else { continue }
        // Near |h'| = 1 a thousand steps do not decide.
        if abs(abs(point.slope) - 1) < 0.02 { continue }
        if variant == .control && !point.isStable { continue }
        settled += 1
        let odds = log(point.probability) - log1p(-point.probability) + 1e-4
        var now = variant == .control ? 1 / (1 + exp(-odds)) : reference
        for _ in 0..<1500 { now = whitenedStep(now, reference, beta, 0) }
        let next = whitenedStep(now, reference, beta, 0)
        comparison.equal(
          next, now,
          "p_ref = \(reference), β = \(beta): fixed point \(Comparison.digits(point.probability)), h' = \(Comparison.digits(point.slope)), but two steps after 1500"
        )
      }
    }
    comparison.require(settled >= 4, "only \(settled) recursions were tried")
    return comparison.finding("\(settled) recursions")
  }

  /// One exact step from the reference on rewards ω₊ and −ω₋.
  private static func whitenedStep(
    _ p: Double, _ reference: Double, _ beta: Double, _ epsilon: Double
  ) -> Double {
    let deviation = (p * (1 - p) + epsilon).squareRoot()
    if deviation == 0 { return p }
    let reward = [(1 - p) / deviation, -p / deviation]
    return Policy(probabilities: [reference, 1 - reference]).sharpened(by: reward, beta: beta).probabilities[
      0]
  }
}
