/// The shape of a decoder-only language model of the Llama and Qwen families.
///
/// Root-mean-square normalisation before each block, rotary positions, grouped-query attention with optional norms of
/// queries and keys (Qwen3) or biases (Qwen2), a SwiGLU block, and a tied or untied head. Names in comments are those of
/// config.json in the Hugging Face layout.
public struct ModelConfiguration: Codable, Sendable, Hashable {
  /// The number of tokens V; `vocab_size`.
  public var vocabularySize: Int
  /// The width d of the residual stream; `hidden_size`.
  public var hiddenSize: Int
  /// The number of blocks; `num_hidden_layers`.
  public var layers: Int
  /// The number of query heads; `num_attention_heads`.
  public var heads: Int
  /// The number of key and value heads, a divisor of `heads`; `num_key_value_heads`.
  public var keyValueHeads: Int
  /// The width of a head, even; `head_dim`.
  public var headSize: Int
  /// The width F of the gated block; `intermediate_size`.
  public var intermediateSize: Int
  /// The most tokens that a sequence may have; `max_position_embeddings`.
  public var context: Int
  /// The base of the rotary angles; `rope_theta`.
  public var ropeTheta: Double
  /// ε of the normalisations; `rms_norm_eps`.
  public var normEpsilon: Double
  /// Whether queries and keys are normalised head by head (Qwen3).
  public var normalisesQueriesAndKeys: Bool
  /// Whether queries, keys and values have biases (Qwen2).
  public var hasAttentionBias: Bool
  /// Whether the head is the transposed embedding; `tie_word_embeddings`.
  public var tiesEmbeddings: Bool

  /// Makes a shape; what is left out has the value that small models of the Qwen3 family take.
  public init(
    vocabularySize: Int, hiddenSize: Int, layers: Int, heads: Int, keyValueHeads: Int? = nil,
    headSize: Int? = nil, intermediateSize: Int, context: Int, ropeTheta: Double = 10_000,
    normEpsilon: Double = 1e-6, normalisesQueriesAndKeys: Bool = true, hasAttentionBias: Bool = false,
    tiesEmbeddings: Bool = false
  ) {
    self.vocabularySize = vocabularySize
    self.hiddenSize = hiddenSize
    self.layers = layers
    self.heads = heads
    self.keyValueHeads = keyValueHeads ?? heads
    self.headSize = headSize ?? (heads > 0 ? hiddenSize / heads : 0)
    self.intermediateSize = intermediateSize
    self.context = context
    self.ropeTheta = ropeTheta
    self.normEpsilon = normEpsilon
    self.normalisesQueriesAndKeys = normalisesQueriesAndKeys
    self.hasAttentionBias = hasAttentionBias
    self.tiesEmbeddings = tiesEmbeddings
  }

  /// The first thing that makes the shape impossible, as a sentence; nil for none.
  public var problem: String? {
    let sizes = [
      ("vocabularySize", vocabularySize), ("hiddenSize", hiddenSize), ("layers", layers), ("heads", heads),
      ("keyValueHeads", keyValueHeads), ("headSize", headSize), ("intermediateSize", intermediateSize),
      ("context", context),
    ]
    for (name, size) in sizes where size < 1 || size > 1 << 24 {
      return "\(name) is \(size), but must be from 1 to \(1 << 24)"
    }
    if heads % keyValueHeads != 0 {
      return "keyValueHeads \(keyValueHeads) does not divide heads \(heads)"
    }
    if headSize % 2 != 0 { return "headSize is \(headSize), but rotary positions need an even one" }
    if !(ropeTheta > 0 && ropeTheta.isFinite) { return "ropeTheta is \(ropeTheta), but must be positive" }
    if !(normEpsilon > 0 && normEpsilon < 1) { return "normEpsilon is \(normEpsilon), but must be in (0, 1)" }
    return nil
  }

  /// The width of all queries of a token.
  var queryWidth: Int { heads * headSize }
  /// The width of all keys, or of all values, of a token.
  var keyWidth: Int { keyValueHeads * headSize }
  /// The width of queries, keys and values side by side.
  var attentionWidth: Int { queryWidth + 2 * keyWidth }
}
