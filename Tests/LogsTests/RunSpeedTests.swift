import Foundation
import Logs
import Measurement
import Testing

/// Measured and not asserted, for machines differ; run with optimisation and SHARPENING_ROWS=1000000.
@Suite("The time and the memory of a long table")
struct RunSpeedTests {
  static let rows = ProcessInfo.processInfo.environment["SHARPENING_ROWS"].flatMap(Int.init)

  @Test("ten columns of random doubles", .enabled(if: rows != nil, "SHARPENING_ROWS is not set"))
  func table() throws {
    let rows = try #require(Self.rows)
    let file = FileManager.default.temporaryDirectory.appending(path: "rows-\(UUID().uuidString).csv")
    defer { try? FileManager.default.removeItem(at: file) }
    try Data("step,reward,entropy,kl,response_length,majority_ratio,label_accuracy,loss,lr,norm\n".utf8)
      .write(to: file)
    let handle = try FileHandle(forWritingTo: file)
    try handle.seekToEnd()
    var random = TestRandom(state: 5)
    var text = ""
    for step in 1...rows {
      text += "\(step)"
      for _ in 0..<9 { text += ",\(Double(random.below(1 << 31)) / 2_147_483_648)" }
      text += "\n"
      if text.utf8.count > 1 << 20 || step == rows {
        try handle.write(contentsOf: Data(text.utf8))
        text = ""
      }
    }
    try handle.close()
    let before = Self.peak()
    let start = ContinuousClock.now
    let processor = clock()
    let run = try RunReader().read(file.path)
    let time = ContinuousClock.now - start
    // POSIX has a million of these a second.
    let seconds = Double(clock() - processor) / 1_000_000
    #expect(run.trajectory.steps.count == rows)
    #expect(run.trajectory.columns.count == 6 && run.others.count == 3)
    print(
      "\(rows) rows in \(time), \(seconds) s of processor time; resident at most \(Self.peak()), before \(before)"
    )
  }

  private static func peak() -> String {
    let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
    return status.split(separator: "\n").first { $0.hasPrefix("VmHWM") }.map(String.init) ?? "unknown"
  }
}
