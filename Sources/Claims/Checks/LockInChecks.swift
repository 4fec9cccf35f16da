internal import Foundation
import Measurement
import Sharpening
import SharpeningNumerics

/// Checks of sampled votes in the long run: T31, T32.
enum LockInChecks {
  /// T31: which answer a run of sampled votes ends on.
  static let probability = Check(
    paths: [
      "runs of sampled votes until every policy has settled", "exact sums over the birth and death chain",
    ],
    control: "the chain of single votes"
  ) { variant in
    let copies = 8192
    var worst = 0.0
    for (index, setting) in [(0.6, 8, 3.0), (0.55, 8, 2), (0.7, 3, 1)].enumerated() {
      let (p, rollouts, beta) = setting
      let population = Population(
        answersPerProblem: [Int](repeating: 2, count: copies),
        logits: (0..<copies).flatMap { _ in [log(p), log1p(-p)] },
        isCorrect: (0..<copies).flatMap { _ in [true, false] })
      var block = MajorityVoteBlock(
        population: population, rollouts: rollouts, beta: beta,
        generator: Generator(seed: Seed(31).child("lock-in", index)))
      // The walk leaves 0 at once and gains 1/β a step once it is away from it.
      let steps = Int(60 * beta)
      for _ in 0..<steps {
        _ = block.measure()
        block.update()
      }
      let share = block.measure().columns[.groundTruthReward] ?? .nan
      let chain = LockIn(logOdds: log(p / (1 - p)), rollouts: variant == .stated ? rollouts : 1, beta: beta)
      let expected = chain.probability
      let error = (expected * (1 - expected) / Double(copies)).squareRoot()
      worst = max(worst, abs(share - expected) / error)
      // 4.9 standard errors: two-sided false-alarm rate 10⁻⁶; three settings, 3·10⁻⁶, on a fixed seed.
      if abs(share - expected) > 5.2 * error {
        return .violated(
          "p = \(p), N = \(rollouts), β = \(beta): \(Comparison.digits(share)) of \(copies) runs against \(Comparison.digits(expected))"
        )
      }
    }
    return .agrees(
      "3 settings of \(copies) runs, at most \(String(format: "%.1f", worst)) standard errors apart")
  }

  /// T32: the chance that no vote ever misses the mode.
  static let staying = Check(
    paths: ["product of exact vote laws along exact steps", "1 − Σ of Chernoff's bounds along the path"],
    control: "1 − (the bound of the first vote alone), squared"
  ) { variant in
    var comparison = Comparison(absolute: 1e-12)
    var informative = 0
    for (probabilities, rollouts, beta) in [
      ([0.8, 0.2], 16, 1.0), ([0.9, 0.1], 8, 2), ([0.7, 0.2, 0.1], 32, 0.5), ([0.6, 0.25, 0.15], 48, 4),
    ] {
      let policy = Policy(probabilities: probabilities)
      var exact = 1.0
      for step in 0..<Int(12 * beta + 4) {
        let now = policy.sharpened(by: [Double(step)] + probabilities.dropFirst().map { _ in 0 }, beta: beta)
        exact *= 1 - now.vote(rollouts).notMode
      }
      // What later steps add is below N·K·e^(−12·N/2).
      let first = now(policy, rollouts)
      let bound =
        variant == .stated
        ? VoteStability.stayingBound(policy, rollouts: rollouts, beta: beta)
        : (1 - first * first) * (1 - first * first)
      informative += bound > 0 ? 1 : 0
      comparison.atMost(bound, exact, "bound for \(probabilities), N = \(rollouts), β = \(beta)")
    }
    comparison.require(informative >= 2, "only \(informative) of the bounds are above 0")
    return comparison.finding("bounds of 4 policies with exact probabilities")
  }

  private static func now(_ policy: Policy, _ rollouts: Int) -> Double {
    VoteStability.flipBound(policy, rollouts: rollouts)
  }
}
