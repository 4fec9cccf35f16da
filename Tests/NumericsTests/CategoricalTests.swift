import Testing

@testable import SharpeningNumerics

@Suite("Categorical draws")
struct CategoricalTests {
  enum Method: CaseIterable { case cumulative, alias, either, single }

  /// Weights that need not sum to 1, with zeros at both ends and inside.
  static let weights: [Double] = [0, 3, 1, 0, 0.5, 2.5, 2, 0, 1, 0]

  static func draws(_ method: Method, _ weights: [Double], _ count: Int, seed: UInt64) -> [Int] {
    var generator = Generator(seed: Seed(seed))
    var drawn = [Int32](repeating: -1, count: count)
    var span = drawn.mutableSpan
    switch method {
    case .cumulative: generator.drawByCumulation(weights: weights.span, into: &span)
    case .alias: generator.drawByAlias(weights: weights.span, into: &span)
    case .either: generator.drawCategories(weights: weights.span, into: &span)
    case .single: return (0..<count).map { _ in generator.category(weights: weights) }
    }
    return drawn.map(Int.init)
  }

  static func statistic(_ draws: [Int], _ weights: [Double]) -> Double {
    var counts = [Int](repeating: 0, count: weights.count)
    for category in draws { counts[category] += 1 }
    let total = weights.reduce(0, +)
    return chiSquare(observed: counts, probabilities: weights.map { $0 / total })
  }

  // Six positive weights: χ² with 5 degrees at the 1 − 10⁻⁶ quantile; a zero weight drawn once makes it
  // infinite.
  @Test("categories come in proportion to their weights, and zero weights never", arguments: Method.allCases)
  func law(method: Method) {
    let draws = Self.draws(method, Self.weights, 20_000, seed: 30)
    #expect(Self.statistic(draws, Self.weights) < chiSquareLimit(degrees: 5))
  }

  @Test("weights off by a twentieth of the mass are caught", arguments: Method.allCases)
  func planted(method: Method) {
    var wrong = Self.weights
    wrong[1] -= 0.5
    wrong[8] += 0.5
    let draws = Self.draws(method, wrong, 20_000, seed: 30)
    #expect(Self.statistic(draws, Self.weights) > chiSquareLimit(degrees: 5))
  }

  // χ² with 63 degrees at the 1 − 10⁻⁶ quantile; 64 weights take the table and bisection.
  @Test("many weights are drawn in proportion by both algorithms", arguments: [Method.cumulative, .alias])
  func many(method: Method) {
    let weights = (1...64).map(Double.init)
    #expect(
      Self.statistic(Self.draws(method, weights, 40_000, seed: 31), weights) < chiSquareLimit(degrees: 63))
  }

  @Test("the table and the linear search of partial sums give the same draws")
  func table() {
    var generator = Generator(seed: Seed(32))
    for count in [1, 33, 34, 63, 64, 65, 200] {
      var weights = (0..<count).map { _ in max(0, generator.normal()) }
      weights[count / 2] = 1
      // Seven draws are searched one by one, eight and more in a table; the uniform numbers are the same.
      let few = Self.draws(.cumulative, weights, 7, seed: 33)
      let more = Self.draws(.cumulative, weights, 500, seed: 33)
      #expect(few == Array(more.prefix(7)), "\(count) weights")
      #expect(more.allSatisfy { weights[$0] > 0 })
    }
  }

  @Test(
    "one name chooses the algorithm by the counts alone",
    arguments: zip([128, 129, 129, 129, 512], [1024, 16, 17, 259, 1024]))
  func choice(draws: Int, weights: Int) {
    let list = (0..<weights).map { Double($0 % 7 + 1) }
    let expected: Method = draws > 128 && weights > 16 && 2 * draws >= weights ? .alias : .cumulative
    #expect(
      Self.draws(.either, list, draws, seed: 34) == Self.draws(expected, list, draws, seed: 34))
    #expect(Generator.aliasThreshold(draws: draws, weights: weights) == (expected == .alias))
  }

  @Test(
    "a single positive weight is always drawn, wherever it stands", arguments: [0, 1, 19], Method.allCases)
  func certain(place: Int, method: Method) {
    var weights = [Double](repeating: 0, count: 20)
    weights[place] = 1e-300
    #expect(Self.draws(method, weights, 50, seed: 35).allSatisfy { $0 == place })
  }

  // χ² with 1 degree at the 1 − 10⁻⁶ quantile. Failed before the alias table divided by the total first:
  // 8e307 · 20 overflowed, and the second weight took every draw.
  @Test("weights near the largest double keep their proportions", arguments: Method.allCases)
  func huge(method: Method) {
    var weights = [Double](repeating: 0, count: 20)
    weights[3] = 8e307
    weights[9] = 8e307
    let draws = Self.draws(method, weights, 2000, seed: 36)
    #expect(Self.statistic(draws, weights.map { $0 / 1e307 }) < chiSquareLimit(degrees: 1))
  }

  @Test("no weight, a negative one, NaN and a zero sum stop the program")
  func refused() async {
    await #expect(processExitsWith: .failure) { _ = CategoricalTests.draws(.either, [], 1, seed: 1) }
    await #expect(processExitsWith: .failure) { _ = CategoricalTests.draws(.either, [1, -1], 1, seed: 1) }
    await #expect(processExitsWith: .failure) { _ = CategoricalTests.draws(.either, [1, .nan], 1, seed: 1) }
    await #expect(processExitsWith: .failure) { _ = CategoricalTests.draws(.either, [0, 0], 1, seed: 1) }
  }
}
