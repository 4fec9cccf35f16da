import Sharpening

/// Checks of divergence estimators as losses and in rewards: KL1, KL2.
enum DivergenceChecks {
  /// KL1: an unbiased estimate has an unbiased gradient.
  static let unbiasedEstimates = Check(
    paths: ["expected gradient of the estimate by enumeration", "central differences of KL(π‖ref)"],
    control: "the same of k2, which is a biased estimate", controlHolds: true
  ) { variant in
    let forms: [KLEstimator.Form] = variant == .stated ? [.k1, .k3] : [.k2]
    return examine("divergence-loss") { policy, reference, comparison in
      let exact = ObjectiveChecks.slopes(policy) {
        $0.outputs.policy.divergence(from: reference.outputs.policy)
      }
      for form in [KLEstimator.Form.k1, .k3] {
        let divergence = policy.outputs.policy.divergence(from: reference.outputs.policy)
        comparison.equal(
          mean(KLEstimator(form), policy, reference), divergence, "the mean of \(form.rawValue)")
      }
      for form in forms {
        let gradient = KLEstimator(form).expectedGradient(.loss, of: policy, from: reference)
        for (entry, pair) in zip(gradient, exact).enumerated() {
          comparison.equal(pair.0, pair.1, "\(form.rawValue) in the loss, entry \(entry)")
        }
      }
    }
  }

  /// KL2: what each estimator's gradient is.
  static let gradients = Check(
    paths: [
      "expected gradient of the estimate by enumeration",
      "central differences of KL(π‖ref), of KL(ref‖π) and of Σ |π − ref|",
    ],
    control: "k3 in the reward, too, has the gradient of KL(π‖ref)"
  ) { variant in
    examine("divergence-placements") { policy, reference, comparison in
      let other = reference.outputs.policy
      let exact = ObjectiveChecks.slopes(policy) { $0.outputs.policy.divergence(from: other) }
      let turned = ObjectiveChecks.slopes(policy) { other.divergence(from: $0.outputs.policy) }
      let distance = ObjectiveChecks.slopes(policy) {
        zip($0.outputs.policy.probabilities, other.probabilities).reduce(0) { $0 + abs($1.0 - $1.1) }
      }
      let zero = exact.map { _ in 0.0 }
      let difference = zip(exact, turned).map { $0 - $1 }
      let cases: [(KLEstimator.Form, KLPenalty.Placement, [Double])] = [
        (.k1, .loss, zero), (.k2, .loss, exact), (.k3, .loss, turned), (.abs, .loss, distance),
        (.k1, .reward, exact), (.k3, .reward, variant == .stated ? difference : exact),
      ]
      for (form, placement, expected) in cases {
        let gradient = KLEstimator(form).expectedGradient(placement, of: policy, from: reference)
        for (entry, pair) in zip(gradient, expected).enumerated() {
          comparison.equal(pair.0, pair.1, "\(form.rawValue) in the \(placement.rawValue), entry \(entry)")
        }
      }
    }
  }

  private static func examine(
    _ name: String, _ body: (SoftmaxPolicy, SoftmaxPolicy, inout Comparison) -> Void
  ) -> Check.Finding {
    var samples = Samples(name)
    var comparison = Comparison(absolute: 1e-7)
    for _ in 0..<40 {
      let answers = samples.integer(2...6)
      let tables = (0..<2).map { _ in
        SoftmaxPolicy(
          OutputPolicy(
            answers: samples.policy(answers: answers, concentration: 3),
            isCorrect: [Bool](repeating: false, count: answers)))
      }
      body(tables[0], tables[1], &comparison)
    }
    return comparison.finding("gradient entries")
  }

  private static func mean(
    _ estimator: KLEstimator, _ policy: SoftmaxPolicy, _ reference: SoftmaxPolicy
  ) -> Double {
    let others = reference.tokenLogProbabilities
    return zip(policy.outputs.policy.probabilities, zip(policy.tokenLogProbabilities, others)).reduce(0) {
      $0 + $1.0 * estimator.value(logRatio: $1.1.0 - $1.1.1)
    }
  }
}
