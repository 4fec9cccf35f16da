import CollapseTesting
import Measurement
import Testing

@Suite("Expectations on collapse timing")
struct CollapseExpectationTests {
  /// A run of 200 steps whose reward accuracy falls to 0 at a step.
  static func run(collapsingAt step: Int) -> Trajectory {
    var run = Trajectory()
    for s in 0..<200 { run.append(step: s, [.rewardAccuracy: s < step ? 0.6 : 0]) }
    return run
  }

  static func baseline(_ steps: [Int]) throws -> CollapseBaseline {
    try CollapseBaseline(
      name: "base", rule: .paper,
      runs: steps.enumerated().map { index, step in
        CollapseRun(name: "seed \(index)", seed: UInt64(index + 1), trajectory: run(collapsingAt: step))
      })
  }

  @Test("runs of the same timing are an issue")
  func same() throws {
    let baseline = try Self.baseline([100, 110, 120, 130, 140])
    let runs = [105, 115, 125, 135, 145].map(Self.run)
    let comparison = expectCollapseTiming(of: runs, matches: baseline, falseAlarm: 0.05)
    #expect(comparison?.verdict == .consistent)
  }

  @Test("runs that collapse earlier are no issue, or one without the sentence")
  func earlier() throws {
    let baseline = try Self.baseline([100, 110, 120, 130, 140])
    let runs = [50, 55, 60, 65, 70].map(Self.run)
    withKnownIssue {
      let comparison = expectCollapseTiming(of: runs, matches: baseline, falseAlarm: 0.05)
      #expect(comparison?.verdict == .earlier)
    } matching: { issue in
      issue.comments.contains {
        $0.rawValue.contains("Collapse comes earlier") && $0.rawValue.contains("'paper'")
      }
    }
  }

  @Test("an expectation that cannot fail passes")
  func tooFew() throws {
    let baseline = try Self.baseline([100, 110, 120])
    withKnownIssue {
      let runs = [100, 110].map(Self.run)
      let comparison = expectCollapseTiming(of: runs, matches: baseline, falseAlarm: 0.01)
      #expect(comparison?.verdict == .tooFew)
    } matching: {
      $0.comments.contains { $0.rawValue.contains("Too few runs") }
    }
  }

  @Test("an exact repetition is held to another step, or too few runs are taken for it")
  func exact() throws {
    let baseline = try Self.baseline([100, 110])
    expectCollapseTiming(of: [100, 110].map(Self.run), matches: baseline, falseAlarm: 0.05, design: .exact)
    withKnownIssue {
      expectCollapseTiming(of: [100, 111].map(Self.run), matches: baseline, falseAlarm: 0.05, design: .exact)
    } matching: {
      $0.comments.contains { $0.rawValue.contains("seed 1 collapses at 111, was at 110") }
    }
    expectCollapseTiming(
      of: [100, 111].map(Self.run), matches: baseline, falseAlarm: 0.05, design: .exact, tolerance: 1)
    withKnownIssue {
      let none = expectCollapseTiming(
        of: [Self.run(collapsingAt: 100)], matches: baseline, falseAlarm: 0.05, design: .exact)
      #expect(none == nil)
    } matching: {
      $0.comments.contains { $0.rawValue.contains("partner") }
    }
  }

  @Test("a run without the metric passes")
  func missing() throws {
    let baseline = try Self.baseline([100, 110])
    var other = Trajectory()
    other.append(step: 0, [.majorityRatio: 1])
    withKnownIssue {
      expectCollapseTiming(of: [other], matches: baseline, falseAlarm: 0.5)
    } matching: {
      $0.comments.contains { $0.rawValue.contains("reward_accuracy") }
    }
  }

  @Test("an issue is reported somewhere else than where the expectation stands")
  func location() throws {
    let baseline = try Self.baseline([100, 110])
    let here = #_sourceLocation
    withKnownIssue {
      expectCollapseTiming(of: [], matches: baseline, falseAlarm: 0.5, sourceLocation: here)
    } matching: {
      $0.sourceLocation == here
    }
  }

  @Test("the deals for many runs differ from time to time")
  func deterministic() throws {
    let baseline = try Self.baseline(Array(60..<90))
    let runs = (62..<92).map(Self.run)
    let first = expectCollapseTiming(of: runs, matches: baseline, falseAlarm: 0.001)
    let second = expectCollapseTiming(of: runs, matches: baseline, falseAlarm: 0.001)
    #expect(first?.isExact == false && first == second)
  }
}
