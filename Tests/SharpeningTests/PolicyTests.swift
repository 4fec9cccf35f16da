import Foundation
import Sharpening
import Testing

@Suite("Policies")
struct PolicyTests {
  @Test("logits are normalised, however large", arguments: [1.0, 700, 1e5, 1e300])
  func extremes(size: Double) {
    let policy = Policy(logits: [size, 0, -size])
    #expect(policy.logProbabilities.allSatisfy { $0 <= 0 })
    // Three exponentials and their sum: a few half-units of 1.
    #expect(abs(policy.probabilities.reduce(0, +) - 1) <= 1e-15)
    // Differences of logits survive as differences of logarithms, to a unit in the last place of the larger.
    let gap = policy.logProbabilities[1] - policy.logProbabilities[2]
    #expect(abs(gap - size) <= 4e-16 * 2 * size)
  }

  @Test("log-odds keep their digits where the probability rounds to 0 or 1")
  func logOdds() {
    let policy = Policy(logits: [800, 0, 0])
    // odds = e⁸⁰⁰/2.
    #expect(abs(policy.logOdds(of: [true, false, false]) - (800 - log(2))) <= 1e-12)
    #expect(abs(policy.logOdds(of: [false, true, false]) + 800) <= 1e-12)
    #expect(policy.logOdds(of: [true, true, true]) == .infinity)
    #expect(policy.logOdds(of: [false, false, false]) == -.infinity)
    // Through the mass alone it would be log(1/0).
    #expect(policy.mass(of: [true, false, false]) == 1)
  }

  @Test("entropy, mode and mass are those of the definition")
  func quantities() {
    let policy = Policy(probabilities: [2, 1, 0, 1])
    #expect(abs(policy.entropy - 1.5 * log(2)) <= 1e-15)
    #expect(policy.mode == 0 && Policy(logits: [0, 1, 1]).mode == 1)
    #expect(abs(policy.mass(of: [false, true, true, true]) - 0.5) <= 1e-15)
    #expect(Policy(logits: [3]).entropy == 0)
    #expect(
      policy.conditioned(on: [false, true, true, true]).probabilities.map { ($0 * 1e12).rounded() / 1e12 }
        == [0, 0.5, 0, 0.5])
  }

  @Test("the divergence is Σ π log(π/ρ), 0 from itself and infinite where support is missing")
  func divergence() {
    let a = Policy(probabilities: [0.5, 0.5, 0])
    let b = Policy(probabilities: [0.25, 0.25, 0.5])
    #expect(abs(a.divergence(from: b) - log(2)) <= 1e-15)
    #expect(b.divergence(from: a) == .infinity && a.divergence(from: a) == 0)
  }

  @Test("what is no policy stops the program")
  func refused() async {
    await #expect(processExitsWith: .failure) { _ = Policy(logits: []) }
    await #expect(processExitsWith: .failure) { _ = Policy(logits: [0, .nan]) }
    await #expect(processExitsWith: .failure) { _ = Policy(logits: [0, .infinity]) }
    await #expect(processExitsWith: .failure) { _ = Policy(logits: [-.infinity]) }
    await #expect(processExitsWith: .failure) { _ = Policy(probabilities: [0.5, -0.5]) }
    await #expect(processExitsWith: .failure) { _ = Policy(probabilities: [0, 0]) }
    await #expect(processExitsWith: .failure) { _ = Policy(logits: [0, 0]).sharpened(by: [1], beta: 1) }
    await #expect(processExitsWith: .failure) { _ = Policy(logits: [0, 0]).sharpened(by: [1, 0], beta: 0) }
    await #expect(processExitsWith: .failure) { _ = Policy(logits: [0, 0]).conditioned(on: [true]) }
  }
}
