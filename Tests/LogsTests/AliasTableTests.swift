import Foundation
import Measurement
import Testing

@testable import Logs

@Suite("The table of foreign names")
struct AliasTableTests {
  @Test("the embedded table is not the committed one, or a line of it means nothing")
  func table() throws {
    let path = Fixtures.package.appending(path: "Sources/Logs/aliases.csv").path
    let text = try String(contentsOfFile: path, encoding: .utf8)
    #expect(EmbeddedAliases.text == text.trimmingCharacters(in: .newlines))
    let lines = text.split(separator: "\n").count - 1
    #expect(AliasTable.standard.aliases.count == lines)
    #expect(Set(AliasTable.standard.aliases.map(\.pattern)).count == lines, "a name stands there twice")
    for alias in AliasTable.standard.aliases {
      guard case .column(let column) = alias.target else { continue }
      #expect(alias.unit.fits(column), "\(alias.pattern)")
      #expect(column.unit == .any || alias.unit != .any, "\(alias.pattern) has no unit")
    }
  }

  @Test("a column of the waist is not understood under its own name")
  func own() {
    for column in Trajectory.Column.allCases {
      #expect(AliasTable.standard.match(column.rawValue)?.alias.target == .column(column), "\(column)")
    }
  }

  @Test(
    "a trainer's name means another column",
    arguments: [
      ("train/majority_voting_reward", Trajectory.Column.majorityVotingReward), ("train/pass@32", .passAtN),
      ("train/ground_truth_ratio", .groundTruthReward), ("critic/rewards/mean", .reward),
      ("val-core/openai/gsm8k/acc/mean@16", .heldoutAccuracy), ("val-core/AIME/acc/mean_8", .heldoutAccuracy),
      ("train/completions/mean_length", .responseLength), ("Actor/Entropy", .actorEntropy),
      ("rollout/truncated_rate", .responseClipRatio), ("objective/kl", .klToStart),
    ])
  func names(name: String, column: Trajectory.Column) {
    #expect(AliasTable.standard.match(name)?.alias.target == .column(column))
  }

  @Test(
    "a name that means something else is taken",
    arguments: [
      "actor/ppo_kl", "critic/rewards/max", "pass@", "pass@k", "val-core/x/acc/best@4/mean",
      "val-core//acc/mean@4",
      "train/post_entropy", "eval_reward", "reward_std", "perf/total_num_tokens", "",
    ])
  func others(name: String) {
    #expect(AliasTable.standard.match(name) == nil)
  }
}
