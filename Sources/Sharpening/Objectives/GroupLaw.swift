import Measurement
internal import Foundation

/// The law of the groups that N independent rollouts of a policy form, by enumeration.
///
/// What is asked for is E[v_i | y_i = y] for a rollout i that is any of the N with equal probability. It is defined also
/// where π(y) = 0, as the other N − 1 rollouts are then drawn as ever.
struct GroupLaw {
  /// How a value depends on the order in which rollouts were seen.
  enum Order {
    /// Not at all.
    case irrelevant
    /// Only by which of the answers with the most rollouts came first: of t such answers each with probability 1/t.
    case firstSeen
    /// In some other way: every sequence is gone through.
    case relevant
  }

  /// What one rollout can be: an output, with a verdict where one is drawn.
  private struct Outcome {
    let output: Int
    let verdict: Bool?
    /// P(outcome | output).
    let share: Double
    let logProbability: Double
  }

  let outputs: OutputPolicy
  let rollouts: Int
  let context: RewardContext
  /// P(verdict = true) of each output, where verdicts are drawn.
  private let outcomes: [Outcome]

  /// - Parameter acceptance: P(verdict = true) of each output; nil: there are no verdicts.
  init(_ outputs: OutputPolicy, rollouts: Int, context: RewardContext, acceptance: [Double]?) {
    self.outputs = outputs
    self.rollouts = rollouts
    self.context = context
    outcomes = outputs.policy.logProbabilities.enumerated().flatMap { output, logProbability in
      guard let acceptance else {
        return [Outcome(output: output, verdict: nil, share: 1, logProbability: logProbability)]
      }
      return [(true, acceptance[output]), (false, 1 - acceptance[output])].filter { $0.1 > 0 }.map {
        Outcome(output: output, verdict: $0, share: $1, logProbability: logProbability + log($1))
      }
    }
  }

  /// Groups beyond which an enumeration is refused unless slowness is allowed: about ten seconds.
  static let groupLimit = 2_000_000.0

  /// How many groups an enumeration goes through.
  func groupCount(_ order: Order) -> Double {
    if order == .relevant { return pow(Double(outcomes.count), Double(rollouts)) }
    // C(N + K − 1, K − 1)
    let others = Double(outcomes.count - 1)
    let total = Double(rollouts)
    return exp(lgamma(total + others + 1) - lgamma(total + 1) - lgamma(others + 1)).rounded()
  }

  /// E[v_i | y_i = y] for every column of values and every output.
  ///
  /// - Parameters:
  ///   - order: how the values depend on the order of rollouts.
  ///   - values: of a group and the outputs in it, columns of one number a rollout.
  /// - Throws: `SharpeningError.tooSlow`, and what `values` throws.
  func expectations(
    columns: Int, order: Order, allowSlow: Bool,
    of values: (RolloutGroup, [Int]) throws(SharpeningError) -> [[Double]]
  ) throws(SharpeningError) -> [[Double]] {
    try refuseSlow(order, allowSlow)
    // By outcome first; an output's outcomes are mixed at the end.
    var sums = [[Double]](repeating: [Double](repeating: 0, count: outcomes.count), count: columns)
    var counts = [Int](repeating: 0, count: outcomes.count)
    if order == .relevant {
      var sequence: [Int] = []
      try visitSequences(&sequence) { (sequence) throws(SharpeningError) in
        try addSequence(sequence, values, &sums)
      }
    } else {
      try visitCounts(&counts, from: 0, left: rollouts) { (counts) throws(SharpeningError) in
        try addCounts(counts, order, values, &sums)
      }
    }
    return sums.map { column in
      var mixed = [Double](repeating: 0, count: outputs.count)
      for (outcome, value) in zip(outcomes, column) { mixed[outcome.output] += outcome.share * value }
      return mixed
    }
  }

  private func refuseSlow(_ order: Order, _ allowSlow: Bool) throws(SharpeningError) {
    let groups = groupCount(order)
    guard groups > Self.groupLimit && !allowSlow else { return }
    let limit = PluralityLaw.secondsLimit
    throw .tooSlow(
      what: "the enumeration of groups of \(rollouts) rollouts over \(outcomes.count) outcomes",
      seconds: groups / Self.groupLimit * limit, limit: limit)
  }

  private func visitCounts(
    _ counts: inout [Int], from outcome: Int, left: Int,
    _ body: ([Int]) throws(SharpeningError) -> Void
  ) throws(SharpeningError) {
    if outcome == counts.count - 1 {
      counts[outcome] = left
      try body(counts)
      counts[outcome] = 0
      return
    }
    for taken in 0...left {
      counts[outcome] = taken
      try visitCounts(&counts, from: outcome + 1, left: left - taken, body)
    }
    counts[outcome] = 0
  }

  private func visitSequences(
    _ sequence: inout [Int], _ body: ([Int]) throws(SharpeningError) -> Void
  ) throws(SharpeningError) {
    if sequence.count == rollouts {
      try body(sequence)
      return
    }
    for outcome in outcomes.indices {
      sequence.append(outcome)
      try visitSequences(&sequence, body)
      sequence.removeLast()
    }
  }

  /// Adds what groups with given counts contribute: P(the others' counts) times the value of one rollout of each outcome.
  private func addCounts(
    _ counts: [Int], _ order: Order,
    _ values: (RolloutGroup, [Int]) throws(SharpeningError) -> [[Double]], _ sums: inout [[Double]]
  ) throws(SharpeningError) {
    var weights = [Double](repeating: 0, count: counts.count)
    for outcome in counts.indices where counts[outcome] > 0 {
      weights[outcome] = othersProbability(counts, without: outcome)
    }
    if weights.allSatisfy({ $0 == 0 }) { return }
    let arrangements = arrangements(counts, order)
    for inOrder in arrangements {
      let sequence = inOrder.flatMap { repeatElement($0, count: counts[$0]) }
      let found = try values(group(sequence), sequence.map { outcomes[$0].output })
      var first = 0
      for outcome in inOrder {
        for column in sums.indices {
          sums[column][outcome] += weights[outcome] / Double(arrangements.count) * found[column][first]
        }
        first += counts[outcome]
      }
    }
  }

  /// The outcomes present, in one order for each answer that can come first of those with the most rollouts.
  private func arrangements(_ counts: [Int], _ order: Order) -> [[Int]] {
    let present = counts.indices.filter { counts[$0] > 0 }
    let leaders: [Int32] = order == .firstSeen ? leaders(counts) : []
    if leaders.count <= 1 { return [present] }
    return leaders.map { leader in
      present.filter { outputs.answers[outcomes[$0].output] == leader }
        + present.filter { outputs.answers[outcomes[$0].output] != leader }
    }
  }

  /// E over groups of each row of numbers that a group has, by the row: how likely each is.
  ///
  /// - Parameter row: of a group; rows that are equal are one.
  func distribution(
    order: Order, allowSlow: Bool, of row: (RolloutGroup) throws(SharpeningError) -> [Double]
  ) throws(SharpeningError) -> [[Double]: Double] {
    try refuseSlow(order == .relevant ? .firstSeen : order, allowSlow)
    var counts = [Int](repeating: 0, count: outcomes.count)
    var probabilities: [[Double]: Double] = [:]
    try visitCounts(&counts, from: 0, left: rollouts) { (counts) throws(SharpeningError) in
      guard let some = counts.indices.first(where: { counts[$0] > 0 }) else { return }
      // C(N; n) Π p^n = N p_k/n_k times the others' probability.
      let probability =
        othersProbability(counts, without: some) * Double(rollouts) * exp(outcomes[some].logProbability)
        / Double(counts[some])
      if probability == 0 { return }
      let arrangements = arrangements(counts, order)
      for inOrder in arrangements {
        let found = try row(group(inOrder.flatMap { repeatElement($0, count: counts[$0]) }))
        probabilities[found, default: 0] += probability / Double(arrangements.count)
      }
    }
    return probabilities
  }

  /// The answers with the most rollouts; none where nothing is parsed.
  private func leaders(_ counts: [Int]) -> [Int32] {
    var votes = [Int](repeating: 0, count: outputs.answerCount)
    for (outcome, count) in zip(outcomes, counts) where outputs.answers[outcome.output] >= 0 {
      votes[Int(outputs.answers[outcome.output])] += count
    }
    let most = votes.max() ?? 0
    return most == 0 ? [] : votes.indices.filter { votes[$0] == most }.map { Int32($0) }
  }

  /// P(the N − 1 others have these counts, less one of an outcome), multinomial.
  private func othersProbability(_ counts: [Int], without outcome: Int) -> Double {
    var sum: Double = lgamma(Double(rollouts))
    for (index, count) in counts.enumerated() {
      let others = index == outcome ? count - 1 : count
      if others > 0 {
        sum += Double(others) * outcomes[index].logProbability - lgamma(Double(others + 1))
      }
    }
    return exp(sum)
  }

  private func addSequence(
    _ sequence: [Int], _ values: (RolloutGroup, [Int]) throws(SharpeningError) -> [[Double]],
    _ sums: inout [[Double]]
  ) throws(SharpeningError) {
    let weights = sequence.indices.map { skipped in
      let sum = sequence.indices.reduce(0.0) {
        $1 == skipped ? $0 : $0 + outcomes[sequence[$1]].logProbability
      }
      return exp(sum) / Double(rollouts)
    }
    if weights.allSatisfy({ $0 == 0 }) { return }
    let found = try values(group(sequence), sequence.map { outcomes[$0].output })
    for (position, outcome) in sequence.enumerated() {
      for column in sums.indices { sums[column][outcome] += weights[position] * found[column][position] }
    }
  }

  private func group(_ sequence: [Int]) -> RolloutGroup {
    let drawn = sequence.map { outcomes[$0].output }
    var group = RolloutGroup(drawn, of: outputs)
    group.intermediate = context.intermediate.map { paths in drawn.map { paths[$0] } }
    group.models = context.models
    let verdicts = sequence.compactMap { outcomes[$0].verdict }
    group.verdicts = verdicts.count == sequence.count && !sequence.isEmpty ? verdicts : nil
    return group
  }
}
