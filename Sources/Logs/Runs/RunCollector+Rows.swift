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
    if zip(steps, steps.dropFirst()).allSatisfy({ $0 < $1 }) {
      noteRepeated(repeated, dropped: 0)
      return Rows(steps: steps, lines: lines)
    }
    var order = Array(Int32(0)..<Int32(steps.count))
    order.sort { (steps[Int($0)], $0) < (steps[Int($1)], $1) }
    var rows = Rows(steps: [], lines: [], order: order)
    var again = repeated
    var dropped = 0
    var start = 0
    while start < order.count {
      let step = steps[Int(order[start])]
      var end = start + 1
      while end < order.count && steps[Int(order[end])] == step { end += 1 }
      var first = start
      if end > start + 1 {
        let (row, isAgain) = firstThatCounts(order, start..<end)
        first = row
        if isAgain { again.append(step) }
      }
      dropped += first - start
      rows.steps.append(step)
      rows.lines.append(lines[Int(order[end - 1])])
      rows.ranges.append(Int32(first)..<Int32(end))
      start = end
    }
    noteRepeated(again, dropped: dropped)
    if again.isEmpty && unordered > 0 { notes.append(.unordered(rows: unordered)) }
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

  private mutating func noteRepeated(_ steps: [Int], dropped: Int) {
    guard let first = steps.min(), let last = steps.max() else { return }
    notes.append(
      .repeatedSteps(count: Set(steps).count, first: first, last: last, rowsDropped: dropped))
  }

  /// The last row that contradicts what the rows before it say together; and whether any row contradicts them or says
  /// nothing new.
  private func firstThatCounts(_ order: [Int32], _ range: Range<Int>) -> (first: Int, isAgain: Bool) {
    var first = range.lowerBound
    var isAgain = false
    var known = [Double](repeating: .nan, count: columns.count)
    for index in range {
      let row = Int(order[index])
      let numbers = columns.map { row < $0.numbers.count ? $0.numbers[row] : .nan }
      let isContradicted = columns.indices.contains { contradicts($0, known[$0], numbers[$0]) }
      let isNew = columns.indices.contains { known[$0].isNaN && !numbers[$0].isNaN }
      if index > range.lowerBound && (isContradicted || !isNew) { isAgain = true }
      if isContradicted {
        first = index
        known = numbers
      } else {
        for column in columns.indices where !numbers[column].isNaN { known[column] = numbers[column] }
      }
    }
    return (first, isAgain)
  }
}
