internal import Foundation

/// Where independent sharpening ends against what more samples of the base model reach.
///
/// Sharpened by an infinite vote every problem ends at its majority: accuracy and pass@k tend to the label accuracy P(R).
/// The base model's pass@k = E[1 − (1 − p_c)^k] grows with k to the share of problems with p_c > 0, so it overtakes at one
/// finite k* exactly if A(0) < P(R) < that share. Votes of finitely many rollouts can end above the ceiling.
/// Claim: T38.
public struct Ceiling: Sendable, Equatable {
  /// p_c of each problem: the probability of a correct answer.
  public let correct: [Double]
  /// P(R), the share of problems whose majority is right.
  public let labelAccuracy: Double

  /// Takes the numbers as they are.
  ///
  /// - Parameters:
  ///   - correct: at least one, each of [0, 1].
  ///   - labelAccuracy: of [0, 1].
  public init(correct: [Double], labelAccuracy: Double) {
    precondition(!correct.isEmpty && correct.allSatisfy { 0...1 ~= $0 }, "probabilities lie in [0, 1]")
    precondition(0...1 ~= labelAccuracy, "a share lies in [0, 1], unlike \(labelAccuracy)")
    self.correct = correct
    self.labelAccuracy = labelAccuracy
  }

  /// Reads both off a population.
  public init(of population: Population) {
    let problems = 0..<population.problemCount
    let masses = problems.map { problem in
      population.policy(of: problem).mass(of: Array(population.isCorrect[population.answers(of: problem)]))
    }
    self.init(
      correct: masses.map { min(1, $0) }, labelAccuracy: MajorityPath(of: population).labelAccuracy)
  }

  /// E[1 − (1−p_c)^k] for real k ≥ 0.
  public func passAtK(_ k: Double) -> Double {
    correct.reduce(0) { $0 + ($1 >= 1 ? 1 : -expm1(k * log1p(-$1))) } / Double(correct.count)
  }

  /// k*, the real k at which base pass@k reaches the label accuracy; nil where it starts above or never gets there.
  public var crossover: Double? {
    let solvable = Double(correct.count { $0 > 0 }) / Double(correct.count)
    guard passAtK(1) < labelAccuracy, labelAccuracy < solvable else { return nil }
    var (low, high) = (1.0, 2.0)
    while passAtK(high) < labelAccuracy {
      (low, high) = (high, 2 * high)
      if high > 1e300 { return nil }
    }
    while true {
      let middle = low + (high - low) / 2
      if middle <= low || middle >= high { return high }
      if passAtK(middle) < labelAccuracy { low = middle } else { high = middle }
    }
  }
}
