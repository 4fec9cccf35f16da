import Sharpening

/// A prediction as JSON: standard names, fractions of [0, 1], nats, null for what is infinite or unknown.
struct PredictionReport: Encodable {
  let prediction: VotePrediction
  let hasCorrectness: Bool
  let mergedAnswers: Int

  init(_ prediction: VotePrediction, hasCorrectness: Bool, mergedAnswers: Int) {
    self.prediction = prediction
    self.hasCorrectness = hasCorrectness
    self.mergedAnswers = mergedAnswers
  }

  /// What the accuracies follow.
  var law: String {
    prediction.options.rollouts.map { "mean field of \(Format.count($0, "rollout"))" }
      ?? "exact law of infinitely many rollouts"
  }

  enum CodingKeys: String, CodingKey {
    case accuracy, beta, certain, law, problems, samples, shape, k, seed
    case hasCorrectness = "has_correctness"
    case shapeLaw = "shape_law"
    case flipRollouts = "flip_rollouts"
    case labelAccuracy = "label_accuracy"
    case limitAccuracy = "limit_accuracy"
    case majAtK = "maj_at_k"
    case majorityRatio = "majority_ratio"
    case meanAnswerEntropy = "mean_answer_entropy"
    case mergedAnswers = "merged_answers"
    case passAt1 = "pass_at_1"
    case passAtK = "pass_at_k"
    case perProblem = "per_problem"
    case rewardAccuracy = "reward_accuracy"
    case rollouts
    case samplesPerProblem = "samples_per_problem"
    case initialSlope = "initial_slope"
    case initialSlopeInterval = "initial_slope_interval"
    case finalSlope = "final_slope"
    case finalSlopeInterval = "final_slope_interval"
    case splitSample = "split_sample"
    case turningPoints = "turning_points"
    case unparsedSamples = "unparsed_samples"
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    let known = hasCorrectness
    try container.encode(prediction.problems, forKey: .problems)
    try container.encode(prediction.samples, forKey: .samples)
    try container.encode(
      [prediction.samplesPerProblem.lowerBound, prediction.samplesPerProblem.upperBound],
      forKey: .samplesPerProblem)
    try container.encode(prediction.unparsedSamples, forKey: .unparsedSamples)
    try container.encode(mergedAnswers, forKey: .mergedAnswers)
    try container.encode(known, forKey: .hasCorrectness)
    try container.encode(law, forKey: .law)
    try container.encode(prediction.options.beta, forKey: .beta)
    try container.encode(prediction.options.rollouts, forKey: .rollouts)
    try container.encode(prediction.options.k, forKey: .k)
    try container.encode(prediction.options.seed, forKey: .seed)
    try container.encode(
      prediction.options.rollouts ?? prediction.options.flipRollouts, forKey: .flipRollouts)
    try container.encode(prediction.meanAnswerEntropy.finite, forKey: .meanAnswerEntropy)
    try container.encode(prediction.majorityRatio.map(\.finite), forKey: .majorityRatio)
    try container.encode(known ? prediction.passAt1.finite : nil, forKey: .passAt1)
    try container.encode(known ? prediction.majAtK.finite : nil, forKey: .majAtK)
    try container.encode(known ? prediction.passAtK.finite : nil, forKey: .passAtK)
    try container.encode(known ? prediction.labelAccuracy.finite : nil, forKey: .labelAccuracy)
    try container.encode(known ? prediction.limitAccuracy.finite : nil, forKey: .limitAccuracy)
    try container.encode(known ? prediction.accuracy.map(\.finite) : nil, forKey: .accuracy)
    try container.encode(known ? prediction.rewardAccuracy.map(\.finite) : nil, forKey: .rewardAccuracy)
    try container.encode(known ? prediction.shape.shape : nil, forKey: .shape)
    try container.encode("exact law of infinitely many rollouts", forKey: .shapeLaw)
    try container.encode(known ? prediction.isCertain : nil, forKey: .certain)
    try container.encode(known ? prediction.shape.initialSlope.finite : nil, forKey: .initialSlope)
    try container.encode(known ? prediction.shape.initialSlopeInterval : nil, forKey: .initialSlopeInterval)
    try container.encode(known ? prediction.shape.finalSlope.finite : nil, forKey: .finalSlope)
    try container.encode(known ? prediction.shape.finalSlopeInterval : nil, forKey: .finalSlopeInterval)
    try container.encode(known ? prediction.turningPoints : nil, forKey: .turningPoints)
    try container.encode(
      known ? prediction.splitSample.map(SplitSampleReport.init) : nil, forKey: .splitSample)
    try container.encode(
      prediction.perProblem.map { ProblemReport($0, hasCorrectness: known) }, forKey: .perProblem)
  }
}

/// The split-sample estimates as JSON.
private struct SplitSampleReport: Encodable {
  let problems: Int
  let labelAccuracy: Double
  let majorityRatio: Double
  let shape: Shape
  let certain: Bool
  let initialSlope: Double
  let initialSlopeInterval: Interval
  let finalSlope: Double
  let finalSlopeInterval: Interval

  init(_ split: SplitSample) {
    problems = split.problems
    labelAccuracy = split.labelAccuracy
    majorityRatio = split.majority
    shape = split.shape.shape
    certain = split.shape.isCertain
    initialSlope = split.shape.initialSlope
    initialSlopeInterval = split.shape.initialSlopeInterval
    finalSlope = split.shape.finalSlope
    finalSlopeInterval = split.shape.finalSlopeInterval
  }
}

/// One problem as JSON.
private struct ProblemReport: Encodable {
  let problem: VotePrediction.Problem
  let hasCorrectness: Bool

  init(_ problem: VotePrediction.Problem, hasCorrectness: Bool) {
    self.problem = problem
    self.hasCorrectness = hasCorrectness
  }

  enum CodingKeys: String, CodingKey {
    case accuracy, margin, right, samples, tie
    case problemID = "problem_id"
    case majorityAnswer = "majority_answer"
    case majority = "p_majority"
    case passAtK = "pass_at_k"
    case flipProbability = "flip_probability"
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(problem.id, forKey: .problemID)
    try container.encode(problem.samples, forKey: .samples)
    try container.encode(problem.majorityAnswer, forKey: .majorityAnswer)
    try container.encode(problem.majority, forKey: .majority)
    try container.encode(problem.margin.finite, forKey: .margin)
    try container.encode(problem.isTied, forKey: .tie)
    try container.encode(problem.flipProbability, forKey: .flipProbability)
    try container.encode(hasCorrectness ? problem.isRight : nil, forKey: .right)
    try container.encode(hasCorrectness ? problem.accuracy : nil, forKey: .accuracy)
    try container.encode(hasCorrectness ? problem.passAtK : nil, forKey: .passAtK)
  }
}
