import Foundation
import Sharpening
import Testing

/// The numbers of proofs/values.txt: fractions that Coq computes from the definitions its theorems are about.
private enum ProofValues {
  static let text = try? String(
    contentsOf: URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "proofs/values.txt"), encoding: .utf8)

  /// Lines of a name, a numerator and a denominator.
  static let all: [String: Double] = {
    var values: [String: Double] = [:]
    for line in (text ?? "").split(separator: "\n") {
      let fields = line.split(separator: " ")
      guard fields.count == 3, let above = Double(fields[1]), let below = Double(fields[2]) else { continue }
      values[String(fields[0])] = above / below
    }
    return values
  }()
}

@Suite("Values of the proofs")
struct ProofValuesTests {
  /// The code's number against the proof's; both are rounded a few times, so 10⁻¹² is generous.
  private func compare(_ code: Double, _ name: String, tolerance: Double = 1e-12) throws {
    let value = try #require(ProofValues.all[name], "\(name) is not in proofs/values.txt")
    #expect(abs(code - value) <= tolerance, "\(name): \(code), not \(value)")
  }

  private let beta = 1 / log(2.0)
  private let three = Policy(probabilities: [0.5, 0.3, 0.2])

  @Test("a line of values.txt is not read")
  func reading() {
    let lines = (ProofValues.text ?? "").split(separator: "\n").count
    #expect(lines > 60 && ProofValues.all.count == lines)
  }

  @Test("exact steps miss the proofs' masses (T2, T8)")
  func exactSteps() throws {
    var policy = Policy(probabilities: [0.2, 0.8])
    for step in 1...10 {
      policy = policy.sharpened(by: [1, 0], beta: beta)
      if [1, 2, 3, 10].contains(step) { try compare(policy.probabilities[0], "T2.mass.\(step)") }
    }
    let tilted = Policy(probabilities: [0.3, 0.7]).sharpened(by: [1, 0], beta: beta)
    try compare(tilted.probabilities[0], "T8.mass")
  }

  @Test("logit velocities are not the counterexample's (T13)")
  func velocities() throws {
    let policy = Policy(probabilities: [0.1, 0.4, 0.5])
    let softmax = SoftmaxPolicy(OutputPolicy(answers: policy, isCorrect: [true, false, false]))
    var gradient = [0.0, 0, 0]
    softmax.addScore(zip(policy.probabilities, [1, 0.9, 0]).map { $0 * $1 }, to: &gradient)
    for answer in 0..<3 { try compare(gradient[answer], "T13.velocity.\(answer)") }
  }

  // Five rollouts answer 0, the label, two answer 1, one answers 2. The advantages of a group add up to 0, so that the
  // policy itself drops out of its gradient.
  @Test("a group's gradient is not the proofs' (T27)")
  func group() throws {
    let answers = [0, 0, 0, 0, 0, 1, 1, 2]
    let advantages = try Advantage.meanOnly.advantages(of: answers.map { $0 == 0 ? 1 : 0 })
    for answer in 0..<3 {
      let sum = zip(answers, advantages).reduce(0) { $0 + ($1.0 == answer ? $1.1 : 0) }
      try compare(sum / 8, "T27.gradient.\(answer)")
    }
  }

  @Test("the law of a vote misses the proofs' chances (T28, T29)", arguments: [2, 3, 8])
  func votes(rollouts: Int) throws {
    let law = try PluralityLaw(of: three, rollouts: rollouts)
    for answer in 0..<3 {
      try compare(law.winner[answer], "T28.share.\(rollouts).\(answer)")
      try compare(law.reward[answer], "T28.reward.\(rollouts).\(answer)")
    }
    try compare(law.majorityRatio, "T28.ratio.\(rollouts)")
    try compare(law.expectedReward, "T28.ratio.\(rollouts)")
  }

  @Test(
    "the chance that eight votes miss the mode is not the proofs' (T30)", arguments: [55, 60, 70, 80, 90])
  func flips(percent: Int) throws {
    let p = Double(percent) / 100
    let law = try PluralityLaw(of: Policy(probabilities: [p, 1 - p]), rollouts: 8)
    try compare(law.notMode, "T30.flip.\(percent)")
  }

  // The window of eight steps on either side leaves out weights γ below 10⁻²⁰.
  @Test("lock-in is not the proofs' ruin in a wide window (T31)")
  func lockIn() throws {
    try compare(LockIn(logOdds: log(1.5), rollouts: 3, beta: beta).probability, "T31.first", tolerance: 1e-10)
  }

  @Test("a population's course is not the proofs' (T35)")
  func course() throws {
    let right = MajorityPath.Problem(majority: 3.0 / 4, isRight: true, otherCorrect: 0)
    let wrong = MajorityPath.Problem(majority: 21.0 / 40, isRight: false, otherCorrect: 19.0 / 40)
    let path = MajorityPath(
      problems: [MajorityPath.Problem](repeating: right, count: 7)
        + [MajorityPath.Problem](repeating: wrong, count: 3))
    for step in [0, 1, 2, 3, 4, 8] {
      try compare(path.accuracy(at: Double(step) / beta), "T35.accuracy.\(step)")
    }
    try compare(path.initialSlope, "T35.initialSlope")
    try compare(path.finalSlope, "T35.finalSlope")
  }

  @Test("two atoms do not peak where the proofs say (T36)")
  func peak() throws {
    let atoms = TwoAtoms(right: 0.64, rightLogOdds: log(4), wrongLogOdds: log(36.0 / 25))
    try compare(exp(try #require(atoms.peakTime)), "T36.peakWeight")
  }

  @Test("reward accuracy and its collapse step are not the proofs' (T39, T40)")
  func collapse() throws {
    let problem = MajorityPath.Problem(majority: 0.5, isRight: false, otherCorrect: 0.3)
    try compare(problem.rewardAccuracy(at: 3 / beta), "T40.rewardAccuracy.3")
    for (name, threshold) in [("T40.collapse.10", 0.1), ("T40.collapse.100", 0.01)] {
      let step = try #require(problem.collapseStep(threshold: threshold, beta: beta))
      try compare(Double(step), name)
    }
    // Five votes for answer 0, two for 1, one for 2; the label is 0.
    for (correct, share) in [(1, 0.25), (2, 0.125)] {
      let group = MajorityPath.Problem(majority: 0.625, isRight: false, otherCorrect: share)
      try compare(group.rewardAccuracy(at: 0), "T39.agreement.0.\(correct)")
    }
    let right = MajorityPath.Problem(majority: 0.625, isRight: true, otherCorrect: 0)
    try compare(right.rewardAccuracy(at: 0), "T39.agreement.0.0")
  }

  @Test("a verifier's reward accuracy is not the proofs' (T45)", arguments: [0, 1, 2, 3, 6])
  func verifier(step: Int) throws {
    let verifier = VerifierReplicator(
      start: Policy(probabilities: [0.1, 0.1, 0.8]), acceptance: [0.9, 0.7, 0.1], correct: 0)
    try compare(verifier.rewardAccuracy(at: 5 * Double(step) / beta), "T45.rewardAccuracy.\(step)")
  }

  @Test("powers of sequences and of tokens are not the proofs' (T47)", arguments: [2, 4])
  func powers(power: Int) throws {
    let tree = TokenTree(
      .state(
        probabilities: [0.6, 0.4],
        next: [.state(probabilities: [0.5, 0.5], next: [.answer(0), .answer(0)]), .answer(1)]),
      isCorrect: [false, true])
    let last = 2
    let sequence = tree.outputs.policy.raised(to: Double(power)).probabilities[last]
    try compare(sequence, "T47.sequence.\(power)")
    let tokens = tree.tempered(by: 1 / Double(power)).outputs.policy.probabilities[last]
    try compare(tokens, "T47.tokens.\(power)")
  }

  @Test("best of 29 is not the proofs' (T48)")
  func bestOf() throws {
    try compare(BestOf.probability(rollouts: 29, mode: 0.15), "T48.found.29")
  }
}
