import SharpeningNumerics
import Testing

@Suite("Uniform integers and shuffles")
struct ShuffleTests {
  // χ² at the 1 − 10⁻⁶ quantile.
  @Test("integers below a bound are uniform", arguments: [2, 10, 24, 100], Generator.Algorithm.allCases)
  func integers(bound: Int, algorithm: Generator.Algorithm) {
    var generator = Generator(seed: Seed(20), algorithm: algorithm)
    var counts = [Int](repeating: 0, count: bound)
    for _ in 0..<20_000 { counts[generator.index(below: bound)] += 1 }
    let law = [Double](repeating: 1 / Double(bound), count: bound)
    #expect(chiSquare(observed: counts, probabilities: law) < chiSquareLimit(degrees: bound - 1))
  }

  // Kolmogorov's distance, false alarm ≤ 10⁻⁶ by Massart's bound.
  @Test("uniform numbers are uniform on [0, 1)", arguments: Generator.Algorithm.allCases)
  func uniform(algorithm: Generator.Algorithm) {
    var generator = Generator(seed: Seed(21), algorithm: algorithm)
    let sample = (0..<50_000).map { _ in generator.uniform() }
    let positive = (0..<50_000).map { _ in generator.positiveUniform() }
    #expect(sample.allSatisfy { 0 <= $0 && $0 < 1 })
    #expect(positive.allSatisfy { 0 < $0 && $0 < 1 })
    #expect(kolmogorovDistance(sample) { $0 } < kolmogorovLimit(50_000))
    #expect(kolmogorovDistance(positive) { $0 } < kolmogorovLimit(50_000))
    #expect(kolmogorovDistance(sample.map { $0 * $0 }) { $0 } > kolmogorovLimit(50_000))
  }

  // χ² with 23 degrees at the 1 − 10⁻⁶ quantile.
  @Test("each of the 24 orders of four elements is equally likely")
  func orders() {
    var generator = Generator(seed: Seed(22))
    let statistic = orderStatistic { generator.shuffle(&$0) }
    #expect(statistic < chiSquareLimit(degrees: 23))
  }

  @Test("the shuffle that swaps every place with any place is caught")
  func planted() {
    var generator = Generator(seed: Seed(22))
    let statistic = orderStatistic { order in
      for place in 0..<4 { order.swapAt(place, generator.index(below: 4)) }
    }
    #expect(statistic > chiSquareLimit(degrees: 23))
  }

  @Test("a shuffle of nothing or of one element draws nothing", arguments: [0, 1])
  func short(count: Int) {
    var generator = Generator(seed: Seed(23))
    var untouched = Generator(seed: Seed(23))
    var elements = [Int](0..<count)
    generator.shuffle(&elements)
    let (a, b) = (generator.word(), untouched.word())
    #expect(a == b && elements == [Int](0..<count))
  }

  @Test("an index below 0 stops the program")
  func refused() async {
    await #expect(processExitsWith: .failure) {
      var generator = Generator(seed: Seed(1))
      _ = generator.index(below: 0)
    }
  }

  private func orderStatistic(_ shuffle: (inout [Int]) -> Void) -> Double {
    var counts: [[Int]: Int] = [:]
    for _ in 0..<24_000 {
      var order = [0, 1, 2, 3]
      shuffle(&order)
      counts[order, default: 0] += 1
    }
    let observed = Array(counts.values) + [Int](repeating: 0, count: 24 - counts.count)
    return chiSquare(observed: observed, probabilities: [Double](repeating: 1 / 24, count: 24))
  }
}
