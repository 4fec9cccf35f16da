internal import Measurement
internal import Sharpening
internal import SharpeningNumerics
internal import Transformer

extension ReinforcementRun {
  /// The probed problems.
  var probedProblems: [Int] {
    let source = settings.probes.source == .train ? split.train : split.heldOut
    return Array(source.prefix(settings.probes.problems))
  }

  /// Looks at every probe, and notes the share of flipped majorities in the step's row.
  mutating func probe(_ row: inout [Trajectory.Column: Double]) throws(SharpeningError) {
    let problems = probedProblems
    guard !problems.isEmpty else { return }
    let rollouts = draw(settings.probes.rollouts, problems, sampling, seed.child("probes", stepsTaken))
    var winners = [Int32](repeating: VoteSet.unparsed, count: problems.count)
    _ = metrics(of: rollouts.votes, winners: &winners)
    let votes = rollouts.votes
    let majorities = problems.indices.map { votes.name(of: winners[$0], of: $0) }
    let isFirst = probes.firstMajorities.isEmpty
    if isFirst { probes.firstMajorities = majorities }
    let norms = try gradientNorms(rollouts)
    var flips = 0
    for index in problems.indices {
      let counts = votes.counts(of: index)
      let names = votes.distinctAnswers(of: index).map { votes.answerNames?[$0] ?? "" }
      let table = Dictionary(uniqueKeysWithValues: zip(names, counts.answers))
      let first = probes.firstMajorities[index]
      let isFlipped = majorities[index] != first
      if isFlipped { flips += 1 }
      probes.rows.append(
        ProbeRecords.Row(
          step: stepsTaken, problem: problems[index], prompt: task.prompt(problems[index]),
          kind: task.kind(of: problems[index]), votes: table, unparsed: counts.unparsed,
          correct: zip(counts.answers.indices, counts.answers).reduce(0) {
            $0 + (votes.isCorrect(Int32($1.0), of: index) ? $1.1 : 0)
          },
          majority: majorities[index],
          majorityShare: Double(first.flatMap { table[$0] } ?? 0) / Double(rollouts.perProblem),
          isFlipped: isFlipped, gradientNorm: index < norms.count ? norms[index] : nil))
    }
    row[.majorityFlipRate] = Double(flips) / Double(problems.count)
  }

  /// The norms of the first probes' gradients, after how well they agree has been noted.
  private mutating func gradientNorms(_ rollouts: Rollouts) throws(SharpeningError) -> [Double] {
    let count = min(settings.probes.gradients, rollouts.problems.count)
    guard count > 0 else { return [] }
    let rewards = try rewards(of: rollouts)
    let advantages = try settings.objective.advantage.advantages(of: rewards)
    var whole: [[Float]] = []
    var noiseless: [Double] = []
    var norms: [Double] = []
    for problem in 0..<count {
      guard let own = advantages[problem], own.contains(where: { $0 != 0 }) else {
        norms.append(0)
        continue
      }
      let half = own.count / 2
      let first = try gradient(rollouts, problem, 0..<half, own)
      let second = try gradient(rollouts, problem, half..<own.count, own)
      let sum = zip(first, second).map { ($0 + $1) / 2 }
      whole.append(sum)
      noiseless.append(Self.product(first, second))
      norms.append(Self.product(sum, sum).squareRoot())
    }
    probes.alignments.append(Self.alignment(step: stepsTaken, whole, noiseless))
    return norms
  }

  /// The gradient of the loss on some rollouts of one problem.
  private func gradient(
    _ rollouts: Rollouts, _ problem: Int, _ chosen: Range<Int>, _ advantages: [Double]
  ) throws(SharpeningError) -> [Float] {
    let batch = tokenBatch(rollouts, chosen.map { problem * rollouts.perProblem + $0 })
    let slopes = try LossSlopes(
      settings.objective, batch: batch, advantages: Array(advantages[chosen]), old: nil, reference: nil)
    return runner.gradient(model, batch, temperature: settings.objective.sampling.temperature) {
      slopes.derivatives(sequences: $0, scored: $1, scores: $2)
    }.gradient
  }

  private static func product(_ a: [Float], _ b: [Float]) -> Double {
    zip(a, b).reduce(0.0) { $0 + Double($1.0) * Double($1.1) }
  }

  /// How well gradients agree.
  ///
  /// - Parameter noiseless: for each the inner product of its two halves.
  static func alignment(
    step: Int, _ gradients: [[Float]], _ noiseless: [Double]
  ) -> ProbeRecords.Alignment {
    var alignment = ProbeRecords.Alignment(step: step, problems: gradients.count)
    let count = gradients.count
    guard count >= 2 else { return alignment }
    let lengths = gradients.map { product($0, $0).squareRoot() }
    var (cosines, products, positive) = (0.0, 0.0, 0)
    for i in 0..<count {
      for j in 0..<i {
        let inner = product(gradients[i], gradients[j])
        products += inner
        cosines += inner / (lengths[i] * lengths[j])
        if inner > 0 { positive += 1 }
      }
    }
    let pairs = Double(count * (count - 1) / 2)
    alignment.meanCosine = cosines / pairs
    alignment.positiveShare = Double(positive) / pairs
    let square = noiseless.reduce(0, +) / Double(count)
    alignment.coupling = square > 0 ? products / pairs / square : nil
    return alignment
  }
}
