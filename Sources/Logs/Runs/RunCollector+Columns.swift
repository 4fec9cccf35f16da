internal import Measurement

extension RunCollector {
  /// What becomes of the numbers of a column.
  private enum Decision {
    case take(MetricUnit, [RunNote])
    case refuse(String)
  }

  /// Everything together.
  mutating func finish(format: RunFormat) throws(LogError) -> ImportedRun {
    try checkMappings()
    let rows = sortedRows()
    var chosen: [Trajectory.Column: Int] = [:]
    var units: [Int: MetricUnit] = [:]
    for (column, candidates) in candidates().sorted(by: { $0.key < $1.key }) {
      var passed: [Int] = []
      for index in candidates {
        if chosen[column] != nil {
          passed.append(index)
          continue
        }
        switch try decision(index, column, gathered(index, rows)) {
        case .take(let unit, let remarks):
          chosen[column] = index
          units[index] = unit
          // The simulator's columns are the waist's own.
          if format != .simulation && format != .simulationTable { notes += remarks }
        case .refuse(let reason):
          notes.append(.refused(column: column, name: columns[index].name, reason: reason))
        }
      }
      if let index = chosen[column], !passed.isEmpty {
        notes.append(
          .alternatives(column: column, taken: columns[index].name, others: passed.map { columns[$0].name }))
      }
    }
    noteCells()
    return assemble(rows, chosen, units, format)
  }

  private mutating func assemble(
    _ rows: Rows, _ chosen: [Trajectory.Column: Int], _ units: [Int: MetricUnit], _ format: RunFormat
  ) -> ImportedRun {
    var values: [Trajectory.Column: [Double?]] = [:]
    var sources: [Trajectory.Column: ImportedRun.Source] = [:]
    for (column, index) in chosen {
      let unit = units[index] ?? .any
      sources[column] = ImportedRun.Source(name: columns[index].name, unit: unit)
      let isShare = column.unit == .fraction
      values[column] = gathered(index, rows).map { number -> Double? in
        if number.isNaN { return nil }
        // Rounding in single precision takes a share of 1 a little beyond it.
        return isShare ? min(max(number * unit.scale, 0), 1) : number * unit.scale
      }
      // Both at once would be three times the numbers.
      columns[index].numbers = []
    }
    let taken = Set(chosen.values)
    var others: [ImportedRun.Column] = []
    for index in columns.indices where !taken.contains(index) && !columns[index].numbers.isEmpty {
      others.append(ImportedRun.Column(name: columns[index].name, numbers: gathered(index, rows)))
      columns[index].numbers = []
    }
    if chosen.isEmpty {
      notes.append(.nothingKnown(nearest: AliasTable.standard.nearest(to: others.map(\.name))))
    }
    return ImportedRun(
      trajectory: Trajectory(steps: rows.steps, columns: values), others: others, sources: sources,
      notes: notes,
      format: format, lines: rows.lines, path: file)
  }

  /// Of each column the foreign ones that could be it, the user's choice first, then in the table's order.
  private func candidates() -> [Trajectory.Column: [Int]] {
    var found: [Trajectory.Column: [(rank: Int, index: Int)]] = [:]
    for (index, column) in columns.enumerated() where !column.numbers.isEmpty {
      switch column.meaning {
      case .mapped(let mapping):
        if let target = options.mappings[mapping].column { found[target, default: []].append((-1, index)) }
      case .known(let match):
        if case .column(let target) = match.alias.target {
          found[target, default: []].append((match.rank, index))
        }
      case .unknown: break
      }
    }
    return found.mapValues { entries in
      let own = entries.filter { $0.rank < 0 }
      return (own.isEmpty ? entries : own).sorted { $0 < $1 }.map(\.index)
    }
  }

  private func decision(
    _ index: Int, _ column: Trajectory.Column, _ numbers: [Double]
  ) throws(LogError) -> Decision {
    var (smallest, largest) = (Double.infinity, -Double.infinity)
    for number in numbers where !number.isNaN {
      smallest = min(smallest, number)
      largest = max(largest, number)
    }
    if smallest > largest { return .refuse("no number of it is left") }
    let name = columns[index].name
    switch columns[index].meaning {
    case .mapped(let mapping):
      let declared = options.mappings[mapping].unit
      // A percent sign is already taken at its word.
      let unit = columns[index].hasPercentSigns && declared == .percent ? .fraction : declared
      if let reason = Self.objection(column, smallest * (unit?.scale ?? 1), largest * (unit?.scale ?? 1)) {
        if unit == nil,
          case .take(let unit, let notes) = inferred(name, column, smallest, largest, column.unit)
        {
          return .take(unit, notes)
        }
        throw .impossibleColumn(file: file, field: name, column: column.rawValue, reason: reason)
      }
      return .take(unit ?? column.unit, [])
    case .known(let match):
      let unit = match.alias.unit == .any ? column.unit : match.alias.unit
      var decision = inferred(
        name, column, smallest, largest, columns[index].hasPercentSigns ? .fraction : unit)
      if let remark = match.alias.remark, case .take(let unit, let notes) = decision {
        decision = .take(unit, notes + [.convention(column: column, name: name, remark: remark)])
      }
      return decision
    case .unknown: return .refuse("its name is not known")
    }
  }

  /// The unit in which the numbers can be the column's.
  ///
  /// Shares beyond 1 are percentages if they go beyond 2; between 1 and 2 lie sums of rewards as well.
  private func inferred(
    _ name: String, _ column: Trajectory.Column, _ smallest: Double, _ largest: Double, _ unit: MetricUnit
  ) -> Decision {
    guard let reason = Self.objection(column, smallest * unit.scale, largest * unit.scale) else {
      return .take(unit, [])
    }
    if column.unit == .fraction && unit == .fraction && largest > 2
      && Self.objection(column, smallest / 100, largest / 100) == nil
    {
      return .take(.percent, [.percent(column: column, name: name, largest: largest)])
    }
    return .refuse(reason)
  }

  /// Why numbers between these two cannot be a column's.
  private static func objection(
    _ column: Trajectory.Column, _ smallest: Double, _ largest: Double
  ) -> String? {
    let slack = 1e-6
    if column.isNeverNegative && smallest < -slack { return "it goes down to \(smallest)" }
    if column.unit == .fraction && largest > 1 + slack {
      return "it reaches \(largest), and whether that is a share is not clear; --map can declare its unit"
    }
    return nil
  }

  private mutating func noteCells() {
    for column in columns where column.notFinite > 0 {
      notes.append(.notFinite(name: column.name, count: column.notFinite, firstStep: column.firstNotFinite))
    }
    let text = columns.filter(\.isText).map(\.name)
    if !text.isEmpty { notes.append(.text(names: text)) }
  }

  private func checkMappings() throws(LogError) {
    for mapping in options.mappings where mapping.column != nil {
      if columns.contains(where: { $0.name == mapping.source }) { continue }
      let names = columns.map(\.name)
      throw .noColumn(
        file: file, wanted: mapping.source, seen: names,
        nearest: ImportedRun.nearest(to: mapping.source, among: names))
    }
  }
}
