public import SharpeningNumerics
public import Transformer

/// A verifiable task: numbered problems with prompts, a reader of answers, an oracle, and a corpus to pretrain on.
///
/// Everything is a function of the problem's number, so that a data set is a list of numbers.
public protocol TaskDefinition: Sendable {
  /// The tokens.
  var tokenizer: any Tokenizer { get }
  /// The folder that the tokenizer was read from; nil for one that was made.
  var tokenizerFolder: String? { get }
  /// The token that ends an output.
  var stop: Int32 { get }
  /// How many problems there are.
  var problemCount: Int { get }
  /// The most tokens that an output needs, the stop token included.
  var longestOutput: Int { get }
  /// The most tokens that a prompt has, questions whether an answer is right included.
  var longestPrompt: Int { get }
  /// The prompt of a problem.
  func prompt(_ problem: Int) -> String
  /// The answer that an output states, or nil where none can be read.
  func answer(in output: String) -> String?
  /// Whether an answer is right.
  func isCorrect(_ answer: String, of problem: Int) -> Bool
  /// Draws an output for a problem as the corpus has it, right or wrong, the stop character included.
  func drawOutput(_ problem: Int, using generator: inout Generator) -> String
  /// The kind of a problem, for tables of accuracy by kind.
  func kind(of problem: Int) -> String
  /// Whether a problem is of a sort that a split may keep from training, to see what carries over.
  ///
  /// It has the same form of prompt and the same tokens. The corpus may hold it, as it may hold any problem.
  func isOutOfDistribution(_ problem: Int) -> Bool
  /// Draws a document of the corpus: by default an output for a problem that is drawn uniformly.
  func drawDocument(using generator: inout Generator) -> (prompt: String, output: String)
  /// The prompt that asks whether an answer is right, or nil where the task knows none; a model says yes by
  /// writing `acceptanceToken` within `longestVerdict` tokens.
  func verificationPrompt(_ problem: Int, answer: String) -> String?
  /// The most tokens of a verdict, what leads to it included.
  var longestVerdict: Int { get }
  /// The token that accepts; nil where the task asks for no verdicts.
  var acceptanceToken: Int32? { get }
}

extension TaskDefinition {
  /// An output for a problem that is drawn uniformly.
  public func drawDocument(using generator: inout Generator) -> (prompt: String, output: String) {
    let problem = generator.index(below: problemCount)
    return (prompt(problem), drawOutput(problem, using: &generator))
  }

  /// The most tokens of a prompt with what follows it.
  public var longestSequence: Int { longestPrompt + max(longestOutput, longestVerdict) }

  /// None.
  public var tokenizerFolder: String? { nil }

  /// None.
  public func isOutOfDistribution(_ problem: Int) -> Bool { false }

  /// No verification.
  public func verificationPrompt(_ problem: Int, answer: String) -> String? { nil }

  /// One token.
  public var longestVerdict: Int { 1 }

  /// `Y`, where that is a token.
  public var acceptanceToken: Int32? {
    let tokens = tokenizer.encode("Y")
    return tokens?.count == 1 ? tokens?.first : nil
  }

  /// The tokens of a text that the task itself wrote.
  func tokens(_ text: String) -> [Int32] {
    guard let tokens = tokenizer.encode(text) else {
      let character = tokenizer.unspellable(in: text).map(String.init) ?? ""
      preconditionFailure("the task writes \"\(text)\", whose \"\(character)\" its tokenizer cannot spell")
    }
    return tokens
  }
}
