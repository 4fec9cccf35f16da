/// Where each tensor of a model lies in its one flat array of parameters.
///
/// Query, key and value matrices of a layer follow one another, and so do gate and up, so that one product serves all
/// three, or both.
public struct ParameterLayout: Sendable, Equatable {
  /// One tensor, under its name in the Hugging Face layout.
  public struct Tensor: Sendable, Equatable {
    /// For example `model.layers.0.mlp.up_proj.weight`.
    public let name: String
    /// Rows and columns of a matrix, or the length of a vector.
    public let shape: [Int]
    /// Its place in the flat array, row after row.
    public let range: Range<Int>
  }

  /// A layer's places.
  struct Layer: Sendable, Equatable {
    var attentionNorm = 0..<0
    var attention = 0..<0
    var attentionBias = 0..<0
    var queryNorm = 0..<0
    var keyNorm = 0..<0
    var output = 0..<0
    var blockNorm = 0..<0
    var gateUp = 0..<0
    var down = 0..<0
  }

  /// All tensors in the order of the flat array.
  public private(set) var tensors: [Tensor] = []
  /// The number of parameters.
  public private(set) var count = 0
  private(set) var embedding = 0..<0
  private(set) var layers: [Layer] = []
  private(set) var norm = 0..<0
  private(set) var head = 0..<0

  /// The layout of a shape.
  ///
  /// - Parameter shape: without a `problem`.
  public init(_ shape: ModelConfiguration) {
    precondition(shape.problem == nil, shape.problem ?? "")
    let d = shape.hiddenSize
    embedding = add("model.embed_tokens.weight", [shape.vocabularySize, d])
    for index in 0..<shape.layers {
      let prefix = "model.layers.\(index)."
      var layer = Layer()
      layer.attentionNorm = add(prefix + "input_layernorm.weight", [d])
      let q = add(prefix + "self_attn.q_proj.weight", [shape.queryWidth, d])
      add(prefix + "self_attn.k_proj.weight", [shape.keyWidth, d])
      let v = add(prefix + "self_attn.v_proj.weight", [shape.keyWidth, d])
      layer.attention = q.lowerBound..<v.upperBound
      if shape.hasAttentionBias {
        let q = add(prefix + "self_attn.q_proj.bias", [shape.queryWidth])
        add(prefix + "self_attn.k_proj.bias", [shape.keyWidth])
        let v = add(prefix + "self_attn.v_proj.bias", [shape.keyWidth])
        layer.attentionBias = q.lowerBound..<v.upperBound
      }
      if shape.normalisesQueriesAndKeys {
        layer.queryNorm = add(prefix + "self_attn.q_norm.weight", [shape.headSize])
        layer.keyNorm = add(prefix + "self_attn.k_norm.weight", [shape.headSize])
      }
      layer.output = add(prefix + "self_attn.o_proj.weight", [d, shape.queryWidth])
      layer.blockNorm = add(prefix + "post_attention_layernorm.weight", [d])
      let gate = add(prefix + "mlp.gate_proj.weight", [shape.intermediateSize, d])
      let up = add(prefix + "mlp.up_proj.weight", [shape.intermediateSize, d])
      layer.gateUp = gate.lowerBound..<up.upperBound
      layer.down = add(prefix + "mlp.down_proj.weight", [d, shape.intermediateSize])
      layers.append(layer)
    }
    norm = add("model.norm.weight", [d])
    head = shape.tiesEmbeddings ? embedding : add("lm_head.weight", [shape.vocabularySize, d])
  }

  @discardableResult
  private mutating func add(_ name: String, _ shape: [Int]) -> Range<Int> {
    let range = count..<count + shape.reduce(1, *)
    tensors.append(Tensor(name: name, shape: shape, range: range))
    count = range.upperBound
    return range
  }
}
