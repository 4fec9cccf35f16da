import Foundation
import Measurement
import Sharpening
import SharpeningNumerics
import Testing

@Suite("How often a vote misses the mode")
struct PluralityFlipTests {
  // Rounded to the digits given: half a unit of the last.
  @Test(
    "eight votes over two answers miss with the tabled probabilities (T30)",
    arguments: zip(
      [0.55, 0.6, 0.7, 0.8, 0.9],
      [(0.392, 5e-4), (0.290, 5e-4), (0.126, 5e-4), (0.0333, 5e-5), (0.0027, 5e-5)]))
  func table(p: Double, flip: (Double, Double)) throws {
    let law = try PluralityLaw(of: Policy(probabilities: [p, 1 - p]), rollouts: 8)
    #expect(abs(law.notMode - flip.0) <= flip.1)
    #expect(abs(law.notMode - law.winner[1]) <= 1e-15)
  }

  @Test("the miss stays below Chernoff's bound, which is not far off (T30)")
  func chernoff() throws {
    var generator = Generator(seed: Seed(80))
    for _ in 0..<20 {
      let p = generator.dirichlet([1, 1, 1, 1])
      let top = p.max() ?? 0
      for rollouts in [1, 4, 16, 48] {
        let bound = p.reduce(0) {
          $1 == top ? $0 : $0 + pow(1 - pow(top.squareRoot() - $1.squareRoot(), 2), Double(rollouts))
        }
        let law = try PluralityLaw(of: Policy(probabilities: p), rollouts: rollouts)
        #expect(law.notMode <= bound)
      }
    }
    // Tight exponent: for (.6, .4) the rate between 100 and 200 votes is that of the bound within a
    // twentieth.
    let policy = Policy(probabilities: [0.6, 0.4])
    let (short, long) = try (PluralityLaw(of: policy, rollouts: 100), PluralityLaw(of: policy, rollouts: 200))
    let rate = log(short.notMode / long.notMode) / 100
    let exponent = -log(1 - pow(0.6.squareRoot() - 0.4.squareRoot(), 2))
    #expect(rate > exponent && rate < 1.25 * exponent)
  }

  @Test("two most likely answers are both modes")
  func tiedModes() throws {
    let law = try PluralityLaw(of: Policy(probabilities: [0.4, 0.4, 0.2]), rollouts: 5)
    #expect(abs(law.notMode - law.winner[2]) <= 1e-15)
  }

  // A million draws: 50,000 votes of 20 over 12 answers, beyond enumeration. χ² with 11 degrees at the 1 −
  // 10⁻⁶ quantile, python3 -c "import scipy.stats as s; print(s.chi2.isf(1e-6, 11))"; exact binomial
  // intervals at 10⁻⁶ besides.
  @Test("a million drawn rollouts elect, reward and miss as the law says")
  func simulation() throws {
    let weights = (0..<12).map { pow(0.85, Double($0)) }
    let law = try PluralityLaw(of: Policy(probabilities: weights), rollouts: 20)
    var generator = Generator(seed: Seed(81))
    var drawn = [Int32](repeating: 0, count: 1_000_000)
    var span = drawn.mutableSpan
    generator.drawCategories(weights: weights.span, into: &span)
    let votes = VoteSet(
      rolloutsPerProblem: [Int](repeating: 20, count: 50_000), answers: drawn,
      answersPerProblem: [Int](repeating: 12, count: 50_000),
      isCorrect: [Bool](repeating: false, count: 600_000))
    var winners = [Int32](repeating: 0, count: 50_000)
    let measured = metrics(of: votes, winners: &winners)
    var counts = [Int](repeating: 0, count: 12)
    var (given, rewarded) = (0, 0)
    for problem in 0..<50_000 {
      counts[Int(winners[problem])] += 1
      // Not always the first rollout, which would win every tie.
      if drawn[problem * 20 + problem % 20] == 2 {
        given += 1
        if winners[problem] == 2 { rewarded += 1 }
      }
    }
    #expect(chiSquare(observed: counts, probabilities: law.winner) < 48.865643)
    #expect(binomialInterval(trials: given, probability: law.reward[2]).contains(rewarded))
    #expect(binomialInterval(trials: 50_000, probability: law.notMode).contains(50_000 - counts[0]))
    let ratio = measured.columns[.majorityRatio] ?? .nan
    #expect(abs(ratio - law.majorityRatio) <= hoeffding(50_000, falseAlarm: 1e-6))
    // The law of 18 votes is not confirmed by the same counts.
    let other = try PluralityLaw(of: Policy(probabilities: weights), rollouts: 18)
    #expect(chiSquare(observed: counts, probabilities: other.winner) > 48.865643)
    #expect(!binomialInterval(trials: 50_000, probability: other.notMode).contains(50_000 - counts[0]))
  }

  // Relative error about N·10⁻¹⁵ by the doc comment, and a margin of 50.
  @Test("two hundred votes over thirty answers still sum to 1")
  func large() throws {
    let policy = Policy(probabilities: (0..<30).map { pow(0.9, Double($0)) })
    let law = try PluralityLaw(of: policy, rollouts: 200)
    #expect(abs(law.winner.reduce(0, +) - 1) <= 1e-11)
    #expect(abs(law.expectedReward - law.majorityRatio) <= 1e-11)
    #expect(law.reward.allSatisfy { 0...1.00000000001 ~= $0 })
  }

  @Test("a law that would take hours is refused with its time")
  func slow() throws {
    let policy = Policy(logits: [Double](repeating: 0, count: 1000))
    let seconds = PluralityLaw.estimatedSeconds(answers: 1000, rollouts: 4096)
    #expect(seconds > 1000)
    #expect(
      throws: SharpeningError.tooSlow(
        what: "the exact law of 4096 votes over 1000 answers", seconds: seconds,
        limit: PluralityLaw.secondsLimit)
    ) { try PluralityLaw(of: policy, rollouts: 4096) }
    #expect(PluralityLaw.estimatedSeconds(answers: 30, rollouts: 200) < PluralityLaw.secondsLimit)
  }

  @Test("a vote of no rollouts stops the program")
  func refused() async {
    await #expect(processExitsWith: .failure) {
      _ = try PluralityLaw(of: Policy(logits: [0, 0]), rollouts: 0)
    }
  }
}
