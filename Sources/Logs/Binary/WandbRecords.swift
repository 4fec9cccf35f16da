/// The records of a run's file of Weights & Biases: LevelDB's log format in blocks of 32 KiB behind a mark of 7 bytes.
///
/// A block holds chunks of a checksum, a length, a type and data; a record is one whole chunk, or a first, middle ones
/// and a last. The checksum covers type and data.
struct WandbRecords {
  /// What such a file begins with.
  static let mark = Array(":W&B".utf8)
  private static let blockSize = 1 << 15
  private static let headerSize = 7

  private let bytes: [UInt8]
  private let name: String
  private var position = Self.headerSize
  /// Counted from 1; that of the latest record.
  private(set) var number = 0
  /// The last record is not whole.
  private(set) var isCut = false

  init(_ bytes: [UInt8], name: String) throws(LogError) {
    self.bytes = bytes
    self.name = name
    if bytes.count < Self.headerSize {
      isCut = true
      position = bytes.count
      return
    }
    guard LittleEndian.uint16(bytes, 4) == 0xBEE1 else {
      throw .malformedRecord(
        file: name, record: 0, byte: 4, reason: "the file's mark is another one than Weights & Biases writes")
    }
    guard bytes[6] <= 1 else {
      throw .malformedRecord(
        file: name, record: 0, byte: 6, reason: "the layout has the version \(bytes[6]), known are 0 and 1")
    }
  }

  /// The next record's data; nil at the end.
  mutating func next() throws(LogError) -> [UInt8]? {
    number += 1
    var record: [UInt8] = []
    var isOpen = false
    while true {
      let left = Self.blockSize - position % Self.blockSize
      if left < 7 {
        // No chunk's head fits; zeros fill the block.
        position += left
      }
      guard position < bytes.count else {
        isCut = isCut || isOpen
        return nil
      }
      guard bytes.count - position >= 7 else { return cut() }
      let length = Int(LittleEndian.uint16(bytes, position + 4))
      let type = bytes[position + 6]
      let start = position + 7
      guard start % Self.blockSize + length <= Self.blockSize || start % Self.blockSize == 0 && length == 0
      else {
        throw malformed("a chunk is longer than its block; the file is damaged")
      }
      guard start + length <= bytes.count else { return cut() }
      guard Checksum.ieee.of(bytes, start - 1..<start + length) == LittleEndian.uint32(bytes, position) else {
        throw malformed("the checksum of a chunk does not fit; the file is damaged")
      }
      guard (1...4).contains(type), isOpen == (type == 3 || type == 4) else {
        throw malformed("a chunk of the type \(type) cannot stand here; the file is damaged")
      }
      record += bytes[start..<start + length]
      position = start + length
      if type == 1 || type == 4 { return record }
      isOpen = true
    }
  }

  private mutating func cut() -> [UInt8]? {
    isCut = true
    position = bytes.count
    return nil
  }

  private func malformed(_ reason: String) -> LogError {
    .malformedRecord(file: name, record: number, byte: position, reason: reason)
  }
}
