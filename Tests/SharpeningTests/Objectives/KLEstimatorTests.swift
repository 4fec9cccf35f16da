import Sharpening
import Testing

@Suite struct KLEstimatorTests {
  private let policy = SoftmaxPolicy(goldenOutputs)
  private let reference = SoftmaxPolicy(
    OutputPolicy(answers: Policy(probabilities: [0.2, 0.2, 0.6]), isCorrect: [true, false, false]))

  /// Central differences of divergences of the order of 1.
  private let tolerance = 1e-8

  private func compare(_ a: [Double], _ b: [Double]) {
    for (a, b) in zip(a, b) { #expect(abs(a - b) < tolerance) }
  }

  @Test("the exact gradient is not the slope of KL(π‖ref)")
  func exact() {
    let slope = slopes(policy) { $0.outputs.policy.divergence(from: reference.outputs.policy) }
    compare(KLEstimator.exactGradient(of: policy, from: reference), slope)
  }

  @Test("k1 in the loss moves something, or k2 in the loss and k1 in the reward are biased")
  func unbiased() {
    let zero = KLEstimator(.k1).expectedGradient(.loss, of: policy, from: reference)
    compare(zero, [0, 0, 0])
    compare(KLEstimator(.k2).gradientBias(.loss, of: policy, from: reference), [0, 0, 0])
    compare(KLEstimator(.k1).gradientBias(.reward, of: policy, from: reference), [0, 0, 0])
    let replaced = KLEstimator(.k3, hasSecondOrderGradient: true)
    compare(replaced.gradientBias(.loss, of: policy, from: reference), [0, 0, 0])
  }

  @Test(
    "k3 in the loss does not have the gradient of the divergence turned round, or abs that of the distance")
  func turned() {
    let turned = slopes(policy) { reference.outputs.policy.divergence(from: $0.outputs.policy) }
    compare(KLEstimator(.k3).expectedGradient(.loss, of: policy, from: reference), turned)
    let reward = KLEstimator(.k3).gradientBias(.reward, of: policy, from: reference)
    compare(reward, turned.map { -$0 })
    let distance = slopes(policy) {
      zip($0.outputs.policy.probabilities, reference.outputs.policy.probabilities).reduce(0) {
        $0 + abs($1.0 - $1.1)
      }
    }
    compare(KLEstimator(.abs).expectedGradient(.loss, of: policy, from: reference), distance)
  }

  @Test("over several tokens k1 in the reward is biased, or k2 in the loss is not")
  func tokens() {
    let tree = BranchingPolicy([0.3, -0.2, 0.1, 0.5, -0.5, 1, 0])
    let other = BranchingPolicy([0, 0, 0, 0, 0.4, -1, 0.2])
    let slope = slopes(tree) { $0.outputs.policy.divergence(from: other.outputs.policy) }
    compare(KLEstimator.exactGradient(of: tree, from: other), slope)
    compare(KLEstimator(.k1).expectedGradient(.reward, of: tree, from: other), slope)
    let bias = KLEstimator(.k2).gradientBias(.loss, of: tree, from: other)
    // The second layer is right, as nothing comes after it; the first is not.
    compare(Array(bias[3...]), [0, 0, 0, 0])
    #expect(bias[..<3].contains { abs($0) > 0.01 })
  }

  @Test("a clamped estimate has another value or slope")
  func clamp() {
    let verl = KLEstimator.verl
    #expect(verl.value(logRatio: -5) == 10 && verl.derivative(logRatio: -5) == 0)
    #expect(verl.derivative(logRatio: -20) == 0)
    for x in [-2.0, -0.1, 0, 0.3, 4] {
      for form in [KLEstimator.Form.k1, .k2, .k3, .abs] {
        let estimator = KLEstimator(form)
        let slope = (estimator.value(logRatio: x + 1e-6) - estimator.value(logRatio: x - 1e-6)) / 2e-6
        #expect(abs(slope - estimator.derivative(logRatio: x)) < 1e-7, "\(form) at \(x)")
      }
    }
    #expect(KLEstimator(.k3).value(logRatio: 1e-9) >= 0)
  }
}
