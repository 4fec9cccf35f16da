import Measurement
import Testing

@Suite("maj@k")
struct MajorityAtKTests {
  /// What the brute force does with a tie; the second is a planted mistake.
  enum Tie { case firstSeen, anyTied }

  /// P(the winner is correct) over every ordered draw of k of the samples, entries −1 being unparsed.
  static func bruteForce(_ counts: [Int], _ isCorrect: [Bool], unparsed: Int, k: Int, tie: Tie = .firstSeen)
    -> Double
  {
    let samples =
      counts.enumerated().flatMap { [Int](repeating: $0.offset, count: $0.element) }
      + [Int](repeating: -1, count: unparsed)
    var draws = 0
    var right = 0
    func visit(_ chosen: [Int], _ used: Int) {
      if chosen.count == k {
        draws += 1
        var votes = [Int](repeating: 0, count: counts.count)
        for answer in chosen where answer >= 0 { votes[answer] += 1 }
        guard let most = votes.max(), most > 0 else { return }
        switch tie {
        case .firstSeen:
          if let winner = chosen.first(where: { $0 >= 0 && votes[$0] == most }), isCorrect[winner] {
            right += 1
          }
        case .anyTied: if votes.indices.contains(where: { votes[$0] == most && isCorrect[$0] }) { right += 1 }
        }
        return
      }
      for index in samples.indices where used >> index & 1 == 0 {
        visit(chosen + [samples[index]], used | 1 << index)
      }
    }
    visit([], 0)
    return Double(right) / Double(draws)
  }

  static let cases: [(counts: [Int], isCorrect: [Bool], unparsed: Int)] = [
    ([3, 2, 1], [false, true, false], 0), ([2, 2, 2], [true, false, false], 0), ([2, 2], [true, true], 1),
    ([3, 1, 0, 1], [false, true, true, false], 1), ([1, 1, 1, 1], [false, true, false, false], 0),
    ([1, 2], [true, false], 3), ([4], [true], 0), ([2, 1], [false, false], 1),
    ([0, 3, 2], [true, false, true], 0),
  ]

  // Tolerance 10⁻¹² absolute: sums of positive terms whose logarithms are below 10.
  @Test(
    "the expectation is the share of all ordered draws that a correct answer wins", arguments: cases.indices)
  func exact(index: Int) {
    let (counts, isCorrect, unparsed) = Self.cases[index]
    for k in 1...(counts.reduce(unparsed, +)) {
      let value = MajorityAtK.unbiased(counts: counts, isCorrect: isCorrect, unparsed: unparsed, k: k)
      let expected = Self.bruteForce(counts, isCorrect, unparsed: unparsed, k: k)
      #expect(abs(value - expected) <= 1e-12, "\(counts), k \(k): \(value), not \(expected)")
    }
  }

  @Test("counting a tie with any correct answer as a win is caught")
  func planted() {
    let value = MajorityAtK.unbiased(counts: [3, 2, 1], isCorrect: [false, true, false], k: 2)
    let wrong = Self.bruteForce([3, 2, 1], [false, true, false], unparsed: 0, k: 2, tie: .anyTied)
    #expect(abs(value - wrong) > 0.1)
  }

  @Test("k = 1 is the accuracy of one sample")
  func single() {
    let value = MajorityAtK.unbiased(
      counts: [300, 500, 100], isCorrect: [true, false, true], unparsed: 100, k: 1)
    // Logarithms of factorials of 1000 are near 5912, so 10⁻¹² relative each.
    #expect(abs(value - 0.4) <= 1e-11)
  }

  // Exact fractions in python3: sum of comb(600,j)*comb(400,101-j)/comb(1000,101) for j > 50; and over the
  // counts x, y of 450 and 350 among 1000 with 200 unparsed, k = 64, of y > x and half of y = x > 0.
  @Test("a thousand samples give the hypergeometric law")
  func large() {
    let two = MajorityAtK.unbiased(counts: [600, 400], isCorrect: [true, false], k: 101)
    #expect(abs(two - 0.984_157_256_088_556_4) <= 1e-11)
    let three = MajorityAtK.unbiased(counts: [450, 350], isCorrect: [false, true], unparsed: 200, k: 64)
    #expect(abs(three - 0.177_035_598_004_246_8) <= 1e-11)
  }

  @Test("with a thousand samples every value is finite and a probability", arguments: [1, 2, 31, 1000])
  func bounds(k: Int) {
    let counts = [400, 300, 200, 60, 30]
    let values = (0..<5).map { answer in
      MajorityAtK.unbiased(counts: counts, isCorrect: (0..<5).map { $0 == answer }, unparsed: 10, k: k)
    }
    #expect(values.allSatisfy { 0...1 ~= $0 })
    // Some answer wins unless all k are unparsed: C(10, k)/C(1000, k) is 1/100, 9.01·10⁻⁵ and 0.
    let silent = k == 1 ? 0.01 : k == 2 ? 90.0 / 999_000 : 0
    #expect(abs(values.reduce(0, +) - (1 - silent)) <= 1e-11)
    if k == 1000 { #expect(values[0] == 1) }
  }

  @Test("no correct answer scores 0, and a vote of none or of more than all stops the program")
  func refused() async {
    #expect(MajorityAtK.unbiased(counts: [2], isCorrect: [false], k: 1) == 0)
    #expect(MajorityAtK.unbiased(counts: [], isCorrect: [], unparsed: 3, k: 2) == 0)
    await #expect(processExitsWith: .failure) {
      _ = MajorityAtK.unbiased(counts: [2], isCorrect: [true], k: 3)
    }
    await #expect(processExitsWith: .failure) {
      _ = MajorityAtK.unbiased(counts: [2], isCorrect: [true], k: 0)
    }
    await #expect(processExitsWith: .failure) { _ = MajorityAtK.unbiased(counts: [2], isCorrect: [], k: 1) }
  }
}
