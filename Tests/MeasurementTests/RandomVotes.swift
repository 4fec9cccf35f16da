import Measurement

/// SplitMix64 (Steele, Lea and Flood 2014) for made-up inputs; no law of it is tested here.
struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }
}

/// One problem as a list: what each rollout answered, and which answers are correct.
struct PlainProblem {
  var rollouts: [Int?]
  var isCorrect: [Bool]
}

/// Problems with few answers, so that ties, unparsed rollouts, groups without any vote, several correct
/// answers and none all occur.
func randomProblems(_ count: Int, seed: UInt64, correctAnswers: ClosedRange<Int> = 0...2) -> [PlainProblem] {
  var random = SplitMix(state: seed)
  return (0..<count).map { _ in
    let answers = Int.random(in: 1...4, using: &random)
    let rollouts = Int.random(in: 1...8, using: &random)
    let unparsedShare = [0.0, 0.2, 0.9][Int.random(in: 0..<3, using: &random)]
    var isCorrect = [Bool](repeating: false, count: answers)
    for _ in 0..<Int.random(in: correctAnswers, using: &random) {
      isCorrect[Int.random(in: 0..<answers, using: &random)] = true
    }
    let votes = (0..<rollouts).map { _ in
      Double.random(in: 0..<1, using: &random) < unparsedShare
        ? nil : Int.random(in: 0..<answers, using: &random)
    }
    return PlainProblem(rollouts: votes, isCorrect: isCorrect)
  }
}

/// The same problems in the flat form, with an answer's number as its name unless names are left out.
func voteSet(_ problems: [PlainProblem], named: Bool = true, features: RolloutFeatures? = nil) -> VoteSet {
  VoteSet(
    rolloutsPerProblem: problems.map(\.rollouts.count),
    answers: problems.flatMap { $0.rollouts.map { $0.map { Int32($0) } ?? VoteSet.unparsed } },
    answersPerProblem: problems.map(\.isCorrect.count), isCorrect: problems.flatMap(\.isCorrect),
    answerNames: named ? problems.flatMap { $0.isCorrect.indices.map(String.init) } : nil, features: features)
}
