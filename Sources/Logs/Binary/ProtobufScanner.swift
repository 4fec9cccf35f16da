/// Reads the fields of one Protocol Buffers message, whatever its type.
struct ProtobufScanner {
  /// What is wrong, at which byte.
  struct Mistake: Error, Equatable {
    let offset: Int
    let reason: String
  }

  /// A field's value as it stands on the wire.
  enum Value: Equatable {
    case varint(UInt64)
    case fixed64(UInt64)
    case fixed32(UInt32)
    /// A string, bytes, a message or packed numbers.
    case bytes(Range<Int>)
  }

  private let bytes: [UInt8]
  private var position: Int
  private let end: Int

  init(_ bytes: [UInt8], _ range: Range<Int>) {
    self.bytes = bytes
    position = range.lowerBound
    end = range.upperBound
  }

  /// The next field's number and value; nil at the end.
  mutating func next() throws(Mistake) -> (number: UInt64, value: Value)? {
    if position == end { return nil }
    let key = try varint()
    if key >> 3 == 0 || key >> 3 > 0x1FFF_FFFF { throw mistake("no field has the number \(key >> 3)") }
    switch key & 7 {
    case 0: return (key >> 3, .varint(try varint()))
    case 1:
      let start = try take(8)
      return (key >> 3, .fixed64(LittleEndian.uint64(bytes, start)))
    case 2:
      let length = try varint()
      guard length <= UInt64(end - position) else { throw mistake("a field is longer than its message") }
      let start = try take(Int(length))
      return (key >> 3, .bytes(start..<start + Int(length)))
    case 5:
      let start = try take(4)
      return (key >> 3, .fixed32(LittleEndian.uint32(bytes, start)))
    default: throw mistake("there is no wire type \(key & 7)")
    }
  }

  private mutating func varint() throws(Mistake) -> UInt64 {
    var value: UInt64 = 0
    for index in 0..<10 {
      guard position < end else { throw mistake("a number ends beyond its message") }
      let byte = bytes[position]
      position += 1
      if index == 9 && byte > 1 { throw mistake("a number has more than 64 bits") }
      value |= UInt64(byte & 0x7F) << UInt64(7 * index)
      if byte < 0x80 { return value }
    }
    throw mistake("a number has more than 64 bits")
  }

  private mutating func take(_ count: Int) throws(Mistake) -> Int {
    guard count <= end - position else { throw mistake("a number ends beyond its message") }
    position += count
    return position - count
  }

  private func mistake(_ reason: String) -> Mistake { Mistake(offset: position, reason: reason) }
}
