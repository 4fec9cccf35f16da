internal import Measurement
internal import SharpeningNumerics

/// A replicate of coupled training, by the general loop: any features, rewards and update rules.
struct CoupledBlock: ~Copyable, CoupledStepper {
  private let training: CoupledTraining
  private var problems: CoupledProblems
  private var privateMemory: [Double]
  private var shared: SharedParameters
  private let startParameters: [Double]
  private var order: BatchOrder
  private var batch: [Int]
  /// The widest problem; rows of the scratch below have this length.
  private var width: Int
  private var drawn: [Double]
  private var gradients: [Double]
  private var answers: [Int32]
  private var advantages: [Double]
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
    shared = SharedParameters(coupling)
    startParameters = coupling.start
    order = BatchOrder(count: self.problems.count, order: training.order)
    batch = Array(0..<training.batch)
    width = 0
    drawn = []
    gradients = []
    answers = [Int32](repeating: 0, count: training.batch * training.rollouts)
    advantages = [Double](repeating: 0, count: answers.count)
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
    for index in batch.indices { weigh(index) }
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

  /// Rewards a group and turns the rewards into advantages.
  private mutating func weigh(_ index: Int) {
    if training.gradient == .expected { return }
    let first = problems.answers(of: batch[index]).lowerBound
    var counts = [Int32](repeating: 0, count: problems.answers(of: batch[index]).count)
    let group = index * training.rollouts..<(index + 1) * training.rollouts
    for rollout in group { counts[Int(answers[rollout])] += 1 }
    let most = counts.max() ?? 0
    let winner = group.first { counts[Int(answers[$0])] == most }.map { Int(answers[$0]) } ?? 0
    var rewards = [Double](repeating: 0, count: group.count)
    for rollout in group {
      let answer = Int(answers[rollout])
      let isCorrect = problems.isCorrect[first + answer]
      let place = rollout - group.lowerBound
      if training.reward.isDeterminedByCounts {
        rewards[place] = training.reward.reward(
          of: answer, counts: counts.span, winner: winner, isCorrect: isCorrect)
      } else {
        let acceptance = training.reward.acceptance(
          isCorrect: isCorrect, isShared: problems.identities[first + answer] >= 0)
        rewards[place] = rewardGenerator.uniform() < acceptance ? 1 : 0
      }
    }
    var own = rewards.mutableSpan
    training.advantage.apply(to: &own)
    advantages.replaceSubrange(group, with: rewards)
  }

  /// One update from some of the batch's groups.
  private mutating func update(_ chosen: Range<Int>, isOnPolicy: Bool) {
    var mean = [Double](repeating: 0, count: shared.values.count)
    for index in chosen {
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
        of: problem, byLogits: gradient.span, scale: 1 / Double(chosen.count), to: &sum)
    }
    shared.update(by: mean)
    for index in chosen {
      let range = problems.answers(of: batch[index])
      for position in range {
        let step = shared.coupling.memoryRate * gradients[index * width + position - range.lowerBound]
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
      let own = index * width..<index * width + range.count
      let group = index * training.rollouts..<(index + 1) * training.rollouts
      var row = gradient.mutableSpan
      GroupGradient.sampled(
        answers: answers.span.extracting(group), advantages: advantages.span.extracting(group),
        drawn: isOnPolicy ? nil : drawn.span.extracting(own), present: present.span,
        temperature: training.temperature, into: &row)
    }
    if training.klWeight > 0 {
      var start = present
      var startRow = start.mutableSpan
      Self.probabilities(
        problems, batch[index], parameters: startParameters, memory: nil, temperature: training.temperature,
        into: &startRow)
      var row = gradient.mutableSpan
      GroupGradient.subtractDivergence(
        present: present.span, start: start.span, weight: training.klWeight, from: &row)
    }
    return gradient
  }

  func votes() -> VoteSet {
    VoteSet(
      rolloutsPerProblem: [Int](repeating: training.rollouts, count: batch.count), answers: answers,
      answersPerProblem: batch.map { problems.answers(of: $0).count },
      isCorrect: batch.flatMap { problems.isCorrect[problems.answers(of: $0)] })
  }
}
