/// Whether bytes are UTF-8 (RFC 3629: no overlong forms, no surrogates, nothing above U+10FFFF).
enum UTF8Check {
  /// The position of the first byte that does not belong, or nil.
  static func firstBadByte(of bytes: Span<UInt8>) -> Int? {
    var position = 0
    while position < bytes.count {
      let lead = bytes[position]
      if lead < 0x80 {
        position += 1
        continue
      }
      // The first continuation byte's range is what rules out overlong forms, surrogates and too large scalars.
      let length: Int
      var allowed: ClosedRange<UInt8> = 0x80...0xBF
      switch lead {
      case 0xC2...0xDF: length = 2
      case 0xE0: (length, allowed) = (3, 0xA0...0xBF)
      case 0xED: (length, allowed) = (3, 0x80...0x9F)
      case 0xE1...0xEF: length = 3
      case 0xF0: (length, allowed) = (4, 0x90...0xBF)
      case 0xF4: (length, allowed) = (4, 0x80...0x8F)
      case 0xF1...0xF3: length = 4
      default: return position
      }
      guard position + length <= bytes.count else { return position }
      for offset in 1..<length {
        guard allowed.contains(bytes[position + offset]) else { return position }
        allowed = 0x80...0xBF
      }
      position += length
    }
    return nil
  }
}
