import Foundation
import Sharpening
import Testing

/// The bounds of proofs/enclosures.txt: irrational constants of the theorems between decimals that Coq proved to be bounds.
private enum ProofEnclosures {
  static let text = try? String(
    contentsOf: URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "proofs/enclosures.txt"), encoding: .utf8)

  /// Lines of a name, a lower and an upper bound.
  static let all: [String: ClosedRange<Double>] = {
    var ranges: [String: ClosedRange<Double>] = [:]
    for line in (text ?? "").split(separator: "\n") {
      let fields = line.split(separator: " ")
      guard fields.count == 3, let low = Double(fields[1]), let high = Double(fields[2]), low <= high else {
        continue
      }
      ranges[String(fields[0])] = low...high
    }
    return ranges
  }()
}

@Suite("Enclosures of the proofs")
struct ProofEnclosureTests {
  /// The code's number may leave the enclosure by its own rounding, 10⁻¹² of it.
  private func compare(_ code: Double, _ name: String) throws {
    let range = try #require(ProofEnclosures.all[name], "\(name) is not in proofs/enclosures.txt")
    let slack = 1e-12 * max(1, abs(code))
    #expect(code >= range.lowerBound - slack && code <= range.upperBound + slack, "\(name): \(code)")
    #expect(range.upperBound - range.lowerBound <= 1e-11, "\(name) is enclosed too widely to test anything")
  }

  @Test("a line of enclosures.txt is not read")
  func reading() {
    let lines = (ProofEnclosures.text ?? "").split(separator: "\n").count
    #expect(lines > 15 && ProofEnclosures.all.count == lines)
  }

  @Test("exact steps leave the proofs' enclosures (T2, T8)")
  func exactSteps() throws {
    var policy = Policy(probabilities: [0.2, 0.8])
    for step in 1...3 {
      policy = policy.sharpened(by: [1, 0], beta: 0.8)
      try compare(policy.probabilities[0], "T2.mass.\(step)")
    }
    let tilted = Policy(probabilities: [0.3, 0.7]).sharpened(by: [1, 0], beta: 1)
    try compare(tilted.probabilities[0], "T8.mass")
  }

  @Test("two atoms peak outside the proofs' enclosure (T36)")
  func peak() throws {
    let first = TwoAtoms(right: 0.7, rightLogOdds: 1, wrongLogOdds: 0.1)
    try compare(try #require(first.peakTime), "T36.peak.70")
    let second = TwoAtoms(right: 0.8, rightLogOdds: 2, wrongLogOdds: 0.3)
    try compare(try #require(second.peakTime), "T36.peak.80")
  }

  @Test("the collapse clock leaves the proofs' enclosures (T42)")
  func clock() throws {
    for (accuracy, name) in [(0.3, "T42.clock.30"), (0.9, "T42.clock.90")] {
      try compare(CollapseClock(labelAccuracy: accuracy, scale: 1, speed: 0.05).time(to: 0.01), name)
    }
  }

  @Test("the whitened recursion leaves the proofs' enclosure (T46)")
  func whitened() throws {
    try compare(WhitenedRecursion(reference: 0.2, beta: 1, epsilon: 1e-6).next(0.2), "T46.step")
  }
}
