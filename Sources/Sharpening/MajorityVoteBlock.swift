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
  private var weights: [Double]
  private var uniforms: [Double]
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
      answersPerProblem: (0..<problems).map { population.answers(of: $0).count }, isCorrect: population.isCorrect,
      problemIDs: population.problemIDs)
    winners = [Int32](repeating: VoteSet.unparsed, count: problems)
    weights = [Double](repeating: 0, count: population.logits.count)
    uniforms = [Double](repeating: 0, count: problems * rollouts)
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
        for (answer, count) in counts.enumerated() where count == most { population.logits[first + answer] += push }
      }
    }
  }

  /// Fills `votes` from the current policies: softmax, partial sums, inversion.
  private mutating func draw() {
    Self.accumulate(population, into: &weights)
    Self.fill(&uniforms, using: &generator)
    let (population, rollouts) = (population, rollouts)
    let (sums, uniforms) = (weights, uniforms)
    votes.resample { answers in
      Self.invert(uniforms.span, sums.span, population, rollouts, into: &answers)
    }
  }

  private static func fill(_ uniforms: inout [Double], using generator: inout Generator) {
    var span = uniforms.mutableSpan
    generator.fillUniform(&span)
  }

  /// `sums` becomes, problem by problem, the partial sums of exp(logit − largest logit).
  private static func accumulate(_ population: Population, into sums: inout [Double]) {
    let logits = population.logits.span
    var numbers = sums.mutableSpan
    for problem in 0..<population.problemCount {
      let range = population.answers(of: problem)
      var largest = -Double.infinity
      for position in range { largest = max(largest, logits[position]) }
      for position in range { numbers[position] = logits[position] - largest }
    }
    VectorExponential.exponentiate(&numbers)
    for problem in 0..<population.problemCount {
      var sum = 0.0
      for position in population.answers(of: problem) {
        sum += numbers[position]
        numbers[position] = sum
      }
    }
  }

  /// A rollout's answer is the number of partial sums that u·total has reached: counted, eight rollouts at a time, for
  /// few outcomes and found by bisection for many, both without branches that a processor would have to guess.
  private static func invert(
    _ uniforms: Span<Double>, _ sums: Span<Double>, _ population: Population, _ rollouts: Int,
    into answers: inout MutableSpan<Int32>
  ) {
    for problem in 0..<population.problemCount {
      let range = population.answers(of: problem)
      let last = range.count - 1
      let total = sums[last + range.lowerBound]
      let unparsed = population.hasUnparsed[problem] ? Int32(last) : -2
      let end = (problem + 1) * rollouts
      var draw = end - rollouts
      while draw < end {
        var targets = InlineArray<8, Double>(repeating: -1)
        let lanes = min(8, end - draw)
        for lane in 0..<lanes { targets[lane] = uniforms[draw + lane] * total }
        let reached = last < 24 ? counted(targets, range, sums) : bisected(targets, range, sums)
        for lane in 0..<lanes {
          var answer = Int32(truncatingIfNeeded: reached[lane])
          // u·total can round up to the total; such a draw falls to the last outcome of positive probability.
          while targets[lane] >= total && answer > 0 && sums[range.lowerBound + Int(answer) - 1] == total { answer -= 1 }
          answers[draw + lane] = answer == unparsed ? VoteSet.unparsed : answer
        }
        draw += lanes
      }
    }
  }

  @inline(__always)
  private static func counted(
    _ targets: InlineArray<8, Double>, _ range: Range<Int>, _ sums: Span<Double>
  ) -> InlineArray<8, Int> {
    var reached = InlineArray<8, Int>(repeating: 0)
    for position in range.lowerBound..<range.upperBound - 1 {
      let sum = sums[position]
      for lane in 0..<8 { reached[lane] &+= sum <= targets[lane] ? 1 : 0 }
    }
    return reached
  }

  private static func bisected(
    _ targets: InlineArray<8, Double>, _ range: Range<Int>, _ sums: Span<Double>
  ) -> InlineArray<8, Int> {
    var reached = InlineArray<8, Int>(repeating: range.lowerBound)
    var rest = range.count - 1
    while rest > 0 {
      let half = (rest + 1) >> 1
      for lane in 0..<8 {
        // In bounds: reached + rest never grows.
        reached[lane] &+= sums[reached[lane] &+ half &- 1] <= targets[lane] ? half : 0
      }
      rest -= half
    }
    for lane in 0..<8 { reached[lane] &-= range.lowerBound }
    return reached
  }
}
