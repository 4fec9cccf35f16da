internal import Measurement
internal import Sharpening
internal import SharpeningNumerics
internal import Transformer

extension ReinforcementRun {
  /// How training rollouts are drawn.
  var sampling: SamplingOptions {
    let sampling = settings.objective.sampling
    return SamplingOptions(
      newTokens: newTokens, temperature: Float(sampling.temperature), topK: sampling.topK ?? 0,
      topP: Float(sampling.topP), stop: task.stop)
  }

  /// The most new tokens.
  var newTokens: Int { settings.newTokens ?? task.longestOutput }

  /// Draws N rollouts a problem.
  func drawRollouts(_ problems: [Int], _ seed: Seed) -> Rollouts {
    draw(settings.objective.rollouts ?? 1, problems, sampling, seed)
  }

  /// Draws a number of rollouts a problem.
  func draw(_ count: Int, _ problems: [Int], _ options: SamplingOptions, _ seed: Seed) -> Rollouts {
    let prompts = problems.map { task.tokens(task.prompt($0)) }
    let repeated = prompts.flatMap { [[Int32]](repeating: $0, count: count) }
    return Rollouts(
      runner.complete(model, repeated, options, seed: seed), problems: problems, prompts: prompts, task: task)
  }

  /// What rollouts show.
  func measured(_ rollouts: Rollouts) -> [Trajectory.Column: Double] {
    var row = metrics(of: rollouts.votes).columns
    let cut = rollouts.completions.reduce(0) { $0 + (!$1.isStopped && $1.tokens.count >= newTokens ? 1 : 0) }
    row[.responseClipRatio] = Double(cut) / Double(rollouts.completions.count)
    return row
  }

  /// The packed sequences of some rollouts, completions scored.
  func tokenBatch(_ rollouts: Rollouts, _ chosen: some Sequence<Int>) -> TokenBatch {
    var batch = TokenBatch()
    for rollout in chosen {
      let prompt = rollouts.prompts[rollout / rollouts.perProblem]
      batch.append(prompt + rollouts.completions[rollout].tokens, scoredFrom: prompt.count)
    }
    return batch
  }

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
    let batch = tokenBatch(rollouts, rollouts.completions.indices)
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

  /// Whether the judge accepts each rollout's answer; one without an answer, or too long to be asked about, is refused.
  private func judge(_ rollouts: Rollouts) -> [Bool] {
    let judge = settings.judge == .live ? model : start
    var asked: [Int] = []
    var prompts: [[Int32]] = []
    for problem in rollouts.problems.indices {
      for place in rollouts.votes.rollouts(of: problem) {
        guard let answer = rollouts.votes.name(of: rollouts.votes.answers[place], of: problem),
          let prompt = task.verificationPrompt(rollouts.problems[problem], answer: answer),
          let tokens = task.tokenizer.encode(prompt),
          tokens.count + task.longestVerdict <= judge.configuration.context
        else { continue }
        asked.append(place)
        prompts.append(tokens)
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
}
