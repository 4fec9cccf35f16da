internal import Measurement

extension RunReader {
  /// A JSON document or an object a line; nil, with the reason, if the text is neither.
  func readJSON(
    _ source: inout LineSource, _ line: LineSource.Line, name: String, into collector: inout RunCollector,
    reasons: inout [String]
  ) throws(LogError) -> RunFormat? {
    var scanner = JSONScanner(source.bytes, line.range, takesNotFinite: true)
    if let value = try? scanner.wholeValue() {
      if case .object(let fields) = value, Self.key("log_history", in: fields) == nil,
        !Self.isSimulation(fields)
      {
        return try readObjects(&source, line, fields, name: name, into: &collector)
      }
      return try readDocument(value, name: name, line: line.number, into: &collector)
    }
    // A dictionary of Python is no JSON, nor is a cut file; the whole text tells.
    let range = try source.rest()
    var whole = JSONScanner(source.bytes, range, takesNotFinite: true)
    do {
      return try readDocument(try whole.wholeValue(), name: name, line: line.number, into: &collector)
    } catch let error as LogError {
      throw error
    } catch let mistake as JSONScanner.Mistake {
      let before = source.bytes[..<min(mistake.offset, source.bytes.count)]
      let number = line.number + before.dropFirst(range.lowerBound).count { $0 == UInt8(ascii: "\n") }
      let isCut = mistake.offset >= range.upperBound
      var reason = "JSON needs a value here"
      if case .malformed(let text) = mistake.reason { reason = text }
      if isCut { reason = "the file ends inside a value; it is cut" }
      reasons.append("JSON ends to be right on line \(number): \(reason)")
      return nil
    } catch {
      return nil
    }
  }

  /// An object a line.
  private func readObjects(
    _ source: inout LineSource, _ first: LineSource.Line, _ firstFields: [JSONValue.Field], name: String,
    into collector: inout RunCollector
  ) throws(LogError) -> RunFormat {
    var layout = ObjectLayout(firstFields, options: options)
    var damage = LineDamage()
    var line = first
    var fields = firstFields
    while true {
      try collect(fields, layout, line: line.number, name: name, into: &collector)
      var next: [JSONValue.Field]?
      while next == nil, let following = try source.nextLine() {
        line = following
        if line.isTorn {
          damage.tear(line.number)
        } else {
          next = try object(source.bytes, line, name: name)
          if next == nil { collector.notes.append(.cutEnd(line: line.number)) }
        }
      }
      guard let next else { break }
      fields = next
      // The first lines of some histories hold no metrics.
      if layout.stepKey == nil && layout.format != .verlFile {
        layout = ObjectLayout(fields, options: options)
      }
    }
    damage.note(in: &collector)
    if let key = layout.stepKey {
      if key != "step" && key != "_step" { collector.notes.append(.stepName(key)) }
    } else if collector.steps.isEmpty {
      let seen = firstFields.map(\.key)
      throw .noStepColumn(
        file: name, line: first.number, seen: seen,
        nearest: AliasTable.standard.nearest(to: seen, target: .step))
    }
    return layout.format
  }

  /// The object in a line; nil for a last line that is cut.
  private func object(
    _ bytes: [UInt8], _ line: LineSource.Line, name: String
  ) throws(LogError) -> [JSONValue.Field]? {
    var scanner = JSONScanner(bytes, line.range, takesNotFinite: true)
    do {
      let value = try scanner.wholeValue()
      if case .object(let fields) = value { return fields }
      throw LogError.malformedJSON(
        file: name, line: line.number, column: 1,
        reason: "an object is needed on every line, not \(value.summary)")
    } catch let error as LogError {
      throw error
    } catch let mistake as JSONScanner.Mistake {
      if !line.isEnded { return nil }
      guard case .malformed(let reason) = mistake.reason else { return nil }
      throw .malformedJSON(
        file: name, line: line.number, column: mistake.offset - line.range.lowerBound + 1, reason: reason)
    } catch {
      return nil
    }
  }

  /// One record's numbers.
  private func collect(
    _ fields: [JSONValue.Field], _ layout: ObjectLayout, line: Int, name: String,
    into collector: inout RunCollector
  ) throws(LogError) {
    let stepKey = layout.format == .verlFile ? "step" : layout.stepKey
    guard let stepKey, let value = Self.key(stepKey, in: fields) else { return collector.dropRow(line: line) }
    if value == .null { return collector.dropRow(line: line) }
    guard let step = Self.number(value).flatMap(NumberScanner.integer) else {
      throw .badValue(
        file: name, line: line, field: stepKey, found: value.summary, needed: "a whole number")
    }
    var metrics = fields.filter { $0.key != stepKey }
    if layout.format == .verlFile {
      guard case .object(let data) = Self.key("data", in: fields) else {
        throw .badValue(
          file: name, line: line, field: "data", found: Self.key("data", in: fields)?.summary ?? "nothing",
          needed: "an object of metrics")
      }
      metrics = data
    }
    try collect(metrics, prefix: "", step: step, line: line, name: name, into: &collector)
    collector.endRow(step: step, line: line)
  }

  /// The numbers of an object; those of objects within it under `outer/inner`.
  private func collect(
    _ fields: [JSONValue.Field], prefix: String, step: Int, line: Int, name: String,
    into collector: inout RunCollector
  ) throws(LogError) {
    var seen: Set<String> = []
    for field in fields {
      let key = prefix + field.key
      guard seen.insert(field.key).inserted else {
        throw .repeatedField(file: name, line: line, field: key)
      }
      if case .object(let inner) = field.value {
        try collect(inner, prefix: key + "/", step: step, line: line, name: name, into: &collector)
        continue
      }
      let reading = Self.reading(field.value)
      try collector.set(
        collector.column(key), reading, step: step, line: line, found: field.value.summary)
    }
  }

  /// A whole document: a Trainer's state, a simulation, or an array of objects.
  private func readDocument(
    _ value: JSONValue, name: String, line: Int, into collector: inout RunCollector
  ) throws(LogError) -> RunFormat {
    var entries: [JSONValue] = []
    var format = RunFormat.objects
    switch value {
    case .object(let fields):
      if Self.isSimulation(fields) {
        try readSimulation(fields, name: name, into: &collector)
        return .simulation
      }
      guard case .array(let history) = Self.key("log_history", in: fields) else {
        throw .unrecognised(
          file: name, line: line,
          reasons: [
            "a Trainer's state needs the key log_history, a simulation steps and columns, here are"
              + " \(LogError.list(fields.map(\.key)))"
          ])
      }
      entries = history
      format = .trainerState
    case .array(let values): entries = values
    default:
      throw .unrecognised(
        file: name, line: line, reasons: ["JSON needs an object or an array, here is \(value.summary)"])
    }
    var layout: ObjectLayout?
    for (index, entry) in entries.enumerated() {
      guard case .object(let fields) = entry else {
        throw .badValue(
          file: name, line: index + 1, field: format == .trainerState ? "log_history" : "the array",
          found: entry.summary, needed: "an object as entry \(index + 1)")
      }
      if layout?.stepKey == nil { layout = ObjectLayout(fields, options: options) }
      guard let layout else { continue }
      try collect(fields, layout, line: index + 1, name: name, into: &collector)
    }
    if format == .trainerState { return format }
    return layout?.format ?? .objects
  }

  /// The means, and the ends of bands under the names that the CSV has.
  private func readSimulation(
    _ fields: [JSONValue.Field], name: String, into collector: inout RunCollector
  ) throws(LogError) {
    guard case .array(let steps) = Self.key("steps", in: fields),
      case .object(let columns) = Self.key("columns", in: fields)
    else { return }
    var lists: [(column: Int, values: [JSONValue])] = []
    for column in columns {
      guard case .object(let parts) = column.value else { continue }
      for (key, suffix) in [("mean", ""), ("lower", "_lower"), ("upper", "_upper")] {
        guard case .array(let values) = Self.key(key, in: parts) else { continue }
        guard values.count == steps.count else {
          throw .badValue(
            file: name, line: 1, field: column.key + suffix, found: "\(values.count) values",
            needed: "one a step, \(steps.count),")
        }
        lists.append((collector.column(column.key + suffix), values))
      }
    }
    for (index, value) in steps.enumerated() {
      guard let step = Self.number(value).flatMap(NumberScanner.integer) else {
        throw .badValue(
          file: name, line: index + 1, field: "steps", found: value.summary, needed: "a whole number")
      }
      for (column, values) in lists {
        try collector.set(
          column, Self.reading(values[index]), step: step, line: index + 1, found: values[index].summary)
      }
      collector.endRow(step: step, line: index + 1)
    }
  }

  static func isSimulation(_ fields: [JSONValue.Field]) -> Bool {
    guard case .array = key("steps", in: fields), case .object = key("columns", in: fields) else {
      return false
    }
    return true
  }

  static func key(_ name: String, in fields: [JSONValue.Field]) -> JSONValue? {
    fields.first { $0.key == name }?.value
  }

  /// A value's number: a finite JSON number, or a string that is one.
  private static func number(_ value: JSONValue) -> Double? {
    if case .number(let number) = reading(value) { number } else { nil }
  }

  static func reading(_ value: JSONValue) -> NumberScanner.Reading {
    switch value {
    case .null: return .absent
    case .bool(let flag): return .number(flag ? 1 : 0)
    case .number(let text), .string(let text):
      if case .string = value, text.isEmpty { return .text }
      let bytes = Array(text.utf8)
      return NumberScanner.reading(of: bytes.span, 0..<bytes.count)
    case .array, .object: return .text
    }
  }
}

/// What kind of record the objects of a file are.
struct ObjectLayout {
  let format: RunFormat
  /// The key that numbers the steps.
  let stepKey: String?

  init(_ fields: [JSONValue.Field], options: RunReadingOptions) {
    if case .object = RunReader.key("data", in: fields), RunReader.key("step", in: fields) != nil {
      (format, stepKey) = (.verlFile, "step")
      return
    }
    let keys = fields.map(\.key)
    format = keys.contains("_step") ? .wandbHistory : .objects
    if let own = options.mappings.first(where: { $0.column == nil }) {
      stepKey = keys.contains(own.source) ? own.source : nil
      return
    }
    stepKey =
      keys.compactMap { key -> (Int, String)? in
        guard let match = AliasTable.standard.match(key), match.alias.target == .step else { return nil }
        return (match.rank, key)
      }.min { $0 < $1 }?.1
  }
}
