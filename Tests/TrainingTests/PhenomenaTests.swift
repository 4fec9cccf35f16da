import Measurement
import Sharpening
import Testing
import Training
import Transformer

/// What the paper reports of large models, shown by 12,224 parameters in a few dozen steps.
///
/// Only end states and orderings are asserted. Every threshold was tried with seeds 1 to 8 unless stated; the worst value
/// stands beside it. Rates are far above what is careful, so that little time is needed: at these rates a random reward
/// ruins the strong model too, and the control that tells a reward from noise is the full tier's.
@Suite struct PhenomenaTests {
  @Test(
    "a kept prior is not what its configuration says, or cannot read its task", arguments: ["strong", "weak"])
  func fixtures(name: String) throws {
    let prior = try #require(Prior(rawValue: name))
    let configuration = try prior.configuration()
    let task = try prior.task()
    #expect(configuration.problem == nil && configuration.reinforcement.steps == 0)
    let model = try prior.kept()
    #expect(model.configuration == configuration.shape(for: task))
    #expect(task.rule == .modular && task.digits == 3)
    #expect(task.labels == RuledArithmetic.aligned(5, of: .init(right: 0.6, tempting: 0.3)).labels)
  }

  /// Accuracy 0.32 at the start; worst at the end: 0.56, output of 10.5 tokens, 88 % of them with an answer.
  @Test("the ground truth teaches nothing, or spoils the outputs")
  func groundTruth() throws {
    let recipe = Recipe(
      prior: .strong, reward: .groundTruth, optimiser: Recipe.adam(2e-3), steps: 12, prompts: 4)
    let result = try recipe.run(from: Prior.strong.kept())
    #expect(result.accuracy > 0.45, "\(result.accuracy)")
    #expect(result.end(.responseLength) > 8 && result.end(.parseRate) > 0.7)
  }

  /// The mean length is 9 at the start; a direct answer has four tokens.
  ///
  /// Worst at the end: 5.3.
  @Test("the product of probabilities as reward does not shorten outputs to the direct answer")
  func lengthCollapse() throws {
    let recipe = Recipe(
      prior: .strong, reward: .probability, optimiser: Recipe.adam(2e-3), steps: 15, prompts: 4)
    let result = try recipe.run(from: Prior.strong.kept(), heldOut: 20)
    #expect(result.start(.responseLength) > 7.5, "\(result.start(.responseLength))")
    #expect(result.end(.responseLength) < 6, "\(result.end(.responseLength))")
  }

  /// The limit is 22 tokens.
  ///
  /// Worst at the end: 20.5 tokens, 4 % with an answer, repetition 0.11.
  @Test("the entropy of tokens as reward does not end in outputs that go on and repeat themselves")
  func repetitionCollapse() throws {
    let recipe = Recipe(
      prior: .strong, reward: .tokenLevelEntropy, optimiser: Recipe.adam(4e-3), steps: 30, prompts: 4)
    let result = try recipe.run(from: Prior.strong.kept(), heldOut: 20)
    #expect(result.start(.repetition) < 0.1 && result.start(.responseLength) < 14)
    #expect(result.end(.responseLength) > 18, "\(result.end(.responseLength))")
    #expect(result.end(.parseRate) < 0.3 && result.end(.repetition) > 0.05)
    #expect(result.end(.repetition) > result.start(.repetition))
  }

  /// Worst of seeds 1 to 6: the commonest answer on 82 % of the problems, reward accuracy 0.12.
  ///
  /// Under a random reward
  /// the commonest answer has at most 2 % (45 steps).
  @Test("majority voting from a weak prior does not end in one answer for all problems, or noise does")
  func sharedAnswer() throws {
    var recipe = Recipe(
      prior: .weak, reward: .majorityVoting(), optimiser: Recipe.adam(4e-3), steps: 60, prompts: 4)
    let voted = try recipe.run(from: Prior.weak.kept(), heldOut: 100)
    #expect(voted.commonest > 0.6, "\(voted.commonest)")
    #expect(voted.end(.majorityRatio) > 0.8 && voted.end(.labelAccuracy) < 0.2)
    #expect(voted.start(.rewardAccuracy) > 0.5 && voted.end(.rewardAccuracy) < 0.3)
    recipe = Recipe(prior: .weak, reward: .random(), optimiser: Recipe.adam(4e-3), steps: 20, prompts: 4)
    let noise = try recipe.run(from: Prior.weak.kept(), heldOut: 100)
    #expect(noise.commonest < 0.3, "\(noise.commonest)")
  }
}
