public import Measurement
public import SharpeningNumerics
internal import Foundation

/// What majority-vote sharpening would make of the problems in a vote set.
///
/// The answers' frequencies are taken for the model's probabilities. The accuracy of one sampled answer is followed along
/// the exact law for infinitely many rollouts (T2) or, with `rollouts`, along the mean field of N of them; problems are
/// independent, so whatever one problem teaches another is left out.
/// Claim: T2, T35, T38, T39.
public struct VotePrediction: Sendable {
  /// What to compute.
  public struct Options: Sendable {
    /// β > 0; in runs without a KL term it stands for 1/(step size).
    public var beta = 1.0
    /// How many steps follow step 0.
    public var steps = 8
    /// N of the mean field, or nil for infinitely many rollouts.
    public var rollouts: Int?
    /// N of the flip probabilities where `rollouts` is nil.
    public var flipRollouts = 8
    /// k of pass@k and maj@k; nil takes all of each problem's samples, in the file's order.
    public var k: Int?
    /// Resamples of the bootstrap.
    public var resamples = 2000
    /// Names the resampling.
    public var seed = Seed(1)
    /// Go on even if the exact laws take longer than `PluralityLaw.secondsLimit`.
    public var allowSlow = false

    /// The defaults.
    public init() {}
  }

  /// The options in force.
  public let options: Options
  /// The number of problems.
  public let problems: Int
  /// The number of samples of all problems.
  public let samples: Int
  /// The fewest and the most samples of a problem.
  public let samplesPerProblem: ClosedRange<Int>
  /// Samples without an answer.
  public let unparsedSamples: Int
  /// The mean accuracy of one sample.
  public let passAt1: Double
  /// The mean accuracy of a vote of k samples.
  public let majAtK: Double
  /// The mean chance that one of k samples is correct: what a perfect verifier reaches.
  public let passAtK: Double
  /// Mean entropy of the outcomes, in nats; unparsed is one more outcome.
  public let meanAnswerEntropy: Double
  /// The share of problems whose majority is right.
  public let labelAccuracy: Double
  /// Where the accuracy ends.
  public let limitAccuracy: Double
  /// The accuracy of one sampled answer after each step, step 0 first.
  public let accuracy: [Double]
  /// The expected reward accuracy at each step.
  public let rewardAccuracy: [Double]
  /// The expected share of the majority at each step.
  public let majorityRatio: [Double]
  /// The shape and its certainty, from the frequencies as they are.
  public let shape: ShapeEstimate
  /// Whether the shape is more than noise: the intervals of V and M exclude 0, and those of the split samples,
  /// which do not choose the majority on the rollouts that they measure, say the same (where there are any).
  public var isCertain: Bool {
    guard let split = splitSample?.shape else { return shape.isCertain }
    return shape.isCertain && split.isCertain && split.shape == shape.shape
  }
  /// How often the exact course turns, on a grid.
  public let turningPoints: Int
  /// The same from split samples; nil where no problem has four samples.
  public let splitSample: SplitSample?
  /// One entry a problem.
  public let perProblem: [Problem]

  /// What is predicted of one problem.
  public struct Problem: Sendable, Equatable {
    /// The problem's name.
    public let id: String
    /// Its samples.
    public let samples: Int
    /// The majority answer, nil where no sample has one.
    public let majorityAnswer: String?
    /// Its share of the samples.
    public let majority: Double
    /// ln of its share over the runner-up's; infinite where there is no other answer.
    public let margin: Double
    /// Whether the majority is correct.
    public let isRight: Bool
    /// The share of correct samples.
    public let accuracy: Double
    /// The chance that one of k samples is correct.
    public let passAtK: Double
    /// The chance that a vote of N fresh rollouts elects another answer, or none.
    public let flipProbability: Double
    /// Whether several answers share the most votes.
    public let isTied: Bool
  }

  /// Predicts.
  ///
  /// - Parameter votes: at least one problem, each with at least one sample and, with `options.k`, at least k.
  /// - Throws: `SharpeningError.tooSlow` for the laws of N votes.
  public init(of votes: VoteSet, options: Options) throws(SharpeningError) {
    precondition(votes.problemCount > 0, "a prediction needs at least one problem")
    let population = Population(frequenciesOf: votes)
    let voters = options.rollouts ?? options.flipRollouts
    try Self.checkTime(population, voters: voters, options)
    try Self.checkTime(votes, options)
    self.options = options
    problems = votes.problemCount
    samples = votes.rolloutCount
    let sizes = (0..<problems).map { votes.rollouts(of: $0).count }
    samplesPerProblem = (sizes.min() ?? 0)...(sizes.max() ?? 0)
    let measured = metrics(of: votes).columns
    passAt1 = measured[.groundTruthReward] ?? .nan
    meanAnswerEntropy = measured[.answerEntropy] ?? .nan
    labelAccuracy = measured[.labelAccuracy] ?? .nan
    unparsedSamples = votes.answers.count { $0 < 0 }

    let path = MajorityPath(of: population, labels: votes)
    perProblem = (0..<problems).map { Self.problem($0, votes, population, voters: voters, k: options.k) }
    passAtK = perProblem.reduce(0) { $0 + $1.passAtK } / Double(problems)
    majAtK = options.k.map { Self.majority(of: votes, k: $0) } ?? labelAccuracy
    if let rollouts = options.rollouts {
      let course = try Course(population, rollouts: rollouts, options)
      (accuracy, rewardAccuracy, majorityRatio) = (
        course.accuracy, course.rewardAccuracy, course.majorityRatio
      )
      limitAccuracy = Course.limit(of: population, rollouts: rollouts)
    } else {
      let times = (0...options.steps).map { Double($0) / options.beta }
      accuracy = times.map { path.accuracy(at: $0) }
      rewardAccuracy = times.map { path.rewardAccuracy(at: $0) }
      majorityRatio = times.map { path.majority(at: $0) }
      limitAccuracy = path.labelAccuracy
    }
    turningPoints = path.turningPoints
    var generator = Generator(seed: options.seed.child("bootstrap"))
    shape = ShapeEstimate(
      initialSlopes: path.problems.map(\.initialSlope), finalSlopes: path.problems.map(\.finalSlope),
      resamples: options.resamples, using: &generator)
    var splitter = Generator(seed: options.seed.child("split-sample"))
    // Averaging many splits only quiets the splitting's own noise, which many problems quiet as well.
    splitSample = SplitSample(
      of: votes, splits: problems > ShapeEstimate.resampledProblems ? 2 : 10, resamples: options.resamples,
      using: &splitter)
  }

  private static func checkTime(
    _ population: Population, voters: Int, _ options: Options
  ) throws(SharpeningError) {
    let once = ExpectedVoteBlock.estimatedSeconds(population, rollouts: voters)
    let seconds = once * Double(options.rollouts == nil ? 1 : options.steps + 2)
    guard seconds > PluralityLaw.secondsLimit && !options.allowSlow else { return }
    throw .tooSlow(
      what:
        "the exact law of \(voters) votes on \(population.problemCount == 1 ? "1 problem" : "\(population.problemCount) problems")",
      seconds: seconds,
      limit: PluralityLaw.secondsLimit)
  }

  /// maj@k has a law of k votes among the samples of every problem.
  private static func checkTime(_ votes: VoteSet, _ options: Options) throws(SharpeningError) {
    guard let k = options.k, !options.allowSlow else { return }
    let seconds = (0..<votes.problemCount).reduce(0) { sum, problem in
      k == votes.rollouts(of: problem).count
        ? sum
        : sum + PluralityLaw.estimatedSeconds(answers: votes.distinctAnswers(of: problem).count, rollouts: k)
    }
    guard seconds > PluralityLaw.secondsLimit else { return }
    throw .tooSlow(
      what: "maj@\(k) on \(votes.problemCount == 1 ? "1 problem" : "\(votes.problemCount) problems")",
      seconds: seconds,
      limit: PluralityLaw.secondsLimit)
  }

  private static func problem(
    _ problem: Int, _ votes: VoteSet, _ population: Population, voters: Int, k: Int?
  ) -> Problem {
    let vote = votes.plurality(of: problem)
    let (counts, unparsed) = votes.counts(of: problem)
    let total = counts.reduce(unparsed, +)
    let correct = zip(counts, votes.isCorrect[votes.distinctAnswers(of: problem)]).reduce(0) {
      $1.1 ? $0 + $1.0 : $0
    }
    let law = PluralityLaw(
      population.policy(of: problem), voters, .firstSeen, population.unparsed(of: problem))
    let winner = Int(vote.winner)
    let flips = law.winner.indices.reduce(law.noVote) { $1 == winner ? $0 : $0 + law.winner[$1] }
    let second = counts.indices.reduce(0) { $1 == winner ? $0 : max($0, counts[$1]) }
    return Problem(
      id: votes.problemID(problem), samples: total, majorityAnswer: votes.name(of: vote.winner, of: problem),
      majority: Double(vote.votes) / Double(total),
      margin: vote.votes == 0 ? 0 : log(Double(vote.votes) / Double(second)),
      isRight: votes.isCorrect(vote.winner, of: problem), accuracy: Double(correct) / Double(total),
      passAtK: PassAtK.unbiased(samples: total, correct: correct, k: k ?? total),
      flipProbability: min(1, flips),
      isTied: vote.tied > 1)
  }

  private static func majority(of votes: VoteSet, k: Int) -> Double {
    (0..<votes.problemCount).reduce(0) { sum, problem in
      let (counts, unparsed) = votes.counts(of: problem)
      if k == counts.reduce(unparsed, +) {
        return sum + (votes.isCorrect(votes.plurality(of: problem).winner, of: problem) ? 1 : 0)
      }
      let isCorrect = Array(votes.isCorrect[votes.distinctAnswers(of: problem)])
      return sum + MajorityAtK.unbiased(counts: counts, isCorrect: isCorrect, unparsed: unparsed, k: k)
    } / Double(votes.problemCount)
  }
}

/// The mean field of N rollouts, step by step.
private struct Course {
  var accuracy: [Double] = []
  var rewardAccuracy: [Double] = []
  var majorityRatio: [Double] = []

  init(_ population: Population, rollouts: Int, _ options: VotePrediction.Options) throws(SharpeningError) {
    var block = try ExpectedVoteBlock(
      population: population, rollouts: rollouts, beta: options.beta, allowSlow: options.allowSlow)
    for step in 0...options.steps {
      if step > 0 { block.update() }
      let row = block.measure().columns
      accuracy.append(row[.groundTruthReward] ?? .nan)
      rewardAccuracy.append(row[.rewardAccuracy] ?? .nan)
      majorityRatio.append(row[.majorityRatio] ?? .nan)
    }
  }

  /// The vote's order is kept in expectation (T29), so the most likely answers win, equally often when several are; a
  /// vote of one rewards every answer alike and only drives out what cannot be parsed.
  static func limit(of population: Population, rollouts: Int) -> Double {
    (0..<population.problemCount).reduce(0) { sum, problem in
      guard let mode = population.mode(of: problem) else { return sum }
      let policy = population.policy(of: problem)
      let isCorrect = Array(population.isCorrect[population.answers(of: problem)])
      let unparsed = population.unparsed(of: problem)
      let survivors = policy.logProbabilities.indices.map {
        $0 != unparsed && (rollouts == 1 || policy.logProbabilities[$0] == policy.logProbabilities[mode])
      }
      return sum + policy.conditioned(on: survivors).mass(of: isCorrect)
    } / Double(population.problemCount)
  }
}
