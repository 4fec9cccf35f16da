extension TokenTree: TokenwisePolicy, TabularPolicy {
  /// Takes any law of the outputs: at every state a token's weight is the mass of the outputs that pass it.
  ///
  /// States that no output of positive probability passes keep their logits.
  public mutating func assign(_ policy: Policy) {
    precondition(policy.count == outputCount, "a law needs one probability an output")
    var passing = [[Double]](repeating: [], count: parameters.count)
    for (output, logProbability) in policy.logProbabilities.enumerated() {
      for token in tokens(of: output) { passing[choices[token]].append(logProbability) }
    }
    let masses = passing.map { Policy.logSumExp($0) }
    for state in 0..<stateCount where masses[logits(of: state)].contains(where: { $0 > -.infinity }) {
      // Normalised by state, so that a branch of 10⁻³⁰⁰ keeps its digits.
      parameters.replaceSubrange(
        logits(of: state), with: Policy(logits: Array(masses[logits(of: state)])).logProbabilities)
    }
  }
}

extension LinearPolicy: TokenwisePolicy {
  /// The policy with its one next-token policy replaced: b takes the change, φ and w stay.
  public func mapped(_ transform: (Policy) -> Policy) -> LinearPolicy {
    let moved = transform(Policy(logits: logits)).logProbabilities
    // log π' − φ w, where φ w is what the logits have beyond b.
    let shifted = zip(moved, rows).map { moved, row in
      row.reduce(moved) { $0 - parameters[$1.feature] * $1.value }
    }
    return LinearPolicy(
      base: OutputPolicy(policy: Policy(logits: shifted), answers: answers, isCorrect: isCorrect), rows: rows,
      weights: parameters)
  }
}
