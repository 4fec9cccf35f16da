import Measurement
import SharpeningNumerics
import Testing
internal import Foundation

@testable import Sharpening

/// The catalogue of scenarios.
@Suite struct ScenarioTests {
  @Test("a scenario has a configuration that cannot run, or two with one label", arguments: Scenario.all)
  func arms(scenario: Scenario) throws {
    for quick in [true, false] {
      let arms = scenario.arms(quick: quick)
      #expect(!arms.isEmpty)
      #expect(Set(arms.map(\.label)).count == arms.count)
      for arm in arms {
        #expect(
          arm.training.problem == nil, "\(scenario.rawValue), \(arm.label): \(arm.training.problem ?? "")")
        let data = try JSONEncoder().encode(arm)
        #expect(try JSONDecoder().decode(Scenario.Arm.self, from: data) == arm)
      }
    }
    #expect(scenario.claim.hasSuffix(".") && Scenario(rawValue: scenario.rawValue) == scenario)
  }

  @Test("the numbers of a scenario are not those of its runs")
  func numbers() {
    let results = Scenario.sharedStrategy.run(quick: true, seed: Seed(5), replicates: 4)
    let numbers = results[0].numbers
    var training = results[0].arm.training
    #expect(training.seed == Seed(5))
    training.seed = Seed(5)
    let ends = (0..<4).map { replicate in
      (training.run(replicate: replicate).evaluation[.heldoutAccuracy] ?? []).compactMap { $0 }.last ?? .nan
    }
    let mean = ends.reduce(0, +) / 4
    // The running mean and the plain one differ by rounding.
    #expect(abs(numbers.lastAccuracy.mean - mean) < 1e-12)
    #expect(numbers.lastAccuracy.interval.lower < mean && mean < numbers.lastAccuracy.interval.upper)
    #expect(numbers.replicates == 4 && numbers.collapsed == 0 && numbers.medianCollapse == nil)
    #expect(numbers.peakAccuracy.mean >= numbers.lastAccuracy.mean && numbers.lastAccuracy.mean > 0.9)
  }

  @Test("moments that come one at a time are those of the whole")
  func moments() {
    var moments = CoupledSummary.Moments()
    let values = [3.0, -1, 4, 1, -5, 9, 2, 6]
    for value in values { moments.add(value) }
    let mean = values.reduce(0, +) / 8
    let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 7
    #expect(abs(moments.mean - mean) < 1e-14 && abs(moments.deviation - variance.squareRoot()) < 1e-14)
    #expect(CoupledSummary.Moments().error == 0)
  }
}
