extension Clock {
  /// The clock that an objective's small steps follow on a problem of two answers, and the time that a step takes.
  ///
  /// | update | advantage | reward | time of a step |
  /// |---|---|---|---|
  /// | mirror, moving reference | not scaled | vote of infinitely many, probability, log-probability | 1/β |
  /// | natural gradient | not scaled | the same | the step size |
  /// | gradient descent, once through, no clip at ρ = 1 | not scaled | the same | the learning rate |
  /// | the same | divided by the group's deviation | vote of infinitely many | the learning rate |
  ///
  /// With N rollouts and the group's mean as the baseline the time of a step is 1 − 1/N of that, as each rollout is part of its
  /// own baseline. Mirror steps on the vote follow their clock exactly, all others as their steps become small. The loss has to weigh a rollout of one token
  /// by 1, and neither divergence, entropy bonus, decay nor momentum may act.
  /// - Returns: nil for an objective that none of the seven laws describes.
  /// Proof: T10_unique. Claim: T10, T10b.
  public static func of(_ objective: Objective) -> (clock: Clock, timePerStep: Double)? {
    guard objective.kl == nil, objective.sampling == Sampling(), objective.advantage.baseline != .batchMean
    else { return nil }
    let isScaled = objective.advantage.scale == .groupDeviation
    guard objective.advantage.scale == .none || isScaled else { return nil }
    let time: Double
    let isGradient: Bool
    switch objective.update {
    case .mirror(let step):
      guard step.reference == .moving else { return nil }
      (time, isGradient) = (1 / step.beta, false)
    case .naturalGradient(let size): (time, isGradient) = (size, false)
    case .policyGradient(let step):
      let optimiser = step.optimiser
      guard optimiser.rule == .sgd, optimiser.momentum == 0, optimiser.weightDecay == 0,
        optimiser.clipNorm == nil, step.epochs == 1, step.miniBatches == 1, objective.loss.entropyBonus == 0,
        objective.loss.aggregation != .sequenceMeanTokenSumNorm
      else { return nil }
      (time, isGradient) = (optimiser.learningRate, true)
    }
    if isScaled {
      guard isGradient, isInfiniteVote(objective) else { return nil }
      return (.standardisedVote, time)
    }
    // E[r_i − r̄ | y_i] = (1 − 1/N)(r(y_i) − E r).
    let share =
      objective.advantage.baseline == .groupMean
      ? objective.trainedRollouts.map { 1 - 1 / Double($0) } ?? 1 : 1
    switch objective.reward {
    case .majorityVoting where isInfiniteVote(objective):
      return (isGradient ? .gradientVote : .mirrorVote, time)
    case .probability: return (isGradient ? .gradientProbability : .mirrorProbability, share * time)
    case .trajectoryLevelEntropy:
      return (isGradient ? .gradientLogProbability : .mirrorLogProbability, share * time)
    default: return nil
    }
  }

  private static func isInfiniteVote(_ objective: Objective) -> Bool {
    objective.rollouts == nil && objective.reward == .majorityVoting()
  }
}
