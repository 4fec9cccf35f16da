/// Whether paired runs moved to one side, by the signs that a fair coin could have given their differences.
///
/// Each pair (old, new) has a difference new − old, as far as the censoring tells it: both are cut to the step up to which
/// both were watched, so a pair of which neither is known to collapse differs by 0. The statistic is the sum of the ranks
/// of the negative differences' sizes (ties share their mean rank, zeros are dropped), and its law over all 2^n signs is
/// counted exactly for any n. It needs pairs that could as well have been swapped. Source: Wilcoxon 1945.
public struct SignedRankTest: Sendable, Equatable {
  /// The differences in steps, new − old, one a pair.
  public let differences: [Int]
  /// The sum of the ranks of the pairs in which the new run is earlier.
  public let statistic: Double
  /// How many pairs differ.
  public let informative: Int
  /// P(twice the rank sum = index) over all signs.
  private let law: [Double]

  /// Compares runs pair by pair.
  ///
  /// - Parameter pairs: at least one.
  public init(_ pairs: [(old: SurvivalTime, new: SurvivalTime)]) {
    precondition(!pairs.isEmpty, "a paired comparison needs a pair")
    differences = pairs.map { Self.difference($0.old, $0.new) }
    let sizes = differences.filter { $0 != 0 }
    let sorted = sizes.map { abs($0) }.sorted()
    // Twice the mean rank of the equal sizes at positions a ..< b is a + b + 1.
    let doubled = sizes.map { size in
      let a = sorted.count { $0 < abs(size) }
      return 2 * a + sorted.count { $0 == abs(size) } + 1
    }
    statistic = Double(zip(sizes, doubled).reduce(0) { $0 + ($1.0 < 0 ? $1.1 : 0) }) / 2
    informative = sizes.count
    var law = [1.0]
    for rank in doubled {
      var next = [Double](repeating: 0, count: law.count + rank)
      for (sum, mass) in law.enumerated() {
        next[sum] += mass / 2
        next[sum + rank] += mass / 2
      }
      law = next
    }
    self.law = law
  }

  /// The p-value.
  ///
  /// - Parameter side: what the new runs are suspected of.
  public func p(_ side: CollapseSide) -> Double {
    let sum = Int((2 * statistic).rounded())
    let upper = law[sum...].reduce(0, +)
    let lower = law[...sum].reduce(0, +)
    switch side {
    case .earlier: return upper
    case .later: return lower
    case .either: return min(1, 2 * min(upper, lower))
    }
  }

  /// The smallest p-value that any signs can have: 2^−n, doubled for either side.
  public func smallestP(_ side: CollapseSide) -> Double {
    let end = law.last ?? 1
    return side == .either ? min(1, 2 * end) : end
  }

  /// The chance under the null that the p-value is at most `rate`.
  ///
  /// - Parameters:
  ///   - rate: of 0 < rate < 1.
  ///   - side: as for the p-value.
  public func reachedRate(_ rate: Double, _ side: CollapseSide) -> Double {
    let one = side == .either ? rate / 2 : rate
    var tail = 0.0
    // The law is symmetric, so the two tails are equal.
    for mass in law.reversed() {
      if tail + mass > one { break }
      tail += mass
    }
    return side == .either ? 2 * tail : tail
  }

  private static func difference(_ old: SurvivalTime, _ new: SurvivalTime) -> Int {
    switch (old.isCollapsed, new.isCollapsed) {
    case (true, true): new.step - old.step
    case (false, false): 0
    // A collapse after the other run's end says nothing.
    case (true, false): max(0, new.step - old.step)
    case (false, true): min(0, new.step - old.step)
    }
  }
}
