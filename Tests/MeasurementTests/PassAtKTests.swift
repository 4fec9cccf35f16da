import Foundation
import Measurement
import Testing

@Suite("pass@k and best@k")
struct PassAtKTests {
  /// The share of all subsets of k of n samples, the first c of them correct, that contain a correct one.
  static func bruteForce(_ n: Int, _ c: Int, _ k: Int) -> Double {
    let subsets = (0..<(1 << n)).filter { $0.nonzeroBitCount == k }
    return Double(subsets.count { $0 & ((1 << c) - 1) != 0 }) / Double(subsets.count)
  }

  // Tolerance 10⁻¹² absolute: a sum of at most eight logarithms.
  @Test("the unbiased estimate is the share of subsets with a correct sample", arguments: 1...8)
  func unbiased(n: Int) {
    for c in 0...n {
      for k in 1...n {
        let estimate = PassAtK.unbiased(samples: n, correct: c, k: k)
        #expect(abs(estimate - Self.bruteForce(n, c, k)) <= 1e-12, "n \(n), c \(c), k \(k)")
        let bootstrap = PassAtK.bootstrapBest(samples: n, correct: c, k: k)
        #expect(abs(bootstrap - (1 - pow(1 - Double(c) / Double(n), Double(k)))) <= 1e-12)
        // Rounding of either may show where they are equal, at k = 1, c = 0 and c = n.
        #expect(bootstrap <= estimate + 1e-15)
        if k > 1 && c > 0 && c < n { #expect(bootstrap < estimate - 1e-8, "the two could not be told apart") }
      }
    }
  }

  // python3 -c "from math import comb; print(1-comb(7,5)/comb(10,5), 1-comb(199,100)/comb(200,100))"
  @Test("known values come out, and a small probability keeps its digits")
  func known() {
    #expect(abs(PassAtK.unbiased(samples: 10, correct: 3, k: 5) - 0.916_666_666_666_666_7) <= 1e-12)
    #expect(abs(PassAtK.unbiased(samples: 200, correct: 1, k: 100) - 0.5) <= 1e-12)
    // 1 − (1 − 10⁻⁹) computed directly would be wrong by 8·10⁻⁸ relative.
    let rare = PassAtK.unbiased(samples: 1_000_000_000, correct: 1, k: 1)
    #expect(abs(rare - 1e-9) <= 1e-15 * 1e-9 + 1e-24)
    #expect(PassAtK.unbiased(samples: 4, correct: 0, k: 4) == 0)
    #expect(PassAtK.unbiased(samples: 4, correct: 2, k: 3) == 1)
  }

  // Exact binomial interval with tails ≤ 5·10⁻⁷ each: false alarm ≤ 10⁻⁶.
  @Test("a bootstrap run scatters around its mean, not around the unbiased estimate")
  func bootstrap() {
    var random = SplitMix(state: 5)
    let resamples = 5000
    let share = PassAtK.bootstrapBest(samples: 4, correct: 1, k: 3, resamples: resamples) { bound in
      Int.random(in: 0..<bound, using: &random)
    }
    let successes = Int((share * Double(resamples)).rounded())
    let mean = PassAtK.bootstrapBest(samples: 4, correct: 1, k: 3)
    #expect(binomialInterval(trials: resamples, probability: mean).contains(successes))
    let unbiased = PassAtK.unbiased(samples: 4, correct: 1, k: 3)
    #expect(!binomialInterval(trials: resamples, probability: unbiased).contains(successes))
  }

  @Test("impossible counts stop the program")
  func refused() async {
    await #expect(processExitsWith: .failure) { _ = PassAtK.unbiased(samples: 4, correct: 5, k: 1) }
    await #expect(processExitsWith: .failure) { _ = PassAtK.unbiased(samples: 4, correct: 1, k: 5) }
    await #expect(processExitsWith: .failure) { _ = PassAtK.unbiased(samples: 0, correct: 0, k: 1) }
    await #expect(processExitsWith: .failure) { _ = PassAtK.bootstrapBest(samples: 4, correct: 1, k: 0) }
  }
}
