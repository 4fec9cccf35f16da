/// Shared parameters that start and learn together: the w of logits(a) = base(a) + Σ φ(a) w.
public struct ParameterGroup: Codable, Sendable, Equatable {
  /// What outputs call the group.
  public var name: String
  /// How many parameters it has, ≥ 1.
  public var count: Int
  /// The value of each of them at the start.
  public var start: Double
  /// How the mean gradient of a batch becomes a step; nil: the parameters are frozen.
  ///
  /// A plain step is `.sgd(rate)`; Adam without momentum, which normalises each parameter's steps, is
  /// `.adam(rate, beta1: 0, beta2: 0.99)`.
  public var optimiser: Optimiser?

  /// Makes a group.
  public init(name: String, count: Int = 1, start: Double = 0, optimiser: Optimiser?) {
    self.name = name
    self.count = count
    self.start = start
    self.optimiser = optimiser
  }

  /// A group with plain steps; a rate of 0 freezes it.
  public init(name: String, count: Int = 1, start: Double = 0, rate: Double) {
    self.init(name: name, count: count, start: start, optimiser: rate == 0 ? nil : .sgd(rate))
  }

  /// What is wrong with the values, in one sentence, or nil.
  var problem: String? {
    if count < 1 { return "group \(name) has \(count) parameters, but needs at least 1" }
    if !start.isFinite { return "group \(name) starts at \(start), but must start at a finite value" }
    return optimiser?.problem
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
    if !(memoryRate >= 0 && memoryRate.isFinite) {
      return "memory_rate is \(memoryRate), but must be at least 0 and finite"
    }
    return groups.lazy.compactMap(\.problem).first
  }
}

/// Shared parameters under training.
struct SharedParameters: Sendable {
  private(set) var values: [Double]
  private var states: [(range: Range<Int>, state: OptimiserState)] = []

  init(_ coupling: Coupling) {
    values = coupling.start
    var first = 0
    for group in coupling.groups {
      if let optimiser = group.optimiser {
        states.append(
          (first..<first + group.count, OptimiserState(optimiser, parameterCount: group.count)))
      }
      first += group.count
    }
  }

  /// Whether every parameter is a number of bounded magnitude.
  var isBounded: Bool { values.allSatisfy { abs($0) < CoupledTraining.largestParameter } }

  /// Takes one step up the mean gradient of a batch.
  mutating func ascend(_ gradient: [Double]) {
    for index in states.indices {
      let range = states[index].range
      var own = Array(values[range])
      states[index].state.descend(&own, gradient: gradient[range].map { -$0 })
      values.replaceSubrange(range, with: own)
    }
  }
}
