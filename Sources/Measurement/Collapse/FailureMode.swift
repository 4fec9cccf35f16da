/// The way in which a run fails, by rules that are tried in order; the first that fits is taken.
///
/// A column's start is the mean of its first values and its state the mean of as many values from the collapse step on, or of
/// the last ones where the run did not collapse: ten values, or a quarter of a column with fewer than forty. A rule whose
/// column was not measured does not fit. The limits are conventions:
/// 1. entropy explosion: actor entropy at least 5 times its start, and at least 1 nat;
/// 2. repetition: at least half of the 3-grams repeated, and 0.25 more than at the start;
/// 3. length: responses at most 0.6 of their start; or, in a collapsed run, at least twice their start, as healthy training
///    lengthens responses too;
/// 4. shared answer: majority ratio at least 0.9, and answer diversity at most a quarter of its start;
/// 5. gradual: the run collapsed; or an accuracy (ground truth, held-out, the winner's) falls from its peak by more than its
///    course's resolution and a tenth of the peak, and does not recover half of that;
/// 6. none.
///
/// Reward accuracy also falls mechanically, as votes agree, down to the winner's accuracy (T39): it is asked last, and only
/// where no other accuracy was measured.
/// Claim: T39.
public enum FailureMode: String, CaseIterable, Codable, Sendable {
  /// No rule fits.
  case none
  /// Accuracy is lost while outputs keep their form.
  case gradual
  /// Responses shrink, or run away in a collapsed run.
  case length
  /// Responses repeat themselves.
  case repetition
  /// All problems get the same few answers.
  case sharedAnswer = "shared-answer"
  /// Outputs turn into noise.
  case entropyExplosion = "entropy-explosion"

  /// Applies the rules to a run.
  ///
  /// - Parameters:
  ///   - trajectory: the run.
  ///   - rule: the collapse rule that tells whether and where it collapsed.
  public init(of trajectory: Trajectory, under rule: CollapseRule) {
    let collapse = rule.outcome(of: trajectory).step
    func ends(_ column: Trajectory.Column) -> (start: Double, state: Double)? {
      let (steps, values) = trajectory.measured(column)
      guard !values.isEmpty else { return nil }
      let count = max(1, min(10, values.count / 4))
      var state = values.suffix(count)
      if let collapse, let first = steps.firstIndex(where: { $0 >= collapse }) {
        state = values[first...].prefix(count)
      }
      let start = values.prefix(count).reduce(0, +) / Double(count)
      return (start, state.reduce(0, +) / Double(state.count))
    }
    if let entropy = ends(.actorEntropy), entropy.state >= max(1, 5 * entropy.start) {
      self = .entropyExplosion
    } else if let repetition = ends(.repetition), repetition.state >= max(0.5, repetition.start + 0.25) {
      self = .repetition
    } else if let length = ends(.responseLength),
      length.state <= 0.6 * length.start || (collapse != nil && length.state >= 2 * length.start)
    {
      self = .length
    } else if let ratio = ends(.majorityRatio), let diversity = ends(.answerDiversity), ratio.state >= 0.9,
      diversity.state <= 0.25 * diversity.start
    {
      self = .sharedAnswer
    } else {
      self = collapse != nil || Self.losesAccuracy(trajectory) ? .gradual : .none
    }
  }

  private static func losesAccuracy(_ trajectory: Trajectory) -> Bool {
    let accuracies: [Trajectory.Column] = [.groundTruthReward, .heldoutAccuracy, .labelAccuracy]
    var courses = accuracies.compactMap { CurveCourse(of: $0, in: trajectory) }
    if courses.isEmpty { courses = [CurveCourse(of: .rewardAccuracy, in: trajectory)].compactMap(\.self) }
    return courses.contains { course in
      guard let recovery = course.recovery else { return false }
      return course.depth > 0.1 * course.peak.value && recovery < 0.5
    }
  }
}
