import ArgumentParser
import Claims
import SharpeningNumerics

/// What a counterexample is sought among.
enum SearchSpace: String, CaseIterable, ExpressibleByArgument {
  case policies
}

/// `sharpen claims search`: the smallest policy that contradicts an inequality.
struct ClaimsSearch: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "search",
    abstract: "Search for a policy that contradicts an inequality, and print the smallest one found.",
    discussion: """
      For each number of answers, fewest first: all policies whose probabilities are multiples of 1/d, smallest d first; then \
      policies drawn from Dirichlet laws; then a descent of the claim's margin from those that come closest, and the nearest \
      fractions of what it finds. A counterexample is printed in fractions where it is rational, and only after a second \
      evaluation by other means (votes enumerated, in exact fractions where all parts are rational) has confirmed it.

      Finding one is the search's success: it prints "refuted" and ends with 0. Finding none proves nothing: it prints how \
      many policies were tried, and ends with 0 as well.

      The language of expressions:

      \(UserClaim.grammar)

      EXAMPLE: sharpen claims search --over policies --answers 2...4 "flip(N) <= p2"
      """)

  @Argument(help: "The inequality that is to hold for all policies.")
  var expression: String?
  @Option(help: "A JSON file of claims; those over policies are searched.")
  var file: String?
  @Option(help: "What to search: policies.")
  var over = SearchSpace.policies
  @Option(help: "Numbers of answers K: 3, 2...6 or 2,4,8. (default: 2...4)")
  var answers: String?
  @Option(help: "Numbers of votes N, tried where the expression names N: 8, 1...16 or 1,8,32. (default: 8)")
  var rollouts: String?
  @Option(
    parsing: .unconditional,
    help: "Values of beta, tried where the expression depends on it: 1 or 0.1,1,10. (default: 1)")
  var beta: String?
  @Option(
    parsing: .unconditional, help: "The largest denominator of which all policies are tried. (default: 24)")
  var denominator: Int?
  @Option(parsing: .unconditional, help: "Policies drawn for each number of answers. (default: 2000)")
  var draws: Int?
  @Option(parsing: .unconditional, help: "Names the draws; a positive integer. (default: 1)")
  var seed: UInt64?
  @Option(parsing: .unconditional, help: "The tolerance of every comparison. (default: 1e-9)")
  var tolerance: Double?
  @Flag(help: "Print JSON.")
  var json = false

  func validate() throws {
    if (expression == nil) == (file == nil) {
      throw ValidationError("Give an expression or --file, one of the two.")
    }
    if file != nil {
      let given = [
        ("answers", answers != nil), ("rollouts", rollouts != nil), ("beta", beta != nil),
        ("denominator", denominator != nil), ("draws", draws != nil), ("seed", seed != nil),
        ("tolerance", tolerance != nil),
      ]
      if let option = given.first(where: \.1)?.0 {
        throw ValidationError("--file and --\(option) exclude each other; the file's claims say it.")
      }
    } else {
      _ = try claim
    }
  }

  /// The claim of the command line.
  private var claim: UserClaim {
    get throws {
      if seed == 0 { throw ValidationError("--seed is 0; give a positive integer.") }
      if let tolerance, !(tolerance >= 0 && tolerance.isFinite) {
        throw ValidationError("--tolerance is \(tolerance), but must be at least 0 and finite.")
      }
      var family = PolicyFamily()
      family.answers = try Self.integers(answers, "answers") ?? family.answers
      family.rollouts = try Self.integers(rollouts, "rollouts") ?? family.rollouts
      if let beta {
        let values = beta.split(separator: ",", omittingEmptySubsequences: false).map { Double($0) }
        let numbers = values.compactMap { $0 }
        guard numbers.count == values.count else {
          throw ValidationError("--beta is \"\(beta)\", but must be a number or several with commas.")
        }
        family.betas = numbers.sorted()
      }
      family.largestDenominator = denominator ?? family.largestDenominator
      family.draws = draws ?? family.draws
      family.seed = seed.map { Seed($0) } ?? family.seed
      if let problem = family.problem { throw ValidationError(problem + ".") }
      do {
        return try UserClaim(
          name: "the command line's", statement: "", expression: expression ?? "",
          tolerance: tolerance ?? 1e-9, subject: .policies(family), place: "the expression")
      } catch {
        throw ValidationError(error.description)
      }
    }
  }

  private static func integers(_ text: String?, _ option: String) throws -> [Int]? {
    guard let text else { return nil }
    guard let numbers = PolicyFamily.integers(text) else {
      throw ValidationError("--\(option) is \"\(text)\", but must be like 3, 2...6 or 2,4,8.")
    }
    return numbers
  }

  func run() throws {
    try Failure.reportingClaims {
      let claims = try file.map { try Self.policyClaims($0) } ?? [try claim]
      let results = claims.map { $0.examine() }
      if json {
        try output(try file == nil ? sharpen.json(results[0]) : sharpen.json(results))
      } else {
        try output(
          results.map { result in
            let words = result.verdict == .holds ? "" : "\(result.verdict.rawValue): "
            return (file == nil ? "" : "\(result.name)  ")
              + "\(result.expression)\n  \(words)\(result.finding)\n"
          }.joined())
      }
    }
  }

  private static func policyClaims(_ file: String) throws -> [UserClaim] {
    let claims = try UserClaim.read(path: file).filter { $0.subject.key == "policies" }
    if claims.isEmpty {
      throw Failure.data("\(file): no claim is over policies; add one with the key policies")
    }
    return claims
  }
}
