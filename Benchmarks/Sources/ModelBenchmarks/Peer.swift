import Foundation

/// A twin in another process: it does its work once for each line it is sent, and answers with what that took.
final class Peer {
  let name: String
  private let process = Process()
  private let input = Pipe()
  private let output = Pipe()
  private var unread = Data()

  /// Starts a twin and waits until it is warm; nil where it cannot run, and a message says so.
  init?(_ name: String, _ arguments: [String]) {
    self.name = name
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["python3"] + arguments
    // Threads that wait sleep, so that idle ones cost neither side processor time.
    process.environment = ProcessInfo.processInfo.environment.merging(["OMP_WAIT_POLICY": "passive"]) { $1 }
    process.standardInput = input
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    guard (try? process.run()) != nil, let line = nextLine(), line.contains("ready") else {
      print("  \(name): SKIPPED, which is no pass; it needs python3 with torch, transformers and trl")
      return nil
    }
  }

  deinit {
    try? input.fileHandleForWriting.close()
    if process.isRunning { process.terminate() }
  }

  /// One turn; nil where the twin has died.
  func turn() -> Cost? {
    try? input.fileHandleForWriting.write(contentsOf: Data("\n".utf8))
    return nextLine().flatMap { try? JSONDecoder().decode(Cost.self, from: Data($0.utf8)) }
  }

  /// The next line that is an object of JSON; libraries print others.
  private func nextLine() -> String? {
    while true {
      if let end = unread.firstIndex(of: UInt8(ascii: "\n")) {
        let line = String(decoding: unread[unread.startIndex..<end], as: UTF8.self)
        unread = Data(unread[unread.index(after: end)...])
        if line.hasPrefix("{") { return line }
        continue
      }
      let more = output.fileHandleForReading.availableData
      if more.isEmpty { return nil }
      unread.append(more)
    }
  }
}
