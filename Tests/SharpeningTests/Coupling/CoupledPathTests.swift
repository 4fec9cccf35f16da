import Measurement
import SharpeningNumerics
import Testing
internal import Foundation

@testable import Sharpening

/// The specialised loop against the general one, and both against threads.
@Suite struct CoupledPathTests {
  static let trainings: [CoupledTraining] = {
    var plain = CoupledTraining()
    plain.dataSize = 96
    plain.steps = 60
    plain.evaluationProblems = 50
    var shuffled = plain
    shuffled.order = .shuffled
    shuffled.advantage = .meanOnly
    shuffled.rollouts = 5
    var fresh = plain
    fresh.dataSize = nil
    fresh.rollouts = 19
    fresh.advantage = .verl
    var wrong = plain
    wrong.selection = .wrongMajority
    wrong.evaluation = .training
    wrong.dataSize = 20
    var repeated = plain
    repeated.dataSize = 5
    return [plain, shuffled, fresh, wrong, repeated]
  }()

  @Test("the specialised loop of Model E gives the general loop's numbers", arguments: trainings)
  func fastIsGeneral(training: CoupledTraining) {
    #expect(ShortcutBlock.canRun(training))
    let fast = training.run(replicate: 3, path: .automatic)
    let general = training.run(replicate: 3, path: .general)
    // The same uniforms meet the same partial sums; only sums over the batch are taken in another order.
    #expect(fast.training == general.training)
    #expect(fast.evaluation.steps == general.evaluation.steps)
    for column in fast.evaluation.columns {
      for (a, b) in zip(fast.evaluation[column] ?? [], general.evaluation[column] ?? []) {
        #expect(abs((a ?? .nan) - (b ?? .nan)) <= 1e-12, "\(column) differs")
      }
    }
    for (a, b) in zip(fast.parameters, general.parameters) { #expect(abs(a - b) <= 1e-12) }
  }

  @Test("objectives that the specialised loop does not know are left to the general one")
  func fastIsRefused() {
    let changes: [(inout CoupledTraining) -> Void] = [
      { $0.reward = .groundTruth }, { $0.temperature = 0.8 }, { $0.miniBatch = 8 }, { $0.passes = 2 },
      { $0.kl = KLPenalty(coefficient: 0.005) }, { $0.advantage = .leaveOneOut },
      { $0.advantage = .reinforcePlusPlus }, { $0.gradient = .expected }, { $0.rollouts = 300 },
      { $0.reward = .majorityVoting(VoteRule(tieRule: .everyTied)) },
      { $0.loss = PolicyLoss(entropyBonus: 0.1) }, { $0.model = .classRule(ClassRuleModel()) },
      { training in
        var model = ShortcutModel()
        model.answers = 7
        training.model = .shortcut(model)
      },
    ]
    for change in changes {
      var training = CoupledTraining()
      change(&training)
      #expect(!ShortcutBlock.canRun(training))
    }
  }

  /// Runs every piece on a thread of its own.
  private struct ThreadPerPiece: Executor {
    private final class Results<Value>: @unchecked Sendable {
      private let lock = NSLock()
      private var values: [Int: Value] = [:]
      func set(_ value: Value, at index: Int) { lock.withLock { values[index] = value } }
      var inOrder: [Value] { lock.withLock { values.sorted { $0.key < $1.key }.map(\.value) } }
    }
    func map<Result: Sendable>(_ count: Int, _ body: @Sendable (Int) -> Result) -> [Result] {
      let results = Results<Result>()
      DispatchQueue.concurrentPerform(iterations: count) {
        results.set(body(count - 1 - $0), at: count - 1 - $0)
      }
      return results.inOrder
    }
  }

  @Test("a summary over threads is the serial summary, bit for bit")
  func threads() {
    var training = CoupledTraining()
    training.steps = 40
    training.evaluationProblems = 20
    let serial = training.summary(replicates: 40)
    let threaded = training.summary(replicates: 40, executor: ThreadPerPiece())
    #expect(serial.lastRewardAccuracies == threaded.lastRewardAccuracies)
    #expect(serial.evaluation(.heldoutAccuracy) == threaded.evaluation(.heldoutAccuracy))
    #expect(serial.training(.rewardAccuracy) == threaded.training(.rewardAccuracy))
    #expect(serial.replicates == 40 && serial.collapses == threaded.collapses)
  }

  @Test("replicates differ, and a replicate repeats itself")
  func replicates() {
    var training = CoupledTraining()
    training.steps = 20
    let first = training.run(replicate: 0)
    #expect(first == training.run(replicate: 0))
    #expect(first != training.run(replicate: 1))
    training.seed = Seed(2)
    #expect(first != training.run(replicate: 0))
  }
}
