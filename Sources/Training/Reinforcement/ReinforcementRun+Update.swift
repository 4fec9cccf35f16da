internal import Sharpening
internal import Transformer

extension ReinforcementRun {
  /// Goes through the rollouts as the objective says.
  ///
  /// - Parameter advantages: of the trained rollouts of each problem; nil for a dropped group.
  /// - Returns: the mean norm of the updates' gradients, 0 without an update; nil where a number was none.
  mutating func update(
    _ rollouts: Rollouts, trained: Int, _ advantages: [[Double]?]
  ) throws(SharpeningError) -> Double? {
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
    let rate = settings.schedule.share(at: stepsTaken, of: steps)
    var norms: [Double] = []
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
        let norm = optimiser.step(&model, gradient: gradient, rateScale: rate)
        // Squares of exploded parameters overflow as well.
        guard norm.isFinite, gradientNorm(model.parameters).isFinite else { return nil }
        norms.append(norm)
      }
    }
    return norms.isEmpty ? 0 : norms.reduce(0, +) / Double(norms.count)
  }
}
