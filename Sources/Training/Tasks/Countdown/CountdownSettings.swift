/// What a game of Countdown is like, and what its corpus says.
public struct CountdownSettings: Codable, Sendable, Hashable {
  /// How a verdict is asked for.
  public enum Wording: String, CaseIterable, Codable, Sendable {
    /// The problem, then the answer: `3,7,9>24?9*(7-3):`.
    case problemFirst = "problem_first"
    /// The answer, then the problem: `V9*(7-3)?3,7,9>24:`.
    case answerFirst = "answer_first"
  }

  /// How many numbers a problem has, 2 to 4.
  public var numbers = 3
  /// The largest number, 2 to 40.
  public var largest = 40
  /// The largest target of the distribution that is trained on, 1 to 999.
  public var target = 150
  /// The largest target at all, at least `target`; problems between the two are out of distribution.
  public var farTarget = 199
  /// Labels class by class: problems that + and - solve, then those that need * or /; repeated if there is one.
  public var labels = [RuledArithmetic.Labels(right: 0.85, tempting: 0.08)]
  /// P(direct output), of [0, 1].
  public var directShare = 0.1
  /// The share of the corpus that asks for verdicts in the first wording, of [0, 1].
  public var problemFirstShare = 0.0
  /// The share of the corpus that asks for verdicts in the second wording, of [0, 1].
  public var answerFirstShare = 0.0
  /// P(a verdict of the corpus is flipped), of [0, 1].
  public var verdictNoise = 0.02
  /// The wording in which a model is asked to judge.
  public var wording = Wording.problemFirst

  /// The defaults.
  public init() {}

  /// The first impossible setting, as a sentence; nil for none.
  public var problem: String? {
    if !(2...4 ~= numbers) { return "numbers is \(numbers), but must be from 2 to 4" }
    if !(2...40 ~= largest) { return "largest is \(largest), but must be from 2 to 40" }
    if !(1...999 ~= target) { return "target is \(target), but must be from 1 to 999" }
    if !(target...999 ~= farTarget) {
      return "farTarget is \(farTarget), but must be from target, \(target), to 999"
    }
    if labels.isEmpty { return "labels is empty, but needs a pair a class" }
    for pair in labels where !(pair.right >= 0 && pair.tempting >= 0 && pair.right + pair.tempting <= 1) {
      return "labels \(pair.right) and \(pair.tempting) are no probabilities that leave a rest"
    }
    let shares = [("directShare", directShare), ("verdictNoise", verdictNoise)]
    for (name, share) in shares where !(0...1 ~= share) {
      return "\(name) is \(share), but must be in [0, 1]"
    }
    if !(problemFirstShare >= 0 && answerFirstShare >= 0 && problemFirstShare + answerFirstShare <= 1) {
      return "problemFirstShare \(problemFirstShare) and answerFirstShare \(answerFirstShare)"
        + " are no shares that leave a rest"
    }
    return nil
  }
}
