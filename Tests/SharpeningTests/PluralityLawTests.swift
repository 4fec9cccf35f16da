import Foundation
import Measurement
import Sharpening
import Testing

@Suite("Exact law of a vote")
struct PluralityLawTests {
  struct Case: Sendable {
    var policy: [Double]
    var unparsed: Int?
    var rollouts: [Int]
  }

  static let cases = [
    Case(policy: [0.5, 0.3, 0.2], rollouts: Array(1...8)),
    Case(policy: [0.6, 0.4], rollouts: Array(1...8)),
    Case(policy: [0.4, 0.3, 0.2, 0.1], rollouts: [1, 2, 3, 4, 5, 6, 8]),
    Case(policy: [0.25, 0.25, 0.25, 0.25], rollouts: [2, 5, 6]),
    Case(policy: [0.5, 0, 0.5], rollouts: [1, 4, 5, 8]),
    Case(policy: [0, 0.7, 0, 0.3], rollouts: [3, 6]),
    Case(policy: [0.4, 0.3, 0.3], unparsed: 2, rollouts: [1, 2, 5, 8]),
    Case(policy: [0.2, 0.3, 0.5], unparsed: 0, rollouts: [3, 8]),
    Case(policy: [0.4, 0.1, 0, 0.5], unparsed: 3, rollouts: [1, 4, 7]),
    Case(policy: [0.6, 0.4, 0], unparsed: 2, rollouts: [4]),
    Case(policy: [0, 1], unparsed: 1, rollouts: [1, 5]), Case(policy: [1], unparsed: 0, rollouts: [3]),
    Case(policy: [1], rollouts: [1, 7]), Case(policy: [1, 0, 0], rollouts: [1, 8]),
    Case(policy: [1e-9, 1 - 1e-9], rollouts: [1, 8]),
  ]

  // Tolerance 10⁻¹² absolute: both sides are sums of at most 65,536 positive terms with a sum of 1.
  @Test("the law is the sum over all outcomes", arguments: cases.indices, TieRule.allCases)
  func enumeration(index: Int, tieRule: TieRule) throws {
    let test = Self.cases[index]
    for rollouts in test.rollouts {
      let law = try PluralityLaw(
        of: Policy(probabilities: test.policy), rollouts: rollouts, tieRule: tieRule, unparsed: test.unparsed)
      let expected = EnumeratedVote(
        test.policy, rollouts: rollouts, tieRule: tieRule, unparsed: test.unparsed)
      #expect(expected.distance(to: law) <= 1e-12, "\(test.policy), N = \(rollouts)")
    }
  }

  @Test("one vote fewer, another tie rule and a parsed outcome for an unparsed one are caught")
  func planted() throws {
    let law = try PluralityLaw(of: Policy(probabilities: [0.5, 0.3, 0.2]), rollouts: 7)
    let fewer = EnumeratedVote([0.5, 0.3, 0.2], rollouts: 6)
    for answer in 0..<3 {
      #expect(abs(law.winner[answer] - fewer.winner[answer]) > 1e-3)
      #expect(abs(law.reward[answer] - fewer.reward[answer]) > 1e-3)
    }
    let tied = EnumeratedVote([0.5, 0.3, 0.2], rollouts: 7, tieRule: .everyTied)
    #expect(zip(tied.winner, law.winner).allSatisfy { $0 > $1 + 1e-3 })
    #expect(zip(tied.reward, law.reward).allSatisfy { $0 > $1 + 1e-3 })
    #expect(EnumeratedVote([0.5, 0.3, 0.2], rollouts: 7, unparsed: 2).distance(to: law) > 1e-2)
  }

  // python3: the sum over counts of multinomial probabilities; six digits are printed.
  @Test("π = (.5, .3, .2) with eight votes has the golden values (T28)")
  func golden() throws {
    let law = try PluralityLaw(of: Policy(probabilities: [0.5, 0.3, 0.2]), rollouts: 8)
    for (value, expected) in zip(law.winner, [0.6785, 0.228852, 0.092648]) {
      #expect(abs(value - expected) <= 5e-7)
    }
    for (value, expected) in zip(law.reward, [0.799469, 0.388793, 0.213748]) {
      #expect(abs(value - expected) <= 5e-7)
    }
    #expect(abs(law.majorityRatio - 0.559122) <= 5e-7)
    // Under first-seen ties the mean reward is the majority ratio; equal sums in another order.
    #expect(abs(law.expectedReward - law.majorityRatio) <= 1e-14)
  }

  @Test(
    "one, two and three votes have their closed forms (T28)",
    arguments: [[0.5, 0.3, 0.2], [0.7, 0.3], [0.1, 0.2, 0.3, 0.4], [1, 0]])
  func closedForms(probabilities: [Double]) throws {
    let policy = Policy(probabilities: probabilities)
    let one = try PluralityLaw(of: policy, rollouts: 1)
    let two = try PluralityLaw(of: policy, rollouts: 2)
    let three = try PluralityLaw(of: policy, rollouts: 3)
    let squares = probabilities.reduce(0) { $0 + $1 * $1 }
    for (answer, p) in probabilities.enumerated() {
      #expect(abs(one.reward[answer] - 1) <= 1e-14)
      #expect(abs(two.reward[answer] - (1 + p) / 2) <= 1e-14)
      let others = (1 - p) * (1 - p)
      #expect(abs(three.reward[answer] - (1 - others + (others - (squares - p * p)) / 3)) <= 1e-14)
    }
  }

  @Test("with two answers an even number of votes elects as one vote fewer", arguments: [2, 4, 8, 64])
  func evenOdd(rollouts: Int) throws {
    for p in [0.5, 0.55, 0.9] {
      let even = try PluralityLaw(of: Policy(probabilities: [p, 1 - p]), rollouts: rollouts)
      let odd = try PluralityLaw(of: Policy(probabilities: [p, 1 - p]), rollouts: rollouts - 1)
      #expect(abs(even.winner[0] - odd.winner[0]) <= 1e-13)
    }
    // Three answers, or an odd number and one fewer, do differ.
    let three = Policy(probabilities: [0.5, 0.3, 0.2])
    let difference =
      try PluralityLaw(of: three, rollouts: rollouts + 1).winner[0]
      - PluralityLaw(of: three, rollouts: rollouts).winner[0]
    #expect(difference > 1e-5)
  }

  @Test("a more likely answer wins more often and is rewarded more (T29)")
  func order() throws {
    for rollouts in [2, 3, 8, 33] {
      let law = try PluralityLaw(of: Policy(probabilities: [0.1, 0.25, 0.15, 0.3, 0.2]), rollouts: rollouts)
      for (less, more) in [(0, 2), (2, 4), (4, 1), (1, 3)] {
        #expect(law.winner[less] < law.winner[more])
        #expect(law.reward[less] < law.reward[more])
      }
    }
  }
}
