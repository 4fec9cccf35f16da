/// Two ends and the chance that they hold the truth between them.
public struct ConfidenceInterval: Hashable, Codable, Sendable {
  /// The lower end, nil where the data set no bound.
  public var low: Double?
  /// The upper end, nil where the data set no bound.
  public var high: Double?
  /// The stated coverage, of 0 ..< 1.
  public var level: Double

  /// Makes an interval.
  public init(low: Double?, high: Double?, level: Double) {
    precondition(0..<1 ~= level, "a level lies in 0 ..< 1, not at \(level)")
    if let low, let high { precondition(low <= high, "an interval's ends are in order") }
    self.low = low
    self.high = high
    self.level = level
  }

  /// Whether the value lies in the interval, its ends included.
  public func contains(_ value: Double) -> Bool {
    (low.map { $0 <= value } ?? true) && (high.map { value <= $0 } ?? true)
  }

  /// Clopper and Pearson's exact interval of a probability of which `successes` of `trials` were seen.
  ///
  /// It covers with at least the stated chance, whatever the probability.
  /// - Parameters:
  ///   - successes: of 0 ... `trials`.
  ///   - trials: ≥ 1.
  ///   - level: of 0 ..< 1.
  public init(successes: Int, trials: Int, level: Double = 0.95) {
    precondition(trials >= 1 && 0...trials ~= successes, "\(successes) of \(trials) is not a share")
    let tail = (1 - level) / 2
    /// The probability at which the increasing function reaches the tail.
    func solve(_ function: (Double) -> Double, _ target: Double) -> Double {
      var low = 0.0
      var high = 1.0
      while true {
        let middle = (low + high) / 2
        if middle <= low || middle >= high { return middle }
        if function(middle) < target { low = middle } else { high = middle }
      }
    }
    let below =
      successes == 0
      ? 0 : solve({ TailProbability.binomialUpper(successes, trials: trials, probability: $0) }, tail)
    let above =
      successes == trials
      ? 1 : solve({ TailProbability.binomialUpper(successes + 1, trials: trials, probability: $0) }, 1 - tail)
    self.init(low: below, high: above, level: level)
  }
}
