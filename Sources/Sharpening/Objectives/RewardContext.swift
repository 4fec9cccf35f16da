/// What some rewards need beside a policy over outputs, for their exact expectation.
public struct RewardContext: Sendable, Equatable {
  /// The policy on the rephrased problem, with the same answers; it too gives N rollouts.
  public var rephrased: OutputPolicy?
  /// The answers that the reasoning of each output passes through.
  public var intermediate: [[Int32]]?
  /// The number of the model that each of the N rollouts comes from; all models have the same policy.
  public var models: [Int]?

  /// Makes a context; what is not given is not known.
  public init(rephrased: OutputPolicy? = nil, intermediate: [[Int32]]? = nil, models: [Int]? = nil) {
    self.rephrased = rephrased
    self.intermediate = intermediate
    self.models = models
  }
}
