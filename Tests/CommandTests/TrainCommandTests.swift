import Foundation
import Testing

@Suite struct TrainCommandTests {
  /// A run of some seconds with a checkpoint every other step.
  private static let small = [
    "--without-priors", "--checkpoints-every", "2", "--threads", "1", "--set", "task.digits=2", "--set",
    "pretraining.steps=5", "--set", "pretraining.batch=4", "--set", "reinforcement.steps=16", "--set",
    "reinforcement.prompts=2", "--set", "split.train=20", "--set", "split.held_out=4", "--set",
    "model.hidden_size=16", "--set", "model.layers=1", "--set", "model.intermediate_size=24",
  ]

  private func files(_ folder: String) -> [String: Data] {
    var found: [String: Data] = [:]
    for name in (try? FileManager.default.subpathsOfDirectory(atPath: folder)) ?? [] where name != ".lock" {
      if let data = FileManager.default.contents(atPath: folder + "/" + name) { found[name] = data }
    }
    return found
  }

  @Test("a run that was killed leaves something else behind than one that was not")
  func killed() throws {
    try ScratchDirectory.with { scratch in
      let (whole, killed) = (scratch.path + "/whole", scratch.path + "/killed")
      let first = try CommandRunner.run(["train", whole] + Self.small)
      #expect(first.code == 0, "\(first.errors)")
      var arguments = ["train", killed] + Self.small
      var kills = 0
      for checkpoint in ["step-000004", "step-000010"] {
        let process = Process()
        process.executableURL = CommandRunner.binary
        process.arguments = arguments
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        while process.isRunning
          && !FileManager.default.fileExists(atPath: "\(killed)/checkpoints/\(checkpoint)")
        {
          usleep(1000)
        }
        if process.isRunning { kills += 1 }
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
        arguments = [
          "train", killed, "--resume", "--without-priors", "--checkpoints-every", "2", "--threads", "1",
        ]
      }
      #expect(kills > 0, "the run ended before it could be killed")
      let last = try CommandRunner.run(arguments)
      #expect(last.code == 0, "\(last.errors)")
      let (found, wanted) = (files(killed), files(whole))
      #expect(found.keys.sorted() == wanted.keys.sorted())
      for (name, data) in wanted { #expect(found[name] == data, "\(name) differs") }
    }
  }

  @Test("a run that cannot be begun or gone on with ends without a sentence, or with the wrong code")
  func refused() throws {
    try ScratchDirectory.with { scratch in
      let run = scratch.path + "/run"
      let short = Self.small + ["--set", "reinforcement.steps=1"]
      #expect(try CommandRunner.run(["train", run] + short).code == 0)
      let before = files(run)
      try Data("{\"prompt\": \"1+1=\", \"answer\": \"2\"}\n{\"prompt\": \"1+1=\"}\n".utf8).write(
        to: scratch.appending(path: "bad.jsonl"))
      let cases: [([String], Int32, String)] = [
        ([run] + short, 65, "--resume"),
        ([run, "--resume", "--set", "split.train=19"], 65, "split.train is 20 there and 19 here"),
        ([scratch.path + "/none", "--resume"], 65, "holds no run"),
        ([scratch.path + "/a", "--start", scratch.path], 74, "start needs a folder with a model"),
        (
          [scratch.path + "/b", "--task", "file", "--set", "task.file=\(scratch.path)/bad.jsonl"], 65,
          "line 2"
        ),
        ([scratch.path + "/c", "--task", "chess"], 64, "ruled_arithmetic"),
        ([scratch.path + "/d", "--set", "reinforcement.step=1"], 64, "step is no key"),
        ([scratch.path + "/e", "--set", "model.heads=3"] + short, 64, "headSize"),
        (["/proc/run"] + short, 74, "/proc/run"),
      ]
      for (arguments, status, words) in cases {
        let outcome = try CommandRunner.run(["train"] + arguments)
        #expect(outcome.code == status, "\(arguments): \(outcome.errors)")
        #expect(outcome.errors.contains(words), "\(arguments): \(outcome.errors)")
        #expect(outcome.output.isEmpty)
      }
      #expect(files(run) == before)
      let text = try CommandRunner.run(["generate", run + "/prior", "A11=", "--samples", "2"])
      #expect(text.code == 0 && text.output.split(separator: "\n").count == 2)
      #expect(try CommandRunner.run(["generate", run + "/prior", "A1x="]).code == 65)
    }
  }
}
