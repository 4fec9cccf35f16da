extension KLEstimator {
  /// The expected gradient of this penalty when rollouts are drawn from the policy itself, by enumeration.
  ///
  /// In the loss a token's estimate is differentiated, Σ_y π(y) Σ_t k'(x_t) ∇ log π(y_t); in the reward the estimates of a
  /// rollout are summed and weigh its score, Σ_y π(y) (Σ_t k(x_t)) ∇ log π(y). Compared with ∇KL(π‖ref) over outputs
  /// (`exactGradient`), with x unclamped and one token an output:
  /// - k1: 0 in the loss; exact in the reward.
  /// - k2: exact in the loss; Σ π (x²/2) ∇ log π in the reward, which is biased.
  /// - k3: ∇KL(ref‖π) in the loss, the divergence turned round; ∇KL(π‖ref) − ∇KL(ref‖π) in the reward.
  /// - abs: ∇ Σ |π − ref| in the loss, the total variation's; biased in the reward.
  /// Over several tokens k1 in the reward stays exact, and k2 in the loss leaves out what a token does to the divergence
  /// of the tokens after it.
  /// - Parameters:
  ///   - placement: in the loss or in the reward.
  ///   - policy: π.
  ///   - reference: ref, over the same outputs.
  /// - Returns: one number a parameter.
  /// Claim: KL1, KL2.
  public func expectedGradient<Model: DifferentiablePolicy>(
    _ placement: KLPenalty.Placement, of policy: Model, from reference: Model
  ) -> [Double] {
    if form == .exact { return Self.exactGradient(of: policy, from: reference) }
    let probabilities = policy.outputs.policy.probabilities
    let ratios = Self.logRatios(policy, reference)
    var gradient = [Double](repeating: 0, count: policy.parameters.count)
    switch placement {
    case .loss:
      var weights = ratios
      for (output, probability) in probabilities.enumerated() {
        for token in policy.tokens(of: output) {
          weights[token] = probability == 0 ? 0 : probability * derivative(logRatio: ratios[token])
        }
      }
      policy.addTokenScore(weights, to: &gradient)
    case .reward:
      let weights = probabilities.enumerated().map { output, probability in
        probability == 0
          ? 0 : probability * policy.tokens(of: output).reduce(0) { $0 + value(logRatio: ratios[$1]) }
      }
      policy.addScore(weights, to: &gradient)
    }
    return gradient
  }

  /// ∇KL(π‖ref) = Σ_y π(y) log(π(y)/ref(y)) ∇ log π(y), over outputs.
  public static func exactGradient<Model: DifferentiablePolicy>(
    of policy: Model, from reference: Model
  ) -> [Double] {
    let logs = policy.outputs.policy.logProbabilities
    let others = reference.outputs.policy.logProbabilities
    precondition(logs.count == others.count, "a reference has the same outputs")
    var gradient = [Double](repeating: 0, count: policy.parameters.count)
    let probabilities = policy.outputs.policy.probabilities
    policy.addScore(
      logs.indices.map { probabilities[$0] == 0 ? 0 : probabilities[$0] * (logs[$0] - others[$0]) },
      to: &gradient)
    return gradient
  }

  /// `expectedGradient` − `exactGradient`.
  public func gradientBias<Model: DifferentiablePolicy>(
    _ placement: KLPenalty.Placement, of policy: Model, from reference: Model
  ) -> [Double] {
    zip(
      expectedGradient(placement, of: policy, from: reference),
      Self.exactGradient(of: policy, from: reference)
    ).map { $0 - $1 }
  }

  /// x_t of every token of every output.
  static func logRatios<Model: DifferentiablePolicy>(_ policy: Model, _ reference: Model) -> [Double] {
    let logs = policy.tokenLogProbabilities
    let others = reference.tokenLogProbabilities
    precondition(logs.count == others.count, "a reference has the same tokens")
    return zip(logs, others).map { $0 - $1 }
  }
}
