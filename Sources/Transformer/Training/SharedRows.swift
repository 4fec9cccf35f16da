/// Which row of a micro-batch holds which position of which sequence.
///
/// A sequence's last token only is predicted and has no row. A sequence that begins as an earlier one of the micro-batch
/// does (rollouts of one prompt) has rows of its own only where it goes on otherwise: what the model makes of equal
/// beginnings is equal.
struct SharedRows: Sendable {
  /// One sequence's rows.
  struct Sequence: Sendable {
    /// How many first positions lie in the leader's rows.
    var shared: Int
    /// The row of the leader's first position.
    var leader: Int
    /// Rows of its own: positions from `shared` on.
    var own: Range<Int>

    /// The number of positions that have a row.
    var length: Int { shared + own.count }
    /// The row of a position.
    func row(_ position: Int) -> Int {
      position < shared ? leader + position : own.lowerBound + position - shared
    }
  }

  /// Fewer equal tokens are not worth the copies.
  private static let leastShared = 4
  private(set) var sequences: [Sequence] = []
  private(set) var count = 0

  /// No rows.
  init() {}

  /// The rows of a run of sequences.
  init(_ batch: TokenBatch, _ run: Range<Int>) {
    sequences.reserveCapacity(run.count)
    var leader = 0..<0
    var leaderRow = 0
    for index in run {
      let tokens = batch.tokens(of: index).dropLast()
      var equal = 0
      while equal < min(tokens.count, leader.count),
        batch.tokens[tokens.lowerBound + equal] == batch.tokens[leader.lowerBound + equal]
      {
        equal += 1
      }
      if equal < Self.leastShared { (leader, leaderRow, equal) = (tokens, count, 0) }
      sequences.append(
        Sequence(shared: equal, leader: leaderRow, own: count..<count + tokens.count - equal))
      count += tokens.count - equal
    }
  }
}
