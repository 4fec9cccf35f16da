internal import Foundation
internal import Measurement

/// Filler, and filler again, until it stops: the smallest policy whose length training can ruin.
///
/// Before each token the process writes one more filler or stops, so that the outputs are y_n = fillerⁿ stop, with n + 1
/// tokens. In the *loop* a filler has the probability f = σ(θ). The first token may have a state of its own, the *opening*, with
/// filler probability g = σ(θ₀); without one g = f and the process has a single state and parameter:
///
///     π(y_0) = 1 − g,   π(y_n) = g f^(n−1) (1 − f).
///
/// As a `DifferentiablePolicy` outputs are cut at a length limit of T tokens: output number n < T is y_n, with the one answer, and number
/// T is filler^T, which is cut off and unparsed. Its probability g f^(T−1), `cutProbability`, is all that the limit changes; the speeds of
/// `speed(of:)` are those without a limit.
///
/// The vocabulary has two tokens. An output's last token counts as its answer's.
/// Paper: Fig. 3, length and repetition collapse; Table 7 for the limit. Claim: T25.
public struct StopFiller: DifferentiablePolicy, Equatable {
  /// θ, or θ₀ and θ; finite.
  public var parameters: [Double]
  /// T ≥ 1, in tokens.
  public let lengthLimit: Int
  /// Whether stopping gives the correct answer.
  public let isCorrect: Bool

  /// Makes the process.
  ///
  /// - Parameters:
  ///   - filler: f of (0, 1).
  ///   - opening: g of (0, 1); nil for a process of one state.
  ///   - lengthLimit: T ≥ 1. All tokens of all outputs are T(T + 3)/2: 25.7 million for the default, which `addTokenScore` needs a
  ///     weight each of, unlike `addScore`.
  ///   - isCorrect: whether stopping gives the correct answer.
  public init(filler: Double, opening: Double? = nil, lengthLimit: Int = 7168, isCorrect: Bool = true) {
    for probability in [filler, opening ?? 0.5] {
      precondition(probability > 0 && probability < 1, "a filler has a probability of (0, 1)")
    }
    precondition(lengthLimit >= 1, "outputs have at least one token, not \(lengthLimit)")
    parameters = ((opening.map { [$0] } ?? []) + [filler]).map { log($0) - log1p(-$0) }
    self.lengthLimit = lengthLimit
    self.isCorrect = isCorrect
  }

  /// Whether the first token has a state of its own.
  public var hasOpening: Bool { parameters.count == 2 }
  /// The loop's decision.
  var loop: Decision { Decision(logit: parameters[parameters.count - 1]) }
  /// The first decision.
  var opening: Decision { Decision(logit: parameters[0]) }

  /// The choice between filler and stop at one state.
  struct Decision {
    let logit: Double
    /// The probability of a filler.
    var filler: Double { 1 / (1 + exp(-logit)) }
    /// The probability of a stop, with its own digits.
    var stop: Double { 1 / (1 + exp(logit)) }
    var logFiller: Double { -Self.softplus(-logit) }
    var logStop: Double { -Self.softplus(logit) }
    var entropy: Double { -(filler * logFiller + stop * logStop) }
    /// H(U, π_t) on the two tokens.
    var uniformCrossEntropy: Double { -(logFiller + logStop) / 2 }
    var gap: Double { abs(tanh(logit / 2)) }

    private static func softplus(_ x: Double) -> Double { max(x, 0) + log1p(exp(-abs(x))) }
  }

  /// The probability g f^(T−1) of an output that the limit cuts off: the expectation of what lies within ±B differs from that of the
  /// process without limit by at most 2B of it.
  public var cutProbability: Double { exp(logProbability(of: lengthLimit)) }

  /// The expected number of tokens without a limit, 1 + g/(1 − f); +∞ beyond the range of numbers.
  public var expectedLength: Double { 1 + opening.filler / loop.stop }

  /// The expected number of tokens with the limit, 1 + g (1 − f^(T−1))/(1 − f).
  public var expectedLimitedLength: Double {
    let loop = self.loop
    // (1 − f^m)/(1 − f) → m where f rounds to 1.
    let fillers =
      loop.stop < 1e-300
      ? Double(lengthLimit - 1) : -expm1(Double(lengthLimit - 1) * loop.logFiller) / loop.stop
    return 1 + opening.filler * fillers
  }

  /// The log-probability of an output by its number, 0 to T.
  public func logProbability(of output: Int) -> Double {
    let (opening, loop) = (self.opening, self.loop)
    if output == 0 { return opening.logStop }
    return opening.logFiller + Double(output - 1) * loop.logFiller + (output < lengthLimit ? loop.logStop : 0)
  }

  /// The number of tokens of output number n: n + 1, and T for the one that is cut off.
  public func length(of output: Int) -> Int { min(output + 1, lengthLimit) }

  /// The outputs with all features, in the order of their lengths; T + 1 of them.
  public var outputs: OutputPolicy {
    let all = 0...lengthLimit
    let (opening, loop) = (self.opening, self.loop)
    func mean(_ first: Double, _ rest: Double, _ output: Int) -> Double {
      let length = Double(length(of: output))
      return (first + (length - 1) * rest) / length
    }
    let logs = all.map { logProbability(of: $0) }
    return OutputPolicy(
      policy: Policy(logits: logs), answers: all.map { $0 < lengthLimit ? 0 : VoteSet.unparsed },
      isCorrect: [isCorrect],
      features: RolloutFeatures(
        length: all.map { length(of: $0) }, logProbability: logs,
        meanEntropy: all.map { mean(opening.entropy, loop.entropy, $0) },
        meanUniformCrossEntropy: all.map { mean(opening.uniformCrossEntropy, loop.uniformCrossEntropy, $0) },
        meanTopTwoGap: all.map { length(of: $0) == 1 ? opening.gap : loop.gap },
        repetition: all.map { repetition(of: $0) }))
  }

  /// All 3-grams are of fillers but the last of an output that stops: at most two kinds.
  private func repetition(of output: Int) -> Double {
    let grams = length(of: output) - 2
    if grams < 2 { return 0 }
    return Double(grams - (output < lengthLimit ? 2 : 1)) / Double(grams)
  }

  /// The positions of an output's tokens in `tokenLogProbabilities`.
  public func tokens(of output: Int) -> Range<Int> {
    let start = output * (output + 1) / 2
    return start..<start + length(of: output)
  }

  /// log π of every token of every output; T(T + 3)/2 numbers.
  public var tokenLogProbabilities: [Double] {
    let (opening, loop) = (self.opening, self.loop)
    var result: [Double] = []
    result.reserveCapacity(lengthLimit * (lengthLimit + 3) / 2)
    for output in 0...lengthLimit {
      for token in 0..<length(of: output) {
        let state = token == 0 ? opening : loop
        result.append(token < output ? state.logFiller : state.logStop)
      }
    }
    return result
  }

  /// Adds 1[filler] − P(filler) for every token, times its weight, to the logit of the token's state.
  public func addTokenScore(_ weights: [Double], to gradient: inout [Double]) {
    precondition(weights.count == tokens(of: lengthLimit).upperBound, "one weight a token of every output")
    precondition(gradient.count == parameters.count, "one number a parameter")
    let (first, rest) = (opening.filler, loop.filler)
    var position = 0
    for output in 0...lengthLimit {
      for token in 0..<length(of: output) {
        let score = (token < output ? 1 : 0) - (token == 0 ? first : rest)
        gradient[token == 0 ? 0 : parameters.count - 1] += weights[position] * score
        position += 1
      }
    }
  }

  /// Adds Σ_y w(y) ∇_θ log π(y) to a gradient, without a pass over all tokens.
  ///
  /// - Parameters:
  ///   - weights: one an output.
  ///   - gradient: one number a parameter.
  public func addScore(_ weights: [Double], to gradient: inout [Double]) {
    precondition(weights.count == lengthLimit + 1, "one weight an output")
    precondition(gradient.count == parameters.count, "one number a parameter")
    let (first, rest) = (opening.filler, loop.filler)
    for (output, weight) in weights.enumerated() {
      let decisions = Double(length(of: output) - 1)
      let fillers = Double(max(0, output - 1))
      gradient[0] += weight * ((output > 0 ? 1 : 0) - first)
      // Fillers of the loop less their expectation over its decisions, of which the last may be a stop.
      gradient[parameters.count - 1] += weight * (fillers - decisions * rest)
    }
  }
}
