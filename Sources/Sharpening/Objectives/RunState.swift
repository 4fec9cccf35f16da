import Measurement
import SharpeningNumerics
internal import Foundation

/// The moving parts of a run: policies, optimisers and the rollouts last drawn.
struct RunState<Model: DifferentiablePolicy> {
  let run: ObjectiveRun<Model>
  var policies: [Model]
  /// The policies at the start as the sampling temperature shows them.
  let temperedStart: [Model]
  var optimisers: [OptimiserState]
  /// Outputs drawn, problem after problem.
  var drawn: [[Int]] = []
  var rewards: [[Double]] = []
  var startWinners: [Int32]?
  var tokens = 0.0

  var objective: Objective { run.objective }

  init(_ run: ObjectiveRun<Model>) throws(SharpeningError) {
    self.run = run
    policies = run.start
    var tempered: [Model] = []
    for policy in run.start { tempered.append(try SampledView(policy, run.objective.sampling).tempered) }
    temperedStart = tempered
    let optimiser =
      if case .policyGradient(let step) = run.objective.update { step.optimiser } else { Optimiser() }
    optimisers = run.start.map { OptimiserState(optimiser, parameterCount: $0.parameters.count) }
  }

  func context(of problem: Int) -> RewardContext {
    run.contexts.isEmpty ? RewardContext() : run.contexts[problem]
  }

  /// Whether every parameter that was finite at the start still is.
  var isFinite: Bool {
    zip(policies, run.start).allSatisfy { policy, first in
      zip(policy.parameters, first.parameters).allSatisfy {
        $0.isFinite || ($0 == -.infinity && $1 == -.infinity)
      }
    }
  }

  /// Mean over problems of KL(π‖π_start), of the policies themselves.
  var divergence: Double {
    zip(policies, run.start).reduce(0) {
      $0 + $1.0.outputs.policy.divergence(from: $1.1.outputs.policy)
    } / Double(policies.count)
  }

  // MARK: - In expectation

  /// One row: the expectations of what N rollouts would show.
  mutating func measureExpected(allowSlow: Bool) throws(SharpeningError) -> [Trajectory.Column: Double] {
    var views: [OutputPolicy] = []
    for policy in policies { views.append(try SampledView(policy, objective.sampling).drawn) }
    let answers = views.map(\.answerPolicy)
    let population = Population(
      answersPerProblem: answers.map(\.count), logits: answers.flatMap(\.logProbabilities),
      isCorrect: views.flatMap { $0.isCorrect + ($0.hasUnparsed ? [false] : []) },
      hasUnparsed: views.map(\.hasUnparsed))
    var block = try ExpectedVoteBlock(
      population: population, rollouts: objective.rollouts, beta: 1, allowSlow: allowSlow)
    var row = block.measure().columns
    row[.klToStart] = divergence
    var paid = 0.0
    var length = 0.0
    var entropy: Double? = 0
    var isByToken = true
    for (problem, view) in views.enumerated() {
      let p = view.policy.probabilities
      let expected = try objective.reward.expectedRewards(
        under: view, rollouts: objective.rollouts, context: context(of: problem), allowSlow: allowSlow)
      paid += zip(p, expected).reduce(0) { $1.0 == 0 ? $0 : $0 + $1.0 * $1.1 }
      let lengths = p.indices.map { Double(policies[problem].tokens(of: $0).count) }
      length += zip(p, lengths).reduce(0) { $0 + $1.0 * $1.1 }
      if view.features?.length == nil { isByToken = false }
      entropy = view.features?.meanEntropy.flatMap { means in
        entropy.map {
          $0 + zip(zip(p, lengths), means).reduce(0) { $1.0.0 == 0 ? $0 : $0 + $1.0.0 * $1.0.1 * $1.1 }
        }
      }
    }
    let count = Double(views.count)
    row[.reward] = paid / count
    if isByToken { row[.responseLength] = length / count }
    row[.actorEntropy] = entropy.map { $0 / length }
    if let rollouts = objective.rollouts {
      row[.tokens] = tokens
      tokens += Double(rollouts) * length
    }
    return row
  }

  /// One update by the exact expectation.
  mutating func updateExpected(allowSlow: Bool) throws(SharpeningError) {
    for problem in policies.indices {
      let view = try SampledView(policies[problem], objective.sampling)
      if case .policyGradient(let step) = objective.update {
        let batch = try ExpectedBatch(
          objective, view, start: temperedStart[problem], context: context(of: problem), allowSlow: allowSlow)
        for _ in 0..<step.epochs * step.miniBatches {
          let now = try SampledView(policies[problem], objective.sampling).tempered
          let gradient = batch.gradient(objective, at: now, start: temperedStart[problem])
          let scaled = objective.scaled(gradient, now, temperedStart[problem])
          optimisers[problem].descend(&policies[problem].parameters, gradient: scaled)
        }
        continue
      }
      let expected = try ExpectedAdvantage(
        objective.advantage, objective.reward, view.drawn, rollouts: objective.rollouts,
        trained: objective.trainedRollouts,
        penalty: objective.penalties(view.tempered, from: temperedStart[problem]),
        context: context(of: problem),
        lengths: view.drawn.answers.map { _ in 1 }, loss: PolicyLoss(aggregation: .sequenceMeanTokenSum),
        allowSlow: allowSlow)
      let advantages = zip(expected.positive, expected.negative).map { $0 + $1 }
      try tilt(problem, by: advantages, law: view.drawn.policy)
    }
  }

  /// A mirror or natural-gradient step by the advantages of outputs, rollouts having a law.
  mutating func tilt(_ problem: Int, by advantages: [Double], law: Policy) throws(SharpeningError) {
    switch objective.update {
    case .policyGradient: preconditionFailure("a gradient step is no tilt")
    case .mirror(let step):
      guard var table = policies[problem] as? any TabularPolicy else {
        throw .undefined(
          "a mirror step", because: "the policy cannot take every law of its outputs; use natural_gradient")
      }
      let current = policies[problem].outputs.policy
      let first = run.start[problem].outputs.policy
      switch step.reference {
      case .moving: table.assign(current.sharpened(by: advantages, beta: step.beta))
      case .fixed: table.assign(first.sharpened(by: advantages, beta: step.beta))
      case .both:
        table.assign(
          current.sharpened(by: advantages, beta: step.beta, gamma: step.gamma, reference: first))
      }
      if let moved = table as? Model { policies[problem] = moved }
    case .naturalGradient(let size):
      var gradient = [Double](repeating: 0, count: policies[problem].parameters.count)
      policies[problem].addScore(
        zip(law.probabilities, advantages).map { $0 == 0 ? 0 : $0 * $1 }, to: &gradient)
      move(problem, along: gradient, size)
    }
  }

  /// θ ← θ + η F⁺ g.
  mutating func move(_ problem: Int, along gradient: [Double], _ size: Double) {
    let direction = NaturalGradient.direction(of: gradient, at: policies[problem])
    for index in direction.indices { policies[problem].parameters[index] += size * direction[index] }
  }
}
