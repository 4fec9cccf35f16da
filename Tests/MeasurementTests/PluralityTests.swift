import Measurement
import Testing

@Suite("Plurality of one problem")
struct PluralityTests {
  static func plurality(_ rollouts: [Int?], answers: Int = 4) -> Plurality {
    let problem = PlainProblem(rollouts: rollouts, isCorrect: [Bool](repeating: false, count: answers))
    return voteSet([problem]).plurality(of: 0)
  }

  @Test("the most frequent answer wins")
  func most() {
    let result = Self.plurality([3, 1, 1, 2])
    #expect(result.winner == 1 && result.votes == 2 && result.tied == 1)
  }

  @Test(
    "a tie goes to the answer seen first, not to the lowest number or the last",
    arguments: [[2, 0, 0, 2], [2, 0, 2, 0], [2, 2, 0, 0]])
  func firstSeen(rollouts: [Int]) {
    let result = Self.plurality(rollouts)
    #expect(result.winner == 2 && result.votes == 2 && result.tied == 2)
  }

  @Test("an answer that was seen first but has fewer votes does not win a tie of others")
  func lateTie() {
    let result = Self.plurality([3, 1, 0, 0, 1])
    #expect(result.winner == 1 && result.tied == 2)
  }

  @Test("unparsed rollouts never win, however many they are")
  func unparsed() {
    let result = Self.plurality([nil, nil, 1, nil])
    #expect(result.winner == 1 && result.votes == 1 && result.tied == 1)
  }

  @Test("without any parsed rollout there is no winner, no vote and no tie", arguments: [0, 4])
  func silent(answers: Int) {
    let result = Self.plurality([nil, nil], answers: answers)
    #expect(result.winner == VoteSet.unparsed && result.votes == 0 && result.tied == 0)
  }

  @Test("the winner is the naive one in random problems, and every tied answer is counted")
  func random() {
    let problems = randomProblems(500, seed: 4)
    let votes = voteSet(problems)
    for (index, problem) in problems.enumerated() {
      let result = votes.plurality(of: index)
      let tied = NaiveMetrics(tieRule: .everyTied).winners(problem)
      #expect(result.winner == tied.first.map { Int32($0) } ?? VoteSet.unparsed)
      #expect(result.tied == tied.count)
    }
  }
}
