/// The law of the sum of m scores drawn without replacement from n given ones.
///
/// The scores are cut into two halves, every half's sums are listed by size and sorted, and sums beyond a value are counted by
/// two pointers; that visits all C(n, m) draws at the cost of about 2^(n/2), and is exact. Where a half has more than 2¹⁸ sums
/// (n > 36 unless m is small), random draws stand for all. Sums within 10⁻¹¹ of the scores' total size count as equal.
public struct ScoreSumLaw: Sendable {
  /// The most sums that are listed for half of the scores.
  public static let mostSums = 1 << 18

  /// Whether every draw was counted.
  public let isExact: Bool
  /// C(n, m), or the number of random draws plus one for the observed one.
  public let draws: Double

  /// The sums of the subsets of each half, by subset size; of all draws in one list where they are random.
  private let left: [[Double]]
  private let right: [[Double]]
  private let tolerance: Double

  /// Prepares the law.
  ///
  /// - Parameters:
  ///   - scores: n ≥ 1 finite numbers.
  ///   - drawn: m of 0 ... n.
  ///   - replicates: ≥ 1, the number of random draws where not all are counted.
  ///   - uniform: a uniform number of 0 ..< 1; called for random draws only.
  public init(scores: [Double], drawn: Int, replicates: Int = 20_000, uniform: () -> Double) {
    precondition(!scores.isEmpty && 0...scores.count ~= drawn, "\(drawn) of \(scores.count) scores")
    tolerance = 1e-11 * max(1, scores.reduce(0) { $0 + abs($1) })
    let half = scores.count - scores.count / 2
    var sums = 0.0
    for size in 0...min(drawn, half) where sums <= Double(Self.mostSums) {
      sums += RestrictedMeanTest.deals(half, size)
    }
    isExact = sums <= Double(Self.mostSums)
    guard isExact else {
      var pool = scores
      var sums: [Double] = []
      sums.reserveCapacity(replicates)
      for _ in 0..<replicates {
        var sum = 0.0
        for index in 0..<drawn {
          let other = index + min(pool.count - index - 1, Int(uniform() * Double(pool.count - index)))
          pool.swapAt(index, other)
          sum += pool[index]
        }
        sums.append(sum)
      }
      left = [sums.sorted()]
      right = [[0]]
      draws = Double(replicates) + 1
      return
    }
    let middle = scores.count / 2
    let halves = (Self.sums(scores[..<middle], drawn), Self.sums(scores[middle...], drawn))
    var left: [[Double]] = []
    var right: [[Double]] = []
    var count = 0.0
    for (size, sums) in halves.0.enumerated() where 0..<halves.1.count ~= drawn - size {
      left.append(sums.sorted())
      right.append(halves.1[drawn - size].sorted())
      count += Double(sums.count) * Double(halves.1[drawn - size].count)
    }
    self.left = left
    self.right = right
    draws = count
  }

  /// The sums of all subsets of at most `most` scores, by size.
  private static func sums(_ scores: ArraySlice<Double>, _ most: Int) -> [[Double]] {
    var bySize: [[Double]] = [[0]]
    for score in scores {
      if bySize.count <= most { bySize.append([]) }
      for size in stride(from: bySize.count - 1, to: 0, by: -1) {
        bySize[size].append(contentsOf: bySize[size - 1].map { $0 + score })
      }
    }
    return bySize
  }

  /// P(sum ≥ value); of random draws (1 + those that reach it)/(1 + draws), which keeps a test's rate.
  public func upper(_ value: Double) -> Double {
    (count { $0 >= value - tolerance } + (isExact ? 0 : 1)) / draws
  }

  /// P(sum ≤ value), likewise.
  public func lower(_ value: Double) -> Double {
    // Random draws plus the observed one, or all draws, less those above.
    (draws - count { $0 > value + tolerance }) / draws
  }

  /// How many draws have a sum that meets a condition which every larger sum meets too.
  private func count(_ meets: (Double) -> Bool) -> Double {
    var total = 0.0
    for (a, b) in zip(left, right) {
      var index = b.count
      for sum in a {
        while index > 0 && meets(sum + b[index - 1]) { index -= 1 }
        total += Double(b.count - index)
      }
    }
    return total
  }

  /// The p-value of an observed sum, where a large sum is an early collapse.
  ///
  /// - Parameters:
  ///   - sum: the observed one.
  ///   - side: earlier for large sums, later for small ones, either for twice the smaller of both, at most 1.
  public func p(_ sum: Double, _ side: CollapseSide) -> Double {
    switch side {
    case .earlier: upper(sum)
    case .later: lower(sum)
    case .either: min(1, 2 * min(upper(sum), lower(sum)))
    }
  }

  /// The smallest p-value that any deal of these scores can have.
  public func smallestP(_ side: CollapseSide) -> Double {
    switch side {
    case .earlier: upper(ends.high)
    case .later: lower(ends.low)
    case .either: min(1, 2 * min(upper(ends.high), lower(ends.low)))
    }
  }

  /// The chance under the null that the p-value is at most `rate`: the rate that these data's ties leave of it.
  ///
  /// - Parameters:
  ///   - rate: of 0 < rate < 1.
  ///   - side: as for the p-value.
  public func reachedRate(_ rate: Double, _ side: CollapseSide) -> Double {
    switch side {
    case .earlier: largest(upper, from: ends.high, towards: ends.low, rate)
    case .later: largest(lower, from: ends.low, towards: ends.high, rate)
    case .either:
      largest(upper, from: ends.high, towards: ends.low, rate / 2)
        + largest(lower, from: ends.low, towards: ends.high, rate / 2)
    }
  }

  /// The largest tail not above the rate.
  private func largest(
    _ tail: (Double) -> Double, from extreme: Double, towards other: Double, _ rate: Double
  ) -> Double {
    guard tail(extreme) <= rate else { return 0 }
    var inside = extreme
    var outside = other
    guard tail(outside) > rate else { return tail(outside) }
    while abs(inside - outside) > tolerance {
      let middle = (inside + outside) / 2
      if tail(middle) <= rate { inside = middle } else { outside = middle }
    }
    return tail(inside)
  }

  private var ends: (low: Double, high: Double) {
    var low = Double.infinity
    var high = -Double.infinity
    for (a, b) in zip(left, right) {
      if let x = a.first, let y = b.first { low = min(low, x + y) }
      if let x = a.last, let y = b.last { high = max(high, x + y) }
    }
    return (low, high)
  }
}
