import Dispatch
import Foundation
import Sharpening

/// Training steps of coupled problems: Model E, batch 32, N = 8, K = 8, private memory, 8,192 problems.
enum CoupledStep {
  private static let problems = 8192
  private static let batch = 32
  private static let rollouts = 8
  private static let rounds = 7

  private static func training(problems: Int?, batch: Int = batch, steps: Int) -> CoupledTraining {
    var training = CoupledTraining()
    training.advantage = .meanOnly
    training.dataSize = problems
    training.batch = batch
    training.rollouts = rollouts
    training.steps = steps
    // Evaluated at the ends alone, on one problem: only steps are timed.
    training.evaluateEvery = max(1, steps)
    training.evaluationProblems = 1
    return training
  }

  /// Microseconds of processor time a step: a long run's beyond a short one's, which draws the same problems.
  private static func microseconds(problems: Int?, batch: Int = batch, steps: Int) -> Double {
    let short = training(problems: problems, batch: batch, steps: steps / 10)
    let long = training(problems: problems, batch: batch, steps: steps + steps / 10)
    let before = processorMilliseconds { _ = short.run() }
    return (processorMilliseconds { _ = long.run() } - before) / Double(steps) * 1e3
  }

  static func compare(script: String?) {
    var (own, numpy, ratios): ([Double], [Double], [Double]) = ([], [], [])
    for _ in 0..<rounds {
      own.append(microseconds(problems: problems, steps: 10_000))
      let arguments = ["\(problems)", "\(batch)", "\(rollouts)", "1000", "1"]
      guard let script, let peer = peerNumber(script, arguments) else { continue }
      numpy.append(peer)
      ratios.append(peer / own[own.count - 1])
    }
    print(
      "coupled training step, \(problems) problems, batch \(batch), N = \(rollouts), K = 8, private memory")
    print(
      String(
        format: "  one thread  %8.2f µs of processor time a step, %.0f ns a problem", median(own),
        median(own) * 1e3 / Double(batch)))
    if numpy.isEmpty {
      print("  NumPy: skipped; give the path of coupled_step.py and a python3 with numpy")
    } else {
      print(
        String(
          format: "  NumPy       %8.2f µs; ratio, median %.1f, range %.1f … %.1f (limit 20)", median(numpy),
          median(ratios), ratios.min() ?? .nan, ratios.max() ?? .nan))
    }
    printScaling()
    printReplicates()
  }

  /// Nanoseconds a problem and step over two decades of each size.
  private static func printScaling() {
    print("  ns a problem and step, by batch and steps (linear cost: equal numbers)")
    for batch in [8, 80, 800] {
      let cells = [1000, 10_000, 100_000].map { steps -> String in
        if batch * steps > 8_000_000 { return "       –" }
        let time = microseconds(problems: problems, batch: batch, steps: steps)
        return String(format: "%8.0f", time * 1e3 / Double(batch))
      }
      print("    batch \(batch)".padding(toLength: 16, withPad: " ", startingAt: 0) + cells.joined())
    }
    print("  ns a problem and step, by answers, through the general loop")
    let cells = [8, 80, 800].map { answers -> String in
      var model = ClassRuleModel()
      model.answers = answers
      var training = training(problems: 256, steps: 220)
      training.model = .classRule(model)
      let long = processorMilliseconds { _ = training.run() }
      training.steps = 20
      let short = processorMilliseconds { _ = training.run() }
      return String(format: "%d: %.0f", answers, (long - short) / 200 / Double(batch) * 1e6)
    }
    print("    " + cells.joined(separator: ", "))
  }

  /// Runs pieces of work on all processors, each thread taking the next.
  private struct Threads: Executor {
    let count: Int

    private final class Results<Value>: @unchecked Sendable {
      private let lock = NSLock()
      private var values: [Int: Value] = [:]
      func set(_ value: Value, at index: Int) { lock.withLock { values[index] = value } }
      var inOrder: [Value] { lock.withLock { values.sorted { $0.key < $1.key }.map(\.value) } }
    }

    func map<Result: Sendable>(_ pieces: Int, _ body: @Sendable (Int) -> Result) -> [Result] {
      let results = Results<Result>()
      DispatchQueue.concurrentPerform(iterations: count) { thread in
        for piece in stride(from: thread, to: pieces, by: count) { results.set(body(piece), at: piece) }
      }
      return results.inOrder
    }
  }

  private static func printReplicates() {
    var training = CoupledTraining()
    training.steps = 200
    training.evaluateEvery = 20
    training.evaluationProblems = 200
    training.dataSize = problems
    _ = training.summary(replicates: 64, executor: Threads(count: 2))
    let before = residentBytes()
    var threaded = 0.0
    let serial = milliseconds { _ = training.summary(replicates: 250, executor: Threads(count: 1)) }
    threaded = milliseconds { _ = training.summary(replicates: 1000, executor: Threads(count: 2)) }
    let growth = Double(residentBytes() - before) / 1e6
    print(
      String(
        format:
          "  1000 replicates of 200 steps: %.2f s on two threads, %.2f times the work of one; resident memory grows by %.1f MB",
        threaded / 1e3, 4 * serial / threaded, growth))
  }
}
