extension LogError: CustomStringConvertible {
  /// One sentence for the user.
  public var description: String {
    switch self {
    case .notFound(let file):
      "\(file): there is no such file; check the path."
    case .isDirectory(let file):
      "\(file): this is a directory; name one file in it."
    case .unreadable(let file, let reason):
      "\(file): the file cannot be read: \(reason)."
    case .notUTF8(let file, let line, let column):
      "\(file), line \(line), byte \(column): this is not UTF-8 text; decompress the file or convert it to UTF-8."
    case .unrecognised(let file, let line, let reasons):
      "\(file), line \(line): the layout is not recognised: \(reasons.joined(separator: "; "))."
    case .malformedJSON(let file, let line, let column, let reason):
      "\(file), line \(line), byte \(column): malformed JSON: \(reason)."
    case .malformedCSV(let file, let line, let reason):
      "\(file), line \(line): malformed table: \(reason)."
    case .notFinite(let file, let line, let field):
      "\(file), line \(line), field \(Self.quoted(field)): NaN and infinities are refused; remove the sample or give it"
        + " a number."
    case .missingKeys(let file, let line, let seen, let needed):
      "\(file), line \(line): the object has the keys \(Self.list(seen)), but \(Self.list(needed)) are needed;"
        + " convert the file or choose another --format."
    case .missingColumn(let file, let column, let seen):
      "\(file): the header has no column \(column) but \(Self.list(seen)); name the columns problem_id, answer and, if"
        + " known, correct and count."
    case .unknownColumn(let file, let column, let suggestion):
      "\(file): the column \(Self.quoted(column)) is unknown\(suggestion.map { ", perhaps \($0) is meant" } ?? "");"
        + " the known ones are problem_id, answer, correct and count; rename or remove it."
    case .repeatedField(let file, let line, let field):
      "\(file), line \(line): \(Self.quoted(field)) stands there twice; keep one."
    case .badValue(let file, let line, let field, let found, let needed):
      "\(file), line \(line), field \(Self.quoted(field)): found \(found), but \(needed) is needed."
    case .unequalLengths(let file, let line, let problem, let answers, let correct):
      "\(file), line \(line): problem \(Self.quoted(problem)) has \(answers) answers but \(correct) entries in"
        + " \"correct\"; give one an answer, null included."
    case .emptyProblemID(let file, let line):
      "\(file), line \(line), field \"problem_id\": it is empty; give every problem a name."
    case .duplicateProblem(let file, let problem, let firstLine, let line):
      "\(file), line \(line): problem \(Self.quoted(problem)) already stands on line \(firstLine); join the two or"
        + " rename one."
    case .contradiction(let file, let problem, let correct, let correctLine, let wrong, let wrongLine):
      contradiction(file, problem, correct, correctLine, wrong, wrongLine)
    case .unparsedCorrect(let file, let line, let problem):
      "\(file), line \(line): a sample of problem \(Self.quoted(problem)) is marked correct but has no answer; correct"
        + " the data, tell a verl dump's answers with --answer-pattern, or count it as wrong with --correct majority."
    case .partlyMarked(let file, let markedLine, let unmarkedLine):
      "\(file): line \(markedLine) says which answers are correct, line \(unmarkedLine) does not; give it everywhere or"
        + " nowhere."
    case .noSamples(let file, let line?, let problem?):
      "\(file), line \(line): problem \(Self.quoted(problem)) has no samples; remove it or give it answers."
    case .noSamples(let file, _, _):
      "\(file): no samples; the file is empty or holds nothing but a header."
    case .nothingParsed(let file, let samples):
      "\(file): no answer could be parsed in any of \(samples) samples; check how answers were extracted, the null"
        + " answers and, for a verl dump, --answer-pattern."
    case .tooManySamples(let file, let line, let limit):
      "\(file), line \(line): the counts add up to more than \(limit) samples, too many to hold; read fewer problems at"
        + " a time or divide the counts by a common factor."
    case .noSteps(let file, let reason):
      "\(file): the log holds no step: \(reason)."
    case .noStepColumn(let file, let line, let seen, let nearest):
      "\(file), line \(line): no column numbers the steps; the columns are \(Self.list(seen)), known names near them"
        + " \(Self.list(nearest)); --map NAME=step says which it is."
    case .noColumn(let file, let wanted, let seen, let nearest):
      "\(file): there is no column \(Self.quoted(wanted)); the columns are \(Self.list(seen)), and nearest is"
        + " \(Self.list(nearest))."
    case .impossibleColumn(let file, let field, let column, let reason):
      "\(file), field \(Self.quoted(field)): this cannot be \(column) as --map says: \(reason)."
    case .severalRuns(let file, let runs):
      "\(file): there are \(runs.count) runs in it, \(Self.list(runs)); choose one with --run."
    case .noRun(let file, let wanted, let runs):
      "\(file): there is no run \(Self.quoted(wanted)) in it; there are \(Self.list(runs))."
    case .malformedRecord(let file, let record, let byte, let reason):
      "\(file), record \(record), byte \(byte): \(reason)."
    case .nothingInDirectory(let file):
      "\(file): the directory holds no training log; name a file or a directory with trainer_state.json,"
        + " events.out.tfevents files, a .wandb file, or .csv, .tsv, .jsonl, .json, .log and .txt."
    case .badMapping(let mapping, let reason):
      "--map \(Self.quoted(mapping)): \(reason)."
    case .badPattern(let pattern):
      "--answer-pattern \(Self.quoted(pattern)): this is not a regular expression; check its brackets and escapes."
    }
  }

  private func contradiction(
    _ file: String, _ problem: String, _ correct: String, _ correctLine: Int, _ wrong: String,
    _ wrongLine: Int
  ) -> String {
    let answers =
      correct == wrong
      ? "the answer \(Self.quoted(correct))"
      : "the answers \(Self.quoted(correct)) and \(Self.quoted(wrong)), the same after normalisation,"
    let place =
      correctLine == wrongLine
      ? "\(file), line \(correctLine): problem \(Self.quoted(problem)) has \(answers) marked both correct and wrong"
      : "\(file): problem \(Self.quoted(problem)) has \(answers) marked correct on line \(correctLine) and wrong on line"
        + " \(wrongLine)"
    return place + "; correct the data or pass --correct majority."
  }

  /// The text in quotes, on one line, and short.
  static func quoted(_ text: String) -> String { "\"\(shortened(text))\"" }

  /// At most 60 scalars, none of them a control character, so that no content can disturb a terminal.
  static func shortened(_ text: String) -> String {
    var result = ""
    for (index, scalar) in text.unicodeScalars.enumerated() {
      if index == 60 { return result + "…" }
      switch scalar.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator: result += scalar.escaped(asASCII: true)
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// At most 12 names, separated by commas; `none` where there is none.
  static func list(_ names: [String]) -> String {
    if names.isEmpty { return "none" }
    return names.prefix(12).map(shortened).joined(separator: ", ") + (names.count > 12 ? ", …" : "")
  }
}
