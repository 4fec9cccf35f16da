public import Sharpening
internal import Foundation

/// What was found of a user's claim.
public struct UserClaimResult: Encodable, Sendable {
  /// The comparison that decides, with both sides.
  public struct Sides: Encodable, Sendable, Equatable {
    /// Its text.
    public let comparison: String
    /// The left side; nil where it is infinite.
    public let left: Double?
    /// The right side; nil where it is infinite.
    public let right: Double?
    /// The step at which it is decided, where it is of lists.
    public let step: Int?
    /// The replicate, counted from 0: the first that fails, else the first.
    public let replicate: Int?
    /// The central 90 % of the left side over replicates that are decided by the same comparison.
    public let leftBand: Interval?
    /// The same of the right side.
    public let rightBand: Interval?
  }

  /// In how many replicates a claim held.
  public struct Share: Encodable, Sendable, Equatable {
    /// Replicates in which it held.
    public let holding: Int
    /// All replicates.
    public let replicates: Int
    /// Clopper and Pearson's 95 % interval of the share; nil where nothing is random.
    public let interval: Interval?
    /// The share that is required.
    public let required: Double
  }

  /// The claim's name.
  public let name: String
  /// The claim in words.
  public let statement: String
  /// The claim as an expression.
  public let expression: String
  /// τ of every comparison.
  public let tolerance: Double
  /// `simulation`, `trajectory` or `policies`.
  public let over: String
  /// The verdict.
  public let verdict: Verdict
  /// The verdict that the user expects.
  public let expected: Verdict
  /// What was found, in words.
  public let finding: String
  /// How the verdict follows.
  public let rule: String
  /// The planted negation.
  public let control: String
  /// Whether the negation came out opposite wherever it was evaluated.
  public let isControlSound: Bool
  /// The deciding comparison of a simulation or trajectory.
  public let sides: Sides?
  /// The replicates of a simulation.
  public let share: Share?
  /// The search over policies.
  public let search: PolicySearchResult?

  /// Whether the verdict is the expected one.
  public var isAsExpected: Bool { verdict == expected }

  init(
    _ claim: UserClaim, verdict: Verdict, finding: String, rule: String, isControlSound: Bool = true,
    sides: Sides? = nil, share: Share? = nil, search: PolicySearchResult? = nil
  ) {
    name = claim.name
    statement = claim.statement
    expression = claim.expression
    tolerance = claim.tolerance
    over = claim.subject.key
    expected = claim.expected
    self.verdict = isControlSound ? verdict : .inconclusive
    self.finding = finding
    self.rule = rule
    control = claim.formula.negated.text
    self.isControlSound = isControlSound
    self.sides = sides
    self.share = share
    self.search = search
  }
}
