import Foundation
import Measurement
import Sharpening
import SharpeningNumerics
import Testing

@Suite("Linear policies")
struct LinearPolicyTests {
  private func outputs() -> OutputPolicy {
    OutputPolicy(
      policy: Policy(probabilities: [0.1, 0.2, 0.3, 0.4]), answers: [0, 1, 1, VoteSet.unparsed],
      isCorrect: [true, false])
  }

  private func policy() -> LinearPolicy {
    LinearPolicy(
      base: outputs(),
      rows: [[.init(0, 1), .init(2, -1.5)], [.init(1, 2)], [], [.init(2, 0.5), .init(0, 3)]],
      weights: [0.3, -0.2, 0.7])
  }

  @Test("a score is not the gradient of the token log-probabilities")
  func gradients() {
    expectGradients(of: policy(), weights: [0.5, -1, 2, 0.25], "sparse rows")
    expectConsistency(of: policy())
  }

  @Test("logits are not the base plus the dense product of features and weights")
  func logits() {
    let dense = [[1, 0, -1.5], [0, 2, 0], [0, 0, 0], [3, 0, 0.5]]
    let wanted = zip(outputs().policy.logProbabilities, dense).map { base, row in
      base + zip(row, [0.3, -0.2, 0.7]).reduce(0) { $0 + $1.0 * $1.1 }
    }
    #expect(zip(policy().logits, wanted).allSatisfy { abs($0 - $1) <= 1e-15 })
    #expect(policy().outputs.answers == outputs().answers)
  }

  @Test("at weight 0 the policy is not its base, or a feature of one output is not its logit")
  func table() {
    let identity = (0..<4).map { [LinearPolicy.Entry($0, 1)] }
    let linear = LinearPolicy(base: outputs(), rows: identity, weights: [0, 0, 0, 0])
    let table = SoftmaxPolicy(outputs())
    #expect(linear.outputs.policy == table.outputs.policy)
    var (first, second) = ([0.0, 0, 0, 0], [0.0, 0, 0, 0])
    linear.addScore([1, 2, -3, 0.5], to: &first)
    table.addScore([1, 2, -3, 0.5], to: &second)
    #expect(first == second)
  }

  @Test("an output outside the support comes back")
  func support() {
    let base = OutputPolicy(answers: Policy(probabilities: [1, 0]), isCorrect: [true, false])
    var policy = LinearPolicy(base: base, rows: [[], [.init(0, 1)]], weights: [0])
    policy.parameters = [700]
    #expect(policy.outputs.policy.probabilities == [1, 0])
    var gradient = [0.0]
    policy.addScore([1, 0], to: &gradient)
    #expect(gradient == [0])
  }

  @Test("what is no feature map stops the program")
  func refused() async {
    await #expect(processExitsWith: .failure) {
      let base = OutputPolicy(answers: Policy(logits: [0, 0]), isCorrect: [true, false])
      _ = LinearPolicy(base: base, rows: [[]], weights: [])
    }
    await #expect(processExitsWith: .failure) {
      let base = OutputPolicy(answers: Policy(logits: [0, 0]), isCorrect: [true, false])
      _ = LinearPolicy(base: base, rows: [[.init(1, 1)], []], weights: [0])
    }
    await #expect(processExitsWith: .failure) {
      let base = OutputPolicy(answers: Policy(logits: [0, 0]), isCorrect: [true, false])
      _ = LinearPolicy(base: base, rows: [[.init(0, .nan)], []], weights: [0])
    }
  }
}
