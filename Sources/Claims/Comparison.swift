internal import Foundation

/// A running comparison of two code paths, which remembers the worst disagreement.
struct Comparison {
  private let absolute: Double
  private let relative: Double
  private var count = 0
  private var worst = 0.0
  private var witness: String?

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
    if a == b { return }
    let difference = abs(a - b)
    let excess = difference - relative * max(abs(a), abs(b))
    if !(excess <= within ?? absolute) && witness == nil {
      witness = "\(label()): \(Self.digits(a)) against \(Self.digits(b))"
    }
    if within == nil { worst = max(worst, difference) }
  }

  /// Requires `a` ≤ `b` up to the tolerance.
  mutating func atMost(_ a: Double, _ b: Double, _ label: @autoclosure () -> String) {
    count += 1
    if a <= b + absolute + relative * max(abs(a), abs(b)) { return }
    if witness == nil { witness = "\(label()): \(Self.digits(a)) exceeds \(Self.digits(b))" }
  }

  /// Requires a condition.
  mutating func require(_ condition: Bool, _ label: @autoclosure () -> String) {
    count += 1
    if !condition && witness == nil { witness = label() }
  }

  /// What was found; `what` names the things compared.
  func finding(_ what: String) -> Check.Finding {
    if let witness { return .violated(witness) }
    return count == 0
      ? .undecided("nothing was compared")
      : .agrees(
        "\(count) comparisons of \(what)" + (worst > 0 ? ", largest difference \(Self.short(worst))" : ""))
  }

  static func digits(_ value: Double) -> String { String(format: "%.10g", value) }
  static func short(_ value: Double) -> String { String(format: "%.1e", value) }
}
