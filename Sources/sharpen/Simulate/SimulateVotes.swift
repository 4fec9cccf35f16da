public import ArgumentParser
import Foundation
import Logs
public import Measurement
public import Sharpening
public import SharpeningNumerics

/// `sharpen simulate [votes]`: majority-vote training on a population of independent problems.
struct SimulateVotes: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "votes",
    abstract: "Run majority-vote training on a population of independent problems and print its trajectory.",
    discussion: """
      Problems are synthetic, or with --votes those of a file of sampled answers. A problem's answers have probabilities \
      proportional to e^m, 1, d, d^2, …: m is the margin ln(p1/p2), log-normal over problems, and d the rival spread. \
      Whether the majority is right is joined to the margin by a Gaussian copula (--share-right, --rank-correlation), or is \
      a curve of it (--right-curve slope:crossing or margin:probability,margin:probability,…).

      The table shows means over replicates and, below each, the band that holds the central 90 % of them.

      EXAMPLE: sharpen simulate --problems 200 --rollouts 8 --beta 4 --steps 30 --share-right 0.6 --rank-correlation 0.8
      """)

  @Option(
    help:
      "A file of sampled answers, whose frequencies are taken for the policies, in place of synthetic problems."
  )
  var votes: String?
  @OptionGroup(title: "Reading --votes") var reading: ReadingOptions

  @OptionGroup(title: "Synthetic problems") var synthetic: SyntheticOptions

  @Option(parsing: .unconditional, help: "The vote's size N.")
  var rollouts = 8
  @Option(
    help: "How the vote acts: sampled, mean-field (exact expectation of N votes) or infinite (Theorem 1).")
  var law = MajorityVoteSimulation.Law.sampled
  @Flag(help: "Short for --law infinite.")
  var exact = false
  @Option(parsing: .unconditional, help: "The inverse step size, above 0.")
  var beta = 1.0
  @Option(help: "What an update starts from: moving (the current policy) or fixed (the policy at the start).")
  var reference = MajorityVoteBlock.Reference.moving
  @Option(help: "Who is rewarded in a tie: first-seen or every-tied.")
  var tieRule = TieRule.firstSeen
  @Option(parsing: .unconditional, help: "Updates.")
  var steps = 20
  @Option(parsing: .unconditional, help: "Independent repetitions.")
  var replicates = 20
  @Flag(help: "Give every replicate the same problems, so that only rollouts differ.")
  var sameProblems = false
  @Option(parsing: .unconditional, help: "Names every draw; a positive integer.")
  var seed: UInt64 = 1
  @Option(help: "The random numbers: xoshiro256** or mt19937.")
  var generator = Generator.Algorithm.xoshiro256
  @Option(parsing: .unconditional, help: "Threads; the numbers do not depend on it. By default one a core.")
  var threads: Int?
  @Flag(help: "Compute mean fields even if they take longer than 10 s.")
  var allowSlow = false
  @Flag(help: "Print JSON: the configuration and every column with its band.")
  var json = false
  @Flag(help: "Print CSV: one row a step, each column with the ends of its band.")
  var csv = false

  func validate() throws {
    try Refusal.seed(seed)
    try Refusal.threads(threads)
    if json && csv { throw ValidationError("--json and --csv exclude each other; give one.") }
    if exact && law == .meanField {
      throw ValidationError("--exact and --law mean-field exclude each other; give one.")
    }
    let limits = [
      ("problems", synthetic.problems ?? 1, 1_000_000_000), ("answers", synthetic.answers ?? 2, 10_000),
      ("steps", steps, 1_000_000),
      ("replicates", replicates, 1_000_000),
    ]
    for (name, value, most) in limits where value > most {
      throw ValidationError("\(name) is \(value), but must be at most \(most).")
    }
    if votes != nil, let given = synthetic.given {
      throw ValidationError(
        "--votes and \(given) exclude each other; the file's problems replace synthetic ones.")
    }
    if let problem = try simulation.problem { throw ValidationError(problem + ".") }
  }

  /// The configuration that names the run.
  var simulation: MajorityVoteSimulation {
    get throws {
      var simulation = MajorityVoteSimulation()
      simulation.problems = synthetic.problems ?? simulation.problems
      simulation.model = votes == nil ? try synthetic.model : nil
      simulation.law = exact ? .infinite : law
      simulation.rollouts = rollouts
      simulation.beta = beta
      simulation.reference = reference
      simulation.tieRule = tieRule
      simulation.steps = steps
      simulation.replicates = replicates
      simulation.sameProblems = sameProblems
      simulation.seed = Seed(seed)
      simulation.generator = generator
      return simulation
    }
  }

  func run() throws {
    try Failure.reporting {
      var simulation = try simulation
      let population = try votes.map { Population(frequenciesOf: try knownVotes($0)) }
      let count = population?.problemCount ?? simulation.problems
      simulation.problems = count
      let blocks = (count + MajorityVoteSimulation.blockSize - 1) / MajorityVoteSimulation.blockSize
      let progress = Progress(
        "simulating", total: blocks * simulation.replicates,
        unit: ("problem steps", Double(min(count, MajorityVoteSimulation.blockSize) * (steps + 1))))
      let executor = ThreadExecutor(
        threads: threads ?? ProcessInfo.processInfo.activeProcessorCount, progress: progress)
      let result = try simulation.run(on: population, executor: executor, allowSlow: allowSlow)
      progress.finish()
      let report = SimulationReport(simulation: simulation, votes: votes, result: result)
      try output(json ? try sharpen.json(report) : csv ? report.csv : report.text)
    }
  }

  private func knownVotes(_ path: String) throws -> VoteSet {
    let file = try reading.read(path)
    guard file.hasCorrectness else {
      throw Failure.data(
        "\(path): the file does not say which answers are correct; a simulation needs the column correct")
    }
    return file.votes
  }
}

extension MajorityVoteSimulation.Law: ExpressibleByArgument {}
extension MajorityVoteBlock.Reference: ExpressibleByArgument {}
extension TieRule: ExpressibleByArgument {}
extension Generator.Algorithm: ExpressibleByArgument {}
