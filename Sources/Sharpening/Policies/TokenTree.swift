internal import Measurement

/// A policy that writes its outputs token by token: a finite tree of prefixes with the logits of the next token at each.
///
/// A state is a prefix; the root, state 0, is the empty one. Its tokens are numbered 0 ..< n, the first n of the
/// vocabulary, and each leads to a longer prefix or ends the output. An output is a leaf, written with at least one
/// token, and has an answer or none:
///
///     π(y) = Π_t π_s(t)(y_t),   π_s = softmax of the logits at s.
///
/// States share no parameters. Outputs are numbered from left to right, states in the order in which a walk from the root
/// first meets them. Entropies and H(U, π_s) run over the tokens that a state offers; give every state the whole
/// vocabulary to have those of a language model.
///
/// ∂ log π_s(v)/∂θ_(s,u) = 1[u = v] − π_s(u), and 0 for the logits of other states.
/// Paper: notation, π(y) and π_t. Claim: T17, T21.
public struct TokenTree: DifferentiablePolicy, Equatable {
  /// A tree as it is written down.
  public indirect enum Branch: Sendable, Equatable {
    /// The output ends here, with this answer.
    case answer(Int)
    /// The output ends here, and no answer can be extracted from it.
    case unparsed
    /// A prefix: the logit of each next token and where it leads.
    case state(logits: [Double], next: [Branch])

    /// A prefix whose next tokens have these probabilities, which need not sum to 1.
    public static func state(probabilities: [Double], next: [Branch]) -> Branch {
      .state(logits: Policy(probabilities: probabilities).logProbabilities, next: next)
    }
  }

  /// The logits of all states, state after state; −∞ keeps a token out for ever, but not all tokens of a state.
  public var parameters: [Double]
  /// ans(y) of each output.
  public let answers: [Int32]
  /// Whether each answer is correct.
  public let isCorrect: [Bool]
  /// Which positions of `tokenLogProbabilities` are answer tokens.
  let isAnswerToken: [Bool]

  /// Where the logits of each state start; one entry more than states.
  let stateStart: [Int]
  /// Where each token leads, by position in `parameters`: a state, or −1 − output.
  let next: [Int]
  /// Where the tokens of each output start; one entry more than outputs.
  let tokenStart: [Int]
  /// The chosen logit of every token of every output: its position in `parameters`.
  let choices: [Int]
  /// The state of each logit.
  let stateOfLogit: [Int]

  /// Makes a tree.
  ///
  /// - Parameters:
  ///   - root: a state.
  ///   - isCorrect: one an answer.
  ///   - answerTokens: how many of an output's last tokens are its answer's, ≥ 1; in a shorter output all of them. They are what
  ///     `RolloutFeatures.meanTopTwoGap` looks at.
  public init(_ root: Branch, isCorrect: [Bool], answerTokens: Int = 1) {
    precondition(answerTokens >= 1, "an answer is written with at least one token, not \(answerTokens)")
    guard case .state = root else { preconditionFailure("an output is written with at least one token") }
    var flat = Flat()
    flat.add(root, path: [], answerTokens: answerTokens)
    precondition(
      flat.answers.allSatisfy { $0 >= VoteSet.unparsed && Int($0) < isCorrect.count },
      "an output names an answer that is not there")
    self.isCorrect = isCorrect
    parameters = flat.logits
    answers = flat.answers
    isAnswerToken = flat.isAnswerToken
    stateStart = flat.stateStart
    next = flat.next
    tokenStart = flat.tokenStart
    choices = flat.choices
    stateOfLogit = flat.stateOfLogit
  }

  /// The number of states, the inner nodes of the tree.
  public var stateCount: Int { stateStart.count - 1 }
  /// The number of outputs, the leaves.
  public var outputCount: Int { answers.count }
  /// The positions in `parameters` of a state's logits.
  public func logits(of state: Int) -> Range<Int> { stateStart[state]..<stateStart[state + 1] }
  /// The next-token policy π_s of a state.
  public func policy(at state: Int) -> Policy { Policy(logits: Array(parameters[logits(of: state)])) }
  /// The states that an output passes, the root first.
  public func states(of output: Int) -> [Int] { choices[tokens(of: output)].map { stateOfLogit[$0] } }
  /// The tokens of an output, each by its number at its state.
  public func text(of output: Int) -> [Int] {
    choices[tokens(of: output)].map { $0 - stateStart[stateOfLogit[$0]] }
  }
  /// The output that a text is, or nil where it ends early or leaves the tree.
  public func output(of text: [Int]) -> Int? {
    var state = 0
    for (position, token) in text.enumerated() {
      guard logits(of: state).count > token, token >= 0 else { return nil }
      let target = next[stateStart[state] + token]
      if target < 0 { return position == text.count - 1 ? -1 - target : nil }
      state = target
    }
    return nil
  }

  /// The positions of an output's tokens in `tokenLogProbabilities`.
  public func tokens(of output: Int) -> Range<Int> { tokenStart[output]..<tokenStart[output + 1] }

  /// log π_s of every logit: the next-token policies of all states, one after another.
  var logProbabilities: [Double] { (0..<stateCount).flatMap { policy(at: $0).logProbabilities } }

  /// log π(y_t | y_<t) of every token of every output.
  public var tokenLogProbabilities: [Double] {
    let all = logProbabilities
    return choices.map { all[$0] }
  }

  /// The outputs under the current logits, with every feature.
  public var outputs: OutputPolicy {
    let features = self.features
    return OutputPolicy(
      policy: Policy(logits: features.logProbability ?? []), answers: answers, isCorrect: isCorrect,
      features: features)
  }

  /// Adds, for every token with weight w at state s, w to the chosen logit and −w π_s to all logits of s.
  public func addTokenScore(_ weights: [Double], to gradient: inout [Double]) {
    precondition(weights.count == choices.count, "one weight a token of every output")
    precondition(gradient.count == parameters.count, "one number a logit")
    var totals = [Double](repeating: 0, count: stateCount)
    for (token, choice) in choices.enumerated() {
      gradient[choice] += weights[token]
      totals[stateOfLogit[choice]] += weights[token]
    }
    for state in 0..<stateCount {
      for (logit, probability) in zip(logits(of: state), policy(at: state).probabilities) {
        gradient[logit] -= probability * totals[state]
      }
    }
  }

  /// The flat arrays of a tree while it is walked.
  private struct Flat {
    var logits: [Double] = []
    var stateStart = [0]
    var next: [Int] = []
    var stateOfLogit: [Int] = []
    var answers: [Int32] = []
    var tokenStart = [0]
    var choices: [Int] = []
    var isAnswerToken: [Bool] = []

    /// Adds a branch and returns what points to it.
    @discardableResult
    mutating func add(_ branch: Branch, path: [Int], answerTokens: Int) -> Int {
      switch branch {
      case .answer(let answer):
        precondition(answer >= 0, "answers are numbered from 0")
        return end(Int32(answer), path, answerTokens)
      case .unparsed: return end(VoteSet.unparsed, path, answerTokens)
      case .state(let own, let branches):
        precondition(own.count == branches.count, "a state needs one logit a branch")
        // What is no policy is refused here, not at first use.
        _ = Policy(logits: own)
        let state = stateStart.count - 1
        let first = logits.count
        logits += own
        stateStart.append(logits.count)
        next += repeatElement(0, count: own.count)
        stateOfLogit += repeatElement(state, count: own.count)
        for (token, child) in branches.enumerated() {
          next[first + token] = add(child, path: path + [first + token], answerTokens: answerTokens)
        }
        return state
      }
    }

    private mutating func end(_ answer: Int32, _ path: [Int], _ answerTokens: Int) -> Int {
      answers.append(answer)
      choices += path
      isAnswerToken += path.indices.map { $0 >= path.count - answerTokens }
      tokenStart.append(choices.count)
      return -answers.count
    }
  }
}
