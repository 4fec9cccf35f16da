import Foundation
import Measurement
import Sharpening
import Testing

@Suite struct ScratchTests {
  @Test func spurious() throws {
    for p in [[0.85, 0.15], [0.5, 0.3, 0.2], [0.7, 0.2, 0.1]] {
      let table = SoftmaxPolicy(OutputPolicy(answers: Policy(probabilities: p), isCorrect: p.map { _ in false }))
      let n = p.count == 2 ? 4 : 3
      for (clip, epochs, aggregated) in [(PolicyLoss.Clip.none, 1, 0), (.none, 3, 0), (.symmetric(0.2), 3, 0), (.symmetric(0.2, bound: 3), 3, 0), (.init(low: nil, high: 0.2), 3, 0), (.init(low: 0.2, high: nil), 3, 0)] {
        for lr in [0.3, 1.0, 3.0] {
          for adv in [Advantage.meanOnly, .verl] {
        var drift = p.map { _ in 0.0 }
        var massDrift = 0.0
        let loss = PolicyLoss(clip: clip, aggregation: .sequenceMeanTokenSum)
        for drawn in sequences(p.count, length: n) {
          for verdicts in sequences(2, length: n) {
            let probability = drawn.reduce(pow(0.5, Double(n))) { $0 * p[$1] }
            let a = try adv.advantages(of: verdicts.map(Double.init))
            var now = table
            for _ in 0..<epochs {
              let value = try loss.evaluate(LossBatch(lengths: drawn.map { _ in 1 }, advantages: a, logProbabilities: drawn.map { now.tokenLogProbabilities[$0] }, oldLogProbabilities: drawn.map { table.tokenLogProbabilities[$0] }))
              var w = p.map { _ in 0.0 }
              for (o, d) in zip(drawn, value.derivatives) { w[o] += d }
              var g = p.map { _ in 0.0 }
              now.addTokenScore(w, to: &g)
              for i in p.indices { now.parameters[i] -= lr * g[i] }
            }
            for i in p.indices { drift[i] += probability * (now.parameters[i] - table.parameters[i]) }
            massDrift += probability * (now.outputs.policy.probabilities[0] - p[0])
          }
        }
        print("SPUR", p, clip.low ?? -1, clip.high ?? -1, clip.bound ?? -1, "ep", epochs, "lr", lr, adv.scale, drift.map { String(format: "%.6f", $0) }, String(format: "%.6f", massDrift))
          }
        }
      }
    }
  }
}
