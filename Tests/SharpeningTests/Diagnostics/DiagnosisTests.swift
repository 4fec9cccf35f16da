import Foundation
import Measurement
import Sharpening
import Testing

@Suite("Diagnoses")
struct DiagnosisTests {
  private typealias Runs = DiagnosedRuns

  @Test("a clean run violates a hypothesis, or one cannot be decided", arguments: Hypothesis.allCases)
  func clean(hypothesis: Hypothesis) {
    let diagnosis = Runs.clean.diagnosis(of: hypothesis)
    #expect(diagnosis.status == .satisfied, "\(diagnosis.row)")
    #expect(diagnosis.worst == nil && diagnosis.steps == [])
  }

  @Test("an empty record satisfies or violates something", arguments: Hypothesis.allCases)
  func empty(hypothesis: Hypothesis) {
    guard case .unknown(let reason) = RunRecord().diagnosis(of: hypothesis).status else {
      Issue.record("\(hypothesis.rawValue) is decided")
      return
    }
    #expect(!reason.isEmpty)
  }

  /// Checks that the planted violation and no other is found, at these steps, with this worst size.
  private func expectOnly(
    _ hypotheses: Set<Hypothesis>, _ record: RunRecord, _ checked: Hypothesis, steps: [Int], worst: Double,
    within tolerance: Double = 1e-9, problem: Int? = nil, sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let found = record.diagnoses().filter { !$0.violations.isEmpty }.map(\.hypothesis)
    #expect(Set(found) == hypotheses, sourceLocation: sourceLocation)
    let diagnosis = record.diagnosis(of: checked)
    #expect(diagnosis.steps == steps, sourceLocation: sourceLocation)
    #expect(diagnosis.worst?.problem == problem, sourceLocation: sourceLocation)
    #expect(
      diagnosis.worst.map { abs($0.amount - worst) <= tolerance } ?? false, "\(diagnosis.row)",
      sourceLocation: sourceLocation)
  }

  @Test("a flip is missed, by problem or by rate")
  func flips() {
    let policies = [[0.5, 0.3, 0.2], [0.4, 0.45, 0.15], [0.6, 0.3, 0.1]].map {
      OutputPolicy(answers: Policy(probabilities: $0), isCorrect: [true, false, false])
    }
    let record = RunRecord(problems: [ProblemSeries(steps: [0, 5, 9], policies: policies)])
    expectOnly(
      [.majorityStability, .effectiveLearning], record, .majorityStability, steps: [5], worst: 1, problem: 0)
    // p falls from .5 to .4 on the way.
    let fall = record.diagnosis(of: .effectiveLearning)
    #expect(fall.steps == [5] && abs((fall.worst?.amount ?? 0) - 0.1) <= 1e-12)
    let rates = RunRecord(trajectory: Runs.trajectory(.majorityFlipRate, at: 4, by: 0.25))
    expectOnly([.majorityStability], rates, .majorityStability, steps: [4], worst: 0.25)
    #expect(rates.diagnosis(of: .majorityStability).scope == .mean)
  }

  @Test("a fall or a standstill of p is missed")
  func learning() {
    let series = ProblemSeries(steps: [0, 1, 2, 3, 4], logOdds: [0, 1, 1, 0.5, 2])
    expectOnly(
      [.effectiveLearning, .relativeProgress], RunRecord(problems: [series], beta: 0.5), .effectiveLearning,
      steps: [2, 3], worst: 1 / (1 + exp(-1)) - 1 / (1 + exp(-0.5)), problem: 0)
    expectOnly(
      [.effectiveLearning], RunRecord(trajectory: Runs.trajectory(.majorityVotingReward, at: 5, by: -0.3)),
      .effectiveLearning, steps: [5],
      worst: 0.3 + (Runs.trajectory[.majorityVotingReward]?[4] ?? 0)
        - (Runs.trajectory[.majorityVotingReward]?[5] ?? 0))
    let finished = ProblemSeries(steps: [0, 1, 2], logOdds: [0, .infinity, .infinity])
    #expect(RunRecord(problems: [finished]).diagnosis(of: .effectiveLearning).status == .satisfied)
  }

  @Test("a step beyond the exact one is missed, or an exact one is taken for it")
  func ordering() {
    let series = ProblemSeries(steps: [0, 1, 3, 4], logOdds: [-1, 0, 2, 3.5])
    // β = 1: moves of 1 a step are exact, also over two steps; the last is .5 too long.
    expectOnly(
      [.ordering], RunRecord(problems: [series], beta: 1), .ordering, steps: [4], worst: 0.5, problem: 0)
    // Exact steps at the ends of β keep the ordering in spite of rounding.
    for beta in [1e-3, 1, 1e3] {
      let exact = ProblemSeries(steps: Array(0..<20), logOdds: (0..<20).map { -3 + Double($0) / beta })
      let record = RunRecord(problems: [exact], beta: beta)
      #expect(record.diagnosis(of: .ordering).status == .satisfied)
      #expect(abs((record.diagnosis(of: .relativeProgress).estimate ?? 0) - 1) <= 1e-6)
    }
  }

  @Test("η_k of mixture steps is not the share that was mixed", arguments: [0.05, 0.3, 1])
  func progress(share: Double) {
    var policy = Policy(probabilities: [0.4, 0.35, 0.25])
    var logOdds: [Double] = []
    for _ in 0..<30 {
      logOdds.append(policy.logOdds(of: [true, false, false]))
      policy = policy.mixed(with: policy.sharpened(by: [1, 0, 0], beta: 0.7), share: share)
    }
    let series = ProblemSeries(steps: Array(0..<30), logOdds: logOdds)
    let diagnosis = RunRecord(problems: [series], beta: 0.7).diagnosis(of: .relativeProgress)
    // Log-odds of up to 40 have errors of 1e-14, p moves by at least 1 − e^(−η/2) of its error.
    #expect(abs((diagnosis.estimate ?? 0) - share) <= 1e-9)
    #expect(diagnosis.status == .satisfied)
    let back = ProblemSeries(steps: [0, 1], logOdds: [1, 0.5])
    #expect(RunRecord(problems: [back], beta: 1).diagnosis(of: .relativeProgress).steps == [1])
  }

  @Test("a learning rate is called safe on the wrong side of 2/β, or 1/β")
  func safeStep() {
    func status(_ rate: RunRecord.LearningRate) -> Diagnosis {
      RunRecord(beta: 0.5, learningRate: rate).diagnosis(of: .safeStep)
    }
    #expect(status(.plain(4)).status == .satisfied && status(.standardised(2)).status == .satisfied)
    #expect(abs((status(.plain(4.2)).worst?.amount ?? 0) - 0.1) <= 1e-12)
    #expect(abs((status(.standardised(2.2)).worst?.amount ?? 0) - 0.1) <= 1e-12)
    #expect(status(.plain(3)).estimate == 1.5)
  }

  @Test("a reward against the policy's order, or a vanishing gap, is missed")
  func rewards() {
    // The runner-up is paid more while it has less than .3.
    let course = Runs.course([0.4, 0.35, 0.25], correct: [true, false, false]) { policy in
      [1, policy.probabilities[1] < 0.3 ? 1.5 : 0.5, 0]
    }
    let record = RunRecord(problems: [course])
    let wrong = zip(course.steps, course.policies ?? []).filter { $0.1.policy.probabilities[1] < 0.3 }.map {
      $0.0
    }
    #expect(!wrong.isEmpty && wrong.count < course.steps.count)
    let order = record.diagnosis(of: .comonotoneReward)
    #expect(order.steps == wrong && order.worst?.amount == 0.5)
    let gap = record.diagnosis(of: .lastingGap)
    #expect(gap.steps == wrong && gap.estimate == -0.5)
    // Equal rewards keep the weak order, but leave no gap.
    let flat = RunRecord(problems: [
      Runs.course([0.5, 0.3, 0.2], correct: [true, false, false]) { _ in [1, 1, 0] }
    ])
    #expect(flat.diagnosis(of: .comonotoneReward).status == .satisfied)
    #expect(flat.diagnosis(of: .lastingGap).steps == Runs.steps)
    // Equally likely outputs may be paid differently, and an impossible one anything.
    let even = RunRecord(problems: [
      Runs.course([0.5, 0.5, 0], correct: [true, false, false]) { _ in [1, 1, 99] }
    ])
    #expect(even.diagnosis(of: .comonotoneReward).status == .satisfied)
  }

  @Test("a second correct answer is missed")
  func correctAnswers() {
    let double = Runs.course([0.5, 0.3, 0.2], correct: [true, true, false])
    let record = RunRecord(problems: Runs.problems + [double])
    #expect(record.diagnosis(of: .oneCorrectAnswer).worst?.problem == 3)
    #expect(record.diagnosis(of: .oneCorrectAnswer).worst?.amount == 1)
    let impossible = Runs.course([0.7, 0.3, 0], correct: [true, false, true])
    #expect(RunRecord(problems: [impossible]).diagnosis(of: .oneCorrectAnswer).status == .satisfied)
  }

  @Test("reward accuracy below label accuracy, rising, or a change of label accuracy is missed")
  func rewardAccuracy() throws {
    var record = Runs.clean
    let last = try #require(Runs.trajectory[.rewardAccuracy]?[8])
    let label = try #require(Runs.trajectory[.labelAccuracy]?[8])
    record.trajectory = Runs.trajectory(.rewardAccuracy, at: 8, by: label - last - 0.125)
    expectOnly([.rewardAccuracyBound], record, .rewardAccuracyBound, steps: [8], worst: 0.125)
    record.trajectory = Runs.trajectory(.rewardAccuracy, at: 3, by: 0.2)
    let before = try #require(Runs.trajectory[.rewardAccuracy]?[2])
    let there = try #require(Runs.trajectory[.rewardAccuracy]?[3])
    expectOnly([.rewardAccuracyFall], record, .rewardAccuracyFall, steps: [3], worst: there + 0.2 - before)
    record.trajectory = Runs.trajectory(.labelAccuracy, at: 2, by: -0.1)
    expectOnly([.labelAccuracyConstancy], record, .labelAccuracyConstancy, steps: [2], worst: 0.1)
    // The same changes within the noise of forty prompts decide nothing.
    record.prompts = 40
    for hypothesis in [Hypothesis.labelAccuracyConstancy, .rewardAccuracyFall] {
      guard case .unknown = record.diagnosis(of: hypothesis).status else {
        Issue.record("\(record.diagnosis(of: hypothesis).row)")
        continue
      }
    }
    record.prompts = 1_000_000
    #expect(record.diagnosis(of: .labelAccuracyConstancy).steps == [2])
  }

  @Test("a slower problem is missed")
  func speed() {
    let slow = Runs.course([0.6, 0.3, 0.1], correct: [true, false, false], beta: 1.6)
    let diagnosis = RunRecord(problems: Runs.problems + [slow]).diagnosis(of: .commonSpeed)
    #expect(diagnosis.steps == Array(Runs.steps.dropFirst()) && diagnosis.worst?.problem == 3)
    #expect(abs((diagnosis.worst?.amount ?? 0) - (1 / 0.8 - 1 / 1.6)) <= 1e-12)
  }

  @Test("a wrong majority above a right one is missed, or groups of margins are not averaged")
  func margins() {
    let wrong = Runs.course([0.9, 0.06, 0.04], correct: [false, true, false])
    var record = RunRecord(problems: Runs.problems + [wrong])
    let diagnosis = record.diagnosis(of: .marginOrder)
    #expect(diagnosis.worst?.problem == 3)
    // Of what is not the majority .06/.1 is correct: w = −.6.
    #expect(abs((diagnosis.worst?.amount ?? 0) - 0.6) <= 1e-12)
    // Together with the right majority below it w is (1 − .6)/2 > 0.
    record.marginGroups = 2
    #expect(record.diagnosis(of: .marginOrder).status == .satisfied)
  }

  @Test("a row has another number of cells than its header, or a diagnosis does not survive JSON")
  func tables() throws {
    let records = [
      Runs.clean, RunRecord(), RunRecord(problems: [.init(steps: [0, 3], logOdds: [1, 0])], beta: 1),
    ]
    for diagnosis in records.flatMap({ $0.diagnoses() }) {
      #expect(diagnosis.row.count == Diagnosis.header.count)
      let data = try JSONEncoder().encode(diagnosis)
      #expect(try JSONDecoder().decode(Diagnosis.self, from: data) == diagnosis)
    }
    let row = records[2].diagnosis(of: .effectiveLearning).row
    #expect(row[4] == "violated" && row[6] == "step 3: worst at problem 0, step 3, 0.2311")
  }

  @Test("what is no record stops the program")
  func refused() async {
    await #expect(processExitsWith: .failure) { _ = RunRecord(beta: 0) }
    await #expect(processExitsWith: .failure) { _ = RunRecord(prompts: 0) }
    await #expect(processExitsWith: .failure) { _ = ProblemSeries(steps: [0, 0], logOdds: [1, 1]) }
    await #expect(processExitsWith: .failure) { _ = ProblemSeries(steps: [0], logOdds: []) }
    await #expect(processExitsWith: .failure) { _ = ProblemSeries(steps: [0], logOdds: [.nan]) }
    await #expect(processExitsWith: .failure) { _ = ProblemSeries(steps: [], policies: []) }
    await #expect(processExitsWith: .failure) {
      let outputs = OutputPolicy(answers: Policy(logits: [0, 0]), isCorrect: [true, false])
      _ = ProblemSeries(steps: [0], policies: [outputs], rewards: [[1]])
    }
  }
}
