public import SharpeningNumerics

/// What the problems of a coupled training are like and what they share.
public enum CouplingModel: Codable, Sendable, Equatable {
  /// Model E: a shared sharpness, a shared shortcut, private memory.
  case shortcut(ShortcutModel)
  /// Logits shared by answer identity, a rule shared by class, private memory.
  case classRule(ClassRuleModel)
  /// Two shared strategies, of which the consistent one is wrong in training and right in evaluation.
  case strategies(StrategyModel)

  /// What the problems share.
  public var coupling: Coupling {
    switch self {
    case .shortcut(let model): model.coupling
    case .classRule(let model): model.coupling
    case .strategies(let model): model.coupling
    }
  }

  /// The answers of each problem.
  public var answers: Int {
    switch self {
    case .shortcut(let model): model.answers
    case .classRule(let model): model.answers
    case .strategies(let model): model.scattered + 1
    }
  }

  /// What is wrong with the values, in one sentence, or nil.
  public var problem: String? {
    switch self {
    case .shortcut(let model): model.problem ?? coupling.problem
    case .classRule(let model): model.problem ?? coupling.problem
    case .strategies(let model): model.problem ?? coupling.problem
    }
  }

  /// Draws problems for training or for evaluation.
  public func problems(
    _ count: Int, isTraining: Bool, using generator: inout Generator
  ) -> CoupledProblems {
    switch self {
    case .shortcut(let model): model.problems(count, using: &generator)
    case .classRule(let model): model.problems(count, using: &generator)
    case .strategies(let model): model.problems(count, isTraining: isTraining, using: &generator)
    }
  }
}
