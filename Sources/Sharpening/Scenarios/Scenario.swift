public import Measurement
public import SharpeningNumerics

/// A named experiment on problems that share parameters: one sentence that it puts to the test, and the runs that do so.
public enum Scenario: String, CaseIterable, Codable, Sendable {
  /// Model E with new problems at every step.
  case riseThenFall = "rise-then-fall"
  /// Shared answers and class rules, easy and hard problems mixed.
  case mixedDifficulty = "mixed-difficulty"
  /// Model E on data sets of 32 to 16,384 problems.
  case dataSize = "data-size"
  /// The same with a shortcut alone, which nothing that generalises holds against.
  case dataSizeShortcut = "data-size-shortcut"
  /// Model E with priors of different strength.
  case prior
  /// Temperature, mini-batch, rollouts, batch and divergence, each under a weak and a strong prior.
  case hyperparameters
  /// Training on the forty problems that are evaluated.
  case testTime = "test-time"
  /// Training on 32 problems whose majority is wrong.
  case wrongVotes = "wrong-votes"
  /// Six problems on which a strategy that is right elsewhere always votes wrongly.
  case sharedStrategy = "shared-strategy"
  /// A verifier that accepts one wrong answer often.
  case verifier
  /// Nothing shared: the control.
  case independent
  /// A coin as the reward: the control.
  case randomReward = "random-reward"
  /// Sharpness that learns fast: reward accuracy falls without collapse.
  case sharpness

  /// Every scenario.
  public static let all = allCases

  /// What the scenario puts to the test.
  public var claim: String {
    switch self {
    case .riseThenFall:
      "Accuracy on unseen problems first rises, then falls below its start, as the shared shortcut outgrows sharpening."
    case .mixedDifficulty:
      "With easy and hard problems mixed accuracy on unseen problems rises, then falls to chance."
    case .dataSize:
      "At an equal number of steps the end accuracy on unseen problems falls with the size of the data set once it exceeds a few hundred problems; the smallest sets never collapse."
    case .dataSizeShortcut:
      "With a shortcut alone reward accuracy at the end decreases with the size of the data set, from near its start at 32 problems to collapse at 2,048."
    case .prior:
      "The collapse step grows with the strength of the prior, and beyond some strength there is none."
    case .hyperparameters:
      "Whether a run collapses is set by the prior, when it does by temperature, mini-batch, rollouts, batch and divergence."
    case .testTime:
      "Training on the problems that are evaluated raises their accuracy to about their initial label accuracy, does not collapse, and helps unseen problems."
    case .wrongVotes:
      "Training on few problems whose votes are all wrong raises accuracy on unseen problems and does not collapse there."
    case .sharedStrategy:
      "Votes that are always wrong in training raise a strategy that is right on unseen problems from a minority to nearly 1."
    case .verifier:
      "Under a verifier that accepts correct answers most reward accuracy dips, recovers, and the accuracy rises throughout."
    case .independent: "Problems that share nothing do not collapse: reward accuracy falls to label accuracy."
    case .randomReward: "A reward that is a coin neither raises accuracy nor collapses it."
    case .sharpness:
      "Reward accuracy falls far without any collapse, only because votes become unanimous (T39)."
    }
  }

  /// One configuration of a scenario.
  public struct Arm: Codable, Sendable, Equatable {
    /// What distinguishes it.
    public var label: String
    /// What is run.
    public var training: CoupledTraining
  }

  /// What came out of one configuration.
  public struct ArmResult: Sendable {
    /// The configuration.
    public let arm: Arm
    /// Its replicates.
    public let summary: CoupledSummary
  }

  /// Runs all configurations.
  ///
  /// - Parameters:
  ///   - quick: fewer steps, sizes and evaluations.
  ///   - seed: names every draw; all configurations of one replicate share problems and rollout streams.
  ///   - replicates: of each configuration, ≥ 1.
  ///   - rule: how collapse is read off; nil: `rule`.
  ///   - executor: runs replicates; of no effect on the numbers.
  public func run(
    quick: Bool, seed: Seed, replicates: Int, rule: CollapseRule? = nil,
    executor: any Executor = SerialExecutor()
  ) -> [ArmResult] {
    arms(quick: quick).map { arm in
      var arm = arm
      arm.training.seed = seed
      return ArmResult(
        arm: arm,
        summary: arm.training.summary(
          replicates: replicates, rule: rule ?? self.rule, executor: executor))
    }
  }

  /// The rule by which the scenario calls a run collapsed.
  ///
  /// With 41 answers in common a policy that gives one of them to everything is right on one problem in 41, so that the
  /// paper's 1 % is never met; there the threshold is 10 %.
  public var rule: CollapseRule {
    self == .mixedDifficulty ? CollapseRule(name: "below-10%", threshold: 0.1) : .paper
  }
}

extension Scenario.ArmResult {
  /// The numbers of a configuration: means over replicates with 95 % intervals of the mean.
  public struct Numbers: Codable, Sendable, Equatable {
    /// A mean with its interval.
    public struct Estimate: Codable, Sendable, Equatable {
      /// The mean over replicates.
      public let mean: Double
      /// mean ± 1.96 standard errors.
      public let interval: Interval

      init(_ values: [Double]) {
        var moments = CoupledSummary.Moments()
        for value in values { moments.add(value) }
        mean = moments.mean
        interval = moments.interval()
      }
    }

    /// What distinguishes the configuration.
    public let label: String
    /// How many replicates.
    public let replicates: Int
    /// Accuracy on the evaluation problems at the start.
    public let firstAccuracy: Estimate
    /// At its highest.
    public let peakAccuracy: Estimate
    /// At the end.
    public let lastAccuracy: Estimate
    /// Reward accuracy on the evaluation problems at the end.
    public let lastRewardAccuracy: Estimate
    /// How many replicates collapsed.
    public let collapsed: Int
    /// The median collapse step; nil where fewer than half collapsed.
    public let medianCollapse: Int?
    /// How many replicates diverged.
    public let diverged: Int
  }

  /// The numbers of a configuration.
  public var numbers: Numbers {
    Numbers(
      label: arm.label, replicates: summary.replicates, firstAccuracy: .init(summary.firstAccuracies),
      peakAccuracy: .init(summary.peakAccuracies), lastAccuracy: .init(summary.lastAccuracies),
      lastRewardAccuracy: .init(summary.lastRewardAccuracies), collapsed: summary.collapsed,
      medianCollapse: summary.medianCollapse, diverged: summary.diverged)
  }
}
