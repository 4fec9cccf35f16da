internal import Foundation

extension MajorityPath.Problem {
  /// The first exact step at which the problem's expected reward accuracy is below τ.
  ///
  /// For a wrong majority it is 1 − p − c divided by p e^(1/β) + 1 − p a step:
  /// 0 if 1 − p − c < τ, else ⌊β ln(((1−p−c)/τ − (1−p))/p)⌋ + 1. A right majority with one correct answer never gets there.
  /// - Parameters:
  ///   - threshold: τ of (0, 1).
  ///   - beta: β > 0.
  /// - Returns: nil where it stays at τ or above for ever.
  /// Proof: T40_collapse_step. Claim: T39, T40.
  public func collapseStep(threshold: Double, beta: Double) -> Int? {
    precondition(threshold > 0 && threshold < 1 && beta > 0, "τ lies in (0, 1), and β is positive")
    if rewardAccuracy(at: 0) < threshold { return 0 }
    // Right majorities tend to agree fully; without a majority nothing ever changes.
    if isRight || majority <= 0 { return nil }
    let odds = ((1 - majority - otherCorrect) / threshold - (1 - majority)) / majority
    let step = beta * log(odds)
    return step < 1e15 ? Int(step.rounded(.down)) + 1 : nil
  }
}
