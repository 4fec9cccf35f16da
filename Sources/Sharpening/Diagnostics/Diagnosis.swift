internal import Foundation

/// What a run says of one hypothesis.
public struct Diagnosis: Codable, Sendable, Equatable {
  /// Where a hypothesis fails.
  public struct Violation: Codable, Sendable, Equatable {
    /// The problem's number; nil where the whole row is meant.
    public let problem: Int?
    /// The step at which the failure shows: of a move, its end.
    public let step: Int
    /// How large it is, in the unit that the hypothesis names; ≥ 0 and finite.
    public let amount: Double

    init(problem: Int?, step: Int, amount: Double) {
      self.problem = problem
      self.step = step
      self.amount = min(max(0, amount), .greatestFiniteMagnitude)
    }
  }

  /// Whether it holds.
  public enum Status: Codable, Sendable, Equatable {
    /// At every step that was measured, as far as the data go.
    case satisfied
    /// Not here; at least one.
    case violated([Violation])
    /// The data cannot say; what is missing, or how large the noise is.
    case unknown(reason: String)
  }

  /// What was looked at.
  public enum Scope: String, Codable, Sendable {
    /// Every problem by itself.
    case problems
    /// Means over problems: a violation on one problem can hide behind another.
    case mean
    /// The settings of the run.
    case settings
  }

  /// The hypothesis.
  public let hypothesis: Hypothesis
  /// What was looked at.
  public let scope: Scope
  /// Whether it holds.
  public let status: Status
  /// The quantity that the hypothesis bounds, where it names one.
  public let estimate: Double?

  init(_ hypothesis: Hypothesis, _ scope: Scope, _ status: Status, estimate: Double? = nil) {
    self.hypothesis = hypothesis
    self.scope = scope
    self.status = status
    self.estimate = estimate.flatMap { $0.isFinite ? $0 : nil }
  }

  /// A violation at every entry of a list, or, where it is empty, what holds otherwise.
  static func status(_ violations: [Violation], otherwise: Status = .satisfied) -> Status {
    violations.isEmpty ? otherwise : .violated(violations)
  }

  /// All violations, in the order of problems and steps.
  public var violations: [Violation] { if case .violated(let list) = status { list } else { [] } }
  /// The steps with a violation, rising, each once.
  public var steps: [Int] { Set(violations.map(\.step)).sorted() }
  /// The largest violation, of several the first.
  public var worst: Violation? {
    violations.reduce(nil) { best, next in best.map { $0.amount >= next.amount } ?? false ? best : next }
  }

  /// The cells of `row`.
  public static let header = ["hypothesis", "statement", "claims", "scope", "status", "estimate", "where"]

  /// One row of a table.
  public var row: [String] {
    let word: String
    let place: String
    switch status {
    case .satisfied: (word, place) = ("satisfied", "")
    case .unknown(let reason): (word, place) = ("unknown", reason)
    case .violated:
      word = "violated"
      let shown = steps.prefix(5).map(String.init).joined(separator: ", ") + (steps.count > 5 ? " …" : "")
      let problem = worst?.problem.map { "problem \($0), " } ?? ""
      let size = worst.map { ": worst at \(problem)step \($0.step), \(Self.digits($0.amount))" } ?? ""
      place = (steps.count == 1 ? "step " : "\(steps.count) steps: ") + shown + size
    }
    return [
      hypothesis.rawValue, hypothesis.statement, hypothesis.claims.joined(separator: " "), scope.rawValue,
      word,
      estimate.map(Self.digits) ?? "", place,
    ]
  }

  private static func digits(_ value: Double) -> String { String(format: "%.4g", value) }
}
