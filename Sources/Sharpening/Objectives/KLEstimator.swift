internal import Foundation

/// An estimate of KL(π ‖ ref) from one drawn token, as a function of x = log π(y_t) − log ref(y_t).
///
/// Source: J. Schulman, Approximating KL divergence, for k1, k2 and k3; verl for the clamp and the replaced gradient.
/// Claim: KL1.
public struct KLEstimator: Codable, Sendable, Hashable {
  /// The function of x.
  public enum Form: String, CaseIterable, Codable, Sendable {
    /// x: unbiased.
    case k1
    /// |x|: the total variation's, not the divergence's.
    case abs
    /// x²/2.
    case k2
    /// e^(−x) + x − 1 ≥ 0: unbiased where ref does not reach outside the support of π (`low_var_kl`).
    case k3
    /// The divergence itself, from all of both distributions.
    case exact
  }

  /// The function.
  public var form: Form
  /// The largest absolute value, beyond which the derivative is 0; nil: no clamp.
  ///
  /// verl clamps k3 at 10.
  public var clamp: Double?
  /// Whether the derivative is k2's whatever the value is (verl's names that end in +).
  public var hasSecondOrderGradient: Bool

  /// Makes an estimator.
  public init(_ form: Form, clamp: Double? = nil, hasSecondOrderGradient: Bool = false) {
    self.form = form
    self.clamp = clamp
    self.hasSecondOrderGradient = hasSecondOrderGradient
  }

  /// verl's `low_var_kl`.
  public static let verl = KLEstimator(.k3, clamp: 10)

  /// The estimate for one token; not for the exact form, which no single token gives.
  ///
  /// - Parameter x: log π(y_t) − log ref(y_t).
  public func value(logRatio x: Double) -> Double {
    precondition(form != .exact, "the exact divergence is no function of one token")
    let raw = raw(x)
    guard let clamp else { return raw }
    return min(clamp, max(-clamp, raw))
  }

  /// The derivative of the estimate by log π(y_t), y_t being held.
  public func derivative(logRatio x: Double) -> Double {
    precondition(form != .exact, "the exact divergence is no function of one token")
    if hasSecondOrderGradient { return x }
    if let clamp, Swift.abs(raw(x)) > clamp { return 0 }
    switch form {
    case .k1, .exact: return 1
    case .abs: return x == 0 ? 0 : (x > 0 ? 1 : -1)
    case .k2: return x
    case .k3: return -expm1(-x)
    }
  }

  private func raw(_ x: Double) -> Double {
    switch form {
    case .k1, .exact: x
    case .abs: Swift.abs(x)
    case .k2: x * x / 2
    case .k3: expm1(-x) + x
    }
  }

  enum CodingKeys: String, CodingKey, CaseIterable {
    case form, clamp
    case hasSecondOrderGradient = "second_order_gradient"
  }

  /// Reads an estimator; without `clamp` there is none.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(knowing: CodingKeys.self)
    form = try container.decode(Form.self, forKey: .form)
    clamp = try container.decodeIfPresent(Double.self, forKey: .clamp)
    hasSecondOrderGradient = try container.value(.hasSecondOrderGradient, or: false)
  }
}

/// A divergence from the policy at the start as part of the objective.
///
/// Paper: Table 7 and the sweep over {0, 0.005}.
public struct KLPenalty: Codable, Sendable, Hashable {
  /// Where the divergence enters.
  public enum Placement: String, CaseIterable, Codable, Sendable {
    /// Subtracted from the rollout's reward, summed over its tokens; a constant to the gradient.
    case reward
    /// Added to every token's loss and differentiated.
    case loss
  }

  /// The estimator.
  public var estimator: KLEstimator
  /// Where it enters.
  public var placement: Placement
  /// β ≥ 0.
  public var coefficient: Double

  /// Makes a penalty; without arguments verl's estimator in the loss.
  public init(
    _ estimator: KLEstimator = .verl, placement: Placement = .loss, coefficient: Double
  ) {
    self.estimator = estimator
    self.placement = placement
    self.coefficient = coefficient
  }

  /// What is wrong with the values, in one sentence, or nil.
  public var problem: String? {
    if !(coefficient >= 0 && coefficient.isFinite) {
      return "the coefficient of the divergence is \(coefficient), but must be at least 0 and finite"
    }
    if let clamp = estimator.clamp, !(clamp > 0) { return "the clamp is \(clamp), but must be positive" }
    if estimator.form == .exact && (estimator.clamp != nil || estimator.hasSecondOrderGradient) {
      return "form exact goes neither with a clamp nor with second_order_gradient"
    }
    return nil
  }

  enum CodingKeys: String, CodingKey, CaseIterable { case estimator, placement, coefficient }

  /// Reads a penalty; the coefficient is needed.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(knowing: CodingKeys.self)
    estimator = try container.value(.estimator, or: .verl)
    placement = try container.value(.placement, or: .loss)
    coefficient = try container.decode(Double.self, forKey: .coefficient)
  }
}
