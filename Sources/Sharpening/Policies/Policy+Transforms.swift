internal import Foundation

extension Policy {
  /// The policy to a power, π'(a) ∝ π(a)^α.
  ///
  /// α > 1 sharpens, α < 1 flattens, 0 is uniform on the support. On outputs of several tokens this is the *sequence*
  /// power: it is not what dividing the logits of every token by a temperature 1/α does
  /// (`TokenTree.tempered(by:)`).
  ///
  /// - Parameter power: α, any number; +∞ leaves the uniform policy on the likeliest answers. Answers outside the support
  ///   stay there.
  /// Paper: log-probability reward, whose paths are powers. Proof: T14_closed_form. Claim: T14, T47.
  public func raised(to power: Double) -> Policy {
    precondition(!power.isNaN && power > -.infinity, "a power is a number or +∞")
    let best = logProbabilities[mode]
    return Policy(
      logits: logProbabilities.map { log in
        if log == -.infinity { return log }
        if power == .infinity { return log == best ? 0 : -.infinity }
        return power * (log - best)
      })
  }

  /// The policy at a temperature, π'(a) ∝ π(a)^(1/τ).
  ///
  /// - Parameter temperature: τ > 0; below 1 it sharpens.
  public func tempered(by temperature: Double) -> Policy {
    precondition(temperature > 0, "a temperature is positive, unlike \(temperature)")
    return raised(to: 1 / temperature)
  }

  /// The limit of temperature 0: all mass on the mode, of several on the first.
  public var greedy: Policy {
    let best = mode
    return Policy(logits: (0..<count).map { $0 == best ? 0 : -.infinity })
  }

  /// π given one of its k likeliest answers; of equally likely ones the first stay.
  ///
  /// - Parameter kept: k ≥ 1; k ≥ K leaves the policy as it is.
  public func truncated(toTop kept: Int) -> Policy {
    precondition(kept >= 1, "at least one answer is kept, not \(kept)")
    return keeping(Array(likeliestFirst.prefix(kept)))
  }

  /// π given its nucleus: the fewest answers, likeliest first, whose probabilities add up to at least a share.
  ///
  /// - Parameter share: of (0, 1]; 1 keeps every answer of positive probability. Of equally likely answers the first
  ///   stay. At least one answer stays.
  public func nucleus(_ share: Double) -> Policy {
    precondition(share > 0 && share <= 1, "a nucleus has a share of (0, 1], unlike \(share)")
    if share == 1 { return self }
    var kept: [Int] = []
    var mass = 0.0
    for answer in likeliestFirst {
      kept.append(answer)
      mass += exp(logProbabilities[answer])
      if mass >= share { break }
    }
    return keeping(kept)
  }

  /// The mixture (1 − η) π + η ρ.
  ///
  /// Towards an exact step's optimum this is the step of relative progress η (T5): every probability moves by the share
  /// η of its way, so that with η in (0, 1] and stable majority p → 1 geometrically.
  ///
  /// - Parameters:
  ///   - other: ρ, over the same answers.
  ///   - share: η of [0, 1].
  /// Proof: T5_convergence. Claim: T5.
  public func mixed(with other: Policy, share: Double) -> Policy {
    precondition(other.count == count, "two policies over the same answers are mixed")
    precondition(share >= 0 && share <= 1, "a share lies in [0, 1], unlike \(share)")
    let (own, foreign) = (log1p(-share), log(share))
    return Policy(
      logits: zip(logProbabilities, other.logProbabilities).map { Self.logSumExp([own + $0, foreign + $1]) })
  }

  /// The answers by falling probability, equally likely ones in their own order.
  private var likeliestFirst: [Int] {
    logProbabilities.indices.sorted {
      logProbabilities[$0] != logProbabilities[$1] ? logProbabilities[$0] > logProbabilities[$1] : $0 < $1
    }
  }

  private func keeping(_ answers: [Int]) -> Policy {
    var logits = [Double](repeating: -.infinity, count: count)
    for answer in answers { logits[answer] = logProbabilities[answer] }
    return Policy(logits: logits)
  }
}
