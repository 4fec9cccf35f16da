internal import Foundation

/// How far D problems with logits of their own can push one shared logit φ before they saturate.
///
/// Problem i has log-odds L_i = θ_i + κφ, and a visit adds ηp(1−p) to θ_i and κ times that to φ. Ignoring what the others
/// push between a problem's visits (about 2 % at D = 2,048), L follows the clock of a gradient on the vote with time
/// η(1+κ²)/2 a visit, so that after n = SB/D visits each
///
///     Δφ = D κ/(1+κ²) (L_n − L₀),   2 sinh L_n + 2 L_n = 2 sinh L₀ + 2 L₀ + η(1+κ²) n .
///
/// Δφ grows with D up to κηp(1−p)SB: few problems saturate before they have moved what is shared.
/// Claim: T43.
public struct BoundedPush: Sendable, Equatable {
  /// η > 0, one visit's step.
  public var stepSize: Double
  /// κ ≥ 0, how strongly the shared logit enters.
  public var coupling: Double
  /// S ≥ 0, steps.
  public var steps: Int
  /// B ≥ 1, problems a step.
  public var batch: Int
  /// L₀.
  public var start: Double

  /// Makes a setting.
  public init(stepSize: Double, coupling: Double, steps: Int, batch: Int, start: Double = 0) {
    precondition(
      stepSize > 0 && coupling >= 0 && steps >= 0 && batch >= 1, "η > 0, κ ≥ 0, S ≥ 0 and B ≥ 1 are needed")
    self.stepSize = stepSize
    self.coupling = coupling
    self.steps = steps
    self.batch = batch
    self.start = start
  }

  /// L_n after n = SB/D visits.
  public func logOdds(problems: Int) -> Double {
    precondition(problems >= 1, "a data set has at least one problem")
    let visits = Double(steps) * Double(batch) / Double(problems)
    let time = stepSize * (1 + coupling * coupling) * visits / 2
    return Clock.gradientVote.logOdds(at: time, from: start)
  }

  /// Δφ with D problems.
  public func push(problems: Int) -> Double {
    Double(problems) * coupling / (1 + coupling * coupling) * (logOdds(problems: problems) - start)
  }

  /// κηp(1−p)SB, which Δφ approaches with many problems.
  public var cap: Double {
    let p = Clock.logError(logOdds: start) + Clock.logError(logOdds: -start)
    return coupling * stepSize * exp(p) * Double(steps) * Double(batch)
  }

  /// Δφ by going through the visits one batch after another, the problems in a fixed order.
  ///
  /// - Parameter problems: D ≥ 1; the order begins again where it ends.
  /// - Returns: what `push(problems:)` approximates.
  public func simulatedPush(problems: Int) -> Double {
    precondition(problems >= 1, "a data set has at least one problem")
    var own = [Double](repeating: start, count: problems)
    var shared = 0.0
    var next = 0
    for _ in 0..<steps {
      // One batch is one step: all its problems see the same shared logit.
      let seen = coupling * shared
      for _ in 0..<batch {
        let logOdds = own[next] + seen
        let odds = exp(-abs(logOdds))
        let move = stepSize * odds / ((1 + odds) * (1 + odds))
        own[next] += move
        shared += coupling * move
        next = next + 1 == problems ? 0 : next + 1
      }
    }
    return shared
  }
}
