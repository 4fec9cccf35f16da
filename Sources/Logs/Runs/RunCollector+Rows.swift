extension RunCollector {
  /// Which rows make up each step, in the order of steps.
  struct Rows {
    var steps: [Int]
    var lines: [Int32]
    /// The rows in the order of steps, then of arrival; nil if that is how they came, each step once.
    var order: [Int32]?
    /// Of each step the range in `order` of the rows that count.
    var ranges: [Range<Int32>] = []
  }

  /// Sorts the rows and joins those of one step.
  ///
  /// A row that contradicts an earlier one of its step replaces it: the run was restarted. One that does not adds to it:
  /// trainers log an evaluation behind its step.
  mutating func sortedRows() -> Rows {
    if zip(steps, steps.dropFirst()).allSatisfy({ $0 < $1 }) { return Rows(steps: steps, lines: lines) }
    var order = Array(Int32(0)..<Int32(steps.count))
    order.sort { (steps[Int($0)], $0) < (steps[Int($1)], $1) }
    var rows = Rows(steps: [], lines: [], order: order)
    var repeated: [Int] = []
    var dropped = 0
    var start = 0
    while start < order.count {
      let step = steps[Int(order[start])]
      var end = start + 1
      while end < order.count && steps[Int(order[end])] == step { end += 1 }
      let first = end == start + 1 ? start : firstThatCounts(order, start..<end)
      if first > start {
        repeated.append(step)
        dropped += first - start
      }
      rows.steps.append(step)
      rows.lines.append(lines[Int(order[end - 1])])
      rows.ranges.append(Int32(first)..<Int32(end))
      start = end
    }
    if let first = repeated.first, let last = repeated.last {
      notes.append(
        .repeatedSteps(count: repeated.count, first: first, last: last, rowsDropped: dropped))
    } else if unordered > 0 {
      notes.append(.unordered(rows: unordered))
    }
    return rows
  }

  /// The numbers of a column, one a step; NaN where there is none.
  func gathered(_ column: Int, _ rows: Rows) -> [Double] {
    let numbers = columns[column].numbers
    guard let order = rows.order else {
      return numbers.count == rows.steps.count
        ? numbers : numbers + repeatElement(.nan, count: rows.steps.count - numbers.count)
    }
    return rows.ranges.map { range in
      for index in range.reversed() {
        let row = Int(order[Int(index)])
        if row < numbers.count && !numbers[row].isNaN { return numbers[row] }
      }
      return .nan
    }
  }

  /// The last row that contradicts what the rows before it say together.
  private func firstThatCounts(_ order: [Int32], _ range: Range<Int>) -> Int {
    var first = range.lowerBound
    var known = [Double](repeating: .nan, count: columns.count)
    for index in range {
      let row = Int(order[index])
      let numbers = columns.map { row < $0.numbers.count ? $0.numbers[row] : .nan }
      if columns.indices.contains(where: { contradicts($0, known[$0], numbers[$0]) }) {
        first = index
        known = numbers
      } else {
        for column in columns.indices where !numbers[column].isNaN { known[column] = numbers[column] }
      }
    }
    return first
  }
}
