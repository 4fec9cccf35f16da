internal import Measurement
internal import SharpeningNumerics

/// A replicate of Model E with eight answers under majority voting: the general loop's numbers without its generality.
///
/// The gradient of a group is T27's: g = f_m (e_m − f), f the answers' shares and m the winner, divided by √(f_m(1 − f_m))
/// for standardised advantages. A problem's eight logits, weights and shares are one vector each, the votes are eight
/// counters of a byte in one word, and a step allocates nothing.
struct ShortcutBlock: ~Copyable, CoupledStepper {
  private typealias Row = SIMD8<Double>

  private let training: CoupledTraining
  private let model: ShortcutModel
  private var base: [Row]
  private var privateMemory: [Row]
  private var sharpness: Double
  private var shortcut: Double
  private var order: BatchOrder
  private var batch: [Int]
  private var weights: [Row]
  private var uniforms: [Double]
  private var answers: [Int32]
  private var isStepBounded = true
  private var rolloutGenerator: Generator
  private var orderGenerator: Generator
  private var freshGenerator: Generator

  /// Whether this code can take a training's steps.
  static func canRun(_ training: CoupledTraining) -> Bool {
    guard case .shortcut(let model) = training.model, model.answers == 8 else { return false }
    let isOneUpdate = (training.miniBatch ?? training.batch) >= training.batch && training.passes == 1
    let isPlainLoss =
      training.loss.aggregation != .sequenceMeanTokenSumNorm && training.loss.entropyBonus == 0
    return training.rollouts <= 255 && training.reward == .majorityVoting()
      && canRun(training.advantage) && training.gradient == .sampled && isOneUpdate && isPlainLoss
      && training.temperature == 1 && training.kl == nil
      && (training.dataSize != nil || training.selection == .all)
  }

  /// The group's mean as baseline, and the group's deviation or nothing as scale.
  private static func canRun(_ advantage: Advantage) -> Bool {
    advantage.baseline == .groupMean && !advantage.dropsUniformGroups && !advantage.dependsOnBatch
  }

  /// Makes a replicate.
  init(_ training: CoupledTraining, model: ShortcutModel, replicate: Int) {
    self.training = training
    self.model = model
    base = Self.drawDataSet(training, model, replicate)
    privateMemory = [Row](repeating: .zero, count: base.count)
    (sharpness, shortcut) = (model.sharpnessStart, model.shortcutStart)
    order = BatchOrder(count: base.count, order: training.order)
    batch = Array(0..<training.batch)
    weights = [Row](repeating: .zero, count: training.batch)
    uniforms = [Double](repeating: 0, count: training.batch * training.rollouts)
    answers = [Int32](repeating: 0, count: training.batch * training.rollouts)
    let seed = training.seed
    rolloutGenerator = Generator(seed: seed.child("rollouts", replicate))
    orderGenerator = Generator(seed: seed.child("order", replicate))
    freshGenerator = Generator(seed: seed.child("fresh", replicate))
  }

  /// The base logits that `CoupledTraining.dataSet` would draw, without its features.
  private static func drawDataSet(
    _ training: CoupledTraining, _ model: ShortcutModel, _ replicate: Int
  ) -> [Row] {
    guard let size = training.dataSize else { return [Row](repeating: .zero, count: training.batch) }
    if training.selection != .all {
      let problems = training.dataSet(replicate: replicate, size: size)
      return (0..<size).map { problem in
        var row = Row.zero
        for answer in 0..<8 { row[answer] = problems.features(at: 8 * problem + answer).first?.value ?? 0 }
        return row
      }
    }
    var rows: [Row] = []
    rows.reserveCapacity(size)
    for block in 0..<(size + CoupledTraining.blockSize - 1) / CoupledTraining.blockSize {
      var generator = training.problemGenerator(replicate: replicate, block: block)
      for _ in 0..<min(CoupledTraining.blockSize, size - rows.count) {
        var row = Row.zero
        model.drawBase(using: &generator) { row[$0] = $1 }
        rows.append(row)
      }
    }
    return rows
  }

  var parameters: [Double] { [sharpness, shortcut] }
  var isBounded: Bool {
    let largest = CoupledTraining.largestParameter
    return isStepBounded && abs(sharpness) < largest && abs(shortcut) < largest
  }
  func memory() -> [Double] { privateMemory.flatMap { row in (0..<8).map { row[$0] } } }

  mutating func step() {
    if training.dataSize == nil {
      for problem in base.indices {
        var row = Row.zero
        model.drawBase(using: &freshGenerator) { row[$0] = $1 }
        base[problem] = row
        privateMemory[problem] = .zero
      }
    } else {
      order.take(into: &batch, using: &orderGenerator)
    }
    Self.fill(&uniforms, using: &rolloutGenerator)
    Self.softmax(
      batch, base, privateMemory, sharpness: sharpness, shortcut: shortcut, into: &weights)
    let sums = Self.vote(
      batch, base, weights, uniforms, rollouts: training.rollouts,
      advantage: training.advantage, rate: model.memoryRate, answers: &answers, memory: &privateMemory)
    let share = 1 / Double(batch.count)
    sharpness += model.sharpnessRate * (sums.sharpness * share)
    shortcut += model.shortcutRate * (sums.shortcut * share)
    if !sums.isBounded { isStepBounded = false }
  }

  private static func fill(_ uniforms: inout [Double], using generator: inout Generator) {
    var numbers = uniforms.mutableSpan
    generator.fillUniform(&numbers)
  }

  /// The weights exp(logit − largest logit) of a batch.
  private static func softmax(
    _ batch: [Int], _ base: [Row], _ memory: [Row], sharpness: Double, shortcut: Double,
    into weights: inout [Row]
  ) {
    let (batch, base, memory) = (batch.span, base.span, memory.span)
    var rows = weights.mutableSpan
    precondition(rows.count == batch.count && memory.count == base.count, "scratch of another batch")
    var onShortcut = Row.zero
    onShortcut[1] = shortcut
    for index in batch.indices {
      let problem = batch[index]
      let logits = base[problem] * sharpness + onShortcut + memory[problem]
      let (low, high) = (logits.lowHalf, logits.highHalf)
      let four = low.replacing(with: high, where: high .> low)
      let two = four.lowHalf.replacing(with: four.highHalf, where: four.highHalf .> four.lowHalf)
      let largest = two[1] > two[0] ? two[1] : two[0]
      unsafe rows[unchecked: index] = SIMD8(
        lowHalf: VectorExponential.exponential(low - largest),
        highHalf: VectorExponential.exponential(high - largest))
    }
  }

  private struct Sums {
    var sharpness = 0.0
    var shortcut = 0.0
    var isBounded = true
  }

  /// Draws and counts each problem's rollouts, moves its memory, and sums the shared gradients.
  private static func vote(
    _ batch: [Int], _ base: [Row], _ weights: [Row], _ uniforms: [Double], rollouts: Int,
    advantage: Advantage, rate: Double, answers: inout [Int32], memory: inout [Row]
  ) -> Sums {
    let (batch, base, weights, uniforms) = (batch.span, base.span, weights.span, uniforms.span)
    var drawn = answers.mutableSpan
    var memories = memory.mutableSpan
    precondition(
      uniforms.count == batch.count * rollouts && drawn.count == uniforms.count
        && weights.count == batch.count, "scratch of another batch")
    let share = 1 / Double(rollouts)
    let isScaled = advantage.scale == .groupDeviation
    // Variances with the divisor N − ddof.
    let spread = (Double(rollouts) / Double(max(1, rollouts - advantage.ddof))).squareRoot()
    let epsilon = advantage.epsilon
    var bySharpness = Row.zero
    var largest = Row.zero
    var sums = Sums()
    for index in batch.indices {
      let first = index &* rollouts
      let counters = unsafe draw(weights[unchecked: index], uniforms, first, rollouts, into: &drawn)
      // The first of the rollouts whose answer has the most votes: its key is the largest.
      var top: UInt64 = 0
      for rollout in 0..<rollouts {
        let answer = UInt64(truncatingIfNeeded: unsafe drawn[unchecked: first &+ rollout])
        let count = (counters &>> (8 &* answer)) & 255
        let key = count &<< 16 | UInt64(truncatingIfNeeded: 255 &- rollout) &<< 8 | answer
        top = key > top ? key : top
      }
      let most = Int(truncatingIfNeeded: top &>> 16)
      if most == rollouts { continue }
      var shares = Row.zero
      for answer in 0..<8 {
        shares[answer] = Double(Int32(truncatingIfNeeded: (counters &>> (8 &* UInt64(answer))) & 255)) * share
      }
      let winning = Double(most) * share
      let deviation = (winning * (1 - winning)).squareRoot() * spread
      let scale = isScaled ? winning / (deviation + epsilon) : winning
      var gradient = shares * -scale
      gradient[Int(top & 7)] += scale
      let problem = batch[index]
      bySharpness += gradient * base[problem]
      sums.shortcut += gradient[1]
      let moved = memories[problem] + gradient * rate
      memories[problem] = moved
      let magnitude = moved.replacing(with: -moved, where: moved .< .zero)
      // A number that is none compares false, and stays out of the maximum but not out of the sums.
      largest.replace(with: magnitude, where: magnitude .> largest)
    }
    for answer in 0..<8 {
      sums.sharpness += bySharpness[answer]
      if !(largest[answer] < CoupledTraining.largestParameter) { sums.isBounded = false }
    }
    return sums
  }

  /// Draws a problem's rollouts; returns how often each answer occurs, a byte each.
  @inline(__always)
  private static func draw(
    _ weights: Row, _ uniforms: Span<Double>, _ first: Int, _ rollouts: Int,
    into drawn: inout MutableSpan<Int32>
  ) -> UInt64 {
    var sums = Row.zero
    var sum = 0.0
    for answer in 0..<8 {
      sum += weights[answer]
      sums[answer] = sum
    }
    let ceiling = Row(repeating: sum.nextDown)
    var counters: UInt64 = 0
    for start in stride(from: 0, to: rollouts, by: 8) {
      let lanes = min(8, rollouts &- start)
      var targets = Row.zero
      for lane in 0..<lanes { targets[lane] = unsafe uniforms[unchecked: first &+ start &+ lane] }
      targets *= sum
      targets.replace(with: ceiling, where: targets .> ceiling)
      var reached = SIMD8<Int64>.zero
      for answer in 0..<7 {
        // A true lane of a mask is −1.
        let passed = Row(repeating: sums[answer]) .<= targets
        reached &-= unsafe unsafeBitCast(passed, to: SIMD8<Int64>.self)
      }
      for lane in 0..<lanes {
        let answer = reached[lane]
        counters &+= 1 &<< UInt64(truncatingIfNeeded: 8 &* answer)
        unsafe drawn[unchecked: first &+ start &+ lane] = Int32(truncatingIfNeeded: answer)
      }
    }
    return counters
  }

  func rewardRow() -> [Trajectory.Column: Double]? { nil }

  func votes() -> VoteSet {
    VoteSet(
      rolloutsPerProblem: [Int](repeating: training.rollouts, count: batch.count), answers: answers,
      answersPerProblem: [Int](repeating: 8, count: batch.count),
      isCorrect: batch.flatMap { _ in (0..<8).map { $0 == 0 } })
  }
}
