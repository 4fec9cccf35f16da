public import Measurement
public import Sharpening
public import SharpeningNumerics
public import Transformer

/// A run of reinforcement learning: rollouts → votes → reward → advantage → loss → step.
///
/// What a step draws comes from children of the run's seed that carry the step's number, so that a run that is taken up
/// again at a checkpoint goes on as if it had never stopped.
public struct ReinforcementRun<Task: TaskDefinition>: Sendable {
  /// How a step ended.
  public enum Outcome: Sendable, Equatable {
    /// The model moved, or every advantage was 0.
    case stepped
    /// A log-probability or a gradient was no number; the model is the one before the step.
    case diverged(step: Int)
  }

  /// The settings.
  public let settings: Reinforcement
  /// The task.
  public let task: Task
  /// The problems that are trained on, in order.
  public let data: [Int]
  /// The problems that are evaluated on.
  public let heldOut: [Int]
  /// The seed.
  public let seed: Seed
  /// The model at the start, which judges and is diverged from.
  public let start: LanguageModel
  /// The model.
  public internal(set) var model: LanguageModel
  /// The optimiser.
  public internal(set) var optimiser: ModelOptimiser
  /// What has been measured.
  public internal(set) var trajectory = Trajectory()
  /// Steps taken.
  public internal(set) var stepsTaken = 0
  var tokens = 0.0
  let runner: ModelRunner

  /// A run before its first step.
  ///
  /// - Parameters:
  ///   - settings: without a `problem`.
  ///   - task: with the model's vocabulary.
  ///   - data: at least one problem.
  ///   - heldOut: problems that are not in `data`, or none.
  ///   - model: where it starts.
  ///   - seed: names every draw.
  ///   - runner: of the model's shape.
  public init(
    _ settings: Reinforcement, task: Task, data: [Int], heldOut: [Int], from model: LanguageModel, seed: Seed,
    runner: ModelRunner
  ) {
    precondition(settings.problem == nil, settings.problem ?? "")
    precondition(!data.isEmpty, "a run needs at least one problem to train on")
    self.settings = settings
    self.task = task
    self.data = data
    self.heldOut = heldOut
    self.seed = seed
    self.runner = runner
    start = model
    self.model = model
    optimiser = ModelOptimiser(Self.step(of: settings).optimiser, parameterCount: model.parameterCount)
  }

  static func step(of settings: Reinforcement) -> GradientStep {
    if case .policyGradient(let step) = settings.objective.update { return step }
    preconditionFailure("a language model is trained by policy gradient")
  }

  /// Takes one step and appends its row to the trajectory.
  ///
  /// - Throws: `SharpeningError.undefined` where the reward lacks what it looks at.
  public mutating func step() throws(SharpeningError) -> Outcome {
    let rollouts = drawRollouts(batch(stepsTaken), seed.child("rollouts", stepsTaken))
    guard rollouts.completions.allSatisfy({ $0.logProbabilities.allSatisfy(\.isFinite) }) else {
      return .diverged(step: stepsTaken)
    }
    let rewards = try rewards(of: rollouts)
    let trained = settings.objective.trainedRollouts ?? rollouts.perProblem
    let used = rewards.map { Array($0.prefix(trained)) }
    let advantages = try settings.objective.advantage.advantages(of: used)
    var row = metrics(of: rollouts.votes).columns
    row[.reward] = used.joined().reduce(0, +) / Double(used.joined().count)
    tokens += Double(rollouts.completions.reduce(0) { $0 + $1.tokens.count })
    row[.tokens] = tokens
    if settings.evaluatesEvery > 0 && stepsTaken % settings.evaluatesEvery == 0 { evaluate(&row, rollouts) }
    let before = (model, optimiser)
    let isSound = try update(rollouts, trained: trained, advantages)
    if !isSound { (model, optimiser) = before }
    trajectory.append(step: stepsTaken, row)
    if !isSound { return .diverged(step: stepsTaken) }
    stepsTaken += 1
    return .stepped
  }

  /// The problems of a step: the data in order, over and over, shuffled for each pass if so set.
  func batch(_ step: Int) -> [Int] {
    let positions = step * settings.prompts..<(step + 1) * settings.prompts
    guard settings.shuffles else { return positions.map { data[$0 % data.count] } }
    let first = positions.lowerBound / data.count
    // A large data set is shuffled once a batch, not once a problem; a small one may be passed several times.
    let orders = (first...(positions.upperBound - 1) / data.count).map { order(pass: $0) }
    return positions.map { orders[$0 / data.count - first][$0 % data.count] }
  }

  private func order(pass: Int) -> [Int] {
    var generator = Generator(seed: seed.child("order", pass))
    var order = data
    generator.shuffle(&order)
    return order
  }

  /// Draws N rollouts a problem.
  func drawRollouts(_ problems: [Int], _ seed: Seed) -> Rollouts {
    let count = settings.objective.rollouts ?? 1
    let prompts = problems.map { task.tokens(task.prompt($0)) }
    let sampling = settings.objective.sampling
    let options = SamplingOptions(
      newTokens: settings.newTokens ?? task.longestOutput, temperature: Float(sampling.temperature),
      topK: sampling.topK ?? 0, topP: Float(sampling.topP), stop: task.stop)
    let repeated = prompts.flatMap { [[Int32]](repeating: $0, count: count) }
    return Rollouts(
      runner.complete(model, repeated, options, seed: seed), problems: problems, prompts: prompts, task: task)
  }
}
