/// Shared parameters that start, learn and are normalised together: the w of logits(a) = base(a) + Σ φ(a) w.
public struct ParameterGroup: Codable, Sendable, Equatable {
  /// How a mean gradient becomes a step.
  public enum Rule: Codable, Sendable, Equatable {
    /// w ← w + rate·g.
    case plain
    /// w ← w + rate·g/(√v̂ + ε), v the running mean of g², v̂ = v/(1 − decayᵗ): Adam without momentum.
    case rootMeanSquare(decay: Double, epsilon: Double)
  }

  /// What outputs call the group.
  public var name: String
  /// How many parameters it has, ≥ 1.
  public var count: Int
  /// The value of each of them at the start.
  public var start: Double
  /// The step size; 0 freezes the group.
  public var rate: Double
  /// How a gradient becomes a step.
  public var rule: Rule

  /// Makes a group.
  public init(name: String, count: Int = 1, start: Double = 0, rate: Double, rule: Rule = .plain) {
    self.name = name
    self.count = count
    self.start = start
    self.rate = rate
    self.rule = rule
  }

  /// What is wrong with the values, in one sentence, or nil.
  var problem: String? {
    if count < 1 { return "group \(name) has \(count) parameters, but needs at least 1" }
    if !start.isFinite || !rate.isFinite { return "start and rate of group \(name) must be finite" }
    if case .rootMeanSquare(let decay, let epsilon) = rule, !(0..<1 ~= decay && epsilon > 0) {
      return "group \(name) needs a decay of [0, 1) and a positive epsilon"
    }
    return nil
  }
}

/// Everything that problems share, and the rate of what they do not share.
public struct Coupling: Codable, Sendable, Equatable {
  /// The shared parameters, group after group; a feature names a parameter by its place in this order.
  public var groups: [ParameterGroup]
  /// The step size of the private memory, one number for each answer of each problem; 0: there is none.
  public var memoryRate: Double

  /// Makes a coupling.
  public init(groups: [ParameterGroup], memoryRate: Double) {
    self.groups = groups
    self.memoryRate = memoryRate
  }

  /// The number of shared parameters.
  public var parameterCount: Int { groups.reduce(0) { $0 + $1.count } }

  /// The shared parameters at the start.
  public var start: [Double] { groups.flatMap { [Double](repeating: $0.start, count: $0.count) } }

  /// The parameters of the group with a name; nil if there is none.
  public func parameters(of name: String) -> Range<Int>? {
    var first = 0
    for group in groups {
      if group.name == name { return first..<first + group.count }
      first += group.count
    }
    return nil
  }

  /// What is wrong with the values, in one sentence, or nil.
  public var problem: String? {
    if !memoryRate.isFinite { return "the memory's rate must be finite" }
    return groups.lazy.compactMap(\.problem).first
  }
}

/// Shared parameters under training.
struct SharedParameters: Sendable {
  let coupling: Coupling
  private(set) var values: [Double]
  private var squares: [Double]
  private var updates = 0

  init(_ coupling: Coupling) {
    self.coupling = coupling
    values = coupling.start
    squares = [Double](repeating: 0, count: values.count)
  }

  /// Whether every parameter is a number below 10⁶ in magnitude.
  var isBounded: Bool { values.allSatisfy { abs($0) < CoupledTraining.largestParameter } }

  /// Takes one step along the mean gradient of a batch.
  mutating func update(by gradient: [Double]) {
    updates += 1
    var first = 0
    for group in coupling.groups {
      for index in first..<first + group.count {
        switch group.rule {
        case .plain: values[index] += group.rate * gradient[index]
        case .rootMeanSquare(let decay, let epsilon):
          squares[index] = decay * squares[index] + (1 - decay) * gradient[index] * gradient[index]
          // 1 − decayᵗ by repeated squaring would be as exact; a run has few thousand updates.
          let unbiased = squares[index] / (1 - power(decay, updates))
          values[index] += group.rate * gradient[index] / (unbiased.squareRoot() + epsilon)
        }
      }
      first += group.count
    }
  }

  private func power(_ base: Double, _ exponent: Int) -> Double {
    var (result, factor, rest) = (1.0, base, exponent)
    while rest > 0 {
      if rest & 1 == 1 { result *= factor }
      factor *= factor
      rest >>= 1
    }
    return result
  }
}
