import Foundation
import SharpeningNumerics
import Testing

@testable import Sharpening

@Suite("Shapes of a course")
struct ShapeTests {
  @Test("the signs of V and M name the shape, and 10⁻¹² counts as 0")
  func signs() {
    let cases: [(Double, Double, Shape)] = [
      (1, 1, .rises), (1, 0, .rises), (0, 1, .rises), (-1, -1, .falls), (0, -1, .falls), (-1, 0, .falls),
      (1, -1, .risesThenFalls), (-1, 1, .fallsThenRises), (0, 0, .flat), (1e-13, -1e-13, .flat),
      (1e-11, -1, .risesThenFalls),
    ]
    for (v, m, shape) in cases { #expect(Shape(initialSlope: v, finalSlope: m) == shape, "V \(v), M \(m)") }
  }

  @Test(
    "the turning points are those of the accuracy itself, and agree with the shape's parity",
    arguments: UInt64(1)...30)
  func turningPoints(seed: UInt64) {
    let path = MajorityPathTests.random(seed: seed, problems: 3)
    let course = (0...3000).map { path.accuracy(at: Double($0) / 100) }
    var turns = 0
    var last = 0.0
    for step in zip(course, course.dropFirst()).map({ $1 - $0 }) where abs(step) > 1e-15 {
      if last != 0 && (step > 0) != (last > 0) { turns += 1 }
      last = step
    }
    #expect(path.turningPoints == turns)
    let shape = Shape(initialSlope: path.initialSlope, finalSlope: path.finalSlope)
    let turnsOnce = shape == .risesThenFalls || shape == .fallsThenRises
    if shape != .flat { #expect((path.turningPoints % 2 == 1) == turnsOnce) }
  }

  // np.quantile([1, 2, 4, 8, 16], [.05, .95]) is [1.2, 14.4]; halves of a unit in the last place.
  @Test("a central interval has NumPy's quantiles for ends")
  func interval() {
    let interval = Interval(central: 0.9, of: [16, 2, 8, 1, 4])
    #expect(abs(interval.lower - 1.2) <= 1e-14 && abs(interval.upper - 14.4) <= 1e-13)
    #expect(Interval(central: 0.5, of: [3]) == Interval(lower: 3, upper: 3))
    #expect(Interval(lower: 0.1, upper: 1).excludesZero && Interval(lower: -2, upper: -1).excludesZero)
    #expect(!Interval(lower: -1, upper: 1).excludesZero && !Interval(lower: 0, upper: 1).excludesZero)
  }

  @Test("the bootstrap's interval is the normal one for many problems, and its width shrinks with their root")
  func bootstrap() {
    var generator = Generator(seed: Seed(120))
    let slopes = (0..<400).map { _ in generator.normal() + 1 }
    let estimate = ShapeEstimate(
      initialSlopes: slopes, finalSlopes: slopes.map { -$0 }, resamples: 1000, using: &generator)
    let mean = slopes.reduce(0, +) / 400
    let deviation = (slopes.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 400).squareRoot()
    let half = 1.959964 * deviation / 20
    // The 25th and 26th of 1,000 numbers lie between their law's .00712 and .0602 quantiles, 1.553 and 2.452
    // standard errors from the mean, but for 1.25·10⁻⁷ an end and side (exact binomial: scipy.stats.binom at
    // 1000). A tenth more for the skewness of 400 terms.
    let ends = [mean - estimate.initialSlopeInterval.lower, estimate.initialSlopeInterval.upper - mean]
    for end in ends { #expect(end > 1.453 / 1.96 * half && end < 2.552 / 1.96 * half) }
    #expect(estimate.shape == .risesThenFalls && estimate.isCertain)
    #expect(abs(estimate.initialSlope - mean) <= 1e-14)
    // Half or twice the deviation would lie outside.
    #expect(ends.allSatisfy { $0 / 2 < 1.453 / 1.96 * half && $0 * 2 > 2.552 / 1.96 * half })
  }

  @Test("fewer than ten problems, or an interval that holds 0, are not certain")
  func uncertain() {
    var generator = Generator(seed: Seed(121))
    let few = ShapeEstimate(
      initialSlopes: [Double](repeating: 1, count: 9), finalSlopes: [Double](repeating: 1, count: 9),
      using: &generator)
    let ten = ShapeEstimate(
      initialSlopes: [Double](repeating: 1, count: 10), finalSlopes: [Double](repeating: 1, count: 10),
      using: &generator)
    let mixed = ShapeEstimate(
      initialSlopes: (0..<10).map { $0 % 2 == 0 ? 1 : -1.1 }, finalSlopes: [Double](repeating: 1, count: 10),
      using: &generator)
    #expect(!few.isCertain && ten.isCertain && !mixed.isCertain)
    #expect(few.shape == .rises && mixed.shape == .fallsThenRises)
  }
}
