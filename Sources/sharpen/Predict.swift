public import ArgumentParser
import Foundation
public import Logs
public import Measurement
import Sharpening
import SharpeningNumerics

/// `sharpen predict`: what majority-vote sharpening would do to a model, from its sampled answers.
struct Predict: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Say what majority-vote sharpening would do to a model, from its sampled answers.",
    discussion: """
      VOTES is a JSONL file with {"problem_id", "answers": [string or null], "correct": [0 or 1]} a line; a CSV file with \
      the columns problem_id,answer[,correct][,count], rows in the order first seen; or a rollout dump of verl with \
      {"input", "output", "gts", "score"} a line. "-" reads standard input. Only null is unparsed, unless --null-answer \
      adds to it; an unparsed sample never wins and stays in the denominator. Ties go to the first-seen answer.

      The answers' frequencies are taken for the model's probabilities, and problems for independent. accuracy is that of \
      one sampled answer after each step: the exact law of infinitely many rollouts, or with --rollouts the mean field of \
      that many. The shape is read off V, the slope at the start, and M, the sign of the slope in the end; it \
      may be noise when a 95 % bootstrap interval of one of them holds 0, or when split samples, which choose the majority \
      on one half of the rollouts and measure it on the other, do not confirm it.

      EXAMPLE: sharpen predict Sources/Claims/Answers/gpt4_game24_cot.csv --beta 1 --steps 8
      """)

  @Argument(help: "The file with the sampled answers; - for standard input.")
  var votes: String

  @OptionGroup var reading: ReadingOptions

  @Option(
    parsing: .unconditional,
    help: "The inverse step size, above 0; the KL coefficient where the reference moves with the policy.")
  var beta = 1.0
  @Option(parsing: .unconditional, help: "How many steps follow step 0.")
  var steps = 8
  @Option(
    parsing: .unconditional,
    help: "Follow the mean field of this many rollouts a problem instead of infinitely many.")
  var rollouts: Int?
  @Option(
    parsing: .unconditional,
    help: "k of maj@k and pass@k, drawn without replacement. By default all of each problem's samples.")
  var k: Int?
  @Option(parsing: .unconditional, help: "Names the resampling; a positive integer.")
  var seed: UInt64 = 1
  @Option(parsing: .unconditional, help: "Resamples of the bootstrap.")
  var resamples = 2000
  @Flag(help: "Compute exact laws even if they take longer than 10 s.")
  var allowSlow = false
  @Flag(help: "Print the rows of all problems below the summary.")
  var perProblem = false
  @Flag(help: "Print JSON.")
  var json = false
  @Flag(help: "Print one CSV row a problem.")
  var csv = false
  @Flag(help: "Print one CSV row a step.")
  var csvSteps = false

  func validate() throws {
    if !(beta >= MajorityVoteSimulation.smallestBeta && beta.isFinite) {
      throw ValidationError(
        "--beta is \(beta), but must be positive and finite, at least \(MajorityVoteSimulation.smallestBeta)."
      )
    }
    if !(0...1_000_000 ~= steps) {
      throw ValidationError("--steps is \(steps), but must lie in 0 ... 1000000.")
    }
    if let rollouts, rollouts < 1 {
      throw ValidationError("--rollouts is \(rollouts), but a vote needs at least 1.")
    }
    if let k, k < 1 { throw ValidationError("--k is \(k), but must be at least 1.") }
    try Refusal.seed(seed)
    if !(100...1_000_000 ~= resamples) {
      throw ValidationError("--resamples is \(resamples), but must lie in 100 ... 1000000.")
    }
    if [json, csv, csvSteps].count(where: { $0 }) > 1 {
      throw ValidationError("--json, --csv and --csv-steps exclude each other; give one.")
    }
  }

  func run() throws {
    try Failure.reporting {
      let file = try reading.read(votes)
      try refuseShort(file.votes)
      var options = VotePrediction.Options()
      options.beta = beta
      options.steps = steps
      options.rollouts = rollouts
      options.k = k
      options.resamples = resamples
      options.seed = Seed(seed)
      options.allowSlow = allowSlow
      let report = PredictionReport(
        try VotePrediction(of: file.votes, options: options), hasCorrectness: file.hasCorrectness,
        mergedAnswers: file.mergedAnswers)
      if json {
        try output(try sharpen.json(report))
      } else if csv {
        try output(report.problemsCSV)
      } else if csvSteps {
        try output(report.stepsCSV)
      } else {
        try output(report.text(of: file.path, perProblem: perProblem))
      }
    }
  }

  private func refuseShort(_ votes: VoteSet) throws {
    guard let k, let short = (0..<votes.problemCount).first(where: { votes.rollouts(of: $0).count < k })
    else { return }
    throw Failure.data(
      "\(self.votes): problem \(votes.problemID(short)) has \(votes.rollouts(of: short).count) samples, fewer than "
        + "--k \(k); give a smaller k or leave it out")
  }
}

/// How a vote file is read; shared by the commands that read one.
struct ReadingOptions: ParsableArguments {
  @Option(help: "The file's format: auto, jsonl, csv or verl.")
  var format = VoteReadingOptions.Format.automatic
  @Option(
    parsing: .unconditionalSingleValue,
    help: "An answer that counts as unparsed, besides null. May be given several times.")
  var nullAnswer: [String] = []
  @Option(help: "Which answers count as the same: exact, numeric or latex.")
  var normalise = AnswerNormalisation.exact
  @Option(
    help:
      "What to do when one answer has two correctness values: refuse, or take the majority of its samples.")
  var correct = VoteSetBuilder.Contradiction.refuse
  @Option(
    parsing: .unconditional,
    help: "A regular expression for the answer in a verl dump; its last match, or that match's first group.")
  var answerPattern: String?
  @Option(
    parsing: .unconditional, help: "The score from which a sample of a verl dump is correct. (default: 1)")
  var correctAt: Double?

  func validate() throws {
    if let correctAt, !correctAt.isFinite {
      throw ValidationError("--correct-at is \(correctAt), but must be finite.")
    }
    if let answerPattern, (try? NSRegularExpression(pattern: answerPattern)) == nil {
      throw ValidationError(LogError.badPattern(pattern: answerPattern).description)
    }
  }

  /// Reads a file, refusing options that have no effect on its format.
  func read(_ path: String) throws -> VoteFile {
    if path.isEmpty { throw Failure.usage("the file's name is empty; give a path, or - for standard input") }
    let file = try VoteReader.read(path: path, options: options)
    let given = answerPattern != nil ? "--answer-pattern" : correctAt != nil ? "--correct-at" : nil
    if let given, file.format != .verl {
      throw Failure.usage(
        "\(given) is for verl dumps, but \(file.path) is \(file.format.rawValue); leave it out")
    }
    return file
  }

  private var options: VoteReadingOptions {
    var options = VoteReadingOptions()
    options.format = format
    options.nullAnswers = Set(nullAnswer)
    options.normalisation = normalise
    options.contradiction = correct
    options.answerPattern = answerPattern
    options.correctAt = correctAt ?? options.correctAt
    return options
  }
}

extension VoteReadingOptions.Format: ExpressibleByArgument {}
extension AnswerNormalisation: ExpressibleByArgument {}
extension VoteSetBuilder.Contradiction: ExpressibleByArgument {}
