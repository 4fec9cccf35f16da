import Foundation
import Measurement
import Sharpening
import SharpeningNumerics
import Testing

@Suite("A block of majority votes: what it measures")
struct MajorityVoteBlockTests {
  /// Problems of 2, 6 and 30 outcomes, with and without an unparsed one, several correct answers or none.
  static func population(_ problems: Int) -> Population {
    var generator = Generator(seed: Seed(100))
    var (sizes, logits, correct, unparsed) = ([Int](), [Double](), [Bool](), [Bool]())
    for problem in 0..<problems {
      let size = [2, 6, 30][problem % 3]
      sizes.append(size)
      logits += (0..<size).map { _ in 1.5 * generator.normal() }
      if size == 6 { logits[logits.count - 3] = -.infinity }
      let hasUnparsed = problem % 2 == 1
      correct += (0..<size).map { answer in
        let flag = generator.uniform() < 0.3
        return hasUnparsed && answer == size - 1 ? false : flag
      }
      unparsed.append(hasUnparsed)
    }
    return Population(answersPerProblem: sizes, logits: logits, isCorrect: correct, hasUnparsed: unparsed)
  }

  /// The expected columns of one step, from the exact law of every problem.
  static func expectation(_ population: Population, rollouts: Int) throws -> [Trajectory.Column: Double] {
    var row: [Trajectory.Column: Double] = [:]
    let weight = 1 / Double(population.problemCount)
    for problem in 0..<population.problemCount {
      let policy = population.policy(of: problem)
      let unparsed = population.unparsed(of: problem)
      let law = try PluralityLaw(of: policy, rollouts: rollouts, unparsed: unparsed)
      let correct = Array(population.isCorrect[population.answers(of: problem)])
      let p = policy.probabilities
      let sum = { (terms: [Double]) in zip(terms, correct).reduce(0) { $1.1 ? $0 + $1.0 : $0 } }
      let both = sum(zip(p, law.reward).map { $0 * $1 })
      let oracle = sum(p)
      row[.labelAccuracy, default: 0] += weight * sum(law.winner)
      row[.majorityRatio, default: 0] += weight * law.majorityRatio
      row[.majorityVotingReward, default: 0] += weight * law.expectedReward
      row[.groundTruthReward, default: 0] += weight * oracle
      row[.passAtN, default: 0] += weight * (1 - pow(1 - oracle, Double(rollouts)))
      row[.parseRate, default: 0] += weight * (1 - (unparsed.map { p[$0] } ?? 0))
      row[.rewardAccuracy, default: 0] += weight * (1 - law.noVote - law.expectedReward - oracle + 2 * both)
    }
    return row
  }

  // Means of 60,000 independent groups with values in [0, 1]: Hoeffding's bound with 10⁻⁷ for each of seven
  // columns.
  @Test("the measured columns of the first step are the exact law's expectations")
  func firstStep() throws {
    let population = Self.population(300)
    var block = MajorityVoteBlock(
      population: population, rollouts: 8, beta: 1, generator: Generator(seed: Seed(101)))
    var sums = VoteMetrics()
    for _ in 0..<200 { sums.merge(block.measure()) }
    let expected = try Self.expectation(population, rollouts: 8)
    let reach = hoeffding(60_000, falseAlarm: 1e-7)
    for (column, value) in expected {
      let measured = sums.columns[column] ?? .nan
      #expect(abs(measured - value) <= reach, "\(column): \(measured), not \(value)")
    }
    // Votes of six are told from votes of eight by the same comparison.
    let other = try Self.expectation(population, rollouts: 6)
    #expect(
      other.contains { column, value in abs((sums.columns[column] ?? .nan) - value) > reach })
  }

  // χ² over seven categories of one policy (6 degrees at the 1 − 10⁻⁶ quantile, 38.258336) and over 30 (29
  // degrees, 80.43597): counting and bisection of the partial sums.
  @Test("rollouts follow the policy, and outcomes of probability 0 never come", arguments: [8, 31])
  func draws(outcomes: Int) {
    var logits = (0..<outcomes).map { -0.1 * Double($0) }
    logits[outcomes / 2] = -.infinity
    let problems = 500
    let population = Population(
      answersPerProblem: [Int](repeating: outcomes, count: problems),
      logits: (0..<problems).flatMap { _ in logits },
      isCorrect: [Bool](repeating: false, count: outcomes * problems))
    var block = MajorityVoteBlock(
      population: population, rollouts: 21, beta: 1, generator: Generator(seed: Seed(102)))
    var counts = [Int](repeating: 0, count: outcomes)
    for _ in 0..<3 {
      _ = block.measure()
      let answers = block.votes.answers
      for answer in answers { counts[Int(answer)] += 1 }
    }
    let limit = outcomes == 8 ? 38.258336 : 80.43597
    #expect(chiSquare(observed: counts, probabilities: Policy(logits: logits).probabilities) < limit)
    let steeper = Policy(logits: logits.map { $0 * 1.3 })
    #expect(chiSquare(observed: counts, probabilities: steeper.probabilities) > limit)
  }

  @Test("the first measurement has no flips, and later ones count from it")
  func flips() {
    var block = MajorityVoteBlock(
      population: Self.population(60), rollouts: 5, beta: 1, generator: Generator(seed: Seed(103)))
    let first = block.measure()
    let start = (0..<60).map { block.votes.plurality(of: $0).winner }
    let second = block.measure()
    let now = (0..<60).map { block.votes.plurality(of: $0).winner }
    let changed = zip(start, now).count { $0 != $1 }
    #expect(first.columns[.majorityFlipRate] == 0)
    #expect(changed > 5 && abs((second.columns[.majorityFlipRate] ?? 0) - Double(changed) / 60) <= 1e-15)
  }
}
