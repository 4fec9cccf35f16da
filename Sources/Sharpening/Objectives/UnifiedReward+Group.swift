import Measurement
internal import Foundation

extension UnifiedReward {
  /// ψ of the argument of each rollout.
  func rewards(of group: RolloutGroup) throws(SharpeningError) -> [Double] {
    try arguments(of: group).map { link($0) }
  }

  /// z = (σ/|I|) Σ H(q_i, π^i) of each rollout, or σ Σ H(q_i, π^i) without normalisation; ±∞ allowed.
  ///
  /// - Throws: `SharpeningError.undefined` where the group lacks features, or `.invalid`.
  public func arguments(of group: RolloutGroup) throws(SharpeningError) -> [Double] {
    if let problem { throw .invalid(problem) }
    let sums: [Double]
    if granularity == .tokens {
      sums = try tokens(group)
    } else {
      let count = VoteCount(group.answers, answerCount: group.isCorrect.count)
      sums = crossEntropies(of: group.answers, count, group.isCorrect)
    }
    return sums.map { Double(sign.rawValue) * $0 }
  }

  /// Σ or mean over the tokens of H(q, π_t).
  private func tokens(_ group: RolloutGroup) throws(SharpeningError) -> [Double] {
    let features = group.features ?? RolloutFeatures()
    func known<Value>(_ value: [Value]?, _ what: String) throws(SharpeningError) -> [Value] {
      guard let value else {
        throw .undefined(Reward.Name.unified.rawValue, because: "it needs \(what) of each rollout")
      }
      return value
    }
    func scaled(_ means: [Double]) throws(SharpeningError) -> [Double] {
      if isNormalised { return means }
      return zip(means, try known(features.length, "the number of tokens")).map { $0 * Double($1) }
    }
    switch anchor {
    case .uniform: return try scaled(known(features.meanUniformCrossEntropy, "the mean of H(U, π_t)"))
    case .model: return try scaled(known(features.meanEntropy, "the mean token entropy"))
    case .sampled, .majority, .truth:
      let sums = try known(features.logProbability, "log π(y)").map { -$0 }
      guard isNormalised else { return sums }
      return zip(sums, try known(features.length, "the number of tokens")).map {
        $1 == 0 ? 0 : $0 / Double($1)
      }
    }
  }

  /// H(q, p) for the one answer: p is the rollout's point mass, or the frequencies of answers in the group.
  func crossEntropies(of answers: [Int32], _ count: VoteCount, _ isCorrect: [Bool]) -> [Double] {
    let cells = Double(isCorrect.count)
    return answers.map { answer in
      var p = count.shares
      if granularity == .answer {
        p = p.map { _ in 0 }
        if answer >= 0 { p[Int(answer)] = 1 }
      }
      switch anchor {
      case .uniform: return p.reduce(0) { $0 - log($1) / cells }
      case .model: return p.reduce(0) { $1 > 0 ? $0 - $1 * log($1) : $0 }
      case .sampled: return answer < 0 ? .infinity : -log(p[Int(answer)])
      case .majority: return count.winner < 0 ? .infinity : -log(p[Int(count.winner)])
      case .truth: return -log(zip(p, isCorrect).reduce(0) { $1.1 ? $0 + $1.0 : $0 })
      }
    }
  }
}
