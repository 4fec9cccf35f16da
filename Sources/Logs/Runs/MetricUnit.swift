internal import Measurement

/// What one unit of an imported number is.
public enum MetricUnit: String, CaseIterable, Sendable {
  /// A share of 1.
  case fraction
  /// A share of 100.
  case percent
  /// Natural logarithms.
  case nats
  /// Logarithms to base 2.
  case bits
  /// Counts of tokens.
  case tokens
  /// Whatever the source means, taken as it stands.
  case any

  /// What a number in this unit is multiplied with to be one of the waist's: fractions, nats, tokens.
  var scale: Double {
    switch self {
    case .percent: 0.01
    case .bits: 0.693_147_180_559_945_3
    case .fraction, .nats, .tokens, .any: 1
    }
  }

  /// Whether a column can be given in this unit.
  func fits(_ column: Trajectory.Column) -> Bool {
    switch self {
    case .any: true
    case .fraction, .percent: column.unit == .fraction
    case .nats, .bits: column.unit == .nats
    case .tokens: column.unit == .tokens
    }
  }
}

extension Trajectory.Column {
  /// The unit of the column at the waist.
  var unit: MetricUnit {
    switch self {
    case .majorityVotingReward, .majorityRatio, .groundTruthReward, .labelAccuracy, .rewardAccuracy, .passAtN,
      .heldoutAccuracy, .outOfDistributionAccuracy, .answerDiversity, .responseClipRatio, .repetition,
      .parseRate, .majorityFlipRate:
      .fraction
    case .actorEntropy, .answerEntropy, .klToStart: .nats
    case .responseLength, .tokens: .tokens
    case .reward, .gradientNorm: .any
    }
  }

  /// No value can be below; an estimate of a divergence and a reward can have any sign.
  var isNeverNegative: Bool { self != .reward && self != .klToStart }
}
