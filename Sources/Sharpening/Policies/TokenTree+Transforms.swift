extension TokenTree {
  /// The tree whose every next-token policy is at a temperature: logits divided by τ.
  ///
  /// This is not the power 1/τ of the policy over outputs: it weighs a first token by its own probability alone, and not by what
  /// follows it. With leaves (.3, .3, .4), the first two behind one token, low temperatures end on the first two and high
  /// powers on the third.
  ///
  /// - Parameter temperature: τ > 0.
  /// Claim: T47.
  public func tempered(by temperature: Double) -> TokenTree { mapped { $0.tempered(by: temperature) } }

  /// The tree that writes outputs by the power of the policy over outputs, π'(y) ∝ π(y)^α.
  ///
  /// A token is weighed by what can follow it: with Z(s) = Σ π(rest | s)^α over all ways to go on from s, and Z = 1 at the end,
  ///
  ///     π'_s(v) = π_s(v)^α Z(sv) / Z(s).
  ///
  /// - Parameter power: α ≥ 0, finite.
  /// Claim: T47.
  public func raised(to power: Double) -> TokenTree {
    precondition(power >= 0 && power.isFinite, "a power is finite and at least 0, unlike \(power)")
    var result = self
    var logZ = [Double](repeating: 0, count: stateCount)
    // States are numbered before those that follow them.
    for state in (0..<stateCount).reversed() {
      let own = policy(at: state).logProbabilities
      let weights = zip(logits(of: state), own).map { position, log in
        let target = next[position]
        return (log == -.infinity ? log : power * log) + (target < 0 ? 0 : logZ[target])
      }
      logZ[state] = Policy.logSumExp(weights)
      result.parameters.replaceSubrange(logits(of: state), with: Policy(logits: weights).logProbabilities)
    }
    return result
  }

  /// The tree whose every next-token policy is cut to its k likeliest tokens.
  ///
  /// - Parameter kept: k ≥ 1.
  public func truncated(toTop kept: Int) -> TokenTree { mapped { $0.truncated(toTop: kept) } }

  /// The tree whose every next-token policy is cut to its nucleus.
  ///
  /// - Parameter share: top-p, of (0, 1].
  public func nucleus(_ share: Double) -> TokenTree { mapped { $0.nucleus(share) } }

  /// The tree that takes the likeliest token at every state, of several the first.
  ///
  /// The output that it writes need not be the likeliest output.
  public var greedy: TokenTree { mapped { $0.greedy } }

  /// The tree with another policy at every state.
  private func mapped(_ transform: (Policy) -> Policy) -> TokenTree {
    var result = self
    for state in 0..<stateCount {
      result.parameters.replaceSubrange(
        logits(of: state), with: transform(policy(at: state)).logProbabilities)
    }
    return result
  }
}
