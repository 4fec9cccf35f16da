import Measurement
import Sharpening

/// The law of a vote from all Kᴺ outcomes, one by one: slow, and the reference for `PluralityLaw`.
struct EnumeratedVote {
  var winner: [Double]
  var reward: [Double]
  var majorityRatio = 0.0
  var expectedReward = 0.0
  var unanimous = 0.0
  var notMode = 0.0
  var noVote = 0.0

  init(_ policy: [Double], rollouts: Int, tieRule: TieRule = .firstSeen, unparsed: Int? = nil) {
    let count = policy.count
    winner = [Double](repeating: 0, count: count)
    reward = winner
    let highest = policy.indices.filter { $0 != unparsed }.map { policy[$0] }.max() ?? 0
    var outcome = [Int](repeating: 0, count: rollouts)
    var more = true
    while more {
      add(outcome, policy, highest, tieRule, unparsed)
      var place = 0
      while place < rollouts && outcome[place] == count - 1 {
        outcome[place] = 0
        place += 1
      }
      if place < rollouts { outcome[place] += 1 } else { more = false }
    }
  }

  private mutating func add(
    _ outcome: [Int], _ policy: [Double], _ highest: Double, _ tieRule: TieRule, _ unparsed: Int?
  ) {
    let whole = outcome.reduce(1) { $0 * policy[$1] }
    var votes = [Int](repeating: 0, count: policy.count)
    for answer in outcome where answer != unparsed { votes[answer] += 1 }
    let most = votes.max() ?? 0
    guard most > 0, let first = outcome.first(where: { votes[$0] == most }) else {
      noVote += whole
      notMode += whole
      return
    }
    let wins = { (answer: Int) in tieRule == .firstSeen ? answer == first : votes[answer] == most }
    for answer in policy.indices where wins(answer) {
      winner[answer] += whole
      expectedReward += whole * Double(votes[answer]) / Double(outcome.count)
    }
    // One of the rollouts, each equally often, is given: the probability of the others alone, without a
    // division by π(a).
    for (given, answer) in outcome.enumerated() where answer != unparsed && wins(answer) {
      var rest = 1.0
      for (place, other) in outcome.enumerated() where place != given { rest *= policy[other] }
      reward[answer] += rest / Double(outcome.count)
    }
    majorityRatio += whole * Double(most) / Double(outcome.count)
    if most == outcome.count { unanimous += whole }
    if policy[first] < highest { notMode += whole }
  }

  /// The largest difference of any of the seven quantities.
  func distance(to law: PluralityLaw) -> Double {
    let arrays = zip(winner + reward, law.winner + law.reward).map { abs($0 - $1) }.max() ?? .infinity
    return max(
      arrays, abs(majorityRatio - law.majorityRatio), abs(expectedReward - law.expectedReward),
      abs(unanimous - law.unanimous), abs(notMode - law.notMode), abs(noVote - law.noVote))
  }
}
