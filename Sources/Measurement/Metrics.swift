internal import Foundation

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
  private var actorEntropy: Double?
  private var winners: Set<String>?

  /// The sums over no problem.
  public init() {}

  /// Adds the sums of other problems. A column that one side lacks is lost, not taken as zero.
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
    row[.actorEntropy] = actorEntropy.map { $0 / count }
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
    let largest = (0..<votes.problemCount).reduce(0) { max($0, votes.distinctAnswers(of: $1).count) }
    var scratch = [Int32](repeating: 0, count: largest)
    var logTable = LogTable()
    var flips = 0.0
    for problem in 0..<votes.problemCount {
      let range = votes.rollouts(of: problem)
      let table = votes.distinctAnswers(of: problem)
      precondition(!range.isEmpty, "problem \(votes.problemID(problem)) has no rollouts")
      var counts = scratch.mutableSpan
      let vote = VoteSet.plurality(of: answers.extracting(range), answers: table.count, counting: &counts)
      winners[problem] = vote.winner
      var group = GroupSums(count: range.count)
      for answer in 0..<table.count {
        group.add(Int(counts[answer]), isCorrect: correct[table.lowerBound + answer], logTable: &logTable)
      }
      group.addUnparsed(logTable: &logTable)
      var rewarded = vote.votes
      var rewardedCorrect = 0
      switch tieRule {
      case .firstSeen:
        if vote.winner >= 0 && correct[table.lowerBound + Int(vote.winner)] {
          rewardedCorrect = vote.votes
          label += 1
        }
      case .everyTied:
        rewarded *= vote.tied
        for answer in 0..<table.count
        where vote.votes > 0 && Int(counts[answer]) == vote.votes && correct[table.lowerBound + answer] {
          rewardedCorrect += vote.votes
          label += 1 / Double(vote.tied)
        }
      }
      // Rollouts that disagree: rewarded but wrong, or correct but not rewarded.
      let disagreeing = (rewarded - rewardedCorrect) + (group.correct - rewardedCorrect)
      let size = Double(range.count)
      if vote.tied > 0 { agreement += Double(range.count - disagreeing) / size }
      majorityReward += Double(rewarded) / size
      majorityRatio += Double(vote.votes) / size
      oracle += Double(group.correct) / size
      if group.correct > 0 { solved += 1 }
      entropy += group.entropy(logTable: &logTable)
      parsed += Double(group.parsed) / size
      if let start, start[problem] != vote.winner { flips += 1 }
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
    actorEntropy = tokenMean(features)
      .map { $0 * Double(votes.problemCount) }
  }

  /// The mean over all tokens of the batch, which weighs a rollout by its length; without lengths, over rollouts.
  private func tokenMean(_ features: RolloutFeatures) -> Double? {
    guard let entropy = features.meanEntropy, !entropy.isEmpty else { return nil }
    guard let length = features.length else { return entropy.reduce(0, +) / Double(entropy.count) }
    let tokens = length.reduce(0, +)
    guard tokens > 0 else { return nil }
    return zip(entropy, length).reduce(0) { $0 + $1.0 * Double($1.1) } / Double(tokens)
  }
}

/// One problem's sums.
private struct GroupSums {
  let count: Int
  var parsed = 0
  var correct = 0
  /// Σ n ln n over the outcomes.
  var countLogCount = 0.0

  init(count: Int) { self.count = count }

  mutating func add(_ occurrences: Int, isCorrect: Bool, logTable: inout LogTable) {
    parsed += occurrences
    if isCorrect { correct += occurrences }
    countLogCount += logTable.product(occurrences)
  }

  mutating func addUnparsed(logTable: inout LogTable) { countLogCount += logTable.product(count - parsed) }

  /// −Σ (n/N) ln(n/N) = (N ln N − Σ n ln n)/N, never below 0.
  func entropy(logTable: inout LogTable) -> Double {
    max(0, (logTable.product(count) - countLogCount) / Double(count))
  }
}

/// n ln n for small n, computed once each.
private struct LogTable {
  private var products: [Double] = [0, 0]

  mutating func product(_ n: Int) -> Double {
    if n < products.count { return products[n] }
    if n > 65_536 { return Double(n) * log(Double(n)) }
    while products.count <= n { products.append(Double(products.count) * log(Double(products.count))) }
    return products[n]
  }
}
