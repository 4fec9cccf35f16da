internal import Foundation

/// A running comparison of two code paths, which remembers the worst disagreement.
struct Comparison {
  private let absolute: Double
  private let relative: Double
  private var count = 0
  private var worst = 0.0
  private var witness: String?
  /// The largest difference in units of the tolerance, and the largest in standard errors with what is allowed.
  private var tolerances: Double?
  private var deviations: (largest: Double, limit: Double)?

  /// Two numbers agree when they differ by at most `absolute` + `relative`·(the larger magnitude).
  init(absolute: Double, relative: Double = 0) {
    self.absolute = absolute
    self.relative = relative
  }

  /// Compares two numbers; `label` says where, should they disagree.
  ///
  /// - Parameter within: an absolute tolerance for this pair alone, for what is only approached.
  mutating func equal(_ a: Double, _ b: Double, _ label: @autoclosure () -> String, within: Double? = nil) {
    count += 1
    if a == b {
      record(0, allowed: within ?? absolute)
      return
    }
    let difference = abs(a - b)
    let excess = difference - relative * max(abs(a), abs(b))
    if !(excess <= within ?? absolute) && witness == nil {
      witness = "\(label()): \(Self.digits(a)) against \(Self.digits(b))"
    }
    if within == nil { worst = max(worst, difference) }
    record(difference, allowed: (within ?? absolute) + relative * max(abs(a), abs(b)))
  }

  /// Compares an estimate from a sample with its value: they agree within `limit` standard errors.
  ///
  /// A normal estimate is further away with probability 2·10⁻⁹ at the limit 6.
  /// - Parameter standardError: of the estimate, > 0.
  mutating func estimate(
    _ estimate: Double, _ value: Double, standardError: Double, limit: Double = 6,
    _ label: @autoclosure () -> String
  ) {
    count += 1
    let deviation = abs(estimate - value) / standardError
    if !(deviation <= limit) && witness == nil {
      witness =
        "\(label()): \(Self.digits(estimate)) ± \(Self.short(standardError)) against \(Self.digits(value))"
    }
    worst = max(worst, abs(estimate - value))
    if deviation.isFinite {
      deviations = (max(deviations?.largest ?? 0, deviation), min(deviations?.limit ?? limit, limit))
    }
  }

  /// Requires `a` ≤ `b` up to the tolerance.
  mutating func atMost(_ a: Double, _ b: Double, _ label: @autoclosure () -> String) {
    count += 1
    let allowed = absolute + relative * max(abs(a), abs(b))
    record(max(0, a - b), allowed: allowed)
    if a <= b + allowed { return }
    if witness == nil { witness = "\(label()): \(Self.digits(a)) exceeds \(Self.digits(b))" }
  }

  /// Requires a condition.
  mutating func require(_ condition: Bool, _ label: @autoclosure () -> String) {
    count += 1
    if !condition && witness == nil { witness = label() }
  }

  /// What was found; `what` names the things compared.
  func finding(_ what: String) -> Check.Finding {
    // A condition can fail while every number agrees; then no margin tells by how much.
    if let witness { return .violated(witness, margin: margin.flatMap { $0.value > $0.limit ? $0 : nil }) }
    return count == 0
      ? .undecided("nothing was compared")
      : .agrees(
        "\(count) comparisons of \(what)" + (worst > 0 ? ", largest difference \(Self.short(worst))" : ""),
        margin: margin)
  }

  /// How far the comparisons went; of the two units the one that is further beyond its limit.
  private var margin: Margin? {
    if let deviations, deviations.largest / deviations.limit >= tolerances ?? 0 {
      return Margin(value: deviations.largest, unit: .standardErrors, limit: deviations.limit)
    }
    return tolerances.map { Margin(value: $0, unit: .tolerances) }
  }

  private mutating func record(_ difference: Double, allowed: Double) {
    // Without a tolerance there is no unit.
    guard allowed > 0, (difference / allowed).isFinite else { return }
    tolerances = max(tolerances ?? 0, difference / allowed)
  }

  static func digits(_ value: Double) -> String { String(format: "%.10g", value) }
  static func short(_ value: Double) -> String { String(format: "%.1e", value) }
}
