import Measurement
import Testing

@Suite("Collapse rules")
struct CollapseRuleTests {
  static func run(_ values: [Double?], every stride: Int = 1, from first: Int = 0) -> Trajectory {
    var run = Trajectory()
    for (index, value) in values.enumerated() {
      var row: [Trajectory.Column: Double] = [.majorityRatio: 0]
      row[.rewardAccuracy] = value
      run.append(step: first + index * stride, row)
    }
    return run
  }

  @Test("the paper's rule takes the first step below 1 %, and 1 % itself is not below")
  func paper() {
    #expect(CollapseRule.paper.outcome(of: Self.run([0.5, 0.01, 0.009, 0.5])) == .collapsed(step: 2))
    #expect(CollapseRule.paper.outcome(of: Self.run([0.5, 0.01, 0.01])) == .censored(step: 2))
    #expect(CollapseRule.paper.outcome(of: Self.run([0, 1])) == .collapsed(step: 0))
  }

  @Test("steps are the run's own numbers, not positions")
  func numbering() {
    let run = Self.run([1, 1, 0, 0], every: 20, from: 100)
    #expect(CollapseRule.paper.outcome(of: run) == .collapsed(step: 140))
    #expect(CollapseRule.paper.outcome(of: run).step == 140)
    #expect(CollapseRule.paper.outcome(of: Self.run([1, 1], every: 20)) == .censored(step: 20))
  }

  @Test("the default rule needs a mean of 10 below 1 % for 20 measured steps, and reports the first of them")
  func standard() {
    // With x = 1 at 0 … 4 and 0 from 5 on, the mean of the last ten is below .01 from step 14: steps 14 … 33
    // hold.
    let values = [Double](repeating: 1, count: 5) + [Double](repeating: 0, count: 29)
    #expect(CollapseRule.standard.outcome(of: Self.run(values)) == .collapsed(step: 14))
    #expect(CollapseRule.standard.outcome(of: Self.run(values.dropLast())) == .censored(step: 32))
    // One step back up within the hold starts it again ten steps after.
    var broken = values + [Double](repeating: 0, count: 40)
    broken[20] = 1
    #expect(CollapseRule.standard.outcome(of: Self.run(broken)) == .collapsed(step: 30))
  }

  @Test("near the start the mean is over the steps there are")
  func start() {
    let rule = CollapseRule(name: "r", threshold: 0.5, smoothing: 3, hold: 2)
    #expect(rule.outcome(of: Self.run([0, 0])) == .collapsed(step: 0))
    #expect(rule.outcome(of: Self.run([1, 0, 0, 0])) == .collapsed(step: 2))
    // Means 0, 1/2, 1/3, 1/3: the second is not below, the hold starts at step 2.
    #expect(rule.outcome(of: Self.run([0, 1, 0, 0])) == .collapsed(step: 2))
  }

  @Test("smoothing alone, hold alone and both give different steps")
  func parts() {
    let run = Self.run([1, 0, 1, 1, 0, 0, 0, 0])
    func step(_ smoothing: Int, _ hold: Int) -> Int? {
      CollapseRule(name: "r", threshold: 0.4, smoothing: smoothing, hold: hold).outcome(of: run).step
    }
    #expect(step(1, 1) == 1)
    #expect(step(1, 2) == 4)
    #expect(step(2, 1) == 5)
    #expect(step(3, 2) == 5)
    #expect(step(3, 4) == nil)
  }

  @Test("steps without the metric are passed over, neither below nor above")
  func sparse() {
    let rule = CollapseRule(name: "r", threshold: 0.5, smoothing: 1, hold: 2)
    #expect(rule.outcome(of: Self.run([1, nil, 0, nil, nil, 0, nil])) == .collapsed(step: 2))
    #expect(rule.outcome(of: Self.run([1, nil, 0, nil])) == .censored(step: 2))
    #expect(rule.outcome(of: Self.run([nil, nil])) == .censored(step: nil))
    #expect(rule.outcome(of: Trajectory()) == .censored(step: nil))
  }

  @Test("the rule reads its own metric")
  func metric() {
    let rule = CollapseRule(name: "r", metric: .majorityRatio, threshold: 0.5)
    #expect(rule.outcome(of: Self.run([1, 1])) == .collapsed(step: 0))
    #expect(CollapseRule.paper.metric == .rewardAccuracy && CollapseRule.standard.metric == .rewardAccuracy)
  }

  @Test("smoothing or hold below 1 stops the program")
  func refused() async {
    await #expect(processExitsWith: .failure) { _ = CollapseRule(name: "r", threshold: 0.5, smoothing: 0) }
    await #expect(processExitsWith: .failure) { _ = CollapseRule(name: "r", threshold: 0.5, hold: 0) }
  }
}
