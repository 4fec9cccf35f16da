public import SharpeningNumerics
internal import Foundation

/// Problems on which two strategies are shared: one that answers consistently, one that scatters.
///
/// Answer 0 is what the consistent strategy says; M others are what the scattering one says, one of them each time.
/// With u the log-odds of the two strategies and a private offset ~ N(0, spread²), π(0) = σ(u + offset) and every other
/// answer has (1 − σ)/M. On a training problem answer 0 is wrong and one of the scattered answers correct; on an evaluation
/// problem answer 0 is correct. So all votes that answer 0 wins in training are wrong, and each of them teaches the
/// strategy that is right elsewhere.
public struct StrategyModel: Codable, Sendable, Equatable {
  /// M ≥ 2.
  public var scattered = 10
  /// u at the start.
  public var start = -0.847_297_860_387_203_6
  /// Standard deviation of the offsets.
  public var spread = 0.5
  /// Step size of u.
  public var strategyRate = 1.0
  /// Step size of the memory.
  public var memoryRate = 0.0

  /// The defaults: σ(u) = 0.3 at the start.
  public init() {}

  /// Parameter 0 is u.
  public var coupling: Coupling {
    Coupling(
      groups: [ParameterGroup(name: "strategy", start: start, rate: strategyRate)], memoryRate: memoryRate)
  }

  /// What is wrong with the values, in one sentence, or nil.
  public var problem: String? {
    if scattered < 2 { return "scattered is \(scattered), but must be at least 2" }
    return spread >= 0 && spread.isFinite ? nil : "spread is \(spread), but must be at least 0 and finite"
  }

  /// Draws problems.
  ///
  /// - Parameter isTraining: whether answer 0 is wrong.
  public func problems(
    _ count: Int, isTraining: Bool, using generator: inout Generator
  ) -> CoupledProblems {
    var problems = CoupledProblems()
    let share = -log(Double(scattered))
    for _ in 0..<count {
      let correct = isTraining ? 1 + generator.index(below: scattered) : 0
      let offset = spread * generator.normal()
      problems.append(
        base: [offset] + [Double](repeating: share, count: scattered),
        isCorrect: (0...scattered).map { $0 == correct }
      ) { $0 == 0 ? [CoupledProblems.Feature(0, 1)] : [] }
    }
    return problems
  }

  enum CodingKeys: String, CodingKey, CaseIterable {
    case scattered, start, spread
    case strategyRate = "strategy_rate"
    case memoryRate = "memory_rate"
  }

  /// Reads a model; an absent key has its default.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(knowing: CodingKeys.self, besides: CouplingModel.sharedKeys)
    scattered = try container.value(.scattered, or: scattered)
    start = try container.value(.start, or: start)
    spread = try container.value(.spread, or: spread)
    strategyRate = try container.value(.strategyRate, or: strategyRate)
    memoryRate = try container.value(.memoryRate, or: memoryRate)
  }
}
