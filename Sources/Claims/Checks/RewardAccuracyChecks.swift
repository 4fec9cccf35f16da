internal import Foundation
import Measurement
import Sharpening
import SharpeningNumerics

/// Checks of reward accuracy and the collapse step: T39, T40, T41.
enum RewardAccuracyChecks {
  /// T39: agreement counted rollout by rollout against the identity.
  static let identity = Check(
    paths: [
      "rollouts compared one by one in metrics(of:)",
      "1 if the majority is right, else 1 − f_m − f_c, from the counts",
    ],
    control: "a group in which nothing can be parsed agrees"
  ) { variant in
    var comparison = Comparison(absolute: 1e-12)
    for (name, votes) in voteSets() {
      let measured = metrics(of: votes).columns
      var sum = 0.0
      var labels = 0.0
      for problem in 0..<votes.problemCount {
        let (counts, unparsed) = votes.counts(of: problem)
        let size = Double(counts.reduce(unparsed, +))
        let isCorrect = Array(votes.isCorrect[votes.distinctAnswers(of: problem)])
        let most = counts.max() ?? 0
        guard most > 0 else {
          sum += variant == .stated ? 0 : 1
          continue
        }
        let winner = Int(votes.plurality(of: problem).winner)
        let otherCorrect = counts.indices.reduce(0) { isCorrect[$1] && $1 != winner ? $0 + counts[$1] : $0 }
        // With one correct answer this is 1 where it wins; other correct answers are rewarded by the oracle alone.
        sum += 1 - Double((isCorrect[winner] ? 0 : most) + otherCorrect) / size
        labels += isCorrect[winner] ? 1 : 0
      }
      comparison.equal(
        measured[.rewardAccuracy] ?? .nan, sum / Double(votes.problemCount), "reward accuracy, \(name)")
      if !name.hasPrefix("GPT") {
        comparison.atMost(
          labels / Double(votes.problemCount), measured[.rewardAccuracy] ?? .nan, "label accuracy, \(name)")
      }
    }
    return comparison.finding("reward accuracies of sampled votes and of GPT-4's answers")
  }

  /// T40: reward accuracy falls to the label accuracy and no further, so the collapse step is known.
  static let noCollapse = Check(
    paths: [
      "mean field of an infinite vote, the collapse rule applied to its trajectory",
      "closed form of the collapse step and of the limit",
    ],
    control: "collapse comes one step sooner than the formula"
  ) { variant in
    var samples = Samples("no-collapse")
    var comparison = Comparison(absolute: 1e-9)
    for index in 0..<60 {
      // One problem with a wrong majority: p on the majority, c on the correct answer.
      let p = 0.3 + 0.3 * samples.uniform()
      let c = (1 - p) * 0.4 * samples.uniform()
      let beta = samples.scale(0.5, 8)
      let rest = (1 - p - c) / 3
      let population = Population(
        answersPerProblem: [5], logits: [p, c, rest, rest, rest].map { log($0) },
        isCorrect: [false, true, false, false, false])
      let step = trajectory(population, beta: beta, steps: 200).step
      let exact = (1 - p - c) < 0.01 ? 0 : Int(beta * log(((1 - p - c) / 0.01 - (1 - p)) / p)) + 1
      comparison.equal(
        Double(step ?? -1), Double(exact - (variant == .stated ? 0 : 1)),
        "collapse step of problem \(index), β = \(beta)")
    }
    for (name, population) in CourseChecks.populations("no-collapse") {
      let path = MajorityPath(of: population)
      let (course, step) = trajectory(population, beta: 2, steps: 120)
      // A problem may have several correct answers; then agreement can also rise (T39), and only the end is compared.
      let single = (0..<population.problemCount).allSatisfy {
        population.isCorrect[population.answers(of: $0)].count { $0 } <= 1
      }
      if single {
        for (now, next) in zip(course, course.dropFirst()) {
          comparison.atMost(next, now, "\(name): reward accuracy rises")
          comparison.atMost(path.labelAccuracy, next, "\(name): reward accuracy below label accuracy")
        }
      }
      comparison.equal(course[120], path.labelAccuracy, "\(name): end of reward accuracy", within: 1e-4)
      comparison.require(
        (step == nil) == (path.labelAccuracy >= 0.01),
        "\(name): label accuracy \(path.labelAccuracy), collapse step \(String(describing: step))")
    }
    return comparison.finding("collapse steps, and courses of eighteen populations")
  }

  /// T41: two worlds that no label-free quantity can tell apart.
  ///
  /// The world has every policy twice, once with the majority right and once with a rival. Exchanging the labels within each
  /// pair leaves the collapse step alone (the control); exchanging them within each problem does not.
  static let labelFree = Check(
    paths: ["collapse rule on a world's trajectory", "the same policies with other labels"],
    control: "labels exchanged between problems of equal policies leave the collapse step alone",
    controlHolds: true
  ) { variant in
    var samples = Samples("label-free")
    let model = AlignmentModel(answers: 4, correctness: .copula(shareRight: 1, rankCorrelation: 0))
    let policies = samples.population(model, problems: 100)
    let right = [true, false, false, false]
    let wrong = [false, true, false, false]
    func world(_ labels: (Int) -> [Bool]) -> Population {
      Population(
        answersPerProblem: [Int](repeating: 4, count: 200),
        logits: (0..<200).flatMap { policies.logits[policies.answers(of: $0 / 2)] },
        isCorrect: (0..<200).flatMap(labels))
    }
    // Stated: all right against all wrong. Control: right and wrong in turns, against the same one place further.
    let (first, second) =
      variant == .stated
      ? (world { _ in right }, world { _ in wrong })
      : (world { $0 % 2 == 0 ? right : wrong }, world { $0 % 2 == 1 ? right : wrong })
    let runs = [first, second].map { trajectory($0, beta: 1, steps: 60) }
    let steps = runs.map(\.step)
    let distance = zip(runs[0].rewardAccuracy, runs[1].rewardAccuracy).reduce(0) { max($0, abs($1.0 - $1.1)) }
    let words = { (step: Int?) in step.map { "collapses at step \($0)" } ?? "never collapses" }
    return steps[0] == steps[1] && distance < 1e-12
      ? .agrees("both worlds: \(words(steps[0])), reward accuracies equal to \(Comparison.short(distance))")
      : .violated(
        "equal policies, other labels: one world \(words(steps[0])), the other \(words(steps[1]))")
  }

  private static func trajectory(_ population: Population, beta: Double, steps: Int) -> (
    rewardAccuracy: [Double], step: Int?
  ) {
    var block = CourseChecks.block(population, rollouts: nil, beta: beta)
    var trajectory = Trajectory()
    for step in 0...steps {
      if step > 0 { block.update() }
      trajectory.append(step: step, block.measure().columns)
    }
    let course = trajectory[.rewardAccuracy].map { $0.map { $0 ?? .nan } } ?? []
    return (course, CollapseRule.paper.outcome(of: trajectory).step)
  }

  /// Sampled votes, some of them without any parsed rollout, and a real model's answers.
  private static func voteSets() -> [(String, VoteSet)] {
    var samples = Samples("identity")
    var sets: [(String, VoteSet)] = []
    for rollouts in [1, 2, 5, 8, 32] {
      let base = samples.population(AlignmentModel(answers: 5), problems: 500)
      // One more outcome, unparsed, whose probability runs from nearly 0 to nearly 1.
      var logits: [Double] = []
      var isCorrect: [Bool] = []
      for problem in 0..<base.problemCount {
        logits += base.policy(of: problem).logProbabilities + [Double(problem) / 50 - 6]
        isCorrect += base.isCorrect[base.answers(of: problem)] + [false]
      }
      let population = Population(
        answersPerProblem: [Int](repeating: 6, count: base.problemCount), logits: logits,
        isCorrect: isCorrect,
        hasUnparsed: [Bool](repeating: true, count: base.problemCount))
      var block = MajorityVoteBlock(
        population: population, rollouts: rollouts, beta: 1,
        generator: Generator(seed: Seed(39).child("votes", rollouts)))
      _ = block.measure()
      sets.append(("N = \(rollouts)", block.votes))
    }
    return sets + RealAnswers.allCases.map { ($0.rawValue, $0.votes) }
  }
}
