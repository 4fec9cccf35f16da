import Testing

/// A command line that must be refused, and words of the sentence that says why.
struct RefusedLine: Sendable, CustomTestStringConvertible {
  let arguments: [String]
  let words: [String]
  var testDescription: String { arguments.joined(separator: " ") }

  init(_ line: String, _ words: String...) {
    arguments = line.split(separator: " ").map {
      $0 == "COT" ? "Sources/Claims/Answers/gpt4_game24_cot.csv" : $0 == "EMPTY" ? "" : String($0)
    }
    self.words = words
  }
}

@Suite("A wrong command line ends with 64, one sentence and no output")
struct UsageErrorTests {
  static let predict = [
    RefusedLine("predict COT --beta 0", "--beta is 0.0, but must be positive"),
    RefusedLine("predict COT --beta -1", "--beta is -1.0"),
    RefusedLine("predict COT --beta nan", "--beta is nan"),
    RefusedLine("predict COT --beta inf", "--beta is inf"),
    RefusedLine("predict COT --beta one", "'one' is invalid"),
    RefusedLine("predict COT --rollouts 0", "--rollouts is 0"),
    RefusedLine("predict COT --seed 0", "--seed is 0", "positive integer"),
    RefusedLine("predict COT --seed -3", "'-3' is invalid"),
    RefusedLine("predict COT --steps -1", "--steps is -1"),
    RefusedLine("predict COT --steps 1000001", "--steps is 1000001"),
    RefusedLine("predict COT --k 0", "--k is 0"),
    RefusedLine("predict COT --resamples 99", "--resamples is 99"),
    RefusedLine("predict COT --resamples 9223372036854775807", "--resamples is 9223372036854775807"),
    RefusedLine("predict COT --temperature 1", "Unknown option '--temperature'"),
    RefusedLine("predict COT --json --csv", "--json, --csv and --csv-steps exclude each other"),
    RefusedLine("predict COT --csv --csv-steps", "exclude each other"),
    RefusedLine("predict COT --format parquet", "'parquet' is invalid", "'jsonl'"),
    RefusedLine("predict COT --normalise fuzzy", "'fuzzy' is invalid", "'numeric'"),
    RefusedLine("predict COT --correct perhaps", "'perhaps' is invalid", "'majority'"),
    RefusedLine("predict COT --correct-at nan", "--correct-at is nan"),
    RefusedLine("predict COT --correct-at 1", "--correct-at is for verl dumps", "leave it out"),
    RefusedLine("predict COT --answer-pattern a", "--answer-pattern is for verl dumps", "leave it out"),
    RefusedLine("predict EMPTY", "the file's name is empty"),
    RefusedLine("simulate --votes COT --problems 5", "--votes and --problems exclude each other"),
    RefusedLine("simulate --votes COT --right-curve 3:1", "--votes and --right-curve exclude each other"),
    RefusedLine("simulate --right-curve 3:1 --share-right 0.3", "--right-curve and --share-right exclude"),
    RefusedLine("predict COT --answer-pattern (", "--answer-pattern", "regular expression"),
    RefusedLine("predict Tests/Fixtures/votes/rollouts_verl.jsonl --answer-pattern [", "--answer-pattern"),
    RefusedLine("predict", "'<votes>'"),
    RefusedLine("predict COT COT", "Unexpected argument"),
  ]

  static let simulate = [
    RefusedLine("simulate --beta 0", "beta is 0.0"),
    RefusedLine("simulate --beta -1", "beta is -1.0"),
    RefusedLine("simulate --beta nan", "beta is nan"),
    RefusedLine("simulate --rollouts 0", "rollouts is 0"),
    RefusedLine("simulate --rollouts 1000001", "rollouts is 1000001"),
    RefusedLine("simulate --seed 0", "--seed is 0", "positive integer"),
    RefusedLine("simulate --steps -1", "steps is -1"),
    RefusedLine("simulate --steps 9223372036854775807", "steps is 9223372036854775807"),
    RefusedLine("simulate --problems 0", "problems is 0"),
    RefusedLine("simulate --problems 9223372036854775807", "problems is 9223372036854775807"),
    RefusedLine("simulate --replicates 0", "replicates is 0"),
    RefusedLine("simulate --replicates 9223372036854775807", "replicates is 9223372036854775807"),
    RefusedLine("simulate --answers 1", "answers is 1"),
    RefusedLine("simulate --answers 9223372036854775807", "answers is 9223372036854775807"),
    RefusedLine("simulate --median-margin 0", "median margin is 0.0"),
    RefusedLine("simulate --margin-spread -1", "margin spread is -1.0"),
    RefusedLine("simulate --rival-spread 2", "rival spread is 2.0"),
    RefusedLine("simulate --share-right 1.5", "right share is 1.5"),
    RefusedLine("simulate --share-right nan", "right share is nan"),
    RefusedLine("simulate --rank-correlation -1.5", "rank correlation is -1.5"),
    RefusedLine("simulate --right-curve steep", "--right-curve \"steep\" is neither"),
    RefusedLine("simulate --right-curve 1:2:3", "--right-curve \"1:2:3\" is neither"),
    RefusedLine("simulate --right-curve 1:0.5,2", "--right-curve \"1:0.5,2\" is neither"),
    RefusedLine("simulate --right-curve 1:0.5,1:0.6", "margins must increase"),
    RefusedLine("simulate --right-curve 1:0.5,2:1.5", "probabilities must lie in [0, 1]"),
    RefusedLine("simulate --right-curve nan:1", "must be finite"),
    RefusedLine("simulate --threads 0", "--threads is 0"),
    RefusedLine("simulate --json --csv", "exclude each other"),
    RefusedLine("simulate --exact --law mean-field", "exclude each other"),
    RefusedLine("simulate --exact --tie-rule every-tied", "do not go together"),
    RefusedLine("simulate --law quick", "'quick' is invalid", "'mean-field'"),
    RefusedLine("simulate --generator dice", "'dice' is invalid", "'mt19937'"),
    RefusedLine("simulate --colour red", "Unknown option '--colour'"),
  ]

  static let ledger = [
    RefusedLine("verify --claim T99", "There is no claim \"T99\"", "T4i"),
    RefusedLine("verify --threads 0", "--threads is 0"),
    RefusedLine("verify --json --markdown", "--json excludes --markdown"),
    RefusedLine("verify --quickly", "Unknown option"),
    RefusedLine("verify --thorough --claims FILE", "--thorough is for the ledger"),
    RefusedLine("claims T99", "There is no claim \"T99\""),
    RefusedLine("claims --markdown", "--markdown is for --plants"),
    RefusedLine("claims --plants --json --markdown", "excludes --json"),
    RefusedLine("claims --claim T8", "--claim is for --plants"),
    RefusedLine("claims --plants --claim T99", "There is no claim \"T99\""),
    RefusedLine("claims --plants --file FILE", "--file excludes --plants"),
    RefusedLine("claims search", "Give an expression or --file"),
    RefusedLine("claims search --file FILE p1<1", "Give an expression or --file"),
    RefusedLine("claims search --file FILE --answers 3", "--file and --answers exclude each other"),
    RefusedLine("claims search p1<", "column 4", "found the end"),
    RefusedLine("claims search q1<1", "column 1", "unknown name \"q1\"", "p1"),
    RefusedLine("claims search EMPTY", "column 1", "found nothing"),
    RefusedLine("claims search --answers 4...2 p1<1", "--answers is \"4...2\""),
    RefusedLine("claims search --answers 1 p1<1", "answers is 1"),
    RefusedLine("claims search --rollouts 0 p1<1", "rollouts is 0"),
    RefusedLine("claims search --beta 0 p1<1", "beta is 0.0"),
    RefusedLine("claims search --beta one p1<1", "--beta is \"one\""),
    RefusedLine("claims search --denominator -1 p1<1", "denominator is -1"),
    RefusedLine("claims search --draws -1 p1<1", "draws is -1"),
    RefusedLine("claims search --seed 0 p1<1", "--seed is 0"),
    RefusedLine("claims search --tolerance -1 p1<1", "--tolerance is -1.0"),
    RefusedLine("claims search --over runs p1<1", "'runs' is invalid", "policies"),
    RefusedLine("sharpen", "Unexpected argument"),
  ]

  @Test("a bad option is refused by its name", arguments: predict + simulate + ledger)
  func refusal(_ line: RefusedLine) throws {
    try CommandRunner.run(line.arguments).wasRefused(64, saying: line.words)
  }

  @Test(
    "an exact law that takes hours is refused in one line that names --allow-slow",
    arguments: [
      RefusedLine("predict COT --rollouts 4000"),
      RefusedLine("predict COT --rollouts 9223372036854775807"),
      RefusedLine("simulate --law mean-field --rollouts 2000"),
    ])
  func tooSlow(_ line: RefusedLine) throws {
    let outcome = try CommandRunner.run(line.arguments)
    outcome.wasRefused(64, saying: "sharpen: ", "would take about", "more than 10 s", "--allow-slow")
  }

  @Test("a negative value behind an option is its value, not another option")
  func negativeValue() throws {
    let base = ["simulate", "--problems", "5", "--steps", "1", "--replicates", "1", "--json"]
    let spaced = try CommandRunner.run(base + ["--rank-correlation", "-0.5"])
    let joined = try CommandRunner.run(base + ["--rank-correlation=-0.5"])
    spaced.succeeded()
    #expect(spaced.output == joined.output)
    try CommandRunner.run(base + ["--right-curve", "-2:0.5"]).succeeded()
  }
}
