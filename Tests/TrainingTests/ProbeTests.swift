import Measurement
import Sharpening
import Testing

@testable import Training

@Suite struct ProbeTests {
  private typealias Run = ReinforcementRun<RuledArithmetic>

  @Test("gradients that agree, oppose or know nothing of each other are told apart wrongly")
  func alignment() {
    let same = Run.alignment(step: 0, [[1, 2], [2, 4], [0.5, 1]], [5, 20, 1.25])
    #expect(abs((same.meanCosine ?? 0) - 1) < 1e-12 && same.positiveShare == 1)
    // The mean product of pairs is (10 + 2.5 + 5)/3, that of halves 26.25/3.
    #expect(abs((same.coupling ?? 0) - 17.5 / 26.25) < 1e-12)
    let opposed = Run.alignment(step: 0, [[1, 0], [-1, 0]], [1, 1])
    #expect(opposed.meanCosine == -1 && opposed.coupling == -1 && opposed.positiveShare == 0)
    let apart = Run.alignment(step: 0, [[1, 0], [0, 1]], [1, 1])
    #expect(apart.meanCosine == 0 && apart.coupling == 0)
    // Halves that oppose each other are noise alone.
    #expect(Run.alignment(step: 0, [[1, 0], [0, 1]], [-1, 0.5]).coupling == nil)
    #expect(Run.alignment(step: 0, [[1, 0]], [1]).meanCosine == nil)
  }

  @Test("an early stop comes too soon or never")
  func earlyStop() {
    var trajectory = Trajectory()
    let stop = EarlyStop(.majorityRatio, above: 0.9, hold: 2)
    for (step, value) in [0.95, 0.5, 0.91, nil, 0.92].enumerated() {
      #expect(!stop.isMet(by: trajectory))
      trajectory.append(step: step, value.map { [.majorityRatio: $0] } ?? [.reward: 1])
    }
    #expect(stop.isMet(by: trajectory))
    #expect(!EarlyStop(.majorityRatio, below: 0.5).isMet(by: trajectory))
    #expect(EarlyStop(.reward).problem != nil)
  }

  @Test("a rate leaves its course")
  func schedule() {
    let cosine = RateSchedule(.cosine, warmup: 4, finalShare: 0.1)
    #expect((0..<4).map { cosine.share(at: $0, of: 104) } == [0.25, 0.5, 0.75, 1])
    #expect(abs(cosine.share(at: 54, of: 104) - 0.55) < 1e-12)
    #expect(abs(cosine.share(at: 104, of: 104) - 0.1) < 1e-12 && cosine.share(at: 500, of: 104) < 0.1001)
    #expect(RateSchedule(.linear).share(at: 25, of: 100) == 0.75)
    #expect(RateSchedule().share(at: 99, of: 100) == 1)
  }
}
