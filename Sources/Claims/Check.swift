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
    /// No violation, with what was compared and how closely it agreed.
    case agrees(String)
    /// A violation, with the witness.
    case violated(String)
    /// Too little to tell, with what it would need.
    case undecided(String)
  }

  /// The two code paths, in words.
  public let paths: [String]
  /// The control, in words.
  public let control: String
  /// Whether the control is true.
  public let controlHolds: Bool
  /// Examines a variant; deterministic.
  public let examine: @Sendable (Variant) -> Finding

  /// Makes a check.
  public init(
    paths: [String], control: String, controlHolds: Bool = false,
    examine: @escaping @Sendable (Variant) -> Finding
  ) {
    precondition(paths.count >= 2, "a check needs two code paths")
    self.paths = paths
    self.control = control
    self.controlHolds = controlHolds
    self.examine = examine
  }

  /// Examines the claim and the control.
  public func evidence() -> Evidence {
    let finding = examine(.stated)
    let control = examine(.control)
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
      controlFinding: Evidence.words(control), isControlSound: isSound)
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

  static func words(_ finding: Check.Finding) -> String {
    switch finding {
    case .agrees(let text): "agrees: \(text)"
    case .violated(let text): "violated: \(text)"
    case .undecided(let text): "undecided: \(text)"
    }
  }
}
