import Measurement
import Sharpening
import SharpeningNumerics

/// Checks of the figures on populations that share parameters.
enum ScenarioChecks {
  /// A configuration of a scenario in its quick setting, with some values changed.
  private static func training(
    _ scenario: Scenario, _ arm: Int = 0, _ change: (inout CoupledTraining) -> Void = { _ in }
  ) -> CoupledTraining {
    var training = scenario.arms(quick: true)[arm].training
    training.evaluationProblems = 100
    training.seed = Seed(20_260_308).child(scenario.rawValue)
    change(&training)
    return training
  }

  /// Model E with some values changed.
  private static func shortcut(_ change: (inout ShortcutModel) -> Void) -> CouplingModel {
    var model = ShortcutModel()
    change(&model)
    return .shortcut(model)
  }

  /// Figure 2: rise, then fall.
  static let riseThenFall = Check(
    paths: [
      "exact accuracy of the trained policies on unseen problems", "sampled votes of the training batches",
    ],
    control: "problems that share nothing fall below their start, too"
  ) { variant in
    let isShared = variant == .stated
    let runs = SeededRuns(
      isShared
        ? training(.riseThenFall) {
          $0.steps = 1000
          $0.evaluateEvery = 40
        }
        : training(.independent) {
          $0.steps = 1000
          $0.evaluateEvery = 40
        })
    var comparison = SeedComparison()
    let accuracy = Trajectory.Column.groundTruthReward
    let start = runs.evaluation(accuracy, at: 0)
    comparison.exceeds(runs.evaluation(accuracy, at: 240), start, "accuracy at step 240 and at the start")
    comparison.exceeds(start, runs.evaluation(accuracy, at: 1000), "accuracy at the start and at step 1000")
    let reward = { runs.training(.majorityVotingReward, over: $0) }
    comparison.exceeds(reward(880...999), reward(0...120), "majority-voting reward late and early")
    let agreement = { runs.training(.rewardAccuracy, over: $0) }
    comparison.exceeds(agreement(0...120), agreement(880...999), "reward accuracy early and late")
    return comparison.finding
  }

  /// Figure 5: votes that are all wrong help where another answer of the same strategy is right.
  static let outOfDistribution = Check(
    paths: ["sampled votes on six training problems", "exact accuracy on unseen problems"],
    control: "it helps also where the strategy loses the votes"
  ) { variant in
    let runs = SeededRuns(
      training(.sharedStrategy) {
        var model = StrategyModel()
        if variant == .control { model.start = -3 }
        $0.model = .strategies(model)
      })
    var comparison = SeedComparison()
    if variant == .stated {
      comparison.stays(
        runs.training(.labelAccuracy, over: 30...60), below: 0.01, "training labels that are right")
    }
    comparison.exceeds(
      runs.evaluation(.heldoutAccuracy, at: 60), 0.9, "accuracy on unseen problems at the end")
    return comparison.finding
  }

  private static func sized(_ size: Int?) -> SeededRuns {
    SeededRuns(
      training(.dataSizeShortcut) {
        $0.dataSize = size
        $0.steps = 600
        $0.evaluateEvery = 60
      })
  }
  private static let size32 = sized(32)
  private static let size512 = sized(512)
  private static let size2048 = sized(2048)

  /// Figure 6: data sets of few problems do not collapse, large ones do.
  static let dataSize = Check(
    paths: [
      "reward accuracy on unseen problems after 600 steps", "the collapse rule on the whole trajectories",
    ],
    control: "the sizes in reverse order"
  ) { variant in
    let (small, large) = variant == .stated ? (size32, size2048) : (size2048, size32)
    var comparison = SeedComparison()
    let end = { (runs: SeededRuns) in runs.evaluation(.rewardAccuracy, at: 600) }
    comparison.exceeds(end(small), end(size512), "reward accuracy with 32 and 512 problems")
    comparison.exceeds(end(size512), end(large), "reward accuracy with 512 and 2,048 problems")
    let rule = CollapseRule(name: "below-5%", threshold: 0.05)
    comparison.stays(large.collapseSteps(rule), below: 601, "step below 5 % with 2,048 problems")
    comparison.exceeds(small.collapseSteps(rule), 600, "step below 5 % with 32 problems")
    return comparison.finding
  }

  /// Figure 7: the divergence from the start grows with the data set.
  static let divergence = Check(
    paths: ["exact divergence on unseen problems, 32 problems", "the same, 512 problems"],
    control: "the sizes exchanged"
  ) { variant in
    let (small, large) = variant == .stated ? (size32, size512) : (size512, size32)
    var comparison = SeedComparison()
    let end = { (runs: SeededRuns) in runs.evaluation(.klToStart, at: 600) }
    comparison.exceeds(end(large), end(small).map { 2 * $0 }, "divergence with 512 and twice that with 32")
    return comparison.finding
  }

  /// Figure 8: test-time training is stable and helps its own problems and others.
  static let testTime = Check(
    paths: ["exact accuracy on the training problems", "exact accuracy on unseen problems"],
    control: "a coin as the reward does so, too"
  ) { variant in
    func runs(_ arm: Int) -> SeededRuns {
      SeededRuns(
        training(.testTime, arm) {
          $0.evaluateEvery = 40
          if variant == .control { $0.reward = .random() }
        })
    }
    let (unseen, own) = (runs(0), runs(1))
    var comparison = SeedComparison()
    let accuracy = { (runs: SeededRuns, step: Int) in runs.evaluation(.groundTruthReward, at: step) }
    comparison.exceeds(accuracy(own, 400), accuracy(own, 0), "own problems at the end and at the start")
    comparison.exceeds(
      accuracy(unseen, 400), accuracy(unseen, 0), "unseen problems at the end and at the start")
    comparison.exceeds(own.evaluation(.rewardAccuracy, at: 400), 0.1, "reward accuracy at the end")
    return comparison.finding
  }

  /// Figure 9: 32 problems whose votes are wrong do no harm to unseen ones.
  static let wrongVotes = Check(
    paths: ["sampled votes on the training problems", "exact accuracy on unseen problems"],
    control: "it helps also when only the shortcut is shared"
  ) { variant in
    let runs = SeededRuns(
      training(.wrongVotes) {
        $0.evaluateEvery = 40
        $0.model = shortcut { $0.sharpnessRate = variant == .stated ? 0.05 : 0 }
      })
    var comparison = SeedComparison()
    comparison.stays(
      runs.training(.labelAccuracy, over: 0...400), below: 0.25, "training labels that are right")
    comparison.exceeds(
      runs.evaluation(.heldoutAccuracy, at: 400), runs.evaluation(.heldoutAccuracy, at: 0),
      "accuracy on unseen problems at the end and at the start")
    comparison.exceeds(runs.evaluation(.rewardAccuracy, at: 400), 0.5, "reward accuracy on unseen problems")
    return comparison.finding
  }

  /// Figure 13: a verifier's reward accuracy dips and recovers where the votes' would not.
  static let verifier = Check(
    paths: ["sampled rewards of the training batches", "exact accuracy of the policies"],
    control: "majority voting does so, too"
  ) { variant in
    let runs = SeededRuns(
      training(.verifier) {
        $0.steps = 600
        if variant == .control { $0.reward = .majorityVoting() }
      })
    var comparison = SeedComparison()
    let agreement = { runs.training(.rewardAccuracy, over: $0) }
    comparison.exceeds(
      agreement(0...40), agreement(140...240), "reward accuracy at first and around step 200")
    comparison.exceeds(
      agreement(480...600), agreement(140...240), "reward accuracy at the end and around step 200")
    comparison.exceeds(
      runs.evaluation(.groundTruthReward, at: 600), 0.6, "accuracy at the end, from a start of one in eight")
    return comparison.finding
  }

  private static func prior(_ easy: Double) -> SeededRuns {
    SeededRuns(
      training(.prior) {
        $0.model = shortcut { $0.easy = easy }
        $0.steps = 500
      })
  }

  private static let priors = [0.2, 0.35, 0.5, 0.8].map { prior($0) }

  /// Figure 10: the stronger the prior, the later the collapse.
  static let priorOrder = Check(
    paths: ["the collapse rule on trajectories of unseen problems", "the share of easy problems"],
    control: "the order reversed"
  ) { variant in
    let rule = CollapseRule(name: "below-10%", threshold: 0.1)
    let steps = priors.map { $0.collapseSteps(rule).map { min($0, 501) } }
    let ordered = variant == .stated ? steps : steps.reversed()
    var comparison = SeedComparison()
    comparison.exceeds(ordered[1], ordered[0], "collapse step of the second and the weakest prior")
    comparison.exceeds(ordered[2], ordered[1], "of the third and the second")
    comparison.exceeds(ordered[3], 500, "of the strongest, 501 standing for none")
    return comparison.finding
  }
}
