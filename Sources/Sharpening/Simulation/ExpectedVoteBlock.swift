public import Measurement
internal import Foundation

/// A block of independent problems that follow the *mean field* of majority-vote steps: every policy moves by the exact
/// expectation of its reward, E[pseudo-reward | a], in place of one sampled reward.
///
/// With N = ∞ this is Theorem 1's recursion, as the vote then elects the most likely answer (of several, the first, for
/// good: A1). With finite N it is the path that a run follows in the limit of small steps. A sampled run differs from it by
/// noise, and for large steps by lock-in.
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
    for (problem, label) in labels.enumerated() {
      // What an infinite vote rewards at every step; a finite one sets its own when it is measured.
      if let label { rewards[population.answers(of: problem).lowerBound + label] = 1 }
    }
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
    let range = population.answers(of: problem)
    guard let rollouts else { return measureInfinite(problem, range) }
    let policy = population.policy(of: problem)
    let unparsed = population.unparsed(of: problem)
    let law = PluralityLaw(policy, rollouts, .firstSeen, unparsed)
    rewards.replaceSubrange(range, with: law.reward)
    var expected = VoteMetrics.Expected()
    var rewardedCorrect = 0.0
    for (answer, p) in policy.probabilities.enumerated() where population.isCorrect[range.lowerBound + answer]
    {
      expected.oracle += p
      expected.label += law.winner[answer]
      rewardedCorrect += p * law.reward[answer]
    }
    expected.majorityReward = law.expectedReward
    expected.majorityRatio = law.majorityRatio
    // A rollout disagrees when it is rewarded but wrong, or correct but not rewarded; a group without any vote counts 0.
    let disagreement = law.expectedReward + expected.oracle - 2 * rewardedCorrect
    expected.agreement = max(0, 1 - disagreement - law.noVote)
    expected.solved = expected.oracle >= 1 ? 1 : -expm1(Double(rollouts) * log1p(-expected.oracle))
    expected.entropy = policy.entropy
    expected.parsed = 1 - (unparsed.map { exp(policy.logProbabilities[$0]) } ?? 0)
    expected.divergence = policy.divergence(from: start.policy(of: problem))
    return VoteMetrics(expected, rollouts: rollouts)
  }

  /// The same for an infinite vote, which elects the problem's label for good; without intermediate arrays.
  private func measureInfinite(_ problem: Int, _ range: Range<Int>) -> VoteMetrics {
    let (logits, first) = (population.logits.span, start.logits.span)
    let isCorrect = population.isCorrect.span
    let label = labels[problem].map { range.lowerBound + $0 }
    let total = Self.logSumExp(logits, range)
    let firstTotal = Self.logSumExp(first, range)
    var expected = VoteMetrics.Expected()
    var rewardedCorrect = 0.0
    for position in range {
      guard logits[position] > -.infinity else { continue }
      let logProbability = min(0, logits[position] - total)
      let p = exp(logProbability)
      expected.entropy -= p * logProbability
      expected.divergence += p * (logProbability - (first[position] - firstTotal))
      if isCorrect[position] { expected.oracle += p }
      if position == label {
        expected.majorityReward = p
        if isCorrect[position] {
          rewardedCorrect = p
          expected.label = 1
        }
      }
      if population.hasUnparsed[problem] && position == range.upperBound - 1 { expected.parsed = 1 - p }
    }
    expected.majorityRatio = expected.majorityReward
    expected.divergence = max(0, expected.divergence)
    expected.solved = expected.oracle > 0 ? 1 : 0
    if label != nil {
      expected.agreement = 1 - (expected.majorityReward + expected.oracle - 2 * rewardedCorrect)
    }
    return VoteMetrics(expected, rollouts: 0)
  }

  private static func logSumExp(_ values: Span<Double>, _ range: Range<Int>) -> Double {
    var largest = -Double.infinity
    for position in range { largest = max(largest, values[position]) }
    var sum = 0.0
    for position in range { sum += exp(values[position] - largest) }
    return largest + log(sum)
  }
}
