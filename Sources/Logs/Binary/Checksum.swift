/// Cyclic redundancy checks of 32 bits, by a table of 256 entries.
struct Checksum {
  /// Castagnoli's polynomial, of TensorBoard's records.
  static let castagnoli = Checksum(polynomial: 0x82F6_3B78)
  /// The one of IEEE 802.3, of Weights & Biases' records.
  static let ieee = Checksum(polynomial: 0xEDB8_8320)

  private let table: [UInt32]

  private init(polynomial: UInt32) {
    table = (0..<256).map { index in
      (0..<8).reduce(UInt32(index)) { code, _ in code & 1 == 1 ? code >> 1 ^ polynomial : code >> 1 }
    }
  }

  func of(_ bytes: [UInt8], _ range: Range<Int>) -> UInt32 {
    let (bytes, table) = (bytes.span, table.span)
    var code = UInt32.max
    for index in range { code = code >> 8 ^ table[Int(UInt8(truncatingIfNeeded: code) ^ bytes[index])] }
    return ~code
  }

  /// As stored in TensorBoard's records, so that a checksum of data with checksums in it stays a good one.
  func masked(_ bytes: [UInt8], _ range: Range<Int>) -> UInt32 {
    let code = of(bytes, range)
    return (code >> 15 | code << 17) &+ 0xA282_EAD8
  }
}

/// Little-endian numbers within bytes; the caller sees to the bounds.
enum LittleEndian {
  static func uint16(_ bytes: [UInt8], _ position: Int) -> UInt16 {
    UInt16(bytes[position]) | UInt16(bytes[position + 1]) << 8
  }

  static func uint32(_ bytes: [UInt8], _ position: Int) -> UInt32 {
    (0..<4).reduce(0) { $0 | UInt32(bytes[position + $1]) << UInt32(8 * $1) }
  }

  static func uint64(_ bytes: [UInt8], _ position: Int) -> UInt64 {
    (0..<8).reduce(0) { $0 | UInt64(bytes[position + $1]) << UInt64(8 * $1) }
  }
}
