import Dispatch
import Foundation
import Sharpening
import SharpeningNumerics
import Training
import Transformer

/// Runs pieces of work on two threads, each taking the next.
struct TwoThreads: Executor {
  private final class Results<Value>: @unchecked Sendable {
    private let lock = NSLock()
    private var values: [Int: Value] = [:]
    private var next = 0
    func take() -> Int {
      lock.withLock {
        next += 1
        return next - 1
      }
    }
    func set(_ value: Value, at index: Int) { lock.withLock { values[index] = value } }
    var inOrder: [Value] { lock.withLock { values.sorted { $0.key < $1.key }.map(\.value) } }
  }

  func map<Result: Sendable>(_ pieces: Int, _ body: @Sendable (Int) -> Result) -> [Result] {
    let results = Results<Result>()
    DispatchQueue.concurrentPerform(iterations: 2) { _ in
      while true {
        let piece = results.take()
        if piece >= pieces { return }
        results.set(body(piece), at: piece)
      }
    }
    return results.inOrder
  }
}

/// The work of both sides: a model of 820,608 parameters, sequences of 32 tokens.
struct Workload {
  static let shape = ModelConfiguration(
    vocabularySize: 64, hiddenSize: 128, layers: 4, heads: 4, headSize: 32, intermediateSize: 352, context: 64
  )
  let model: LanguageModel
  let runner = ModelRunner(for: shape, executor: TwoThreads())

  init() {
    var generator = Generator(seed: Seed(1).child("model-benchmark"))
    model = LanguageModel(Self.shape, using: &generator)
  }

  /// An AdamW update of some sequences of 32 tokens.
  func training(sequences: Int) -> () -> Void {
    var generator = Generator(seed: Seed(1).child("batch"))
    var batch = TokenBatch()
    for _ in 0..<sequences { batch.append((0..<32).map { _ in Int32(generator.index(below: 64)) }) }
    let (packed, slope) = (batch, -1 / Float(batch.scoredCount))
    var optimiser = AdamW(parameterCount: model.parameterCount)
    var moved = model
    return {
      let gradient = runner.gradient(moved, packed) { _, scored, _ in
        ([Float](repeating: slope, count: scored.count), [])
      }.gradient
      optimiser.step(&moved, gradient: gradient, rate: 1e-4)
    }
  }

  /// 32 new tokens after each of some prompts of one token.
  func sampling(sequences: Int) -> () -> Void {
    let prompts = (0..<sequences).map { [Int32($0 % 64)] }
    let options = SamplingOptions(newTokens: 32)
    return {
      let drawn = runner.complete(model, prompts, options, seed: Seed(2))
      precondition(drawn.allSatisfy { $0.tokens.count == 32 }, "a completion of another length")
    }
  }

  /// A GRPO step: 64 prompts of 8 tokens, 8 rollouts each, 32 new tokens, a random reward.
  func reinforcement() -> () -> Void {
    var settings = Reinforcement(
      Objective(
        reward: .random(), advantage: .trl,
        update: .policyGradient(GradientStep(.adam(1e-4, clipNorm: 1))), rollouts: 8))
    settings.prompts = 64
    settings.evaluatesEvery = 0
    var run = ReinforcementRun(
      settings, task: Babble(), data: Array(0..<4096), heldOut: [], from: model, seed: Seed(3), runner: runner
    )
    return {
      let outcome = try? run.step()
      precondition(outcome == .stepped, "a step that did not end well")
    }
  }
}

/// A task without meaning: prompts of 8 tokens, outputs that never end before 32.
struct Babble: TaskDefinition {
  let tokenizer = CharacterTokenizer("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+-")
  /// No token: every rollout has all 32.
  let stop: Int32 = -1
  let problemCount = 4096
  let longestOutput = 32

  func prompt(_ problem: Int) -> String {
    var generator = Generator(seed: Seed(4).child("prompt", problem))
    return tokenizer.decode((0..<8).map { _ in Int32(generator.index(below: 64)) })
  }
  func answer(in output: String) -> String? { String(output.prefix(1)) }
  func isCorrect(_ answer: String, of problem: Int) -> Bool { answer == "A" }
  func drawOutput(_ problem: Int, using generator: inout Generator) -> String { "A" }
  func kind(of problem: Int) -> String { "all" }
}
