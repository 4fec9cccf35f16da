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

extension CouplingModel {
  /// Keys that stand beside a model's own.
  static let sharedKeys = ["name"]

  private enum Keys: String, CodingKey { case name }

  private enum Name: String, Codable {
    case shortcut
    case classRule = "class_rule"
    case strategies
  }

  /// Reads a model by its name; an absent parameter has its default.
  public init(from decoder: any Decoder) throws {
    switch try decoder.container(keyedBy: Keys.self).decode(Name.self, forKey: .name) {
    case .shortcut: self = .shortcut(try ShortcutModel(from: decoder))
    case .classRule: self = .classRule(try ClassRuleModel(from: decoder))
    case .strategies: self = .strategies(try StrategyModel(from: decoder))
    }
  }

  /// Writes the name and every parameter.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Keys.self)
    switch self {
    case .shortcut(let model):
      try container.encode(Name.shortcut, forKey: .name)
      try model.encode(to: encoder)
    case .classRule(let model):
      try container.encode(Name.classRule, forKey: .name)
      try model.encode(to: encoder)
    case .strategies(let model):
      try container.encode(Name.strategies, forKey: .name)
      try model.encode(to: encoder)
    }
  }
}
