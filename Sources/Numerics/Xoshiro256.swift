internal import CGSL

/// The generator xoshiro256** of Blackman and Vigna, period 2²⁵⁶ − 1.
///
/// Source: ACM Transactions on Mathematical Software 47 (2021).
/// This is the plain value; `Xoshiro256.gslType` offers the same recursion to GSL, so that every sampler of GSL draws
/// from it. Doubles take the upper 53 bits.
struct Xoshiro256 {
  var s0: UInt64
  var s1: UInt64
  var s2: UInt64
  var s3: UInt64

  /// Four words of SplitMix64, as the authors advise; they cannot all be 0.
  init(seed: UInt64) {
    s0 = mixed(seed &+ 0x9e37_79b9_7f4a_7c15)
    s1 = mixed(seed &+ 0x3c6e_f372_fe94_f82a)
    s2 = mixed(seed &+ 0xdaa6_6d2c_7ddf_743f)
    s3 = mixed(seed &+ 0x78dd_e6e5_fd29_f054)
  }

  init(state s0: UInt64, _ s1: UInt64, _ s2: UInt64, _ s3: UInt64) {
    (self.s0, self.s1, self.s2, self.s3) = (s0, s1, s2, s3)
  }

  /// The next 64 bits.
  @inline(__always)
  mutating func next() -> UInt64 {
    let product = s1 &* 5
    let result = (product << 7 | product >> 57) &* 9
    let shifted = s1 << 17
    s2 ^= s0
    s3 ^= s1
    s1 ^= s2
    s0 ^= s3
    s2 ^= shifted
    s3 = s3 << 45 | s3 >> 19
    return result
  }

  /// The next uniform number of [0, 1), a multiple of 2⁻⁵³.
  @inline(__always)
  mutating func nextUniform() -> Double { Double(next() >> 11) * 0x1p-53 }
}

extension Xoshiro256 {
  /// The generator as GSL sees it; allocated once and never freed, because GSL keeps the pointer.
  nonisolated(unsafe) static let gslType: UnsafePointer<gsl_rng_type> = {
    let name = StaticString("xoshiro256**")
    let type = UnsafeMutablePointer<gsl_rng_type>.allocate(capacity: 1)
    unsafe type.initialize(
      to: gsl_rng_type(
        name: UnsafeRawPointer(name.utf8Start).assumingMemoryBound(to: CChar.self),
        max: .max, min: 0, size: MemoryLayout<Xoshiro256>.size,
        set: { state, seed in
          unsafe state?.assumingMemoryBound(to: Xoshiro256.self).initialize(
            to: Xoshiro256(seed: UInt64(seed)))
        },
        get: { state in
          guard let state = unsafe state else { return 0 }
          return UInt(unsafe state.assumingMemoryBound(to: Xoshiro256.self).pointee.next())
        },
        get_double: { state in
          guard let state = unsafe state else { return 0 }
          return unsafe state.assumingMemoryBound(to: Xoshiro256.self).pointee.nextUniform()
        }))
    return unsafe UnsafePointer(type)
  }()
}
