extension RunReader {
  /// A table whose first record names the columns, of which one numbers the steps.
  ///
  /// The header may come again, with other columns too. A last line that is too short and has no end is cut off.
  func readTable(
    _ source: inout LineSource, _ first: LineSource.Line, _ firstHeader: RunTableHeader, name: String,
    into collector: inout RunCollector
  ) throws(LogError) -> RunFormat {
    var header = firstHeader
    try chooseRun(header, name: name)
    var columns = try columns(of: header, line: first.number, name: name, into: &collector)
    var damage = LineDamage()
    var fields: [CSVScanner.Field] = []
    var isOpen = false
    while var line = try source.nextLine() {
      isOpen = !line.isEnded
      if line.isTorn {
        damage.tear(line.number)
        continue
      }
      if source.bytes[line.range.lowerBound] == UInt8(ascii: "#") { continue }
      var mistake = CSVRecord.split(source.bytes.span, line.range, header.delimiter, into: &fields)
      if (mistake == .openQuote || fields.count < header.titles.count) && !line.isEnded {
        collector.notes.append(.cutEnd(line: line.number))
        isOpen = false
        break
      }
      // No record of a table of metrics is longer; a quote that is still open then is stray.
      while mistake == .openQuote, line.range.count < 1 << 16, let longer = try source.extend(line) {
        line = longer
        isOpen = !line.isEnded
        mistake = CSVRecord.split(source.bytes.span, line.range, header.delimiter, into: &fields)
      }
      switch mistake {
      case .openQuote:
        throw .malformedCSV(
          file: name, line: line.number, reason: "the quote that opens here is never closed")
      case .malformed(let reason): throw .malformedCSV(file: name, line: line.number, reason: reason)
      case nil: break
      }
      if let again = repeatedHeader(source.bytes, line, fields, header) {
        damage.repeatHeader(line.number)
        header = again
        columns = try self.columns(of: header, line: line.number, name: name, into: &collector)
        continue
      }
      guard fields.count == header.titles.count else {
        throw .malformedCSV(
          file: name, line: line.number,
          reason: "the header has \(header.titles.count) columns, this row has \(fields.count)")
      }
      try readRow(source.bytes.span, line.number, fields, header, columns, name: name, into: &collector)
    }
    damage.note(in: &collector)
    if isOpen { collector.notes.append(.openEnd) }
    if header.titles[header.step] != "step" && header.titles[header.step] != "Step" {
      collector.notes.append(.stepName(header.titles[header.step]))
    }
    return firstHeader.format
  }

  private func readRow(
    _ text: Span<UInt8>, _ line: Int, _ fields: [CSVScanner.Field], _ header: RunTableHeader,
    _ columns: [(field: Int, column: Int)], name: String, into collector: inout RunCollector
  ) throws(LogError) {
    let stepField = fields[header.step].range
    guard let step = NumberScanner.integer(text, stepField) else {
      switch NumberScanner.reading(of: text, stepField) {
      case .absent, .notFinite: return collector.dropRow(line: line)
      case .number, .text:
        throw .badValue(
          file: name, line: line, field: header.titles[header.step],
          found: LogError.quoted(NumberScanner.string(text, stepField)), needed: "a whole number")
      }
    }
    for (field, column) in columns {
      var range = fields[field].range
      if range.isEmpty { continue }
      let isPercent = text[range.upperBound - 1] == UInt8(ascii: "%")
      if isPercent { range = range.lowerBound..<range.upperBound - 1 }
      var reading = NumberScanner.reading(of: text, range)
      if case .number(let number) = reading, isPercent || collector.columns[column].hasPercentSigns {
        // One sign among plain numbers, or on an entropy or a length, is damage.
        let isMeant = collector.takesPercentSign(column) && isPercent
        reading = isMeant ? .number(number / 100) : .text
      } else if isPercent {
        reading = .text
      }
      try collector.set(
        column, reading, step: step, line: line,
        found: LogError.quoted(NumberScanner.string(text, fields[field].range)))
    }
    collector.endRow(step: step, line: line)
  }

  /// Where the fields of a row go; a name that stands twice is refused.
  private func columns(
    of header: RunTableHeader, line: Int, name: String, into collector: inout RunCollector
  ) throws(LogError) -> [(field: Int, column: Int)] {
    var seen: Set<String> = []
    var columns: [(field: Int, column: Int)] = []
    for field in header.wanted {
      guard seen.insert(header.names[field]).inserted else {
        throw .repeatedField(file: name, line: line, field: header.titles[field])
      }
      columns.append((field, collector.column(header.names[field])))
    }
    return columns
  }

  private func chooseRun(_ header: RunTableHeader, name: String) throws(LogError) {
    guard header.format == .wandbTable else { return }
    if let run = options.run {
      if !header.runs.contains(run) { throw .noRun(file: name, wanted: run, runs: header.runs) }
    } else if header.runs.count > 1 {
      throw .severalRuns(file: name, runs: header.runs)
    }
  }

  /// The header that a row is, if its step's field holds the step's title.
  private func repeatedHeader(
    _ bytes: [UInt8], _ line: LineSource.Line, _ fields: [CSVScanner.Field], _ header: RunTableHeader
  ) -> RunTableHeader? {
    guard header.step < fields.count else { return nil }
    let title = header.titles[header.step]
    let range = fields[header.step].range
    guard range.count >= title.utf8.count, bytes[range.lowerBound] > UInt8(ascii: "9"),
      CSVRecord.text(bytes, fields[header.step]) == title
    else { return nil }
    return RunTableHeader(bytes, line, options: options)
  }
}

/// Lines that were left out of a table or a list of objects, to be said at the end.
struct LineDamage {
  private var torn = 0
  private var firstTorn = 0
  private var headers = 0
  private var firstHeader = 0

  mutating func tear(_ line: Int) {
    if torn == 0 { firstTorn = line }
    torn += 1
  }

  mutating func repeatHeader(_ line: Int) {
    if headers == 0 { firstHeader = line }
    headers += 1
  }

  func note(in collector: inout RunCollector) {
    if torn > 0 { collector.notes.append(.tornLines(count: torn, firstLine: firstTorn)) }
    if headers > 0 { collector.notes.append(.repeatedHeader(count: headers, firstLine: firstHeader)) }
  }
}
