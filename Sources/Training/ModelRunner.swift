public import Sharpening
public import SharpeningNumerics
internal import Synchronization
public import Transformer

/// Runs a model over batches and prompts on the threads of an executor, with memory that is kept between calls.
///
/// Work is cut into a fixed number of lanes, whose gradients are added in order: results do not depend on the number of
/// threads.
public final class ModelRunner: Sendable {
  /// How many parts a batch is cut into; at most so many threads help.
  public static let lanes = 4
  private let shape: ModelConfiguration
  private let executor: any Executor
  private let microBatchTokens: Int
  private let groupSize: Int
  private let workspaces = Mutex<[Workspace]>([])
  private let decoders = Mutex<[Decoder]>([])

  /// Makes a runner.
  ///
  /// - Parameters:
  ///   - shape: of the models it will run.
  ///   - executor: its threads.
  ///   - microBatchTokens: how many tokens go through a layer at once.
  ///   - groupSize: how many completions are written together.
  public init(
    for shape: ModelConfiguration, executor: any Executor, microBatchTokens: Int = 512, groupSize: Int = 256
  ) {
    self.shape = shape
    self.executor = executor
    self.microBatchTokens = microBatchTokens
    self.groupSize = groupSize
  }

  /// The derivatives of a loss by a micro-batch's scores: of log π(y_t), and of H(π_t) or empty.
  public typealias Slopes =
    @Sendable (_ sequences: Range<Int>, _ scored: Range<Int>, _ scores: TokenScores) -> (
      logProbability: [Float], entropy: [Float]
    )

  /// What the model says of a batch's scored tokens.
  public func scores(
    _ model: LanguageModel, _ batch: TokenBatch, temperature: Double = 1
  ) -> TokenScores {
    run(model, batch, temperature, slopes: nil).scores
  }

  /// The scores, and the gradient of a loss.
  ///
  /// - Parameter slopes: given a micro-batch (its sequences, its scored tokens, the scores so far), the derivatives for
  ///   its scored tokens.
  public func gradient(
    _ model: LanguageModel, _ batch: TokenBatch, temperature: Double = 1, slopes: @escaping Slopes
  ) -> (gradient: [Float], scores: TokenScores) {
    let (gradient, scores) = run(model, batch, temperature, slopes: slopes)
    return (gradient, scores)
  }

  private func run(
    _ model: LanguageModel, _ batch: TokenBatch, _ temperature: Double, slopes: Slopes?
  ) -> (gradient: [Float], scores: TokenScores) {
    let runs = batch.microBatches(tokens: microBatchTokens)
    let lanes = min(Self.lanes, max(1, runs.count))
    let parts = executor.map(lanes) { [self] lane in
      self.lane(
        model, batch, runs[lane * runs.count / lanes..<(lane + 1) * runs.count / lanes], temperature, slopes)
    }
    var gradient = parts.first?.gradient ?? []
    var scores = TokenScores(count: batch.scoredCount)
    for (index, part) in parts.enumerated() {
      if index > 0 { addGradient(part.gradient, to: &gradient) }
      scores.take(part.scores, part.scored)
    }
    return (gradient, scores)
  }

  private struct Part: Sendable {
    var gradient: [Float]
    var scores: TokenScores
    var scored: Range<Int>
  }

  private func lane(
    _ model: LanguageModel, _ batch: TokenBatch, _ runs: ArraySlice<Range<Int>>, _ temperature: Double,
    _ slopes: Slopes?
  ) -> Part {
    var workspace = workspaces.withLock { $0.popLast() } ?? Workspace(for: shape)
    defer { workspaces.withLock { $0.append(workspace) } }
    var scores = TokenScores(count: batch.scoredCount)
    var gradient = [Float](repeating: 0, count: slopes == nil ? 0 : model.parameterCount)
    for sequences in runs {
      workspace.forward(model, batch, sequences, temperature: Float(temperature), into: &scores)
      guard let slopes else { continue }
      let scored = batch.scoredStarts[sequences.lowerBound]..<batch.scoredStarts[sequences.upperBound]
      let derivatives = slopes(sequences, scored, scores)
      workspace.backward(
        model, batch, sequences, temperature: Float(temperature),
        dLogProbability: derivatives.logProbability, dEntropy: derivatives.entropy, gradient: &gradient)
    }
    let sequences = (runs.first?.lowerBound ?? 0)..<(runs.last?.upperBound ?? 0)
    return Part(
      gradient: gradient, scores: scores,
      scored: batch.scoredStarts[sequences.lowerBound]..<batch.scoredStarts[sequences.upperBound])
  }

  /// One completion a prompt; each has random numbers of its own from a child of the seed.
  public func complete(
    _ model: LanguageModel, _ prompts: [[Int32]], _ options: SamplingOptions, seed: Seed
  ) -> [Completion] {
    let groups = (prompts.count + groupSize - 1) / groupSize
    return executor.map(groups) { [self] group in
      let range = group * groupSize..<min(prompts.count, (group + 1) * groupSize)
      var decoder = decoders.withLock { $0.popLast() } ?? Decoder(for: shape, group: groupSize)
      defer { decoders.withLock { $0.append(decoder) } }
      var uniforms = [Double](repeating: 0, count: range.count * options.newTokens)
      for (row, prompt) in range.enumerated() {
        var generator = Generator(seed: seed.child("completion", prompt))
        for token in 0..<options.newTokens { uniforms[row * options.newTokens + token] = generator.uniform() }
      }
      return decoder.sample(model, prompts: prompts[range], options, uniforms: uniforms.span)
    }.flatMap { $0 }
  }
}

extension TokenScores {
  /// Takes a range of another's columns.
  fileprivate mutating func take(_ other: TokenScores, _ range: Range<Int>) {
    logProbability.replaceSubrange(range, with: other.logProbability[range])
    entropy.replaceSubrange(range, with: other.entropy[range])
    uniformCrossEntropy.replaceSubrange(range, with: other.uniformCrossEntropy[range])
    topTwoGap.replaceSubrange(range, with: other.topTwoGap[range])
  }
}
