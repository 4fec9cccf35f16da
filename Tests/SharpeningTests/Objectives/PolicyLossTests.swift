import Foundation
import Sharpening
import Testing

@Suite struct PolicyLossTests {
  private let lengths = [2, 1, 3]
  private let advantages = [1.5, -0.7, 0.4]
  private let old = [-0.5, -1.2, -0.8, -0.3, -2, -0.9]
  /// Ratios well inside, below and above a clip of 0.2, so that differences do not cross a kink.
  private let logs = [-0.55, -0.8, -1.3, -0.31, -1.4, -1.4]
  private let reference = [-0.4, -1, -1, -0.5, -1, -1.1]

  private func batch(_ logs: [Double]) -> LossBatch {
    LossBatch(
      lengths: lengths, advantages: advantages, logProbabilities: logs, oldLogProbabilities: old,
      referenceLogProbabilities: reference)
  }

  @Test(
    "a derivative by a token's log-probability is not the slope of the loss",
    arguments: PolicyLoss.Ratio.allCases, PolicyLoss.Aggregation.allCases)
  func derivatives(ratio: PolicyLoss.Ratio, aggregation: PolicyLoss.Aggregation) throws {
    let clips: [PolicyLoss.Clip] = [
      .none, .symmetric(0.2), .init(low: 0.2, high: 0.6), .symmetric(0.2, bound: 3),
    ]
    for clip in ratio == .none ? [.none] : clips {
      for form in KLEstimator.Form.allCases where form != .exact {
        let loss = PolicyLoss(ratio: ratio, clip: clip, aggregation: aggregation, normaliser: 5)
        let penalty = KLPenalty(KLEstimator(form), coefficient: 0.3)
        let found = try loss.evaluate(batch(logs), penalty: penalty)
        for token in logs.indices {
          var (up, down) = (logs, logs)
          up[token] += 1e-6
          down[token] -= 1e-6
          let slope =
            (try loss.evaluate(batch(up), penalty: penalty).value
              - loss.evaluate(batch(down), penalty: penalty).value) / 2e-6
          // Truncation 1e-12 times a third derivative of the order of 1, rounding 1e-10.
          #expect(abs(slope - found.derivatives[token]) < 1e-8, "\(clip) \(form) token \(token)")
        }
      }
    }
  }

  @Test("the clip holds where it must not, or does not hold where it must")
  func clip() {
    let loss = PolicyLoss(clip: .init(low: 0.1, high: 0.3, bound: 3))
    func derivative(_ advantage: Double, _ ratio: Double) -> Double {
      loss.term(advantage: advantage, logRatio: log(ratio), logProbability: 0).derivative
    }
    // (advantage, ratio) → −ρ A, or 0 where nothing more is earned.
    for (advantage, ratio, expected) in [
      (1, 1, -1), (1, 1.29, -1.29), (1, 1.31, 0), (1, 0.5, -0.5), (-1, 1, 1), (-1, 0.91, 0.91), (-1, 0.89, 0),
      (-1, 2.9, 2.9), (-1, 3.1, 0), (0, 1, 0),
    ] as [(Double, Double, Double)] {
      #expect(abs(derivative(advantage, ratio) - expected) < 1e-12, "A \(advantage), ratio \(ratio)")
    }
    // Far beyond: held, and without a slope.
    let far = PolicyLoss(clip: .none).term(advantage: -1, logRatio: 800, logProbability: 0)
    #expect(far.loss.isFinite && far.derivative == 0)
  }

  @Test("aggregation weighs rollouts otherwise than its name says")
  func weights() {
    func weights(_ aggregation: PolicyLoss.Aggregation) -> [Double] {
      PolicyLoss(aggregation: aggregation, normaliser: 10).weights(lengths: [2, 0, 6])
    }
    #expect(weights(.tokenMean) == [1.0 / 8, 0, 1.0 / 8])
    #expect(weights(.sequenceMeanTokenSum) == [1.0 / 3, 0, 1.0 / 3])
    #expect(weights(.sequenceMeanTokenMean) == [1.0 / 6, 0, 1.0 / 18])
    #expect(weights(.sequenceMeanTokenSumNorm) == [1.0 / 30, 0, 1.0 / 30])
  }

  @Test("the entropy bonus does not climb the entropy")
  func entropy() throws {
    let table = SoftmaxPolicy(goldenOutputs)
    let logs = table.tokenLogProbabilities
    let loss = PolicyLoss(aggregation: .sequenceMeanTokenSum, entropyBonus: 0.7)
    var expected = [0.0, 0, 0]
    for (output, p) in goldenOutputs.policy.probabilities.enumerated() {
      let value = try loss.evaluate(
        LossBatch(
          lengths: [1], advantages: [0], logProbabilities: [logs[output]], oldLogProbabilities: [logs[output]]
        ))
      var weights = [0.0, 0, 0]
      weights[output] = p * value.derivatives[0]
      table.addTokenScore(weights, to: &expected)
    }
    let slope = slopes(table) { -0.7 * $0.outputs.policy.entropy }
    for (a, b) in zip(expected, slope) { #expect(abs(a - b) < 1e-8) }
  }

  @Test("a loss is computed that is not defined")
  func refusals() {
    let bare = LossBatch(lengths: [1], advantages: [1], logProbabilities: [-1], oldLogProbabilities: [-1])
    #expect(throws: SharpeningError.self) {
      try PolicyLoss().evaluate(bare, penalty: KLPenalty(coefficient: 0.1))
    }
    #expect(throws: SharpeningError.self) {
      try PolicyLoss().evaluate(batch(logs), penalty: KLPenalty(KLEstimator(.exact), coefficient: 0.1))
    }
    #expect(throws: SharpeningError.self) { try PolicyLoss(ratio: .none).evaluate(bare) }
    #expect(throws: SharpeningError.self) { try PolicyLoss(clip: .symmetric(0.2, bound: 1)).evaluate(bare) }
  }
}
