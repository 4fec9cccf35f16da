public import Measurement
public import SharpeningNumerics

/// A run of majority-vote training on independent problems, replicated: everything that names it.
///
/// Each replicate draws its own problems and its own rollouts from named child seeds, in blocks of 1,024 problems with a
/// stream each, so that the numbers depend on this value alone and not on threads.
public struct MajorityVoteSimulation: Codable, Sendable, Equatable {
  /// How the vote acts.
  public enum Law: String, CaseIterable, Codable, Sendable {
    /// N rollouts are drawn, and the winner is rewarded.
    case sampled
    /// The exact expectation of the reward of N rollouts moves the policy.
    case meanField = "mean-field"
    /// Infinitely many rollouts: Theorem 1's recursion.
    case infinite
  }

  /// Problems of each replicate, ≥ 1.
  public var problems = 1000
  /// What the problems are like; nil where they are given.
  public var model: AlignmentModel? = AlignmentModel()
  /// How the vote acts.
  public var law = Law.sampled
  /// N ≥ 1; of no effect under `.infinite`.
  public var rollouts = 8
  /// β > 0, the inverse step size.
  public var beta = 1.0
  /// What an update starts from.
  public var reference = MajorityVoteBlock.Reference.moving
  /// Who is rewarded in a tie of a sampled vote.
  public var tieRule = TieRule.firstSeen
  /// Updates, ≥ 0; the trajectory has one row more.
  public var steps = 20
  /// Independent repetitions, ≥ 1.
  public var replicates = 20
  /// Names every draw.
  public var seed = Seed(1)
  /// The recursion of every generator.
  public var generator = Generator.Algorithm.xoshiro256
  /// True: every replicate has the same problems and only rollouts differ.
  public var sameProblems = false

  /// The defaults.
  public init() {}

  /// The smallest β that is run: a million steps then add 10¹² to a logit, which keeps four decimals of the others.
  public static let smallestBeta = 1e-6

  /// Problems of one block, which share a generator.
  public static let blockSize = 1024

  /// What is wrong with the values, in one sentence, or nil.
  public var problem: String? {
    if problems < 1 { return "problems is \(problems), but must be at least 1" }
    if rollouts < 1 { return "rollouts is \(rollouts), but a vote needs at least 1" }
    if rollouts > 1_000_000 {
      return "rollouts is \(rollouts), but at most 1000000 are drawn; use the infinite law"
    }
    if !(beta >= Self.smallestBeta && beta.isFinite) {
      return "beta is \(beta), but must be positive and finite, at least \(Self.smallestBeta)"
    }
    if steps < 0 { return "steps is \(steps), but must be at least 0" }
    if replicates < 1 { return "replicates is \(replicates), but must be at least 1" }
    if law != .sampled && tieRule == .everyTied {
      return
        "tie-rule every-tied and law \(law.rawValue) do not go together; the expectation is taken for first-seen ties"
    }
    return model?.problem
  }

  /// Runs all replicates.
  ///
  /// - Parameters:
  ///   - given: the problems to run on, in place of `problems` and `model`; needed where `model` is nil.
  ///   - executor: runs blocks.
  ///   - allowSlow: let exact laws take longer than `PluralityLaw.secondsLimit`.
  /// - Returns: one trajectory a replicate.
  /// - Throws: `SharpeningError.tooSlow` for a mean field.
  public func run(
    on given: Population? = nil, executor: any Executor = SerialExecutor(), allowSlow: Bool = false
  ) throws(SharpeningError) -> MajorityVoteResult {
    precondition(problem == nil, problem ?? "")
    precondition(given != nil || model != nil, "a simulation without a model needs the problems to run on")
    let count = given?.problemCount ?? problems
    let blocks = (count + Self.blockSize - 1) / Self.blockSize
    if law == .meanField { try refuseSlow(given, allowSlow: allowSlow) }
    // Without randomness one replicate says all.
    let distinct = law != .sampled && (given != nil || sameProblems) ? 1 : replicates
    var trajectories: [Trajectory] = []
    // A batch of replicates at a time bounds the memory by what a few thousand blocks leave behind.
    let batch = max(1, 4096 / (blocks * (steps + 1)) * 8)
    for first in stride(from: 0, to: distinct, by: batch) {
      let size = min(batch, distinct - first)
      let results = executor.map(size * blocks) { item in
        self.rows(replicate: first + item / blocks, block: item % blocks, count: count, given: given)
      }
      for replicate in 0..<size {
        trajectories.append(Self.trajectory(Array(results[replicate * blocks..<(replicate + 1) * blocks])))
      }
    }
    return MajorityVoteResult(trajectories: trajectories)
  }

  /// One block's metrics at every step.
  private func rows(replicate: Int, block: Int, count: Int, given: Population?) -> [VoteMetrics] {
    let range = block * Self.blockSize..<min(count, (block + 1) * Self.blockSize)
    var drawer = Generator(
      seed: seed.child("problems", sameProblems ? 0 : replicate, block), algorithm: generator)
    let population =
      given?.extracting(range)
      ?? (model ?? AlignmentModel()).population(problems: range.count, using: &drawer)
    if law == .sampled {
      var block = MajorityVoteBlock(
        population: population, rollouts: rollouts, beta: beta, reference: reference, tieRule: tieRule,
        generator: Generator(seed: seed.child("rollouts", replicate, block), algorithm: generator))
      return (0...steps).map { step in
        if step > 0 { block.update() }
        return block.measure()
      }
    }
    var expected = ExpectedVoteBlock(
      population, rollouts: law == .infinite ? nil : rollouts, beta: beta, reference: reference)
    return (0...steps).map { step in
      if step > 0 { expected.update() }
      return expected.measure()
    }
  }

  private static func trajectory(_ blocks: [[VoteMetrics]]) -> Trajectory {
    var trajectory = Trajectory()
    for step in blocks[0].indices {
      var sum = VoteMetrics()
      for block in blocks { sum.merge(block[step]) }
      trajectory.append(step: step, sum.columns)
    }
    return trajectory
  }

  private func refuseSlow(_ given: Population?, allowSlow: Bool) throws(SharpeningError) {
    let repeated = Double((steps + 1) * (given == nil && !sameProblems ? replicates : 1))
    let once =
      given.map { ExpectedVoteBlock.estimatedSeconds($0, rollouts: rollouts) }
      ?? Double(problems) * PluralityLaw.estimatedSeconds(answers: model?.answers ?? 2, rollouts: rollouts)
    guard once * repeated > PluralityLaw.secondsLimit && !allowSlow else { return }
    throw .tooSlow(
      what: "the mean field of \(rollouts) votes", seconds: once * repeated, limit: PluralityLaw.secondsLimit)
  }
}

/// What a simulation yields.
public struct MajorityVoteResult: Sendable {
  /// One trajectory a replicate; a single one where nothing is random.
  public let trajectories: [Trajectory]

  /// The steps, the same in every replicate.
  public var steps: [Int] { trajectories.first?.steps ?? [] }
  /// The columns, the same in every replicate.
  public var columns: [Trajectory.Column] { trajectories.first?.columns ?? [] }

  /// A column's mean over replicates, one number a step.
  public func mean(_ column: Trajectory.Column) -> [Double] {
    values(column).map { $0.reduce(0, +) / Double($0.count) }
  }

  /// The band that holds the central 90 % of the replicates, one a step; nil for a single replicate.
  public func band(_ column: Trajectory.Column) -> [Interval]? {
    trajectories.count < 2 ? nil : values(column).map { Interval(central: 0.9, of: $0) }
  }

  /// A column's values, by step and replicate.
  private func values(_ column: Trajectory.Column) -> [[Double]] {
    steps.indices.map { step in trajectories.compactMap { $0[column]?[step] } }
  }
}
