public import SharpeningNumerics

/// Model E: problems that share a sharpness and a shortcut, and remember their own answers.
///
/// K answers: 0 is correct, 1 the shortcut that all problems share ("say this everywhere"), the others are each problem's
/// own. logits = s·base + b·e₁ + memory, base ~ N(0, spread²) plus, in an easy problem, +2.2 on the correct answer and
/// −0.5 on the shortcut, in a hard one +0.8 on the shortcut. A construction of this project, not in the paper.
public struct ShortcutModel: Codable, Sendable, Equatable {
  /// K ≥ 3.
  public var answers = 8
  /// The share of easy problems: the strength of the prior.
  public var easy = 0.5
  /// Standard deviation of the base logits.
  public var spread = 0.5
  /// What an easy problem's correct answer gains.
  public var easyCorrect = 2.2
  /// What an easy problem's shortcut gains.
  public var easyShortcut = -0.5
  /// What a hard problem's shortcut gains.
  public var hardShortcut = 0.8
  /// s at the start.
  public var sharpnessStart = 1.0
  /// b at the start.
  public var shortcutStart = -0.5
  /// Step size of s.
  public var sharpnessRate = 0.005
  /// Step size of b.
  public var shortcutRate = 0.2
  /// Step size of the memory.
  public var memoryRate = 1.0

  /// The defaults.
  public init() {}

  /// The same problems without anything shared: the control, which cannot collapse (T40).
  public var independent: ShortcutModel {
    var model = self
    (model.sharpnessRate, model.shortcutRate) = (0, 0)
    return model
  }

  /// Parameter 0 is the sharpness, parameter 1 the shortcut.
  public var coupling: Coupling {
    Coupling(
      groups: [
        ParameterGroup(name: "sharpness", start: sharpnessStart, rate: sharpnessRate),
        ParameterGroup(name: "shortcut", start: shortcutStart, rate: shortcutRate),
      ], memoryRate: memoryRate)
  }

  /// What is wrong with the values, in one sentence, or nil.
  public var problem: String? {
    if answers < 3 { return "answers is \(answers), but a shortcut model needs at least 3" }
    if !(0...1 ~= easy) { return "easy is \(easy), but is a share of [0, 1]" }
    if !(spread >= 0 && spread.isFinite) { return "spread is \(spread), but must be at least 0 and finite" }
    let others = [easyCorrect, easyShortcut, hardShortcut]
    return others.allSatisfy(\.isFinite) ? nil : "the gains of easy and hard problems must be finite"
  }

  /// Draws one problem's base logits.
  func drawBase(using generator: inout Generator, _ write: (Int, Double) -> Void) {
    let isEasy = generator.uniform() < easy
    for answer in 0..<answers {
      var logit = spread * generator.normal()
      if answer == 0 && isEasy { logit += easyCorrect }
      if answer == 1 { logit += isEasy ? easyShortcut : hardShortcut }
      write(answer, logit)
    }
  }

  /// Draws problems.
  public func problems(_ count: Int, using generator: inout Generator) -> CoupledProblems {
    var problems = CoupledProblems()
    let isCorrect = (0..<answers).map { $0 == 0 }
    // The shortcut is the one answer that problems have in common.
    let identities: [Int32] = (0..<answers).map { $0 == 1 ? 0 : -1 }
    let nothing = [Double](repeating: 0, count: answers)
    var scale = nothing
    for _ in 0..<count {
      drawBase(using: &generator) { scale[$0] = $1 }
      problems.append(base: nothing, isCorrect: isCorrect, identities: identities) { answer in
        let sharpness = CoupledProblems.Feature(0, scale[answer])
        return answer == 1 ? [sharpness, CoupledProblems.Feature(1, 1)] : [sharpness]
      }
    }
    return problems
  }

  enum CodingKeys: String, CodingKey, CaseIterable {
    case answers, easy, spread
    case easyCorrect = "easy_correct"
    case easyShortcut = "easy_shortcut"
    case hardShortcut = "hard_shortcut"
    case sharpnessStart = "sharpness_start"
    case shortcutStart = "shortcut_start"
    case sharpnessRate = "sharpness_rate"
    case shortcutRate = "shortcut_rate"
    case memoryRate = "memory_rate"
  }

  /// Reads a model; an absent key has its default.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(knowing: CodingKeys.self, besides: CouplingModel.sharedKeys)
    answers = try container.value(.answers, or: answers)
    easy = try container.value(.easy, or: easy)
    spread = try container.value(.spread, or: spread)
    easyCorrect = try container.value(.easyCorrect, or: easyCorrect)
    easyShortcut = try container.value(.easyShortcut, or: easyShortcut)
    hardShortcut = try container.value(.hardShortcut, or: hardShortcut)
    sharpnessStart = try container.value(.sharpnessStart, or: sharpnessStart)
    shortcutStart = try container.value(.shortcutStart, or: shortcutStart)
    sharpnessRate = try container.value(.sharpnessRate, or: sharpnessRate)
    shortcutRate = try container.value(.shortcutRate, or: shortcutRate)
    memoryRate = try container.value(.memoryRate, or: memoryRate)
  }
}
