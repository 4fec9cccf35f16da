import Foundation

/// Times training, sampling and reinforcement of the language model, against PyTorch and TRL in turns.
///
/// usage: ModelBenchmarks [--gate] [--rounds N] [DIRECTORY OF model_step.py]
///
/// Without the directory only this package is timed. With `--gate` a failed or skipped line ends in status 1.
@main
enum Main {
  static func main() {
    var arguments = Array(CommandLine.arguments.dropFirst())
    let isGate = arguments.contains("--gate")
    arguments.removeAll { $0 == "--gate" }
    var rounds = 7
    if let place = arguments.firstIndex(of: "--rounds"), place + 1 < arguments.count {
      rounds = max(1, Int(arguments[place + 1]) ?? rounds)
      arguments.removeSubrange(place...place + 1)
    }
    let scripts = arguments.first
    if isGate && scripts == nil {
      print("FAIL nothing to compare with; give the directory of model_step.py")
      exit(1)
    }
    let workload = Workload()
    print("\(workload.model.parameterCount) parameters, two threads, \(rounds) rounds")
    let results = [
      Comparison(
        title: "training, 512 × 32 tokens", tokens: 512 * 32,
        twins: twins(
          scripts,
          [
            ("torch, eager", ["model_step.py", "train-eager"], 1.3),
            ("torch.compile", ["model_step.py", "train-compiled"], 1.3),
          ])
      ).run(rounds: rounds, scripts: scripts ?? "", workload.training(sequences: 512)),
      Comparison(
        title: "sampling, 512 × 32 new tokens", tokens: 512 * 32,
        twins: twins(
          scripts,
          [
            ("transformers.generate", ["model_step.py", "sample-generate"], 2),
            ("static cache, compiled", ["model_step.py", "sample-compiled"], 2),
          ])
      ).run(rounds: rounds, scripts: scripts ?? "", workload.sampling(sequences: 512)),
      Comparison(
        title: "GRPO, 64 prompts × 8 rollouts × 32 new tokens", tokens: 512 * 32,
        twins: twins(scripts, [("TRL", ["grpo_step.py"], 2)])
      ).run(rounds: rounds, scripts: scripts ?? "", workload.reinforcement()),
      scaling("training", workload.training), scaling("sampling", workload.sampling),
    ]
    if isGate && results.contains(false) { exit(1) }
  }

  private static func twins(
    _ scripts: String?, _ all: [(name: String, arguments: [String], gate: Double?)]
  ) -> [(name: String, arguments: [String], gate: Double?)] { scripts == nil ? [] : all }

  /// Microseconds of processor time a token at 64, 512 and 4,096 sequences, in turns; flat within a fifth.
  private static func scaling(_ name: String, _ work: (Int) -> () -> Void) -> Bool {
    let sizes = [64, 512, 4096]
    let works = sizes.map { work($0) }
    var times = [[Double]](repeating: [], count: sizes.count)
    for round in 0..<4 {
      for (index, work) in works.enumerated() {
        let repetitions = index == 0 ? 8 : 1
        let cost = Cost { for _ in 0..<repetitions { work() } }
        if round > 0 { times[index].append(cost.processor / Double(sizes[index] * 32 * repetitions) * 1e6) }
      }
    }
    let middles = times.map(median)
    let growth = (middles.last ?? .nan) / (middles.first ?? .nan)
    let cells = zip(sizes, middles).map { String(format: "%d: %.1f", $0, $1) }.joined(separator: ", ")
    let isPassed = growth <= 1.2
    print(
      "\(name), µs of processor time a token by sequences: \(cells)\n    \(isPassed ? "PASS" : "FAIL") "
        + String(format: "%.2f from the fewest to the most, gate 1.2", growth))
    return isPassed
  }
}
