internal import Sharpening
public import Transformer

/// The size of a model that is pretrained; its vocabulary and context are the task's.
public struct ModelShape: Codable, Sendable, Hashable {
  /// d, the width of the residual stream.
  public var hiddenSize = 64
  /// The number of blocks.
  public var layers = 2
  /// The number of query heads.
  public var heads = 4
  /// The number of key and value heads; nil: as many as query heads.
  public var keyValueHeads: Int?
  /// The width of a head; nil: d/heads.
  public var headSize: Int?
  /// F, the width of the gated block.
  public var intermediateSize = 176
  /// The base of the rotary angles.
  public var ropeTheta = 10_000.0
  /// ε of the normalisations.
  public var normEpsilon = 1e-6
  /// Whether queries and keys are normalised head by head (Qwen3).
  public var normalisesQueriesAndKeys = true
  /// Whether queries, keys and values have biases (Qwen2).
  public var hasAttentionBias = false
  /// Whether the head is the transposed embedding.
  public var tiesEmbeddings = false
  /// The most tokens of a sequence; nil: as many as the task needs.
  public var context: Int?

  /// About 100,000 parameters.
  public init() {}

  /// The whole shape for a vocabulary and the context that a task needs.
  public func configuration(vocabularySize: Int, context needed: Int) -> ModelConfiguration {
    ModelConfiguration(
      vocabularySize: vocabularySize, hiddenSize: hiddenSize, layers: layers, heads: heads,
      keyValueHeads: keyValueHeads, headSize: headSize, intermediateSize: intermediateSize,
      context: context ?? needed, ropeTheta: ropeTheta, normEpsilon: normEpsilon,
      normalisesQueriesAndKeys: normalisesQueriesAndKeys, hasAttentionBias: hasAttentionBias,
      tiesEmbeddings: tiesEmbeddings)
  }

  enum CodingKeys: String, CodingKey, CaseIterable {
    case layers, heads, context
    case hiddenSize = "hidden_size"
    case keyValueHeads = "key_value_heads"
    case headSize = "head_size"
    case intermediateSize = "intermediate_size"
    case ropeTheta = "rope_theta"
    case normEpsilon = "norm_epsilon"
    case normalisesQueriesAndKeys = "normalises_queries_and_keys"
    case hasAttentionBias = "has_attention_bias"
    case tiesEmbeddings = "ties_embeddings"
  }

  /// Reads a size; an absent key has its default.
  public init(from decoder: any Swift.Decoder) throws {
    let container = try decoder.container(knowing: CodingKeys.self)
    hiddenSize = try container.value(.hiddenSize, or: hiddenSize)
    layers = try container.value(.layers, or: layers)
    heads = try container.value(.heads, or: heads)
    keyValueHeads = try container.decodeIfPresent(Int.self, forKey: .keyValueHeads)
    headSize = try container.decodeIfPresent(Int.self, forKey: .headSize)
    intermediateSize = try container.value(.intermediateSize, or: intermediateSize)
    ropeTheta = try container.value(.ropeTheta, or: ropeTheta)
    normEpsilon = try container.value(.normEpsilon, or: normEpsilon)
    normalisesQueriesAndKeys = try container.value(.normalisesQueriesAndKeys, or: normalisesQueriesAndKeys)
    hasAttentionBias = try container.value(.hasAttentionBias, or: hasAttentionBias)
    tiesEmbeddings = try container.value(.tiesEmbeddings, or: tiesEmbeddings)
    context = try container.decodeIfPresent(Int.self, forKey: .context)
  }
}
