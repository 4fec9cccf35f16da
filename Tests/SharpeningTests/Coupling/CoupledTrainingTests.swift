import Measurement
import SharpeningNumerics
import Testing
internal import Foundation

@testable import Sharpening

/// What coupled trainings do, by ordering and end state over fixed seeds.
@Suite struct CoupledTrainingTests {
  @Test("independent problems never collapse, and their reward accuracy stays above label accuracy")
  func independent() {
    var training = CoupledTraining()
    training.model = .shortcut(ShortcutModel().independent)
    training.dataSize = 64
    training.steps = 200
    training.evaluation = .training
    let summary = training.summary(replicates: 2)
    #expect(summary.collapsed == 0)
    for replicate in 0..<2 {
      let run = training.run(replicate: replicate)
      #expect(run.parameters == [1, -0.5])
      let pairs = zip(run.evaluation[.rewardAccuracy] ?? [], run.evaluation[.labelAccuracy] ?? [])
      for (reward, label) in pairs { #expect((reward ?? .nan) >= (label ?? .nan)) }
    }
  }

  @Test("the same problems with a shared shortcut and fresh data collapse")
  func coupled() {
    var training = CoupledTraining()
    var model = ShortcutModel()
    model.easy = 0.2
    training.model = .shortcut(model)
    training.steps = 400
    training.evaluateEvery = 50
    let summary = training.summary(replicates: 2)
    #expect(summary.collapsed == 2)
    #expect(summary.lastAccuracies.allSatisfy { $0 < 0.02 })
  }

  @Test("end accuracy falls with the size of the data set")
  func dataSize() {
    var training = CoupledTraining()
    var model = ShortcutModel()
    (model.sharpnessRate, model.shortcutRate, model.shortcutStart) = (0, 0.3, 0)
    training.model = .shortcut(model)
    training.advantage = .meanOnly
    training.steps = 600
    training.evaluateEvery = 600
    let ends = [32, 512, 2048].map { size in
      training.dataSize = size
      return training.summary(replicates: 2).lastRewardAccuracies
    }
    for (smaller, larger) in zip(ends, ends.dropFirst()) {
      #expect((smaller.min() ?? 0) > (larger.max() ?? 1))
    }
    #expect((ends.last?.max() ?? 1) < 0.02)
  }

  @Test("a run whose parameters grow without bound ends as a value and keeps its trajectory")
  func divergence() {
    var training = CoupledTraining()
    var model = ShortcutModel()
    model.shortcutRate = 1e7
    training.model = .shortcut(model)
    training.steps = 50
    training.evaluateEvery = 1
    for path in [CoupledTraining.Path.automatic, .general] {
      let run = training.run(replicate: 0, path: path)
      guard case .diverged(let step) = run.outcome else {
        Issue.record("the run finished")
        return
      }
      #expect(run.evaluation.steps == Array(0...step))
      #expect((run.evaluation[.heldoutAccuracy] ?? []).allSatisfy { $0?.isFinite ?? false })
    }
  }

  @Test("the shared strategy that loses every training vote wins the unseen problems")
  func wrongVotesHelp() {
    var training = CoupledTraining()
    training.model = .strategies(StrategyModel())
    (training.dataSize, training.batch, training.steps, training.evaluateEvery) = (6, 6, 60, 5)
    let run = training.run()
    let labels = (run.training[.labelAccuracy] ?? []).compactMap { $0 }
    let heldout = (run.evaluation[.heldoutAccuracy] ?? []).compactMap { $0 }
    #expect(labels.suffix(6).allSatisfy { $0 == 0 })
    #expect((heldout.first ?? 1) < 0.4 && (heldout.last ?? 0) > 0.9)
  }

  @Test("a mini-batch, a second pass, temperature, and every placement of a divergence change the run")
  func options() {
    var training = CoupledTraining()
    training.steps = 10
    training.evaluationProblems = 10
    var seen: [[Double]] = [training.run().parameters]
    let changes: [(inout CoupledTraining) -> Void] = [
      { $0.miniBatch = 8 }, { $0.passes = 2 }, { $0.temperature = 0.7 },
      { $0.kl = KLPenalty(KLEstimator(.exact), coefficient: 0.5) },
      { $0.kl = KLPenalty(.verl, coefficient: 0.5) },
      { $0.kl = KLPenalty(.verl, placement: .reward, coefficient: 0.5) },
      { $0.loss = PolicyLoss(entropyBonus: 0.5) }, { $0.reward = .groundTruth }, { $0.reward = .random() },
      { $0.reward = .majorityVoting(VoteRule(voters: .others)) }, { $0.reward = .clusters() },
      { $0.reward = .verifier(AcceptanceRates(truePositive: 0.9, falsePositive: 0.2)) },
      { $0.advantage = .leaveOneOut }, { $0.reward = .probability },
    ]
    for change in changes {
      var changed = training
      change(&changed)
      let parameters = changed.run().parameters
      #expect(!seen.contains(parameters))
      seen.append(parameters)
    }
  }

  @Test("Adam without momentum moves each parameter by about its rate")
  func normalised() {
    var model = ClassRuleModel()
    (model.isNormalised, model.answerRate, model.classRate) = (true, 0.1, 0.02)
    var training = CoupledTraining()
    training.model = .classRule(model)
    (training.batch, training.steps, training.evaluationProblems) = (16, 1, 5)
    let run = training.run()
    let moved = run.parameters.prefix(41).map { abs($0) }.filter { $0 > 0 }
    // In the first step g/(√g² + 10⁻⁸) is ±1 but for the smallest g, which rounding leaves of sums that vanish.
    let whole = moved.filter { $0 > 1e-6 }
    #expect(whole.count > 20 && whole.allSatisfy { abs($0 - 0.1) < 1e-4 })
  }
}
