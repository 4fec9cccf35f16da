internal import Measurement

/// Gathers problems from whatever layout, applies null answers and normalisation, and says what contradicts itself.
struct VoteCollector {
  /// One rollout, or several equal ones in a row.
  struct Rollout {
    var answer: String?
    var count: Int32 = 1
    let line: Int32
    var isCorrect: Bool

    init(answer: String?, count: Int32 = 1, line: Int, isCorrect: Bool) {
      self.answer = answer
      self.count = count
      self.line = Int32(clamping: line)
      self.isCorrect = isCorrect
    }
  }

  /// Four bytes each, and about twice that while arrays grow, so 2 GB; a problem's votes are counted in 32 bits.
  static let mostSamples = 200_000_000

  let file: String
  private let options: VoteReadingOptions
  private var builder: VoteSetBuilder
  private var samples = 0
  private var parsed = 0
  private var merged = 0
  private var markedLine: Int?
  private var unmarkedLine: Int?
  private var normalised: [String: String] = [:]

  init(file: String, options: VoteReadingOptions) {
    self.file = file
    self.options = options
    builder = VoteSetBuilder(contradiction: options.contradiction)
  }

  /// Notes whether a line says what is correct; every line of a file must agree.
  mutating func note(marked: Bool, line: Int) throws(LogError) {
    if marked { markedLine = markedLine ?? line } else { unmarkedLine = unmarkedLine ?? line }
    if let markedLine, let unmarkedLine {
      throw .partlyMarked(file: file, markedLine: markedLine, unmarkedLine: unmarkedLine)
    }
  }

  /// Appends a problem, whose name has not come before.
  mutating func append(problem: String, line: Int, rollouts: [Rollout]) throws(LogError) {
    if problem.allSatisfy(\.isWhitespace) { throw .emptyProblemID(file: file, line: line) }
    if rollouts.isEmpty { throw .noSamples(file: file, line: line, problem: problem) }
    var entries: [(answer: String?, isCorrect: Bool, count: Int)] = []
    entries.reserveCapacity(rollouts.count)
    for rollout in rollouts {
      samples += Int(rollout.count)
      if samples > Self.mostSamples {
        throw .tooManySamples(file: file, line: Int(rollout.line), limit: Self.mostSamples)
      }
      let answer = answer(of: rollout)
      if answer != nil { parsed += Int(rollout.count) }
      if answer == nil && rollout.isCorrect && options.contradiction == .refuse {
        throw .unparsedCorrect(file: file, line: Int(rollout.line), problem: problem)
      }
      entries.append((answer, answer != nil && rollout.isCorrect, Int(rollout.count)))
    }
    if options.normalisation != .exact { merged += mergedAnswers(rollouts, entries.map(\.answer)) }
    do {
      try builder.append(id: problem, rollouts: entries)
    } catch {
      switch error {
      case .contradiction(let answer):
        throw contradiction(on: answer, problem: problem, rollouts, entries)
      case .unparsedCorrect(let index):
        throw .unparsedCorrect(file: file, line: Int(rollouts[index].line), problem: problem)
      }
    }
  }

  /// All problems together.
  func finish(format: VoteReadingOptions.Format) throws(LogError) -> VoteFile {
    if samples == 0 { throw .noSamples(file: file, line: nil, problem: nil) }
    if parsed == 0 { throw .nothingParsed(file: file, samples: samples) }
    return VoteFile(
      votes: builder.build(), format: format, hasCorrectness: markedLine != nil, mergedAnswers: merged,
      path: file)
  }

  private mutating func answer(of rollout: Rollout) -> String? {
    guard let text = rollout.answer, !options.nullAnswers.contains(text) else { return nil }
    if options.normalisation == .exact { return text }
    let answer: String
    if let known = normalised[text] {
      answer = known
    } else {
      // Answers repeat, and cleaning one costs more than finding it; the bound keeps memory in check.
      if normalised.count >= 1 << 16 { normalised.removeAll(keepingCapacity: true) }
      answer = options.normalisation.normalised(text)
      normalised[text] = answer
    }
    return options.nullAnswers.contains(answer) ? nil : answer
  }

  private func mergedAnswers(_ rollouts: [Rollout], _ answers: [String?]) -> Int {
    var before: Set<String> = []
    for (rollout, answer) in zip(rollouts, answers) {
      if answer != nil, let text = rollout.answer { before.insert(text) }
    }
    return before.count - Set(answers.compactMap(\.self)).count
  }

  private func contradiction(
    on answer: String, problem: String, _ rollouts: [Rollout],
    _ entries: [(answer: String?, isCorrect: Bool, count: Int)]
  ) -> LogError {
    let indices = rollouts.indices.filter { entries[$0].answer == answer }
    let correct = indices.first { entries[$0].isCorrect } ?? 0
    let wrong = indices.first { !entries[$0].isCorrect } ?? 0
    return .contradiction(
      file: file, problem: problem, correct: rollouts[correct].answer ?? answer,
      correctLine: Int(rollouts[correct].line), wrong: rollouts[wrong].answer ?? answer,
      wrongLine: Int(rollouts[wrong].line))
  }
}
