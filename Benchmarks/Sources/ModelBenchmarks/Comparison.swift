import Foundation

/// Runs a piece of work and its twins in turns, and holds the medians of ratios against gates.
struct Comparison {
  /// What is compared.
  let title: String
  /// Tokens that the work is counted in.
  let tokens: Int
  /// How many times faster than its twin the work must be; nil for a twin that is only reported.
  let twins: [(name: String, arguments: [String], gate: Double?)]

  /// Prints the comparison and returns whether every gate was passed.
  func run(rounds: Int, scripts: String, _ work: () -> Void) -> Bool {
    print("\(title), load average \(loadAverage())")
    let peers = twins.compactMap { twin -> (Peer, Double?)? in
      Peer(twin.name, ["\(scripts)/\(twin.arguments[0])"] + twin.arguments.dropFirst()).map {
        ($0, twin.gate)
      }
    }
    work()
    Cost.resetPeak()
    var own: [Cost] = []
    var others = [[Cost]](repeating: [], count: peers.count)
    for _ in 0..<rounds {
      own.append(Cost(of: work))
      for (index, peer) in peers.enumerated() {
        if let cost = peer.0.turn() { others[index].append(cost) }
      }
    }
    describe("this package", own)
    var isPassed = peers.count == twins.count
    for ((peer, gate), costs) in zip(peers, others) {
      describe(peer.name, costs)
      guard costs.count == rounds else {
        print("    FAIL the twin died after \(costs.count) of \(rounds) rounds")
        isPassed = false
        continue
      }
      isPassed = judge("wall-clock time", zip(costs, own).map { $0.wall / $1.wall }, gate) && isPassed
      isPassed =
        judge("processor time", zip(costs, own).map { $0.processor / $1.processor }, gate) && isPassed
      let memory = (costs.last?.peakMegabytes ?? .nan) / (own.last?.peakMegabytes ?? .nan)
      isPassed = judge("peak memory", [memory], 3) && isPassed
    }
    print("  load average \(loadAverage())")
    fflush(nil)
    return isPassed
  }

  private func describe(_ name: String, _ costs: [Cost]) {
    let wall = median(costs.map(\.wall))
    let processor = median(costs.map(\.processor))
    print(
      String(
        format: "  %@ %.3f s wall, %.3f s processor, %.0f tokens/s, peak %.0f MB",
        name.padding(toLength: 24, withPad: " ", startingAt: 0), wall, processor, Double(tokens) / wall,
        costs.last?.peakMegabytes ?? .nan))
  }

  private func judge(_ what: String, _ ratios: [Double], _ gate: Double?) -> Bool {
    let middle = median(ratios)
    let spread = String(format: "%.2f … %.2f", ratios.min() ?? .nan, ratios.max() ?? .nan)
    guard let gate else {
      print(String(format: "         %@: %.2f times ours, range ", what, middle) + spread)
      return true
    }
    let isPassed = middle >= gate
    print(
      "    \(isPassed ? "PASS" : "FAIL") \(what): "
        + String(format: "%.2f times ours, range ", middle) + spread + String(format: ", gate %.1f", gate))
    return isPassed
  }
}
