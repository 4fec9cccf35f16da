public import Measurement
internal import Foundation

extension TokenTree {
  /// What a certainty reward needs of each output, exactly, under the current logits.
  ///
  /// All columns are present, one value an output. The gap is the mean over the answer's tokens of the largest
  /// probability minus the second (1 at a state with one token). Repetition is the share of the output's 3-grams that
  /// occurred in it before, and 0 for outputs of fewer than three tokens. Where a state keeps a token out, H(U, π_s) is
  /// +∞.
  public var features: RolloutFeatures {
    let policies = (0..<stateCount).map { policy(at: $0) }
    let all = policies.flatMap(\.logProbabilities)
    let entropy = policies.map(\.entropy)
    let cross = policies.map { -$0.logProbabilities.reduce(0, +) / Double($0.count) }
    let gap = policies.map { policy in
      let top = policy.probabilities.sorted(by: >)
      return top[0] - (top.count > 1 ? top[1] : 0)
    }
    func mean(_ values: [Double], _ output: Int) -> Double {
      states(of: output).reduce(0) { $0 + values[$1] } / Double(tokens(of: output).count)
    }
    return RolloutFeatures(
      length: (0..<outputCount).map { tokens(of: $0).count },
      logProbability: (0..<outputCount).map { choices[tokens(of: $0)].reduce(0) { $0 + all[$1] } },
      meanEntropy: (0..<outputCount).map { mean(entropy, $0) },
      meanUniformCrossEntropy: (0..<outputCount).map { mean(cross, $0) },
      meanTopTwoGap: (0..<outputCount).map { output in
        let own = tokens(of: output).filter { isAnswerToken[$0] }
        return own.reduce(0) { $0 + gap[stateOfLogit[choices[$1]]] } / Double(own.count)
      },
      repetition: (0..<outputCount).map { Self.repetition(of: text(of: $0)) })
  }

  /// The share of a text's 3-grams that occurred in it before; 0 for fewer than three tokens.
  ///
  /// - Parameter text: tokens by their numbers.
  public static func repetition(of text: [Int]) -> Double {
    if text.count < 3 { return 0 }
    let grams = (0..<text.count - 2).map { [text[$0], text[$0 + 1], text[$0 + 2]] }
    return Double(grams.count - Set(grams).count) / Double(grams.count)
  }
}
