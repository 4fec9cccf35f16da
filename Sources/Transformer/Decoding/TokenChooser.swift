internal import Foundation

/// Turns a row of logits and a uniform number into a token, by inversion over tokens in their order.
struct TokenChooser {
  private let options: SamplingOptions
  private let vocabulary: Int
  private var order: [Int]

  init(_ options: SamplingOptions, vocabulary: Int) {
    self.options = options
    self.vocabulary = vocabulary
    order = Array(0..<vocabulary)
  }

  /// Appends a token and what the model said of it; the row becomes unnormalised probabilities.
  mutating func choose(
    _ logits: inout [Float], at start: Int, uniform: Double, into completion: inout Completion
  ) {
    let end = start + vocabulary
    if options.temperature > 0 && options.temperature != 1 {
      for i in start..<end { logits[i] /= options.temperature }
    }
    let numbers = Distribution(logits.span, at: start, count: vocabulary)
    var token = 0
    if options.temperature == 0 {
      for i in 1..<vocabulary where logits[start + i] > logits[start + token] { token = i }
      record(token, logits[start + token], numbers, &completion)
      return
    }
    let isCut = options.topK > 0 && options.topK < vocabulary || options.topP < 1
    let kept = isCut ? keep(logits, start) : vocabulary
    var row = logits.mutableSpan
    // The chosen token's logit is needed after the row has become probabilities.
    let (largest, total) = Softmax.exponentiate(&row, at: start, count: vocabulary)
    var mass: Double = 0
    if isCut {
      for rank in 0..<kept { mass += Double(row[start + order[rank]]) }
    } else {
      mass = Double(total)
    }
    var rest = uniform * mass
    token = isCut ? order[kept - 1] : vocabulary - 1
    for rank in 0..<kept {
      let candidate = isCut ? order[rank] : rank
      rest -= Double(row[start + candidate])
      if rest < 0 {
        token = candidate
        break
      }
    }
    record(token, largest + log(row[start + token]), numbers, &completion)
  }

  /// Sorts `order` by falling probability and returns how many tokens stay.
  private mutating func keep(_ logits: [Float], _ start: Int) -> Int {
    order.sort { (logits[start + $0], $1) > (logits[start + $1], $0) }
    var kept = options.topK > 0 ? min(options.topK, vocabulary) : vocabulary
    if options.topP < 1 {
      let largest = logits[start + order[0]]
      let weights = order.map { Double(exp(logits[start + $0] - largest)) }
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
  ) {
    completion.tokens.append(Int32(token))
    let logProbability = logit - numbers.logNormaliser
    completion.logProbabilities.append(logProbability > 0 ? 0 : logProbability)
    completion.entropies.append(numbers.entropy)
    completion.uniformCrossEntropies.append(numbers.uniformCrossEntropy)
    completion.topTwoGaps.append(numbers.topTwoGap)
    if options.stop == Int32(token) { completion.isStopped = true }
  }
}
