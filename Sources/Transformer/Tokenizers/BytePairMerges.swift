/// The merges of a byte-pair encoding: which two neighbours become which token, the earliest rule first.
struct BytePairMerges: Sendable {
  private struct Rule: Sendable {
    let rank: Int32
    let token: Int32
  }

  private var rules: [UInt64: Rule] = [:]

  var isEmpty: Bool { rules.isEmpty }

  private static func key(_ left: Int32, _ right: Int32) -> UInt64 {
    UInt64(UInt32(bitPattern: left)) << 32 | UInt64(UInt32(bitPattern: right))
  }

  /// Adds the next rule; of two for the same pair the later one holds.
  mutating func append(_ left: Int32, _ right: Int32, makes token: Int32, rank: Int) {
    rules[Self.key(left, right)] = Rule(rank: Int32(rank), token: token)
  }

  /// One pair that can be merged, as it stood when it was found.
  private struct Candidate {
    let rank: Int32
    let place: Int32
    let left: Int32
    let right: Int32
    let token: Int32

    static func < (a: Self, b: Self) -> Bool { (a.rank, a.place) < (b.rank, b.place) }
  }

  /// Merges until no rule applies: always by the earliest rule, at the leftmost place.
  func merged(_ start: [Int32]) -> [Int32] {
    guard start.count > 1, !rules.isEmpty else { return start }
    var tokens = start
    // A list of neighbours; -1 marks a token that was merged away.
    var next = (1...start.count).map { Int32($0) }
    var previous = (-1..<start.count - 1).map { Int32($0) }
    var heap: [Candidate] = []
    for place in 0..<start.count - 1 { offer(place, place + 1, tokens, &heap) }
    while let best = Self.pop(&heap) {
      let place = Int(best.place)
      guard tokens[place] == best.left, next[place] < start.count else { continue }
      let other = Int(next[place])
      guard tokens[other] == best.right else { continue }
      tokens[place] = best.token
      tokens[other] = -1
      next[place] = next[other]
      if next[place] < start.count {
        previous[Int(next[place])] = Int32(place)
        offer(place, Int(next[place]), tokens, &heap)
      }
      if previous[place] >= 0 { offer(Int(previous[place]), place, tokens, &heap) }
    }
    return tokens.filter { $0 >= 0 }
  }

  private func offer(_ left: Int, _ right: Int, _ tokens: [Int32], _ heap: inout [Candidate]) {
    guard let rule = rules[Self.key(tokens[left], tokens[right])] else { return }
    heap.append(
      Candidate(
        rank: rule.rank, place: Int32(left), left: tokens[left], right: tokens[right], token: rule.token))
    var child = heap.count - 1
    while child > 0, heap[child] < heap[(child - 1) / 2] {
      heap.swapAt(child, (child - 1) / 2)
      child = (child - 1) / 2
    }
  }

  private static func pop(_ heap: inout [Candidate]) -> Candidate? {
    guard let last = heap.popLast() else { return nil }
    guard let best = heap.first else { return last }
    heap[0] = last
    var parent = 0
    while true {
      var least = parent
      for child in [2 * parent + 1, 2 * parent + 2] where child < heap.count && heap[child] < heap[least] {
        least = child
      }
      if least == parent { return best }
      heap.swapAt(parent, least)
      parent = least
    }
  }
}
