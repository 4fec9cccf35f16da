internal import CGSL

extension Generator {
  /// Draws answers independently, each category with probability proportional to its weight.
  ///
  /// Two algorithms stand behind the one name. Up to `aliasThreshold` (draws × categories) a cumulative table is
  /// searched; beyond, an alias table (Walker 1977, in Vose's form) is built once and each draw then takes constant
  /// time. Which one runs depends on the counts alone, so a stream's numbers are reproducible.
  ///
  /// - Parameters:
  ///   - weights: at least one number ≥ 0, finite, with a positive sum; they need not sum to 1.
  ///   - categories: receives one index of `weights` a draw.
  public mutating func drawCategories(weights: Span<Double>, into categories: inout MutableSpan<Int32>) {
    precondition(!weights.isEmpty, "a categorical law needs at least one weight")
    if categories.count > 64 && weights.count > 16 {
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
  /// With many draws of few categories GSL's chain of conditional binomials is taken, otherwise single draws are
  /// counted; which one runs depends on the two counts alone.
  ///
  /// - Parameters:
  ///   - trials: 0 ... 2³² − 1.
  ///   - weights: as in `drawCategories`.
  /// - Returns: as many counts as weights, with sum `trials`.
  public mutating func multinomial(trials: Int, weights: [Double]) -> [Int] {
    precondition(0...Int(UInt32.max) ~= trials, "a multinomial law needs 0 ... 2^32 - 1 trials, not \(trials)")
    var result = [Int](repeating: 0, count: weights.count)
    if trials > 4 * weights.count {
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

  /// The sum of the weights, having refused what is no weight.
  private func checkedTotal(_ weights: Span<Double>) -> Double {
    var total = 0.0
    for category in weights.indices {
      precondition(weights[category] >= 0, "weight \(category) is \(weights[category]); weights are at least 0")
      total += weights[category]
    }
    precondition(total > 0 && total.isFinite, "weights need a positive, finite sum, not \(total)")
    return total
  }

  /// Inversion: the category is the number of partial sums that u·total has reached.
  private mutating func drawByCumulation(weights: Span<Double>, into categories: inout MutableSpan<Int32>) {
    let total = checkedTotal(weights)
    // A uniform number below 1 can still round up to the total; such a draw falls to the last positive weight.
    var last = weights.count - 1
    while weights[last] == 0 { last -= 1 }
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
  }

  /// Vose's alias method: cell i holds category i with probability `share[i]`, else its alias.
  private mutating func drawByAlias(weights: Span<Double>, into categories: inout MutableSpan<Int32>) {
    let total = checkedTotal(weights)
    let count = weights.count
    var share = [Double](repeating: 0, count: count)
    var alias = [Int32](repeating: 0, count: count)
    var poor: [Int] = []
    var rich: [Int] = []
    for category in 0..<count {
      share[category] = weights[category] * Double(count) / total
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
    // What rounding left over on either pile is a full cell, unless its weight is 0: then it passes to the largest.
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
