/// Why a file could not be read.
///
/// Each case is described in one sentence: what is wrong, where, and what to do about it.
public enum LogError: Error, Equatable, Sendable {
  /// No file has this path.
  case notFound(file: String)
  /// The path is a directory's.
  case isDirectory(file: String)
  /// The system refused to open or to read the file.
  case unreadable(file: String, reason: String)

  /// A byte that is not UTF-8; the column counts bytes from 1.
  case notUTF8(file: String, line: Int, column: Int)
  /// The first line fits no layout; one reason for each layout tried.
  case unrecognised(file: String, line: Int, reasons: [String])
  /// A line that is not a JSON object; the column counts bytes from 1.
  case malformedJSON(file: String, line: Int, column: Int, reason: String)
  /// A table that breaks the rules of quoting or whose rows differ in length.
  case malformedCSV(file: String, line: Int, reason: String)
  /// NaN or an infinity.
  case notFinite(file: String, line: Int, field: String)
  /// An object without the keys that its layout needs.
  case missingKeys(file: String, line: Int, seen: [String], needed: [String])
  /// A header without a needed column.
  case missingColumn(file: String, column: String, seen: [String])
  /// A column that means nothing here.
  case unknownColumn(file: String, column: String, suggestion: String?)
  /// A key or a column that stands twice.
  case repeatedField(file: String, line: Int, field: String)
  /// A value that its field cannot have.
  case badValue(file: String, line: Int, field: String, found: String, needed: String)
  /// A problem whose lists differ in length.
  case unequalLengths(file: String, line: Int, problem: String, answers: Int, correct: Int)
  /// A problem without a name.
  case emptyProblemID(file: String, line: Int)
  /// Two lines with one problem.
  case duplicateProblem(file: String, problem: String, firstLine: Int, line: Int)
  /// An answer that is marked correct on one line and wrong on another, perhaps in another spelling.
  case contradiction(
    file: String, problem: String, correct: String, correctLine: Int, wrong: String, wrongLine: Int)
  /// A rollout that is marked correct but has no answer.
  case unparsedCorrect(file: String, line: Int, problem: String)
  /// A file that says of some rollouts only whether they are correct.
  case partlyMarked(file: String, markedLine: Int, unmarkedLine: Int)
  /// A file, or a problem, without samples.
  case noSamples(file: String, line: Int?, problem: String?)
  /// A file in which no sample has an answer.
  case nothingParsed(file: String, samples: Int)
  /// Counts that add up to more samples than are held.
  case tooManySamples(file: String, line: Int, limit: Int)
  /// A log without a single step; the reason says what was looked for.
  case noSteps(file: String, reason: String)
  /// A table or object without a column that numbers the steps.
  case noStepColumn(file: String, line: Int, seen: [String], nearest: [String])
  /// A column that is asked for and not there.
  case noColumn(file: String, wanted: String, seen: [String], nearest: [String])
  /// A column that the user maps and whose numbers cannot be that.
  case impossibleColumn(file: String, field: String, column: String, reason: String)
  /// A file or directory with several runs, of which one must be chosen.
  case severalRuns(file: String, runs: [String])
  /// A run that is asked for and not there.
  case noRun(file: String, wanted: String, runs: [String])
  /// A binary file that breaks its layout's rules; records count from 1, bytes from 0.
  case malformedRecord(file: String, record: Int, byte: Int, reason: String)
  /// A directory without a log.
  case nothingInDirectory(file: String)
  /// A mapping that says nothing.
  case badMapping(mapping: String, reason: String)
  /// An answer pattern that is no regular expression.
  case badPattern(pattern: String)

  /// Whether the system failed (exit 74), and not the content (exit 65).
  public var isInputOutput: Bool {
    switch self {
    case .notFound, .isDirectory, .unreadable: true
    default: false
    }
  }
}
