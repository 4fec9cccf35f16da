import Foundation
import Sharpening
import Testing

@Suite("Rates, safe steps and the plateau")
struct StepBoundsTests {
  @Test("the check values of T2, T5 and T8 are missed")
  func goldens() {
    var policy = Policy(probabilities: [0.2, 0.8])
    var errors = [0.8]
    for expected in [0.4659790583, 0.7528193114, 0.9140174771] {
      policy = policy.sharpened(by: [1, 0], beta: 0.8)
      #expect(abs(policy.probabilities[0] - expected) <= 5e-11)
      errors.append(policy.probabilities[1])
    }
    #expect(abs(errors[1] / errors[0] - 0.66753) <= 5e-6)
    #expect(abs(StepBounds.contraction(beta: 0.8, progress: 1) - 0.28650) <= 5e-6)
    #expect(abs(StepBounds.contraction(beta: 0.5, progress: 0.3) - 0.7406006) <= 5e-8)
    #expect(
      abs(Policy(probabilities: [0.3, 0.7]).sharpened(by: [1, 0], beta: 1).probabilities[0] - 0.5381015262)
        <= 5e-11)
  }

  // Steps of relative progress exactly η, in the error itself so that late ones keep their digits.
  @Test("errors leave their bounds (T5, T7)", arguments: [1e-3, 0.5, 1, 50, 1000])
  func bounds(beta: Double) {
    for (p, eta) in [(0.1, 0.3), (0.6, 1), (0.001, 0.9)] {
      var q = 1 - p
      for k in 1...80 where q > 1e-300 {
        let before = q
        q *= 1 - eta * StepBounds.exactShare(probability: 1 - q, beta: beta)
        #expect(q <= StepBounds.errorBound(steps: k, probability: p, beta: beta, progress: eta) * (1 + 1e-12))
        let floor = StepBounds.errorFloor(steps: k, probability: p, beta: beta)
        #expect(q >= floor * (1 - 1e-12) || floor < 1e-250)
        // The ratio falls towards the asymptotic one.
        #expect(q / before >= StepBounds.contraction(beta: beta, progress: eta) * (1 - 1e-9) - 1e-15)
      }
    }
  }

  @Test("a step size is called safe that is not, or the other way round (T7)", arguments: [1e-3, 1, 1000])
  func safe(beta: Double) {
    for standardised in [false, true] {
      let size = StepBounds.safeStepSize(beta: beta, standardised: standardised)
      func exceeds(_ factor: Double) -> Bool {
        (1..<1000).contains {
          StepBounds.exceedsExactStep(
            probability: Double($0) / 1000, stepSize: factor * size, beta: beta, standardised: standardised)
        }
      }
      #expect(!exceeds(1 - 1e-12) && exceeds(1 + 1e-6))
    }
  }

  @Test(
    "the plateau of two divergences is elsewhere (T8b)",
    arguments: [(0.5, 2.0), (0.005, 1), (1e-3, 0), (1000, 1e-3)])
  func plateau(beta: Double, gamma: Double) {
    var L = 0.3
    for k in 0...50 {
      let closed = StepBounds.referenceLogOdds(from: 0.3, steps: k, beta: beta, gamma: gamma)
      #expect(abs(closed - L) <= 1e-12 * max(1, abs(L)))
      L = (beta * 0.3 + gamma * L + 1) / (beta + gamma)
    }
    let end = StepBounds.referenceLogOdds(from: 0.3, steps: nil, beta: beta, gamma: gamma)
    #expect(abs(end - 0.3 - 1 / beta) <= 1e-12 / beta)
  }
}
