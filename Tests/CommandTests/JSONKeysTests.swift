import Foundation
import Testing

@Suite("JSON has the keys that programs were told to read")
struct JSONKeysTests {
  private static let votes = "Sources/Claims/Answers/gpt4_game24_io.csv"

  @Test("predict --json has every key, and one accuracy more than steps")
  func predict() throws {
    let object = try CommandRunner.run([
      "predict", Self.votes, "--resamples", "100", "--steps", "3", "--json",
    ]).object()
    for key in [
      "problems", "samples", "pass_at_1", "maj_at_k", "pass_at_k", "mean_answer_entropy", "label_accuracy",
      "limit_accuracy",
    ] { #expect(object[key] is NSNumber, "\(key) is no number") }
    #expect((object["accuracy"] as? [Double])?.count == 4)
    #expect((object["reward_accuracy"] as? [Double])?.count == 4)
    #expect((object["majority_ratio"] as? [Double])?.count == 4)
    let shape = try #require(object["shape"] as? String)
    #expect(["rises", "falls", "rises-then-falls", "falls-then-rises", "flat"].contains(shape))
    #expect(object["certain"] is Bool)
    let problems = try #require(object["per_problem"] as? [[String: Any]])
    #expect(problems.count == 100)
    #expect(
      Set(problems[0].keys) == [
        "problem_id", "samples", "majority_answer", "p_majority", "margin", "tie", "flip_probability",
        "right",
        "accuracy", "pass_at_k",
      ])
  }

  // With majority p, right share 1 in it and r outside: V = p(1 − p)(1 − r) and M = (1 − p)/p·(1 − r), minus what a wrong
  // majority loses. For 7:3 right and 5:4:4:4 wrong, V = (0.21 − 0.069)/2 and M = (3/7 − 4/5)/2.
  @Test(
    "a course gets the one of five names that its two slopes tell",
    arguments: [
      ("rises", "a,x,1,3\na,y,0,1\n"),
      ("falls", "a,x,0,3\na,y,1,1\n"),
      ("flat", "a,x,1,4\n"),
      ("rises-then-falls", "a,x,1,7\na,y,0,3\nb,x,0,5\nb,y,1,4\nb,z,0,4\nb,u,0,4\n"),
      ("falls-then-rises", "a,x,0,7\na,y,1,3\nb,x,1,5\nb,y,0,4\nb,z,0,4\nb,u,0,4\n"),
    ])
  func shapes(_ shape: String, _ rows: String) throws {
    let outcome = try CommandRunner.run(
      ["predict", "FILE", "--json"], file: "problem_id,answer,correct,count\n" + rows)
    let prediction = try outcome.decoded(Prediction.self)
    #expect(prediction.shape == shape)
    #expect(prediction.certain == false, "fewer than ten problems cannot be certain")
  }

  private struct Item: Decodable {
    let id: String
    let statement: String
    let source: String
    let basis: String
    let proved: String
    let simulated: String
    let observed: String
    let expected: [String: String]
  }

  @Test("verify --json lists claims with three verdicts and three expectations")
  func verify() throws {
    let items = try CommandRunner.run(["verify", "--claim", "T8", "--json"]).decoded([Item].self)
    #expect(items.map(\.id) == ["T8"])
    let item = try #require(items.first)
    #expect(!item.statement.isEmpty && !item.source.isEmpty)
    #expect(["stated", "reconstructed"].contains(item.basis))
    let names: Set = ["holds", "refuted", "inconclusive", "not-yet"]
    #expect(names.isSuperset(of: [item.proved, item.simulated, item.observed]))
    #expect(Set(item.expected.keys) == ["proved", "simulated", "observed"])
    #expect(names.isSuperset(of: item.expected.values))
    #expect(item.expected == ["proved": item.proved, "simulated": item.simulated, "observed": item.observed])
  }

  @Test("claims --json shows the same of a claim as verify --json")
  func claims() throws {
    let shown = try CommandRunner.run(["claims", "T8", "--json"])
    let verified = try CommandRunner.run(["verify", "--claim", "t8", "--json", "--threads", "1"])
    shown.succeeded()
    #expect(shown.output == verified.output)
  }

  @Test("simulate --json has its configuration and every column's band")
  func simulate() throws {
    let object = try CommandRunner.run(
      ["simulate", "--problems", "5", "--steps", "2", "--replicates", "2", "--json"]
    ).object()
    #expect(Set(object.keys) == ["configuration", "votes", "steps", "replicates", "columns"])
    #expect(object["steps"] as? [Int] == [0, 1, 2])
    let columns = try #require(object["columns"] as? [String: [String: [Double]]])
    #expect(columns["ground_truth_reward"] != nil && columns["label_accuracy"] != nil)
    for (name, column) in columns {
      #expect(Set(column.keys) == ["mean", "lower", "upper"], "\(name)")
      #expect(column.values.allSatisfy { $0.count == 3 }, "\(name)")
    }
  }
}
