import Foundation
import Logs
import Measurement
import Testing

@Suite("A directory is one run")
struct RunDirectoryTests {
  /// Calls with a directory that holds copies of fixtures and texts, by their paths in it.
  private func with(
    _ files: [String: String], texts: [String: String] = [:], _ body: (String) throws -> Void
  ) throws {
    let root = FileManager.default.temporaryDirectory.appending(path: "runs-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: root) }
    try FileManager.default.createDirectory(at: root, withIntermediateDirectories: true)
    for path in Array(files.keys) + Array(texts.keys) {
      let url = root.appending(path: path)
      try FileManager.default.createDirectory(
        at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      if let fixture = files[path] {
        try FileManager.default.copyItem(at: URL(filePath: Fixtures.logs(fixture)), to: url)
      } else {
        try Data((texts[path] ?? "").utf8).write(to: url)
      }
    }
    try body(root.path)
  }

  @Test("TensorBoard's files are found below, and several runs are told apart")
  func tensorBoard() throws {
    try with(["runs/a/events.out.tfevents.1.x": "tensorboardx.tfevents", "notes.txt": "README.md"]) {
      (path: String) throws -> Void in
      #expect(try RunReader().read(path).trajectory.steps == Array(1...12))
    }
    let two = [
      "a/events.out.tfevents.1.x": "tensorboardx.tfevents",
      "b/events.out.tfevents.1.x": "tensorboard_tensors.tfevents",
    ]
    try with(two) { (path: String) throws -> Void in
      #expect(throws: LogError.severalRuns(file: path, runs: ["a", "b"])) { try RunReader().read(path) }
      var options = RunReadingOptions()
      options.run = "b"
      #expect(try RunReader(options).read(path).trajectory[.labelAccuracy] == nil)
    }
  }

  @Test("the latest checkpoint's state is taken, by number and not by name")
  func checkpoints() throws {
    let files = [
      "checkpoint-9/trainer_state.json": "unsloth_trainer_state.json",
      "checkpoint-10/trainer_state.json": "trainer_state.json",
    ]
    try with(files) { (path: String) throws -> Void in
      #expect(try RunReader().read(path).trajectory.steps.count == 12)
    }
  }

  @Test("the link to the latest run of Weights & Biases is taken for a run of its own")
  func link() throws {
    try with(["offline-run-1/run-1.wandb": "wandb_offline.wandb"]) { (path: String) throws -> Void in
      try FileManager.default.createSymbolicLink(
        atPath: path + "/latest-run", withDestinationPath: path + "/offline-run-1")
      #expect(try RunReader().read(path).trajectory.steps.count == 12)
    }
  }

  @Test("parts of one layout are read one after the other; others are refused")
  func parts() throws {
    let parts = [
      "log-1.csv": "step,reward\n1,0.5\n2,0.25\n", "log-2.csv": "step,reward,kl\n2,0.75,0\n3,1,0\n",
    ]
    try with([:], texts: parts) { (path: String) throws -> Void in
      let run = try RunReader().read(path)
      #expect(run.trajectory[.reward] == [0.5, 0.75, 1])
      #expect(run.notes.contains(.joined(files: [path + "/log-1.csv", path + "/log-2.csv"])))
      #expect(run.notes.contains(.repeatedSteps(count: 1, first: 2, last: 2, rowsDropped: 1)))
    }
    try with([:], texts: ["a.csv": "step,reward\n1,0.5\n", "b.jsonl": "{\"step\":1,\"reward\":0.5}\n"]) {
      path in
      #expect(throws: LogError.self) { try RunReader().read(path) }
    }
  }

  @Test("a directory without logs, and a path that is not there, are input errors or bad data")
  func nothing() throws {
    try with([:], texts: ["picture.png": ""]) { (path: String) throws -> Void in
      #expect(throws: LogError.nothingInDirectory(file: path)) { try RunReader().read(path) }
    }
    let missing = #expect(throws: LogError.self) { try RunReader().read("/no/such/file") }
    #expect(missing?.isInputOutput == true)
  }

  @Test("a file read in pieces gives other numbers than one in memory")
  func pieces() throws {
    // Many of the pieces that are read at once, with CRLF so that some line breaks fall between pieces.
    var text = "step,reward,response_length\r\n"
    for step in 1...90_000 { text += "\(step),0.\(step),\(step % 1000)\r\n" }
    try with([:], texts: ["a.csv": text]) { (path: String) throws -> Void in
      let whole = try RunReader().read(bytes: Array(text.utf8), name: "f")
      let file = try RunReader().read(path + "/a.csv")
      #expect(file.trajectory == whole.trajectory)
      #expect(file.trajectory.steps.count == 90_000)
      #expect(file.lines.last == 90_001)
    }
  }
}
