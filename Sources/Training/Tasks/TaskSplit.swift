public import SharpeningNumerics

/// The parts that a task's problems are divided into, by a shuffle of its own seed.
///
/// Held-out problems are never trained on by reinforcement (they may occur in the corpus, as for any language model).
/// Neither are those out of distribution, which are the kinds that are named or, where none is, the problems that the
/// task itself calls so (`isOutOfDistribution`).
public struct TaskSplit: Sendable, Equatable {
  /// Problems to train on.
  public let train: [Int]
  /// Problems to evaluate on, of the same kinds.
  public let heldOut: [Int]
  /// Problems to evaluate on that are of a sort left out.
  public let outOfDistribution: [Int]

  /// Parts that are given.
  public init(train: [Int], heldOut: [Int] = [], outOfDistribution: [Int] = []) {
    self.train = train
    self.heldOut = heldOut
    self.outOfDistribution = outOfDistribution
  }

  /// Divides a task.
  ///
  /// - Parameters:
  ///   - task: its problems are numbered from 0.
  ///   - train: how many to train on.
  ///   - heldOut: how many to hold out.
  ///   - outOfDistribution: kinds that are not trained on, and how many problems of them to evaluate on. Without a
  ///     kind and with a count of 0 every problem is of the distribution.
  ///   - seed: of the shuffle.
  /// - Returns: nil where the task has too few problems.
  public init?(
    _ task: any TaskDefinition, train: Int, heldOut: Int,
    outOfDistribution: (kinds: Set<String>, count: Int) = ([], 0), seed: Seed
  ) {
    var generator = Generator(seed: seed.child("split"))
    var trained: [Int] = []
    var held: [Int] = []
    var other: [Int] = []
    // Draws without replacement by rejection: data sets are far smaller than tasks, or take them whole.
    var seen = Set<Int>()
    let wanted = train + heldOut + outOfDistribution.count
    guard wanted <= task.problemCount else { return nil }
    var order: [Int]?
    if wanted * 3 > task.problemCount {
      var all = Array(0..<task.problemCount)
      generator.shuffle(&all)
      order = all
    }
    var next = 0
    while trained.count < train || held.count < heldOut || other.count < outOfDistribution.count {
      let problem: Int
      if let order {
        guard next < order.count else { return nil }
        problem = order[next]
        next += 1
      } else {
        problem = generator.index(below: task.problemCount)
        if seen.count == task.problemCount { return nil }
        if !seen.insert(problem).inserted { continue }
      }
      let isOutside =
        outOfDistribution.kinds.isEmpty
        ? outOfDistribution.count > 0 && task.isOutOfDistribution(problem)
        : outOfDistribution.kinds.contains(task.kind(of: problem))
      if isOutside {
        if other.count < outOfDistribution.count { other.append(problem) }
      } else if held.count < heldOut {
        held.append(problem)
      } else if trained.count < train {
        trained.append(problem)
      }
    }
    self.train = trained
    self.heldOut = held
    self.outOfDistribution = other
  }
}
