/// The name of a stream of random numbers, from which any number of named child seeds descend.
///
/// A child is a pure hash of its parent, its name and its indices, so that a stream neither depends on how many
/// numbers another stream has drawn nor on the order in which streams are made. The hash absorbs eight bytes at a time
/// through the finaliser of SplitMix64 (Steele, Lea and Flood, OOPSLA 2014), which is a bijection of 64-bit words;
/// among n unrelated children the probability that any two agree is about n²/2⁶⁵ (3·10⁻⁸ for a million).
///
/// Zero is no seed: GSL replaces it silently by 4357.
public struct Seed: Hashable, Sendable, Codable, CustomStringConvertible {
  /// The 64 bits of the seed; never 0.
  public let value: UInt64

  /// Makes the seed with the given bits.
  ///
  /// - Parameter value: any integer but 0, which is a programmer's error here; commands refuse it before.
  public init(_ value: UInt64) {
    precondition(value != 0, "seed 0 is refused: GSL silently replaces it by 4357; choose a positive integer")
    self.value = value
  }

  /// The child of this seed under a name and, where there are many of a kind, indices.
  ///
  /// - Parameters:
  ///   - name: what the stream is for, for example `"rollout"`.
  ///   - indices: which one of them, for example the replicate and the block of problems.
  /// - Returns: a seed that depends on nothing but `self`, `name` and `indices`.
  public func child(_ name: String, _ indices: Int...) -> Seed {
    var hash = mixed(value ^ 0x9e37_79b9_7f4a_7c15)
    var word: UInt64 = 0
    var filled = 0
    for byte in name.utf8 {
      word = word << 8 | UInt64(byte)
      filled += 1
      if filled % 8 == 0 {
        hash = mixed(hash &+ 0x9e37_79b9_7f4a_7c15 ^ word)
        word = 0
      }
    }
    // The lengths close the name and the list, so that ("a", 1) and ("a1") cannot meet by concatenation.
    hash = mixed(hash &+ 0x9e37_79b9_7f4a_7c15 ^ word)
    hash = mixed(hash &+ 0x9e37_79b9_7f4a_7c15 ^ (UInt64(filled) << 32 | UInt64(indices.count)))
    for index in indices {
      hash = mixed(hash &+ 0x9e37_79b9_7f4a_7c15 ^ UInt64(bitPattern: Int64(index)))
    }
    return Seed(hash == 0 ? 0x9e37_79b9_7f4a_7c15 : hash)
  }

  /// Reads a seed from its integer; 0 is an error of the data.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let value = try container.decode(UInt64.self)
    guard value != 0 else {
      throw DecodingError.dataCorruptedError(
        in: container, debugDescription: "a seed is a positive integer, not 0")
    }
    self.value = value
  }

  /// Writes the seed as its integer.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(value)
  }

  /// The seed's integer in decimal.
  public var description: String { String(value) }
}

/// The finaliser of SplitMix64: a bijection of 64-bit words in which every input bit reaches every output bit.
func mixed(_ word: UInt64) -> UInt64 {
  var z = word
  z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
  z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
  return z ^ (z >> 31)
}
