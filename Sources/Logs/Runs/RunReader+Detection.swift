extension RunReader {
  /// Recognises a file by its beginning and reads all of it.
  func read(
    _ source: consuming LineSource, beginning: [UInt8], name: String, into collector: inout RunCollector
  ) throws(LogError) -> RunFormat {
    if beginning.starts(with: WandbRecords.mark) {
      try readWandb(try Self.all(&source), name: name, into: &collector)
      return .wandbRecords
    }
    if EventRecords.begins(beginning) {
      try readEvents(try Self.all(&source), name: name, into: &collector)
      return .tensorBoard
    }
    if let reason = Self.foreignReason(beginning) {
      throw .unrecognised(file: name, line: 1, reasons: [reason])
    }
    var found = try source.nextLine()
    // Comments before a table's header.
    while let line = found, source.bytes[line.range.lowerBound] == UInt8(ascii: "#") {
      found = try source.nextLine()
    }
    guard let line = found else { throw .noSteps(file: name, reason: "it is empty") }
    let first = source.bytes[line.range.lowerBound]
    var reasons: [String] = []
    if first == UInt8(ascii: "{") || first == UInt8(ascii: "[") {
      if let format = try readJSON(&source, line, name: name, into: &collector, reasons: &reasons) {
        noteBytes(source, into: &collector)
        return format
      }
    } else {
      reasons.append("the JSON layouts begin with a brace or a bracket")
      if let header = RunTableHeader(source.bytes, line, options: options) {
        let format = try readTable(&source, line, header, name: name, into: &collector)
        noteBytes(source, into: &collector)
        return format
      }
      reasons.append(RunTableHeader.reason(source.bytes, line))
    }
    let format = try readConsole(&source, line, name: name, into: &collector)
    noteBytes(source, into: &collector)
    if let format { return format }
    reasons.append(
      "no line is one of verl (step:1 - name:value), of a Trainer ({'loss': 0.1, 'epoch': 0.1}) or of OpenRLHF"
        + " (Global step 1: {…})")
    throw .unrecognised(file: name, line: line.number, reasons: reasons)
  }

  private func noteBytes(_ source: borrowing LineSource, into collector: inout RunCollector) {
    if let line = source.firstNulLine {
      collector.notes.append(.nulBytes(count: source.nulCount, firstLine: line))
    }
  }

  private static func all(_ source: inout LineSource) throws(LogError) -> [UInt8] {
    let range = try source.rest()
    return Array(source.bytes[range])
  }

  /// What a file is that is no log, by its first bytes.
  private static func foreignReason(_ bytes: [UInt8]) -> String? {
    let marks: [([UInt8], String)] = [
      ([0x1F, 0x8B], "it is compressed by gzip; decompress it"),
      ([0x28, 0xB5, 0x2F, 0xFD], "it is compressed by zstd; decompress it"),
      ([0x50, 0x4B, 0x03, 0x04], "it is a zip archive; unpack it"),
      ([0x50, 0x41, 0x52, 0x31], "it is a Parquet file; write it as CSV"),
      (Array("SQLite format 3".utf8), "it is a database of SQLite; write its table as CSV"),
      ([0xFF, 0xFE], "it is UTF-16 text; write it as UTF-8"),
      ([0xFE, 0xFF], "it is UTF-16 text; write it as UTF-8"),
      ([0x80, 0x04, 0x95], "it is a Python pickle; write it as CSV"),
    ]
    return marks.first { bytes.starts(with: $0.0) }?.1
  }
}
