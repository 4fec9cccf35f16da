internal import Measurement
internal import Sharpening
public import SharpeningNumerics
internal import Transformer

extension ReinforcementRun {
  /// The rewards of every group, a divergence from the start taken off where it counts as reward.
  func rewards(of rollouts: Rollouts) throws(SharpeningError) -> [[Double]] {
    var generator = Generator(seed: seed.child("rewards", stepsTaken))
    let verdicts = isJudged ? judge(rollouts) : nil
    var rewards: [[Double]] = []
    for problem in rollouts.problems.indices {
      var group = RolloutGroup(rollouts.votes, problem: problem)
      group.verdicts = verdicts.map { Array($0[rollouts.votes.rollouts(of: problem)]) }
      rewards.append(try settings.objective.reward.rewards(of: group, using: &generator))
    }
    guard let kl = settings.objective.kl, kl.placement == .reward, kl.coefficient != 0 else { return rewards }
    let batch = tokenBatch(rollouts, Array(rollouts.completions.indices))
    let reference = runner.scores(start, batch, temperature: settings.objective.sampling.temperature)
    for (rollout, completion) in rollouts.completions.enumerated() {
      let divergence = zip(completion.logProbabilities, batch.scored(of: rollout)).reduce(0.0) {
        $0 + kl.estimator.value(logRatio: Double($1.0) - Double(reference.logProbability[$1.1]))
      }
      rewards[rollout / rollouts.perProblem][rollout % rollouts.perProblem] -= kl.coefficient * divergence
    }
    return rewards
  }

  private var isJudged: Bool {
    if case .selfVerify = settings.objective.reward { settings.judge != .rates } else { false }
  }

  /// Whether the judge accepts each rollout's answer; one without an answer is refused.
  private func judge(_ rollouts: Rollouts) -> [Bool] {
    let judge = settings.judge == .live ? model : start
    var asked: [Int] = []
    var prompts: [[Int32]] = []
    for problem in rollouts.problems.indices {
      for place in rollouts.votes.rollouts(of: problem) {
        guard let answer = rollouts.votes.name(of: rollouts.votes.answers[place], of: problem),
          let prompt = task.verificationPrompt(rollouts.problems[problem], answer: answer)
        else { continue }
        asked.append(place)
        prompts.append(task.tokens(prompt))
      }
    }
    // One drawn verdict, at the temperature of the authors' code.
    let options = SamplingOptions(newTokens: task.longestVerdict, temperature: 0.5, stop: task.stop)
    let verdicts = runner.complete(judge, prompts, options, seed: seed.child("verdicts", stepsTaken))
    var accepted = [Bool](repeating: false, count: rollouts.completions.count)
    guard let yes = task.acceptanceToken else { return accepted }
    for (place, verdict) in zip(asked, verdicts) {
      accepted[place] = verdict.tokens.contains(yes)
    }
    return accepted
  }

  /// The packed sequences of some rollouts, completions scored.
  func tokenBatch(_ rollouts: Rollouts, _ chosen: [Int]) -> TokenBatch {
    var batch = TokenBatch()
    for rollout in chosen {
      let prompt = rollouts.prompts[rollout / rollouts.perProblem]
      batch.append(prompt + rollouts.completions[rollout].tokens, scoredFrom: prompt.count)
    }
    return batch
  }

  /// Goes through the rollouts as the objective says; false where a number was none.
  ///
  /// - Parameter advantages: of the trained rollouts of each problem; nil for a dropped group.
  mutating func update(
    _ rollouts: Rollouts, trained: Int, _ advantages: [[Double]?]
  ) throws(SharpeningError) -> Bool {
    let step = Self.step(of: settings)
    let kept = rollouts.problems.indices.filter { advantages[$0] != nil }
    let parts = min(step.miniBatches, max(1, kept.count))
    let temperature = settings.objective.sampling.temperature
    // Probabilities before any update; with a single update they are those of the pass itself.
    let isSingle = step.epochs * parts == 1
    let cuts = (0..<parts).map { kept[$0 * kept.count / parts..<($0 + 1) * kept.count / parts] }
    let batches = cuts.map { cut in
      tokenBatch(
        rollouts, cut.flatMap { problem in (0..<trained).map { problem * rollouts.perProblem + $0 } })
    }
    let old =
      isSingle ? [] : batches.map { runner.scores(model, $0, temperature: temperature).logProbability }
    let penalty = settings.objective.kl.flatMap { $0.placement == .loss && $0.coefficient != 0 ? $0 : nil }
    let reference =
      penalty == nil ? [] : batches.map { runner.scores(start, $0, temperature: temperature).logProbability }
    for _ in 0..<step.epochs {
      for part in 0..<parts where !cuts[part].isEmpty {
        let batch = batches[part]
        let slopes = try LossSlopes(
          settings.objective, batch: batch, advantages: cuts[part].flatMap { advantages[$0] ?? [] },
          old: isSingle ? nil : old[part], reference: penalty == nil ? nil : reference[part])
        if slopes.isZero { continue }
        let (gradient, _) = runner.gradient(model, batch, temperature: temperature) {
          slopes.derivatives(sequences: $0, scored: $1, scores: $2)
        }
        let norm = optimiser.step(&model, gradient: gradient)
        // Squares of exploded parameters overflow as well.
        guard norm.isFinite, gradientNorm(model.parameters).isFinite else { return false }
      }
    }
    return true
  }

  /// Held-out accuracy, and the divergence from the start on the rollouts at hand.
  func evaluate(_ row: inout [Trajectory.Column: Double], _ rollouts: Rollouts) {
    let batch = tokenBatch(rollouts, Array(rollouts.completions.indices))
    let temperature = settings.objective.sampling.temperature
    let before = runner.scores(start, batch, temperature: temperature)
    let now = runner.scores(model, batch, temperature: temperature)
    let ratio = zip(now.logProbability, before.logProbability).reduce(0.0) {
      $0 + Double($1.0) - Double($1.1)
    }
    row[.klToStart] = ratio / Double(batch.count)
    guard !heldOut.isEmpty else { return }
    row[.heldoutAccuracy] = accuracy(on: heldOut, seed: seed.child("evaluation", stepsTaken))
  }

  /// The share of correct answers among sampled ones.
  ///
  /// - Parameters:
  ///   - problems: at least one.
  ///   - seed: of the draws.
  public func accuracy(on problems: [Int], seed: Seed) -> Double {
    let prompts = problems.map { task.tokens(task.prompt($0)) }
    let options = SamplingOptions(
      newTokens: settings.newTokens ?? task.longestOutput, temperature: Float(settings.evaluationTemperature),
      stop: task.stop)
    let repeated = prompts.flatMap { [[Int32]](repeating: $0, count: settings.evaluationRollouts) }
    let drawn = Rollouts(
      runner.complete(model, repeated, options, seed: seed), problems: problems, prompts: prompts, task: task)
    return metrics(of: drawn.votes).columns[.groundTruthReward] ?? 0
  }
}
