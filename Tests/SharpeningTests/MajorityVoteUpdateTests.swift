import Foundation
import Measurement
import Sharpening
import SharpeningNumerics
import Testing

@Suite("A block of majority votes: how it moves")
struct MajorityVoteUpdateTests {
  static func block(
    _ population: Population, rollouts: Int = 6, beta: Double = 0.7,
    reference: MajorityVoteBlock.Reference = .moving, tieRule: TieRule = .firstSeen, seed: UInt64 = 110
  ) -> MajorityVoteBlock {
    MajorityVoteBlock(
      population: population, rollouts: rollouts, beta: beta, reference: reference, tieRule: tieRule,
      generator: Generator(seed: Seed(seed)))
  }

  /// Whether a policy is another one after the mirror step with reward 1 for the winners.
  static func isStep(_ after: Policy, of before: Policy, winners: [Bool], beta: Double) -> Bool {
    let expected = before.sharpened(by: winners.map { $0 ? 1 : 0 }, beta: beta)
    return zip(after.logProbabilities, expected.logProbabilities).allSatisfy {
      $0 == $1 || abs($0 - $1) <= 1e-12
    }
  }

  @Test(
    "an update multiplies the winner's odds by e^{1/β} and keeps the others' proportions",
    arguments: MajorityVoteBlock.Reference.allCases)
  func winner(reference: MajorityVoteBlock.Reference) {
    let start = MajorityVoteBlockTests.population(90)
    var block = Self.block(start, reference: reference)
    for _ in 0..<4 {
      _ = block.measure()
      let before = block.population
      let votes = block.votes
      block.update()
      let after = block.population
      for problem in 0..<90 {
        let winner = Int(votes.plurality(of: problem).winner)
        let flags = start.answers(of: problem).indices.map {
          $0 - start.answers(of: problem).lowerBound == winner
        }
        let base = (reference == .moving ? before : start).policy(of: problem)
        #expect(
          Self.isStep(after.policy(of: problem), of: base, winners: flags, beta: 0.7), "problem \(problem)")
        // A step of twice the weight is caught by the same comparison, unless the winner has all mass.
        if winner >= 0 && abs(base.logProbabilities[winner]) > 1e-6 {
          #expect(!Self.isStep(after.policy(of: problem), of: base, winners: flags, beta: 0.35))
        }
      }
    }
  }

  @Test("every tied answer is pushed under that rule, and only the first seen under the other")
  func ties() {
    let start = MajorityVoteBlockTests.population(90)
    var every = Self.block(start, rollouts: 4, tieRule: .everyTied)
    var first = Self.block(start, rollouts: 4)
    _ = every.measure()
    _ = first.measure()
    let votes = every.votes
    #expect(votes == first.votes)
    every.update()
    first.update()
    let (afterEvery, afterFirst) = (every.population, first.population)
    var ties = 0
    for problem in 0..<90 {
      let counts = votes.counts(of: problem).answers
      let most = counts.max() ?? 0
      let tied = counts.map { most > 0 && $0 == most }
      if tied.count(where: { $0 }) > 1 { ties += 1 }
      #expect(
        Self.isStep(afterEvery.policy(of: problem), of: start.policy(of: problem), winners: tied, beta: 0.7))
    }
    #expect(ties > 20 && afterEvery != afterFirst)
  }

  @Test(
    "the unparsed outcome never wins, and a group without any vote stays",
    arguments: TieRule.allCases, MajorityVoteBlock.Reference.allCases)
  func unparsed(tieRule: TieRule, reference: MajorityVoteBlock.Reference) {
    let start = Population(
      answersPerProblem: [2, 3], logits: [-.infinity, 0, 0, -1, 3],
      isCorrect: [true, false, true, false, false],
      hasUnparsed: [true, true])
    var block = Self.block(start, reference: reference, tieRule: tieRule)
    for _ in 0..<40 {
      let measured = block.measure()
      let votes = block.votes
      #expect(votes.plurality(of: 0).winner == VoteSet.unparsed)
      #expect((measured.columns[.rewardAccuracy] ?? 1) <= 0.5)
      block.update()
      let now = block.population
      #expect(Array(now.logits[0..<2]) == [-.infinity, 0])
      // Relative to the unparsed outcome no answer can lose.
      #expect(now.logits[4] == 3 && now.logits[2] >= 0 && now.logits[3] >= -1)
    }
    let end = block.population
    if reference == .moving { #expect(end.logits[2] > 5 || end.logits[3] > 5) }
  }

  // Failed before the winners started as unparsed: answer 0 of every problem was pushed.
  @Test(
    "an update before any measurement moves nothing", arguments: MajorityVoteBlock.Reference.allCases,
    TieRule.allCases)
  func early(reference: MajorityVoteBlock.Reference, tieRule: TieRule) {
    let start = MajorityVoteBlockTests.population(9)
    var block = Self.block(start, reference: reference, tieRule: tieRule)
    block.update()
    let after = block.population
    #expect(after == start)
  }

  @Test("a run is a function of its seed, and of no other block's draws")
  func reproducible() {
    func run(seed: UInt64) -> (Population, VoteSet) {
      var block = Self.block(MajorityVoteBlockTests.population(60), seed: seed)
      for _ in 0..<5 {
        _ = block.measure()
        block.update()
      }
      return (block.population, block.votes)
    }
    let (a, b, c) = (run(seed: 111), run(seed: 111), run(seed: 112))
    #expect(a.0 == b.0 && a.1 == b.1)
    #expect(a.1 != c.1)
  }

  @Test("a majority of 95 % runs to certainty as T2 says, its votes never flipping")
  func theorem() {
    // P(one flip among 51 votes) < 10⁻¹⁶ at the start and less after, by T30's bound.
    let start = Population(answersPerProblem: [2], logits: [log(19), 0], isCorrect: [true, false])
    var block = Self.block(start, rollouts: 51, beta: 0.5)
    for step in 0..<30 {
      let odds = block.population.policy(of: 0).logOdds(of: [true, false])
      #expect(abs(odds - (log(19) + 2 * Double(step))) <= 1e-12 * (1 + odds))
      let measured = block.measure()
      #expect(measured.columns[.majorityFlipRate] == 0)
      block.update()
    }
  }

  @Test("no rollouts or a β of 0 stop the program")
  func refused() async {
    await #expect(processExitsWith: .failure) {
      _ = MajorityVoteUpdateTests.block(MajorityVoteBlockTests.population(3), rollouts: 0)
    }
    await #expect(processExitsWith: .failure) {
      _ = MajorityVoteUpdateTests.block(MajorityVoteBlockTests.population(3), beta: 0)
    }
  }
}
