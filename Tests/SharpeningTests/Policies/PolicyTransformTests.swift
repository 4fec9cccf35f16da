import Foundation
import Sharpening
import Testing

@Suite("Transforms of policies")
struct PolicyTransformTests {
  private let policy = Policy(probabilities: [0.1, 0.4, 0, 0.3, 0.2])

  /// Two logarithms and an exponential of numbers of [0, 1]: a few units of 1e-16.
  private func close(_ policy: Policy, _ wanted: [Double]) -> Bool {
    zip(policy.probabilities, wanted).allSatisfy { abs($0 - $1) <= 1e-14 } && policy.count == wanted.count
  }

  @Test("a power or a temperature is not that of the definition", arguments: [-1, 0, 0.5, 1, 2, 7.5])
  func powers(power: Double) {
    let raw = policy.probabilities.map { $0 == 0 ? 0 : pow($0, power) }
    let wanted = raw.map { $0 / raw.reduce(0, +) }
    #expect(close(policy.raised(to: power), wanted))
    if power > 0 { #expect(close(policy.tempered(by: 1 / power), wanted)) }
  }

  @Test("a power overflows, or loses the order of what underflows", arguments: [1e-3, 1, 1e3])
  func extremePowers(power: Double) {
    let sharp = Policy(logits: [700, 0, -700]).raised(to: power)
    // Differences of 700 α survive to a few units of their own last place.
    #expect(abs(sharp.logProbabilities[1] - sharp.logProbabilities[2] - 700 * power) <= 700 * power * 1e-15)
    #expect(sharp.logProbabilities.allSatisfy { $0.isFinite })
  }

  @Test("an infinite power is not uniform on the likeliest answers")
  func infinitePower() {
    #expect(Policy(logits: [0, 1, 1]).raised(to: .infinity).probabilities == [0, 0.5, 0.5])
  }

  @Test("greedy decoding does not take the first of the likeliest answers")
  func greedy() {
    #expect(policy.greedy.probabilities == [0, 1, 0, 0, 0])
    #expect(Policy(logits: [0, 1, 1]).greedy.probabilities == [0, 1, 0])
  }

  @Test("top-k keeps other answers than the k likeliest")
  func topK() {
    #expect(close(policy.truncated(toTop: 2), [0, 4 / 7.0, 0, 3 / 7.0, 0]))
    #expect(close(policy.truncated(toTop: 9), policy.probabilities))
    #expect(close(Policy(logits: [0, 0, 0]).truncated(toTop: 2), [0.5, 0.5, 0]))
  }

  @Test("top-p keeps another set than the smallest that holds the share")
  func nucleus() {
    #expect(close(policy.nucleus(0.05), [0, 1, 0, 0, 0]))
    #expect(close(policy.nucleus(0.65), [0, 4 / 7.0, 0, 3 / 7.0, 0]))
    #expect(close(policy.nucleus(0.8), [0, 4 / 9.0, 0, 3 / 9.0, 2 / 9.0]))
    #expect(policy.nucleus(1) == policy)
  }

  @Test("a mixture is not (1 − η) π + η ρ", arguments: [0.0, 0.25, 1])
  func mixture(share: Double) {
    let other = Policy(probabilities: [0, 0, 1, 1, 0])
    let wanted = zip(policy.probabilities, other.probabilities).map { (1 - share) * $0 + share * $1 }
    #expect(close(policy.mixed(with: other, share: share), wanted))
  }

  @Test("what is no transform stops the program")
  func refused() async {
    await #expect(processExitsWith: .failure) { _ = Policy(logits: [0, 1]).raised(to: .nan) }
    await #expect(processExitsWith: .failure) { _ = Policy(logits: [0, 1]).raised(to: -.infinity) }
    await #expect(processExitsWith: .failure) { _ = Policy(logits: [0, 1]).tempered(by: 0) }
    await #expect(processExitsWith: .failure) { _ = Policy(logits: [0, 1]).truncated(toTop: 0) }
    await #expect(processExitsWith: .failure) { _ = Policy(logits: [0, 1]).nucleus(0) }
    await #expect(processExitsWith: .failure) { _ = Policy(logits: [0, 1]).nucleus(1.1) }
    await #expect(processExitsWith: .failure) {
      _ = Policy(logits: [0, 1]).mixed(with: Policy(logits: [0]), share: 0.5)
    }
    await #expect(processExitsWith: .failure) {
      _ = Policy(logits: [0, 1]).mixed(with: Policy(logits: [0, 0]), share: 1.5)
    }
  }
}
