import Foundation
import Sharpening
import SharpeningNumerics
import Testing

@Suite("Alignment model")
struct AlignmentModelTests {
  static let count = 20_000

  static func draw(_ model: AlignmentModel, _ problems: Int = count, seed: UInt64 = 70) -> [(
    margin: Double, right: Bool
  )] {
    var generator = Generator(seed: Seed(seed))
    let population = model.population(problems: problems, using: &generator)
    return (0..<problems).map { problem in
      let first = population.answers(of: problem).lowerBound
      return (population.logits[first] - population.logits[first + 1], population.isCorrect[first])
    }
  }

  static func copula(_ share: Double, _ rho: Double) -> AlignmentModel {
    AlignmentModel(correctness: .copula(shareRight: share, rankCorrelation: rho))
  }

  /// Φ((Φ⁻¹(share) + r z)/√(1 − r²)) with r = 2 sin(πρ/6): the copula's curve, written again from the
  /// definition.
  static func curve(_ model: AlignmentModel, _ share: Double, _ rho: Double, _ margin: Double) -> Double {
    let r = 2 * sin(.pi * rho / 6)
    let z = log(margin / model.medianMargin) / model.marginSpread
    let x = (StandardNormal.quantile(share) + r * z) / (1 - r * r).squareRoot()
    return 0.5 * erfc(-x / 2.0.squareRoot())
  }

  /// Whether in each of ten groups of neighbouring margins the right majorities are as many as the curve
  /// expects.
  ///
  /// Exact binomial tails of 10⁻⁷ a group, 10⁻⁶ in all; they hold for the unequal probabilities within a
  /// group too.
  static func agrees(_ sample: [(margin: Double, right: Bool)], _ curve: (Double) -> Double) -> Bool {
    let sorted = sample.sorted { $0.margin < $1.margin }
    let size = sorted.count / 10
    return (0..<10).allSatisfy { group in
      let part = sorted[group * size..<(group + 1) * size]
      let mean = part.reduce(0) { $0 + curve($1.margin) } / Double(size)
      return binomialInterval(trials: size, probability: mean, falseAlarm: 1e-7).contains(
        part.count { $0.right })
    }
  }

  // Exact binomial intervals with false alarm 10⁻⁶.
  @Test("the share of right majorities is the one asked for", arguments: [0, 0.2, 0.6, 1], [-0.5, 0, 0.9])
  func share(share: Double, rho: Double) {
    let right = Self.draw(Self.copula(share, rho)).count { $0.right }
    #expect(binomialInterval(trials: Self.count, probability: share).contains(right))
    #expect(!binomialInterval(trials: Self.count, probability: abs(share - 0.03)).contains(right))
  }

  // Half of all margins lie below the median, and half of all |ln(m/median)| below .6745 spreads: exact
  // binomial intervals. python3 -c "import scipy.stats as s; print(s.norm.ppf(.75))"
  @Test("margins have the median and the spread asked for")
  func margins() {
    let model = AlignmentModel(medianMargin: 1.7, marginSpread: 0.9)
    let logs = Self.draw(model).map { log($0.margin / 1.7) }
    let half = binomialInterval(trials: Self.count, probability: 0.5)
    #expect(half.contains(logs.count { $0 < 0 }))
    #expect(half.contains(logs.count { abs($0) < 0.9 * 0.674_489_750_196_081_7 }))
    #expect(!half.contains(logs.count { $0 < 0.05 }))
    #expect(!half.contains(logs.count { abs($0) < 0.95 * 0.674_489_750_196_081_7 }))
    let equal = Self.draw(AlignmentModel(medianMargin: 0.4, marginSpread: 0), 50)
    #expect(equal.allSatisfy { $0.margin == 0.4 })
  }

  @Test(
    "P(right | margin) is the copula's curve in the model and in the problems drawn",
    arguments: [-0.8, -0.25, 0, 0.5])
  func copulaCurve(rho: Double) {
    let model = Self.copula(0.6, rho)
    for margin in [0.05, 0.5, 1, 3, 20] {
      // Φ of the library against erfc of another: 10⁻¹⁴ absolute.
      #expect(abs(model.probabilityRight(margin: margin) - Self.curve(model, 0.6, rho, margin)) <= 1e-14)
    }
    let sample = Self.draw(model)
    #expect(Self.agrees(sample) { Self.curve(model, 0.6, rho, $0) })
    // The wrong sign, and a knob a quarter too high, are caught.
    if rho != 0 { #expect(!Self.agrees(sample) { Self.curve(model, 0.6, -rho, $0) }) }
    #expect(!Self.agrees(sample) { Self.curve(model, 0.6, rho + 0.25, $0) })
  }

  @Test("the rank correlation of margin and correctness rises with the knob and has its sign")
  func knob() {
    let values = [-1, -0.5, 0, 0.5, 1].map { rho in
      let sample = Self.draw(Self.copula(0.6, rho)).sorted { $0.margin < $1.margin }
      // Mean rank of the right minus mean rank of the wrong, in halves of the sample: the rank-biserial
      // correlation.
      let right = sample.enumerated().filter { $0.element.right }.map { Double($0.offset) }
      let wrong = sample.enumerated().filter { !$0.element.right }.map { Double($0.offset) }
      let mean = { (ranks: [Double]) in ranks.reduce(0, +) / Double(ranks.count) }
      return (mean(right) - mean(wrong)) * 2 / Double(sample.count)
    }
    // Without correlation its standard error is √((n + 1)/(3 n₁ n₂)) = .0083: 5.1 of them, false alarm
    // 3.4·10⁻⁷.
    #expect(abs(values[2]) <= 5.1 * 0.0083)
    #expect(zip(values, values.dropFirst()).allSatisfy { $0 + 0.2 < $1 })
    // At ±1 all right majorities are above or below all wrong ones.
    #expect(abs(values[0] + 1) <= 1e-9 && abs(values[4] - 1) <= 1e-9)
  }

  @Test("at full correlation the model's curve is a step at the right share's margin")
  func fullCorrelation() {
    let model = Self.copula(0.6, 1)
    // Right ⇔ z > Φ⁻¹(.4).
    let edge = exp(0.8 * StandardNormal.quantile(0.4))
    #expect(
      model.probabilityRight(margin: edge * 1.001) == 1 && model.probabilityRight(margin: edge * 0.999) == 0)
    #expect(Self.draw(model, 2000).allSatisfy { $0.right == ($0.margin > edge) })
  }

  @Test("a curve and a table are met by the problems drawn")
  func tables() {
    let logistic = AlignmentModel(correctness: .curve(slope: 2, crossing: 1))
    #expect(Self.agrees(Self.draw(logistic)) { 1 / (1 + exp(-2 * ($0 - 1))) })
    #expect(!Self.agrees(Self.draw(logistic)) { 1 / (1 + exp(-2 * ($0 - 1.2))) })
    #expect(logistic.probabilityRight(margin: 1) == 0.5)
    let table = AlignmentModel(
      correctness: .table([
        .init(margin: 0.5, probabilityRight: 0.2), .init(margin: 1.5, probabilityRight: 0.8),
      ]))
    // Constant, linear, constant; halves and fifths to a unit in the last place.
    for (margin, expected) in [(0.1, 0.2), (0.5, 0.2), (1, 0.5), (1.25, 0.65), (1.5, 0.8), (9, 0.8)] {
      #expect(abs(table.probabilityRight(margin: margin) - expected) <= 2e-16)
    }
    #expect(Self.agrees(Self.draw(table)) { min(0.8, max(0.2, 0.2 + 0.6 * ($0 - 0.5))) })
    #expect(!Self.agrees(Self.draw(table)) { $0 < 1 ? 0.2 : 0.8 })
  }

  @Test("what no model can be is told in a sentence")
  func problems() {
    #expect(AlignmentModel().problem == nil)
    let wrong = [
      AlignmentModel(answers: 1), AlignmentModel(medianMargin: 0), AlignmentModel(medianMargin: .nan),
      AlignmentModel(marginSpread: -0.1), AlignmentModel(rivalSpread: 1.1), AlignmentModel(rivalSpread: .nan),
      Self.copula(1.2, 0), Self.copula(0.5, -1.01), Self.copula(.nan, 0),
      AlignmentModel(correctness: .curve(slope: .infinity, crossing: 0)),
      AlignmentModel(correctness: .table([])),
      AlignmentModel(
        correctness: .table([.init(margin: 1, probabilityRight: 0), .init(margin: 1, probabilityRight: 1)])),
      AlignmentModel(correctness: .table([.init(margin: 1, probabilityRight: 1.5)])),
    ]
    for model in wrong { #expect(model.problem != nil, "\(model)") }
  }
}
