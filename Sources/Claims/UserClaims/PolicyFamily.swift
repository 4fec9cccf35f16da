public import SharpeningNumerics

/// The policies over which a user's inequality must hold, and the votes and β with which it is tried.
public struct PolicyFamily: Sendable, Equatable {
  /// The numbers of answers K, rising, each of 2 … 12.
  public var answers: [Int] = [2, 3, 4]
  /// The values of N, rising, each of 1 … 1000.
  public var rollouts: [Int] = [8]
  /// The values of β, rising, each > 0.
  public var betas: [Double] = [1]
  /// Policies with all probabilities multiples of 1/d are tried for every d up to this.
  public var largestDenominator = 24
  /// Policies drawn from Dirichlet laws for every K.
  public var draws = 2000
  /// Names the draws.
  public var seed = Seed(1)

  /// The defaults.
  public init() {}

  /// The most policies of small denominators that are tried for one K.
  public static let mostLatticePolicies = 20_000

  /// What is wrong with the values, in one sentence, or nil.
  public var problem: String? {
    if answers.isEmpty || rollouts.isEmpty || betas.isEmpty {
      return "answers, rollouts and beta need at least one value each"
    }
    if let bad = answers.first(where: { !(2...12 ~= $0) }) {
      return "answers is \(bad), but must lie in 2 to 12"
    }
    if let bad = rollouts.first(where: { !(1...VoteFunctionals.mostRollouts ~= $0) }) {
      return "rollouts is \(bad), but must lie in 1 to \(VoteFunctionals.mostRollouts)"
    }
    if let bad = betas.first(where: { !($0 >= 1e-3 && $0 <= 1e3) }) {
      return "beta is \(bad), but must lie in 0.001 to 1000"
    }
    if !(0...1000 ~= largestDenominator) {
      return "the denominator is \(largestDenominator), but must lie in 0 to 1000"
    }
    if !(0...10_000_000 ~= draws) { return "draws is \(draws), but must lie in 0 to 10000000" }
    return nil
  }

  /// The policies of K answers with denominator d and no smaller one, as numerators.
  ///
  /// - Parameter isSorted: falling numerators only, for what does not depend on the answers' order.
  static func lattice(answers: Int, denominator: Int, isSorted: Bool, _ visit: ([Int]) -> Bool) {
    var parts: [Int] = []
    _ = fill(&parts, answers, denominator, isSorted ? denominator : .max, visit)
  }

  /// Adds every choice of the next part; false ends the whole enumeration.
  private static func fill(
    _ parts: inout [Int], _ answers: Int, _ left: Int, _ most: Int, _ visit: ([Int]) -> Bool
  ) -> Bool {
    let missing = answers - parts.count
    if missing == 1 {
      guard left >= 1, left <= most else { return true }
      parts.append(left)
      defer { parts.removeLast() }
      return parts.reduce(0, gcd) == 1 ? visit(parts) : true
    }
    guard left >= missing else { return true }
    for part in 1...(left - missing + 1) where part <= most {
      parts.append(part)
      defer { parts.removeLast() }
      if !fill(&parts, answers, left - part, most == .max ? .max : part, visit) { return false }
    }
    return true
  }

  private static func gcd(_ a: Int, _ b: Int) -> Int { b == 0 ? a : gcd(b, a % b) }
}
