internal import Measurement
internal import SharpeningNumerics

/// Draws rollouts of many problems from their policies: softmax, partial sums, inversion of uniform numbers.
///
/// Problems are taken 64 at a time, so that the scratch stays small and inside a core's cache. The numbers do not depend
/// on that: uniforms are used in the order of problems and rollouts.
struct RolloutSampler: Sendable {
  private static let chunk = 64
  private var sums: [Double]
  private var uniforms: [Double]

  /// Makes scratch for a population and a number of rollouts a problem.
  init(for population: Population, rollouts: Int) {
    let starts = stride(from: 0, to: population.problemCount, by: Self.chunk)
    let outcomes = starts.map { first in
      let last = min(population.problemCount, first + Self.chunk) - 1
      return population.answers(of: last).upperBound - population.answers(of: first).lowerBound
    }
    sums = [Double](repeating: 0, count: outcomes.max() ?? 0)
    uniforms = [Double](repeating: 0, count: min(Self.chunk, population.problemCount) * rollouts)
  }

  /// Writes `rollouts` answers a problem, problem after problem; the unparsed outcome becomes `VoteSet.unparsed`.
  mutating func draw(
    _ rollouts: Int, of population: Population, using generator: inout Generator,
    into answers: inout MutableSpan<Int32>
  ) {
    for first in stride(from: 0, to: population.problemCount, by: Self.chunk) {
      let problems = first..<min(population.problemCount, first + Self.chunk)
      var numbers = uniforms.mutableSpan
      if problems.count * rollouts == numbers.count {
        generator.fillUniform(&numbers)
      } else {
        for draw in 0..<problems.count * rollouts { numbers[draw] = generator.uniform() }
      }
      accumulate(population, problems)
      Self.invert(uniforms.span, sums.span, population, problems, rollouts, into: &answers)
    }
  }

  /// `sums` becomes, problem by problem, the partial sums of exp(logit − largest logit).
  private mutating func accumulate(_ population: Population, _ problems: Range<Int>) {
    let logits = population.logits.span
    let offset = population.answers(of: problems.lowerBound).lowerBound
    let end = population.answers(of: problems.upperBound - 1).upperBound
    var numbers = sums.mutableSpan
    precondition(
      end <= logits.count && end - offset <= numbers.count, "a sampler made for another population")
    // Every position below lies between `offset` and `end`.
    for problem in problems {
      let range = population.answers(of: problem)
      var largest = -Double.infinity
      for position in range {
        let logit = unsafe logits[unchecked: position]
        largest = logit > largest ? logit : largest
      }
      for position in range {
        unsafe numbers[unchecked: position &- offset] = logits[unchecked: position] - largest
      }
    }
    VectorExponential.exponentiate(&numbers, count: end - offset)
    for problem in problems {
      var sum = 0.0
      for position in population.answers(of: problem) {
        sum += unsafe numbers[unchecked: position &- offset]
        unsafe numbers[unchecked: position &- offset] = sum
      }
    }
  }

  /// A rollout's answer is the number of partial sums that u·total has reached: counted, eight rollouts at a time, for
  /// few outcomes and found by bisection for many, both without branches that a processor would have to guess.
  private static func invert(
    _ uniforms: Span<Double>, _ sums: Span<Double>, _ population: Population, _ problems: Range<Int>,
    _ rollouts: Int,
    into answers: inout MutableSpan<Int32>
  ) {
    let offset = population.answers(of: problems.lowerBound).lowerBound
    let firstDraw = problems.lowerBound * rollouts
    for problem in problems {
      let positions = population.answers(of: problem)
      let range = positions.lowerBound - offset..<positions.upperBound - offset
      let last = range.count - 1
      let total = sums[last + range.lowerBound]
      let unparsed = population.hasUnparsed[problem] ? last : Int.min
      // u·total can round up to the total, which would be one answer too many.
      let ceiling = total.nextDown
      let end = (problem + 1) * rollouts
      var draw = end - rollouts
      while draw < end {
        let lanes = min(8, end - draw)
        var targets = InlineArray<8, Double>(repeating: -1)
        for lane in 0..<lanes { targets[lane] = min(uniforms[draw - firstDraw + lane] * total, ceiling) }
        let reached = last < 24 ? counted(targets, range, sums) : bisected(targets, range, sums)
        for lane in 0..<lanes {
          let answer = reached[lane]
          answers[draw + lane] = answer == unparsed ? VoteSet.unparsed : Int32(truncatingIfNeeded: answer)
        }
        draw += lanes
      }
    }
  }

  @inline(__always)
  private static func counted(
    _ targets: InlineArray<8, Double>, _ range: Range<Int>, _ sums: Span<Double>
  ) -> InlineArray<8, Int> {
    precondition(range.lowerBound >= 0 && range.upperBound <= sums.count, "outcomes beyond the partial sums")
    var reached = InlineArray<8, Int>(repeating: 0)
    for position in range.lowerBound..<range.upperBound - 1 {
      let sum = unsafe sums[unchecked: position]
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
