internal import Foundation
internal import Measurement
internal import SharpeningNumerics

/// A replicate of coupled training, by the general loop: any features, rewards and update rules.
struct CoupledBlock: ~Copyable, CoupledStepper {
  private let training: CoupledTraining
  private var problems: CoupledProblems
  private var privateMemory: [Double]
  private let coupling: Coupling
  private var shared: SharedParameters
  private let startParameters: [Double]
  private var order: BatchOrder
  private var batch: [Int]
  /// The widest problem; rows of the scratch below have this length.
  private var width: Int
  private var drawn: [Double]
  private var gradients: [Double]
  private var answers: [Int32]
  /// One entry a problem of the batch, nil where the group is dropped.
  private var advantages: [[Double]?]
  /// Each rollout's reward in the last step.
  private var rewards: [[Double]] = []
  private var isStepBounded = true
  private var rolloutGenerator: Generator
  private var rewardGenerator: Generator
  private var orderGenerator: Generator
  private var freshGenerator: Generator

  /// Makes a replicate.
  ///
  /// - Parameter problems: the data set; nil: new problems at every step.
  init(_ training: CoupledTraining, coupling: Coupling, problems: CoupledProblems?, replicate: Int) {
    self.training = training
    self.problems = problems ?? CoupledProblems()
    privateMemory = [Double](repeating: 0, count: self.problems.base.count)
    self.coupling = coupling
    shared = SharedParameters(coupling)
    startParameters = coupling.start
    order = BatchOrder(count: self.problems.count, order: training.order)
    batch = Array(0..<training.batch)
    width = 0
    drawn = []
    gradients = []
    answers = [Int32](repeating: 0, count: training.batch * training.rollouts)
    advantages = [[Double]?](repeating: nil, count: training.batch)
    let seed = training.seed
    rolloutGenerator = Generator(seed: seed.child("rollouts", replicate))
    rewardGenerator = Generator(seed: seed.child("rewards", replicate))
    orderGenerator = Generator(seed: seed.child("order", replicate))
    freshGenerator = Generator(seed: seed.child("fresh", replicate))
    fit()
  }

  var parameters: [Double] { shared.values }
  var isBounded: Bool { isStepBounded && shared.isBounded }
  func memory() -> [Double] { privateMemory }

  /// Gives the scratch a row for the widest problem.
  private mutating func fit() {
    let widest = (0..<problems.count).reduce(0) { max($0, problems.answers(of: $1).count) }
    if widest <= width { return }
    width = widest
    drawn = [Double](repeating: 0, count: batch.count * width)
    gradients = drawn
  }

  mutating func step() {
    if training.dataSize == nil {
      problems = training.freshProblems(using: &freshGenerator)
      privateMemory = [Double](repeating: 0, count: problems.base.count)
      fit()
    } else {
      order.take(into: &batch, using: &orderGenerator)
    }
    draw()
    if training.gradient == .sampled { weigh() }
    let size = training.miniBatch ?? batch.count
    for pass in 0..<training.passes {
      for first in stride(from: 0, to: batch.count, by: size) {
        let chosen = first..<min(batch.count, first + size)
        update(chosen, isOnPolicy: pass == 0 && first == 0)
      }
    }
  }

  /// Probabilities of π^(1/T) with given parameters and, unless nil, memory.
  private static func probabilities(
    _ problems: CoupledProblems, _ problem: Int, parameters: [Double], memory: [Double]?,
    temperature: Double, into row: inout MutableSpan<Double>
  ) {
    let range = problems.answers(of: problem)
    problems.writeLogits(of: problem, parameters: parameters.span, into: &row, at: 0)
    if let memory { for answer in 0..<range.count { row[answer] += memory[range.lowerBound + answer] } }
    if temperature != 1 { for answer in 0..<range.count { row[answer] /= temperature } }
    let total = AnswerDraw.exponentiate(&row, count: range.count)
    for answer in 0..<range.count { row[answer] /= total }
  }

  /// Draws the batch's rollouts and keeps the probabilities that they were drawn with.
  private mutating func draw() {
    var uniforms = [Double](repeating: 0, count: answers.count)
    var numbers = uniforms.mutableSpan
    rolloutGenerator.fillUniform(&numbers)
    var weights = [Double](repeating: 0, count: width)
    for (index, problem) in batch.enumerated() {
      let range = problems.answers(of: problem)
      var row = weights.mutableSpan
      problems.writeLogits(of: problem, parameters: shared.values.span, into: &row, at: 0)
      for answer in 0..<range.count {
        row[answer] = (row[answer] + privateMemory[range.lowerBound + answer])
        if training.temperature != 1 { row[answer] /= training.temperature }
      }
      let total = AnswerDraw.exponentiate(&row, count: range.count)
      for rollout in 0..<training.rollouts {
        let place = index * training.rollouts + rollout
        answers[place] = AnswerDraw.answer(
          uniforms[place], weights: weights.span.extracting(0..<range.count), total: total)
      }
      for answer in 0..<range.count { drawn[index * width + answer] = weights[answer] / total }
    }
  }

  /// Rewards the batch's groups and turns the rewards into advantages.
  private mutating func weigh() {
    rewards = []
    for index in batch.indices {
      let range = problems.answers(of: batch[index])
      let chosen = answers[index * training.rollouts..<(index + 1) * training.rollouts]
      var group = RolloutGroup(answers: Array(chosen), isCorrect: Array(problems.isCorrect[range]))
      if ObjectiveOnAnswers.needsProbabilities(training.reward) {
        group.features = RolloutFeatures(logProbability: chosen.map { log(drawn[index * width + Int($0)]) })
      }
      if training.reward.isRandom {
        group.verdicts = ObjectiveOnAnswers.acceptance(training.reward, group).map {
          rewardGenerator.uniform() < $0
        }
      }
      rewards.append(ObjectiveOnAnswers.rewards(training.reward, group))
      if let kl = training.kl, kl.placement == .reward {
        let start = startProbabilities(batch[index])
        for (rollout, answer) in chosen.enumerated() {
          let ratio = log(drawn[index * width + Int(answer)] / start[Int(answer)])
          rewards[index][rollout] -= kl.coefficient * kl.estimator.value(logRatio: ratio)
        }
      }
    }
    advantages = ObjectiveOnAnswers.advantages(rewards, training.advantage)
  }

  /// The probabilities of π^(1/T) at the start of the run.
  private func startProbabilities(_ problem: Int) -> [Double] {
    var start = [Double](repeating: 0, count: problems.answers(of: problem).count)
    var row = start.mutableSpan
    Self.probabilities(
      problems, problem, parameters: startParameters, memory: nil, temperature: training.temperature,
      into: &row)
    return start
  }

  /// One update from some of the batch's groups.
  private mutating func update(_ chosen: Range<Int>, isOnPolicy: Bool) {
    let kept = chosen.filter { training.gradient == .expected || advantages[$0] != nil }
    if kept.isEmpty { return }
    var mean = [Double](repeating: 0, count: shared.values.count)
    for index in kept {
      let problem = batch[index]
      let count = problems.answers(of: problem).count
      var present = Array(drawn[index * width..<index * width + count])
      if !isOnPolicy {
        var row = present.mutableSpan
        Self.probabilities(
          problems, problem, parameters: shared.values, memory: privateMemory,
          temperature: training.temperature, into: &row)
      }
      let gradient = gradient(index, present: present, isOnPolicy: isOnPolicy)
      gradients.replaceSubrange(index * width..<index * width + count, with: gradient)
      var sum = mean.mutableSpan
      problems.addGradient(
        of: problem, byLogits: gradient.span, scale: 1 / Double(kept.count), to: &sum)
    }
    shared.ascend(mean)
    for index in kept {
      let range = problems.answers(of: batch[index])
      for position in range {
        let step = coupling.memoryRate * gradients[index * width + position - range.lowerBound]
        privateMemory[position] += step
        if !(abs(privateMemory[position]) < CoupledTraining.largestParameter) { isStepBounded = false }
      }
    }
  }

  /// The gradient by logits of one group's objective.
  private func gradient(_ index: Int, present: [Double], isOnPolicy: Bool) -> [Double] {
    let range = problems.answers(of: batch[index])
    var gradient = [Double](repeating: 0, count: range.count)
    if training.gradient == .expected {
      gradient = GroupGradient.expected(
        probabilities: present, rollouts: training.rollouts, reward: training.reward,
        advantage: training.advantage, isCorrect: Array(problems.isCorrect[range]),
        temperature: training.temperature)
    } else {
      let group = index * training.rollouts..<(index + 1) * training.rollouts
      let credits = credits(index, present: present, isOnPolicy: isOnPolicy)
      var row = gradient.mutableSpan
      GroupGradient.sampled(
        answers: answers.span.extracting(group), credits: credits.span, present: present.span,
        temperature: training.temperature, into: &row)
    }
    var row = gradient.mutableSpan
    if let kl = training.kl, kl.estimator.form == .exact {
      GroupGradient.subtractDivergence(
        present: present.span, start: startProbabilities(batch[index]).span, weight: kl.coefficient,
        from: &row)
    }
    if training.loss.entropyBonus > 0 {
      // The entropy is ln K minus the divergence from the uniform policy.
      let uniform = [Double](repeating: 1 / Double(range.count), count: range.count)
      GroupGradient.subtractDivergence(
        present: present.span, start: uniform.span, weight: training.loss.entropyBonus, from: &row)
    }
    return gradient
  }

  /// What the loss pays for ln π of each rollout: minus its derivative.
  private func credits(_ index: Int, present: [Double], isOnPolicy: Bool) -> [Double] {
    var credits = advantages[index] ?? []
    let loss = training.loss
    let scale = loss.aggregation == .sequenceMeanTokenSumNorm ? 1 / loss.normaliser : 1
    let penalty = training.kl.flatMap { $0.placement == .loss && $0.estimator.form != .exact ? $0 : nil }
    let start = penalty == nil ? [] : startProbabilities(batch[index])
    for rollout in credits.indices {
      let answer = Int(answers[index * training.rollouts + rollout])
      let now = log(present[answer])
      let ratio = isOnPolicy ? 0 : now - log(drawn[index * width + answer])
      credits[rollout] =
        -scale
        * loss.term(advantage: credits[rollout], logRatio: ratio, logProbability: now).derivative
      if let penalty {
        let distance = now - log(start[answer])
        credits[rollout] -= scale * penalty.coefficient * penalty.estimator.derivative(logRatio: distance)
      }
    }
    return credits
  }

  func rewardRow() -> [Trajectory.Column: Double]? {
    if case .majorityVoting = training.reward { return nil }
    var (sum, agreeing) = (0.0, 0)
    for (index, group) in rewards.enumerated() {
      let first = problems.answers(of: batch[index]).lowerBound
      for (rollout, reward) in group.enumerated() {
        let answer = Int(answers[index * training.rollouts + rollout])
        sum += reward
        agreeing += reward == (problems.isCorrect[first + answer] ? 1 : 0) ? 1 : 0
      }
    }
    let count = Double(max(1, answers.count))
    return rewards.isEmpty ? nil : [.reward: sum / count, .rewardAccuracy: Double(agreeing) / count]
  }

  func votes() -> VoteSet {
    VoteSet(
      rolloutsPerProblem: [Int](repeating: training.rollouts, count: batch.count), answers: answers,
      answersPerProblem: batch.map { problems.answers(of: $0).count },
      isCorrect: batch.flatMap { problems.isCorrect[problems.answers(of: $0)] })
  }
}
