/// What a vote set shows, as sums over problems that can be merged and then read as the columns of a trajectory.
///
/// Every mean is over problems of a mean over the problem's rollouts, as in the authors' code. With f the frequencies
/// of one problem's N rollouts, m its winner and c(a) ∈ {0, 1} the correctness of answer a:
/// majority ratio f_m; majority-voting reward f_m (every tied answer's share under `.everyTied`); label accuracy c(m);
/// ground-truth reward Σ c(a) f_a; reward accuracy: the share of rollouts whose pseudo-reward 1[a = m] equals c(a);
/// answer entropy −Σ f ln f, an unparsed rollout being one more outcome (a plug-in value, biased low by about
/// (K−1)/2N); parse rate 1 − f_unparsed; flip rate: the winner differs from the one at the start.
///
/// In a group in which no rollout can be parsed both rewards are 0 for every rollout. That is no agreement: the group's
/// reward accuracy counts as 0.
///
/// Paper: section on metrics; the authors' code for the conventions. Proof: T39_reward_accuracy_identity.
/// Claim: T39.
public struct VoteMetrics: Sendable, Equatable {
  /// The number of problems summed.
  public private(set) var problems = 0
  /// The number of rollouts summed.
  public private(set) var rollouts = 0
  private var majorityReward = 0.0
  private var majorityRatio = 0.0
  private var label = 0.0
  private var agreement = 0.0
  private var oracle = 0.0
  private var solved = 0.0
  private var entropy = 0.0
  private var parsed = 0.0
  private var flipped: Double?
  private var length: Double?
  private var repetition: Double?
  private var actorEntropy: WeightedSum?
  private var winners: Set<String>?

  private var kl: Double?

  /// The sums over no problem.
  public init() {}

  /// The expectations of one problem under a known policy, in place of what its rollouts would show.
  package struct Expected {
    /// E[mean pseudo-reward].
    package var majorityReward = 0.0
    /// E[most votes]/N.
    package var majorityRatio = 0.0
    /// P(the winner is correct).
    package var label = 0.0
    /// E[share of rollouts whose pseudo-reward equals the oracle reward].
    package var agreement = 0.0
    /// P(a rollout is correct).
    package var oracle = 0.0
    /// P(some rollout is correct).
    package var solved = 0.0
    /// The policy's own entropy in nats.
    package var entropy = 0.0
    /// P(a rollout can be parsed).
    package var parsed = 1.0
    /// The policy's divergence from the start in nats.
    package var divergence = 0.0

    package init() {}
  }

  /// Takes one problem's expectations for `rollouts` rollouts, 0 standing for infinitely many.
  package init(_ expected: Expected, rollouts: Int) {
    problems = 1
    self.rollouts = rollouts
    majorityReward = expected.majorityReward
    majorityRatio = expected.majorityRatio
    label = expected.label
    agreement = expected.agreement
    oracle = expected.oracle
    solved = expected.solved
    entropy = expected.entropy
    parsed = expected.parsed
    kl = expected.divergence
  }

  /// Adds the sums of other problems.
  ///
  /// A column that one side lacks is lost, not taken as zero.
  public mutating func merge(_ other: VoteMetrics) {
    if problems == 0 {
      self = other
      return
    }
    if other.problems == 0 { return }
    problems += other.problems
    rollouts += other.rollouts
    majorityReward += other.majorityReward
    majorityRatio += other.majorityRatio
    label += other.label
    agreement += other.agreement
    oracle += other.oracle
    solved += other.solved
    entropy += other.entropy
    parsed += other.parsed
    flipped = sum(flipped, other.flipped)
    length = sum(length, other.length)
    repetition = sum(repetition, other.repetition)
    actorEntropy = sum(actorEntropy, other.actorEntropy)
    kl = sum(kl, other.kl)
    if let mine = winners, let theirs = other.winners { winners = mine.union(theirs) } else { winners = nil }
  }

  /// The means, under the names of a trajectory's columns; a quantity that was not measured is absent.
  public var columns: [Trajectory.Column: Double] {
    guard problems > 0 else { return [:] }
    let count = Double(problems)
    var row: [Trajectory.Column: Double] = [
      .majorityVotingReward: majorityReward / count, .majorityRatio: majorityRatio / count,
      .labelAccuracy: label / count, .rewardAccuracy: agreement / count, .groundTruthReward: oracle / count,
      .passAtN: solved / count, .answerEntropy: entropy / count, .parseRate: parsed / count,
    ]
    row[.majorityFlipRate] = flipped.map { $0 / count }
    row[.responseLength] = length.map { $0 / count }
    row[.repetition] = repetition.map { $0 / count }
    row[.actorEntropy] = actorEntropy.flatMap { $0.weight > 0 ? $0.sum / $0.weight : nil }
    row[.klToStart] = kl.map { $0 / count }
    row[.answerDiversity] = winners.map { Double($0.count) / count }
    return row
  }

  private func sum(_ a: Double?, _ b: Double?) -> Double? {
    if let a, let b { a + b } else { nil }
  }
}

/// Measures a vote set: the one function between the two types at the waist.
///
/// - Parameters:
///   - votes: every problem with at least one rollout.
///   - tieRule: who wins a tie. Under `.everyTied` the label accuracy of a tie is the share of tied answers that are
///     correct, and a rollout agrees when 1[its answer is tied] equals its correctness.
///   - start: the winners of the same problems at the start of the run, for the flip rate; nil leaves that column out.
/// - Returns: sums from which `columns` reads the means.
public func metrics(
  of votes: VoteSet, tieRule: TieRule = .firstSeen, relativeTo start: [Int32]? = nil
) -> VoteMetrics {
  var winners = [Int32](repeating: 0, count: votes.problemCount)
  return metrics(of: votes, tieRule: tieRule, relativeTo: start, winners: &winners)
}

/// `metrics(of:tieRule:relativeTo:)`, which also hands out each problem's first-seen winner.
///
/// - Parameter winners: receives one number a problem; must have as many entries.
public func metrics(
  of votes: VoteSet, tieRule: TieRule = .firstSeen, relativeTo start: [Int32]? = nil, winners: inout [Int32]
) -> VoteMetrics {
  precondition(winners.count == votes.problemCount, "one winner a problem is handed out")
  precondition(start.map { $0.count == votes.problemCount } ?? true, "the start needs one winner a problem")
  return VoteMetrics(votes, tieRule: tieRule, start: start, winners: &winners)
}

extension VoteMetrics {
  fileprivate init(_ votes: VoteSet, tieRule: TieRule, start: [Int32]?, winners: inout [Int32]) {
    let answers = votes.answers.span
    let correct = votes.isCorrect.span
    var scratch = [Int32](repeating: 0, count: votes.largestAnswerCount)
    var counts = scratch.mutableSpan
    let logs = GroupCount.logTable(upTo: votes.largestRolloutCount)
    var flips = 0.0
    for problem in 0..<votes.problemCount {
      let range = votes.rollouts(of: problem)
      precondition(!range.isEmpty, "problem \(votes.problemID(problem)) has no rollouts")
      let table = votes.distinctAnswers(of: problem)
      let first = table.lowerBound
      let group = GroupCount(
        range, of: answers, isCorrect: correct, firstAnswer: first, answerCount: table.count, counts: &counts,
        logs: logs.span)
      winners[problem] = group.winner
      let share = 1 / Double(range.count)
      let isWinnerCorrect = group.winner >= 0 && correct[first + Int(group.winner)]
      let rewarded = tieRule == .firstSeen ? group.most : group.topRollouts
      let rewardedCorrect = tieRule == .firstSeen ? (isWinnerCorrect ? group.most : 0) : group.topCorrect
      // Rollouts that disagree: rewarded but wrong, or correct but not rewarded.
      let disagreeing = rewarded + group.correct - 2 * rewardedCorrect
      if rewarded > 0 {
        agreement += Double(range.count - disagreeing) * share
        label += Double(rewardedCorrect) / Double(rewarded)
      }
      majorityReward += Double(rewarded) * share
      majorityRatio += Double(group.most) * share
      oracle += Double(group.correct) * share
      solved += group.correct > 0 ? 1 : 0
      // −Σ (n/N) ln(n/N) = ln N − Σ n ln n / N, an unparsed rollout being one more outcome; never below 0.
      let unparsed = range.count - group.parsed
      entropy += max(0, logs[range.count] - (group.logSum + Double(unparsed) * logs[unparsed]) * share)
      parsed += Double(group.parsed) * share
      if let start { flips += start[problem] != group.winner ? 1 : 0 }
    }
    problems = votes.problemCount
    rollouts = votes.rolloutCount
    if start != nil { flipped = flips }
    if votes.answerNames != nil {
      self.winners = Set(winners.indices.compactMap { votes.name(of: winners[$0], of: $0) })
    }
    addFeatures(of: votes)
  }

  private mutating func addFeatures(of votes: VoteSet) {
    guard let features = votes.features else { return }
    func total(_ column: [Double]?) -> Double? {
      column.map { column in
        (0..<votes.problemCount).reduce(0) { sum, problem in
          let range = votes.rollouts(of: problem)
          return sum + column[range].reduce(0, +) / Double(range.count)
        }
      }
    }
    length = total(features.length?.map(Double.init))
    repetition = total(features.repetition)
    actorEntropy = entropySum(features)
  }

  /// The sum over all tokens of the batch, which weighs a rollout by its length; without lengths, over rollouts.
  private func entropySum(_ features: RolloutFeatures) -> WeightedSum? {
    guard let entropy = features.meanEntropy, !entropy.isEmpty else { return nil }
    guard let length = features.length else {
      return WeightedSum(sum: entropy.reduce(0, +), weight: Double(entropy.count), isByToken: false)
    }
    return WeightedSum(
      sum: zip(entropy, length).reduce(0) { $0 + $1.0 * Double($1.1) }, weight: Double(length.reduce(0, +)),
      isByToken: true)
  }
}

extension VoteMetrics {
  /// A sum of values times weights and the sum of the weights, whose quotient is a mean over unequal rollouts.
  fileprivate struct WeightedSum: Sendable, Equatable {
    var sum: Double
    var weight: Double
    /// Whether a rollout weighs as many as its tokens, or 1.
    var isByToken: Bool
  }

  private func sum(_ a: WeightedSum?, _ b: WeightedSum?) -> WeightedSum? {
    guard let a, let b, a.isByToken == b.isByToken else { return nil }
    return WeightedSum(sum: a.sum + b.sum, weight: a.weight + b.weight, isByToken: a.isByToken)
  }
}
