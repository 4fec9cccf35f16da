/// Sequences of tokens packed one after another, and which of their tokens are scored.
///
/// Sequence i owns the tokens starts[i] ..< starts[i+1]. Its tokens from position `scoredFrom[i]` ≥ 1 on are scored: the
/// model's log-probability of each given all before is wanted. Positions are relative to the sequence. There is no padding.
public struct TokenBatch: Sendable, Equatable {
  /// The tokens of all sequences.
  public private(set) var tokens: [Int32] = []
  /// Where each sequence starts, and the end.
  public private(set) var starts = [0]
  /// The first scored position of each sequence.
  public private(set) var scoredFrom: [Int] = []
  /// Where each sequence's scored tokens start among all scored tokens, and the end.
  public private(set) var scoredStarts = [0]

  /// An empty batch.
  public init() {}

  /// Appends a sequence.
  ///
  /// - Parameters:
  ///   - sequence: at least one token.
  ///   - scoredFrom: the first position that is scored, from 1 to the count (for none).
  public mutating func append(_ sequence: some Collection<Int32>, scoredFrom first: Int = 1) {
    precondition(!sequence.isEmpty && 1...sequence.count ~= first, "a scored position beyond its sequence")
    tokens += sequence
    starts.append(tokens.count)
    scoredFrom.append(first)
    scoredStarts.append(scoredStarts[scoredStarts.count - 1] + sequence.count - first)
  }

  /// The number of sequences.
  public var count: Int { scoredFrom.count }
  /// The number of scored tokens.
  public var scoredCount: Int { scoredStarts[scoredStarts.count - 1] }
  /// The tokens of a sequence: positions in `tokens`.
  public func tokens(of sequence: Int) -> Range<Int> { starts[sequence]..<starts[sequence + 1] }
  /// The scored tokens of a sequence: positions among all scored tokens.
  public func scored(of sequence: Int) -> Range<Int> {
    scoredStarts[sequence]..<scoredStarts[sequence + 1]
  }

  /// Cuts the sequences into runs of at most `limit` tokens (a longer sequence is a run of its own), in order.
  public func microBatches(tokens limit: Int) -> [Range<Int>] {
    var runs: [Range<Int>] = []
    var first = 0
    for sequence in 0..<count where starts[sequence + 1] - starts[first] > limit && sequence > first {
      runs.append(first..<sequence)
      first = sequence
    }
    if first < count { runs.append(first..<count) }
    return runs
  }
}

/// What the model says of each scored token: columns as long as the scored tokens of a batch.
public struct TokenScores: Sendable, Equatable {
  /// log π(y_t | y_<t) ≤ 0.
  public var logProbability: [Float]
  /// H(π_t) over the whole vocabulary, in nats, ≥ 0.
  public var entropy: [Float]
  /// H(U, π_t) = log Σ exp z − mean z, in nats: self-certainty plus ln V.
  public var uniformCrossEntropy: [Float]
  /// The largest probability minus the second largest, of [0, 1].
  public var topTwoGap: [Float]

  /// Columns of zeros.
  public init(count: Int) {
    logProbability = [Float](repeating: 0, count: count)
    entropy = logProbability
    uniformCrossEntropy = logProbability
    topTwoGap = logProbability
  }
}
