internal import CGSL

extension Generator {
  /// Draws answers independently, each category with probability proportional to its weight.
  ///
  /// Two algorithms stand behind the one name: inversion of the partial sums, and beyond `aliasThreshold` an
  /// alias table (Walker 1977, in Vose's form), dearer to build but with draws of constant cost. Which one
  /// runs depends on the two counts alone, so a stream's numbers are reproducible. Nanoseconds of inversion
  /// and of the alias table, tables included, best of 5 on one core of a shared x86-64 machine, release
  /// build:
  ///
  /// | draws | 2 weights | 10 | 128 | 1,024 |
  /// |---|---|---|---|---|
  /// | 8 | **100** / 784 | **229** / 1,344 | **742** / 3,950 | **2,808** / 22,143 |
  /// | 64 | **492** / 1,312 | **1,187** / 1,648 | 3,530 / **3,359** | **6,957** / 14,671 |
  /// | 512 | **5,655** / 11,133 | **12,199** / 12,405 | 24,887 / **14,686** | 37,885 / **30,408** |
  /// | 4,096 | **41,628** / 83,631 | 95,428 / **87,057** | 190,240 / **89,843** | 285,964 / **113,733** |
  ///
  /// - Parameters:
  ///   - weights: at least one number ≥ 0, finite, with a positive sum; they need not sum to 1.
  ///   - categories: receives one index of `weights` a draw.
  public mutating func drawCategories(weights: Span<Double>, into categories: inout MutableSpan<Int32>) {
    precondition(!weights.isEmpty, "a categorical law needs at least one weight")
    if Self.aliasThreshold(draws: categories.count, weights: weights.count) {
      drawByAlias(weights: weights, into: &categories)
    } else {
      drawByCumulation(weights: weights, into: &categories)
    }
  }

  /// One draw, each category with probability proportional to its weight; see `drawCategories`.
  public mutating func category(weights: [Double]) -> Int {
    var drawn: [Int32] = [0]
    var span = drawn.mutableSpan
    drawCategories(weights: weights.span, into: &span)
    return Int(drawn[0])
  }

  /// How often each category occurs in a number of independent draws.
  ///
  /// From 32 trials on, and with more trials than weights, GSL's chain of conditional binomials is taken,
  /// otherwise single draws are counted; which one runs depends on the two counts alone. Nanoseconds of the
  /// chain and of the draws, measured as for `drawCategories`: 32 trials of 10 weights 775 / 815, 128 of 128
  /// 5,396 / 6,387, 512 of 128 9,727 / 14,686, 512 of 1,024 39,914 / 30,408, 8 of 10 553 / 229.
  ///
  /// - Parameters:
  ///   - trials: 0 ... 2³² − 1.
  ///   - weights: as in `drawCategories`.
  /// - Returns: as many counts as weights, with sum `trials`.
  public mutating func multinomial(trials: Int, weights: [Double]) -> [Int] {
    precondition(
      0...Int(UInt32.max) ~= trials, "a multinomial law needs 0 ... 2^32 - 1 trials, not \(trials)")
    var result = [Int](repeating: 0, count: weights.count)
    if trials >= 32 && trials > weights.count {
      _ = checkedTotal(weights.span)
      var counts = [UInt32](repeating: 0, count: weights.count)
      unsafe weights.withUnsafeBufferPointer { p in
        unsafe counts.withUnsafeMutableBufferPointer { n in
          unsafe gsl_ran_multinomial(rng, p.count, UInt32(trials), p.baseAddress, n.baseAddress)
        }
      }
      for category in counts.indices { result[category] = Int(counts[category]) }
    } else {
      var drawn = [Int32](repeating: 0, count: trials)
      var span = drawn.mutableSpan
      drawCategories(weights: weights.span, into: &span)
      for category in drawn { result[Int(category)] += 1 }
    }
    return result
  }

  /// Whether so many draws from so many weights go by the alias table; see `drawCategories` for the times.
  static func aliasThreshold(draws: Int, weights: Int) -> Bool {
    draws > 128 && weights > 16 && 2 * draws >= weights
  }

  /// The sum of the weights, having refused what is no weight.
  private func checkedTotal(_ weights: Span<Double>) -> Double {
    var total = 0.0
    for category in weights.indices {
      precondition(
        weights[category] >= 0, "weight \(category) is \(weights[category]); weights are at least 0")
      total += weights[category]
    }
    precondition(total > 0 && total.isFinite, "weights need a positive, finite sum, not \(total)")
    return total
  }

  /// Inversion: the category is the number of partial sums that u·total has reached.
  mutating func drawByCumulation(weights: Span<Double>, into categories: inout MutableSpan<Int32>) {
    let total = checkedTotal(weights)
    // A uniform number below 1 can still round up to the total; such a draw falls to the last positive
    // weight.
    var last = weights.count - 1
    while weights[last] == 0 { last -= 1 }
    if last < 32 || categories.count < 8 {
      for draw in categories.indices {
        let target = uniform() * total
        var sum = 0.0
        var category = 0
        while category < last {
          sum += weights[category]
          if target < sum { break }
          category += 1
        }
        categories[draw] = Int32(category)
      }
      return
    }
    // The same numbers from a table and bisection: 64 draws of 1,024 weights in 7.0 instead of 41.9 µs.
    var table = [Double](repeating: 0, count: last)
    var sums = table.mutableSpan
    var sum = 0.0
    for category in 0..<last {
      sum += weights[category]
      sums[category] = sum
    }
    for draw in categories.indices {
      let target = uniform() * total
      var reached = 0
      var rest = last
      while rest > 0 {
        // In bounds: reached + rest never grows.
        let half = (rest + 1) >> 1
        reached &+= sums[reached &+ half &- 1] <= target ? half : 0
        rest &-= half
      }
      categories[draw] = Int32(truncatingIfNeeded: reached)
    }
  }

  /// Vose's alias method: cell i holds category i with probability `share[i]`, else its alias.
  mutating func drawByAlias(weights: Span<Double>, into categories: inout MutableSpan<Int32>) {
    let total = checkedTotal(weights)
    let count = weights.count
    var share = [Double](repeating: 0, count: count)
    var alias = [Int32](repeating: 0, count: count)
    var poor: [Int] = []
    var rich: [Int] = []
    for category in 0..<count {
      // Divided first: the product could overflow.
      share[category] = weights[category] / total * Double(count)
      alias[category] = Int32(category)
      if share[category] < 1 { poor.append(category) } else { rich.append(category) }
    }
    while let giver = rich.last, let taker = poor.popLast() {
      alias[taker] = Int32(giver)
      share[giver] -= 1 - share[taker]
      if share[giver] < 1 {
        rich.removeLast()
        poor.append(giver)
      }
    }
    // What rounding left over on either pile is a full cell, unless its weight is 0: then it passes to the
    // largest.
    var largest = 0
    for category in 0..<count where weights[category] > weights[largest] { largest = category }
    for category in poor where weights[category] == 0 { alias[category] = Int32(largest) }
    for category in poor + rich where weights[category] > 0 { share[category] = 1 }
    for draw in categories.indices {
      let cell = index(below: count)
      categories[draw] = uniform() < share[cell] ? Int32(cell) : alias[cell]
    }
  }
}
