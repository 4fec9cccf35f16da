internal import Foundation

/// Turns a row of logits and a uniform number into a token, by inversion over tokens in their order.
struct TokenChooser {
  private let options: SamplingOptions
  private let vocabulary: Int
  private var order: [Int]
  private var logits: [Float]

  init(_ options: SamplingOptions, vocabulary: Int) {
    self.options = options
    self.vocabulary = vocabulary
    order = Array(0..<vocabulary)
    logits = [Float](repeating: 0, count: vocabulary)
  }

  /// Draws a token and appends it with what the model said of it.
  ///
  /// The row is copied first, as sequences with the same prompt draw from the same one.
  @discardableResult
  mutating func choose(
    _ rows: [Float], at first: Int, uniform: Double, into completion: inout Completion
  ) -> Int32 {
    Rows.copy(rows, first, to: &logits, 0, count: vocabulary)
    return choose(uniform, &completion)
  }

  private mutating func choose(_ uniform: Double, _ completion: inout Completion) -> Int32 {
    if options.temperature > 0 && options.temperature != 1 {
      for i in 0..<vocabulary { logits[i] /= options.temperature }
    }
    let numbers = Distribution(logits.span, at: 0, count: vocabulary)
    var token = 0
    if options.temperature == 0 {
      for i in 1..<vocabulary where logits[i] > logits[token] { token = i }
      return record(token, logits[token], numbers, &completion)
    }
    let isCut = options.topK > 0 && options.topK < vocabulary || options.topP < 1
    let kept = isCut ? keep() : vocabulary
    let (vocabulary, order) = (vocabulary, order)
    var row = logits.mutableSpan
    // The chosen token's logit is needed after the row has become probabilities.
    let (largest, total) = Softmax.exponentiate(&row, at: 0, count: vocabulary)
    var mass: Double = 0
    if isCut {
      for rank in 0..<kept { mass += Double(row[order[rank]]) }
    } else {
      mass = Double(total)
    }
    var rest = uniform * mass
    token = isCut ? order[kept - 1] : vocabulary - 1
    for rank in 0..<kept {
      let candidate = isCut ? order[rank] : rank
      rest -= Double(row[candidate])
      if rest < 0 {
        token = candidate
        break
      }
    }
    let logit = largest + log(row[token])
    return record(token, logit, numbers, &completion)
  }

  /// Sorts `order` by falling probability and returns how many tokens stay.
  private mutating func keep() -> Int {
    let logits = logits
    order.sort { (logits[$0], $1) > (logits[$1], $0) }
    var kept = options.topK > 0 ? min(options.topK, vocabulary) : vocabulary
    if options.topP < 1 {
      let largest = logits[order[0]]
      let weights = order.map { Double(exp(logits[$0] - largest)) }
      let bound = Double(options.topP) * weights.reduce(0, +)
      var sum = 0.0
      for (rank, weight) in weights.enumerated() {
        sum += weight
        if sum >= bound {
          kept = min(kept, rank + 1)
          break
        }
      }
    }
    return kept
  }

  private func record(
    _ token: Int, _ logit: Float, _ numbers: Distribution, _ completion: inout Completion
  ) -> Int32 {
    completion.tokens.append(Int32(token))
    let logProbability = logit - numbers.logNormaliser
    completion.logProbabilities.append(logProbability > 0 ? 0 : logProbability)
    completion.entropies.append(numbers.entropy)
    completion.uniformCrossEntropies.append(numbers.uniformCrossEntropy)
    completion.topTwoGaps.append(numbers.topTwoGap)
    if options.stop == Int32(token) { completion.isStopped = true }
    return Int32(token)
  }
}
