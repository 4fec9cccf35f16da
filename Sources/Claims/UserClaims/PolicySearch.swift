internal import Foundation
internal import Sharpening
internal import SharpeningNumerics

/// A search for a policy at which a user's inequality fails.
///
/// For each number of answers, fewest first: all policies with small denominators, smallest first; then policies drawn from
/// Dirichlet laws; then descent of the claim's margin from the closest of these, and the nearest fractions of what it
/// finds. A policy counts as a counterexample when a second evaluation by other means agrees (`EnumeratedWorld`): in exact
/// fractions where every part is rational, else in floating point. Finding none proves nothing.
struct PolicySearch {
  let formula: Formula
  let family: PolicyFamily
  let tolerance: Double
  private let negation: Formula
  private let isSorted: Bool
  private let cases: [(rollouts: Int, beta: Double)]

  private var result = PolicySearchResult()
  private var closest: [(margin: Double, candidate: Candidate)] = []

  /// A policy, with its numerators where it was made of fractions.
  struct Candidate {
    var probabilities: [Double]
    var numerators: [Int]?
    var rollouts: Int
    var beta: Double

    var policy: Policy { Policy(probabilities: probabilities) }
  }

  init(_ formula: Formula, family: PolicyFamily, tolerance: Double) {
    self.formula = formula
    self.family = family
    self.tolerance = tolerance
    negation = formula.negated
    isSorted = !Self.dependsOnOrder(formula)
    let parts = formula.parts
    let usesN = parts.contains { $0.node == .name("N") }
    let usesBeta = parts.contains { part in
      if case .call("after", _) = part.node { return true }
      return part.node == .name("beta")
    }
    var cases: [(rollouts: Int, beta: Double)] = []
    for rollouts in usesN ? family.rollouts : [family.rollouts[0]] {
      for beta in usesBeta ? family.betas : [family.betas[0]] { cases.append((rollouts, beta)) }
    }
    self.cases = cases
  }

  /// Searches.
  mutating func run() -> PolicySearchResult {
    for answers in family.answers {
      if let found = searchLattice(answers) ?? searchDraws(answers) {
        result.counterexample = found
        break
      }
    }
    return result
  }

  /// Whether exchanging answers can change the expression: it names one by its number, or by its place in a list.
  static func dependsOnOrder(_ formula: Formula) -> Bool {
    formula.parts.contains { part in
      switch part.node {
      case .element(_, let index): index.node != .name("majority") && index.node != .name("runner_up")
      case .call(let name, _):
        ["argmax", "argmin", "first", "increasing", "decreasing", "monotone"].contains(name)
      case .name(let name): name == "last"
      default: false
      }
    }
  }

  private mutating func searchLattice(_ answers: Int) -> Counterexample? {
    var found: Counterexample?
    var tried = 0
    var complete = 0
    for denominator in answers...max(answers, family.largestDenominator)
    where denominator <= family.largestDenominator {
      PolicyFamily.lattice(answers: answers, denominator: denominator, isSorted: isSorted) { numerators in
        tried += 1
        if tried > PolicyFamily.mostLatticePolicies { return false }
        found = attempt(numerators)
        return found == nil
      }
      if found != nil || tried > PolicyFamily.mostLatticePolicies { break }
      complete = denominator
    }
    if found == nil { result.denominator = min(result.denominator ?? complete, complete) }
    return found
  }

  /// Tries a policy of fractions with every N and β.
  private mutating func attempt(_ numerators: [Int]) -> Counterexample? {
    let total = Double(numerators.reduce(0, +))
    return attempt(numerators.map { Double($0) / total }, numerators)
  }

  private mutating func attempt(_ probabilities: [Double], _ numerators: [Int]? = nil) -> Counterexample? {
    result.policies += 1
    for (rollouts, beta) in cases {
      let candidate = Candidate(
        probabilities: probabilities, numerators: numerators, rollouts: rollouts, beta: beta)
      guard let judgement = judge(candidate), !judgement.holds else { continue }
      if let confirmed = confirm(candidate) { return confirmed }
    }
    return nil
  }

  /// Evaluates the claim, and counts; nil where it has no value.
  private mutating func judge(_ candidate: Candidate) -> Judgement<Double>? {
    result.cases += 1
    let world = PolicyWorld(
      policy: candidate.policy, rollouts: candidate.rollouts, beta: candidate.beta)
    let evaluation = FormulaEvaluation(world: world, tolerance: tolerance)
    do {
      let judgement = try evaluation.judgement(of: formula)
      // The planted negation: at the first policies, and at all that fail.
      if result.controls < 100 || !judgement.holds {
        result.controls += 1
        if (try? evaluation.judgement(of: negation).holds) != !judgement.holds { result.brokenControls += 1 }
      }
      if judgement.holds { remember(judgement.margin, candidate) }
      return judgement
    } catch {
      result.undefined += 1
      if result.undefinedReason == nil, case .undefined(let reason)? = error as? FormulaFailure {
        result.undefinedReason = "\(reason) (π = \(Self.text(candidate)))"
      }
      return nil
    }
  }

  private mutating func remember(_ margin: Double, _ candidate: Candidate) {
    guard margin.isFinite, closest.count < 5 || margin < closest[closest.count - 1].margin else { return }
    closest.append((margin, candidate))
    closest.sort { $0.margin < $1.margin }
    if closest.count > 5 { closest.removeLast() }
    result.smallestMargin = min(result.smallestMargin ?? .infinity, margin)
  }

  private mutating func searchDraws(_ answers: Int) -> Counterexample? {
    guard family.draws > 0 else { return nil }
    var generator = Generator(seed: family.seed.child("policies", answers))
    var found: [Double]?
    closest.removeAll { $0.candidate.probabilities.count != answers }
    for draw in 0..<family.draws where found == nil {
      let concentration = [1.0, 0.2, 5.0][draw % 3]
      var drawn = generator.dirichlet([Double](repeating: concentration, count: answers)).map {
        max($0, 1e-9)
      }
      if isSorted { drawn.sort(by: >) }
      result.policies += 1
      found = failing(drawn)
    }
    for start in closest where found == nil { found = descend(from: start, using: &generator) }
    return found.flatMap { simplest($0) ?? attempt($0) }
  }

  /// The probabilities, if the claim fails at them for some N and β.
  private mutating func failing(_ probabilities: [Double]) -> [Double]? {
    for (rollouts, beta) in cases {
      let candidate = Candidate(probabilities: probabilities, rollouts: rollouts, beta: beta)
      if let judgement = judge(candidate), !judgement.holds { return probabilities }
    }
    return nil
  }

  /// Lowers the margin by random moves of the logits, shorter ones where none helps.
  private mutating func descend(
    from start: (margin: Double, candidate: Candidate), using generator: inout Generator
  ) -> [Double]? {
    var (best, candidate) = start
    var length = 0.5
    for _ in 0..<200 where length > 1e-6 {
      let weights = candidate.probabilities.map { max($0, 1e-12) * exp(length * generator.normal()) }
      let total = weights.reduce(0, +)
      var moved = candidate
      moved.probabilities = weights.map { $0 / total }
      if isSorted { moved.probabilities.sort(by: >) }
      moved.numerators = nil
      guard let judgement = judge(moved) else { continue }
      if !judgement.holds { return moved.probabilities }
      if judgement.margin < best {
        (best, candidate) = (judgement.margin, moved)
        length *= 1.5
      } else {
        length *= 0.9
      }
    }
    return nil
  }

  /// The nearest fractions that fail too, with the smallest denominator.
  private mutating func simplest(_ probabilities: [Double]) -> Counterexample? {
    let denominators = Array(probabilities.count...2000) + [10_000, 100_000, 1_000_000]
    for denominator in denominators {
      var numerators = probabilities.map { max(1, Int((Double(denominator) * $0).rounded())) }
      let largest = numerators.indices.reduce(0) { numerators[$1] > numerators[$0] ? $1 : $0 }
      numerators[largest] += denominator - numerators.reduce(0, +)
      guard numerators[largest] >= 1 else { continue }
      if let found = attempt(numerators) { return found }
    }
    return nil
  }

  /// Evaluates a failing candidate by other means: nil where these disagree or cannot tell.
  private mutating func confirm(_ candidate: Candidate) -> Counterexample? {
    if let exact = try? exactly(candidate) {
      if exact.holds { result.unconfirmed += 1 }
      return exact.holds ? nil : Counterexample(candidate, exact, isExact: true)
    }
    let total = candidate.probabilities.reduce(0, +)
    let world = EnumeratedWorld(
      probabilities: candidate.probabilities.map { $0 / total }, rollouts: candidate.rollouts,
      beta: candidate.beta)
    let second = try? FormulaEvaluation(world: world, tolerance: tolerance).judgement(of: formula)
    if let second, !second.holds { return Counterexample(candidate, second, isExact: false) }
    result.unconfirmed += 1
    return nil
  }

  /// The judgement in fractions; throws where a part is not rational or does not fit.
  private func exactly(_ candidate: Candidate) throws -> Judgement<Fraction> {
    guard let numerators = candidate.numerators else { throw FormulaFailure.inexact }
    let denominator = Int128(numerators.reduce(0, +))
    let world = EnumeratedWorld(
      probabilities: try numerators.map { try Fraction(Int128($0), over: denominator) },
      rollouts: candidate.rollouts, beta: try Fraction(decimal: "\(candidate.beta)"))
    return try FormulaEvaluation(world: world, tolerance: try Fraction(decimal: "\(tolerance)"))
      .judgement(of: formula)
  }

  static func text(_ candidate: Candidate) -> String {
    "(" + Counterexample.texts(candidate).joined(separator: ", ") + ")"
  }
}
