internal import Measurement
public import Sharpening

/// A claim of a user's own: an expression that is to be true of a simulation, a trajectory or a family of policies.
public struct UserClaim: Sendable {
  /// What the expression speaks of.
  public enum Subject: Sendable {
    /// Every replicate of a simulation, or the required share of them.
    case simulation(MajorityVoteSimulation)
    /// A run that was recorded.
    case trajectory(TrajectoryTable, path: String)
    /// Every policy of a family.
    case policies(PolicyFamily)

    /// The key that names it in a file.
    public var key: String {
      switch self {
      case .simulation: "simulation"
      case .trajectory: "trajectory"
      case .policies: "policies"
      }
    }
  }

  /// A short name.
  public let name: String
  /// The claim in words.
  public let statement: String
  /// The claim as an expression; see `grammar`.
  public let expression: String
  /// τ ≥ 0 of every comparison.
  public let tolerance: Double
  /// What it speaks of.
  public let subject: Subject
  /// The share of a simulation's replicates in which the claim must hold, of (0, 1]; 1 means in every one.
  public let requiredShare: Double
  /// The verdict that the user expects.
  public let expected: Verdict
  let formula: Formula

  /// Makes a claim, whose expression is parsed and whose types are checked.
  ///
  /// - Parameters:
  ///   - place: what an error calls the claim, such as a file with the claim's name.
  /// - Throws: `ClaimError.badExpression` with the column of the mistake.
  public init(
    name: String, statement: String, expression: String, tolerance: Double = 1e-9, subject: Subject,
    requiredShare: Double = 1, expected: Verdict = .holds, place: String
  ) throws(ClaimError) {
    precondition(tolerance >= 0 && tolerance.isFinite, "a tolerance is at least 0, unlike \(tolerance)")
    precondition(requiredShare > 0 && requiredShare <= 1, "a share lies in (0, 1], unlike \(requiredShare)")
    self.name = name
    self.statement = statement
    self.expression = expression
    self.tolerance = tolerance
    self.subject = subject
    self.requiredShare = requiredShare
    self.expected = expected
    do {
      formula = try FormulaParser.formula(expression)
      try Self.vocabulary(of: subject).check(claim: formula)
    } catch {
      throw .badExpression(place: place, column: error.column, reason: error.reason)
    }
  }

  /// The names that an expression about a subject may use.
  private static func vocabulary(of subject: Subject) -> FormulaVocabulary {
    switch subject {
    case .policies: .policies
    case .trajectory(let table, _): .trajectory(columns: Array(table.columns.keys))
    case .simulation(let simulation):
      .trajectory(columns: simulatedColumns(simulation), constants: Array(constants(simulation).keys))
    }
  }

  /// The columns of a simulation: those of one problem's start.
  private static func simulatedColumns(_ simulation: MajorityVoteSimulation) -> [String] {
    var small = simulation
    (small.problems, small.steps, small.replicates, small.law) = (
      1, 0, 1, simulation.law == .sampled ? .sampled : .infinite
    )
    return (try? small.run())?.columns.map(\.rawValue) ?? []
  }

  /// The numbers of a simulation that an expression may name.
  static func constants(_ simulation: MajorityVoteSimulation) -> [String: Double] {
    ["beta": simulation.beta, "N": Double(simulation.rollouts), "problems": Double(simulation.problems)]
  }

  /// The language of expressions, for people.
  public static let grammar = """
    expression = disjunction [ "implies" expression ]
    disjunction = conjunction { "or" conjunction },  conjunction = negation { "and" negation }
    negation = "not" negation | sum [ ( < <= == != >= > ) sum ]
    sum, product, power: + - * / ^ as in mathematics (-2^2 is -4, 2^3^2 is 2^9); parentheses
    list[k]: the value at step or answer k; list[last]
    A comparison of lists is one a step or answer; with the tolerance t, a <= b is a <= b + t, a < b is a < b - t, \
    a == b is |a - b| <= t.

    Functions: abs exp log sqrt; min max (of one list, or of several numbers); mean sum argmax argmin; increasing \
    decreasing monotone; always(…) ever(…) count(…) of truths; first(…) the first step or answer that is true, infinite if \
    none.

    A simulation or trajectory: its columns (reward_accuracy, label_accuracy, …), step; of a simulation also beta, N, \
    problems.

    Policies: p (list), p1 >= p2 (the two largest), majority and runner_up (their answers), is_majority (list of 0 and 1), \
    entropy, K, N, beta; flip(N) = P(the winner of N votes is not the most likely answer), ratio(N) = E[most votes]/N, \
    reward(N) = E[reward | answer] (list), win(N) = P(answer wins) (list); after(k, reward, expression): the expression after \
    k mirror steps with that reward (a list such as is_majority, log(p) or reward(N)) and beta.
    """
}
