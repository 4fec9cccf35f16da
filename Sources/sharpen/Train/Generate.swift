import ArgumentParser
import Foundation
import Sharpening
import SharpeningNumerics
import Training
import Transformer

/// `sharpen generate MODEL PROMPT…`: what a model writes, and what it thinks of it.
struct Generate: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "generate",
    abstract: "Write completions with a model of the Hugging Face layout.",
    discussion: """
      MODEL is a folder with config.json, model.safetensors (or shards) and tokenizer.json: the prior or a checkpoint of a run, \
      or anybody's Llama, Qwen2 or Qwen3. Temperature 0 takes the likeliest token. --json has each token's log-probability, \
      which is that at the sampling temperature before top-k and top-p.

      EXAMPLE: sharpen generate runs/vote/prior C41705= --samples 4
      """)

  @Argument(help: "The model's folder.")
  var model: String
  @Argument(help: "Texts to go on from.")
  var prompts: [String]
  @Option(parsing: .unconditional, help: "Completions a prompt.")
  var samples = 1
  @Option(
    parsing: .unconditional, help: "The most new tokens. (default: what the context leaves, at most 256)")
  var newTokens: Int?
  @Option(parsing: .unconditional, help: "The sampling temperature; 0 takes the likeliest token.")
  var temperature = 1.0
  @Option(parsing: .unconditional, help: "Only the k likeliest tokens; 0 for all.")
  var topK = 0
  @Option(parsing: .unconditional, help: "Only the likeliest tokens that together reach this probability.")
  var topP = 1.0
  @Option(parsing: .unconditional, help: "Names every draw; a positive integer.")
  var seed: UInt64 = 1
  @Option(parsing: .unconditional, help: "Threads; the numbers do not depend on it. By default one a core.")
  var threads: Int?
  @Flag(help: "Print JSON.")
  var json = false

  func validate() throws {
    try Refusal.seed(seed)
    try Refusal.threads(threads)
    if samples < 1 { throw ValidationError("--samples is \(samples), but must be at least 1.") }
    if let problem = options(newTokens: newTokens ?? 1, stop: nil).problem { throw ValidationError(problem) }
  }

  private func options(newTokens: Int, stop: Int32?) -> SamplingOptions {
    SamplingOptions(
      newTokens: newTokens, temperature: Float(temperature), topK: topK, topP: Float(topP), stop: stop)
  }

  private struct Sample: Encodable {
    let prompt: String
    let text: String
    let promptTokens: [Int32]
    let tokens: [Int32]
    let logProbabilities: [Float]
    let stopped: Bool
  }

  func run() throws {
    try Failure.reporting {
      let (tokenizer, model): (SavedTokenizer, LanguageModel)
      do {
        tokenizer = try SavedTokenizer(folder: self.model)
        model = try LanguageModel(folder: self.model)
      } catch let error as CheckpointError {
        throw TrainingError.checkpoint(error)
      }
      let context = model.configuration.context
      let encoded = try prompts.map { prompt -> [Int32] in
        guard let tokens = tokenizer.tokenizer.encode(prompt), !tokens.isEmpty else {
          let character =
            tokenizer.tokenizer.unspellable(in: prompt).map { "cannot spell \"\($0)\" in" }
            ?? "finds no token in"
          throw Failure.data(
            "\(self.model)/tokenizer.json: the tokenizer \(character) the prompt \"\(prompt)\"")
        }
        guard tokens.allSatisfy({ Int($0) < model.configuration.vocabularySize }) else {
          throw Failure.data("\(self.model): the tokenizer has tokens that the model does not have")
        }
        guard tokens.count + (newTokens ?? 1) <= context else {
          throw Failure.data(
            "the prompt \"\(prompt)\" has \(tokens.count) tokens, which with \(newTokens ?? 1) new ones do not fit into the model's context of \(context)"
          )
        }
        return tokens
      }
      let room = newTokens ?? min(256, context - (encoded.map(\.count).max() ?? 0))
      let executor = ThreadExecutor(
        threads: threads ?? ProcessInfo.processInfo.activeProcessorCount, progress: nil)
      let runner = ModelRunner(for: model.configuration, executor: executor)
      let repeated = encoded.flatMap { [[Int32]](repeating: $0, count: samples) }
      let completions = runner.complete(
        model, repeated, options(newTokens: room, stop: tokenizer.stop), seed: Seed(seed))
      let results = completions.enumerated().map { index, completion in
        let spoken = completion.isStopped ? Array(completion.tokens.dropLast()) : completion.tokens
        return Sample(
          prompt: prompts[index / samples], text: tokenizer.tokenizer.decode(spoken),
          promptTokens: repeated[index], tokens: completion.tokens,
          logProbabilities: completion.logProbabilities, stopped: completion.isStopped)
      }
      try output(
        json
          ? try sharpen.json(results)
          : results.map { $0.prompt + $0.text + ($0.stopped ? "" : "…") }.joined(separator: "\n"))
    }
  }
}
