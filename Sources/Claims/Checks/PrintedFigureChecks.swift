internal import Foundation

/// Checks of what the paper's printed numbers say of themselves.
enum PrintedFigureChecks {
  /// A model's collapse steps and its gain by ground truth, as printed in Fig. 11 and 12.
  private struct Model {
    let name: String
    let collapse: Double
    let collapseWithSingleUpdates: Double
    let gain: Double
  }

  private static let models = [
    Model(name: "OLMo-2-7B", collapse: 34, collapseWithSingleUpdates: 22, gain: 0.42),
    Model(name: "Llama-3.1-8B", collapse: 40, collapseWithSingleUpdates: 14, gain: 1.01),
    Model(name: "Qwen2.5-Math-1.5B", collapse: 160, collapseWithSingleUpdates: 19, gain: 3.96),
    Model(name: "Qwen2.5-1.5B", collapse: 221, collapseWithSingleUpdates: 112, gain: 3.96),
    Model(name: "Qwen2.5-7B", collapse: 245, collapseWithSingleUpdates: 128, gain: 6.67),
    Model(name: "Qwen3-1.7B-Base", collapse: 280, collapseWithSingleUpdates: 172, gain: 7.08),
    Model(name: "Qwen3-8B-Base", collapse: 383, collapseWithSingleUpdates: 195, gain: 17.08),
  ]

  /// Counts pairs that two columns order in opposite ways, and names them; ties on either side are no such pairs.
  private static func inversions(_ a: (Model) -> Double, _ b: (Model) -> Double) -> [String] {
    var found: [String] = []
    for (index, first) in models.enumerated() {
      for second in models.dropFirst(index + 1) where (a(first) - a(second)) * (b(first) - b(second)) < 0 {
        found.append("\(first.name) and \(second.name)")
      }
    }
    return found
  }

  /// Kendall's τ_a by the ranks of one column in the order of the other: a second path to the number of inversions.
  private static func inversionsByInsertion(_ a: (Model) -> Double, _ b: (Model) -> Double) -> Int {
    let ordered = models.sorted { a($0) == a($1) ? b($0) < b($1) : a($0) < a($1) }.map(b)
    var sorted: [Double] = []
    var count = 0
    for value in ordered {
      let place = sorted.firstIndex { $0 > value } ?? sorted.count
      count += sorted.count - place
      sorted.insert(value, at: place)
    }
    return count
  }

  private static func sameOrder(
    _ a: (Model) -> Double, _ b: (Model) -> Double, _ what: String
  ) -> Check.Finding {
    let found = inversions(a, b)
    guard found.count == inversionsByInsertion(a, b) else { return .undecided("two counts of one number") }
    let pairs = models.count * (models.count - 1) / 2
    let agreement = 1 - 2 * Double(found.count) / Double(pairs)
    let digits = String(format: "%.3f", agreement)
    return found.isEmpty
      ? .agrees("none of \(pairs) pairs is ordered otherwise by \(what)")
      : .violated(
        "\(found.count) of \(pairs) pairs are ordered otherwise by \(what), agreement \(digits): \(found.joined(separator: "; "))"
      )
  }

  /// Figure 11: the collapse step orders models as the gain by ground truth does.
  static let collapseAgainstGain = Check(
    paths: ["pairs of models compared one by one", "insertion into the order of the collapse step"],
    control: "the collapse steps of Fig. 12, with single updates, do so, too"
  ) { variant in
    variant == .stated
      ? sameOrder(\.collapse, \.gain, "collapse step and gain")
      : sameOrder(\.collapseWithSingleUpdates, \.gain, "collapse step with single updates and gain")
  }

  /// Figure 12: single updates keep the ranking.
  static let rankingKept = Check(
    paths: ["pairs of models compared one by one", "insertion into the order of the collapse step"],
    control: "the gain keeps the ranking", controlHolds: true
  ) { variant in
    variant == .stated
      ? sameOrder(\.collapse, \.collapseWithSingleUpdates, "default and single updates")
      : sameOrder(\.collapse, \.gain, "default and gain")
  }

  /// Table 3: 5.6 times fewer tokens.
  static let tokens = Check(
    paths: ["steps × prompts × rollouts × tokens, from the printed steps", "the printed totals"],
    control: "the same with Table 7's 64 prompts a step"
  ) { variant in
    let tokensOfRollouts = 7000.0 * 8
    let prompts: Double = variant == .stated ? 32 : 64
    let steps = models.reduce(0) { $0 + $1.collapseWithSingleUpdates }
    let collapse = tokensOfRollouts * steps * prompts
    let training = tokensOfRollouts * 17_000 * Double(models.count)
    let ratio = training / collapse
    var comparison = Comparison(absolute: 0.05)
    comparison.equal(ratio, 5.6, "training tokens over collapse tokens")
    comparison.equal(training / 1e9, 6.66, "training, 10⁹ tokens")
    comparison.equal(collapse / 1e9, 1.19, "collapse, 10⁹ tokens")
    return comparison.finding("token counts")
  }
}
