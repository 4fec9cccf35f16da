import Foundation
import SharpeningNumerics
import Testing

@testable import Transformer

/// What PyTorch and transformers computed of a fixture (Tests/Fixtures/models/make.py).
struct Expected: Decodable {
  let tokens: [[Int32]]
  let log_probabilities: [[Double]]
  let entropies: [[Double]]
  let gradient_norms: [String: Double]
  let gradient_firsts: [String: [Double]]
  let losses: [Double]
  let norm_after: Double
  let norm_weight_after: [Double]

  static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "Fixtures/models").path

  static func load(_ name: String) throws -> (LanguageModel, Expected) {
    let data = try Data(contentsOf: URL(fileURLWithPath: "\(folder)/\(name)/expected.json"))
    return (
      try LanguageModel(folder: "\(folder)/\(name)"), try JSONDecoder().decode(Expected.self, from: data)
    )
  }

  var batch: TokenBatch {
    var batch = TokenBatch()
    for sequence in tokens { batch.append(sequence) }
    return batch
  }
}

@Suite struct CheckpointTests {
  @Test(
    "a model of the Hugging Face layout computes something else here than there",
    arguments: ["qwen3", "qwen2", "llama"])
  func agreesWithTransformers(name: String) throws {
    var (model, expected) = try Expected.load(name)
    let batch = expected.batch
    var workspace = Workspace(for: model.configuration)
    var scores = TokenScores(count: batch.scoredCount)
    let slopes = [Float](repeating: -1 / Float(batch.scoredCount), count: batch.scoredCount)
    var gradient = [Float](repeating: 0, count: model.parameterCount)
    func pass() {
      gradient = [Float](repeating: 0, count: model.parameterCount)
      workspace.forward(model, batch, 0..<batch.count, into: &scores)
      workspace.backward(model, batch, 0..<batch.count, dLogProbability: slopes, gradient: &gradient)
    }
    pass()
    for (place, value) in expected.log_probabilities.joined().enumerated() {
      #expect(abs(Double(scores.logProbability[place]) - value) <= 1e-5 + 1e-4 * abs(value))
    }
    for (place, value) in expected.entropies.joined().enumerated() {
      #expect(abs(Double(scores.entropy[place]) - value) <= 1e-5 + 1e-4 * abs(value))
    }
    var compared = 0
    for tensor in model.layout.tensors {
      guard let norm = expected.gradient_norms[tensor.name] else { continue }
      let part = Array(gradient[tensor.range])
      #expect(abs(gradientNorm(part) - norm) <= 1e-4 * norm + 1e-7, "\(tensor.name)")
      for (value, first) in zip(part, expected.gradient_firsts[tensor.name] ?? []) {
        #expect(abs(Double(value) - first) <= 1e-4 * norm + 1e-7, "\(tensor.name)")
      }
      compared += 1
    }
    #expect(compared == expected.gradient_norms.count && compared == model.layout.tensors.count)

    var optimiser = AdamW(
      AdamW.Settings(beta1: 0.9, beta2: 0.95, epsilon: 1e-8, weightDecay: 0.1),
      parameterCount: model.parameterCount)
    for loss in expected.losses {
      pass()
      let mean = -scores.logProbability.reduce(0.0) { $0 + Double($1) } / Double(batch.scoredCount)
      #expect(abs(mean - loss) <= 1e-4 * loss)
      optimiser.step(&model, gradient: gradient, rate: 1e-2)
    }
    for (value, after) in zip(try #require(model.tensor("model.norm.weight")), expected.norm_weight_after) {
      #expect(abs(Double(value) - after) <= 2e-4)
    }
  }

  @Test("a saved model is another one when it is loaded")
  func roundTrip() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "model-\(UUID().uuidString)").path
    defer { try? FileManager.default.removeItem(atPath: folder) }
    for shape in GradientTests.shapes {
      var generator = Generator(seed: Seed(5))
      let model = LanguageModel(shape, using: &generator)
      try model.save(folder: folder, stop: 2)
      #expect(try LanguageModel(folder: folder) == model)
    }
  }

  @Test("a half is read as another number")
  func halves() {
    for (bits, value) in [
      (UInt16(0x3C00), Float(1)), (0xC000, -2), (0x7BFF, 65504), (0x0001, 0x1p-24), (0x0400, 0x1p-14),
      (0x7C00, .infinity), (0x8000, -0.0), (0x3555, 0.333_251_95),
    ] { #expect(Safetensors.single(bits) == value) }
    #expect(Safetensors.single(0x7E00).isNaN)
  }
}

@Suite struct BadCheckpointTests {
  /// A copy of a fixture in a folder of its own, changed.
  private func damaged(_ name: String, _ change: (String) throws -> Void) throws -> CheckpointError? {
    let folder = FileManager.default.temporaryDirectory.appending(path: "bad-\(UUID().uuidString)").path
    try FileManager.default.copyItem(atPath: "\(Expected.folder)/\(name)", toPath: folder)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try change(folder)
    do {
      _ = try LanguageModel(folder: folder)
      return nil
    } catch {
      #expect(!error.description.contains("\n"))
      return error
    }
  }

  private func edit(_ path: String, _ old: String, _ new: String) throws {
    let text = try String(contentsOfFile: path, encoding: .utf8)
    #expect(text.contains(old))
    try text.replacingOccurrences(of: old, with: new).write(toFile: path, atomically: true, encoding: .utf8)
  }

  private func kind(_ error: CheckpointError?) -> String {
    switch error {
    case nil: "none"
    case .unreadable: "unreadable"
    case .malformed: "malformed"
    case .unsupported: "unsupported"
    case .missingTensor: "missing tensor"
    case .wrongShape: "wrong shape"
    }
  }

  @Test("truncated tensors are taken for a model", arguments: [0, 7, 8, 300, 4000])
  func truncation(count: Int) throws {
    let error = try damaged("llama") { folder in
      let url = URL(fileURLWithPath: folder + "/model.safetensors")
      let part = try Data(contentsOf: url).prefix(count)
      try part.write(to: url)
    }
    #expect(kind(error) == "malformed")
  }

  @Test("a header that lies about sizes is believed", arguments: [0, 5])
  func header(byte: Int) throws {
    let error = try damaged("llama") { folder in
      let url = URL(fileURLWithPath: folder + "/model.safetensors")
      var data = try Data(contentsOf: url)
      data[byte] = 255
      try data.write(to: url)
    }
    #expect(kind(error) == "malformed")
  }

  @Test(
    "a configuration of another model is taken for this one's",
    arguments: [
      ("\"intermediate_size\": 40", "\"intermediate_size\": 48", "wrong shape"),
      ("\"num_hidden_layers\": 2", "\"num_hidden_layers\": 3", "missing tensor"),
      ("\"num_hidden_layers\": 2", "\"num_hidden_layers\": 1", "unsupported"),
      ("\"model_type\": \"llama\"", "\"model_type\": \"gpt2\"", "unsupported"),
      ("\"num_key_value_heads\": 2", "\"num_key_value_heads\": 3", "malformed"),
      ("\"hidden_act\": \"silu\"", "\"hidden_act\": \"gelu\"", "unsupported"),
      ("\"rope_type\": \"default\"", "\"rope_type\": \"yarn\"", "unsupported"),
      ("\"mlp_bias\": false", "\"mlp_bias\": true", "unsupported"),
    ])
  func configuration(old: String, new: String, expected: String) throws {
    let error = try damaged("llama") { try edit($0 + "/config.json", old, new) }
    #expect(kind(error) == expected)
  }

  @Test("a missing file or shard goes unnoticed")
  func missing() throws {
    let shard = try damaged("qwen2") { folder in
      try FileManager.default.removeItem(atPath: folder + "/model-00002-of-00003.safetensors")
    }
    #expect(kind(shard) == "unreadable")
    let config = try damaged("llama") { try FileManager.default.removeItem(atPath: $0 + "/config.json") }
    #expect(kind(config) == "unreadable")
  }

  @Test("nothing is wrong, and it is refused")
  func sound() throws {
    #expect(try damaged("llama") { _ in } == nil)
  }
}
