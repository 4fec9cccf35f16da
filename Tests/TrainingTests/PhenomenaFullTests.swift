import Foundation
import Measurement
import Sharpening
import Testing
import Training
import Transformer

/// Whether SHARPENING_FULL=1 asks for what takes minutes, and the build is fast enough for it.
private var wantsFullTier: Bool {
  #if DEBUG
    false
  #else
    ProcessInfo.processInfo.environment["SHARPENING_FULL"] == "1"
  #endif
}

/// The phenomena on about 104,000 parameters, each with its control at the same rate and batch.
///
/// Minutes in release mode, hours in debug mode, hence only in release mode with SHARPENING_FULL=1. Thresholds were tried with
/// the seeds that are named; the worst value stands beside them.
@Suite(.enabled(if: wantsFullTier), .serialized) struct PhenomenaFullTests {
  private static let compact = Swift.Result { try Prior.compact.pretrained() }
  private static let early = Swift.Result { try Prior.compact.pretrained(leavingAfter: 100) }
  private static let verifying = Swift.Result { try Prior.verifying.pretrained() }

  private func train(
    _ reward: Reward, _ optimiser: Optimiser, steps: Int, problems: Int = 2048
  ) throws -> Recipe.Result {
    let recipe = Recipe(
      prior: .compact, reward: reward, optimiser: optimiser, steps: steps, problems: problems)
    let result = try recipe.run(from: Self.compact.get(), evaluatesEvery: 20)
    print(
      "\(reward.name.rawValue), \(problems) problems, \(steps) steps: accuracy",
      result.start(.heldoutAccuracy), result.peak(.heldoutAccuracy), result.accuracy, "reward accuracy",
      result.end(.rewardAccuracy, over: 10), "length", result.end(.responseLength), "repetition",
      result.end(.repetition), "commonest", result.commonest)
    return result
  }

  /// Seeds 1 to 3, with two pretrainings: one answer on 99 %, reward accuracy 0.014.
  @Test("plain gradient steps under majority voting do not end in one answer for all problems")
  func sharedAnswer() throws {
    let result = try train(.majorityVoting(), .sgd(0.2, clipNorm: 1), steps: 80)
    #expect(result.commonest > 0.9 && result.accuracy < 0.05)
    #expect(result.end(.rewardAccuracy, over: 10) < 0.1)
  }

  /// Sixteen problems, seeds 1 to 3: reward accuracy 0.63 at the end, accuracy 0.31; 2048 problems: 0.18 and 0.12.
  ///
  /// Ground truth: accuracy 0.975.
  @Test("majority voting is as safe on 2048 problems as on 16, or the ground truth is not safe either")
  func trainingSetSize() throws {
    let large = try train(.majorityVoting(), Recipe.adam(1e-3), steps: 200)
    let small = try train(.majorityVoting(), Recipe.adam(1e-3), steps: 200, problems: 16)
    let truth = try train(.groundTruth, Recipe.adam(1e-3), steps: 60)
    #expect(small.end(.rewardAccuracy, over: 10) > large.end(.rewardAccuracy, over: 10) + 0.15)
    #expect(small.accuracy > large.accuracy && truth.accuracy > 0.9)
    #expect(large.peak(.heldoutAccuracy) > large.accuracy + 0.1)
  }

  /// Length 4.05 and 22 tokens at the end; a random reward leaves 7 to 14, with repetition of at most 0.12.
  @Test("the two collapses of length are those of any reward at this rate")
  func lengths() throws {
    let noise = try train(.random(), Recipe.adam(3e-4), steps: 120)
    let probability = try train(.probability, Recipe.adam(3e-4), steps: 60)
    let entropy = try train(.tokenLevelEntropy, Recipe.adam(3e-4), steps: 120)
    #expect(probability.end(.responseLength) < 5 && noise.end(.responseLength) > 5.5)
    #expect(entropy.end(.responseLength) > 18)
    #expect(entropy.end(.repetition) > 0.3 && noise.end(.repetition) < 0.3)
  }

  /// Ten-step means below 0.2, seeds 1 to 3: steps 15, 13, 19 for the early prior, against 82, 91, 162.
  @Test("an earlier checkpoint of one pretraining does not collapse before a later one")
  func priors() throws {
    let recipe = Recipe(
      prior: .compact, reward: .majorityVoting(), optimiser: Recipe.adam(1e-3), steps: 120)
    let early = try recipe.run(from: Self.early.get()).collapseStep(0.2)
    let late = try recipe.run(from: Self.compact.get()).collapseStep(0.2)
    #expect(early < late, "\(early) against \(late)")
    print("collapse steps", early, late)
  }

  /// Seeds 1 to 3: from 0.43 to 0.66 at the worst under the frozen judge.
  ///
  /// The live judge is ahead of it with no seed, but
  /// is hacked with some only, so that no more is asserted of it.
  @Test("a model that is judged by what it was does not outgrow it")
  func frozenJudge() throws {
    func judged(by judge: Reinforcement.Judge) throws -> Recipe.Result {
      let recipe = Recipe(
        prior: .verifying, reward: .selfVerify(AcceptanceRates(truePositive: 1, falsePositive: 0)),
        optimiser: Recipe.adam(3e-4), steps: 120, judge: judge)
      return try recipe.run(from: Self.verifying.get(), evaluatesEvery: 20)
    }
    let frozen = try judged(by: .frozen)
    let live = try judged(by: .live)
    print("judged: frozen", frozen.start(.heldoutAccuracy), frozen.accuracy, "live", live.accuracy)
    #expect(frozen.accuracy > frozen.start(.heldoutAccuracy) + 0.1)
    #expect(live.accuracy < frozen.accuracy + 0.1)
  }
}
