import CollapseTesting
import Measurement
import Sharpening
import SharpeningNumerics
import Testing
internal import Foundation

/// The simulators' own collapse timing, held to committed baselines, replicate by replicate.
///
/// `RECORD_SNAPSHOTS=1 swift test --filter CollapseTimingTests` writes the baselines anew, fails, and says what changed: look
/// whether the change is meant, and explain it where it is committed.
@Suite("The simulators collapse when they did")
struct CollapseTimingTests {
  /// Model E without the advantage's scale, small enough to collapse within 400 steps.
  private static func shortcut(rate: Double = 0.8) -> [CollapseRun] {
    var model = ShortcutModel()
    model.shortcutRate = rate
    var training = CoupledTraining()
    training.model = .shortcut(model)
    training.advantage = Advantage(baseline: .groupMean, scale: .none)
    training.steps = 400
    training.evaluationProblems = 200
    training.seed = Seed(11)
    return (0..<4).map {
      CollapseRun(name: "replicate \($0)", trajectory: training.run(replicate: $0).evaluation)
    }
  }

  /// Independent problems under majority voting, which lock in and do not collapse (T40).
  private static func votes(beta: Double = 2) throws -> [CollapseRun] {
    var simulation = MajorityVoteSimulation()
    simulation.problems = 100
    simulation.beta = beta
    simulation.steps = 40
    simulation.replicates = 6
    simulation.seed = Seed(12)
    return try simulation.run().trajectories.enumerated().map {
      CollapseRun(name: "replicate \($0)", trajectory: $1)
    }
  }

  /// Agreement: the step at which 19 of 20 votes are the winner's.
  private static let lockIn = CollapseRule(
    name: "lock-in", metric: .majorityRatio, direction: .rises, threshold: 0.95)

  private static func file(_ name: String) -> URL {
    URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Goldens/\(name).json")
  }

  /// The committed baseline, or nil where it has just been written anew.
  private func baseline(_ name: String, rule: CollapseRule, runs: [CollapseRun]) throws -> CollapseBaseline? {
    let file = Self.file(name)
    let old = (try? Data(contentsOf: file)).map { data in
      Result { try JSONDecoder().decode(CollapseBaseline.self, from: data) }
    }
    guard ProcessInfo.processInfo.environment["RECORD_SNAPSHOTS"] == "1" else { return try old?.get() }
    let new = try CollapseBaseline(name: name, rule: rule, runs: runs)
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    var data = try encoder.encode(new)
    data.append(UInt8(ascii: "\n"))
    try data.write(to: file)
    let lines = (try? old?.get()).map { CollapseDifference(from: $0, to: new).lines } ?? ["everything"]
    let changes = lines.isEmpty ? "nothing changed" : lines.joined(separator: "; ")
    Issue.record(
      "rewrote \(file.lastPathComponent) (\(changes)); run again without RECORD_SNAPSHOTS and explain its diff"
    )
    return nil
  }

  private func hold(
    _ runs: [CollapseRun], to name: String, rule: CollapseRule, collapsed: Int,
    location: SourceLocation = #_sourceLocation
  ) throws -> CollapseBaseline? {
    guard let baseline = try baseline(name, rule: rule, runs: runs) else {
      #expect(FileManager.default.fileExists(atPath: Self.file(name).path), "\(name) was never recorded")
      return nil
    }
    #expect(baseline.rule == rule, "the baseline is of another rule", sourceLocation: location)
    #expect(baseline.runs.count { $0.collapseStep != nil } == collapsed, sourceLocation: location)
    expectCollapseTiming(
      of: runs.map(\.trajectory), matches: baseline, falseAlarm: 0.01, design: .exact,
      sourceLocation: location)
    return baseline
  }

  private static func isNotReproduced(_ issue: Issue) -> Bool {
    issue.comments.contains { $0.rawValue.contains("Collapse is not reproduced") }
  }

  @Test("Model E collapses at another step than it did; or a faster shortcut goes unnoticed")
  func shortcut() throws {
    let baseline = try hold(Self.shortcut(), to: "collapse-shortcut", rule: .paper, collapsed: 4)
    guard let baseline else { return }
    withKnownIssue {
      expectCollapseTiming(
        of: Self.shortcut(rate: 1.2).map(\.trajectory), matches: baseline, falseAlarm: 0.01, design: .exact)
    } matching: {
      Self.isNotReproduced($0)
    }
  }

  @Test("majority voting locks in at another step than it did; or another β goes unnoticed")
  func votes() throws {
    let runs = try Self.votes()
    // Nothing collapses where nothing is shared.
    #expect(runs.allSatisfy { CollapseRule.paper.outcome(of: $0.trajectory).step == nil })
    guard let baseline = try hold(runs, to: "collapse-votes", rule: Self.lockIn, collapsed: 6) else { return }
    let others = try Self.votes(beta: 4).map(\.trajectory)
    withKnownIssue {
      expectCollapseTiming(of: others, matches: baseline, falseAlarm: 0.01, design: .exact)
    } matching: {
      Self.isNotReproduced($0)
    }
  }
}
