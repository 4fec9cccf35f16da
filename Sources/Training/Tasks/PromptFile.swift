public import SharpeningNumerics
public import Transformer

/// A task whose problems are the lines of a file: `{"prompt": "417+386=", "answer": "803"}`.
///
/// A line may also hold outputs for the corpus, `"output": "…"` or `"outputs": ["…", …]`, without the stop or with it; one
/// without them is pretrained on its answer. An answer may be a text, a number or a list of those, each of which counts as
/// right. Problems are numbered line by line, those of a second file, which are out of distribution, behind the first's.
/// Blank lines are passed over.
public struct PromptFile: TaskDefinition {
  /// What is read from a file and how.
  public struct Options: Sendable {
    /// Names of the prompt's field, the first that is there counts.
    public var promptKeys = ["prompt", "question", "problem"]
    /// Names of the answer's field.
    public var answerKeys = ["answer", "gold", "gts", "ground_truth", "solution"]
    /// Names of the outputs' field.
    public var outputKeys = ["outputs", "output"]
    /// Names of the field that says of what kind a problem is; one without is of kind `all`.
    public var kindKeys = ["kind", "level", "subject"]
    /// How an output states its answer.
    public var rule = AnswerRule.wholeOutput
    /// The spelling that stands for all that count as the same answer; by default the text as it stands.
    public var normalised: @Sendable (String) -> String = { $0 }
    /// The most tokens of an output, the stop included; nil: as many as the longest of the files has.
    public var longestOutput: Int?
    /// The folder that the tokenizer was read from; nil for one that was made.
    public var tokenizerFolder: String?

    /// The defaults.
    public init() {}
  }

  struct Problem: Equatable {
    var prompt: String
    var answers: [String]
    var outputs: [String]
    var kind: String
  }

  /// The tokens.
  public let tokenizer: any Tokenizer
  /// The token that ends an output.
  public let stop: Int32
  /// The most tokens of an output.
  public let longestOutput: Int
  /// The most tokens of a prompt.
  public let longestPrompt: Int
  let problems: [Problem]
  private let firstOutside: Int
  private let stopText: String
  private let options: Options

  /// Reads one file or two.
  ///
  /// - Parameters:
  ///   - path: the problems to train on and to hold out.
  ///   - outside: problems out of distribution, or nil for none.
  ///   - tokenizer: must spell every prompt, answer and output.
  ///   - stop: one of its tokens.
  ///   - context: the most tokens that the model can take.
  ///   - options: fields, the rule of answers, lengths.
  public init(
    _ path: String, outOfDistribution outside: String? = nil, tokenizer: any Tokenizer, stop: Int32,
    context: Int, options: Options = Options()
  ) throws(TaskError) {
    self.tokenizer = tokenizer
    self.stop = stop
    self.options = options
    stopText = tokenizer.decode([stop])
    precondition(!stopText.isEmpty, "the stop is no token")
    precondition(options.longestOutput.map { $0 > 0 } ?? true, "an output needs at least one token")
    let reader = PromptReader(options: options, tokenizer: tokenizer, stopText: stopText)
    let inside = try reader.read(path)
    let others = try outside.map { file throws(TaskError) in try reader.read(file) } ?? []
    let longest = options.longestOutput ?? (inside + others).map(\.longestOutput).max() ?? 1
    for line in inside + others where line.promptTokens + longest > context {
      throw .tooLong(
        file: line.file, line: line.number, prompt: line.promptTokens, output: longest, context: context)
    }
    longestOutput = longest
    longestPrompt = (inside + others).map(\.promptTokens).max() ?? 1
    firstOutside = inside.count
    problems = (inside + others).map(\.problem)
  }

  /// The folder that the tokenizer was read from.
  public var tokenizerFolder: String? { options.tokenizerFolder }

  /// The lines of both files.
  public var problemCount: Int { problems.count }

  /// The line's prompt.
  public func prompt(_ problem: Int) -> String { problems[problem].prompt }

  /// The line's kind, or `all`.
  public func kind(of problem: Int) -> String { problems[problem].kind }

  /// Whether the problem is of the second file.
  public func isOutOfDistribution(_ problem: Int) -> Bool { problem >= firstOutside }

  /// What the rule reads before the stop, in its normal spelling; nil for an output without a stop.
  public func answer(in output: String) -> String? {
    guard output.hasSuffix(stopText) else { return nil }
    return options.rule.read(String(output.dropLast(stopText.count))).map(options.normalised)
  }

  /// Whether the answer is one of the line's, both in their normal spelling.
  public func isCorrect(_ answer: String, of problem: Int) -> Bool {
    let answer = options.normalised(answer)
    return problems[problem].answers.contains { options.normalised($0) == answer }
  }

  /// One of the line's outputs; without any, its first answer as the rule writes it.
  public func drawOutput(_ problem: Int, using generator: inout Generator) -> String {
    let outputs = problems[problem].outputs
    return outputs[generator.index(below: outputs.count)] + stopText
  }

  /// An output for a problem of the first file.
  public func drawDocument(using generator: inout Generator) -> (prompt: String, output: String) {
    let problem = generator.index(below: firstOutside)
    return (prompt(problem), drawOutput(problem, using: &generator))
  }
}
