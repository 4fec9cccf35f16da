public import Measurement

/// How a file of many sampled answers a problem is read.
public struct VoteReadingOptions: Sendable, Equatable {
  /// The layouts that can be read.
  public enum Format: String, CaseIterable, Sendable {
    /// Decided from the first line that is not blank.
    case automatic = "auto"
    /// One JSON object a problem: `problem_id`, `answers`, `correct`.
    case jsonl
    /// A table with a header, of commas, tabs or semicolons: `problem_id`, `answer`, `correct`, `count`.
    case csv
    /// One JSON object a rollout, as verl dumps them: `input`, `output`, `score`.
    case verl
  }

  /// The file's layout.
  public var format: Format = .automatic
  /// Texts that mean "no answer", besides JSON's null.
  ///
  /// Each is compared with the answer as it stands in the file and
  /// with the normalised one.
  public var nullAnswers: Set<String> = []
  /// Which spellings count as one answer.
  public var normalisation: AnswerNormalisation = .exact
  /// What to do when one answer is marked both correct and wrong, or when a rollout without an answer is marked
  /// correct.
  ///
  /// Under `.majority` the latter counts as wrong.
  public var contradiction: VoteSetBuilder.Contradiction = .refuse
  /// For verl: where the answer stands in the output, as a regular expression.
  ///
  /// Its last match counts: the first group, or all of it where the pattern has no group. The dialect is ICU's. Nil means the last complete `\boxed{…}`.
  public var answerPattern: String?
  /// For verl: the least score of a correct rollout.
  public var correctAt: Double = 1

  /// The defaults: layout from the content, answers as they stand, contradictions refused.
  public init() {}
}
