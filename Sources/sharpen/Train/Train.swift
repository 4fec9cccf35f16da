import ArgumentParser
import Foundation
import Measurement
import Sharpening
import SharpeningNumerics
import Training

/// `sharpen train RUN`: a compact language model, pretrained and then trained by reinforcement.
struct Train: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "train",
    abstract: "Pretrain a small language model on a verifiable task, then train it by any reward.",
    discussion: """
      RUN is a folder that is made: configuration.json names the run, trajectory.csv has a row a step (sharpen collapse reads \
      it), probes.jsonl what was seen problem by problem, prior and checkpoints/step-N are models in the Hugging Face layout. \
      A run that was stopped, however, goes on with --resume and ends as if it had never been; with more steps it goes on \
      beyond its end.

      --set changes any key of the configuration, for example --set split.train=32, --set task.digits=4, --set \
      reinforcement.steps=200, --set reinforcement.objective.kl.coefficient=0.01, --set model.hidden_size=128, --set \
      'reinforcement.probes={"problems": 16, "gradients": 8}'; --print-configuration shows them all. Rewards, advantages, \
      losses and updates are those of sharpen simulate objective.

      Pretrained models are kept in --priors, found again by task, size and pretraining, and shared by all runs.

      EXAMPLE: sharpen train runs/vote --reward majority_voting --set pretraining.steps=600 --set reinforcement.steps=60
      """)

  @Argument(help: ArgumentHelp("The folder of the run.", valueName: "run"))
  var folder: String?
  @Option(help: "A JSON file with a configuration, in place of the defaults.")
  var configuration: String?
  @Option(help: ArgumentHelp("The task: \(TaskConfiguration.names.joined(separator: ", "))."))
  var task: String?
  @Option(
    help: "The objective's preset: paper, verl, trl, ttrl or dr-grpo. Its optimiser is the compact model's.")
  var preset: Preset?
  @Option(help: ArgumentHelp("The reward: \(Reward.Name.allCases.map(\.rawValue).joined(separator: ", "))."))
  var reward: String?
  @Option(parsing: .unconditional, help: "The learning rate of reinforcement.")
  var rate: Double?
  @Option(
    help: "A folder in the Hugging Face layout with a model to start from, in place of pretraining one.")
  var start: String?
  @Option(help: "Change a key of the configuration: key=value or key.key=value. May be given several times.")
  var set: [String] = []
  @Option(parsing: .unconditional, help: "Names every draw of the reinforcement; a positive integer.")
  var seed: UInt64?
  @Flag(help: "Go on with the run in the folder, under the configuration that it has.")
  var resume = false
  @Option(help: "The folder of pretrained models. (default: sharpening/priors in the user's cache folder)")
  var priors: String?
  @Flag(help: "Neither use nor keep pretrained models.")
  var withoutPriors = false
  @Option(parsing: .unconditional, help: "Every how many steps a checkpoint is written.")
  var checkpointsEvery = 10
  @Option(parsing: .unconditional, help: "How many checkpoints are kept.")
  var keep = 1
  @Option(parsing: .unconditional, help: "Threads; the numbers do not depend on it. By default one a core.")
  var threads: Int?
  @Flag(help: "Print the configuration as JSON, with every key, and do nothing else.")
  var printConfiguration = false
  @Flag(help: "Print JSON.")
  var json = false

  func validate() throws {
    try Refusal.seed(seed)
    try Refusal.threads(threads)
    if folder == nil && !printConfiguration {
      throw ValidationError("Where shall the run go? Give the folder, as in sharpen train runs/first.")
    }
    if checkpointsEvery < 1 || keep < 1 {
      throw ValidationError("--checkpoints-every and --keep must be at least 1.")
    }
    if withoutPriors && priors != nil {
      throw ValidationError("--priors and --without-priors exclude each other; give one.")
    }
    if configuration != nil && (task != nil || preset != nil) {
      throw ValidationError("--configuration says task and objective; leave --task and --preset out.")
    }
    if resume && (configuration != nil || task != nil || preset != nil || reward != nil || start != nil) {
      throw ValidationError(
        "--resume goes on under the run's own configuration; only --set, --rate and --seed may repeat it, or raise reinforcement.steps."
      )
    }
    if let task, TaskConfiguration(name: task) == nil {
      throw ValidationError(
        "There is no task \"\(task)\"; there are \(TaskConfiguration.names.joined(separator: ", ")).")
    }
    if let reward, Reward.Name(rawValue: reward) == nil {
      throw ValidationError(
        "There is no reward \"\(reward)\"; there are \(Reward.Name.allCases.map(\.rawValue).joined(separator: ", "))."
      )
    }
  }

  func run() throws {
    try Failure.reporting {
      let described = try described()
      if let problem = described.problem { throw Failure.usage(problem) }
      if printConfiguration {
        try output(try sharpen.json(described, keys: .useDefaultKeys))
        return
      }
      let executor = ThreadExecutor(
        threads: threads ?? ProcessInfo.processInfo.activeProcessorCount, progress: nil)
      var job = TrainingJob(described, folder: folder ?? "", executor: executor)
      job.cache = withoutPriors ? nil : PriorCache(folder: priors ?? Self.cacheFolder)
      job.checkpointsEvery = checkpointsEvery
      job.keepsCheckpoints = keep
      let progress = TrainingProgress()
      let result: TrainingJob.Result
      do {
        defer { progress.finish() }
        result = try job.run(resumes: resume) { progress.show($0) }
      }
      let report = TrainingReport(job: job, result: result)
      try output(json ? try sharpen.json(report) : report.text)
    }
  }

  private static var cacheFolder: String {
    let environment = ProcessInfo.processInfo.environment
    let base = environment["XDG_CACHE_HOME"].flatMap { $0.isEmpty ? nil : $0 }
    return (base ?? (environment["HOME"] ?? ".") + "/.cache") + "/sharpening/priors"
  }

  /// The configuration that the options describe.
  private func described() throws -> TrainingConfiguration {
    var described: TrainingConfiguration
    if resume {
      described = try TrainingJob.configuration(of: folder ?? "")
    } else if let configuration {
      described = try ConfigurationFile.read(TrainingConfiguration.self, from: configuration)
    } else {
      var objective = (preset ?? .verl).objective()
      objective.update = .policyGradient(GradientStep(.adam(1e-4, beta2: 0.99, clipNorm: 1)))
      let task = TaskConfiguration(name: task ?? "ruled_arithmetic")
      described = TrainingConfiguration(
        task: task ?? .carryAddition(CarryAddition()), objective: objective)
    }
    var changes: [String] = []
    if let reward {
      changes.append("reinforcement.objective.reward={\"name\": \"\(reward)\"\(Self.rates(reward))}")
    }
    if let rate { changes.append("reinforcement.objective.update.optimiser.learning_rate=\(rate)") }
    if let seed { changes.append("seed=\(seed)") }
    if let start { described.start = start }
    return try ConfigurationFile.changed(described, by: changes + set)
  }

  /// Rates are asked of a verifier even where a model judges.
  private static func rates(_ reward: String) -> String {
    reward == "verifier" || reward == "self_verify" ? ", \"true_positive\": 1, \"false_positive\": 0" : ""
  }
}
