import Sharpening
import SharpeningNumerics
internal import Foundation

/// The policies and numbers that checks are run on: drawn once, from seeds with a check's name.
struct Samples: ~Copyable {
  private var generator: Generator

  init(_ name: String) { generator = Generator(seed: Seed(20_260_308).child(name)) }

  /// A policy over K answers from a Dirichlet law with all concentrations α.
  mutating func policy(answers: Int, concentration: Double = 1) -> Policy {
    Policy(
      probabilities: generator.dirichlet([Double](repeating: concentration, count: answers)).map {
        max($0, 1e-9)
      })
  }

  /// A set of answers that is neither empty nor everything.
  mutating func set(answers: Int) -> [Bool] {
    let fixed = generator.index(below: answers)
    var set = (0..<answers).map { _ in generator.uniform() < 0.4 }
    set[fixed] = true
    if !set.contains(false) { set[(fixed + 1) % answers] = false }
    return set
  }

  /// A number between two positive ones, uniform in its logarithm.
  mutating func scale(_ low: Double, _ high: Double) -> Double {
    low * exp(generator.uniform() * log(high / low))
  }

  /// A uniform integer of a range.
  mutating func integer(_ range: ClosedRange<Int>) -> Int {
    range.lowerBound + generator.index(below: range.count)
  }

  /// A uniform number of [0, 1).
  mutating func uniform() -> Double { generator.uniform() }

  /// Problems of a model.
  mutating func population(_ model: AlignmentModel, problems: Int) -> Population {
    model.population(problems: problems, using: &generator)
  }
}
