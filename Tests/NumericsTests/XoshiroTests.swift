import Testing

@testable import SharpeningNumerics

@Suite("xoshiro256**")
struct XoshiroTests {
  /// The first outputs for the state (1, 2, 3, 4), as published with the rand_xoshiro crate; they come from
  /// the C code of Blackman and Vigna, https://prng.di.unimi.it/xoshiro256starstar.c.
  static let published: [UInt64] = [
    11520, 0, 1_509_978_240, 1_215_971_899_390_074_240, 1_216_172_134_540_287_360, 607_988_272_756_665_600,
    16_172_922_978_634_559_625, 8_476_171_486_693_032_832, 10_595_114_339_597_558_777,
    2_904_607_092_377_533_576,
  ]

  @Test("the recursion gives the published outputs")
  func reference() {
    var state = Xoshiro256(state: 1, 2, 3, 4)
    #expect((0..<10).map { _ in state.next() } == Self.published)
  }

  @Test("another rotation would not give them")
  func planted() {
    var state = Xoshiro256(state: 1, 2, 3, 4)
    let wrong = (0..<10).map { _ in
      let word = state.next()
      state.s3 = state.s3 << 1 | state.s3 >> 63
      return word
    }
    #expect(wrong != Self.published)
  }

  @Test("GSL draws the same stream as the plain value", arguments: [1, 42, UInt64.max])
  func throughGSL(seed: UInt64) {
    var plain = Xoshiro256(seed: seed)
    var generator = Generator(seed: Seed(seed))
    for _ in 0..<1000 {
      let word = generator.word()
      #expect(word == plain.next())
    }
    for _ in 0..<1000 {
      let number = generator.uniform()
      #expect(number == plain.nextUniform())
    }
  }

  @Test("a seed's state is four consecutive words of SplitMix64")
  func seeding() {
    // python3: M=2**64-1; z=1234567; then z+=0x9e3779b97f4a7c15 and the finaliser; the first four of the
    // well-known test vector of SplitMix64 for seed 1234567.
    let state = Xoshiro256(seed: 1_234_567)
    #expect(
      [state.s0, state.s1, state.s2, state.s3] == [
        6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423,
        4_593_380_528_125_082_431,
      ])
  }

  @Test(
    "fillUniform gives the numbers of repeated uniform(), and leaves the stream where they do",
    arguments: Generator.Algorithm.allCases)
  func filling(algorithm: Generator.Algorithm) {
    var one = Generator(seed: Seed(11), algorithm: algorithm)
    var many = Generator(seed: Seed(11), algorithm: algorithm)
    for count in [0, 1, 7, 500] {
      var numbers = [Double](repeating: -1, count: count)
      var span = numbers.mutableSpan
      many.fillUniform(&span)
      let repeated = (0..<count).map { _ in one.uniform() }
      #expect(numbers == repeated)
    }
    let (a, b) = (one.word(), many.word())
    #expect(a == b)
  }
}
