import Foundation
import Measurement
import Sharpening
import SharpeningNumerics
import Testing

@Suite("Token trees")
struct TokenTreeTests {
  /// Three tokens; outputs of lengths 1 to 6, one of them repetitive, two with the same answer, one unparsed.
  static func tree() -> TokenTree {
    func state(_ logits: [Double], _ next: [TokenTree.Branch]) -> TokenTree.Branch {
      .state(logits: logits, next: next)
    }
    let deep = state(
      [0.1, -0.4, 0.9],
      [.unparsed, .answer(1), state([1.5, 0, -2], [.answer(0), .answer(1), .answer(2)])])
    let loop = state(
      [2, 0.5, 0],
      [
        state([1, 0.2, 0.3], [state([3, 1, 1.3], [deep, .answer(0), .answer(1)]), .answer(2), .unparsed]),
        .answer(1), .answer(0),
      ])
    return TokenTree(
      state([0.3, -0.7, 1.1], [loop, .answer(0), .answer(2)]), isCorrect: [true, false, false],
      answerTokens: 2)
  }

  @Test("a score is not the gradient of the token log-probabilities")
  func gradients() {
    let tree = Self.tree()
    var generator = Generator(seed: Seed(21).child("tree"))
    let weights = tree.tokenLogProbabilities.map { _ in generator.normal() }
    expectGradients(of: tree, weights: weights, "tree of six levels")
    expectConsistency(of: tree)
    // All tokens of an output with one weight: the score of the output.
    let perOutput = (0..<tree.outputCount).map { Double($0) - 3 }
    var (whole, token) = (tree.parameters.map { _ in 0.0 }, tree.parameters.map { _ in 0.0 })
    tree.addScore(perOutput, to: &whole)
    tree.addTokenScore(
      (0..<tree.outputCount).flatMap { y in tree.tokens(of: y).map { _ in perOutput[y] } }, to: &token)
    #expect(whole == token)
  }

  @Test("features are not those of a walk down the tree with the definitions")
  func features() throws {
    let tree = Self.tree()
    let features = tree.features
    for output in 0..<tree.outputCount {
      let text = tree.text(of: output)
      #expect(tree.output(of: text) == output)
      var (logs, entropies, crosses, gaps): ([Double], [Double], [Double], [Double]) = ([], [], [], [])
      for (state, token) in zip(tree.states(of: output), text) {
        let weights = tree.parameters[tree.logits(of: state)].map { exp($0) }
        let p = weights.map { $0 / weights.reduce(0, +) }
        logs.append(log(p[token]))
        entropies.append(p.reduce(0) { $0 - $1 * log($1) })
        crosses.append(-p.reduce(0) { $0 + log($1) / Double(p.count) })
        let sorted = p.sorted(by: >)
        gaps.append(sorted[0] - sorted[1])
      }
      let count = Double(text.count)
      // Sums of at most six numbers of order 1.
      #expect(features.length?[output] == text.count)
      #expect(abs(try #require(features.logProbability)[output] - logs.reduce(0, +)) <= 1e-13)
      #expect(abs(try #require(features.meanEntropy)[output] - entropies.reduce(0, +) / count) <= 1e-13)
      #expect(
        abs(try #require(features.meanUniformCrossEntropy)[output] - crosses.reduce(0, +) / count) <= 1e-13)
      let last = gaps.suffix(2)
      #expect(
        abs(try #require(features.meanTopTwoGap)[output] - last.reduce(0, +) / Double(last.count)) <= 1e-13)
      var seen = 0
      for end in 3..<max(4, text.count + 1) where end <= text.count {
        let gram = Array(text[end - 3..<end])
        seen += (3..<max(3, end)).contains { Array(text[$0 - 3..<$0]) == gram } ? 1 : 0
      }
      let repetition = text.count < 3 ? 0 : Double(seen) / Double(text.count - 2)
      #expect(try #require(features.repetition)[output] == repetition)
    }
    // The text 0 0 0 0 … has the 3-gram 000 twice.
    #expect(try #require(features.repetition).contains { $0 > 0 })
    #expect(abs(tree.outputs.policy.probabilities.reduce(0, +) - 1) <= 1e-14)
  }

  @Test("repetition is not the share of 3-grams that were seen before")
  func repetition() {
    #expect(TokenTree.repetition(of: [1, 1]) == 0)
    #expect(TokenTree.repetition(of: [1, 1, 1, 1, 1]) == 2 / 3.0)
    #expect(TokenTree.repetition(of: [1, 2, 3, 1, 2, 3, 1]) == 2 / 5.0)
  }

  @Test("sampled outputs do not follow π, or their features are another output's")
  func sampling() throws {
    let tree = Self.tree()
    var generator = Generator(seed: Seed(21).child("rollouts"))
    let votes = tree.rollouts(20_000, using: &generator)
    let features = try #require(votes.features)
    let lengths = try #require(features.length)
    let logs = try #require(features.logProbability)
    let exact = tree.features
    var counts = [Int](repeating: 0, count: tree.outputCount)
    for rollout in 0..<votes.rolloutCount {
      // Outputs differ in their log-probabilities.
      let output = try #require(
        (0..<tree.outputCount).first { exact.logProbability?[$0] == logs[rollout] })
      #expect(lengths[rollout] == exact.length?[output] && votes.answers[rollout] == tree.answers[output])
      counts[output] += 1
    }
    // 13 outputs, 12 degrees of freedom: χ² exceeds 52 with probability 6.2e-7.
    #expect(tree.outputCount == 13)
    #expect(chiSquare(observed: counts, probabilities: tree.outputs.policy.probabilities) <= 52)
    #expect(votes.isCorrect == [true, false, false])
    var none = Generator(seed: Seed(21))
    #expect(tree.rollouts(0, using: &none).rolloutCount == 0)
  }

  @Test("the sequence power is not π^α, or is no tree", arguments: [0.0, 0.5, 1, 3, 40])
  func sequencePower(power: Double) {
    let tree = Self.tree()
    let raised = tree.raised(to: power).outputs.policy
    let direct = tree.outputs.policy.raised(to: power)
    // Logarithms up to some hundreds.
    #expect(zip(raised.logProbabilities, direct.logProbabilities).allSatisfy { abs($0 - $1) <= 1e-11 })
    let tempered = tree.tempered(by: 1 / max(power, 0.1)).outputs.policy
    let gap = zip(tempered.probabilities, direct.probabilities).map { abs($0 - $1) }.max() ?? 0
    // At 40 both have all their mass on one output, the same here.
    #expect(power == 40 || (power == 1 ? gap <= 1e-14 : gap > 1e-3))
  }

  @Test("power and temperature agree on which output they prefer", arguments: [2.0, 4, 10])
  func preferences(power: Double) throws {
    let tree = TokenTree(
      .state(
        probabilities: [0.6, 0.4],
        next: [.state(probabilities: [0.5, 0.5], next: [.answer(0), .answer(0)]), .answer(1)]),
      isCorrect: [true, false])
    // .4^α/(.4^α + 2·.3^α) and .4^α/(.4^α + .6^α), computed by hand for the claim T47.
    let wanted = try #require([2.0: (0.4706, 0.3077), 4: (0.6124, 0.1649), 10: (0.8988, 0.0170)][power])
    #expect(abs(tree.raised(to: power).outputs.policy.probabilities[2] - wanted.0) <= 5e-5)
    #expect(abs(tree.tempered(by: 1 / power).outputs.policy.probabilities[2] - wanted.1) <= 5e-5)
  }

  @Test("the mean score of rollouts is not the expected stop-gradient update")
  func sampledUpdate() {
    let tree = Self.tree()
    let outputs = tree.outputs
    let reward = tree.answers.map { $0 == 0 ? 1.0 : 0 }
    var expected = tree.parameters.map { _ in 0.0 }
    tree.addScore(zip(outputs.policy.probabilities, reward).map { $0 * $1 }, to: &expected)
    var generator = Generator(seed: Seed(21).child("update"))
    let rollouts = 20_000
    var counts = [Double](repeating: 0, count: tree.outputCount)
    for _ in 0..<rollouts { counts[tree.sample(using: &generator)] += 1 }
    var mean = tree.parameters.map { _ in 0.0 }
    tree.addScore(zip(counts, reward).map { $0 / Double(rollouts) * $1 }, to: &mean)
    // r ∂ log π/∂θ lies in [−1, 1], for each parameter at 1e-6 in all: Hoeffding gives .042.
    let radius = 2 * hoeffding(rollouts, falseAlarm: 1e-6 / Double(tree.parameters.count))
    #expect(zip(mean, expected).allSatisfy { abs($0 - $1) <= radius })
    // The radius is small enough to see the update.
    #expect(expected.contains { abs($0) > 2 * radius })
  }

  @Test("token transforms are not those of every state's policy")
  func tokenTransforms() {
    let tree = Self.tree()
    for state in 0..<tree.stateCount {
      let policy = tree.policy(at: state)
      func near(_ a: Policy, _ b: Policy) -> Bool {
        zip(a.probabilities, b.probabilities).allSatisfy { abs($0 - $1) <= 1e-15 }
      }
      #expect(near(tree.tempered(by: 0.6).policy(at: state), policy.tempered(by: 0.6)))
      #expect(near(tree.truncated(toTop: 2).policy(at: state), policy.truncated(toTop: 2)))
      #expect(near(tree.nucleus(0.95).policy(at: state), policy.nucleus(0.95)))
      #expect(near(tree.greedy.policy(at: state), policy.greedy))
    }
    // Kept-out tokens have a probability of exactly 0, and the outputs still add up to 1.
    let cut = tree.truncated(toTop: 1).outputs
    #expect(cut.policy.probabilities.filter { $0 > 0 } == [1])
    #expect(cut.features?.meanUniformCrossEntropy?.contains(.infinity) ?? false)
  }

  @Test("logits beyond ±700 break features or gradients")
  func extremes() {
    let tree = TokenTree(
      .state(
        logits: [700, -700], next: [.answer(0), .state(logits: [-750, 750], next: [.answer(0), .unparsed])]),
      isCorrect: [true])
    let features = tree.features
    #expect(features.logProbability == [0, -2900, -1400])
    #expect(features.meanEntropy?.allSatisfy { $0.isFinite && $0 >= 0 } ?? false)
    var gradient = [0.0, 0, 0, 0]
    tree.addScore([1, 1, 1], to: &gradient)
    #expect(gradient.allSatisfy { $0.isFinite })
  }

  @Test("a text that is no output is one")
  func texts() {
    let tree = Self.tree()
    #expect(tree.output(of: []) == nil && tree.output(of: [0]) == nil && tree.output(of: [1, 0]) == nil)
    #expect(tree.output(of: [3]) == nil && tree.output(of: [-1]) == nil)
    #expect(tree.output(of: [1]) != nil)
  }

  @Test("what is no tree stops the program")
  func refused() async {
    await #expect(processExitsWith: .failure) { _ = TokenTree(.answer(0), isCorrect: [true]) }
    await #expect(processExitsWith: .failure) {
      _ = TokenTree(.state(logits: [0], next: [.answer(1)]), isCorrect: [true])
    }
    await #expect(processExitsWith: .failure) {
      _ = TokenTree(.state(logits: [0, 1], next: [.answer(0)]), isCorrect: [true])
    }
    await #expect(processExitsWith: .failure) {
      _ = TokenTree(.state(logits: [-.infinity], next: [.answer(0)]), isCorrect: [true])
    }
    await #expect(processExitsWith: .failure) {
      _ = TokenTree(.state(logits: [0], next: [.answer(0)]), isCorrect: [true], answerTokens: 0)
    }
  }
}
