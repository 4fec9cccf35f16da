import Measurement
import Sharpening
import SharpeningNumerics
internal import Foundation

/// Checks of single problems, of the sweeps, and of the arithmetic of the printed collapse steps.
enum CouplingChecks {
  private static func weakPrior(_ change: (inout CoupledTraining) -> Void) -> SeededRuns {
    var training = CoupledTraining()
    var model = ShortcutModel()
    model.easy = 0.2
    training.model = .shortcut(model)
    training.seed = Seed(20_260_308).child("sweep")
    (training.steps, training.evaluateEvery, training.evaluationProblems) = (400, 20, 100)
    change(&training)
    return SeededRuns(training)
  }

  private static let rule = CollapseRule(name: "below-10%", threshold: 0.1)
  private static let standard = weakPrior { _ in }

  private static func sooner(
    _ variant: Check.Variant, _ first: SeededRuns, _ second: SeededRuns, _ label: String
  ) -> Check.Finding {
    var comparison = SeedComparison()
    let steps = [first, second].map { $0.collapseSteps(rule).map { min($0, 401) } }
    let (early, late) = variant == .stated ? (steps[0], steps[1]) : (steps[1], steps[0])
    comparison.exceeds(late, early, label)
    return comparison.finding
  }

  /// Appendix B.3: more rollouts collapse sooner.
  static let rollouts = Check(
    paths: ["the collapse rule on runs with 32 rollouts", "on runs with 4 rollouts"],
    control: "fewer rollouts collapse sooner"
  ) { variant in
    sooner(variant, manyRollouts, fewRollouts, "collapse step with 4 and 32 rollouts")
  }
  private static let manyRollouts = weakPrior { $0.rollouts = 32 }
  private static let fewRollouts = weakPrior { $0.rollouts = 4 }

  /// Appendix B.3: mini-batches of one problem collapse much sooner.
  static let miniBatch = Check(
    paths: ["the collapse rule on runs with one update a problem", "on runs with one update a batch"],
    control: "one update a batch collapses sooner"
  ) { variant in
    sooner(variant, eightUpdates, standard, "collapse step with one update a batch and eight")
  }
  private static let eightUpdates = weakPrior {
    ($0.miniBatch, $0.steps, $0.evaluateEvery) = (4, 150, 10)
  }

  /// Appendix B.3: a divergence penalty of 0.005 changes little.
  static let divergence = Check(
    paths: ["collapse steps with a penalty of 0.005", "collapse steps without"],
    control: "a penalty of 1 changes little"
  ) { variant in
    let weight = variant == .stated ? 0.005 : 1.0
    let penalised = weakPrior {
      $0.kl = KLPenalty(coefficient: weight)
      $0.steps = 300
    }
    let steps = [penalised, standard].map { $0.collapseSteps(rule).map { min($0, 301) } }
    var comparison = SeedComparison()
    let change = zip(steps[0], steps[1]).map { abs($0 - $1) / $1 }
    comparison.stays(change, below: 0.25, "relative change of the collapse step")
    return comparison.finding
  }

  /// Appendix B.3: a lower temperature collapses sooner, as the training batches show it.
  static let temperature = Check(
    paths: ["the collapse rule on the training batches at temperature 0.6", "the same at 1.2"],
    control: "a higher temperature collapses sooner"
  ) { variant in
    let steps = [cool, warm].map { $0.trainingCollapseSteps(rule).map { min($0, 301) } }
    var comparison = SeedComparison()
    let (early, late) = variant == .stated ? (steps[0], steps[1]) : (steps[1], steps[0])
    comparison.exceeds(late, early, "collapse step at temperatures 1.2 and 0.6")
    return comparison.finding
  }

  private static let cool = tempered(0.6)
  private static let warm = tempered(1.2)
  private static func tempered(_ temperature: Double) -> SeededRuns {
    weakPrior {
      ($0.temperature, $0.steps, $0.evaluateEvery, $0.evaluationProblems) = (temperature, 300, 10, 1)
    }
  }

  /// Figure 4: a problem trained alone sharpens; few change their answer.
  static let singleProblems = Check(
    paths: ["probability of the initial mode before training", "probability of the same answer after"],
    control: "a coin as the reward sharpens"
  ) { variant in
    let problems = 25 * SeedComparison.seeds
    let alone = alone(problems: problems) { if variant == .control { $0.reward = .random() } }
    let count = Double(problems)
    // One half is exceeded, or stayed below, by 4.9 standard errors of a share near it.
    let error = 4.9 * 0.5 / count.squareRoot()
    let words =
      "\(alone.sharpened) of \(problems) problems sharpen their initial preference; the likeliest answer changes for \(alone.changed), and whether it is correct for \(alone.flipped)"
    if 2 * alone.sharpened <= problems || 2 * alone.flipped >= problems { return .violated(words) }
    let isClear =
      Double(alone.sharpened) / count - error > 0.5 && Double(alone.flipped) / count + error < 0.5
    return isClear ? .agrees(words) : .undecided(words)
  }

  /// Tables 4 and 5: with many rollouts the majority never flips and its probability only grows.
  static let majorityGrows = Check(
    paths: ["the majority's probability at every step", "its value at the start and T30's bound on a flip"],
    control: "so it does with two rollouts"
  ) { variant in
    let rollouts = variant == .stated ? 255 : 2
    var training = CoupledTraining()
    training.seed = Seed(20_260_308).child("alone")
    (training.batch, training.rollouts, training.steps, training.evaluateEvery) = (1, rollouts, 50, 1)
    training.evaluation = .training
    training.model = .shortcut(ShortcutModel().independent)
    training.dataSize = 1
    var (examined, worst, flipped) = (0, 1.0, 0)
    for replicate in 0..<400 where examined < 3 * SeedComparison.seeds {
      training.steps = 0
      let start = modeProbabilities(training, replicate)
      let gap = start.first.squareRoot() - start.second.squareRoot()
      // 7 rivals, 50 steps of which the first is the likeliest to flip.
      if 350 * pow(1 - gap * gap, 255) > 1e-6 { continue }
      examined += 1
      training.steps = 50
      let run = training.run(replicate: replicate)
      let ratios = (run.training[.majorityRatio] ?? []).compactMap { $0 }
      let end = ratios.suffix(5).reduce(0, +) / 5
      worst = min(worst, end)
      if (run.evaluation[.majorityFlipRate] ?? []).contains(where: { $0 ?? 1 > 0 }) { flipped += 1 }
    }
    if examined == 0 { return .undecided("no problem has a clear majority") }
    return flipped == 0 && worst > 0.98
      ? .agrees(
        "\(examined) problems of clear majority, none flips, smallest share after 50 steps \(Comparison.digits3(worst))"
      )
      : .violated(
        "\(flipped) of \(examined) problems flip, smallest share after 50 steps \(Comparison.digits3(worst))")
  }

  /// The two largest probabilities of a replicate's only problem at the start.
  private static func modeProbabilities(
    _ training: CoupledTraining, _ replicate: Int
  ) -> (first: Double, second: Double) {
    let sorted = startPolicy(training, replicate).sorted(by: >)
    return (sorted[0], sorted[1])
  }

  private static func startPolicy(_ training: CoupledTraining, _ replicate: Int) -> [Double] {
    let problems = training.problems(replicate: replicate)
    let coupling = training.model.coupling
    let logits = problems.logits(of: 0, parameters: coupling.start)
    return Policy(logits: logits).probabilities
  }

  /// What becomes of problems that are trained alone.
  private struct Alone {
    /// How many give their initial mode more than before, and more than 0.9.
    var sharpened = 0
    /// How many end with another mode.
    var changed = 0
    /// How many end with a mode of other correctness.
    var flipped = 0
  }

  /// Trains problems alone, one a replicate, for 100 steps of eight votes.
  private static func alone(problems: Int, _ change: (inout CoupledTraining) -> Void) -> Alone {
    var training = CoupledTraining()
    training.seed = Seed(20_260_308).child("single")
    training.model = .shortcut(ShortcutModel().independent)
    (training.dataSize, training.batch) = (1, 1)
    (training.steps, training.evaluateEvery) = (100, 100)
    training.evaluation = .training
    change(&training)
    var alone = Alone()
    for replicate in 0..<problems {
      let start = startPolicy(training, replicate)
      let end = training.run(replicate: replicate).probabilities
      let (first, last) = (mode(of: start), mode(of: end))
      if end[first] > max(0.9, start[first]) { alone.sharpened += 1 }
      if last != first { alone.changed += 1 }
      // Answer 0 is the correct one.
      if (last == 0) != (first == 0) { alone.flipped += 1 }
    }
    return alone
  }

  private static func mode(of policy: [Double]) -> Int {
    policy.indices.reduce(0) { policy[$1] > policy[$0] ? $1 : $0 }
  }

  /// Table 9: sampled votes can end above the base model's majority, infinite ones cannot.
  static let ceiling = Check(
    paths: [
      "problems trained alone on eight votes a step", "share of problems whose likeliest answer is correct",
    ],
    control: "infinitely many votes end above it, too"
  ) { variant in
    let count = 40
    let policy = [0.45, 0.43, 0.12].map { log($0) }
    let end: Double
    if variant == .stated {
      var problems = CoupledProblems()
      for _ in 0..<count { problems.append(base: policy, isCorrect: [false, true, false]) { _ in [] } }
      var training = CoupledTraining()
      training.seed = Seed(20_260_308).child("ceiling")
      (training.batch, training.steps, training.evaluateEvery) = (count, 60, 60)
      training.evaluation = .training
      let run = training.run(
        on: problems, evaluating: problems, coupling: Coupling(groups: [], memoryRate: 1))
      end = (run.evaluation[.groundTruthReward] ?? []).compactMap { $0 }.last ?? .nan
    } else {
      let population = Population(
        answersPerProblem: [Int](repeating: 3, count: count),
        logits: (0..<count).flatMap { _ in policy },
        isCorrect: (0..<count).flatMap { _ in [false, true, false] })
      var block = CourseChecks.block(population, rollouts: nil, beta: 1)
      for _ in 0..<60 { block.update() }
      end = block.measure().columns[.groundTruthReward] ?? .nan
    }
    // The likeliest answer is wrong everywhere: the ceiling is 0.
    return end > 0.1
      ? .agrees("accuracy \(Comparison.digits3(end)) from votes whose infinite majority is right nowhere")
      : .violated("accuracy \(Comparison.digits3(end)), not above the infinite majority's 0")
  }
}
