internal import Measurement

/// The columns of a run, by the names that an expression uses.
public struct TrajectoryTable: Sendable, Equatable {
  /// The steps' numbers, strictly increasing.
  public let steps: [Int]
  /// One value a step, nil where it was not measured.
  public let columns: [String: [Double?]]

  init(steps: [Int], columns: [String: [Double?]]) {
    self.steps = steps
    self.columns = columns
  }

  init(_ trajectory: Trajectory) {
    steps = trajectory.steps
    var columns: [String: [Double?]] = [:]
    for column in trajectory.columns { columns[column.rawValue] = trajectory[column] }
    self.columns = columns
  }
}

/// A run as an expression sees it: the steps at which every column that the expression names was measured.
struct TrajectoryWorld: FormulaWorld {
  let labels: [Int]
  let axis = "step"
  private let lists: [String: [Double]]
  private let constants: [String: Double]

  /// Takes the steps that have all the columns named in an expression; nil where there is none.
  init?(_ table: TrajectoryTable, for formula: Formula, constants: [String: Double] = [:]) {
    let named = Set(formula.parts.compactMap { if case .name(let name) = $0.node { name } else { nil } })
    let used = table.columns.filter { named.contains($0.key) }
    let places = table.steps.indices.filter { place in used.allSatisfy { $0.value[place] != nil } }
    if places.isEmpty { return nil }
    labels = places.map { table.steps[$0] }
    lists = used.mapValues { values in places.compactMap { values[$0] } }
    self.constants = constants
  }

  func value(of name: String) throws -> FormulaValue<Double> {
    if name == "step" { return .numbers(labels.map(Double.init)) }
    if let list = lists[name] { return .numbers(list) }
    if let constant = constants[name] { return .number(constant) }
    throw FormulaFailure.undefined("\(name) was not measured")
  }

  func call(_ function: String, _ arguments: [Double]) throws -> FormulaValue<Double> {
    throw FormulaFailure.undefined("\(function) is no function of a trajectory")
  }

  func stepped(by reward: [Double]) throws -> TrajectoryWorld {
    throw FormulaFailure.undefined("a trajectory makes no steps of its own")
  }
}
