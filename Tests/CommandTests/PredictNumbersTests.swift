import Foundation
import Testing

/// The numbers of `predict --json` that other programs read.
struct Prediction: Decodable {
  struct Problem: Decodable {
    let problemId: String
    let samples: Int
    let majorityAnswer: String?
    let pMajority: Double
    let margin: Double?
    let tie: Bool
    let right: Bool?
  }
  let problems: Int
  let samples: Int
  let passAt1: Double?
  let majAtK: Double?
  let passAtK: Double?
  let meanAnswerEntropy: Double
  let labelAccuracy: Double?
  let limitAccuracy: Double?
  let accuracy: [Double]?
  let shape: String?
  let certain: Bool?
  let law: String
  let mergedAnswers: Int
  let unparsedSamples: Int
  let perProblem: [Problem]
}

/// Numbers of real models' answers that were computed by another program.
struct ExpectedNumbers: Decodable, Sendable {
  let problems: Int
  let k: Int
  let pass1: Double
  let maj: Double
  let passk: Double
  let meanAnswerEntropyNats: Double
  let thm1AccuracyBeta1: [String: Double]

  /// Sums of at most 10⁴ terms of [0, 1], divided: 10⁻⁹ absolute is far above rounding and far below any digit shown.
  func check(_ prediction: Prediction, _ location: SourceLocation = #_sourceLocation) throws {
    func close(_ name: String, _ a: Double?, _ b: Double) {
      #expect(abs((a ?? .nan) - b) <= 1e-9, "\(name): \(a ?? .nan), not \(b)", sourceLocation: location)
    }
    #expect(prediction.problems == problems, sourceLocation: location)
    #expect(prediction.samples == problems * k, sourceLocation: location)
    close("pass@1", prediction.passAt1, pass1)
    close("maj@k", prediction.majAtK, maj)
    close("label accuracy", prediction.labelAccuracy, maj)
    close("limit", prediction.limitAccuracy, maj)
    close("pass@k", prediction.passAtK, passk)
    close("entropy", prediction.meanAnswerEntropy, meanAnswerEntropyNats)
    let accuracy = try #require(prediction.accuracy, sourceLocation: location)
    #expect(accuracy.count == 9, sourceLocation: location)
    #expect(thm1AccuracyBeta1.count == 5, sourceLocation: location)
    for (step, value) in thm1AccuracyBeta1 {
      close("accuracy after step \(step)", Int(step).map { accuracy[$0] }, value)
    }
  }
}

@Suite("predict gives the numbers that another program computed")
struct PredictNumbersTests {
  static let real = CommandRunner.package.appending(path: "../shared/data/votes").standardizedFileURL
  static var hasReal: Bool { FileManager.default.fileExists(atPath: real.path) }

  private static func expected(_ name: String) throws -> ExpectedNumbers {
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    let plain = try JSONSerialization.jsonObject(
      with: Data(contentsOf: real.appending(path: "expected.json")))
    let entry = try #require((plain as? [String: Any])?[name])
    return try decoder.decode(ExpectedNumbers.self, from: JSONSerialization.data(withJSONObject: entry))
  }

  private static let answers = "Sources/Claims/Answers/"

  @Test(
    "real models' answers have the pass@1, maj@k, pass@k, entropy and course that were expected",
    .enabled(if: hasReal, "skipped: ../shared/data/votes is not there"),
    arguments: ["gpt4_game24_cot_k100", "gpt4_game24_io_k100", "qwen25math_math100_k8"])
  func realAnswers(_ name: String) throws {
    let file = Self.real.appending(path: "\(name).jsonl").path
    let outcome = try CommandRunner.run(["predict", file, "--json"])
    try Self.expected("\(name).jsonl").check(outcome.decoded(Prediction.self))
  }

  @Test(
    "a table of counts tells the numbers of the samples that it was counted from",
    .enabled(if: hasReal, "skipped: ../shared/data/votes is not there"),
    arguments: ["gpt4_game24_cot", "gpt4_game24_io"])
  func countsAgainstSamples(_ name: String) throws {
    let file = Self.real.appending(path: "\(name)_k100.jsonl").path
    let samples = try CommandRunner.run(["predict", file, "--json"])
    let counts = try CommandRunner.run(["predict", "\(Self.answers)\(name).csv", "--json"])
    #expect(try counts.decoded(Prediction.self).perProblem.count == 100)
    // Not byte for byte: counts forget the order of samples, which the split halves and the last bits of sums follow.
    var (a, b) = (try samples.object(), try counts.object())
    #expect(Set(a.keys) == Set(b.keys))
    a["split_sample"] = nil
    b["split_sample"] = nil
    #expect(Self.differences(a, b, at: "") == [])
  }

  /// The places where two JSON values differ, numbers by more than 10⁻⁹.
  private static func differences(_ a: Any?, _ b: Any?, at place: String) -> [String] {
    if let a = a as? [String: Any], let b = b as? [String: Any] {
      return Set(a.keys).union(b.keys).flatMap { differences(a[$0], b[$0], at: "\(place).\($0)") }
    }
    if let a = a as? [Any], let b = b as? [Any], a.count == b.count {
      return a.indices.flatMap { differences(a[$0], b[$0], at: "\(place)[\($0)]") }
    }
    if let a = a as? Double, let b = b as? Double {
      return abs(a - b) <= 1e-9 ? [] : ["\(place): \(a), \(b)"]
    }
    return a as? NSObject == b as? NSObject ? [] : ["\(place): \(a ?? "none"), \(b ?? "none")"]
  }

  @Test(
    "correct counts by epoch are not taken for votes",
    .enabled(if: hasReal, "skipped: ../shared/data/votes is not there"))
  func countsByEpoch() throws {
    let file = Self.real.appending(path: "qwen25math1p5b_dsr1209_grpo_acc_by_epoch_of8.jsonl").path
    try CommandRunner.run(["predict", file]).wasRefused(65, saying: "line 1", "the layout is not recognised")
  }

  // Recounted from the published samples with Python; ties go to the first-seen answer.
  @Test(
    "the answers that travel with the package have their known numbers",
    arguments: [
      (
        "gpt4_game24_cot", 0.0403, 0.08, 0.49, [1: 0.047782837172221475, 8: 0.07988382104675126],
        3.2985649546365474
      ),
      (
        "gpt4_game24_io", 0.0734, 0.09, 0.33, [1: 0.08125258033146171, 8: 0.08998754694055007],
        1.4508334031241927
      ),
    ])
  func packagedAnswers(
    _ name: String, _ pass1: Double, _ maj: Double, _ passK: Double, _ course: [Int: Double],
    _ entropy: Double
  ) throws {
    let outcome = try CommandRunner.run(["predict", "\(Self.answers)\(name).csv", "--json"])
    let prediction = try outcome.decoded(Prediction.self)
    #expect(abs((prediction.passAt1 ?? .nan) - pass1) <= 1e-9)
    #expect(abs((prediction.majAtK ?? .nan) - maj) <= 1e-9)
    #expect(abs((prediction.passAtK ?? .nan) - passK) <= 1e-9)
    #expect(abs((prediction.limitAccuracy ?? .nan) - maj) <= 1e-9)
    #expect(abs(prediction.meanAnswerEntropy - entropy) <= 1e-9)
    let accuracy = try #require(prediction.accuracy)
    for (step, value) in course { #expect(abs(accuracy[step] - value) <= 1e-9, "step \(step)") }
  }

  @Test("the text shows the known percentages")
  func text() throws {
    let outcome = try CommandRunner.run(["predict", "\(Self.answers)gpt4_game24_cot.csv"])
    outcome.succeeded()
    for line in [
      "pass@1         4.0 %", "maj@100        8.0 %", "pass@100      49.0 %", "limit          8.0 %",
    ] {
      #expect(outcome.lines.contains { $0.hasPrefix(line) }, "no line \(line) in \(outcome.output)")
    }
  }
}
