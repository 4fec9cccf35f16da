internal import CGSL

/// A source of random numbers with one owner, made from a `Seed` and freed with its owner.
///
/// Everything that draws takes a `Generator` as an `inout` argument; nothing keeps one of its own. It cannot be copied,
/// so two places cannot draw the same numbers by accident.
///
/// It is no `RandomNumberGenerator` of the standard library, whose protocol asks for a copyable type.
@safe
public struct Generator: ~Copyable, @unchecked Sendable {
  /// The recursions that a generator can follow.
  public enum Algorithm: String, CaseIterable, Codable, Sendable {
    /// xoshiro256** with 53-bit doubles; the default.
    case xoshiro256 = "xoshiro256**"
    /// GSL's MT19937, word for word NumPy's `RandomState(seed)` for seeds below 2³²; doubles have 32 bits.
    case mt19937
  }

  /// The recursion in use.
  public let algorithm: Algorithm
  let rng: UnsafeMutablePointer<gsl_rng>

  /// Makes the generator of a seed.
  ///
  /// - Parameters:
  ///   - seed: the stream's name. MT19937 takes 32 bits: a larger seed is folded, upper half xor lower half.
  ///   - algorithm: the recursion.
  public init(seed: Seed, algorithm: Algorithm = .xoshiro256) {
    GSLStatus.silenceHandler
    self.algorithm = algorithm
    let allocated: UnsafeMutablePointer<gsl_rng>?
    switch algorithm {
    case .xoshiro256:
      unsafe allocated = gsl_rng_alloc(Xoshiro256.gslType)
      unsafe gsl_rng_set(allocated, UInt(seed.value))
    case .mt19937:
      let folded = seed.value >> 32 ^ seed.value & 0xffff_ffff
      unsafe allocated = cgsl_mt19937_alloc(UInt(folded == 0 ? 0x9e37_79b9 : folded))
    }
    guard let rng = unsafe allocated else { preconditionFailure("no memory for a generator") }
    unsafe self.rng = rng
  }

  deinit { unsafe gsl_rng_free(rng) }

  /// The next word: 64 bits from xoshiro256**, 32 bits from MT19937.
  public mutating func word() -> UInt64 { UInt64(unsafe gsl_rng_get(rng)) }

  /// A uniform number of [0, 1).
  public mutating func uniform() -> Double { unsafe gsl_rng_uniform(rng) }

  /// A uniform number of (0, 1).
  public mutating func positiveUniform() -> Double { unsafe gsl_rng_uniform_pos(rng) }

  /// A uniform integer of 0 ..< bound, without bias.
  ///
  /// - Parameter bound: at least 1, and at most 2³² − 1 for MT19937.
  public mutating func index(below bound: Int) -> Int {
    precondition(bound >= 1, "an index needs a bound of at least 1, not \(bound)")
    return Int(unsafe gsl_rng_uniform_int(rng, UInt(bound)))
  }

  /// Fills `numbers` with uniform numbers of [0, 1): the same ones, in order, as repeated calls of `uniform()`.
  public mutating func fillUniform(_ numbers: inout MutableSpan<Double>) {
    switch algorithm {
    case .xoshiro256:
      guard let memory = unsafe rng.pointee.state else { return }
      let state = unsafe memory.assumingMemoryBound(to: Xoshiro256.self)
      var local = unsafe state.pointee
      for position in numbers.indices { numbers[position] = local.nextUniform() }
      unsafe state.pointee = local
    case .mt19937:
      for position in numbers.indices { numbers[position] = uniform() }
    }
  }

  /// Puts the elements into a uniformly random order.
  ///
  /// Source: Fisher and Yates; Knuth, The Art of Computer Programming 2, algorithm 3.4.2 P.
  @inlinable
  public mutating func shuffle<Element>(_ elements: inout [Element]) {
    for last in stride(from: elements.count - 1, to: 0, by: -1) {
      elements.swapAt(last, index(below: last + 1))
    }
  }
}

/// GSL's way to report errors, tamed.
enum GSLStatus {
  /// Turns off the handler that would abort the process; evaluated once.
  static let silenceHandler: Void = {
    _ = unsafe gsl_set_error_handler_off()
  }()
}
