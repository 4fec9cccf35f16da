import SharpeningNumerics
import Testing

@Suite("MT19937")
struct MersenneTwisterTests {
  // np.random.RandomState(s).randint(0, 2**32, size=1000, dtype=np.uint32), NumPy 2.4.6; entries 0 … 5, 623, 624,
  // 999. The same as RandomState(s)._bit_generator.random_raw(1000): no word is lost or rejected on the way.
  static let reference: [(seed: UInt64, words: [Int: UInt64])] = [
    (
      42,
      [
        0: 1_608_637_542, 1: 3_421_126_067, 2: 4_083_286_876, 3: 787_846_414, 4: 3_143_890_026,
        5: 3_348_747_335,
        623: 1_077_437_785, 624: 108_880_612, 999: 1_946_654_618,
      ]
    ),
    (
      1,
      [
        0: 1_791_095_845, 1: 4_282_876_139, 2: 3_093_770_124, 3: 4_005_303_368, 4: 491_263, 5: 550_290_313,
        623: 2_006_116_153, 624: 1_104_314_680, 999: 548_926_898,
      ]
    ),
    (
      4_294_967_295,
      [
        0: 419_326_371, 1: 479_346_978, 2: 3_918_654_476, 3: 2_416_749_639, 4: 3_388_880_820,
        5: 2_260_532_800,
        623: 1_027_084_080, 624: 3_860_652_269, 999: 2_673_539_693,
      ]
    ),
  ]

  @Test("a stream is NumPy's RandomState, word for word", arguments: reference.indices)
  func numPy(index: Int) {
    let (seed, expected) = Self.reference[index]
    var generator = Generator(seed: Seed(seed), algorithm: .mt19937)
    let words = (0..<1000).map { _ in generator.word() }
    for (position, word) in expected { #expect(words[position] == word, "seed \(seed), word \(position)") }
  }

  @Test("a neighbouring seed does not give NumPy's words, so the comparison can fail")
  func planted() {
    var generator = Generator(seed: Seed(43), algorithm: .mt19937)
    let word = generator.word()
    #expect(word != 1_608_637_542)
  }

  @Test("a uniform number is a word over 2³²")
  func uniform() {
    var words = Generator(seed: Seed(42), algorithm: .mt19937)
    var numbers = Generator(seed: Seed(42), algorithm: .mt19937)
    for _ in 0..<1000 {
      let (word, number) = (words.word(), numbers.uniform())
      #expect(number == Double(word) / 4_294_967_296)
    }
  }

  @Test("seeds beyond 32 bits are folded, and a fold to 0 is not GSL's 4357")
  func folding() {
    var small = Generator(seed: Seed(7 ^ 1), algorithm: .mt19937)
    var large = Generator(seed: Seed(7 << 32 | 1), algorithm: .mt19937)
    var zero = Generator(seed: Seed(5 << 32 | 5), algorithm: .mt19937)
    var substitute = Generator(seed: Seed(4357), algorithm: .mt19937)
    let (a, b) = (small.word(), large.word())
    let (c, d) = (zero.word(), substitute.word())
    #expect(a == b)
    #expect(c != d)
  }
}
