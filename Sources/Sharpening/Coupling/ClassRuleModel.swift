public import SharpeningNumerics
internal import Foundation

/// Problems that share logits by answer identity and a rule for each class of problems, with mixed difficulty.
///
/// logits(a) = ln base(a) + φ[a] + ψ_class·(1[a correct] − 1[a tempting]) + memory(a), a over answer identities that all
/// problems have in common. Correct and tempting answers are drawn anew for each problem. base = prior·(p, q) on them,
/// (p, q) = (0.6, 0.3) in an aligned class and (0.3, 0.6) in another, and the rest of the mass by a Dirichlet law of
/// concentration 0.3 on all answers. φ says "the same answer everywhere"; ψ is what carries over to unseen problems.
public struct ClassRuleModel: Codable, Sendable, Equatable {
  /// Answer identities, ≥ 3.
  public var answers = 41
  /// Classes of problems, ≥ 1.
  public var classes = 8
  /// How many classes prefer the correct answer to the tempting one.
  public var alignedClasses = 5
  /// Strength of the prior of an easy problem, of (0, 1].
  public var easyPrior = 0.95
  /// Strength of the prior of a hard problem, of (0, 1].
  public var hardPrior = 0.15
  /// The share of easy problems.
  public var easy = 0.5
  /// Step size of φ, by answer identity.
  public var answerRate = 2.0
  /// Step size of ψ, by class.
  public var classRate = 0.16
  /// Step size of the memory.
  public var memoryRate = 0.3
  /// Whether each φ and ψ takes steps of its own normalised size (Adam without momentum, β₂ = 0.99) or plain ones.
  public var isNormalised = false

  /// The defaults: mixed difficulty.
  public init() {}

  /// The same prior strength for all problems.
  public init(prior: Double) { (easyPrior, hardPrior) = (prior, prior) }

  /// The same problems with nothing shared but answer identities.
  public var sharedAnswers: ClassRuleModel {
    var model = self
    model.classRate = 0
    return model
  }

  /// φ first, ψ after.
  public var coupling: Coupling {
    Coupling(
      groups: [
        ParameterGroup(name: "answers", count: answers, optimiser: optimiser(answerRate)),
        ParameterGroup(name: "classes", count: classes, optimiser: optimiser(classRate)),
      ], memoryRate: memoryRate)
  }

  private func optimiser(_ rate: Double) -> Optimiser? {
    if rate == 0 { return nil }
    return isNormalised ? .adam(rate, beta1: 0, beta2: 0.99) : .sgd(rate)
  }

  /// What is wrong with the values, in one sentence, or nil.
  public var problem: String? {
    if answers < 3 { return "answers is \(answers), but a class-rule model needs at least 3" }
    if classes < 1 || !(0...classes ~= alignedClasses) {
      return "of \(classes) classes \(alignedClasses) cannot be aligned"
    }
    if !(0...1 ~= easy) { return "easy is \(easy), but is a share of [0, 1]" }
    for prior in [easyPrior, hardPrior] where !(prior > 0 && prior <= 1) {
      return "a prior's strength is \(prior), but lies in (0, 1]"
    }
    return nil
  }

  /// Draws problems.
  public func problems(_ count: Int, using generator: inout Generator) -> CoupledProblems {
    var problems = CoupledProblems()
    let concentration = [Double](repeating: 0.3, count: answers)
    let identities = (0..<Int32(answers)).map { $0 }
    for _ in 0..<count {
      let classIndex = generator.index(below: classes)
      let prior = generator.uniform() < easy ? easyPrior : hardPrior
      let correct = generator.index(below: answers)
      let tempting = (correct + 1 + generator.index(below: answers - 1)) % answers
      let isAligned = classIndex < alignedClasses
      var mass = generator.dirichlet(concentration).map { $0 * (1 - 0.9 * prior) }
      mass[correct] += prior * (isAligned ? 0.6 : 0.3)
      mass[tempting] += prior * (isAligned ? 0.3 : 0.6)
      let rule = answers + classIndex
      problems.append(
        base: mass.map { log(max($0, 1e-12)) }, isCorrect: (0..<answers).map { $0 == correct },
        identities: identities
      ) { answer in
        let same = CoupledProblems.Feature(answer, 1)
        if answer == correct { return [same, CoupledProblems.Feature(rule, 1)] }
        if answer == tempting { return [same, CoupledProblems.Feature(rule, -1)] }
        return [same]
      }
    }
    return problems
  }

  enum CodingKeys: String, CodingKey, CaseIterable {
    case answers, classes, easy
    case alignedClasses = "aligned_classes"
    case easyPrior = "easy_prior"
    case hardPrior = "hard_prior"
    case answerRate = "answer_rate"
    case classRate = "class_rate"
    case memoryRate = "memory_rate"
    case isNormalised = "is_normalised"
  }

  /// Reads a model; an absent key has its default.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(knowing: CodingKeys.self, besides: CouplingModel.sharedKeys)
    answers = try container.value(.answers, or: answers)
    classes = try container.value(.classes, or: classes)
    alignedClasses = try container.value(.alignedClasses, or: alignedClasses)
    easyPrior = try container.value(.easyPrior, or: easyPrior)
    hardPrior = try container.value(.hardPrior, or: hardPrior)
    easy = try container.value(.easy, or: easy)
    answerRate = try container.value(.answerRate, or: answerRate)
    classRate = try container.value(.classRate, or: classRate)
    memoryRate = try container.value(.memoryRate, or: memoryRate)
    isNormalised = try container.value(.isNormalised, or: isNormalised)
  }
}
