/// Where the reward that is trained and the accuracy that is meant part: the one goes on rising while the other falls.
///
/// From the peak of the truth on, both courses are compared between the peak and the end; they part if the truth falls and the
/// proxy rises, each by more than its course's resolution.
public struct ProxyGap: Hashable, Codable, Sendable {
  /// The trained reward's column.
  public let proxy: Trajectory.Column
  /// The accuracy's column.
  public let truth: Trajectory.Column
  /// The step of the truth's peak, where they part.
  public let step: Int
  /// The proxy's change from there to the end.
  public let proxyChange: Double
  /// The truth's change from there to the end.
  public let truthChange: Double

  enum CodingKeys: String, CodingKey {
    case proxy, truth, step
    case proxyChange = "proxy_change"
    case truthChange = "truth_change"
  }

  /// Looks for the parting.
  ///
  /// - Returns: nil where they do not part or a column was measured at fewer than four steps.
  public init?(
    proxy: Trajectory.Column = .majorityVotingReward, truth: Trajectory.Column = .groundTruthReward,
    in trajectory: Trajectory
  ) {
    guard let course = CurveCourse(of: truth, in: trajectory),
      let other = CurveCourse(of: proxy, in: trajectory)
    else { return nil }
    let (steps, values) = trajectory.measured(proxy)
    let smooth = CurveCourse.centredMeans(values, other.window)
    guard let index = steps.lastIndex(where: { $0 <= course.peak.step }) else { return nil }
    let truthChange = course.end.value - course.peak.value
    let proxyChange = other.end.value - smooth[index]
    guard truthChange < -course.resolution && proxyChange > other.resolution else { return nil }
    self.proxy = proxy
    self.truth = truth
    self.truthChange = truthChange
    self.proxyChange = proxyChange
    step = course.peak.step
  }
}
