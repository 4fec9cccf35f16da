public import Measurement
public import SharpeningNumerics

/// A block of independent problems that take majority-vote steps together, with the one generator they share.
///
/// A step draws N rollouts of every problem from its current policy, measures them, and moves each policy by the mirror
/// step of the reward 1[answer = winner]. Nothing else is shared between problems, so blocks can run in any order and on
/// any thread; the numbers depend on the block's seed alone.
public struct MajorityVoteBlock: ~Copyable {
  /// What an update starts from.
  public enum Reference: String, CaseIterable, Codable, Sendable {
    /// The current policy: odds of the winner times exp(1/β) each step.
    case moving
    /// The policy at the start: a tilt of it by the current reward, forgotten at the next step.
    case fixed
  }

  /// The problems with their current policies.
  public private(set) var population: Population
  /// The last rollouts drawn.
  public private(set) var votes: VoteSet
  private let initialLogits: [Double]?
  private let rollouts: Int
  private let beta: Double
  private let tieRule: TieRule
  private var winners: [Int32]
  private var startWinners: [Int32]?
  private var sampler: RolloutSampler
  private var generator: Generator

  /// Makes a block.
  ///
  /// - Parameters:
  ///   - population: the problems; about 1,024 keep the block inside a core's cache.
  ///   - rollouts: N ≥ 1.
  ///   - beta: β > 0.
  ///   - reference: what an update starts from.
  ///   - tieRule: who is rewarded in a tie.
  ///   - generator: the block's own.
  public init(
    population: Population, rollouts: Int, beta: Double, reference: Reference = .moving,
    tieRule: TieRule = .firstSeen, generator: consuming Generator
  ) {
    precondition(rollouts >= 1 && beta > 0, "N is at least 1 and β positive")
    self.population = population
    self.rollouts = rollouts
    self.beta = beta
    self.tieRule = tieRule
    self.generator = generator
    initialLogits = reference == .fixed ? population.logits : nil
    let problems = population.problemCount
    votes = VoteSet(
      rolloutsPerProblem: [Int](repeating: rollouts, count: problems),
      answers: [Int32](repeating: 0, count: problems * rollouts),
      answersPerProblem: (0..<problems).map { population.answers(of: $0).count },
      isCorrect: population.isCorrect,
      problemIDs: population.problemIDs)
    winners = [Int32](repeating: VoteSet.unparsed, count: problems)
    sampler = RolloutSampler(for: population, rollouts: rollouts)
  }

  /// Draws and measures the rollouts of the current policies; the first call fixes the winners that flips count from.
  public mutating func measure() -> VoteMetrics {
    draw()
    let (drawn, start, tieRule) = (votes, startWinners, tieRule)
    var elected = [Int32](repeating: 0, count: drawn.problemCount)
    var measured = metrics(of: drawn, tieRule: tieRule, relativeTo: start, winners: &elected)
    winners = elected
    if start == nil {
      startWinners = elected
      measured = metrics(of: drawn, tieRule: tieRule, relativeTo: elected)
    }
    return measured
  }

  /// Moves every policy by the reward of the rollouts last measured.
  ///
  /// A group without any parsed rollout, or not measured yet, takes the step of reward 0: it stays, or with a fixed
  /// reference returns to the start.
  public mutating func update() {
    if let initialLogits { population.logits = initialLogits }
    let push = 1 / beta
    for problem in 0..<population.problemCount where winners[problem] >= 0 {
      let first = population.answers(of: problem).lowerBound
      switch tieRule {
      case .firstSeen: population.logits[first + Int(winners[problem])] += push
      case .everyTied:
        let counts = votes.counts(of: problem).answers
        let most = counts.max() ?? 0
        for (answer, count) in counts.enumerated() where count == most {
          population.logits[first + answer] += push
        }
      }
    }
  }

  /// Fills `votes` from the current policies.
  private mutating func draw() { Self.draw(population, rollouts, &sampler, &generator, into: &votes) }

  private static func draw(
    _ population: Population, _ rollouts: Int, _ sampler: inout RolloutSampler, _ generator: inout Generator,
    into votes: inout VoteSet
  ) {
    // The sampler's answers are positions within the problem's outcomes.
    votes.resampleUnchecked { sampler.draw(rollouts, of: population, using: &generator, into: &$0) }
  }
}
