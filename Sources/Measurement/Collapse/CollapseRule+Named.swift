extension CollapseRule {
  /// The paper's: the first step with reward accuracy below 1 %.
  public static let paper = CollapseRule(name: "paper", threshold: 0.01)
  /// Reward accuracy below 1 % in the mean of 10 steps, for 20 steps.
  public static let standard = CollapseRule(name: "default", threshold: 0.01, smoothing: 10, hold: 20)

  /// Ground-truth reward below 1 % for 20 steps, without smoothing.
  ///
  /// Where a step is one problem with a few rollouts, the reward is 0 at many steps of a healthy run, and it is the length of
  /// the zero stretch that tells: if a problem is failed by all rollouts with chance q, 20 in a row have q²⁰, 4·10⁻⁵ at
  /// q = 0.6. A mean of 10 would report the same collapse nine steps late. Below 1 % is zero for fewer than 100 rollouts a step.
  public static let groundTruth = CollapseRule(
    name: "ground-truth", metric: .groundTruthReward, threshold: 0.01, hold: 20)
  /// The reward in use below 1 % for 20 steps, without smoothing: a run whose training signal is gone.
  ///
  /// It needs no label and says nothing of a pseudo-reward, which rises while a run collapses; where the reward is the
  /// oracle's it is `groundTruth` under another name.
  public static let rewardLost = CollapseRule(
    name: "reward-lost", metric: .reward, threshold: 0.01, hold: 20)
  /// The winner's accuracy below 1 % in the mean of 10 steps, for 20 steps; it comes before `standard`'s collapse (T42).
  public static let labelAccuracy = CollapseRule(
    name: "label-accuracy", metric: .labelAccuracy, threshold: 0.01, smoothing: 10, hold: 20)
  /// Held-out accuracy below half of its best so far, at two evaluations in a row.
  ///
  /// Evaluations are rare and have many problems, so that they need no smoothing.
  public static let heldout = CollapseRule(
    name: "heldout", metric: .heldoutAccuracy, threshold: 0.5, of: .best, hold: 2)
  /// Label-free: a majority ratio above 95 % with an answer diversity below a quarter of its best so far, for 20 steps.
  ///
  /// The surrogate where no label is known: all rollouts agree, and all problems get few answers. It is not the collapse step of
  /// the paper, which no label-free quantity gives (T41).
  public static let consensus = CollapseRule(
    name: "consensus",
    conditions: [
      CollapseCondition(.majorityRatio, .rises, threshold: 0.95),
      CollapseCondition(.answerDiversity, threshold: 0.25, of: .best),
    ], hold: 20)
  /// Label-free: entropy below a tenth of its start for 20 steps.
  public static let entropyLow = CollapseRule(
    name: "entropy-low", metric: .actorEntropy, threshold: 0.1, of: .start, hold: 20)
  /// Label-free: entropy above five times its start for 20 steps.
  public static let entropyHigh = CollapseRule(
    name: "entropy-high", metric: .actorEntropy, direction: .rises, threshold: 5, of: .start, hold: 20)
  /// Label-free: responses below half of their length at the start for 20 steps.
  public static let lengthLow = CollapseRule(
    name: "length-low", metric: .responseLength, threshold: 0.5, of: .start, hold: 20)
  /// Label-free: responses above twice their length at the start for 20 steps; healthy training can lengthen them too.
  public static let lengthHigh = CollapseRule(
    name: "length-high", metric: .responseLength, direction: .rises, threshold: 2, of: .start, hold: 20)
  /// Label-free: more than half of the 3-grams repeated, for 20 steps.
  public static let repetition = CollapseRule(
    name: "repetition", metric: .repetition, direction: .rises, threshold: 0.5, hold: 20)

  /// The rules that can be asked for by name, those with labels first.
  public static let named: [CollapseRule] = [
    paper, standard, groundTruth, labelAccuracy, rewardLost, heldout, consensus, entropyLow, entropyHigh,
    lengthLow,
    lengthHigh, repetition,
  ]

  /// The rule of a name, or nil.
  public static func named(_ name: String) -> CollapseRule? { named.first { $0.name == name } }

  /// The rule for a run of which nothing else was said: the first of a fixed order whose metrics were all measured.
  ///
  /// The order is reward accuracy, ground-truth reward, the winner's accuracy, the reward in use where no
  /// majority-voting reward stands beside it, held-out accuracy, then the label-free agreement. Different rules give
  /// different steps: runs are compared under one, and every output names it.
  /// - Returns: nil where the run has none of these metrics.
  public static func fitting(_ trajectory: Trajectory) -> CollapseRule? {
    // A pseudo-reward rises while a run collapses, so that its presence says nothing of the signal.
    let isPseudo = trajectory.columns.contains(.majorityVotingReward)
    return [standard, groundTruth, labelAccuracy, rewardLost, heldout, consensus].first { rule in
      rule.metrics.allSatisfy { trajectory.columns.contains($0) && !(isPseudo && $0 == .reward) }
    }
  }

  /// The same rule counted from another base rate, in every condition on an accuracy.
  ///
  /// - Parameter baseRate: the share of problems on which the collapsed answer is right by chance, of 0 ..< 1.
  public func counted(from baseRate: Double) -> CollapseRule {
    precondition(0..<1 ~= baseRate, "a base rate lies in 0 ..< 1, not at \(baseRate)")
    let accuracies: Set<Trajectory.Column> = [
      .rewardAccuracy, .groundTruthReward, .labelAccuracy, .heldoutAccuracy, .passAtN,
    ]
    var rule = self
    for index in rule.conditions.indices where accuracies.contains(rule.conditions[index].metric) {
      rule.conditions[index].baseRate = baseRate
    }
    return rule
  }
}
