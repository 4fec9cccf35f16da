public import ArgumentParser
import Foundation
import Logs
import Measurement
public import Sharpening
import SharpeningNumerics

/// `sharpen simulate objective`: any reward, advantage, loss and update on independent problems.
struct SimulateObjective: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "objective",
    abstract: "Train independent policies by any objective, exactly or on drawn rollouts.",
    discussion: """
      An objective is a JSON file (--objective) or a preset; --reward, --rate and --set change it. --set takes any key of \
      the JSON, for example --set advantage.scale=none, --set update.name=mirror, --set reward.threshold=0.5, --set \
      'kl={"coefficient": 0.1}', --set rollouts=32 or =infinite; --print-objective shows them all. Presets have the learning rate of a \
      language model, 1e-6, and its decay; a table of logits needs its own, so --rate is 0.5 unless given, without decay.

      The table has the expected course, or with --seed one that is drawn. For one problem whose course is exact the last \
      lines say which law of T10 its log-odds follow, and for two answers compare them with the law's closed form.

      A tree file is nested states: {"probabilities": [0.9, 0.1], "next": [{"answer": 0}, {"probabilities": [0.5, 0.5], \
      "next": [{"answer": 1}, {"unparsed": true}]}]}. Rewards that look at tokens need --tree or --filler.

      EXAMPLE: sharpen simulate objective --policy 0.5,0.3,0.2 --preset verl --reward majority_voting --steps 20

      EXAMPLE: sharpen simulate objective --filler 0.6 --limit 12 --reward probability --set rollouts=2 --steps 20 --diagnose
      """)

  @OptionGroup(title: "Policies") var policies: PolicyOptions
  @OptionGroup(title: "Reading --votes") var reading: ReadingOptions
  @OptionGroup(title: "Synthetic problems") var synthetic: SyntheticOptions

  @Option(help: "A JSON file with an objective, in place of a preset.")
  var objective: String?
  @Option(help: "paper, verl, trl, ttrl or dr-grpo. (default: paper)")
  var preset: Preset?
  @Option(help: ArgumentHelp("The reward: \(Reward.Name.allCases.map(\.rawValue).joined(separator: ", "))."))
  var reward: String?
  @Option(parsing: .unconditional, help: "The learning rate of the update. (default: 0.5, or the file's)")
  var rate: Double?
  @Option(help: "Change a key of the objective: key=value or key.key=value. May be given several times.")
  var set: [String] = []
  @Flag(help: "Print the objective as JSON, with every key, and do nothing else.")
  var printObjective = false

  @Option(parsing: .unconditional, help: "Updates.")
  var steps = 20
  @Option(
    parsing: .unconditional, help: "Draw rollouts, and with synthetic problems the problems, from this seed.")
  var seed: UInt64?
  @Flag(help: "Say which hypotheses of the theory the run violates, and where.")
  var diagnose = false
  @Flag(help: "Compute expectations even if they take longer than 10 s.")
  var allowSlow = false
  @Flag(help: "Print JSON.")
  var json = false
  @Flag(help: "Print CSV: one row a step.")
  var csv = false

  func validate() throws {
    try Refusal.seed(seed)
    if json && csv { throw ValidationError("--json and --csv exclude each other; give one.") }
    if objective != nil && preset != nil {
      throw ValidationError("--objective and --preset exclude each other; give one.")
    }
    if !(0...1_000_000 ~= steps) {
      throw ValidationError("steps is \(steps), but must be from 0 to 1000000.")
    }
    if reward == Reward.Name.unified.rawValue {
      throw ValidationError(
        "--reward unified needs its coordinates; give them as --set 'reward={\"name\": \"unified\", \"link\": …, \"sign\": …, \"granularity\": …, \"anchor\": …}'."
      )
    }
    if let reward, Reward.Name(rawValue: reward) == nil {
      throw ValidationError(
        "There is no reward \"\(reward)\"; there are \(Reward.Name.allCases.map(\.rawValue).joined(separator: ", "))."
      )
    }
    if try policies.kind != nil, let given = synthetic.given {
      throw ValidationError(
        "\(given) is for synthetic problems, which a policy of your own replaces; leave one out.")
    }
  }

  /// The objective that the options describe.
  private var described: Objective {
    get throws {
      var base = try objective.map { try ConfigurationFile.read(Objective.self, from: $0) }
      if base == nil {
        var preset = (preset ?? .paper).objective()
        preset.update = Self.update(preset.update, rate: rate ?? 0.5)
        base = preset
      }
      var changed = base ?? Objective(reward: .majorityVoting())
      if objective != nil, let rate { changed.update = Self.update(changed.update, rate: rate) }
      if let reward {
        changed = try ConfigurationFile.changed(
          changed, by: ["reward={\"name\": \"\(reward)\"\(Self.rates(reward))}"])
      }
      changed = try ConfigurationFile.changed(changed, by: set)
      if let problem = changed.problem { throw Failure.usage(problem) }
      return changed
    }
  }

  /// A verifier has rates and no default; a perfect one is named here.
  private static func rates(_ reward: String) -> String {
    reward == "verifier" || reward == "self_verify" ? ", \"true_positive\": 1, \"false_positive\": 0" : ""
  }

  private static func update(_ update: UpdateRule, rate: Double) -> UpdateRule {
    switch update {
    case .policyGradient(var step):
      step.optimiser.learningRate = rate
      // A decay that suits 10⁻⁶ would move every logit by itself here.
      step.optimiser.weightDecay = 0
      return .policyGradient(step)
    case .naturalGradient: return .naturalGradient(stepSize: rate)
    case .mirror(var step):
      step.beta = 1 / rate
      return .mirror(step)
    }
  }

  func run() throws {
    try Failure.reporting {
      let objective = try described
      if printObjective {
        try output(try sharpen.json(objective, keys: .useDefaultKeys))
        return
      }
      switch try policies.kind {
      case .tree(let path, let correct): try train(objective, [try tree(path, correct)])
      case .filler(let filler, let opening, let limit):
        try train(objective, [StopFiller(filler: filler, opening: opening, lengthLimit: limit)])
      case .answers(let numbers, let correct): try train(objective, [try table(numbers, correct)])
      case .votes(let path): try train(objective, try measured(path))
      case nil: try train(objective, try drawn())
      }
    }
  }

  private func train<Model: DifferentiablePolicy>(_ objective: Objective, _ start: [Model]) throws {
    let mode: ObjectiveRun<Model>.Mode = seed.map { .sampled(Seed($0)) } ?? .exact
    var courses = [[OutputPolicy]](repeating: [], count: diagnose ? start.count : 0)
    let result = try ObjectiveRun(objective, from: start, steps: steps, mode: mode).run(allowSlow: allowSlow)
    {
      _, policies in
      for problem in courses.indices { courses[problem].append(policies[problem].outputs) }
    }
    let divergence: Int? = if case .diverged(let step) = result.end { step } else { nil }
    var record = RunRecord(trajectory: result.trajectory, prompts: mode == .exact ? nil : start.count)
    if case .mirror(let step) = objective.update { record.beta = step.beta }
    record.learningRate = Self.learningRate(objective)
    record.problems = courses.map { course in
      ProblemSeries(
        steps: result.trajectory.steps, policies: course,
        rewards: mode == .exact ? Self.rewards(objective, course, allowSlow: allowSlow) : nil)
    }
    let report = ObjectiveReport(
      objective: objective, problems: start.count, seed: seed, trajectory: result.trajectory,
      divergedAt: divergence, diagnoses: diagnose ? record.diagnoses() : nil,
      first: start.first?.outputs.answerPolicy.probabilities ?? [],
      last: result.policies.first?.outputs.answerPolicy.probabilities ?? [])
    if let divergence, csv {
      FileHandle.standardError.write(
        Data("sharpen: the run diverged at step \(divergence); the rows end before it.\n".utf8))
    }
    try output(json ? try sharpen.json(report) : csv ? report.csv : report.text)
  }

  /// The size of a step on the logits, where it is a plain gradient's.
  private static func learningRate(_ objective: Objective) -> RunRecord.LearningRate? {
    guard case .policyGradient(let step) = objective.update, step.optimiser.rule == .sgd,
      step.optimiser.clipNorm == nil
    else { return nil }
    switch objective.advantage.scale {
    case .none: return .plain(step.optimiser.learningRate)
    case .groupDeviation: return .standardised(step.optimiser.learningRate)
    default: return nil
    }
  }

  /// The expected reward of every output at every step; nil where it is not defined or too slow.
  private static func rewards(
    _ objective: Objective, _ course: [OutputPolicy], allowSlow: Bool
  ) -> [[Double]]? {
    let rewards = course.compactMap {
      try? objective.reward.expectedRewards(
        under: $0, rollouts: objective.rollouts, context: RewardContext(), allowSlow: allowSlow)
    }
    return rewards.count == course.count ? rewards : nil
  }

  private func table(_ numbers: [Double], _ correct: [Int]) throws -> SoftmaxPolicy {
    if let wrong = correct.first(where: { $0 >= numbers.count }) {
      throw Failure.usage(
        "--correct-answers names answer \(wrong), but --policy has the answers 0 to \(numbers.count - 1)")
    }
    let flags = numbers.indices.map { correct.contains($0) }
    return SoftmaxPolicy(OutputPolicy(answers: Policy(probabilities: numbers), isCorrect: flags))
  }

  private func tree(_ path: String, _ correct: [Int]) throws -> TokenTree {
    let root = try ConfigurationFile.read(TreeNode.self, from: path).branch
    guard case .state = root else {
      throw Failure.data("\(path): the root is no state; an output is written with at least one token")
    }
    let largest = TreeNode.largestAnswer(root)
    if largest > 1_000_000 {
      throw Failure.data("\(path): answer \(largest) is too large a number; count from 0")
    }
    if let wrong = correct.first(where: { $0 > largest }) {
      throw Failure.usage(
        "--correct-answers names answer \(wrong), but the tree has the answers 0 to \(largest)")
    }
    return TokenTree(root, isCorrect: (0...max(0, largest)).map { correct.contains($0) })
  }

  private func measured(_ path: String) throws -> [SoftmaxPolicy] {
    let file = try reading.read(path)
    guard file.hasCorrectness else {
      throw Failure.data(
        "\(path): the file does not say which answers are correct; a simulation needs the column correct")
    }
    return policies(of: Population(frequenciesOf: file.votes))
  }

  private func drawn() throws -> [SoftmaxPolicy] {
    let model = try synthetic.model
    if let problem = model.problem { throw Failure.usage(problem) }
    let problems = synthetic.problems ?? 200
    if !(1...100_000 ~= problems) {
      throw Failure.usage("problems is \(problems), but must be from 1 to 100000")
    }
    var generator = Generator(seed: Seed(seed ?? 1).child("problems"))
    return policies(of: model.population(problems: problems, using: &generator))
  }

  private func policies(of population: Population) -> [SoftmaxPolicy] {
    (0..<population.problemCount).map { problem in
      let unparsed = population.unparsed(of: problem)
      let range = population.answers(of: problem)
      let answers = range.indices.map {
        $0 - range.lowerBound == unparsed ? VoteSet.unparsed : Int32($0 - range.lowerBound)
      }
      let parsed = unparsed == nil ? range : range.dropLast()
      return SoftmaxPolicy(
        OutputPolicy(
          policy: population.policy(of: problem), answers: answers,
          isCorrect: Array(population.isCorrect[parsed])))
    }
  }
}

extension Preset: ExpressibleByArgument {}
