import Foundation
import Sharpening
import Testing

@Suite("Remaining check values")
struct TheoryGoldenTests {
  @Test(
    "two atoms peak elsewhere (T36)",
    arguments: [
      (0.7, 1.0, 0.1, 2.98274, [0.65425, 0.70034, 0.70]), (0.8, 2, 0.3, 1.23257, [0.78975, 0.80516, 0.80]),
    ])
  func twoAtoms(right: Double, high: Double, low: Double, peak: Double, values: [Double]) throws {
    let atoms = TwoAtoms(right: right, rightLogOdds: high, wrongLogOdds: low)
    let time = try #require(atoms.peakTime)
    #expect(abs(time - peak) <= 5e-6 && atoms.initialSlope > 0 && atoms.finalSlope < 0)
    for (t, expected) in zip([0, time, 900], values) {
      #expect(abs(atoms.accuracy(at: t) - expected) <= 5e-6)
    }
    let fast = TwoAtoms(right: right, rightLogOdds: high, wrongLogOdds: low, speed: 4)
    #expect(abs((fast.peakTime ?? 0) - time / 4) <= 1e-14)
  }

  // The signs of V and M, whose margin is kept away from 0 by the grid.
  @Test("a peak exists where V > 0 > M fails, or does not where it holds (T36)")
  func peakExists() {
    var seen = [false: 0, true: 0]
    for right in [0.15, 0.35, 0.55, 0.75, 0.95] {
      for high in [-2, -0.3, 0.35, 1.1, 2.7, 5] {
        for low in [-1.7, 0.05, 0.6, 1.3, 3.1] {
          let atoms = TwoAtoms(right: right, rightLogOdds: high, wrongLogOdds: low)
          let predicted = atoms.initialSlope > 0 && atoms.finalSlope < 0
          #expect((atoms.peakTime != nil) == predicted, "\(atoms)")
          if let t = atoms.peakTime {
            let top = atoms.accuracy(at: t)
            #expect(top >= atoms.accuracy(at: t * 0.9) && top >= atoms.accuracy(at: t * 1.1 + 0.1))
          }
          seen[predicted, default: 0] += 1
        }
      }
    }
    #expect(seen.values.allSatisfy { $0 > 5 })
    #expect(TwoAtoms(right: 0.5, rightLogOdds: 900, wrongLogOdds: -800).peakTime == nil)
    #expect(TwoAtoms(right: 0.5, rightLogOdds: 900, wrongLogOdds: -800).accuracy(at: 0) == 1)
  }

  @Test("base pass@k overtakes at another k (T38)")
  func ceiling() throws {
    let ceiling = Ceiling(correct: [0.6, 0.1, 0.02], labelAccuracy: 0.5)
    let k = try #require(ceiling.crossover)
    #expect(abs(ceiling.passAtK(k) - 0.5) <= 1e-14 && ceiling.passAtK(1) < 0.5)
    #expect(Ceiling(correct: [0.6, 0.5], labelAccuracy: 0.5).crossover == nil)
    #expect(Ceiling(correct: [0.2, 0], labelAccuracy: 0.5).crossover == nil)
    // One problem: (1 − p)^k = 1 − A.
    let one = Ceiling(correct: [1e-9], labelAccuracy: 0.75)
    #expect(abs((one.crossover ?? 0) / (log(0.25) / log1p(-1e-9)) - 1) <= 1e-12)
    let population = Population(
      answersPerProblem: [2, 2], logits: [log(3), 0, 0, log(4)], isCorrect: [true, false, true, false])
    let read = Ceiling(of: population)
    #expect(
      read.labelAccuracy == 0.5 && abs(read.correct[0] - 0.75) <= 1e-15 && abs(read.correct[1] - 0.2) <= 1e-15
    )
  }

  // The formula against the exact steps one by one.
  @Test("a wrong majority collapses at another step (T40)", arguments: [0.01, 0.2, 3, 100])
  func collapseStep(beta: Double) throws {
    for (p, c) in [(0.4, 0.1), (0.5, 0.3), (0.9, 0.05)] {
      let problem = MajorityPath.Problem(majority: p, isRight: false, otherCorrect: c)
      let step = try #require(problem.collapseStep(threshold: 0.01, beta: beta))
      #expect(problem.rewardAccuracy(at: Double(step) / beta) < 0.01)
      #expect(problem.rewardAccuracy(at: Double(step - 1) / beta) >= 0.01 - 1e-15)
    }
    let right = MajorityPath.Problem(majority: 0.6, isRight: true, otherCorrect: 0)
    #expect(right.collapseStep(threshold: 0.01, beta: beta) == nil)
    let wrong = MajorityPath.Problem(majority: 0.995, isRight: false, otherCorrect: 0)
    #expect(wrong.collapseStep(threshold: 0.01, beta: beta) == 0)
  }

  @Test("the certain leaf overtakes elsewhere (T21)")
  func tree() throws {
    let start = Policy(probabilities: [0.9, 0.1])
    let leaves = [Policy(probabilities: [0.5, 0.5]), Policy(probabilities: [0.999, 0.001])]
    let certainty = leaves.map { -$0.entropy }
    #expect(abs(leaves[1].entropy - 0.0079) <= 5e-5)
    let end = CertaintyTree.root(start, leafCertainty: certainty, steps: 30, beta: 1).probabilities
    #expect(abs(end[0] - 3.09e-4) <= 5e-7 && abs(end[1] - 0.99969) <= 5e-6)
    let step = CertaintyTree.overtakingStep(of: 1, past: 0, start: start, leafCertainty: certainty, beta: 1)
    #expect(abs(try #require(step) - 6.413) <= 5e-4)
    #expect(
      CertaintyTree.overtakingStep(of: 0, past: 1, start: start, leafCertainty: certainty, beta: 1) == 0)
  }

  /// The speed of the process with one state.
  private static func speed(_ reward: StopFiller.CertaintyReward, at logit: Double) -> Double {
    var process = StopFiller(filler: 0.5)
    process.parameters = [logit]
    return process.speed(of: reward)[0]
  }

  @Test(
    "length and repetition move at another speed (T25)",
    arguments: [
      (0.2, -0.1111, -0.128335), (0.5, -0.1111, 0), (0.6, -0.09375, 0.085497), (0.9, -0.024931, 0.342422),
    ])
  func filler(f: Double, probability: Double, mean: Double) {
    let logit = log(f / (1 - f))
    #expect(
      abs(Self.speed(.probability, at: logit) - probability) <= (probability == -0.1111 ? 5e-5 : 5e-7))
    #expect(abs(Self.speed(.meanLogProbability, at: logit) - mean) <= 5e-7)
  }

  // E over n of r ∇ log π, term by term: ∇_θ log π(y_n) = n(1−f) − f.
  @Test("the speeds are not those of the policy gradient (T25)", arguments: [0.001, 0.2, 0.5, 0.8, 0.95])
  func fillerSeries(f: Double) {
    let logit = log(f / (1 - f))
    var (probability, mean, baseline) = (0.0, 0.0, 0.0)
    for n in 0..<4000 {
      let logPi = Double(n) * log(f) + log1p(-f)
      let score = Double(n) * (1 - f) - f
      probability += exp(2 * logPi) * score
      mean += exp(logPi) * logPi / Double(n + 1) * score
      baseline += exp(logPi) * score
    }
    #expect(abs(baseline) <= 1e-12)
    #expect(abs(Self.speed(.probability, at: logit) - probability) <= 1e-12)
    #expect(abs(Self.speed(.meanLogProbability, at: logit) - mean) <= 1e-12)
  }

  @Test("the speeds break at extreme logits (T25)")
  func fillerEnds() {
    for logit in [-800.0, -40, 40, 800] {
      #expect(
        Self.speed(.probability, at: logit) <= 0 && Self.speed(.meanLogProbability, at: logit).isFinite)
      #expect(Self.speed(.meanLogProbability, at: logit) * logit >= 0)
    }
  }

  @Test("the best of N is the mode elsewhere, or the majority objective has another value (T9, T48)")
  func bestOf() {
    #expect(BestOf.rollouts(mode: 0.15, failure: 0.01) == 29)
    #expect(abs(BestOf.simpleBound(mode: 0.15, failure: 0.01) - 30.7) <= 0.05)
    #expect(
      BestOf.probability(rollouts: 29, mode: 0.15) >= 0.99
        && BestOf.probability(rollouts: 28, mode: 0.15) < 0.99)
    let reference = Policy(probabilities: [0.5, 0.3, 0.2])
    #expect(abs(BestOf.endogenousMajority(reference, beta: 1) - 0.6201145) <= 5e-8)
    #expect(abs(BestOf.endogenousMajority(reference, beta: 1e-3) - 1) <= 1e-3)
    #expect(abs(BestOf.endogenousMajority(reference, beta: 1000) - 0.5) <= 1e-3)
    #expect(BestOf.endogenousMajority(Policy(logits: [0]), beta: 2) == 1)
    #expect(
      BestOf.isLocalMaximiser(1, of: reference, beta: 1)
        && !BestOf.isLocalMaximiser(1, of: reference, beta: 10))
  }

  @Test("sequence power, token temperature or an entropy has another value (T22, T47, T49)")
  func smallExamples() {
    let leaves = Policy(probabilities: [0.3, 0.3, 0.4])
    for (alpha, power, token) in [(2.0, 0.4706, 0.3077), (4, 0.6124, 0.1649), (10, 0.8988, 0.0170)] {
      #expect(abs(leaves.raised(to: alpha).probabilities[2] - power) <= 5e-5)
      // The root holds (.6, .4), and b's second token is certain.
      #expect(abs(Policy(probabilities: [0.6, 0.4]).raised(to: alpha).probabilities[1] - token) <= 5e-5)
    }
    let uniform = Policy(logits: [0, 0, 0])
    let mu = Policy(probabilities: [0.5, 0.499999, 1e-6])
    let nu = Policy(probabilities: [0.9, 0.05, 0.05])
    #expect(abs(uniform.divergence(from: mu) - 3.9687) <= 5e-5 && abs(mu.entropy - 0.6932) <= 5e-5)
    #expect(abs(uniform.divergence(from: nu) - 0.9337) <= 5e-5 && abs(nu.entropy - 0.3944) <= 5e-5)
    let q = Policy(probabilities: [0.9, 0.1])
    let tilted = q.sharpened(by: [0, 1], beta: 1)
    #expect(abs(q.entropy - 0.3251) <= 5e-5 && abs(tilted.entropy - 0.5416) <= 5e-5)
    #expect(abs(tilted.divergence(from: q) - 0.0734) <= 5e-5)
    #expect(abs(q.sharpened(by: [0, 1], beta: 0.2).entropy - 0.219) <= 5e-4)
  }

  @Test("another pair of rewards moves the counterexample's answers (T13)")
  func gradientVelocities() {
    let p = [0.1, 0.4, 0.5]
    let r = [1, 0.9, 0]
    let mean = zip(p, r).reduce(0) { $0 + $1.0 * $1.1 }
    for (a, expected) in [0.054, 0.176, -0.230].enumerated() {
      #expect(abs(p[a] * (r[a] - mean) - expected) <= 5e-4)
    }
  }

  @Test("the vote's law of the golden policy is another (T28)")
  func votes() throws {
    let law = try PluralityLaw(of: Policy(probabilities: [0.5, 0.3, 0.2]), rollouts: 8)
    for (w, expected) in zip(law.winner, [0.6785, 0.228852, 0.092648]) { #expect(abs(w - expected) <= 5e-5) }
    for (r, expected) in zip(law.reward, [0.799469, 0.388793, 0.213748]) {
      #expect(abs(r - expected) <= 5e-7)
    }
    #expect(abs(law.majorityRatio - 0.559122) <= 5e-7)
    for (rollouts, gap) in [(2, 0.1), (3, 0.2), (4, 0.224), (8, 0.372), (16, 0.544)] {
      let reward = try PluralityLaw(of: Policy(probabilities: [0.6, 0.4]), rollouts: rollouts).reward
      #expect(abs(reward[0] - reward[1] - gap) <= 5e-4, "N = \(rollouts)")
    }
  }
}
