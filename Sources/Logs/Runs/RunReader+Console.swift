extension RunReader {
  /// What a console showed: verl's lines of metrics, the dictionaries of a Trainer or of OpenRLHF; nil without any.
  ///
  /// Colours and the names of processes before a line are skipped, as are all other lines. The layout is that of the
  /// first line of metrics.
  func readConsole(
    _ source: inout LineSource, _ first: LineSource.Line, name: String, into collector: inout RunCollector
  ) throws(LogError) -> RunFormat? {
    var console = Console()
    var line = first
    while true {
      if line.isTorn {
        console.damage.tear(line.number)
      } else {
        let text = ConsoleLine.plain(source.bytes, line.range)
        try read(text, line, &console, name: name, into: &collector)
      }
      guard let next = try source.nextLine() else { break }
      line = next
    }
    guard let format = console.format else { return nil }
    console.damage.note(in: &collector)
    if console.otherLines > 0, let other = console.otherFormat {
      collector.notes.append(.otherLayout(other, lines: console.otherLines))
    }
    if console.unreadable > 0 {
      collector.notes.append(
        .unreadableFields(count: console.unreadable, firstLine: console.firstUnreadable))
    }
    if format == .trainerConsole { number(console, &collector) }
    return format
  }

  /// What is known after some lines.
  private struct Console {
    var format: RunFormat?
    var otherFormat: RunFormat?
    var otherLines = 0
    var unreadable = 0
    var firstUnreadable = 0
    var damage = LineDamage()
    /// The number and the total of a Trainer's own progress bar.
    var bar: Int?
    var barTotal: Int?
    /// Of each dictionary without a step the bar's number.
    var barSteps: [Int?] = []
    var hasSteps = false

    /// Whether a line of this layout is read.
    mutating func takes(_ found: RunFormat) -> Bool {
      if format == nil { format = found }
      if format == found { return true }
      otherFormat = found
      otherLines += 1
      return false
    }
  }

  private func read(
    _ bytes: [UInt8], _ line: LineSource.Line, _ console: inout Console, name: String,
    into collector: inout RunCollector
  ) throws(LogError) {
    let text = bytes.span
    if let (step, start) = ConsoleLine.verlStep(text) {
      guard console.takes(.verlConsole) else { return }
      try readVerl(bytes, step, start, line, &console, name: name, into: &collector)
      return
    }
    if let bar = ConsoleLine.bar(text), console.barTotal == nil || console.barTotal == bar.total {
      console.barTotal = bar.total
      console.bar = bar.number
    }
    guard let (step, start) = ConsoleLine.dictionary(text) else { return }
    guard let found = PythonScanner.dictionary(text, start..<text.count) else { return }
    if let step {
      guard console.takes(.openRLHFConsole) else { return }
      try collect(found.entries, step: step, line: line.number, into: &collector)
      return
    }
    let stepEntry = ["step", "global_step"].lazy.compactMap { key in found.entries.first { $0.key == key } }
      .first
    guard stepEntry != nil || found.entries.contains(where: { $0.key == "epoch" }) else { return }
    guard console.takes(.trainerConsole) else { return }
    if case .number(let number) = stepEntry?.value, let step = NumberScanner.integer(number) {
      console.hasSteps = true
      let others = found.entries.filter { $0.key != stepEntry?.key }
      try collect(others, step: step, line: line.number, into: &collector)
      return
    }
    // An evaluation belongs to the step before it, and so do the totals of the whole run.
    let isTraining = !found.entries.contains { $0.key.hasPrefix("eval_") || $0.key == "train_runtime" }
    if isTraining { console.barSteps.append(console.bar) }
    let number = max(console.barSteps.count, 1)
    try collect(found.entries, step: number, line: line.number, into: &collector)
  }

  private func collect(
    _ entries: [PythonScanner.Entry], step: Int, line: Int, into collector: inout RunCollector
  ) throws(LogError) {
    for entry in entries {
      try collector.set(collector.column(entry.key), entry.value, step: step, line: line, found: "text")
    }
    collector.endRow(step: step, line: line)
  }

  private func readVerl(
    _ bytes: [UInt8], _ step: Int, _ start: Int, _ line: LineSource.Line, _ console: inout Console,
    name: String, into collector: inout RunCollector
  ) throws(LogError) {
    let text = bytes.span
    var seen: Set<String> = []
    for range in ConsoleLine.fields(text, from: start) {
      guard let (key, value) = ConsoleLine.field(text, range) else {
        if console.unreadable == 0 { console.firstUnreadable = line.number }
        console.unreadable += 1
        continue
      }
      let field = NumberScanner.string(text, key)
      guard seen.insert(field).inserted else {
        throw .repeatedField(file: name, line: line.number, field: field)
      }
      try collector.set(
        collector.column(field), value, step: step, line: line.number, found: "text")
    }
    collector.endRow(step: step, line: line.number)
  }

  /// Gives a Trainer's dictionaries the numbers of its progress bar where it shows one for each, else 1, 2, 3 ….
  private func number(_ console: Console, _ collector: inout RunCollector) {
    if console.hasSteps { return }
    let steps = console.barSteps.compactMap(\.self)
    let isIncreasing = zip(steps, steps.dropFirst()).allSatisfy { $0 < $1 }
    if steps.count == console.barSteps.count && isIncreasing && !steps.isEmpty {
      collector.renumber(collector.steps.map { steps[min(max($0, 1), steps.count) - 1] })
    } else {
      collector.notes.append(.numbered(rows: console.barSteps.count))
    }
  }
}
