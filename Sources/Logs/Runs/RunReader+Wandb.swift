extension RunReader {
  /// The history in a run's own file of Weights & Biases.
  ///
  /// Steps are those of a logged step, such as `train/global_step`, where the first row with metrics has one, else the
  /// run's own `_step`.
  func readWandb(_ bytes: [UInt8], name: String, into collector: inout RunCollector) throws(LogError) {
    var records = try WandbRecords(bytes, name: name)
    var stepKey: String?
    while let record = try records.next() {
      let row: [(key: String, value: JSONValue)]
      do {
        guard let found = try Self.history(record) else { continue }
        row = found
      } catch {
        throw .malformedRecord(
          file: name, record: records.number, byte: error.offset,
          reason: "\(error.reason); this is no record of Weights & Biases")
      }
      let fields = row.map { JSONValue.Field(key: $0.key, value: $0.value) }
      if stepKey == nil { stepKey = ObjectLayout(fields, options: options).stepKey }
      guard let key = stepKey, let value = RunReader.key(key, in: fields),
        case .number(let number) = Self.reading(value), let step = NumberScanner.integer(number)
      else {
        collector.dropRow(line: records.number)
        continue
      }
      for field in fields where field.key != key {
        try collector.set(
          collector.column(field.key), Self.reading(field.value), step: step, line: records.number,
          found: field.value.summary)
      }
      collector.endRow(step: step, line: records.number)
    }
    if records.isCut { collector.notes.append(.cutEnd(line: records.number)) }
    if let stepKey, stepKey != "_step" { collector.notes.append(.stepName(stepKey)) }
  }

  /// The items of a record of history; nil for any other record.
  private static func history(
    _ bytes: [UInt8]
  ) throws(ProtobufScanner.Mistake) -> [(key: String, value: JSONValue)]? {
    var record = ProtobufScanner(bytes, 0..<bytes.count)
    var row: [(key: String, value: JSONValue)]?
    while let (number, value) = try record.next() {
      guard number == 2, case .bytes(let range) = value else { continue }
      var history = ProtobufScanner(bytes, range)
      var items = row ?? []
      while let (number, value) = try history.next() {
        guard case .bytes(let range) = value else { continue }
        if number == 1 { items.append(try item(bytes, range)) }
        if number == 2 {
          var step = ProtobufScanner(bytes, range)
          while let (number, value) = try step.next() {
            if number == 1, case .varint(let bits) = value, !items.contains(where: { $0.key == "_step" }) {
              items.append(("_step", .number(String(Int64(bitPattern: bits)))))
            }
          }
        }
      }
      row = items
    }
    return row
  }

  /// One item: a key, or the keys of nested objects, with JSON or, as newer versions write it, a typed value.
  private static func item(
    _ bytes: [UInt8], _ range: Range<Int>
  ) throws(ProtobufScanner.Mistake) -> (key: String, value: JSONValue) {
    var fields = ProtobufScanner(bytes, range)
    var key = ""
    var nested: [String] = []
    var item = JSONValue.null
    while let (number, value) = try fields.next() {
      switch (number, value) {
      case (1, .bytes(let range)): key = String(decoding: bytes[range], as: UTF8.self)
      case (2, .bytes(let range)): nested.append(String(decoding: bytes[range], as: UTF8.self))
      case (4, .varint(let bits)): item = .bool(bits != 0)
      case (5, .varint(let bits)):
        // A zigzag: the sign is the lowest bit.
        item = .number(String(Int64(bitPattern: bits >> 1) ^ -Int64(bitPattern: bits & 1)))
      case (6, .fixed64(let bits)):
        let number = Double(bitPattern: bits)
        item = .number(number.isFinite ? String(number) : "nan")
      case (7, .bytes(let range)): item = .string(String(decoding: bytes[range], as: UTF8.self))
      case (8, .bytes(let range)), (16, .bytes(let range)):
        var scanner = JSONScanner(bytes, range, takesNotFinite: true)
        item = (try? scanner.wholeValue()) ?? .string(String(decoding: bytes[range], as: UTF8.self))
      // Weights & Biases writes "NaN" and "Infinity" as strings.
      default: break
      }
    }
    return (nested.isEmpty ? key : nested.joined(separator: "/"), item)
  }
}
