import Foundation
import Sharpening
import SharpeningNumerics
import Testing

@Suite("Rivals of the majority")
struct RivalTests {
  static func population(_ model: AlignmentModel, _ problems: Int, seed: UInt64 = 71) -> Population {
    var generator = Generator(seed: Seed(seed))
    return model.population(problems: problems, using: &generator)
  }

  @Test("rivals fall by the factor d: all mass on one at 0, all equal at 1", arguments: [0, 0.3, 1])
  func spread(d: Double) {
    let population = Self.population(AlignmentModel(answers: 4, rivalSpread: d), 20)
    for problem in 0..<20 {
      let p = population.policy(of: problem).probabilities
      let margin = population.logits[problem * 4]
      for rival in 1..<4 {
        // Four exponentials and a sum near 1: 4·10⁻¹⁵ relative to the runner-up is ample.
        #expect(abs(p[rival] - p[1] * pow(d, Double(rival - 1))) <= 4e-15 * p[1])
      }
      #expect(abs(log(p[0] / p[1]) - margin) <= 1e-12 * max(1, margin))
      let odds = population.policy(of: problem).logOdds(of: [true, false, false, false])
      #expect(abs(odds - (margin - log(1 + d + d * d))) <= 1e-12 * max(1, margin))
    }
  }

  @Test("two answers leave one rival, whatever d is")
  func single() {
    let population = Self.population(AlignmentModel(answers: 2, rivalSpread: 0), 5)
    #expect(population.logits.count == 10 && (0..<5).allSatisfy { population.logits[2 * $0 + 1] == 0 })
  }

  @Test(
    "a wrong majority's correct answer is the runner-up, any rival, or nowhere",
    arguments: AlignmentModel.CorrectRival.allCases)
  func correct(rival: AlignmentModel.CorrectRival) {
    let model = AlignmentModel(
      answers: 5, correctness: .copula(shareRight: 0.3, rankCorrelation: 0.2), correctRival: rival)
    let population = Self.population(model, 8000)
    var places = [Int](repeating: 0, count: 5)
    var absent = 0
    for problem in 0..<8000 {
      let flags = Array(population.isCorrect[population.answers(of: problem)])
      #expect(flags.count { $0 } <= 1)
      if let place = flags.firstIndex(of: true) { places[place] += 1 } else { absent += 1 }
    }
    let wrong = 8000 - places[0]
    switch rival {
    case .runnerUp: #expect(places[1] == wrong && absent == 0)
    case .absent: #expect(absent == wrong)
    case .anyRival:
      #expect(absent == 0)
      // χ² with 3 degrees at the 1 − 10⁻⁶ quantile, 30.66485; a runner-up favoured by a tenth would exceed
      // it.
      #expect(chiSquare(observed: Array(places[1...]), probabilities: [0.25, 0.25, 0.25, 0.25]) < 30.66485)
      #expect(chiSquare(observed: Array(places[1...]), probabilities: [0.31, 0.23, 0.23, 0.23]) > 30.66485)
    }
  }

  @Test("the same seed draws the same population, and another seed another")
  func seeds() {
    let model = AlignmentModel(correctRival: .anyRival)
    #expect(Self.population(model, 100) == Self.population(model, 100))
    #expect(Self.population(model, 100) != Self.population(model, 100, seed: 72))
    #expect(Self.population(model, 0).problemCount == 0)
  }
}
