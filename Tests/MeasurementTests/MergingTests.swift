import Measurement
import Testing

@Suite("Merging metrics")
struct MergingTests {
  static let problems = randomProblems(120, seed: 3)

  static func features(_ problems: [PlainProblem], lengths: Bool = true) -> RolloutFeatures {
    var random = SplitMix(state: UInt64(problems[0].rollouts.count))
    let count = problems.reduce(0) { $0 + $1.rollouts.count }
    return RolloutFeatures(
      length: lengths ? (0..<count).map { _ in Int.random(in: 0...90, using: &random) } : nil,
      meanEntropy: (0..<count).map { _ in Double.random(in: 0...3, using: &random) },
      repetition: (0..<count).map { _ in Double.random(in: 0...1, using: &random) })
  }

  /// A part of the set with the features of its own rollouts.
  static func part(_ range: Range<Int>, _ features: RolloutFeatures) -> VoteSet {
    let before = problems[..<range.lowerBound].reduce(0) { $0 + $1.rollouts.count }
    let count = problems[range].reduce(0) { $0 + $1.rollouts.count }
    let rollouts = before..<(before + count)
    return voteSet(
      Array(problems[range]),
      features: RolloutFeatures(
        length: features.length.map { Array($0[rollouts]) },
        meanEntropy: features.meanEntropy.map { Array($0[rollouts]) },
        repetition: features.repetition.map { Array($0[rollouts]) }))
  }

  // Failed before actor entropy was merged by its tokens: blocks were weighed by their problems.
  @Test("blocks merged are the whole measured", arguments: TieRule.allCases, [true, false])
  func blocks(tieRule: TieRule, lengths: Bool) {
    let features = Self.features(Self.problems, lengths: lengths)
    let start = [Int32](repeating: 0, count: 120)
    let whole = metrics(of: Self.part(0..<120, features), tieRule: tieRule, relativeTo: start)
    var merged = VoteMetrics()
    for (from, to) in [(0, 1), (1, 50), (50, 50), (50, 120)] {
      merged.merge(
        metrics(of: Self.part(from..<to, features), tieRule: tieRule, relativeTo: Array(start[from..<to])))
    }
    #expect(whole.columns[.actorEntropy] != nil && whole.columns[.majorityFlipRate] != nil)
    #expect(whole.columns.count == (lengths ? 13 : 12))
    #expect(agree(merged.columns, whole.columns), "\(merged.columns) and \(whole.columns)")
    #expect(merged.problems == 120 && merged.rollouts == whole.rollouts)
  }

  @Test("actor entropy weighs a rollout by its tokens")
  func tokens() {
    let problem = PlainProblem(rollouts: [0, 1], isCorrect: [true, false])
    let features = RolloutFeatures(length: [1, 3], meanEntropy: [2, 1])
    #expect(metrics(of: voteSet([problem], features: features)).columns[.actorEntropy] == 1.25)
    let unknown = RolloutFeatures(meanEntropy: [2, 1])
    #expect(metrics(of: voteSet([problem], features: unknown)).columns[.actorEntropy] == 1.5)
    let empty = RolloutFeatures(length: [0, 0], meanEntropy: [2, 1])
    #expect(metrics(of: voteSet([problem], features: empty)).columns[.actorEntropy] == nil)
  }

  @Test("a column that one side lacks is lost, not taken as zero")
  func missing() {
    let problem = PlainProblem(rollouts: [0, 0, nil], isCorrect: [true])
    let features = RolloutFeatures(length: [4, 4, 4], meanEntropy: [1, 1, 1], repetition: [0, 0, 0])
    var full = metrics(of: voteSet([problem], features: features), relativeTo: [0])
    full.merge(metrics(of: voteSet([problem], named: false)))
    let lost: [Trajectory.Column] = [
      .majorityFlipRate, .responseLength, .repetition, .actorEntropy, .answerDiversity,
    ]
    for column in lost { #expect(full.columns[column] == nil, "\(column)") }
    #expect(full.columns[.majorityRatio] == 2.0 / 3)
  }

  @Test("token means and rollout means do not mix")
  func mixed() {
    let problem = PlainProblem(rollouts: [0, 1], isCorrect: [true, false])
    var sums = metrics(
      of: voteSet([problem], features: RolloutFeatures(length: [1, 3], meanEntropy: [2, 1])))
    sums.merge(metrics(of: voteSet([problem], features: RolloutFeatures(meanEntropy: [2, 1]))))
    #expect(sums.columns[.actorEntropy] == nil)
  }

  @Test("answer diversity counts a winner once, in whichever block it wins")
  func diversity() {
    let same = PlainProblem(rollouts: [0], isCorrect: [true, false])
    let other = PlainProblem(rollouts: [1], isCorrect: [true, false])
    var sums = metrics(of: voteSet([same, same]))
    #expect(sums.columns[.answerDiversity] == 0.5)
    sums.merge(metrics(of: voteSet([same, other])))
    #expect(sums.columns[.answerDiversity] == 0.5)
  }
}
