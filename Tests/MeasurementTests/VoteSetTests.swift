import Measurement
import Testing

@Suite("Vote sets and their builder")
struct VoteSetTests {
  @Test("a built set numbers answers as first seen and keeps their names, correctness and order")
  func building() throws {
    var builder = VoteSetBuilder()
    try builder.append(
      id: "a", rollouts: [("7", false, 1), (nil, false, 2), ("5", true, 2), ("7", false, 1)])
    try builder.append(id: "b", rollouts: [("5", false, 1)])
    let votes = builder.build()
    #expect(votes.answers == [0, -1, -1, 1, 1, 0, 0])
    #expect(votes.isCorrect == [false, true, false] && votes.answerNames == ["7", "5", "5"])
    #expect(votes.problemCount == 2 && votes.rolloutCount == 7 && votes.problemID(1) == "b")
    #expect(votes.rollouts(of: 1) == 6..<7 && votes.distinctAnswers(of: 0) == 0..<2)
    #expect(votes.isCorrect(1, of: 0) && !votes.isCorrect(0, of: 1) && !votes.isCorrect(-1, of: 0))
    #expect(votes.name(of: 1, of: 0) == "5" && votes.name(of: -1, of: 0) == nil)
    let counts = votes.counts(of: 0)
    #expect(counts.answers == [2, 2] && counts.unparsed == 2)
  }

  @Test("one answer with two correctness values is refused by name, and the builder stays as it was")
  func contradiction() throws {
    var builder = VoteSetBuilder()
    try builder.append(id: "a", rollouts: [("x", true, 1)])
    let before = builder.build()
    #expect(throws: VoteSetBuilder.Problem.contradiction(answer: "y")) {
      try builder.append(id: "b", rollouts: [("x", true, 1), ("y", true, 1), ("y", false, 3)])
    }
    #expect(throws: VoteSetBuilder.Problem.unparsedCorrect(rollout: 1)) {
      try builder.append(id: "c", rollouts: [("x", true, 1), (nil, true, 1)])
    }
    #expect(builder.build() == before)
  }

  @Test("under the majority policy an answer is correct if more of its rollouts say so, and a tie says wrong")
  func majority() throws {
    var builder = VoteSetBuilder(contradiction: .majority)
    try builder.append(
      id: "a",
      rollouts: [
        ("x", true, 2), ("x", false, 1), ("y", true, 1), ("y", false, 1), ("z", false, 2), ("z", true, 1),
      ])
    #expect(builder.build().isCorrect == [true, false, false])
  }

  @Test("resampling replaces every answer and checks it")
  func resampling() async {
    var votes = voteSet([PlainProblem(rollouts: [0, 0], isCorrect: [true, false])])
    votes.resample { span in
      span[0] = 1
      span[1] = VoteSet.unparsed
    }
    #expect(votes.answers == [1, -1])
    await #expect(processExitsWith: .failure) {
      var votes = voteSet([PlainProblem(rollouts: [0, 0], isCorrect: [true, false])])
      votes.resample { $0[0] = 2 }
    }
    await #expect(processExitsWith: .failure) {
      var votes = voteSet(
        [PlainProblem(rollouts: [0], isCorrect: [true])], features: RolloutFeatures(length: [1]))
      votes.resample { $0[0] = 0 }
    }
  }

  @Test("shapes that do not fit and answers outside their problem stop the program")
  func refused() async {
    await #expect(processExitsWith: .failure) {
      _ = VoteSet(rolloutsPerProblem: [2], answers: [0], answersPerProblem: [1], isCorrect: [true])
    }
    await #expect(processExitsWith: .failure) {
      _ = VoteSet(rolloutsPerProblem: [1], answers: [0], answersPerProblem: [2], isCorrect: [true])
    }
    // An answer of the neighbour's table: in bounds of the array, not of the problem.
    await #expect(processExitsWith: .failure) {
      _ = VoteSet(
        rolloutsPerProblem: [1, 1], answers: [1, 0], answersPerProblem: [1, 1], isCorrect: [true, true])
    }
    await #expect(processExitsWith: .failure) {
      _ = VoteSet(rolloutsPerProblem: [1], answers: [-2], answersPerProblem: [1], isCorrect: [true])
    }
    await #expect(processExitsWith: .failure) {
      _ = VoteSet(
        rolloutsPerProblem: [1], answers: [0], answersPerProblem: [1], isCorrect: [true],
        features: RolloutFeatures(length: [1, 2]))
    }
    await #expect(processExitsWith: .failure) {
      var builder = VoteSetBuilder()
      try builder.append(id: "a", rollouts: [("x", true, 0)])
    }
  }
}
