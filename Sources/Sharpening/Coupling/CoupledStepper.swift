internal import Measurement
internal import SharpeningNumerics

/// One replicate's training state, whichever code takes the steps.
protocol CoupledStepper: ~Copyable {
  /// Takes one step: batch, rollouts, rewards, updates.
  mutating func step()
  /// The votes of the last step's batch.
  func votes() -> VoteSet
  /// The mean reward of the last step, and, for a reward that is no vote, the share of rollouts whose reward equals the
  /// oracle's; nil where the votes tell both.
  func rewardRow() -> [Trajectory.Column: Double]?
  /// The shared parameters.
  var parameters: [Double] { get }
  /// The private memory, problem after problem of the data set.
  func memory() -> [Double]
  /// Whether everything that the last step changed is a number of bounded magnitude.
  var isBounded: Bool { get }
}

/// Which problems of the data set a step takes.
struct BatchOrder: Sendable {
  private var order: [Int]
  private let isShuffled: Bool
  private var next = 0

  init(count: Int, order: CoupledTraining.Order) {
    self.order = Array(0..<count)
    isShuffled = order == .shuffled
  }

  /// Writes the places of the next batch's problems; past the end a new epoch begins.
  mutating func take(into batch: inout [Int], using generator: inout Generator) {
    for index in batch.indices {
      if next == 0 && isShuffled { generator.shuffle(&order) }
      batch[index] = order[next]
      next = next + 1 == order.count ? 0 : next + 1
    }
  }
}

/// Draws answers by inversion of partial sums, the same way in every stepper.
enum AnswerDraw {
  /// Replaces logits by weights exp(logit − largest) and returns their sum, taken in order.
  @inline(__always)
  static func exponentiate(_ logits: inout MutableSpan<Double>, count: Int) -> Double {
    var largest = -Double.infinity
    for answer in 0..<count { largest = logits[answer] > largest ? logits[answer] : largest }
    for answer in 0..<count { logits[answer] -= largest }
    VectorExponential.exponentiate(&logits, count: count)
    var total = 0.0
    for answer in 0..<count { total += logits[answer] }
    return total
  }

  /// The answer whose stretch of the partial sums holds u·total.
  @inline(__always)
  static func answer(_ uniform: Double, weights: Span<Double>, total: Double) -> Int32 {
    // u·total can round up to the total, which would be one answer too many.
    let target = min(uniform * total, total.nextDown)
    var sum = 0.0
    var reached: Int32 = 0
    for answer in 0..<weights.count - 1 {
      sum += weights[answer]
      reached &+= sum <= target ? 1 : 0
    }
    return reached
  }
}
