internal import Foundation

/// Estimates of what k samples of a problem achieve, from n samples of which c are correct.
public enum PassAtK {
  /// The unbiased estimate of P(at least one of k samples is correct): 1 − C(n−c, k)/C(n, k).
  ///
  /// - Parameters:
  ///   - samples: n ≥ 1.
  ///   - correct: c of 0 ... n.
  ///   - k: of 1 ... n.
  /// - Returns: a probability; relative error about k·10⁻¹⁶. Source: Chen et al. 2021 (arXiv 2107.03374).
  public static func unbiased(samples: Int, correct: Int, k: Int) -> Double {
    check(samples, correct, k)
    precondition(k <= samples, "pass@\(k) cannot be estimated without bias from \(samples) samples")
    // log Π_{i<k} (1 − c/(n−i)), so that a small probability keeps its digits.
    guard samples - correct >= k else { return 1 }
    var logFailure = 0.0
    for i in 0..<k { logFailure += log1p(-Double(correct) / Double(samples - i)) }
    return -expm1(logFailure)
  }

  /// The mean of verl's bootstrap best@k: 1 − (1 − c/n)^k, what drawing k of the n samples *with* replacement gives.
  ///
  /// It never exceeds the unbiased estimate, and equals it at k = 1. For comparison with verl's validation logs only.
  public static func bootstrapBest(samples: Int, correct: Int, k: Int) -> Double {
    check(samples, correct, k)
    return -expm1(Double(k) * log1p(-Double(correct) / Double(samples)))
  }

  /// One run of verl's bootstrap best@k: the share of `resamples` draws of k samples that contain a correct one.
  ///
  /// - Parameter index: a uniform integer of 0 ..< its argument; the generator is the caller's.
  public static func bootstrapBest(
    samples: Int, correct: Int, k: Int, resamples: Int = 1000, index: (Int) -> Int
  ) -> Double {
    check(samples, correct, k)
    precondition(resamples >= 1, "a bootstrap needs at least one resample")
    var successes = 0
    for _ in 0..<resamples {
      var found = false
      for _ in 0..<k where index(samples) < correct { found = true }
      if found { successes += 1 }
    }
    return Double(successes) / Double(resamples)
  }

  private static func check(_ samples: Int, _ correct: Int, _ k: Int) {
    precondition(
      samples >= 1 && 0...samples ~= correct && k >= 1,
      "no estimate from \(correct) correct of \(samples) at k = \(k)")
  }
}
