/// What the theory assumes of a run or concludes for it, and a run can violate.
///
/// p is the probability of a problem's initial majority, L its log-odds, p* the probability after an exact step from the same policy.
public enum Hypothesis: String, CaseIterable, Codable, Sendable {
  /// A1: the majority of every problem is the initial one at every step. Amount: 1, or the share of flipped prompts.
  case majorityStability = "majority-stability"
  /// A2: p_(k+1) > p_k. Amount: by how much p has fallen from its highest value.
  case effectiveLearning = "effective-learning"
  /// The ordering p_(k+1) ≤ p*_(k+1), that is L_(k+1) ≤ L_k + 1/β. Amount: the excess in nats.
  case ordering
  /// Relative progress: η_k = (p_(k+1) − p_k)/(p*_(k+1) − p_k) > 0. Amount: −η_k; estimate: the least η_k.
  case relativeProgress = "relative-progress"
  /// Steps of softmax policy gradient that keep the ordering whatever p: ηβ ≤ 2, and ≤ 1 after division by the standard deviation.
  /// Amount: the excess; estimate: ηβ.
  case safeStep = "safe-step"
  /// The reward rises weakly with the policy. Amount: by how much a less likely output's reward is larger.
  case comonotoneReward = "comonotone-reward"
  /// The initial mode's reward exceeds every other's by a gap. Amount: what is lacking to 0; estimate: the least gap.
  case lastingGap = "lasting-gap"
  /// No problem has two correct answers. Amount: the answers beyond one.
  case oneCorrectAnswer = "one-correct-answer"
  /// Reward accuracy ≥ label accuracy. Amount: what is lacking.
  case rewardAccuracyBound = "reward-accuracy-bound"
  /// Reward accuracy never rises. Amount: the rise above its lowest value.
  case rewardAccuracyFall = "reward-accuracy-fall"
  /// Label accuracy stays as it is at the first step. Amount: the change.
  case labelAccuracyConstancy = "label-accuracy-constancy"
  /// L grows by the same amount on all problems. Amount: the largest minus the smallest move, in nats.
  case commonSpeed = "common-speed"
  /// w(L) = P(majority right | L) − E[p_c/(1 − p) of wrong majorities | L] changes sign at most once, from − to +. Amount: −w where it is
  /// negative above a positive value.
  case marginOrder = "margin-order"

  /// The hypothesis in words.
  public var statement: String {
    switch self {
    case .majorityStability: "A1: every majority is the initial one"
    case .effectiveLearning: "A2: p_(k+1) > p_k"
    case .ordering: "p_(k+1) ≤ p*_(k+1)"
    case .relativeProgress: "η_k ≥ η_min > 0"
    case .safeStep: "ηβ ≤ 2 (≤ 1 standardised)"
    case .comonotoneReward: "π(a) > π(b) implies r(a) ≥ r(b)"
    case .lastingGap: "r(mode) − r(other) ≥ g > 0"
    case .oneCorrectAnswer: "at most one correct answer"
    case .rewardAccuracyBound: "RA ≥ LA"
    case .rewardAccuracyFall: "RA never rises"
    case .labelAccuracyConstancy: "LA is constant"
    case .commonSpeed: "all log-odds move alike"
    case .marginOrder: "w(L) turns once, from − to +"
    }
  }

  /// The claims of the ledger that need or conclude it.
  public var claims: [String] {
    switch self {
    case .majorityStability: ["T4i", "T4ii", "T30", "T33", "T35", "T38", "T40"]
    case .effectiveLearning: ["T4i", "T4iii"]
    case .ordering: ["T4i", "T4iii", "T7"]
    case .relativeProgress: ["T4iv", "T5", "T6"]
    case .safeStep: ["T7"]
    case .comonotoneReward: ["T13b", "T26", "T37"]
    case .lastingGap: ["T14", "T18"]
    case .oneCorrectAnswer: ["T39", "T40"]
    case .rewardAccuracyBound: ["T39"]
    case .rewardAccuracyFall, .labelAccuracyConstancy: ["T40"]
    case .commonSpeed, .marginOrder: ["T35"]
    }
  }
}
