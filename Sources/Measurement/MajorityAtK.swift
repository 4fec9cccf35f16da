internal import Foundation

/// The accuracy of a vote among k of a problem's samples, from their counts.
public enum MajorityAtK {
  /// The exact expectation over every draw of k samples without replacement, ties shared equally.
  ///
  /// A tie goes to the first-seen answer; in a random order of exchangeable samples every tied answer is first equally
  /// often. At k = all samples the file's own order decides instead: see `VoteSet.plurality(of:)`.
  /// - Parameters:
  ///   - counts: how often each distinct answer occurs.
  ///   - isCorrect: for each distinct answer.
  ///   - unparsed: how many samples have no answer; they take part in the draw and never win.
  ///   - k: of 1 ... all samples.
  /// - Returns: P(the winner is correct); 0 is contributed by draws without any answer.
  public static func unbiased(counts: [Int], isCorrect: [Bool], unparsed: Int = 0, k: Int) -> Double {
    precondition(counts.count == isCorrect.count, "one correctness an answer")
    let samples = counts.reduce(unparsed, +)
    precondition(1...max(samples, 1) ~= k && samples >= 1, "a vote of \(k) among \(samples) samples")
    guard isCorrect.contains(true) else { return 0 }
    // Binomial laws with a common success probability k/n: their product over answers is the hypergeometric law up to
    // the factor P(Bin(n, k/n) = k), and no term overflows.
    let share = Double(k) / Double(samples)
    let recursion = PluralityRecursion(
      total: k, weights: counts.map { binomialLaw(trials: $0, share: share) },
      free: binomialLaw(trials: unparsed, share: share))
    let others = recursion.others(sharingTies: true)
    var wins = 0.0
    for (answer, correct) in isCorrect.enumerated() where correct {
      let law = recursion.weights[answer * (k + 1)..<(answer + 1) * (k + 1)]
      for (votes, weight) in law.enumerated() where votes > 0 {
        wins += weight * others[answer * (k + 1) + votes]
      }
    }
    return min(1, wins / binomialLaw(trials: samples, share: share)[k])
  }

  /// P(Bin(n, s) = j) for j = 0 … n; for s = 1 all mass is on n.
  private static func binomialLaw(trials: Int, share: Double) -> [Double] {
    if share >= 1 { return [Double](repeating: 0, count: trials) + [1] }
    return (0...trials).map { j in
      let choose = lgamma(Double(trials + 1)) - lgamma(Double(j + 1)) - lgamma(Double(trials - j + 1))
      return exp(choose + Double(j) * log(share) + Double(trials - j) * log1p(-share))
    }
  }
}
