internal import Measurement
internal import Sharpening
public import SharpeningNumerics
internal import Transformer

extension ReinforcementRun {
  /// Appends what the model shows after its last step, on the batch that would come next, without a step.
  mutating func measureEnd() throws(SharpeningError) {
    if trajectory.steps.last == stepsTaken { return }
    let rollouts = drawRollouts(batch(stepsTaken), seed.child("rollouts", stepsTaken))
    var row = measured(rollouts)
    if settings.evaluatesEvery > 0 { evaluate(&row, rollouts) }
    if settings.probes.problems > 0 { try probe(&row) }
    trajectory.append(step: stepsTaken, row)
  }

  /// Accuracies on problems that are not trained on, and the divergence from the start on the rollouts at hand.
  func evaluate(_ row: inout [Trajectory.Column: Double], _ rollouts: Rollouts) {
    let batch = tokenBatch(rollouts, rollouts.completions.indices)
    let temperature = settings.objective.sampling.temperature
    let before = runner.scores(start, batch, temperature: temperature)
    let now = runner.scores(model, batch, temperature: temperature)
    let ratio = zip(now.logProbability, before.logProbability).reduce(0.0) {
      $0 + Double($1.0) - Double($1.1)
    }
    row[.klToStart] = ratio / Double(batch.count)
    if !split.heldOut.isEmpty {
      row[.heldoutAccuracy] = accuracy(on: split.heldOut, seed: seed.child("evaluation", stepsTaken))
    }
    if !split.outOfDistribution.isEmpty {
      row[.outOfDistributionAccuracy] = accuracy(
        on: split.outOfDistribution, seed: seed.child("evaluation-ood", stepsTaken))
    }
  }

  /// The share of correct answers among sampled ones.
  ///
  /// - Parameters:
  ///   - problems: at least one.
  ///   - seed: of the draws.
  public func accuracy(on problems: [Int], seed: Seed) -> Double {
    runner.accuracy(
      of: model, task, on: problems, rollouts: settings.evaluationRollouts, newTokens: newTokens,
      temperature: settings.evaluationTemperature, seed: seed)
  }
}

extension ModelRunner {
  /// The share of correct answers among those that a model samples.
  func accuracy(
    of model: LanguageModel, _ task: some TaskDefinition, on problems: [Int], rollouts: Int,
    newTokens: Int, temperature: Double, seed: Seed
  ) -> Double {
    let prompts = problems.map { task.tokens(task.prompt($0)) }
    let options = SamplingOptions(newTokens: newTokens, temperature: Float(temperature), stop: task.stop)
    let repeated = prompts.flatMap { [[Int32]](repeating: $0, count: rollouts) }
    let drawn = Rollouts(
      complete(model, repeated, options, seed: seed), problems: problems, prompts: prompts, task: task)
    return metrics(of: drawn.votes).columns[.groundTruthReward] ?? 0
  }
}
