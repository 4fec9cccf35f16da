import Measurement
import SharpeningNumerics
import Testing
internal import Foundation

@testable import Sharpening

/// The gradient of a group against closed forms and enumeration.
@Suite struct GroupGradientTests {
  static let policy = [0.5, 0.3, 0.2]

  private func sampled(
    _ answers: [Int32], _ credits: [Double], present: [Double] = policy, temperature: Double = 1
  ) -> [Double] {
    var gradient = [Double](repeating: 0, count: present.count)
    var span = gradient.mutableSpan
    GroupGradient.sampled(
      answers: answers.span, credits: credits.span, present: present.span, temperature: temperature,
      into: &span)
    return gradient
  }

  @Test("a majority-vote group gives T27's gradient")
  func closedForm() {
    let answers: [Int32] = [0, 2, 0, 1, 0, 2, 0, 1]
    let rewards = answers.map { $0 == 0 ? 1.0 : 0.0 }
    let credits = ObjectiveOnAnswers.advantages([rewards], .meanOnly)[0] ?? []
    let gradient = sampled(answers, credits)
    // f = (1/2, 1/4, 1/4), winner 0: f_m(1 − f_m) and −f_a f_m.
    for (value, exact) in zip(gradient, [0.25, -0.125, -0.125]) { #expect(abs(value - exact) < 1e-15) }
    let whitened = sampled(answers, ObjectiveOnAnswers.advantages([rewards], .whitened)[0] ?? [])
    for (value, exact) in zip(whitened, [0.5, -0.25, -0.25]) { #expect(abs(value - exact) < 1e-15) }
  }

  @Test(
    "the sampled gradient's mean over 20,000 groups is the enumerated one",
    arguments: [Advantage.meanOnly, .whitened, .verl])
  func enumeration(advantage: Advantage) {
    let rollouts = 5
    let exact = GroupGradient.expected(
      probabilities: Self.policy, rollouts: rollouts, reward: .majorityVoting(), advantage: advantage,
      isCorrect: [true, false, false], temperature: 1)
    var generator = Generator(seed: Seed(27).child("groups"))
    var moments = [CoupledSummary.Moments](repeating: .init(), count: 3)
    for _ in 0..<20_000 {
      let answers = (0..<rollouts).map { _ in Int32(generator.category(weights: Self.policy)) }
      let group = RolloutGroup(answers: answers, isCorrect: [true, false, false])
      let rewards = ObjectiveOnAnswers.rewards(.majorityVoting(), group)
      let credits = ObjectiveOnAnswers.advantages([rewards], advantage)[0] ?? []
      for (answer, value) in sampled(answers, credits).enumerated() { moments[answer].add(value) }
    }
    // 4.9 standard errors: a false alarm in 10⁶ a comparison.
    for answer in 0..<3 {
      #expect(abs(moments[answer].mean - exact[answer]) < 4.9 * moments[answer].error)
    }
    #expect(abs(exact.reduce(0, +)) < 1e-14)
  }

  @Test("a step of the sampled loop has the enumerated loop's step as its mean")
  func loop() {
    // One problem of three answers that moves one shared parameter; the start is the same in every replicate.
    var problems = CoupledProblems()
    problems.append(base: [0.5, 0, -0.3], isCorrect: [true, false, false]) {
      $0 == 2 ? [] : [CoupledProblems.Feature(0, $0 == 0 ? 1 : -0.5)]
    }
    let coupling = Coupling(groups: [ParameterGroup(name: "shared", rate: 1)], memoryRate: 0)
    var training = CoupledTraining()
    (training.batch, training.rollouts, training.steps) = (1, 4, 1)
    training.evaluation = .training
    training.gradient = .expected
    let exact = training.run(on: problems, evaluating: problems, coupling: coupling).parameters[0]
    training.gradient = .sampled
    var moments = CoupledSummary.Moments()
    for replicate in 0..<2000 {
      moments.add(
        training.run(on: problems, evaluating: problems, coupling: coupling, replicate: replicate)
          .parameters[0])
    }
    #expect(abs(moments.mean - exact) < 4.9 * moments.error)
    #expect(moments.error < 0.02 && abs(exact) > 0.05)
  }

  @Test("the gradient of the divergence from the start is its central difference")
  func divergence() {
    let start = [0.2, 0.5, 0.3]
    let logits = [0.3, -0.4, 0.9]
    func divergence(_ logits: [Double]) -> Double {
      Policy(logits: logits).divergence(from: Policy(probabilities: start))
    }
    let present = Policy(logits: logits).probabilities
    var gradient = [Double](repeating: 0, count: 3)
    var span = gradient.mutableSpan
    GroupGradient.subtractDivergence(
      present: present.span, start: start.span, weight: 2, from: &span)
    for answer in 0..<3 {
      var (up, down) = (logits, logits)
      up[answer] += 1e-5
      down[answer] -= 1e-5
      // The difference quotient is right to 10⁻¹⁰.
      #expect(abs(gradient[answer] + 2 * (divergence(up) - divergence(down)) / 2e-5) < 1e-8)
    }
  }

  @Test("a group of equal rewards, and of one answer, moves nothing")
  func nothing() {
    for advantage in [Advantage.meanOnly, .whitened, .verl, .trl] {
      let credits = ObjectiveOnAnswers.advantages([[1, 1, 1]], advantage)[0] ?? []
      #expect(credits == [0, 0, 0])
      #expect(sampled([1, 1, 1], credits) == [0, 0, 0])
    }
  }
}
