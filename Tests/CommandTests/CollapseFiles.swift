import Foundation
import Testing

/// Made-up runs for the tests of `sharpen collapse`, and the committed ones.
enum CollapseFiles {
  /// A run of Model E that collapses at step 770 by the default rule.
  static let run = "Tests/Fixtures/collapse/run.csv"
  /// The same model with another seed.
  static let later = "Tests/Fixtures/collapse/later.csv"
  /// The record of `run`.
  static let baseline = "Tests/Fixtures/collapse/baseline.json"
  /// Part of a real model's log, whose reward is lost from step 58 on.
  static let real = "Tests/Fixtures/logs/collapsed.csv"
  /// The beginning of another's, too short for a collapse.
  static let short = "Tests/Fixtures/logs/restarted.csv"

  /// 200 steps of a reward accuracy that falls from 0.6 to 0 at a step.
  static func csv(_ step: Int) -> String {
    "step,reward_accuracy\n" + (0..<200).map { "\($0),\($0 < step ? 0.6 : 0)\n" }.joined()
  }

  /// Writes a file for each collapse step, named by its seed, 1, 2, …, into a folder; gives their paths.
  static func write(_ steps: [Int], to folder: URL) throws -> [String] {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    return try steps.enumerated().map { index, step in
      let file = folder.appending(path: "seed\(index + 1).csv")
      try Data(csv(step).utf8).write(to: file)
      return file.path
    }
  }

  /// Records runs of such steps under the paper's rule; gives the baseline's path.
  static func record(_ steps: [Int], in folder: URL, name: String = "night") throws -> String {
    let runs = try write(steps, to: folder.appending(path: "old"))
    let recorded = try CommandRunner.run(["collapse", "record", "--rule", "paper", "--name", name] + runs)
    recorded.succeeded()
    let file = folder.appending(path: "\(name).json")
    try Data(recorded.output.utf8).write(to: file)
    return file.path
  }

  /// What a page would load from elsewhere or run; nil where it is complete in itself.
  static func need(of page: String) -> String? {
    // A namespace is a name, not an address.
    let text = page.replacing("xmlns=\"http://www.w3.org/2000/svg\"", with: "")
    return ["http:", "https:", "src=", "<link", "<script", "@import", "url("].first { text.contains($0) }
  }
}
