import Foundation
import Measurement
import Sharpening
import SharpeningNumerics
import Training
import Transformer

/// Where a recipe begins: a configuration of Tests/Fixtures/priors, with the model that it pretrains beside it if it is
/// small.
///
/// `sharpen train RUN --configuration Tests/Fixtures/priors/strong.json` makes the model of `strong` again as RUN/prior;
/// the numbers may differ in their last digits with the processor.
enum Prior: String {
  /// 12,224 parameters, 600 updates: right on about 30 % of the problems, as its corpus is.
  case strong
  /// The same course, left after 100 updates: right on about 2 %.
  case weak
  /// About 104,000 parameters, left after 300 of 1200 updates: right on about 28 %.
  case compact
  /// As large, 2000 updates, on sums and on questions whether an answer is right.
  case verifying

  static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "Fixtures/priors")

  func configuration() throws -> TrainingConfiguration {
    let data = try Data(contentsOf: Self.folder.appending(path: "\(rawValue).json"))
    return try JSONDecoder().decode(TrainingConfiguration.self, from: data)
  }

  func task() throws -> RuledArithmetic {
    guard case .ruledArithmetic(let task) = try configuration().task else {
      throw TrainingError.configuration("\(rawValue).json has another task")
    }
    return task
  }

  /// The model that is kept beside the configuration.
  func kept() throws -> LanguageModel {
    try LanguageModel(folder: Self.folder.appending(path: rawValue).path)
  }

  /// The model, pretrained now.
  ///
  /// - Parameter updates: where the course is left, in place of the configuration's own place.
  func pretrained(leavingAfter updates: Int? = nil) throws -> LanguageModel {
    let configuration = try configuration()
    let task = try task()
    var settings = configuration.pretraining
    if let updates { settings.stopAfter = updates }
    let shape = configuration.shape(for: task)
    var run = PretrainingRun(
      settings, task: task, heldOut: [], shape: shape,
      runner: ModelRunner(for: shape, executor: SerialExecutor()))
    if let step = run.finish() { throw TrainingError.configuration("diverged at update \(step)") }
    return run.model
  }
}

/// A training by reinforcement from a prior: what the phenomena's recipes differ in.
///
/// All share GRPO as in TRL on eight rollouts a problem, one update a batch at temperature 1, no divergence penalty, gradients
/// clipped to 1.
struct Recipe {
  let prior: Prior
  let reward: Reward
  let optimiser: Optimiser
  let steps: Int
  var problems: Int?
  var prompts = 16
  var seed: UInt64 = 1
  var judge = Reinforcement.Judge.live

  static func adam(_ rate: Double) -> Optimiser { .adam(rate, beta2: 0.99, clipNorm: 1) }

  /// What was seen: the course, and sampled held-out accuracy after its last step.
  struct Result {
    let trajectory: Trajectory
    let accuracy: Double
    /// The most frequent answer's share of the held-out problems.
    let commonest: Double

    /// A column's mean over the last steps.
    func end(_ column: Trajectory.Column, over steps: Int = 5) -> Double {
      let values = (trajectory[column] ?? []).suffix(steps).compactMap { $0 }
      return values.reduce(0, +) / Double(values.count)
    }

    /// A column's value at the start.
    func start(_ column: Trajectory.Column) -> Double {
      (trajectory[column] ?? []).first.flatMap { $0 } ?? .nan
    }

    /// The largest value of a column.
    func peak(_ column: Trajectory.Column) -> Double {
      (trajectory[column] ?? []).compactMap { $0 }.max() ?? .nan
    }

    /// The first step at which the mean reward accuracy of ten steps is below a threshold; the number of steps if none.
    func collapseStep(_ threshold: Double) -> Int {
      let values = (trajectory[.rewardAccuracy] ?? []).compactMap { $0 }
      for step in 9..<max(9, values.count) where values[step - 9...step].reduce(0, +) / 10 < threshold {
        return step
      }
      return values.count
    }
  }

  /// Trains and looks at held-out problems.
  func run(
    from model: LanguageModel, on chosen: [Int]? = nil, evaluatesEvery: Int = 0, heldOut: Int = 200
  ) throws -> Result {
    let task = try prior.task()
    var divided = try prior.configuration().split
    if let problems { divided.train = problems }
    divided.heldOut = heldOut
    let split = try divided.split(task)
    var settings = Reinforcement(
      Objective(reward: reward, advantage: .trl, update: .policyGradient(GradientStep(optimiser))))
    settings.prompts = prompts
    settings.shuffles = true
    settings.judge = judge
    settings.evaluatesEvery = evaluatesEvery
    let runner = ModelRunner(for: model.configuration, executor: SerialExecutor())
    var run = ReinforcementRun(
      settings, task: task, split: chosen.map { TaskSplit(train: $0, heldOut: split.heldOut) } ?? split,
      from: model, seed: Seed(seed), runner: runner)
    for _ in 0..<steps where try run.step() != .stepped { break }
    let drawn = Self.answers(of: run.model, split.heldOut, task, runner)
    let names = drawn.compactMap { $0 }
    let counts = Dictionary(grouping: names) { $0 }.mapValues(\.count)
    let correct = zip(split.heldOut, drawn).count { problem, answer in
      answer.map { task.isCorrect($0, of: problem) } ?? false
    }
    return Result(
      trajectory: run.trajectory, accuracy: Double(correct) / Double(drawn.count),
      commonest: Double(counts.values.max() ?? 0) / Double(drawn.count))
  }

  /// One sampled answer for each of some problems; nil where none can be read.
  static func answers(
    of model: LanguageModel, _ problems: [Int], _ task: RuledArithmetic, _ runner: ModelRunner
  ) -> [String?] {
    let prompts = problems.compactMap { task.tokenizer.encode(task.prompt($0)) }
    let options = SamplingOptions(newTokens: task.longestOutput, stop: task.stop)
    return runner.complete(model, prompts, options, seed: Seed(77)).map {
      task.answer(in: task.tokenizer.decode($0.tokens))
    }
  }
}
