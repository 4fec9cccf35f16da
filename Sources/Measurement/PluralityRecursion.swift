/// The exact law of the plurality among N votes, as sums over the winner's number of votes.
///
/// Let answer b occur j times with weight t_b(j), independently of the others but for the total, which is N; and let
/// `free` weigh the votes that can never win. For an answer a with m votes to win, every other answer has at most m, and
/// a wins with probability 1/(1+s) when s others also have m. As 1/(1+s) = ∫₀¹ y^s dy, the weight of all that is
///
///     G(a, m) = ∫₀¹ [x^(N−m)] free(x) Π_{b≠a} ( Σ_{j<m} t_b(j) x^j + y t_b(m) x^m ) dy .
///
/// The integrand is a polynomial in y of degree at most (N−m)/m, so Gauss and Legendre's rule with half as many nodes is
/// exact. Every term is ≥ 0: nothing cancels. Products over all b but a come from prefixes and suffixes. The cost is
/// about K·N³ multiplications; see `operations`.
///
/// Weights C(n_b, j) give the vote among N of n samples without replacement, λ_b^j/j! the vote of N independent
/// rollouts; either may carry any common factor, which G keeps.
package struct PluralityRecursion {
  let total: Int
  let answers: Int
  /// t_b(j) at b·(N+1) + j.
  let weights: [Double]
  /// The largest j with t_b(j) > 0, at most N.
  let degrees: [Int]
  let free: [Double]

  /// - Parameters:
  ///   - total: N ≥ 1.
  ///   - weights: for each answer t_b(0), t_b(1), …; entries beyond N are ignored, missing ones are 0.
  ///   - free: the same for the votes that cannot win; `[1]` where there are none.
  package init(total: Int, weights: [[Double]], free: [Double]) {
    self.total = total
    answers = weights.count
    var flat = [Double](repeating: 0, count: weights.count * (total + 1))
    var degrees: [Int] = []
    for (answer, terms) in weights.enumerated() {
      var degree = 0
      for (j, term) in terms.prefix(total + 1).enumerated() {
        flat[answer * (total + 1) + j] = term
        if term > 0 { degree = j }
      }
      degrees.append(degree)
    }
    self.weights = flat
    self.degrees = degrees
    self.free = Array(free.prefix(total + 1))
  }

  /// G(a, m) at a·(N+1) + m, for every answer and m from 1 to one more than its largest count (at most N); 0 beyond.
  ///
  /// The one more serves the vote in which one rollout is known to be for a, be it ever so unlikely.
  /// - Parameter shared: true for 1/(1+s) of a tie, false when every tied answer wins.
  package func others(sharingTies shared: Bool) -> [Double] {
    var result = [Double](repeating: 0, count: answers * (total + 1))
    guard let most = degrees.max() else { return result }
    var prefixStorage = [Double](repeating: 0, count: answers * (total + 1))
    var suffixStorage = [Double](repeating: 0, count: total + 1)
    var scratchStorage = [Double](repeating: 0, count: total + 1)
    var sums = result.mutableSpan
    var prefixes = prefixStorage.mutableSpan
    var suffix = suffixStorage.mutableSpan
    var scratch = scratchStorage.mutableSpan
    for top in stride(from: 1, through: min(most + 1, total), by: 1) {
      let able = degrees.reduce(0) { $0 + ($1 >= top ? 1 : 0) }
      let rivals = degrees.contains(top - 1) ? able : able - 1
      let ties = min(max(rivals, 0), (total - top) / top)
      let reach = degrees.reduce(free.count) { $0 + min($1, top) }
      if reach < total { continue }
      let rule = shared ? GaussLegendre.rule(exactTo: ties) : GaussLegendre.atOne
      for node in rule {
        add(top: top, node: node, to: &sums, prefixes: &prefixes, suffix: &suffix, scratch: &scratch)
      }
    }
    return result
  }

  /// The multiplications that `others(sharingTies:)` takes, within a factor of two, for a refusal in time.
  package static func operations(answers: Int, total: Int) -> Double {
    let n = Double(total)
    return Double(answers) * (0.9 * n * n * n + 6 * n * n)
  }

  /// One value of the winner's votes at one node.
  ///
  /// - Parameters:
  ///   - prefixes: K rows of N+1 for scratch; row b becomes free · g_0 ⋯ g_(b−1), cut off beyond x^(N−top).
  ///   - suffix: N+1 for scratch; g_(b+1) ⋯ g_(K−1) while the answers are gone through backwards.
  private func add(
    top: Int, node: GaussLegendre.Node, to result: inout MutableSpan<Double>,
    prefixes: inout MutableSpan<Double>, suffix: inout MutableSpan<Double>, scratch: inout MutableSpan<Double>
  ) {
    let cut = total - top
    let row = total + 1
    var degree = min(free.count - 1, cut)
    for power in 0...cut { prefixes[power] = power <= degree ? free[power] : 0 }
    for answer in 0..<(answers - 1) {
      let source = answer * row
      let target = source + row
      for power in 0...cut { prefixes[target + power] = 0 }
      for j in 0...min(degrees[answer], top, cut) {
        let factor = weights[source + j] * (j == top ? node.position : 1)
        for power in 0...min(degree, cut - j) {
          prefixes[target + j + power] += factor * prefixes[source + power]
        }
      }
      degree = min(degree + min(degrees[answer], top), cut)
    }
    suffix[0] = 1
    degree = 0
    for answer in (0..<answers).reversed() {
      let source = answer * row
      if degrees[answer] + 1 >= top {
        var sum = 0.0
        for power in 0...degree { sum += suffix[power] * prefixes[source + cut - power] }
        result[source + top] += node.weight * sum
      }
      if answer == 0 { break }
      let next = min(degree + min(degrees[answer], top), cut)
      for power in 0...next { scratch[power] = 0 }
      for j in 0...min(degrees[answer], top, cut) {
        let factor = weights[source + j] * (j == top ? node.position : 1)
        for power in 0...min(degree, cut - j) { scratch[j + power] += factor * suffix[power] }
      }
      for power in 0...next { suffix[power] = scratch[power] }
      degree = next
    }
  }
}
