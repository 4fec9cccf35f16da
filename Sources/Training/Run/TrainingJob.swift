internal import Foundation
public import Measurement
public import Sharpening
internal import SharpeningNumerics
internal import Transformer

/// A training from its configuration to its results in a folder: prior, reinforcement, checkpoints.
///
/// Whatever kills the process, at most the steps since the last checkpoint are redone when the run is taken up again, and the
/// results are those of a run that was never stopped.
public struct TrainingJob: Sendable {
  /// What happens on the way.
  public enum Event: Sendable {
    /// A pretraining update was taken; tokens are those it was trained on.
    case pretraining(step: Int, of: Int, loss: Double)
    /// The model at the start is there; where it came from.
    case prior(String)
    /// A step was taken.
    case step(Int, of: Int, row: [Trajectory.Column: Double])
    /// A checkpoint was written.
    case checkpoint(String)
  }

  /// How a training ended.
  public struct Result: Sendable {
    /// What was measured.
    public var trajectory: Trajectory
    /// What was seen on the probes.
    public var probes: ProbeRecords
    /// The folder of the last checkpoint, with the model in the Hugging Face layout; nil without reinforcement.
    public var lastCheckpoint: String?
    /// The folder of the model at the start.
    public var prior: String
    /// The condition that ended it before its last step.
    public var earlyStop: EarlyStop?
  }

  /// What is trained.
  public private(set) var configuration: TrainingConfiguration
  /// The folder.
  public let folder: String
  /// Pretrained models that may be used, and to which a new one is added; nil: none.
  public var cache: PriorCache?
  /// Every how many steps a checkpoint is written, ≥ 1.
  public var checkpointsEvery = 10
  /// How many checkpoints are kept, ≥ 1.
  public var keepsCheckpoints = 1
  let executor: any Executor

  /// A job.
  ///
  /// - Parameters:
  ///   - configuration: without a `problem`.
  ///   - folder: of the run.
  ///   - executor: its threads; results do not depend on them.
  public init(_ configuration: TrainingConfiguration, folder: String, executor: any Executor) {
    self.configuration = configuration
    self.folder = folder
    self.executor = executor
  }

  /// The configuration that a run's folder was made with.
  public static func configuration(of folder: String) throws(TrainingError) -> TrainingConfiguration {
    try RunFolder(folder, isNew: false).configuration()
  }

  /// Runs to the end.
  ///
  /// - Parameters:
  ///   - resumes: whether the folder is that of a run that is taken up again.
  ///   - report: called on the way.
  public func run(
    resumes: Bool = false, report: (Event) -> Void = { _ in }
  ) throws(TrainingError) -> Result {
    if let problem = configuration.problem { throw .configuration(problem) }
    let place = try RunFolder(folder, isNew: !resumes)
    let wanted = try withDigests()
    if resumes {
      let old = try place.configuration()
      if let difference = Difference.first(old, wanted) {
        throw .otherConfiguration(folder: folder, difference: difference)
      }
    }
    place.removeUnfinished()
    try place.write(wanted)
    var job = self
    job.configuration = wanted
    let task = try wanted.task.definition(start: wanted.start)
    return try job.train(task, place, report)
  }

  private func train<Task: TaskDefinition>(
    _ task: Task, _ place: RunFolder, _ report: (Event) -> Void
  ) throws(TrainingError) -> Result {
    let split = try configuration.split.split(task)
    let prior = try prior(task, split, place, report)
    try Self.check(prior.configuration, task, configuration)
    let runner = ModelRunner(for: prior.configuration, executor: executor)
    var run = ReinforcementRun(
      configuration.reinforcement, task: task, split: split, from: prior, seed: configuration.seed,
      runner: runner)
    if let last = place.checkpointSteps().last { try run.restore(from: place.checkpoint(last)) }
    var saved = run.stepsTaken
    while !run.isFinished {
      let before = run.stepsTaken
      let outcome = try Self.settled { () throws(SharpeningError) in try run.step() }
      if outcome == .diverged(step: before) {
        try writeMeasurements(run)
        throw .diverged(
          stage: "reinforcement", step: before, lastGood: place.checkpointSteps().last.map(place.checkpoint))
      }
      report(.step(before, of: run.steps, row: run.trajectory.lastRow))
      if run.stepsTaken - saved >= checkpointsEvery || run.isFinished {
        try checkpoint(run, place, report)
        saved = run.stepsTaken
      }
    }
    place.prune(keeping: keepsCheckpoints)
    // The end is measured beside the run, which can go on from its last checkpoint.
    var end = run
    try Self.settled { () throws(SharpeningError) in try end.measureEnd() }
    try writeMeasurements(end)
    return Result(
      trajectory: end.trajectory, probes: end.probes,
      lastCheckpoint: place.checkpointSteps().last.map(place.checkpoint), prior: place.prior,
      earlyStop: run.stepsTaken < run.steps ? run.earlyStop : nil)
  }

  /// What a reward cannot do is a matter of the configuration.
  private static func settled<Value>(
    _ work: () throws(SharpeningError) -> Value
  ) throws(TrainingError) -> Value {
    do {
      return try work()
    } catch {
      throw .configuration("reinforcement: \(error)")
    }
  }

  /// The configuration with the digests of the files that it names, which must be those that it states.
  private func withDigests() throws(TrainingError) -> TrainingConfiguration {
    var wanted = configuration
    if let start = configuration.start {
      wanted.startDigest = try Self.digest(ofModel: start)
      if let told = configuration.startDigest, told != wanted.startDigest {
        throw .configuration("start: the weights in \(start) are not those whose start_sha256 is given")
      }
    }
    wanted.taskDigest = try configuration.task.digest()
    if let told = configuration.taskDigest, told != wanted.taskDigest {
      throw .configuration("task: the files are not those whose task_sha256 is given")
    }
    return wanted
  }

  private func checkpoint(
    _ run: ReinforcementRun<some TaskDefinition>, _ place: RunFolder, _ report: (Event) -> Void
  ) throws(TrainingError) {
    let path = place.checkpoint(run.stepsTaken)
    try run.save(to: path)
    try writeMeasurements(run)
    place.prune(keeping: keepsCheckpoints)
    report(.checkpoint(path))
  }

  private func writeMeasurements(_ run: ReinforcementRun<some TaskDefinition>) throws(TrainingError) {
    try WholeFolder.write(Data(run.trajectory.csv.utf8), to: folder + "/trajectory.csv")
    if configuration.reinforcement.probes.problems == 0 { return }
    var lines = Data()
    for row in run.probes.rows { lines += Canonical.json(row) + Data("\n".utf8) }
    try WholeFolder.write(lines, to: folder + "/probes.jsonl")
    if configuration.reinforcement.probes.gradients == 0 { return }
    lines = Data()
    for row in run.probes.alignments { lines += Canonical.json(row) + Data("\n".utf8) }
    try WholeFolder.write(lines, to: folder + "/alignment.jsonl")
  }
}
