import Foundation
import Measurement
import Sharpening
import SharpeningNumerics
import Testing
import Transformer

@testable import Training

/// A folder that is gone when the test is over.
final class Scratch {
  let path = NSTemporaryDirectory() + "sharpening-" + UUID().uuidString
  init() throws { try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true) }
  deinit { try? FileManager.default.removeItem(atPath: path) }
}

/// What two runs of the same name must have in common: every file that they leave.
private func contents(_ folder: String) -> [String: Data] {
  var found: [String: Data] = [:]
  for name in (try? FileManager.default.subpathsOfDirectory(atPath: folder)) ?? []
  where !name.hasSuffix(".lock") {
    if let data = FileManager.default.contents(atPath: folder + "/" + name) { found[name] = data }
  }
  return found
}

@Suite struct TrainingJobTests {
  static func configuration(_ change: (inout TrainingConfiguration) -> Void = { _ in })
    -> TrainingConfiguration
  {
    var objective = Objective(
      reward: .majorityVoting(), advantage: .trl,
      update: .policyGradient(GradientStep(.adam(1e-3, clipNorm: 1))), rollouts: 4)
    objective.kl = KLPenalty(coefficient: 0.01)
    var task = RuledArithmetic(digits: 2, labels: [.init(right: 0.5, tempting: 0.4)])
    task.recheck = 0
    var made = TrainingConfiguration(task: .ruledArithmetic(task), objective: objective)
    made.split.train = 20
    made.split.heldOut = 10
    made.model.hiddenSize = 16
    made.model.layers = 1
    made.model.heads = 2
    made.model.intermediateSize = 24
    made.pretraining.steps = 12
    made.pretraining.batch = 8
    made.pretraining.schedule.warmup = 3
    made.reinforcement.prompts = 4
    made.reinforcement.steps = 6
    made.reinforcement.evaluatesEvery = 3
    made.reinforcement.probes.problems = 3
    made.reinforcement.probes.rollouts = 4
    made.reinforcement.probes.gradients = 2
    made.reinforcement.probes.every = 3
    change(&made)
    return made
  }

  private func job(
    _ scratch: Scratch, _ name: String, _ configuration: TrainingConfiguration = configuration()
  ) -> TrainingJob {
    var job = TrainingJob(configuration, folder: scratch.path + "/" + name, executor: SerialExecutor())
    job.checkpointsEvery = 1
    return job
  }

  @Test("a run that was killed at a checkpoint ends otherwise than one that was not")
  func killedAndTakenUp() throws {
    let scratch = try Scratch()
    let files = FileManager.default
    var copies: [String] = []
    let whole = job(scratch, "whole")
    // What is on the disk at an event is what a kill would leave behind.
    func keep() {
      let copy = scratch.path + "/copy\(copies.count)"
      try? files.copyItem(atPath: whole.folder, toPath: copy)
      copies.append(copy)
    }
    var checkpoints = 0
    let result = try whole.run { event in
      switch event {
      case .pretraining(let step, _, _): if step == 11 { keep() }
      case .checkpoint:
        checkpoints += 1
        if checkpoints == 2 || checkpoints == 5 { keep() }
      default: break
      }
    }
    #expect(result.trajectory.steps == Array(0...6) && copies.count == 3)
    let wanted = contents(whole.folder)
    for copy in copies {
      let again = TrainingJob(whole.configuration, folder: copy, executor: SerialExecutor())
      var slow = again
      slow.checkpointsEvery = 1
      _ = try slow.run(resumes: true)
      let found = contents(copy)
      #expect(Set(found.keys) == Set(wanted.keys))
      for (name, data) in wanted { #expect(found[name] == data, "\(name) differs") }
    }
    let leftover = Set(wanted.keys).filter { $0.contains("partial") || $0.hasPrefix("pretraining") }
    #expect(leftover.isEmpty)
  }

  @Test("a run that is given more steps differs from one that had them from the start")
  func extended() throws {
    let scratch = try Scratch()
    let longer = Self.configuration { $0.reinforcement.steps = 9 }
    let one = try job(scratch, "one", longer).run()
    _ = try job(scratch, "two").run()
    let two = try job(scratch, "two", longer).run(resumes: true)
    #expect(one.trajectory == two.trajectory && one.probes == two.probes)
    // Fewer steps than are done, and a schedule that depends on the number, are another run.
    #expect(throws: TrainingError.self) { try job(scratch, "two").run(resumes: true) }
  }

  @Test("a folder of another configuration is gone on with, or the sentence does not name the key")
  func otherConfiguration() throws {
    let scratch = try Scratch()
    let short = Self.configuration { $0.reinforcement.steps = 1 }
    _ = try job(scratch, "run", short).run()
    let before = contents(scratch.path + "/run")
    let other = Self.configuration {
      $0.reinforcement.steps = 1
      $0.split.train = 19
    }
    let error = #expect(throws: TrainingError.self) { try job(scratch, "run", other).run(resumes: true) }
    #expect(error?.description.contains("split.train is 20 there and 19 here") == true)
    #expect(throws: TrainingError.self) { try job(scratch, "run", short).run() }
    #expect(throws: TrainingError.self) { try job(scratch, "nowhere", short).run(resumes: true) }
    #expect(contents(scratch.path + "/run") == before)
  }

  @Test("a pretrained model is made twice, or one of another size is taken")
  func cache() throws {
    let scratch = try Scratch()
    let cache = PriorCache(folder: scratch.path + "/priors")
    var sources: [String] = []
    for (name, change) in [
      ("first", { $0.seed = Seed(5) }), ("second", { $0.split.train = 7 }),
      ("third", { $0.model.hiddenSize = 32 }),
    ] as [(String, (inout TrainingConfiguration) -> Void)] {
      var job = job(
        scratch, name,
        Self.configuration {
          change(&$0); $0.reinforcement.steps = 0
        })
      job.cache = cache
      _ = try job.run { if case .prior(let source) = $0 { sources.append(String(source.prefix(5))) } }
    }
    #expect(sources == ["pretr", "taken", "pretr"])
    let first = contents(scratch.path + "/first/prior")
    #expect(first["model.safetensors"] == contents(scratch.path + "/second/prior")["model.safetensors"])
  }

  @Test("a model that is given is not recognised when it has changed")
  func start() throws {
    let scratch = try Scratch()
    _ = try job(scratch, "base", Self.configuration { $0.reinforcement.steps = 0 }).run()
    let model = scratch.path + "/base/prior"
    let from = Self.configuration {
      $0.start = model
      $0.reinforcement.steps = 1
    }
    let result = try job(scratch, "run", from).run()
    #expect(result.trajectory.steps == [0, 1])
    var weights = try #require(FileManager.default.contents(atPath: model + "/model.safetensors"))
    weights[weights.count - 1] ^= 1
    try weights.write(to: URL(fileURLWithPath: model + "/model.safetensors"))
    let error = #expect(throws: TrainingError.self) { try job(scratch, "run", from).run(resumes: true) }
    #expect(error?.description.contains("start_sha256") == true)
  }

  @Test("a divergence is not named, or loses what was measured")
  func divergence() throws {
    let scratch = try Scratch()
    let wild = Self.configuration {
      $0.reinforcement.objective.update = .policyGradient(GradientStep(.sgd(1e30)))
      $0.reinforcement.objective.reward = .random()
    }
    let error = #expect(throws: TrainingError.self) { try job(scratch, "run", wild).run() }
    guard case .diverged("reinforcement", let step, _) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    let csv = try String(contentsOfFile: scratch.path + "/run/trajectory.csv", encoding: .utf8)
    #expect(csv.split(separator: "\n").count >= step)
    let burnt = Self.configuration { $0.pretraining.optimiser = .sgd(1e30) }
    let other = #expect(throws: TrainingError.self) { try job(scratch, "other", burnt).run() }
    #expect(other?.description.contains("pretraining diverged at step") == true)
  }

  @Test("a damaged checkpoint is taken up")
  func damage() throws {
    let scratch = try Scratch()
    let short = Self.configuration { $0.reinforcement.steps = 2 }
    let longer = Self.configuration { $0.reinforcement.steps = 3 }
    _ = try job(scratch, "run", short).run()
    let folder = scratch.path + "/run/checkpoints/step-000002/"
    for (name, text) in [("state.json", "{\"step\": 2"), ("optimiser.safetensors", "short")] {
      let good = try #require(FileManager.default.contents(atPath: folder + name))
      try Data(text.utf8).write(to: URL(fileURLWithPath: folder + name))
      let error = #expect(throws: TrainingError.self) { try job(scratch, "run", longer).run(resumes: true) }
      #expect(error?.description.contains(name) == true)
      try good.write(to: URL(fileURLWithPath: folder + name))
    }
    #expect(throws: Never.self) { try job(scratch, "run", longer).run(resumes: true) }
  }

  @Test("a model that cannot read the task, or a target out of reach, is trained")
  func impossible() throws {
    let scratch = try Scratch()
    let wrong: [(String, (inout TrainingConfiguration) -> Void)] = [
      ("context", { $0.model.context = 5 }),
      ("target", { $0.pretraining.targetAccuracy = 1 }),
      ("divided", { $0.split.train = 1_000_000 }),
      ("probes", { $0.reinforcement.probes.problems = 21 }),
      ("headSize", { $0.model.headSize = 7 }),
      (
        "mini_batches",
        { $0.reinforcement.objective.update = .policyGradient(GradientStep(.sgd(1), miniBatches: 5)) }
      ),
    ]
    for (word, change) in wrong {
      let error = #expect(throws: TrainingError.self) {
        try job(scratch, word, Self.configuration(change)).run()
      }
      #expect(error?.description.contains(word) == true, "\(word): \(String(describing: error))")
    }
  }

  @Test("a configuration does not survive JSON, or a key that is none passes")
  func json() throws {
    let made = Self.configuration()
    let data = try JSONEncoder().encode(made)
    #expect(try JSONDecoder().decode(TrainingConfiguration.self, from: data) == made)
    #expect(
      made.digest == Self.configuration().digest
        && made.digest != Self.configuration { $0.seed = Seed(2) }.digest)
    let text = String(decoding: data, as: UTF8.self)
    for (from, to) in [
      ("\"prompts\"", "\"promts\""), ("\"train\"", "\"trian\""), ("\"digits\"", "\"digit\""),
    ] {
      let broken = Data(text.replacingOccurrences(of: from, with: to).utf8)
      #expect(throws: DecodingError.self) {
        try JSONDecoder().decode(TrainingConfiguration.self, from: broken)
      }
    }
  }
}
