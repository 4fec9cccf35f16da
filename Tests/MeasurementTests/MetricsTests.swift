import Measurement
import Testing

@Suite("Metrics of a vote set")
struct MetricsTests {
  static let problems = randomProblems(400, seed: 1)

  @Test("every column is its definition, rollout by rollout", arguments: TieRule.allCases)
  func definition(tieRule: TieRule) {
    let measured = metrics(of: voteSet(Self.problems, named: false), tieRule: tieRule)
    let expected = NaiveMetrics(tieRule: tieRule).columns(Self.problems)
    for (column, value) in expected {
      // Means of 400 terms of order 1: 400 · 2⁻⁵³ and room.
      #expect(abs((measured.columns[column] ?? .nan) - value) <= 1e-12, "\(column)")
    }
    #expect(measured.columns.count == expected.count)
    #expect(
      measured.problems == 400 && measured.rollouts == Self.problems.reduce(0) { $0 + $1.rollouts.count })
  }

  @Test("each problem alone is its definition too, where means cannot hide it", arguments: TieRule.allCases)
  func oneByOne(tieRule: TieRule) {
    for (index, problem) in Self.problems.enumerated() {
      let measured = metrics(of: voteSet([problem], named: false), tieRule: tieRule).columns
      #expect(
        agree(measured, NaiveMetrics(tieRule: tieRule).columns([problem])), "problem \(index): \(problem)")
    }
  }

  @Test("the problems contain ties, silence, several correct answers and none")
  func coverage() {
    let every = NaiveMetrics(tieRule: .everyTied)
    #expect(Self.problems.count { every.winners($0).count > 1 } > 20)
    #expect(Self.problems.count { every.winners($0).isEmpty } > 20)
    #expect(Self.problems.count { $0.isCorrect.count { $0 } > 1 } > 20)
    #expect(Self.problems.count { !$0.isCorrect.contains(true) } > 20)
  }

  @Test("the two tie rules differ, and each is told from the other")
  func plantedTieRule() {
    let measured = metrics(of: voteSet(Self.problems, named: false), tieRule: .firstSeen).columns
    #expect(!agree(measured, NaiveMetrics(tieRule: .everyTied).columns(Self.problems)))
  }

  @Test("a group without any vote is no agreement: its reward accuracy is 0")
  func silence() {
    let silent = PlainProblem(rollouts: [nil, nil, nil], isCorrect: [true, false])
    let row = metrics(of: voteSet([silent], named: false)).columns
    #expect(row[.rewardAccuracy] == 0 && row[.labelAccuracy] == 0 && row[.majorityRatio] == 0)
    #expect(NaiveMetrics(countsSilenceAsAgreement: true).rewardAccuracy(silent) == 1)
    let measured = metrics(of: voteSet(Self.problems, named: false)).columns
    #expect(!agree(measured, NaiveMetrics(countsSilenceAsAgreement: true).columns(Self.problems)))
  }

  @Test("reward accuracy is 1 for a right majority, else 1 − f_m − f_c (T39)")
  func identity() {
    for problem in randomProblems(400, seed: 2, correctAnswers: 1...1) {
      let naive = NaiveMetrics()
      guard let winner = naive.winners(problem).first else { continue }
      let size = Double(problem.rollouts.count)
      let ofWinner = Double(problem.rollouts.count { $0 == winner }) / size
      let ofCorrect = Double(problem.rollouts.count { $0.map { problem.isCorrect[$0] } ?? false }) / size
      let expected = problem.isCorrect[winner] ? 1 : 1 - ofWinner - ofCorrect
      let row = metrics(of: voteSet([problem], named: false)).columns
      // Quotients of integers up to 8 and two subtractions.
      #expect(abs((row[.rewardAccuracy] ?? .nan) - expected) <= 1e-15)
      // The identity without f_c is another number as soon as a wrong majority leaves correct rollouts.
      if !problem.isCorrect[winner] && ofCorrect > 0 {
        #expect(abs((row[.rewardAccuracy] ?? .nan) - (1 - ofWinner)) > 0.1)
      }
    }
  }

  @Test("the flip rate counts the problems whose winner is not the one at the start")
  func flips() {
    let votes = voteSet(Self.problems, named: false)
    var winners = [Int32](repeating: 9, count: votes.problemCount)
    let first = metrics(of: votes, winners: &winners)
    #expect(first.columns[.majorityFlipRate] == nil)
    for (index, problem) in Self.problems.enumerated() {
      #expect(winners[index] == NaiveMetrics().winners(problem).first.map { Int32($0) } ?? VoteSet.unparsed)
    }
    #expect(metrics(of: votes, relativeTo: winners).columns[.majorityFlipRate] == 0)
    var start = winners
    for index in 0..<100 { start[index] = start[index] == 0 ? 1 : 0 }
    #expect(metrics(of: votes, relativeTo: start).columns[.majorityFlipRate] == 0.25)
  }

  @Test("a vote set without problems has no columns, and one without rollouts is refused")
  func empty() async {
    #expect(metrics(of: voteSet([])).columns.isEmpty)
    await #expect(processExitsWith: .failure) {
      _ = metrics(of: voteSet([PlainProblem(rollouts: [], isCorrect: [true])]))
    }
    await #expect(processExitsWith: .failure) {
      _ = metrics(of: voteSet([PlainProblem(rollouts: [0], isCorrect: [true])]), relativeTo: [])
    }
  }
}
