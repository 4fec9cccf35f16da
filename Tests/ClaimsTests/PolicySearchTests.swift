import Claims
import Sharpening
import SharpeningNumerics
import Testing

@testable import Claims

@Suite("The search finds the smallest counterexample, and nothing that is none")
struct PolicySearchTests {
  private func search(_ expression: String, _ change: (inout PolicyFamily) -> Void = { _ in }) throws
    -> PolicySearchResult
  {
    var family = PolicyFamily()
    family.draws = 100
    change(&family)
    let claim = try UserClaim(
      name: "a", statement: "", expression: expression, subject: .policies(family), place: "test")
    return try #require(claim.searchCounterexample())
  }

  // K = 2: 1 − p₁ = p₂, so a vote of 3 flips with 3 p₂² − 2 p₂³ ≤ p₂. At π = (1/2, 1/4, 1/4) it flips with 7/16 > 1/4; the
  // only policy of a smaller denominator is uniform, with no flip.
  @Test("the smallest policy is another, or its two sides are not exact")
  func smallest() throws {
    let result = try search("flip(N) <= p2") { $0.rollouts = [3] }
    let found = try #require(result.counterexample)
    #expect(found.policy == ["1/2", "1/4", "1/4"])
    #expect(found.isExact && found.left == "7/16 = 0.4375" && found.right == "1/4 = 0.25")
    #expect(result.verdict == .refuted && result.brokenControls == 0)
  }

  @Test(
    "a true inequality is refuted",
    arguments: [
      "flip(N) <= 1 - p1", "ratio(N) >= p1", "sum(win(N)) == 1", "abs(sum(p * reward(N)) - ratio(N)) <= 1e-9",
      "entropy <= log(K)", "after(2, is_majority, entropy) <= entropy",
      "p[0] > p[1] implies win(N)[0] >= win(N)[1]",
      "after(3, is_majority, p[majority]) == p1 * exp(3/beta) / (p1 * exp(3/beta) + 1 - p1)",
      "p[majority] == p1 and p[runner_up] == p2",
    ])
  func trueInequalities(_ expression: String) throws {
    let result = try search(expression) {
      $0.rollouts = [1, 3, 8]
      $0.betas = [0.5, 2]
      $0.largestDenominator = 8
      $0.answers = [2, 3]
    }
    #expect(result.verdict == .holds, "\(result.finding)")
    #expect(result.unconfirmed == 0 && result.undefined == 0 && result.controls > 0, "\(result)")
  }

  @Test(
    "a false inequality is not refuted",
    arguments: [
      ("flip(N) < 1 - p1", ["2/3", "1/3"]), ("after(1, -log(p), entropy) <= entropy", ["2/3", "1/3"]),
      ("p1 <= 3/4", ["4/5", "1/5"]), ("p[1] <= p[0]", ["1/3", "2/3"]), ("K <= 2", ["1/3", "1/3", "1/3"]),
    ])
  func falseInequalities(_ expression: String, _ policy: [String]) throws {
    let result = try search(expression) { $0.rollouts = [1] }
    #expect(result.counterexample?.policy == policy, "\(result.finding)")
  }

  // No policy with denominators up to 24 has p₁ between 0.502 and 0.5021: 120/239 is the first that has.
  @Test("a counterexample between the small denominators is not found by descent, or not made rational")
  func descent() throws {
    let result = try search("p1 < 0.502 or p1 > 0.5021") { $0.answers = [2] }
    #expect(result.counterexample?.policy == ["120/239", "119/239"])
    #expect(result.counterexample?.isExact == true)
  }

  @Test("an expression without a value passes for true")
  func undefined() throws {
    let result = try search("p[7] >= 0")
    #expect(result.verdict == .inconclusive && result.undefined == result.cases)
    #expect(result.finding.contains("there is no answer 7"))
  }

  @Test("the two evaluations of votes and steps differ by more than rounding")
  func twoEvaluations() throws {
    var generator = Generator(seed: Seed(11))
    for answers in 2...5 {
      let drawn = generator.dirichlet([Double](repeating: 1, count: answers)).map { max($0, 1e-6) }
      let policy = Policy(probabilities: drawn)
      let first = PolicyWorld(policy: policy, rollouts: 7, beta: 0.7)
      let second = EnumeratedWorld(probabilities: policy.probabilities, rollouts: 7, beta: 0.7)
      for expression in [
        "flip(N)", "ratio(5)", "sum(reward(N))", "win(4)[0]", "entropy",
        "after(2, reward(3), p[1])", "after(1, log(p), entropy)",
      ] {
        let formula = try FormulaParser.formula("\(expression) == 0")
        let left = try FormulaEvaluation(world: first, tolerance: 0).judgement(of: formula).witness?.left
        let right = try FormulaEvaluation(world: second, tolerance: 0).judgement(of: formula).witness?.left
        // Sums of at most C(11, 4) positive terms: 10⁻¹² relative leaves room.
        #expect(abs((left ?? 0) - (right ?? 1)) <= 1e-12, "\(expression), K = \(answers)")
      }
    }
  }

  // Partitions of 12 into 3 parts: 12, of which (10,1,1), (9,2,1), (8,3,1), (7,4,1), (7,3,2), (6,5,1), (5,5,2), (5,4,3)
  // have no common divisor; compositions of 5 into 2: 4.
  @Test("a policy of a small denominator is left out or tried twice")
  func lattice() {
    var partitions: [[Int]] = []
    PolicyFamily.lattice(answers: 3, denominator: 12, isSorted: true) {
      partitions.append($0)
      return true
    }
    #expect(Set(partitions).count == partitions.count)
    #expect(
      Set(partitions) == [
        [10, 1, 1], [9, 2, 1], [8, 3, 1], [7, 4, 1], [7, 3, 2], [6, 5, 1], [5, 5, 2], [5, 4, 3],
      ])
    var compositions: [[Int]] = []
    PolicyFamily.lattice(answers: 2, denominator: 5, isSorted: false) {
      compositions.append($0)
      return true
    }
    #expect(compositions == [[1, 4], [2, 3], [3, 2], [4, 1]])
  }

  @Test("an expression that depends on the answers' order is tried on falling probabilities alone")
  func order() throws {
    for (text, depends) in [
      ("p1 <= 1", false), ("always(reward(N) <= 1)", false), ("p[majority] == p1", false),
      ("p[0] <= 1", true),
      ("argmax(p) == 0", true), ("increasing(p)", true), ("p[last] > 0", true),
    ] {
      #expect(PolicySearch.dependsOnOrder(try FormulaParser.formula(text)) == depends, "\(text)")
    }
  }

  @Test(
    "integers are read otherwise",
    arguments: [
      ("3", [3]), ("2...5", [2, 3, 4, 5]), ("2…3", [2, 3]), ("8,1,8", [1, 8]), ("5...2", nil), ("2...", nil),
      ("a", nil), ("", nil), ("1,,2", nil), ("1...999999999999", nil),
    ] as [(String, [Int]?)])
  func integers(_ text: String, _ wanted: [Int]?) { #expect(PolicyFamily.integers(text) == wanted) }

  @Test("a family beyond its bounds is accepted")
  func bounds() {
    #expect(PolicyFamily().problem == nil)
    let changes: [(inout PolicyFamily) -> Void] = [
      { $0.answers = [] }, { $0.answers = [1] }, { $0.answers = [13] }, { $0.rollouts = [0] },
      { $0.rollouts = [1001] }, { $0.betas = [0] }, { $0.betas = [.nan] }, { $0.betas = [1e4] },
      { $0.largestDenominator = -1 }, { $0.draws = -1 },
    ]
    for change in changes {
      var family = PolicyFamily()
      change(&family)
      #expect(family.problem != nil, "\(family)")
    }
  }
}
