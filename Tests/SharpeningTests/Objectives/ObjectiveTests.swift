import Foundation
import Sharpening
import Testing

@Suite struct ObjectiveTests {
  private func decode(_ text: String) throws -> Objective {
    try JSONDecoder().decode(Objective.self, from: Data(text.utf8))
  }

  @Test("defaults are not filled in, or are not verl's")
  func defaults() throws {
    #expect(try decode(#"{"reward": {"name": "majority_voting"}}"#) == Objective(reward: .majorityVoting()))
    let some = try decode(
      #"{"reward": {"name": "majority_voting", "threshold": 0.5, "value": "label-share"}, "rollouts": "infinite", "advantage": {"baseline": "leave-one-out", "scale": "none"}, "update": {"name": "mirror", "beta": 2}, "loss": {"ratio": "none"}}"#
    )
    #expect(some.reward == .majorityVoting(VoteRule(value: .labelShare, threshold: 0.5)))
    #expect(some.rollouts == nil && some.advantage.baseline == .leaveOneOut)
    #expect(some.update == .mirror(MirrorStep(beta: 2)) && some.loss.clip == .none)
    #expect(
      try decode(#"{"reward": {"name": "ground_truth"}, "advantage": {"baseline": 0.5}}"#).advantage.baseline
        == .fixed(0.5))
  }

  @Test("an objective is not read back as it was written")
  func roundTrip() throws {
    var objectives = Preset.allCases.map { $0.objective() }
    objectives += Reward.catalogue.map { Objective(reward: $0.reward) }
    objectives += [
      Objective(
        reward: .unified(UnifiedReward(link: .exp, sign: .plus, granularity: .answer, anchor: .truth)),
        advantage: Advantage(baseline: .fixed(0.1)),
        kl: KLPenalty(KLEstimator(.k2, clamp: 5), placement: .reward, coefficient: 1),
        update: .naturalGradient(stepSize: 0.3), sampling: Sampling(temperature: 0.6, topP: 0.95, topK: 20),
        rollouts: nil)
    ]
    for objective in objectives {
      let data = try JSONEncoder().encode(objective)
      #expect(try JSONDecoder().decode(Objective.self, from: data) == objective)
    }
  }

  @Test(
    "a misspelt key, an unknown name or a contradiction is read without a word",
    arguments: [
      #"{"reward": {"name": "majority_voting", "treshold": 0.5}}"#, #"{"reward": {"name": "majority"}}"#,
      #"{"reward": {"name": "self_certainty", "threshold": 0.5}}"#, #"{}"#,
      #"{"reward": {"name": "ground_truth"}, "rollout": 8}"#,
      #"{"reward": {"name": "ground_truth"}, "rollouts": "many"}"#,
      #"{"reward": {"name": "ground_truth"}, "update": {"name": "mirror", "optimiser": {}}}"#,
      #"{"reward": {"name": "ground_truth"}, "advantage": {"baseline": "mean"}}"#,
      #"{"reward": {"name": "ground_truth"}, "rollouts": 4, "trained": 8}"#,
      #"{"reward": {"name": "random", "probability": 2}}"#,
      #"{"reward": {"name": "ground_truth"}, "loss": {"clip": {"lower": 0.2}}}"#,
    ])
  func unreadable(text: String) {
    #expect(throws: DecodingError.self) { try decode(text) }
  }

  @Test("options that contradict each other pass, or are not both named")
  func contradictions() {
    let vote = Reward.majorityVoting()
    let cases: [(Objective, [String])] = [
      (Objective(reward: vote, rollouts: 8, trained: 16), ["trained 16", "rollouts 8"]),
      (Objective(reward: vote, rollouts: nil, trained: 16), ["trained 16", "infinite"]),
      (Objective(reward: vote, rollouts: 1), ["baseline", "single"]),
      (
        Objective(reward: .majorityVoting(VoteRule(voters: .others)), advantage: .none, rollouts: 1),
        ["others", "rollouts 1"]
      ),
      (
        Objective(reward: .majorityVoting(VoteRule(voters: .rephrased, weights: .probability))),
        ["rephrased", "probability"]
      ),
      (Objective(reward: vote, loss: PolicyLoss(ratio: .none)), ["ratio none", "clip"]),
      (
        Objective(reward: vote, kl: KLPenalty(KLEstimator(.exact), placement: .reward, coefficient: 1)),
        ["placement reward", "form exact"]
      ),
      (
        Objective(reward: vote, kl: KLPenalty(coefficient: 1), update: .mirror()),
        ["mirror", "divergence in the loss"]
      ),
      (
        Objective(reward: vote, loss: PolicyLoss(entropyBonus: 1), update: .naturalGradient()),
        ["natural_gradient", "entropy_bonus"]
      ),
      (Objective(reward: vote, update: .mirror(MirrorStep(beta: 1, gamma: 1))), ["gamma", "moving"]),
      (
        Objective(
          reward: .unified(UnifiedReward(link: .exp, sign: .minus, granularity: .tokens, anchor: .majority))),
        ["tokens", "majority"]
      ),
    ]
    for (objective, words) in cases {
      let problem = objective.problem ?? ""
      for word in words { #expect(problem.contains(word), "\(problem) does not say \(word)") }
    }
    for preset in Preset.allCases { #expect(preset.objective().problem == nil) }
  }

  @Test("a single problem's rollouts are cut into more parts than there are")
  func parts() {
    let objective = Objective(
      reward: .majorityVoting(), update: .policyGradient(GradientStep(.sgd(1), miniBatches: 9)))
    // A batch of many problems may well be cut so.
    #expect(objective.problem == nil)
    #expect(objective.partProblem?.contains("mini_batches 9 and trained 8") == true)
  }

  @Test("a value out of range passes")
  func ranges() {
    let nan = Double.nan
    let wrong: [Objective] = [
      Objective(reward: .majorityVoting(VoteRule(threshold: 1.5))),
      Objective(reward: .random(probability: nan)),
      Objective(reward: .clusters(SemanticClusters(lowestEntropy: 2, highestEntropy: 1))),
      Objective(reward: .verifier(AcceptanceRates(truePositive: 1.2, falsePositive: 0))),
      Objective(reward: .groundTruth, advantage: Advantage(baseline: .none, epsilon: -1)),
      Objective(reward: .groundTruth, loss: PolicyLoss(clip: .symmetric(-0.1))),
      Objective(reward: .groundTruth, loss: PolicyLoss(normaliser: 0)),
      Objective(reward: .groundTruth, kl: KLPenalty(coefficient: -1)),
      Objective(reward: .groundTruth, update: .mirror(MirrorStep(beta: 0))),
      Objective(reward: .groundTruth, update: .policyGradient(GradientStep(.sgd(0)))),
      Objective(reward: .groundTruth, update: .policyGradient(GradientStep(.sgd(1), epochs: 0))),
      Objective(reward: .groundTruth, sampling: Sampling(temperature: 0)),
      Objective(reward: .groundTruth, sampling: Sampling(temperature: 1, topP: 0)),
      Objective(reward: .groundTruth, sampling: Sampling(temperature: 1, topK: 0)),
      Objective(reward: .groundTruth, rollouts: 0),
    ]
    for objective in wrong { #expect(objective.problem != nil, "\(objective)") }
  }

  @Test("a preset has other values than its source")
  func presets() {
    let ttrl = Preset.ttrl.objective()
    #expect(ttrl.rollouts == 64 && ttrl.trainedRollouts == 32 && ttrl.kl?.coefficient == 0.001)
    #expect(Preset.trl.objective().advantage.epsilon == 1e-4 && Preset.trl.objective().loss.clip.bound == nil)
    #expect(Preset.drGRPO.objective().advantage.scale == .none)
    #expect(Preset.paper.objective().rollouts == 8 && Preset.paper.objective().kl == nil)
  }

  @Test("sampling cuts or heats otherwise than defined")
  func sampling() {
    let policy = Policy(probabilities: [0.5, 0.3, 0.2])
    let cold = Sampling(temperature: 0.5).drawn(policy).probabilities
    for (a, b) in zip(cold, [0.25, 0.09, 0.04]) { #expect(abs(a - b / 0.38) < 1e-14) }
    func kept(_ sampling: Sampling) -> [Bool] { sampling.drawn(policy).probabilities.map { $0 > 0 } }
    #expect(kept(Sampling(temperature: 1, topP: 0.5)) == [true, false, false])
    #expect(kept(Sampling(temperature: 1, topP: 0.51)) == [true, true, false])
    #expect(kept(Sampling(temperature: 1, topP: 1e-9)) == [true, false, false])
    #expect(kept(Sampling(temperature: 1, topK: 2)) == [true, true, false])
    #expect(kept(Sampling()) == [true, true, true])
  }
}
