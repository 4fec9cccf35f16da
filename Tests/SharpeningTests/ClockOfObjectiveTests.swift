import Sharpening
import Testing

@Suite struct ClockOfObjectiveTests {
  private static let small = 0.01
  private static func objective(
    _ reward: Reward, _ update: UpdateRule, _ advantage: Advantage = Advantage(baseline: .groupMean),
    rollouts: Int? = nil
  ) -> Objective {
    Objective(reward: reward, advantage: advantage, update: update, rollouts: rollouts)
  }

  private static let gradient = UpdateRule.policyGradient(GradientStep(.sgd(small)))
  private static let mirror = UpdateRule.mirror(MirrorStep(beta: 1 / small))
  private static let whitened = Advantage(baseline: .groupMean, scale: .groupDeviation, ddof: 0, epsilon: 0)

  @Test(
    "an objective's small steps follow another clock than is said of it",
    arguments: [
      (objective(.majorityVoting(), mirror), Clock.mirrorVote),
      (objective(.majorityVoting(), .naturalGradient(stepSize: small)), .mirrorVote),
      (objective(.majorityVoting(), gradient), .gradientVote),
      (objective(.majorityVoting(), gradient, whitened), .standardisedVote),
      (objective(.probability, mirror), .mirrorProbability),
      (objective(.probability, gradient), .gradientProbability),
      (objective(.probability, mirror, rollouts: 4), .mirrorProbability),
      (objective(.probability, gradient, .leaveOneOut, rollouts: 4), .gradientProbability),
      (objective(.trajectoryLevelEntropy(perToken: false), mirror), .mirrorLogProbability),
      (objective(.trajectoryLevelEntropy(perToken: false), gradient), .gradientLogProbability),
    ])
  func clocks(objective: Objective, clock: Clock) throws {
    let law = try #require(Clock.of(objective))
    let isOwnBaseline = objective.rollouts != nil && objective.advantage.baseline == .groupMean
    #expect(law.clock == clock && law.timePerStep == Self.small * (isOwnBaseline ? 0.75 : 1))
    let start = SoftmaxPolicy(
      OutputPolicy(answers: Policy(probabilities: [0.7, 0.3]), isCorrect: [true, false]))
    let steps = 200
    let result = try ObjectiveRun(objective, from: start, steps: steps, mode: .exact).run()
    let policy = try #require(result.policies.first).outputs.policy
    let before = start.outputs.policy.logOdds(of: [true, false])
    let after = policy.logOdds(of: [true, false])
    let closed = clock.logOdds(at: law.timePerStep * Double(steps), from: before)
    // An Euler step of size h is off by O(h); the exact mirror step on the vote not at all.
    let tolerance = clock == .mirrorVote ? 1e-9 : 0.02 * abs(closed - before) + 1e-3
    #expect(abs(after - closed) < tolerance, "\(after) against \(closed)")
    #expect(abs(after - before) > 0.2)
  }

  @Test("an objective that no clock describes is given one")
  func none() {
    var withPenalty = Self.objective(.majorityVoting(), Self.gradient)
    withPenalty.kl = KLPenalty(coefficient: 0.1)
    for objective in [
      withPenalty, Self.objective(.majorityVoting(), Self.gradient, rollouts: 8),
      Self.objective(.probability, Self.gradient, Self.whitened),
      Self.objective(.groundTruth, Self.gradient),
      Self.objective(.majorityVoting(), .mirror(MirrorStep(beta: 1, reference: .fixed))),
      Self.objective(.majorityVoting(), .policyGradient(GradientStep(.adam(0.1)))),
    ] { #expect(Clock.of(objective) == nil) }
  }
}
