internal import Foundation

extension LanguageModel {
  /// Loads a folder in the Hugging Face layout: config.json and model.safetensors, or its shards with their index.
  ///
  /// Numbers of 16 bits become floats of 32. Tensors that the shape does not have are ignored only where they hold
  /// nothing new (a tied head, rotary tables).
  public init(folder: String) throws(CheckpointError) {
    let configuration = try ModelConfiguration(configFile: folder + "/config.json")
    let layout = ParameterLayout(configuration)
    var parameters = [Float](repeating: 0, count: layout.count)
    var missing = Set(layout.tensors.map(\.name))
    let files = try Self.shards(folder)
    let places = Dictionary(uniqueKeysWithValues: layout.tensors.map { ($0.name, $0) })
    for file in files {
      let shard = try Safetensors(contentsOf: file)
      for (name, entry) in shard.entries {
        guard let tensor = places[name] else {
          if name == "lm_head.weight" || name.hasSuffix("rotary_emb.inv_freq") { continue }
          throw .unsupported(file: file, what: "tensor \(name) has no place in this config.json's model")
        }
        guard entry.shape == tensor.shape else {
          throw .wrongShape(file: file, name: name, found: entry.shape, needed: tensor.shape)
        }
        shard.read(entry, into: &parameters, at: tensor.range.lowerBound)
        missing.remove(name)
      }
    }
    if let name = missing.min() { throw .missingTensor(file: files[0], name: name) }
    self.init(configuration, parameters: parameters)
  }

  /// The files that hold a folder's tensors.
  private static func shards(_ folder: String) throws(CheckpointError) -> [String] {
    let index = folder + "/model.safetensors.index.json"
    guard FileManager.default.fileExists(atPath: index) else { return [folder + "/model.safetensors"] }
    guard let data = FileManager.default.contents(atPath: index),
      let table = try? JSONSerialization.jsonObject(with: data) as? [String: Any],
      let map = table["weight_map"] as? [String: String], !map.isEmpty
    else { throw .malformed(file: index, what: "the index has no weight_map") }
    let names = Set(map.values).sorted()
    if let name = names.first(where: { $0.contains("/") || $0.contains("..") }) {
      throw .malformed(file: index, what: "the shard \"\(name)\" lies outside the folder")
    }
    return names.map { folder + "/" + $0 }
  }

  /// Writes config.json and model.safetensors into a folder, each beside and then renamed.
  ///
  /// - Parameters:
  ///   - folder: made if it is not there.
  ///   - stop: the token that ends an output, for config.json.
  public func save(folder: String, stop: Int32? = nil) throws(CheckpointError) {
    guard configuration.family != nil else {
      throw .unsupported(
        file: folder, what: "no family of the layout has both norms and biases of queries and keys")
    }
    let tensors = layout.tensors.map { (name: $0.name, shape: $0.shape, numbers: parameters[$0.range]) }
    let files = [
      ("config.json", configuration.configData(stop: stop)),
      ("model.safetensors", Safetensors.bytes(tensors)),
    ]
    do {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      for (name, data) in files {
        try data.write(to: URL(fileURLWithPath: folder + "/" + name), options: .atomic)
      }
    } catch {
      throw .unreadable(file: folder, reason: "the model cannot be written: \(error.localizedDescription)")
    }
  }
}
