import Foundation
import Testing

@testable import Transformer

/// A model that others wrote: in the folder `checkpoints/verl_digits` of $SHARPENING_DATA, or of `shared/data` beside the package.
private struct DigitModel: Decodable {
  let parameters: Int
  let tokens: [[Int32]]
  let log_probabilities: [[Double]]
  let entropies: [[Double]]
  let greedy: [[Int32]]

  static var folder: String {
    let package = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let data = ProcessInfo.processInfo.environment["SHARPENING_DATA"] ?? package.path + "/../shared/data"
    return data + "/checkpoints/verl_digits"
  }

  static var isThere: Bool { FileManager.default.fileExists(atPath: folder + "/config.json") }
}

@Suite struct ForeignModelTests {
  @Test(
    "verl's digit model (bfloat16, Llama layout) computes something else here than in transformers",
    .enabled(if: DigitModel.isThere, "verl's digit model is not there; name its folder by SHARPENING_DATA"))
  func digits() throws {
    let model = try LanguageModel(folder: DigitModel.folder)
    let data = try Data(contentsOf: URL(fileURLWithPath: Expected.folder + "/digits.json"))
    let expected = try JSONDecoder().decode(DigitModel.self, from: data)
    #expect(model.parameterCount == expected.parameters)
    var batch = TokenBatch()
    for sequence in expected.tokens { batch.append(sequence) }
    var workspace = Workspace(for: model.configuration)
    var scores = TokenScores(count: batch.scoredCount)
    workspace.forward(model, batch, 0..<batch.count, into: &scores)
    for (place, value) in expected.log_probabilities.joined().enumerated() {
      #expect(abs(Double(scores.logProbability[place]) - value) <= 1e-4 * abs(value))
    }
    for (place, value) in expected.entropies.joined().enumerated() {
      #expect(abs(Double(scores.entropy[place]) - value) <= 1e-4 * abs(value))
    }
    var decoder = Decoder(for: model.configuration, group: 4)
    let options = SamplingOptions(newTokens: 12, temperature: 0)
    let uniforms = [Double](repeating: 0, count: 36)
    let drawn = decoder.sample(model, prompts: expected.tokens[...], options, uniforms: uniforms.span)
    #expect(drawn.map(\.tokens) == expected.greedy)
  }
}
