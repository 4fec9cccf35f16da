/// How completions are drawn.
public struct SamplingOptions: Codable, Sendable, Hashable {
  /// The most new tokens, ≥ 1.
  public var newTokens: Int
  /// T ≥ 0; 0 takes the likeliest token.
  public var temperature: Float
  /// Only the k likeliest tokens; 0 for all.
  public var topK: Int
  /// Only the likeliest tokens that together reach this probability, of (0, 1]; 1 for all.
  public var topP: Float
  /// The token that ends a completion and is part of it; nil for none.
  public var stop: Int32?

  /// Makes options.
  public init(
    newTokens: Int, temperature: Float = 1, topK: Int = 0, topP: Float = 1, stop: Int32? = nil
  ) {
    self.newTokens = newTokens
    self.temperature = temperature
    self.topK = topK
    self.topP = topP
    self.stop = stop
  }

  /// The first impossible option, as a sentence; nil for none.
  public var problem: String? {
    if newTokens < 1 { return "newTokens is \(newTokens), but must be at least 1" }
    if !(temperature >= 0 && temperature.isFinite) {
      return "temperature is \(temperature), but must be at least 0"
    }
    if topK < 0 { return "topK is \(topK), but must be at least 0" }
    if !(topP > 0 && topP <= 1) { return "topP is \(topP), but must be in (0, 1]" }
    return nil
  }
}

/// What was drawn after one prompt.
public struct Completion: Sendable, Equatable {
  /// The new tokens, the stop token included.
  public var tokens: [Int32] = []
  /// log π_T(y_t) of each, at the sampling temperature and before top-k and top-p (T = 0 counts as 1).
  public var logProbabilities: [Float] = []
  /// H(π_t) at each, of the same distribution.
  public var entropies: [Float] = []
  /// H(U, π_t) at each.
  public var uniformCrossEntropies: [Float] = []
  /// The top-two gap at each.
  public var topTwoGaps: [Float] = []
  /// Whether the stop token came.
  public var isStopped = false

  /// Nothing drawn yet.
  public init() {}

  /// Nothing drawn yet, with room for some tokens.
  init(capacity: Int) {
    tokens.reserveCapacity(capacity)
    logProbabilities.reserveCapacity(capacity)
    entropies.reserveCapacity(capacity)
    uniformCrossEntropies.reserveCapacity(capacity)
    topTwoGaps.reserveCapacity(capacity)
  }
}
