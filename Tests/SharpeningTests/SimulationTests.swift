import Measurement
import Sharpening
import SharpeningNumerics
import Testing

/// The pieces in reverse order, as threads might take them.
private struct BackwardExecutor: Executor {
  func map<Result: Sendable>(_ count: Int, _ body: @Sendable (Int) -> Result) -> [Result] {
    (0..<count).reversed().map(body).reversed()
  }
}

@Suite("Simulations")
struct SimulationTests {
  static func simulation(_ seed: UInt64 = 5) -> MajorityVoteSimulation {
    var simulation = MajorityVoteSimulation()
    simulation.problems = 1500
    simulation.steps = 2
    simulation.replicates = 3
    simulation.seed = Seed(seed)
    return simulation
  }

  @Test("the numbers depend on the seed and not on the order in which blocks run")
  func reproducible() throws {
    let simulation = Self.simulation()
    let forward = try simulation.run().trajectories
    let backward = try simulation.run(executor: BackwardExecutor()).trajectories
    let other = try Self.simulation(6).run().trajectories
    #expect(forward == backward)
    #expect(forward != other && forward.count == 3)
    #expect(forward[0] != forward[1] && forward[0].steps == [0, 1, 2])
  }

  // 1,500 problems each: the two means differ by less than Hoeffding's bound for both, 10⁻⁶ in all.
  @Test("sampled votes start where their expectation does")
  func agreement() throws {
    var simulation = Self.simulation()
    simulation.sameProblems = true
    simulation.replicates = 1
    let sampled = try simulation.run().mean(.majorityRatio)
    simulation.law = .meanField
    let expected = try simulation.run(allowSlow: true).mean(.majorityRatio)
    #expect(abs(sampled[0] - expected[0]) <= hoeffding(1500, falseAlarm: 1e-6))
    simulation.law = .infinite
    let infinite = try simulation.run().mean(.majorityRatio)
    #expect(abs(infinite[0] - expected[0]) > 0.01)
    // Votes reward: the ratio rises under each law.
    for course in [sampled, expected, infinite] { #expect(course[0] < course[1] && course[1] < course[2]) }
  }

  @Test("the same problems are drawn by every replicate only where asked for")
  func sameProblems() throws {
    var simulation = Self.simulation()
    simulation.law = .infinite
    simulation.replicates = 2
    let different = try simulation.run().trajectories
    #expect(different.count == 2 && different[0] != different[1])
    simulation.sameProblems = true
    #expect(try simulation.run().trajectories == [different[0]])
  }

  @Test("what no simulation can be is told in a sentence")
  func problems() {
    #expect(MajorityVoteSimulation().problem == nil)
    let wrong: [(inout MajorityVoteSimulation) -> Void] = [
      { $0.problems = 0 }, { $0.rollouts = 0 }, { $0.rollouts = 2_000_000 }, { $0.beta = 0 },
      { $0.beta = .nan },
      { $0.steps = -1 }, { $0.replicates = 0 }, { $0.model?.answers = 1 },
      {
        $0.law = .meanField
        $0.tieRule = .everyTied
      },
    ]
    for (index, spoil) in wrong.enumerated() {
      var simulation = MajorityVoteSimulation()
      spoil(&simulation)
      #expect(simulation.problem != nil, "case \(index)")
    }
  }
}
