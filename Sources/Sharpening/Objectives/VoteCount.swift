import Measurement

/// Weighted votes counted: shares of all votes and who leads.
struct VoteCount {
  /// Each answer's share of the votes, unparsed ones being in the denominator; 0 without any vote.
  private(set) var shares: [Double]
  /// The first-seen answer with the most votes, or unparsed.
  private(set) var winner = VoteSet.unparsed
  /// Whether each answer has the most votes.
  private(set) var isTied: [Bool]

  /// The winner's share, 0 without a winner.
  var winningShare: Double { winner < 0 ? 0 : shares[Int(winner)] }

  /// Counts votes.
  ///
  /// - Parameters:
  ///   - answers: in the order seen.
  ///   - weights: one a rollout, ≥ 0; nil: 1 each.
  ///   - skipped: the position of a rollout that does not vote.
  init(_ answers: [Int32], answerCount: Int, weights: [Double]? = nil, skipping skipped: Int? = nil) {
    var votes = [Double](repeating: 0, count: answerCount)
    var total = 0.0
    for (position, answer) in answers.enumerated() where position != skipped {
      let weight = weights?[position] ?? 1
      total += weight
      if answer >= 0 { votes[Int(answer)] += weight }
    }
    let most = votes.max() ?? 0
    isTied = votes.map { most > 0 && $0 == most }
    shares = total > 0 ? votes.map { $0 / total } : votes
    for (position, answer) in answers.enumerated() where position != skipped && answer >= 0 {
      if isTied[Int(answer)] {
        winner = answer
        break
      }
    }
  }

  /// A count of infinitely many votes.
  ///
  /// - Parameters:
  ///   - masses: each answer's share.
  ///   - winner: one of the answers with the largest, or unparsed.
  init(masses: [Double], winner: Int32) {
    shares = masses
    self.winner = winner
    isTied = masses.indices.map { $0 == Int(winner) }
  }

  /// What a rule pays a rollout with an answer.
  func reward(of answer: Int32, _ rule: VoteRule) -> Double {
    guard answer >= 0, winner >= 0, winningShare >= rule.threshold else { return 0 }
    let wins = rule.tieRule == .firstSeen ? answer == winner : isTied[Int(answer)]
    switch rule.value {
    case .hard: return wins ? 1 : 0
    case .labelShare: return wins ? shares[Int(answer)] : 0
    case .share: return shares[Int(answer)]
    }
  }
}
