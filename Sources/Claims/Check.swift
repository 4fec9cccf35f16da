/// A computation that decides a claim by two code paths that share no formula, and shows that it could have decided
/// otherwise.
///
/// The same examination runs twice: on the claim as stated, and on a *control* whose truth is known and opposite. For a
/// true claim the control is a planted false variant, which must be refuted; for a false claim it is a true variant, which
/// must pass. A check whose control comes out wrong decides nothing: the verdict is inconclusive.
public struct Check: Sendable {
  /// Which statement is examined.
  public enum Variant: Sendable, Equatable {
    /// The claim.
    case stated
    /// The control.
    case control
  }

  /// What an examination finds.
  public enum Finding: Sendable, Equatable {
    /// No violation, with what was compared and how closely it agreed; the margin is the largest one.
    case agrees(String, margin: Margin? = nil)
    /// A violation, with the witness; the margin is the largest one, which need not be the witness's.
    case violated(String, margin: Margin? = nil)
    /// Too little to tell, with what it would need.
    case undecided(String)
  }

  /// The two code paths, in words.
  public let paths: [String]
  /// The control, in words.
  public let control: String
  /// Whether the control is true.
  public let controlHolds: Bool
  private let examination: @Sendable (Variant, Effort) -> Finding

  /// Makes a check whose examination knows no effort.
  public init(
    paths: [String], control: String, controlHolds: Bool = false,
    examine: @escaping @Sendable (Variant) -> Finding
  ) {
    self.init(paths, control, controlHolds) { variant, _ in examine(variant) }
  }

  /// Makes a check that samples: its examination multiplies its sample sizes by `Effort.samples(_:)`.
  public static func sampled(
    paths: [String], control: String, controlHolds: Bool = false,
    examine: @escaping @Sendable (Variant, Effort) -> Finding
  ) -> Check {
    Check(paths, control, controlHolds, examine)
  }

  private init(
    _ paths: [String], _ control: String, _ controlHolds: Bool,
    _ examination: @escaping @Sendable (Variant, Effort) -> Finding
  ) {
    precondition(paths.count >= 2, "a check needs two code paths")
    self.paths = paths
    self.control = control
    self.controlHolds = controlHolds
    self.examination = examination
  }

  /// Examines a variant; deterministic.
  public func examine(_ variant: Variant, effort: Effort = .standard) -> Finding {
    examination(variant, effort)
  }

  /// Examines the claim and the control.
  public func evidence(effort: Effort = .standard) -> Evidence {
    let finding = examine(.stated, effort: effort)
    let control = examine(.control, effort: effort)
    let isSound: Bool
    switch control {
    case .agrees: isSound = controlHolds
    case .violated: isSound = !controlHolds
    case .undecided: isSound = false
    }
    let verdict: Verdict
    switch finding {
    case _ where !isSound: verdict = .inconclusive
    case .agrees: verdict = .holds
    case .violated: verdict = .refuted
    case .undecided: verdict = .inconclusive
    }
    return Evidence(
      verdict: verdict, finding: Evidence.words(finding), paths: paths, control: self.control,
      controlFinding: Evidence.words(control), isControlSound: isSound, margin: finding.margin,
      controlMargin: control.margin)
  }
}

extension Check.Finding {
  /// How far the comparisons went, where they can be measured.
  public var margin: Margin? {
    switch self {
    case .agrees(_, let margin), .violated(_, let margin): margin
    case .undecided: nil
    }
  }
}

/// What a check found.
public struct Evidence: Codable, Sendable, Equatable {
  /// The verdict.
  public let verdict: Verdict
  /// What was found of the claim.
  public let finding: String
  /// The two code paths.
  public let paths: [String]
  /// The control.
  public let control: String
  /// What was found of the control.
  public let controlFinding: String
  /// Whether the control came out as it had to.
  public let isControlSound: Bool
  /// How far the claim's comparisons went, where they can be measured.
  public let margin: Margin?
  /// How far the control's comparisons went: the power of the check against its planted variant.
  public let controlMargin: Margin?

  static func words(_ finding: Check.Finding) -> String {
    switch finding {
    case .agrees(let text, _): "agrees: \(text)"
    case .violated(let text, _): "violated: \(text)"
    case .undecided(let text): "undecided: \(text)"
    }
  }
}
