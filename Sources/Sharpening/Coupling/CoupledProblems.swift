/// Problems whose logits are linear in shared parameters: logits(a) = base(a) + Σ_j φ_j(a) w_j + memory(a).
///
/// Storage is flat and sparse: position `answers(of: i)` of `base` belongs to problem i, and each position has its own
/// list of (parameter, φ). The private memory is kept by who trains.
public struct CoupledProblems: Sendable, Equatable {
  /// One non-zero φ of an answer.
  public struct Feature: Sendable, Equatable {
    /// The shared parameter's place in the coupling's order.
    public let parameter: Int
    /// φ.
    public let value: Double

    /// Makes a feature.
    public init(_ parameter: Int, _ value: Double) {
      self.parameter = parameter
      self.value = value
    }
  }

  /// Logits without any parameter, problem after problem.
  public private(set) var base: [Double] = []
  /// Whether each answer is correct.
  public private(set) var isCorrect: [Bool] = []
  /// Which answers are the same one in different problems: equal non-negative numbers; −1 is an answer of its own.
  public private(set) var identities: [Int32] = []
  private(set) var answerStart: [Int] = [0]
  private(set) var featureStart: [Int] = [0]
  private(set) var featureParameter: [Int32] = []
  private(set) var featureValue: [Double] = []

  /// No problems.
  public init() {}

  /// The number of problems.
  public var count: Int { answerStart.count - 1 }

  /// The positions of a problem's answers.
  public func answers(of problem: Int) -> Range<Int> { answerStart[problem]..<answerStart[problem + 1] }

  /// The features of the answer at a position.
  public func features(at position: Int) -> [Feature] {
    (featureStart[position]..<featureStart[position + 1]).map {
      Feature(Int(featureParameter[$0]), featureValue[$0])
    }
  }

  /// The largest parameter that some feature names; −1 without features.
  public var largestParameter: Int { Int(featureParameter.max() ?? -1) }

  /// Appends a problem.
  ///
  /// - Parameters:
  ///   - base: one finite logit an answer, at least two.
  ///   - isCorrect: for each answer.
  ///   - identities: as `identities`; nil: every answer is of its own.
  ///   - features: the features of answer number `$0`.
  public mutating func append(
    base: [Double], isCorrect: [Bool], identities: [Int32]? = nil, features: (Int) -> [Feature]
  ) {
    precondition(base.count >= 2 && base.allSatisfy(\.isFinite), "a problem needs two finite base logits")
    precondition(
      isCorrect.count == base.count && identities?.count ?? base.count == base.count,
      "one correctness and one identity an answer")
    self.base += base
    self.isCorrect += isCorrect
    self.identities += identities ?? [Int32](repeating: -1, count: base.count)
    for answer in base.indices {
      for feature in features(answer) where feature.value != 0 {
        precondition(feature.parameter >= 0, "a feature names a parameter by its place, from 0")
        featureParameter.append(Int32(feature.parameter))
        featureValue.append(feature.value)
      }
      featureStart.append(featureParameter.count)
    }
    answerStart.append(self.base.count)
  }

  /// The problems at some places, in that order.
  public func extracting(_ chosen: [Int]) -> CoupledProblems {
    var result = CoupledProblems()
    for problem in chosen {
      let range = answers(of: problem)
      result.append(
        base: Array(base[range]), isCorrect: Array(isCorrect[range]), identities: Array(identities[range])
      ) { features(at: range.lowerBound + $0) }
    }
    return result
  }

  /// The logits of a problem's answers, without memory.
  ///
  /// - Parameter parameters: as many as the coupling has.
  public func logits(of problem: Int, parameters: [Double]) -> [Double] {
    var logits = [Double](repeating: 0, count: answers(of: problem).count)
    var span = logits.mutableSpan
    writeLogits(of: problem, parameters: parameters.span, into: &span, at: 0)
    return logits
  }

  /// Writes the logits of a problem's answers, without memory, to `logits` from `offset` on.
  @inline(__always)
  func writeLogits(
    of problem: Int, parameters: Span<Double>, into logits: inout MutableSpan<Double>, at offset: Int
  ) {
    let range = answers(of: problem)
    for position in range {
      var logit = base[position]
      for feature in featureStart[position]..<featureStart[position + 1] {
        logit += featureValue[feature] * parameters[Int(featureParameter[feature])]
      }
      logits[offset + position - range.lowerBound] = logit
    }
  }

  /// Adds a problem's gradient by logits, times `scale`, to the gradient by parameters.
  @inline(__always)
  func addGradient(
    of problem: Int, byLogits: Span<Double>, scale: Double, to gradient: inout MutableSpan<Double>
  ) {
    let range = answers(of: problem)
    for position in range {
      let slope = byLogits[position - range.lowerBound] * scale
      if slope == 0 { continue }
      for feature in featureStart[position]..<featureStart[position + 1] {
        gradient[Int(featureParameter[feature])] += featureValue[feature] * slope
      }
    }
  }
}
