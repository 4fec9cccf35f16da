import Dispatch
import Foundation
import SharpeningNumerics
import Transformer

/// Times training and sampling of the language model: 820,608 parameters, 512 sequences of 32 tokens, two threads.
@main
enum Main {
  static let shape = ModelConfiguration(
    vocabularySize: 64, hiddenSize: 128, layers: 4, heads: 4, headSize: 32, intermediateSize: 352, context: 64
  )

  static func main() {
    var generator = Generator(seed: Seed(1).child("model-benchmark"))
    let model = LanguageModel(shape, using: &generator)
    print("\(model.parameterCount) parameters, load average \(loadAverage())")
    var batch = TokenBatch()
    for _ in 0..<512 { batch.append((0..<32).map { _ in Int32(generator.index(below: 64)) }) }
    let limits = CommandLine.arguments.dropFirst().compactMap { Int($0) }
    for limit in limits.isEmpty ? [256] : limits { train(model, batch, limit: limit) }
    for group in limits.isEmpty ? [128] : limits { sample(model, group: group) }
  }

  private static func train(_ model: LanguageModel, _ batch: TokenBatch, limit: Int) {
    let threads = 2
    let runs = batch.microBatches(tokens: limit)
    let workers = (0..<threads).map { _ in Worker(parameters: model.parameterCount) }
    var moved = model
    var optimiser = AdamW(parameterCount: model.parameterCount)
    let slopes = [Float](repeating: -1 / Float(batch.scoredCount), count: batch.scoredCount)
    var best = Double.infinity
    for _ in 0..<6 {
      let start = DispatchTime.now().uptimeNanoseconds
      let current = moved
      DispatchQueue.concurrentPerform(iterations: threads) { thread in
        workers[thread].run(
          current, batch, runs.enumerated().filter { $0.offset % threads == thread }.map(\.element), slopes)
      }
      var gradient = workers[0].gradient
      for worker in workers.dropFirst() {
        for i in gradient.indices { gradient[i] += worker.gradient[i] }
      }
      optimiser.step(&moved, gradient: gradient, rate: 1e-4)
      best = min(best, Double(DispatchTime.now().uptimeNanoseconds - start) / 1e9)
    }
    print("training, micro-batches of \(limit) tokens: \(Int(Double(batch.tokens.count) / best)) tokens/s")
  }

  private static func sample(_ model: LanguageModel, group: Int) {
    let threads = 2
    let prompts = (0..<512).map { [Int32($0 % 64)] }
    let options = SamplingOptions(newTokens: 32)
    let decoders = (0..<threads).map { _ in Drawer(Decoder(for: shape, group: group)) }
    let uniforms = (0..<256 * 32).map { Double($0 * 7919 % 1000) / 1000 }
    var best = Double.infinity
    for _ in 0..<6 {
      let start = DispatchTime.now().uptimeNanoseconds
      DispatchQueue.concurrentPerform(iterations: threads) { thread in
        decoders[thread].run(model, prompts[thread * 256..<(thread + 1) * 256], options, uniforms)
      }
      best = min(best, Double(DispatchTime.now().uptimeNanoseconds - start) / 1e9)
    }
    print("sampling, groups of \(group): \(Int(Double(512 * 32) / best)) new tokens/s")
  }

  private static func loadAverage() -> String {
    let text = (try? String(contentsOfFile: "/proc/loadavg", encoding: .utf8)) ?? "unknown"
    return text.split(separator: " ").prefix(3).joined(separator: " ")
  }
}

final class Worker: @unchecked Sendable {
  var workspace = Workspace(for: Main.shape)
  var gradient: [Float]
  init(parameters: Int) { gradient = [Float](repeating: 0, count: parameters) }

  func run(_ model: LanguageModel, _ batch: TokenBatch, _ runs: [Range<Int>], _ slopes: [Float]) {
    for i in gradient.indices { gradient[i] = 0 }
    var scores = TokenScores(count: batch.scoredCount)
    for run in runs {
      workspace.forward(model, batch, run, into: &scores)
      workspace.backward(
        model, batch, run,
        dLogProbability: Array(
          slopes[batch.scoredStarts[run.lowerBound]..<batch.scoredStarts[run.upperBound]]),
        gradient: &gradient)
    }
  }
}

final class Drawer: @unchecked Sendable {
  var decoder: Decoder
  init(_ decoder: Decoder) { self.decoder = decoder }

  func run(
    _ model: LanguageModel, _ prompts: ArraySlice<[Int32]>, _ options: SamplingOptions, _ uniforms: [Double]
  ) {
    _ = decoder.sample(model, prompts: prompts, options, uniforms: uniforms.span)
  }
}
