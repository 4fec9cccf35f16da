/// The letters that byte-level vocabularies write bytes with.
///
/// Printable Latin letters stand for their own bytes, the other 68 bytes are numbered from U+0100 on.
/// Source: Radford et al., GPT-2, 2019.
enum ByteAlphabet {
  /// The letter of each byte, as UTF-8.
  static let letters: [[UInt8]] = scalars.map { Array(String($0).utf8) }
  /// The byte of each letter.
  static let bytes = Dictionary(uniqueKeysWithValues: scalars.enumerated().map { ($1, UInt8($0)) })

  private static let scalars: [Unicode.Scalar] = {
    var others: UInt16 = 0
    return (0...255 as ClosedRange<UInt16>).map { byte in
      if 33...126 ~= byte || 161...172 ~= byte || 174...255 ~= byte {
        return Unicode.Scalar(UInt8(byte))
      }
      defer { others += 1 }
      return Unicode.Scalar(256 + others) ?? "?"
    }
  }()
}
