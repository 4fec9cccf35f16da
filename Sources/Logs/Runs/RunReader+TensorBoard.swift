extension RunReader {
  /// The scalars of a file of TensorBoard: `simple_value`, and tensors of one number.
  func readEvents(_ bytes: [UInt8], name: String, into collector: inout RunCollector) throws(LogError) {
    var records = EventRecords(bytes, name: name)
    while let range = try records.next() {
      do {
        try readEvent(bytes, range, record: records.number, into: &collector)
      } catch let mistake as ProtobufScanner.Mistake {
        throw records.malformed("\(mistake.reason); this is no event of TensorBoard")
      } catch let error as LogError {
        throw error
      } catch {
        throw records.malformed("this is no event of TensorBoard")
      }
    }
    if records.isCut { collector.notes.append(.cutEnd(line: records.number)) }
  }

  private func readEvent(
    _ bytes: [UInt8], _ range: Range<Int>, record: Int, into collector: inout RunCollector
  ) throws {
    var event = ProtobufScanner(bytes, range)
    var step = 0
    var summaries: [Range<Int>] = []
    while let (number, value) = try event.next() {
      switch (number, value) {
      case (2, .varint(let bits)): step = Int(truncatingIfNeeded: Int64(bitPattern: bits))
      case (5, .bytes(let summary)): summaries.append(summary)
      default: break
      }
    }
    var isFound = false
    for summary in summaries {
      var fields = ProtobufScanner(bytes, summary)
      while let (number, value) = try fields.next() {
        guard number == 1, case .bytes(let entry) = value,
          let (tag, scalar) = try Self.scalar(bytes, entry)
        else { continue }
        isFound = true
        let reading: NumberScanner.Reading = scalar.isFinite ? .number(scalar) : .notFinite
        try collector.set(collector.column(tag), reading, step: step, line: record, found: "text")
      }
    }
    if isFound { collector.endRow(step: step, line: record) }
  }

  /// The tag and the number of a summary's entry; nil for images, texts, histograms.
  private static func scalar(_ bytes: [UInt8], _ range: Range<Int>) throws -> (tag: String, value: Double)? {
    var fields = ProtobufScanner(bytes, range)
    var tag = ""
    var number: Double?
    while let (field, value) = try fields.next() {
      switch (field, value) {
      case (1, .bytes(let name)): tag = String(decoding: bytes[name], as: UTF8.self)
      case (2, .fixed32(let bits)): number = Double(Float(bitPattern: bits))
      case (8, .bytes(let tensor)): number = try self.number(ofTensor: bytes, tensor)
      default: break
      }
    }
    return number.map { (tag, $0) }
  }

  /// The number of a tensor that holds one: of 32 or 64 bits, as content or as a list.
  private static func number(ofTensor bytes: [UInt8], _ range: Range<Int>) throws -> Double? {
    var fields = ProtobufScanner(bytes, range)
    var type: UInt64 = 0
    var number: Double?
    var content: Range<Int>?
    while let (field, value) = try fields.next() {
      switch (field, value) {
      case (1, .varint(let code)): type = code
      case (4, .bytes(let range)): content = range
      case (5, .fixed32(let bits)): number = Double(Float(bitPattern: bits))
      case (5, .bytes(let range)) where range.count == 4: number = float(bytes, range)
      case (6, .fixed64(let bits)): number = Double(bitPattern: bits)
      case (6, .bytes(let range)) where range.count == 8: number = double(bytes, range)
      case (7, .varint(let bits)), (10, .varint(let bits)): number = Double(Int64(bitPattern: bits))
      default: break
      }
    }
    // The codes of tensorflow's DT_FLOAT, DT_DOUBLE, DT_INT32, DT_INT64; strings are texts.
    switch (type, content?.count) {
    case (1, 4): return content.map { float(bytes, $0) }
    case (2, 8): return content.map { double(bytes, $0) }
    case (3, 4):
      return content.map { Double(Int32(bitPattern: LittleEndian.uint32(bytes, $0.lowerBound))) }
    case (9, 8):
      return content.map { Double(Int64(bitPattern: LittleEndian.uint64(bytes, $0.lowerBound))) }
    case (1, nil), (2, nil), (3, nil), (9, nil): return number
    default: return nil
    }
  }

  private static func float(_ bytes: [UInt8], _ range: Range<Int>) -> Double {
    Double(Float(bitPattern: LittleEndian.uint32(bytes, range.lowerBound)))
  }

  private static func double(_ bytes: [UInt8], _ range: Range<Int>) -> Double {
    Double(bitPattern: LittleEndian.uint64(bytes, range.lowerBound))
  }
}
