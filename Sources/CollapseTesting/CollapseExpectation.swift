public import Measurement
public import Testing

/// Expects that runs collapse when a baseline says, and records an issue with the comparison's sentence if not.
///
/// The runs are judged under the baseline's rule. An issue is also recorded where the runs are too few for any alarm at the
/// rate, as such an expectation could not fail, and where runs and baseline do not compare.
///
/// ```swift
/// @Test func collapseStaysInPlace() throws {
///   let baseline = try JSONDecoder().decode(CollapseBaseline.self, from: Data(contentsOf: url))
///   expectCollapseTiming(of: trajectories, matches: baseline, falseAlarm: 0.01)
/// }
/// ```
/// - Parameters:
///   - trajectories: the new runs. Paired and exact designs take the k-th for the baseline's k-th run.
///   - baseline: what they are compared with.
///   - falseAlarm: the chance of an issue where nothing changed, of 0 < rate < 1.
///   - design: how the runs stand to each other; nil for single where there is one run, else unpaired.
///   - side: what the runs are suspected of.
///   - tolerance: how many steps an exactly repeated run may be off.
///   - sourceLocation: where the issue is reported.
/// - Returns: the comparison, or nil where there is none. Above about 36 runs its p-value comes from 20,000 deals that are the
///   same every time.
@discardableResult
public func expectCollapseTiming(
  of trajectories: [Trajectory], matches baseline: CollapseBaseline, falseAlarm: Double,
  design: CollapseComparison.Design? = nil, side: CollapseSide = .either, tolerance: Int = 0,
  sourceLocation: SourceLocation = #_sourceLocation
) -> CollapseComparison? {
  let isMatched = design == .paired || design == .exact
  if isMatched && trajectories.count != baseline.runs.count {
    let counts = "\(trajectories.count) runs for a baseline of \(baseline.runs.count)"
    Issue.record("Every run needs a partner, and there are \(counts).", sourceLocation: sourceLocation)
    return nil
  }
  let runs = trajectories.enumerated().map { index, trajectory in
    isMatched
      ? CollapseRun(
        name: baseline.runs[index].name, seed: baseline.runs[index].seed, trajectory: trajectory)
      : CollapseRun(name: "run \(index + 1)", trajectory: trajectory)
  }
  do throws(CollapseError) {
    let new = try CollapseBaseline(name: "new runs", rule: baseline.rule, runs: runs)
    var deals = FixedDeals()
    let comparison = try CollapseComparison(
      of: new, with: baseline, design: design, side: side, falseAlarm: falseAlarm, tolerance: tolerance
    ) { deals.next() }
    if comparison.verdict != .consistent {
      Issue.record(Comment(rawValue: comparison.sentence), sourceLocation: sourceLocation)
    }
    return comparison
  } catch {
    Issue.record(Comment(rawValue: error.description), sourceLocation: sourceLocation)
    return nil
  }
}

/// The numbers that choose the deals of a test with too many runs to deal out in every way: always the same.
///
/// SplitMix64 (Steele, Lea and Flood 2014). The deals are a fixed quadrature of the permutation law, not a simulation of
/// runs: an expectation that fails must fail again.
private struct FixedDeals {
  var state: UInt64 = 0

  mutating func next() -> Double {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return Double((z ^ (z >> 31)) >> 11) * 0x1p-53
  }
}
