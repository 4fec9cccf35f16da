/// How arrays that are kept by layer are cut.
struct Slices: Sendable {
  /// The tokens there is memory for.
  let capacity: Int

  /// Where a layer's part starts, with `width` numbers a token.
  func start(_ layer: Int, _ width: Int) -> Int { layer * capacity * width }
}

/// The memory of one worker: activations of a micro-batch, layer by layer, for a forward and a backward pass.
///
/// N tokens, d = hidden size, A = width of queries, keys and values, Q = width of queries, F = intermediate size,
/// H = heads. A workspace has one owner; a second thread has a second one.
public struct Workspace: Sendable {
  let shape: ModelConfiguration
  let rotary: Rotary
  let attention: Attention
  let epsilon: Float
  private(set) var slices = Slices(capacity: 0)
  private(set) var scoredCapacity = 0
  private(set) var longest = 0
  var rows = SharedRows()

  // Kept by layer: stream before attention and before the block (N d), normalised streams (N d), queries, keys and
  // values (N A), turned queries and keys (N (A − values)), attention's output (N Q), gate and up (N 2F), their unit (N F).
  var stream: [Float] = []
  var middle: [Float] = []
  var attentionInput: [Float] = []
  var blockInput: [Float] = []
  var projected: [Float] = []
  var turned: [Float] = []
  var mixed: [Float] = []
  var gateUp: [Float] = []
  var gated: [Float] = []
  var attentionInverse: [Float] = []
  var blockInverse: [Float] = []
  var queryInverse: [Float] = []
  var keyInverse: [Float] = []
  var logSums: [Float] = []

  // One sequence that begins in the rows of another, put together: queries and keys, values, outputs and their gradients.
  var joined = JoinedSequence()

  // Not by layer.
  var finalInverse: [Float] = []
  var finalOutput: [Float] = []
  var scoredRows: [Float] = []
  var logits: [Float] = []
  var logNormalisers: [Float] = []
  var scores: [Float] = []
  var dScores: [Float] = []
  var dStream: [Float] = []
  var dNormalised: [Float] = []
  var dProjected: [Float] = []
  var dTurned: [Float] = []
  var dMixed: [Float] = []
  var dGated: [Float] = []

  /// Makes an empty workspace for models of a shape.
  public init(for shape: ModelConfiguration) {
    self.shape = shape
    epsilon = Float(shape.normEpsilon)
    rotary = Rotary(positions: shape.context, width: shape.headSize, theta: shape.ropeTheta)
    attention = Attention(heads: shape.heads, groups: shape.keyValueHeads, width: shape.headSize)
  }

  /// Sees to memory for a micro-batch; what is there stays.
  mutating func reserve(tokens: Int, scored: Int, longest length: Int) {
    if tokens > slices.capacity {
      slices = Slices(capacity: tokens)
      let d = shape.hiddenSize
      let turnedWidth = shape.queryWidth + shape.keyWidth
      func zeros(_ count: Int) -> [Float] { [Float](repeating: 0, count: count) }
      let all = shape.layers * tokens
      stream = zeros((shape.layers + 1) * tokens * d)
      middle = zeros(all * d)
      attentionInput = zeros(all * d)
      blockInput = zeros(all * d)
      projected = zeros(all * shape.attentionWidth)
      turned = zeros(all * turnedWidth)
      mixed = zeros(all * shape.queryWidth)
      gateUp = zeros(all * 2 * shape.intermediateSize)
      gated = zeros(all * shape.intermediateSize)
      attentionInverse = zeros(all)
      blockInverse = zeros(all)
      queryInverse = zeros(all * shape.heads)
      keyInverse = zeros(all * shape.keyValueHeads)
      logSums = zeros(all * shape.heads)
      finalInverse = zeros(tokens)
      finalOutput = zeros(tokens * d)
      dStream = zeros(tokens * d)
      dNormalised = zeros(tokens * d)
      dProjected = zeros(tokens * shape.attentionWidth)
      dTurned = zeros(tokens * turnedWidth)
      dMixed = zeros(tokens * shape.queryWidth)
      dGated = zeros(tokens * shape.intermediateSize)
    }
    if scored > scoredCapacity {
      scoredCapacity = scored
      scoredRows = [Float](repeating: 0, count: scored * shape.hiddenSize)
      logits = [Float](repeating: 0, count: scored * shape.vocabularySize)
      logNormalisers = [Float](repeating: 0, count: scored)
    }
    if length > longest {
      longest = length
      joined.reserve(shape, length: length)
      scores = [Float](repeating: 0, count: attention.scoreCount(length: length))
      dScores = scores
    }
  }
}

/// Memory for one sequence whose rows do not follow one another.
struct JoinedSequence: Sendable {
  var turned: [Float] = []
  var values: [Float] = []
  var mixed: [Float] = []
  var logSums: [Float] = []
  var dTurned: [Float] = []
  var dValues: [Float] = []
  var dMixed: [Float] = []

  /// Sees to memory for sequences of a length.
  mutating func reserve(_ shape: ModelConfiguration, length: Int) {
    turned = [Float](repeating: 0, count: length * (shape.queryWidth + shape.keyWidth))
    dTurned = turned
    values = [Float](repeating: 0, count: length * shape.keyWidth)
    dValues = values
    mixed = [Float](repeating: 0, count: length * shape.queryWidth)
    dMixed = mixed
    logSums = [Float](repeating: 0, count: length * shape.heads)
  }
}
