import Measurement
import SharpeningNumerics
import Testing
internal import Foundation

@testable import Sharpening

/// Configurations: round trips, defaults, refusals.
@Suite struct CoupledConfigurationTests {
  @Test("a training survives JSON, whatever its model")
  func roundTrip() throws {
    for model in [
      CouplingModel.shortcut(ShortcutModel()), .classRule(ClassRuleModel(prior: 0.4)),
      .strategies(StrategyModel()),
    ] {
      var training = CoupledTraining()
      training.model = model
      training.dataSize = 7
      training.kl = KLPenalty(coefficient: 0.1)
      let data = try JSONEncoder().encode(training)
      #expect(try JSONDecoder().decode(CoupledTraining.self, from: data) == training)
    }
  }

  @Test("absent keys have their defaults, and unknown keys are refused")
  func keys() throws {
    func decode(_ text: String) throws -> CoupledTraining {
      try JSONDecoder().decode(CoupledTraining.self, from: Data(text.utf8))
    }
    #expect(try decode("{}") == CoupledTraining())
    #expect(try decode(#"{"model": {"name": "shortcut"}, "data_size": 3}"#).dataSize == 3)
    for text in [#"{"rollout": 8}"#, #"{"model": {"name": "shortcut", "eazy": 1}}"#, #"{"model": {}}"#] {
      #expect(throws: DecodingError.self) { try decode(text) }
    }
  }

  @Test("each impossible value is refused in a sentence that names it")
  func problems() {
    let cases: [(String, (inout CoupledTraining) -> Void)] = [
      ("batch is 0", { $0.batch = 0 }), ("rollouts is 0", { $0.rollouts = 0 }),
      ("data_size is -1", { $0.dataSize = -1 }), ("steps is -1", { $0.steps = -1 }),
      ("temperature is 0", { $0.temperature = 0 }), ("mini_batch is 0", { $0.miniBatch = 0 }),
      ("evaluate_every is 0", { $0.evaluateEvery = 0 }), ("give a data_size", { $0.evaluation = .training }),
      ("looks at more than answers", { $0.reward = .selfCertainty }),
      (
        "leaving one out",
        { training in
          training.rollouts = 1
          training.advantage = .leaveOneOut
        }
      ),
      (
        "false-positive rates",
        {
          $0.reward = .verifier(AcceptanceRates(truePositive: 1, falsePositives: [0, 1, 0]))
        }
      ),
      (
        "follow from counts",
        { training in
          training.gradient = .expected
          training.reward = .random()
        }
      ),
      (
        "easy is 2",
        { training in
          var model = ShortcutModel()
          model.easy = 2
          training.model = .shortcut(model)
        }
      ),
    ]
    for (words, change) in cases {
      var training = CoupledTraining()
      change(&training)
      #expect(training.problem?.contains(words) ?? false, "\(words): \(training.problem ?? "accepted")")
    }
    #expect(CoupledTraining().problem == nil)
  }
}
