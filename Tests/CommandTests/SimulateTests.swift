import Foundation
import Testing

@Suite("simulate's numbers depend on its options alone")
struct SimulateTests {
  private static let small = ["simulate", "--problems", "1500", "--steps", "3", "--replicates", "3"]

  private func output(_ arguments: [String]) throws -> String {
    let outcome = try CommandRunner.run(arguments)
    outcome.succeeded()
    return outcome.output
  }

  @Test("one thread, two threads and a second run give the same bytes; another seed gives others")
  func reproducibility() throws {
    let once = try output(Self.small + ["--threads", "1", "--json"])
    #expect(try output(Self.small + ["--threads", "2", "--json"]) == once)
    #expect(try output(Self.small + ["--threads", "2", "--json"]) == once)
    let other = try output(Self.small + ["--seed", "2", "--csv"])
    #expect(try output(Self.small + ["--csv"]) != other)
  }

  @Test("--exact is --law infinite")
  func exact() throws {
    let tiny = ["simulate", "--problems", "20", "--steps", "2", "--replicates", "2", "--json"]
    #expect(try output(tiny + ["--exact"]) == output(tiny + ["--law", "infinite"]))
  }

  @Test("a file's exact course is the one that predict tells")
  func votes() throws {
    let file = "Sources/Claims/Answers/gpt4_game24_io.csv"
    let object = try CommandRunner.run(["simulate", "--votes", file, "--exact", "--steps", "8", "--json"])
      .object()
    #expect(object["votes"] as? String == file)
    #expect(object["replicates"] as? Int == 1)
    let columns = try #require(object["columns"] as? [String: [String: [Double]]])
    let course = try #require(columns["ground_truth_reward"]?["mean"])
    let predicted = try CommandRunner.run(["predict", file, "--json"]).decoded(Prediction.self).accuracy
    #expect(course.count == 9)
    // Both sum 100 terms of [0, 1] in some order: 10⁻¹² absolute.
    for (a, b) in zip(course, predicted ?? []) { #expect(abs(a - b) <= 1e-12) }
  }

  @Test("--generator mt19937 runs and draws other numbers")
  func generator() throws {
    let tiny = ["simulate", "--problems", "20", "--steps", "2", "--replicates", "2", "--csv"]
    #expect(try output(tiny + ["--generator", "mt19937"]) != output(tiny))
  }

  @Test(
    "the text says what was run",
    arguments: [
      (["--replicates", "1"], "8 sampled rollouts a problem", "one replicate, so no band"),
      (["--replicates", "2"], "8 sampled rollouts a problem", "2 replicates, central 90 % below each mean"),
      (
        ["--law", "mean-field", "--rollouts", "3", "--same-problems"], "mean field of 3 rollouts",
        "nothing being random"
      ),
      (["--exact", "--reference", "fixed"], "infinitely many rollouts", "fixed reference"),
    ])
  func heading(_ arguments: [String], _ what: String, _ band: String) throws {
    let text = try output(["simulate", "--problems", "20", "--steps", "2"] + arguments)
    let heading = text.split(separator: "\n").prefix(2).joined(separator: "\n")
    #expect(heading.contains(what) && heading.contains(band), "\(heading)")
    #expect(heading.contains("20 synthetic problems"))
  }

  // 2 replicates of 1,500 problems are two blocks each; 10⁻¹² relative leaves room for another libm's last bits.
  @Test("the golden trajectory: steps and columns exactly, numbers within 1e-12")
  func golden() throws {
    let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Goldens/simulate.csv")
    let found = try output([
      "simulate", "--problems", "1500", "--steps", "4", "--replicates", "2", "--beta", "2", "--seed", "7",
      "--csv",
    ])
    if ProcessInfo.processInfo.environment["RECORD_SNAPSHOTS"] == "1" {
      try found.write(to: file, atomically: true, encoding: .utf8)
      Issue.record(
        "rewrote \(file.lastPathComponent); run again without RECORD_SNAPSHOTS and explain its diff")
      return
    }
    let rows = { (text: String) in
      text.split(separator: "\n").map { $0.split(separator: ",", omittingEmptySubsequences: false) }
    }
    let (a, b) = (rows(found), rows(try String(contentsOf: file, encoding: .utf8)))
    #expect(a.first == b.first)
    #expect(a.count == 6 && b.count == 6)
    for (row, wanted) in zip(a, b).dropFirst() {
      #expect(row.count == wanted.count && row.first == wanted.first)
      for (column, (x, y)) in zip(a[0], zip(row, wanted)) {
        let (x, y) = (Double(x) ?? .nan, Double(y) ?? .nan)
        #expect(abs(x - y) <= 1e-12 * max(1, abs(y)), "step \(row[0]), \(column): \(x), golden \(y)")
      }
    }
  }
}
