import Foundation
import Sharpening
import Testing

@Suite("Policy gradient on the vote, many answers")
struct GradientVoteFlowTests {
  static let golden = GradientVoteFlow(
    start: Policy(probabilities: [0.4, 0.2, 0.4]), majority: [true, true, false])
  static let many = GradientVoteFlow(
    start: Policy(probabilities: [0.1, 0.25, 0.05, 0.2, 0.3, 0.1]),
    majority: [true, true, true, false, false, false])

  // T12's check values, four decimals.
  @Test("the ratio within the majority grows otherwise than by √t (T12)")
  func squareRoot() throws {
    let times = [0, 10, 100, 1e4, 1e6]
    let values = [2, 3.6281, 10.2101, 100.0421, 1000.0065]
    for (logits, expected) in zip(try Self.golden.logits(at: times), values) {
      #expect(abs(exp(logits[0] - logits[1]) - expected) <= 6e-5)
    }
    #expect(abs(Self.golden.asymptoticRatio(of: 1, at: 1e6) - 1000) <= 1e-9)
  }

  // The law's next term is of relative size t^(−1/(n+1)) ln t or smaller: at 10¹² a few percent for n = 3.
  @Test("the exponent is not n/(n+1), or its constant is another (T12)")
  func exponent() throws {
    let flow = Self.many
    let states = try flow.logits(at: [1e10, 1e12])
    let ratios = states.map { exp($0[1] - $0[0]) }
    #expect(abs(log(ratios[1] / ratios[0]) / log(100) - 0.75) <= 0.005, "\(ratios)")
    #expect(abs(ratios[1] / flow.asymptoticRatio(of: 0, at: 1e12) - 1) <= 0.01)
  }

  @Test("Σθ or a difference of e^(−θ) is not conserved (T12)")
  func invariants() throws {
    let flow = Self.many
    let begin = flow.start.logProbabilities
    let initialSum: Double = begin.reduce(0, +)
    for logits in try flow.logits(at: [0.1, 1, 10, 1000]) {
      let sum: Double = logits.reduce(0, +)
      #expect(abs(sum - initialSum) <= 1e-9)
      for (a, b) in [(0, 1), (1, 2), (3, 4), (4, 5)] {
        let difference = exp(-logits[a]) - exp(-logits[b])
        let initial = exp(-begin[a]) - exp(-begin[b])
        #expect(abs(difference - initial) <= 1e-8 * max(exp(-logits[a]), exp(-logits[b])))
      }
      // The whole state follows from how far the top has risen.
      let closed = flow.logits(afterRise: logits[1] - begin[1])
      for (x, y) in zip(closed, logits) { #expect(abs(x - y) <= 1e-8 * max(1, abs(y))) }
    }
    #expect(flow.logits(afterRise: 0) == begin)
    let late = flow.logits(afterRise: 900)
    #expect(late.allSatisfy { $0.isFinite } && late[0] < 0.01 && late[3] < -200)
  }

  @Test("the mass law is another (T11)")
  func mass() {
    let single = GradientVoteFlow(
      start: Self.many.start, majority: [false, true, false, false, false, false])
    for flow in [Self.many, Self.golden, single] {
      let logits = flow.start.logProbabilities
      let speed = field(flow, logits)
      let h = 1e-5
      func mass(_ sign: Double) -> Double {
        Policy(logits: zip(logits, speed).map { $0 + sign * h * $1 }).mass(of: flow.majority)
      }
      // Central differences: h² and 10⁻¹⁶/h.
      #expect(abs((mass(1) - mass(-1)) / (2 * h) - flow.massSpeed(at: flow.start)) <= 1e-10)
    }
    // p²((1−p)² + Σ_rest π²) for one answer.
    let p = single.start.probabilities
    let rest = p.enumerated().reduce(0) { $1.offset == 1 ? $0 : $0 + $1.element * $1.element }
    #expect(abs(single.massSpeed(at: single.start) - p[1] * p[1] * ((1 - p[1]) * (1 - p[1]) + rest)) <= 1e-16)
  }

  private func field(_ flow: GradientVoteFlow, _ logits: [Double]) -> [Double] {
    let p = Policy(logits: logits).probabilities
    let mean = zip(p, flow.majority).reduce(0) { $1.1 ? $0 + $1.0 : $0 }
    return zip(p, flow.majority).map { $0 * (($1 ? 1 : 0) - mean) }
  }
}
