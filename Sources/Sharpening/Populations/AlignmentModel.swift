public import SharpeningNumerics
internal import Foundation

/// A family of synthetic problems with tunable alignment of confidence and correctness.
///
/// Each problem has K answers with probabilities proportional to e^m, 1, d, d², …, d^(K−2): the majority answer, its
/// rivals in falling order. The *margin* m = ln(p₁/p₂) > 0 is the model's confidence. Whether the majority is right is
/// joined to it in one of two ways (`Correctness`). The log-odds of Theorem 1 are L = m − ln(1 + d + … + d^(K−2)).
///
/// An alignment knob inside a problem, P(correct = a) ∝ π(a)^α, can only make accuracy rise or fall throughout (T37). Rise,
/// then fall needs low-margin majorities to be the wrong ones *across* problems (T35): `Correctness.curve` with a
/// positive slope, or a copula with a high rank correlation and a right share near one half.
/// Claim: T35, T37.
public struct AlignmentModel: Codable, Sendable, Equatable {
  /// Where the correct answer is when the majority is wrong.
  public enum CorrectRival: String, CaseIterable, Codable, Sendable {
    /// The most likely rival.
    case runnerUp = "runner-up"
    /// One of the rivals, each equally often.
    case anyRival = "any-rival"
    /// Not among the answers: the model never solves the problem.
    case absent
  }

  /// How the correctness of the majority depends on the margin.
  public enum Correctness: Codable, Sendable, Equatable {
    /// A Gaussian copula: the majority is right when Z₂ < Φ⁻¹(share), the margin rises with Z₁, and (Z₁, −Z₂) has
    /// Spearman rank correlation `rankCorrelation` of [−1, 1]; `shareRight` of [0, 1] is the share over all margins.
    case copula(shareRight: Double, rankCorrelation: Double)
    /// P(right | m) = 1/(1 + exp(−slope·(m − crossing))).
    case curve(slope: Double, crossing: Double)
    /// P(right | m) by linear interpolation between points, constant outside; margins strictly increasing.
    case table([Point])

    /// One point of a curve P(right | margin).
    public struct Point: Codable, Sendable, Equatable {
      /// The margin m ≥ 0.
      public var margin: Double
      /// P(right | m) of [0, 1].
      public var probabilityRight: Double
      /// Makes a point.
      public init(margin: Double, probabilityRight: Double) {
        self.margin = margin
        self.probabilityRight = probabilityRight
      }
    }
  }

  /// K ≥ 2.
  public var answers: Int
  /// The median of the margins, > 0.
  public var medianMargin: Double
  /// The standard deviation of ln m, ≥ 0; 0 gives every problem the same margin.
  public var marginSpread: Double
  /// d of [0, 1]: how wrong mass spreads.
  ///
  /// 0: one rival holds all of it; 1: all rivals are equal.
  public var rivalSpread: Double
  /// How correctness depends on the margin.
  public var correctness: Correctness
  /// Where the correct answer is when the majority is wrong.
  public var correctRival: CorrectRival

  /// Makes a model; `problem` says what the values must be.
  public init(
    answers: Int = 10, medianMargin: Double = 1, marginSpread: Double = 0.8, rivalSpread: Double = 0.7,
    correctness: Correctness = .copula(shareRight: 0.6, rankCorrelation: 0.5),
    correctRival: CorrectRival = .runnerUp
  ) {
    self.answers = answers
    self.medianMargin = medianMargin
    self.marginSpread = marginSpread
    self.rivalSpread = rivalSpread
    self.correctness = correctness
    self.correctRival = correctRival
  }

  /// What is wrong with the values, in one sentence, or nil.
  public var problem: String? {
    if answers < 2 { return "answers is \(answers), but a problem needs at least 2" }
    // Within these bounds no margin overflows: e^(50·9) · 1e100 is finite, and nobody draws a normal beyond 9.
    if !(medianMargin > 0 && medianMargin <= 1e100) {
      return "the median margin is \(medianMargin), but must lie above 0 and at most at 1e100"
    }
    if !(0...50 ~= marginSpread) { return "the margin spread is \(marginSpread), but must lie in [0, 50]" }
    if !(0...1 ~= rivalSpread) { return "the rival spread is \(rivalSpread), but must lie in [0, 1]" }
    switch correctness {
    case .copula(let share, let rho):
      if !(0...1 ~= share) { return "the right share is \(share), but must lie in [0, 1]" }
      if !(-1...1 ~= rho) { return "the rank correlation is \(rho), but must lie in [-1, 1]" }
    case .curve(let slope, let crossing):
      if !(slope.isFinite && crossing.isFinite) { return "the curve's slope and crossing must be finite" }
    case .table(let points):
      if points.isEmpty { return "the curve needs at least one point margin:probability" }
      if !zip(points, points.dropFirst()).allSatisfy({ $0.margin < $1.margin }) {
        return "the curve's margins must increase"
      }
      if !points.allSatisfy({ 0...1 ~= $0.probabilityRight && $0.margin >= 0 && $0.margin.isFinite }) {
        return "the curve's probabilities must lie in [0, 1] and its margins be finite and at least 0"
      }
    }
    return nil
  }

  /// P(the majority is right | margin).
  ///
  /// - Parameter margin: m > 0.
  public func probabilityRight(margin: Double) -> Double {
    switch correctness {
    case .copula(let share, let rho):
      let r = Generator.latentCorrelation(spearman: rho)
      let threshold = StandardNormal.quantile(share)
      if threshold.isInfinite { return share }
      guard marginSpread > 0 else { return share }
      let z = log(margin / medianMargin) / marginSpread
      let rest = ((1 - r) * (1 + r)).squareRoot()
      // right ⇔ Z₂ < threshold, Z₂ = −r z + rest·ε
      return rest == 0 ? (-r * z < threshold ? 1 : 0) : StandardNormal.cdf((threshold + r * z) / rest)
    case .curve(let slope, let crossing):
      return 1 / (1 + exp(-slope * (margin - crossing)))
    case .table(let points):
      guard let after = points.firstIndex(where: { $0.margin >= margin }) else {
        return points[points.count - 1].probabilityRight
      }
      guard after > 0 else { return points[0].probabilityRight }
      let (a, b) = (points[after - 1], points[after])
      let share = (margin - a.margin) / (b.margin - a.margin)
      return a.probabilityRight + share * (b.probabilityRight - a.probabilityRight)
    }
  }

  /// Draws problems.
  ///
  /// - Parameters:
  ///   - problems: how many, ≥ 0.
  ///   - generator: draws, per problem, two normals and, where needed, one uniform and one index.
  public func population(problems: Int, using generator: inout Generator) -> Population {
    precondition(problem == nil, problem ?? "")
    var logits: [Double] = []
    var isCorrect: [Bool] = []
    logits.reserveCapacity(problems * answers)
    isCorrect.reserveCapacity(problems * answers)
    for _ in 0..<problems {
      let (margin, isRight) = draw(using: &generator)
      logits.append(margin)
      for rival in 0..<(answers - 1) {
        logits.append(rival == 0 ? 0 : Double(rival) * log(rivalSpread))
      }
      var correct: Int? = 0
      if !isRight {
        switch correctRival {
        case .runnerUp: correct = 1
        case .anyRival: correct = 1 + generator.index(below: answers - 1)
        case .absent: correct = nil
        }
      }
      for answer in 0..<answers { isCorrect.append(answer == correct) }
    }
    return Population(
      answersPerProblem: [Int](repeating: answers, count: problems), logits: logits, isCorrect: isCorrect)
  }

  private func draw(using generator: inout Generator) -> (margin: Double, isRight: Bool) {
    switch correctness {
    case .copula(let share, let rho):
      let r = Generator.latentCorrelation(spearman: rho)
      let (z1, z2) = generator.normalPair(correlation: -r)
      return (medianMargin * exp(marginSpread * z1), z2 < StandardNormal.quantile(share))
    case .curve, .table:
      let margin = medianMargin * exp(marginSpread * generator.normal())
      return (margin, generator.uniform() < probabilityRight(margin: margin))
    }
  }
}
