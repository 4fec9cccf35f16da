internal import Foundation
import Sharpening

/// Checks of powers and temperatures on outputs of several tokens: T47.
enum TransformChecks {
  /// T47: the temperature of tokens against the power of outputs.
  static let temperature = Check(
    paths: ["products of tempered next-token policies", "π(y)^α, normalised over all outputs"],
    control: "the same where the second token's policy does not depend on the first", controlHolds: true
  ) { variant in
    var samples = Samples("temperature")
    for index in 0..<40 {
      let root = index == 0 ? Policy(probabilities: [0.6, 0.4]) : samples.policy(answers: 2)
      let first = index == 0 ? Policy(probabilities: [0.5, 0.5]) : samples.policy(answers: 2)
      let same = variant == .control
      // After the second branch the output is decided; in the control it goes on like the first.
      let second = same ? first : Policy(probabilities: [1, 0])
      let tree = TokenTree(
        .state(
          probabilities: root.probabilities,
          next: [first, second].map {
            .state(probabilities: $0.probabilities, next: [.answer(0), .answer(1)])
          }),
        isCorrect: [true, false])
      for power in [2.0, 4, 10] {
        let tempered = tree.tempered(by: 1 / power).outputs.policy
        let powered = tree.outputs.policy.raised(to: power)
        for output in 0..<tree.outputCount {
          let (a, b) = (tempered.probabilities[output], powered.probabilities[output])
          if abs(a - b) > 1e-9 {
            let p = tree.outputs.policy.probabilities[output]
            return .violated(
              "an output of probability \(Comparison.digits(p)) gets \(Comparison.digits(a)) by temperature 1/\(power) and \(Comparison.digits(b)) by the power \(power)"
            )
          }
        }
      }
    }
    return .agrees("temperatures and powers of 40 trees")
  }

  /// T47b: how a token has to be weighed for the power of outputs.
  static let lookAhead = Check(
    paths: ["tokens weighed by π_s(v)^α Z(sv)", "π(y)^α, normalised over all outputs"],
    control: "tokens weighed by π_s(v)^α alone"
  ) { variant in
    var samples = Samples("look-ahead")
    var comparison = Comparison(absolute: 1e-10, relative: 1e-10)
    for _ in 0..<40 {
      let tree = TokenTree(branch(&samples, depth: 3), isCorrect: [true, false])
      let power = samples.scale(0.25, 8)
      let byTokens = (variant == .stated ? tree.raised(to: power) : tree.tempered(by: 1 / power)).outputs
        .policy
      let direct = tree.outputs.policy.raised(to: power)
      for output in 0..<tree.outputCount {
        comparison.equal(
          byTokens.logProbabilities[output], direct.logProbabilities[output], "log π'(y), α = \(power)")
      }
    }
    return comparison.finding("log-probabilities of outputs of 40 trees")
  }

  /// A random tree whose outputs have two to four tokens.
  private static func branch(_ samples: inout Samples, depth: Int) -> TokenTree.Branch {
    let policy = samples.policy(answers: samples.integer(2...3))
    var next: [TokenTree.Branch] = []
    for token in 0..<policy.count {
      let ends = depth == 0 || (depth < 3 && samples.uniform() < 0.3)
      next.append(ends ? .answer(token % 2) : branch(&samples, depth: depth - 1))
    }
    return .state(probabilities: policy.probabilities, next: next)
  }
}
