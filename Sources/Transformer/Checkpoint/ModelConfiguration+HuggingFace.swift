internal import Foundation

extension ModelConfiguration {
  /// Reads a config.json of the Llama, Qwen2 or Qwen3 layout.
  ///
  /// What would change the computation and is not known here (other activations, scaled rotary positions, sliding
  /// windows, biases of the output or of the block) is refused by name.
  public init(configFile path: String) throws(CheckpointError) {
    let data: Data
    do {
      data = try Data(contentsOf: URL(fileURLWithPath: path))
    } catch {
      throw .unreadable(file: path, reason: "the file cannot be read: \(error.localizedDescription)")
    }
    guard let table = try? JSONSerialization.jsonObject(with: data), let fields = table as? [String: Any]
    else {
      throw .malformed(file: path, what: "the file is not a JSON object")
    }
    let family = fields["model_type"] as? String ?? ""
    guard ["llama", "qwen2", "qwen3"].contains(family) else {
      throw .unsupported(
        file: path, what: "model_type is \"\(family)\"; llama, qwen2 and qwen3 can be run")
    }
    try Self.refuseUnknown(fields, family, path)
    func number(_ key: String, _ otherwise: Int? = nil) throws(CheckpointError) -> Int {
      if let value = fields[key] as? Int { return value }
      if let otherwise, fields[key] == nil || fields[key] is NSNull { return otherwise }
      throw .malformed(file: path, what: "\(key) is missing or no integer")
    }
    let heads = try number("num_attention_heads")
    let hidden = try number("hidden_size")
    guard heads > 0 else { throw .malformed(file: path, what: "num_attention_heads is \(heads)") }
    let rotary = fields["rope_parameters"] as? [String: Any]
    self.init(
      vocabularySize: try number("vocab_size"), hiddenSize: hidden, layers: try number("num_hidden_layers"),
      heads: heads, keyValueHeads: try number("num_key_value_heads", heads),
      headSize: try number("head_dim", family == "qwen3" ? 128 : hidden / heads),
      intermediateSize: try number("intermediate_size"),
      context: try number("max_position_embeddings", 2048),
      ropeTheta: fields["rope_theta"] as? Double ?? rotary?["rope_theta"] as? Double ?? 10_000,
      normEpsilon: fields["rms_norm_eps"] as? Double ?? 1e-6, normalisesQueriesAndKeys: family == "qwen3",
      hasAttentionBias: family == "qwen2", tiesEmbeddings: fields["tie_word_embeddings"] as? Bool ?? false)
    if let problem { throw .malformed(file: path, what: problem) }
  }

  private static func refuseUnknown(
    _ fields: [String: Any], _ family: String, _ path: String
  ) throws(CheckpointError) {
    if let activation = fields["hidden_act"] as? String, activation != "silu" {
      throw .unsupported(file: path, what: "hidden_act is \"\(activation)\"; silu can be run")
    }
    for key in ["attention_bias", "mlp_bias", "use_sliding_window"] where fields[key] as? Bool == true {
      throw .unsupported(file: path, what: "\(key) is true, which cannot be run")
    }
    let rotary = fields["rope_parameters"] as? [String: Any] ?? fields["rope_scaling"] as? [String: Any]
    let kind = rotary?["rope_type"] as? String ?? rotary?["type"] as? String ?? "default"
    if kind != "default" {
      throw .unsupported(file: path, what: "rotary positions are scaled (\(kind)), which cannot be run")
    }
  }

  /// The name of the family that computes what this shape says; nil where none does.
  public var family: String? {
    switch (normalisesQueriesAndKeys, hasAttentionBias) {
    case (true, false): "qwen3"
    case (false, true): "qwen2"
    case (false, false): "llama"
    case (true, true): nil
    }
  }

  /// The bytes of a config.json.
  ///
  /// - Parameter stop: the token that ends an output, if there is one.
  func configData(stop: Int32?) -> Data {
    let architectures = [
      "qwen3": "Qwen3ForCausalLM", "qwen2": "Qwen2ForCausalLM", "llama": "LlamaForCausalLM",
    ]
    var fields: [String: Any] = [
      "model_type": family ?? "", "architectures": [architectures[family ?? ""] ?? ""],
      "vocab_size": vocabularySize, "hidden_size": hiddenSize, "num_hidden_layers": layers,
      "num_attention_heads": heads, "num_key_value_heads": keyValueHeads, "head_dim": headSize,
      "intermediate_size": intermediateSize, "max_position_embeddings": context, "rope_theta": ropeTheta,
      "rms_norm_eps": normEpsilon, "tie_word_embeddings": tiesEmbeddings, "hidden_act": "silu",
      "torch_dtype": "float32", "attention_dropout": 0, "use_cache": true, "bos_token_id": NSNull(),
      "eos_token_id": NSNull(), "pad_token_id": NSNull(),
    ]
    if let stop { fields["eos_token_id"] = Int(stop) }
    if family != "qwen2" { fields["attention_bias"] = false }
    return
      (try? JSONSerialization.data(
        withJSONObject: fields, options: [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes])) ?? Data()
  }
}
