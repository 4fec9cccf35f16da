/// The records of a file of TensorBoard: a length, its masked checksum, the data, their masked checksum.
struct EventRecords {
  private let bytes: [UInt8]
  private let name: String
  private var position = 0
  /// Counted from 1; that of the latest record.
  private(set) var number = 0
  /// The last record is not whole.
  private(set) var isCut = false

  init(_ bytes: [UInt8], name: String) {
    self.bytes = bytes
    self.name = name
  }

  /// Whether bytes begin with a record's length and its checksum.
  static func begins(_ bytes: [UInt8]) -> Bool {
    bytes.count >= 12 && Checksum.castagnoli.masked(bytes, 0..<8) == LittleEndian.uint32(bytes, 8)
  }

  /// Where the next record's data stand; nil at the end.
  ///
  /// - Throws: `LogError.malformedRecord` where a checksum does not fit.
  mutating func next() throws(LogError) -> Range<Int>? {
    if position == bytes.count { return nil }
    number += 1
    guard bytes.count - position >= 12 else { return cut() }
    guard
      Checksum.castagnoli.masked(bytes, position..<position + 8) == LittleEndian.uint32(bytes, position + 8)
    else { throw malformed("the checksum of the record's length does not fit; the file is damaged") }
    let length = LittleEndian.uint64(bytes, position)
    let start = position + 12
    guard length <= UInt64(bytes.count - start), bytes.count - start - Int(length) >= 4 else { return cut() }
    let end = start + Int(length)
    guard Checksum.castagnoli.masked(bytes, start..<end) == LittleEndian.uint32(bytes, end) else {
      throw malformed("the checksum of the record does not fit; the file is damaged")
    }
    position = end + 4
    return start..<end
  }

  private mutating func cut() -> Range<Int>? {
    isCut = true
    position = bytes.count
    return nil
  }

  /// An error at the latest record.
  func malformed(_ reason: String) -> LogError {
    .malformedRecord(file: name, record: number, byte: position, reason: reason)
  }
}
