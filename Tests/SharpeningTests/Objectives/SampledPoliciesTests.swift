import Measurement
import Sharpening
import SharpeningNumerics
import Testing

@Suite struct SampledPoliciesTests {
  private let tree = TokenTree(
    .state(
      probabilities: [0.5, 0.3, 0.2],
      next: [
        .state(probabilities: [0.6, 0.4], next: [.answer(0), .answer(1)]),
        .state(probabilities: [0.2, 0.8], next: [.answer(1), .answer(2)]), .answer(0),
      ]), isCorrect: [false, true, false])

  @Test("a tree does not take the law that it is given")
  func assign() {
    var moved = tree
    let law = Policy(probabilities: [0.1, 0.2, 0.3, 0.15, 0.25])
    moved.assign(law)
    for (a, b) in zip(moved.outputs.policy.probabilities, law.probabilities) { #expect(abs(a - b) < 1e-14) }
    // Nothing passes the second state: it stays.
    moved.assign(Policy(probabilities: [0.5, 0.5, 0, 0, 0]))
    #expect(abs(moved.policy(at: 2).probabilities[0] - 2.0 / 3) < 1e-14)
  }

  @Test("a mirror step on a tree moves conditional laws, or is not the step on outputs")
  func mirror() throws {
    let objective = Objective(
      reward: .majorityVoting(), advantage: .none, update: .mirror(MirrorStep(beta: 0.7)))
    let onTree = try ObjectiveRun(objective, from: tree, steps: 3, mode: .exact).run().policies[0]
    let onTable = try ObjectiveRun(objective, from: SoftmaxPolicy(tree.outputs), steps: 3, mode: .exact).run()
      .policies[0]
    for (a, b) in zip(onTree.outputs.policy.probabilities, onTable.outputs.policy.probabilities) {
      #expect(abs(a - b) < 1e-12)
    }
  }

  @Test("a tempered gradient is not the slope of the tempered expectation")
  func tempered() throws {
    let rows: [[LinearPolicy.Entry]] = [[.init(0, 1)], [.init(0, -0.5), .init(1, 2)], [.init(1, 1)]]
    let linear = LinearPolicy(base: goldenOutputs, rows: rows, weights: [0.3, -0.2])
    var objective = Objective(
      reward: .groundTruth, advantage: .none,
      loss: PolicyLoss(clip: .none, aggregation: .sequenceMeanTokenSum))
    objective.sampling = Sampling(temperature: 0.6)
    let expected = try objective.expectedGradient(at: linear, start: linear)
    let slope = slopes(linear) { -Sampling(temperature: 0.6).tempered($0.outputs.policy).probabilities[0] }
    for (a, b) in zip(expected, slope) { #expect(abs(a - b) < 1e-8) }
    let onTree = try objective.expectedGradient(at: tree, start: tree)
    let treeSlope = slopes(tree) { tree in
      let outputs = tree.tempered(by: 0.6).outputs
      return -zip(outputs.policy.probabilities, outputs.answers).reduce(0) { $1.1 == 1 ? $0 + $1.0 : $0 }
    }
    for (a, b) in zip(onTree, treeSlope) { #expect(abs(a - b) < 1e-8) }
  }

  @Test("a token reward does not run on a tree")
  func tokens() throws {
    for reward in [
      Reward.selfCertainty, .tokenLevelEntropy, .trajectoryLevelEntropy(), .probabilityDisparity,
    ] {
      var objective = Objective(reward: reward, update: .policyGradient(GradientStep(.sgd(0.5))))
      objective.rollouts = 4
      for mode: ObjectiveRun<TokenTree>.Mode in [.exact, .sampled(Seed(9))] {
        let result = try ObjectiveRun(objective, from: tree, steps: 2, mode: mode).run()
        #expect(result.end == .finished && result.trajectory[.responseLength]?.count == 3)
      }
    }
  }
}
