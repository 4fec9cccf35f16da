import Measurement
import Sharpening
import SharpeningNumerics
import Testing
import Transformer

@testable import Training

/// Runs items in reverse, to show that order does not matter.
private struct Backwards: Executor {
  func map<Result: Sendable>(_ count: Int, _ body: @Sendable (Int) -> Result) -> [Result] {
    (0..<count).reversed().map(body).reversed()
  }
}

@Suite struct ReinforcementTests {
  private static let task = RuledArithmetic(digits: 2, labels: [.init(right: 0.5, tempting: 0.4)])
  private static let shape = ModelConfiguration(
    vocabularySize: task.tokenizer.vocabularySize, hiddenSize: 16, layers: 1, heads: 2, headSize: 8,
    intermediateSize: 24, context: 32)

  private func run(_ settings: Reinforcement, executor: any Executor = SerialExecutor()) -> ReinforcementRun<
    RuledArithmetic
  > {
    var generator = Generator(seed: Seed(21))
    let model = LanguageModel(Self.shape, using: &generator)
    let split = TaskSplit(Self.task, train: 20, heldOut: 10, seed: Seed(2))
    return ReinforcementRun(
      settings, task: Self.task, split: split ?? TaskSplit(train: [0]), from: model, seed: Seed(3),
      runner: ModelRunner(for: Self.shape, executor: executor, microBatchTokens: 40, groupSize: 7))
  }

  private func settings(_ reward: Reward, _ change: (inout Objective) -> Void = { _ in }) -> Reinforcement {
    var objective = Objective(
      reward: reward, advantage: .trl,
      update: .policyGradient(GradientStep(.adam(1e-3, clipNorm: 1))), rollouts: 4)
    change(&objective)
    var settings = Reinforcement(objective)
    settings.prompts = 6
    return settings
  }

  @Test("a run depends on the order in which its parts are computed")
  func order() throws {
    var one = run(settings(.trajectoryLevelEntropy()))
    var two = run(settings(.trajectoryLevelEntropy()), executor: Backwards())
    for _ in 0..<3 {
      let first = try one.step()
      #expect(first == .stepped)
      let second = try two.step()
      #expect(second == .stepped)
    }
    #expect(one.model == two.model && one.trajectory == two.trajectory && one.model != one.start)
  }

  @Test("a group without variance moves the model")
  func zeroVariance() throws {
    // No output of an untrained model is right, so every reward is 0.
    var run = run(settings(.groundTruth))
    let outcome = try run.step()
    #expect(outcome == .stepped)
    #expect(run.trajectory[.groundTruthReward]?.first == 0)
    #expect(run.model == run.start)
  }

  @Test(
    "a reward cannot be trained on",
    arguments: [
      Reward.majorityVoting(), .selfCertainty, .tokenLevelEntropy, .trajectoryLevelEntropy(), .probability,
      .probabilityDisparity, .random(), .clusters(),
      .selfVerify(AcceptanceRates(truePositive: 1, falsePositive: 0)),
    ])
  func rewards(reward: Reward) throws {
    var run = run(settings(reward))
    let outcome = try run.step()
    #expect(outcome == .stepped)
    let columns = Set(run.trajectory.columns)
    #expect(
      columns.isSuperset(of: [
        .majorityVotingReward, .majorityRatio, .groundTruthReward, .labelAccuracy, .rewardAccuracy,
        .heldoutAccuracy,
        .answerEntropy, .answerDiversity, .responseLength, .repetition, .parseRate, .klToStart, .reward,
        .tokens,
        .actorEntropy,
      ]))
    #expect(run.trajectory[.klToStart]?.first == 0)
  }

  @Test("mini-batches, epochs, a penalty or an entropy bonus leave no trace")
  func switches() throws {
    func after(_ change: (inout Objective) -> Void) throws -> LanguageModel {
      var run = run(settings(.tokenLevelEntropy, change))
      let outcomes = [try run.step(), try run.step()]
      #expect(outcomes == [.stepped, .stepped])
      return run.model
    }
    let models = [
      try after { _ in },
      try after { $0.update = .policyGradient(GradientStep(.adam(1e-3, clipNorm: 1), miniBatches: 3)) },
      try after { $0.update = .policyGradient(GradientStep(.adam(1e-3, clipNorm: 1), epochs: 2)) },
      try after { $0.kl = KLPenalty(.verl, placement: .loss, coefficient: 0.5) },
      try after { $0.kl = KLPenalty(.verl, placement: .reward, coefficient: 0.5) },
      try after { $0.loss.entropyBonus = 0.1 },
      try after { $0.trained = 2 },
      try after { $0.sampling = Sampling(temperature: 0.7) },
      try after { $0.update = .policyGradient(GradientStep(.sgd(0.1, momentum: 0.5))) },
      try after { $0.update = .policyGradient(GradientStep(.rmsNormalised(1e-3))) },
    ]
    for i in models.indices {
      for j in 0..<i { #expect(models[i] != models[j], "\(j) and \(i)") }
    }
  }

  @Test("a diverged run does not say so, or loses the last good model")
  func divergence() throws {
    var run = run(settings(.tokenLevelEntropy) { $0.update = .policyGradient(GradientStep(.sgd(1e30))) })
    var outcomes: [ReinforcementRun<RuledArithmetic>.Outcome] = []
    for _ in 0..<4 {
      outcomes.append(try run.step())
      if outcomes.last != .stepped { break }
    }
    let last = try #require(outcomes.last)
    guard case .diverged = last else {
      Issue.record("\(outcomes)")
      return
    }
    let isSound = run.model.parameters.allSatisfy { $0.isFinite }
    #expect(isSound)
  }

  @Test("impossible settings are accepted")
  func problems() {
    #expect(settings(.groundTruth).problem == nil)
    #expect(settings(.groundTruth) { $0.update = .mirror() }.problem?.contains("policy_gradient") == true)
    #expect(settings(.groundTruth) { $0.rollouts = nil }.problem?.contains("infinite") == true)
    var none = settings(.groundTruth)
    none.prompts = 0
    #expect(none.problem?.contains("prompts") == true)
  }
}

extension ReinforcementTests {
  @Test("a shuffled pass leaves out a problem, or repeats one", arguments: [3, 20, 64])
  func shuffledPasses(prompts: Int) {
    var settings = settings(.random())
    settings.shuffles = true
    settings.prompts = prompts
    let run = run(settings)
    let drawn = (0..<60).flatMap { run.batch($0) }
    let size = run.split.train.count
    for pass in 0..<drawn.count / size {
      #expect(Set(drawn[pass * size..<(pass + 1) * size]) == Set(run.split.train))
    }
    #expect(Array(drawn.prefix(size)) != run.split.train)
  }
}
