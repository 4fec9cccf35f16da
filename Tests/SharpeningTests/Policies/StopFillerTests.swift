import Foundation
import Measurement
import Sharpening
import Testing

@Suite("Stop or filler")
struct StopFillerTests {
  private static let processes: [(Double, Double?)] = [
    (0.2, nil), (0.5, nil), (0.6, nil), (0.9, nil), (0.03, nil), (0.7, 0.4), (0.3, 0.9), (0.04, 0.5),
    (0.95, 0.1),
  ]

  @Test("a score is not the gradient of the token log-probabilities", arguments: [nil, 0.35])
  func gradients(opening: Double?) {
    let process = StopFiller(filler: 0.7, opening: opening, lengthLimit: 9)
    let weights = process.tokenLogProbabilities.indices.map { sin(Double($0)) }
    expectGradients(of: process, weights: weights, "opening \(String(describing: opening))")
    expectConsistency(of: process)
    // The short cut over outputs is the long way over tokens.
    let perOutput = (0...9).map { cos(Double($0)) }
    var short = process.parameters.map { _ in 0.0 }
    process.addScore(perOutput, to: &short)
    var long = process.parameters.map { _ in 0.0 }
    process.addTokenScore(
      (0...9).flatMap { y in process.tokens(of: y).map { _ in perOutput[y] } }, to: &long)
    #expect(zip(short, long).allSatisfy { abs($0 - $1) <= 1e-13 })
  }

  @Test("outputs and features are not those of the same process as a tree", arguments: [nil, 0.35])
  func tree(opening: Double?) throws {
    let process = StopFiller(filler: 0.7, opening: opening, lengthLimit: 7)
    var branch = TokenTree.Branch.unparsed
    for token in (0..<7).reversed() {
      let f = token == 0 ? opening ?? 0.7 : 0.7
      // Token 0 is the stop, so that outputs come in the order of their lengths.
      branch = .state(probabilities: [1 - f, f], next: [.answer(0), branch])
    }
    let tree = TokenTree(branch, isCorrect: [true])
    let (a, b) = (process.outputs, tree.outputs)
    #expect(a.answers == b.answers)
    let (x, y) = (try #require(a.features), try #require(b.features))
    #expect(x.length == y.length && x.repetition == y.repetition)
    for (first, second) in [
      (x.logProbability, y.logProbability), (x.meanEntropy, y.meanEntropy),
      (x.meanUniformCrossEntropy, y.meanUniformCrossEntropy), (x.meanTopTwoGap, y.meanTopTwoGap),
    ] {
      #expect(zip(first ?? [], second ?? [.nan]).allSatisfy { abs($0 - $1) <= 1e-13 })
    }
    #expect(abs(process.cutProbability - a.policy.probabilities[7]) <= 1e-15)
    let mean = zip(a.policy.probabilities, x.length ?? []).reduce(0) { $0 + $1.0 * Double($1.1) }
    #expect(abs(process.expectedLimitedLength - mean) <= 1e-13)
  }

  @Test("closed-form speeds are not the limits of sums over all outputs", arguments: processes)
  func speeds(filler: Double, opening: Double?) {
    let process = StopFiller(filler: filler, opening: opening, lengthLimit: 2000)
    // .95^1999: what the limit cuts off is below 1e-44.
    #expect(process.cutProbability < 1e-44)
    for reward in StopFiller.CertaintyReward.allCases {
      for (closed, sum) in zip(process.speed(of: reward), process.limitedSpeed(of: reward)) {
        // Sums of up to 2,000 terms whose parts cancel, for rewards up to about 10.
        #expect(abs(closed - sum) <= 1e-11 * max(1, abs(sum)), "\(reward)")
      }
      let (closed, sum) = (process.expectation(of: reward), process.limitedExpectation(of: reward))
      #expect(abs(closed - sum) <= 1e-11 * max(1, abs(sum)), "\(reward)")
    }
  }

  @Test("the speeds of one state are not the ones that were derived by hand")
  func goldenSpeeds() {
    for (f, probability, mean) in [
      (0.2, -0.1111, -0.128335), (0.5, -0.1111, 0), (0.6, -0.09375, 0.085497), (0.9, -0.024931, 0.342422),
    ] {
      let process = StopFiller(filler: f)
      // The numbers have four to six digits.
      #expect(abs(process.speed(of: .probability)[0] - probability) <= 5e-5)
      #expect(abs(process.speed(of: .meanLogProbability)[0] - mean) <= 5e-7)
      let summed = process.speed(of: .summedLogProbability)[0]
      #expect(abs(summed - f * log(f) / (1 - f)) <= 1e-13 * abs(summed))
      #expect(process.speed(of: .tokenEntropy) == [0] && process.speed(of: .selfCertainty) == [0])
    }
  }

  @Test("speeds are no numbers at logits of ±700", arguments: [-700.0, -40, 40, 700])
  func extremes(logit: Double) {
    var process = StopFiller(filler: 0.5, opening: 0.5)
    process.parameters = [logit, -logit]
    for reward in StopFiller.CertaintyReward.allCases {
      #expect(process.speed(of: reward).allSatisfy { $0.isFinite }, "\(reward)")
    }
    #expect(process.expectedLimitedLength.isFinite && process.expectedLimitedLength <= 7168)
    process.parameters = [logit, logit]
    for reward in StopFiller.CertaintyReward.allCases {
      #expect(process.speed(of: reward).allSatisfy { $0.isFinite }, "\(reward)")
    }
    // 700: every output is cut off at the limit.
    #expect(logit < 700 || process.expectedLimitedLength == 7168)
  }

  @Test("the authors' limit is too long for a step")
  func authorsLimit() {
    let process = StopFiller(filler: 0.999)
    // .999^7168, by logarithms.
    #expect(abs(process.cutProbability - exp(7168 * log(0.999))) <= 1e-12)
    #expect(process.limitedSpeed(of: .meanLogProbability)[0] > 0)
    #expect(abs(process.expectedLength - 1000) <= 1e-9)
  }

  @Test("what is no process stops the program")
  func refused() async {
    await #expect(processExitsWith: .failure) { _ = StopFiller(filler: 1) }
    await #expect(processExitsWith: .failure) { _ = StopFiller(filler: 0.5, opening: 0) }
    await #expect(processExitsWith: .failure) { _ = StopFiller(filler: 0.5, lengthLimit: 0) }
  }
}
