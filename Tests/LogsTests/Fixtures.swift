import Foundation
import Logs
import Measurement
import Testing

/// Where files for tests stand, found from this file's own place.
enum Fixtures {
  static let package = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  /// Real models' answers, which need not be there.
  static let realVotes = package.appending(path: "../shared/data/votes").standardized
  static var hasRealVotes: Bool { FileManager.default.fileExists(atPath: realVotes.path) }

  static func votes(_ name: String) -> String { package.appending(path: "Tests/Fixtures/votes/\(name)").path }
  static func logs(_ name: String) -> String { package.appending(path: "Tests/Fixtures/logs/\(name)").path }
  static func answers(_ name: String) -> String {
    package.appending(path: "Sources/Claims/Answers/\(name)").path
  }
}

/// The options with some of them changed.
func options(_ change: (inout VoteReadingOptions) -> Void) -> VoteReadingOptions {
  var options = VoteReadingOptions()
  change(&options)
  return options
}

extension VoteSet {
  /// A problem's answers in order of first appearance, each with its count and its mark: `4:2+ 5:1- ?:1`.
  func summary(of problem: Int) -> String {
    let (counts, unparsed) = counts(of: problem)
    var parts = counts.indices.map { answer in
      let name = name(of: Int32(answer), of: problem) ?? "?"
      return "\(name):\(counts[answer])\(isCorrect(Int32(answer), of: problem) ? "+" : "-")"
    }
    if unparsed > 0 { parts.append("?:\(unparsed)") }
    return parts.joined(separator: " ")
  }

  var summaries: [String] { (0..<problemCount).map { "\(problemID($0))| \(summary(of: $0))" } }
}
