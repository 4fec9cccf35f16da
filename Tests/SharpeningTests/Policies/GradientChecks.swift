import Sharpening
import Testing

/// Holds a policy's scores against central differences of its own token log-probabilities.
///
/// With step h = 1e-5 the error of a central difference is h²/6 times a third derivative (at most about 1e-10 for logits of order 1
/// and features up to 3) plus 1e-16/h = 1e-11 of rounding for each of the tokens; 1e-7 leaves room for sums of a thousand.
func expectGradients<P: DifferentiablePolicy>(
  of policy: P, weights: [Double], _ comment: Comment, sourceLocation: SourceLocation = #_sourceLocation
) {
  var gradient = [Double](repeating: 0.25, count: policy.parameters.count)
  policy.addTokenScore(weights, to: &gradient)
  for parameter in policy.parameters.indices {
    func value(_ shift: Double) -> Double {
      var moved = policy
      moved.parameters[parameter] += shift
      return zip(weights, moved.tokenLogProbabilities).reduce(0) { $0 + $1.0 * $1.1 }
    }
    let difference = (value(1e-5) - value(-1e-5)) / 2e-5
    // The score is added to what is there.
    #expect(
      abs(gradient[parameter] - 0.25 - difference) <= 1e-7, comment, sourceLocation: sourceLocation)
  }
}

/// Holds a policy's token log-probabilities against its outputs: they add up to log π(y), and Σ π(y) = 1.
func expectConsistency<P: DifferentiablePolicy>(
  of policy: P, sourceLocation: SourceLocation = #_sourceLocation
) {
  let outputs = policy.outputs
  let tokens = policy.tokenLogProbabilities
  var end = 0
  for output in 0..<outputs.count {
    let own = policy.tokens(of: output)
    #expect(own.lowerBound == end && !own.isEmpty, sourceLocation: sourceLocation)
    end = own.upperBound
    // A sum of a few hundred logarithms.
    let sum = tokens[own].reduce(0, +)
    #expect(
      abs(sum - outputs.policy.logProbabilities[output]) <= 1e-11 * max(1, abs(sum)),
      sourceLocation: sourceLocation)
  }
  #expect(end == tokens.count, sourceLocation: sourceLocation)
}
