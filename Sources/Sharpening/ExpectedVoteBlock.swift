public import Measurement
internal import Foundation

/// A block of independent problems that follow the *mean field* of majority-vote steps: every policy moves by the exact
/// expectation of its reward, E[pseudo-reward | a], in place of one sampled reward.
///
/// With N = ∞ this is Theorem 1's recursion, as the vote then elects the most likely answer (of several, the first, for
/// good: A1). With finite N it is the path that a run follows in the limit of small steps. A sampled run differs from it by
/// noise, and for large steps by lock-in (T31).
/// Claim: T2, T28, T33.
public struct ExpectedVoteBlock: Sendable {
  /// The problems with their current policies.
  public private(set) var population: Population
  private let start: Population
  private let labels: [Int?]
  private let rollouts: Int?
  private let beta: Double
  private let reference: MajorityVoteBlock.Reference
  private var rewards: [Double]

  /// Makes a block.
  ///
  /// - Parameters:
  ///   - population: the problems.
  ///   - rollouts: N ≥ 1, or nil for infinitely many.
  ///   - beta: β > 0.
  ///   - reference: what an update starts from.
  ///   - allowSlow: compute a law of N votes even if a single one takes longer than `PluralityLaw.secondsLimit`.
  /// - Throws: `SharpeningError.tooSlow` for the largest problem.
  public init(
    population: Population, rollouts: Int?, beta: Double, reference: MajorityVoteBlock.Reference = .moving,
    allowSlow: Bool = false
  ) throws(SharpeningError) {
    precondition(beta > 0 && (rollouts ?? 1) >= 1, "N is at least 1 and β positive")
    let largest = (0..<population.problemCount).map { population.answers(of: $0).count }.max() ?? 0
    let seconds = rollouts.map { PluralityLaw.estimatedSeconds(answers: largest, rollouts: $0) } ?? 0
    if seconds > PluralityLaw.secondsLimit && !allowSlow {
      throw .tooSlow(
        what: "the exact law of \(rollouts ?? 0) votes over \(largest) answers", seconds: seconds,
        limit: PluralityLaw.secondsLimit)
    }
    self.init(population, rollouts: rollouts, beta: beta, reference: reference)
  }

  /// The block, however long its laws take.
  init(_ population: Population, rollouts: Int?, beta: Double, reference: MajorityVoteBlock.Reference) {
    self.population = population
    start = population
    labels = (0..<population.problemCount).map { population.mode(of: $0) }
    self.rollouts = rollouts
    self.beta = beta
    self.reference = reference
    rewards = [Double](repeating: 0, count: population.logits.count)
  }

  /// How long one `measure()` takes, in seconds, within a factor 3.
  public static func estimatedSeconds(_ population: Population, rollouts: Int?) -> Double {
    guard let rollouts else { return 1e-6 * Double(population.problemCount) }
    return (0..<population.problemCount).reduce(0) {
      $0 + 1e-6 + PluralityLaw.estimatedSeconds(answers: population.answers(of: $1).count, rollouts: rollouts)
    }
  }

  /// The expectations under the current policies.
  public mutating func measure() -> VoteMetrics {
    var sum = VoteMetrics()
    for problem in 0..<population.problemCount { sum.merge(measure(problem)) }
    return sum
  }

  /// Moves every policy by the expected reward last measured.
  public mutating func update() {
    if reference == .fixed { population.logits = start.logits }
    for position in rewards.indices { population.logits[position] += rewards[position] / beta }
  }

  private mutating func measure(_ problem: Int) -> VoteMetrics {
    let policy = population.policy(of: problem)
    let range = population.answers(of: problem)
    let unparsed = population.unparsed(of: problem)
    let correct = Array(population.isCorrect[range])
    let vote = ExpectedVote(policy, rollouts: rollouts, unparsed: unparsed, label: labels[problem])
    rewards.replaceSubrange(range, with: vote.reward)
    let accuracy = policy.mass(of: correct)
    var rewardedCorrect = 0.0
    for (answer, p) in policy.probabilities.enumerated() where correct[answer] {
      rewardedCorrect += p * vote.reward[answer]
    }
    // A rollout disagrees when it is rewarded but wrong, or correct but not rewarded; a group without any vote counts 0.
    let disagreement = (vote.expectedReward - rewardedCorrect) + (accuracy - rewardedCorrect)
    return VoteMetrics(
      expectedOf: rollouts ?? 0,
      [
        .majorityVotingReward: vote.expectedReward, .majorityRatio: vote.majorityRatio,
        .labelAccuracy: zip(vote.winner, correct).reduce(0) { $1.1 ? $0 + $1.0 : $0 },
        .rewardAccuracy: max(0, 1 - disagreement - vote.noVote), .groundTruthReward: accuracy,
        .passAtN: passAtN(accuracy), .answerEntropy: policy.entropy,
        .parseRate: 1 - (unparsed.map { exp(policy.logProbabilities[$0]) } ?? 0),
        .klToStart: policy.divergence(from: start.policy(of: problem)),
      ])
  }

  private func passAtN(_ accuracy: Double) -> Double {
    guard let rollouts else { return accuracy > 0 ? 1 : 0 }
    return accuracy >= 1 ? 1 : -expm1(Double(rollouts) * log1p(-accuracy))
  }
}

/// What a vote is expected to do, for finite and for infinite N.
private struct ExpectedVote {
  var winner: [Double]
  var reward: [Double]
  var expectedReward: Double
  var majorityRatio: Double
  var noVote: Double

  init(_ policy: Policy, rollouts: Int?, unparsed: Int?, label: Int?) {
    if let rollouts {
      let law = PluralityLaw(policy, rollouts, .firstSeen, unparsed)
      winner = law.winner
      reward = law.reward
      expectedReward = law.expectedReward
      majorityRatio = law.majorityRatio
      noVote = law.noVote
    } else {
      winner = policy.logProbabilities.indices.map { $0 == label ? 1 : 0 }
      reward = winner
      expectedReward = label.map { exp(policy.logProbabilities[$0]) } ?? 0
      majorityRatio = expectedReward
      noVote = label == nil ? 1 : 0
    }
  }
}
