public import Measurement

/// A policy over finitely many outputs y, each with the answer that is extracted from it.
///
/// An intrinsic reward looks at outputs, a vote at answers: several outputs may share an answer (T17), and an output may
/// have none. Where outputs are made of tokens, `features` holds what a certainty reward needs of each, under the same
/// parameters as `policy`; a policy over answers alone has none, and token rewards are undefined on it.
/// Paper: notation, y and ans(y). Claim: T17.
public struct OutputPolicy: Sendable, Equatable {
  /// π(y) of each output.
  public let policy: Policy
  /// ans(y) of each output: the number of an answer, or `VoteSet.unparsed`.
  public let answers: [Int32]
  /// Whether each answer is correct.
  public let isCorrect: [Bool]
  /// Length, log π(y), mean entropy … of each output; nil where outputs have no tokens.
  public let features: RolloutFeatures?

  /// Makes a policy over outputs.
  ///
  /// - Parameters:
  ///   - policy: over the outputs.
  ///   - answers: one an output, below the count of answers, or `VoteSet.unparsed`.
  ///   - isCorrect: one an answer.
  ///   - features: each present column with one value an output.
  public init(policy: Policy, answers: [Int32], isCorrect: [Bool], features: RolloutFeatures? = nil) {
    precondition(answers.count == policy.count, "an output needs an answer, be it unparsed")
    precondition(
      answers.allSatisfy { $0 >= VoteSet.unparsed && Int($0) < isCorrect.count },
      "an output names an answer that is not there")
    precondition(features?.fits(rollouts: answers.count) ?? true, "features need one value an output")
    self.policy = policy
    self.answers = answers
    self.isCorrect = isCorrect
    self.features = features
  }

  /// A policy over answers alone: each output is its answer, and has no tokens.
  ///
  /// - Parameters:
  ///   - answers: the policy over K answers.
  ///   - isCorrect: one an answer.
  public init(answers policy: Policy, isCorrect: [Bool]) {
    self.init(policy: policy, answers: (0..<policy.count).map { Int32($0) }, isCorrect: isCorrect)
  }

  /// The number of outputs.
  public var count: Int { policy.count }
  /// The number of answers.
  public var answerCount: Int { isCorrect.count }
  /// Whether some output has no answer.
  public var hasUnparsed: Bool { answers.contains(VoteSet.unparsed) }
  /// Whether output `output` is correct.
  public func isCorrectOutput(_ output: Int) -> Bool {
    answers[output] >= 0 && isCorrect[Int(answers[output])]
  }

  /// The policy over answers: the sum of π(y) over an answer's outputs; where `hasUnparsed`, its last outcome is the
  /// unparsed one.
  public var answerPolicy: Policy {
    var groups = [[Double]](repeating: [], count: answerCount + (hasUnparsed ? 1 : 0))
    for (output, answer) in answers.enumerated() {
      groups[answer < 0 ? answerCount : Int(answer)].append(policy.logProbabilities[output])
    }
    return Policy(logits: groups.map { Policy.logSumExp($0) })
  }
}
