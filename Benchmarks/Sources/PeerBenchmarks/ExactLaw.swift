import Foundation
import Sharpening

/// The exact law of N votes over K answers.
enum ExactLaw {
  static func time(answers: Int, rollouts: Int, limitMicroseconds: Double) {
    let policy = Policy(probabilities: (1...answers).map { 1 / Double($0) })
    let repetitions = max(1, Int(2e4 / limitMicroseconds))
    var times: [Double] = []
    for _ in 0..<9 {
      var sum = 0.0
      let elapsed = milliseconds {
        for _ in 0..<repetitions {
          sum += (try? PluralityLaw(of: policy, rollouts: rollouts))?.majorityRatio ?? .nan
        }
      }
      precondition(sum.isFinite, "the law was refused")
      times.append(elapsed * 1e3 / Double(repetitions))
    }
    print(
      String(
        format: "exact law, K = %d, N = %d: %.1f µs (limit %.0f µs)", answers, rollouts, median(times),
        limitMicroseconds))
  }
}
