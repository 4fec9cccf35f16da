import Foundation
import Measurement
import Testing

@Suite("Comparisons with a baseline")
struct ComparisonTests {
  static let rule = CollapseRule(name: "half", threshold: 0.5, hold: 3)

  /// A run of 200 steps whose reward accuracy falls to 0 at a step; nil for never.
  static func run(_ name: String, _ step: Int?, seed: UInt64? = nil, high: Double = 0.6) -> CollapseRun {
    let values = (0..<200).map { $0 < step ?? 1000 ? high : 0 }
    return CollapseRun(name: name, seed: seed, trajectory: curve(.rewardAccuracy, values))
  }

  static func record(_ steps: [Int?], rule: CollapseRule = rule, name: String = "base") throws
    -> CollapseBaseline
  {
    try CollapseBaseline(
      name: name, rule: rule,
      runs: steps.enumerated().map { run("seed \($0 + 1)", $1, seed: UInt64($0 + 1)) })
  }

  private func compare(
    _ new: [Int?], _ old: [Int?], _ design: CollapseComparison.Design? = nil, side: CollapseSide = .either,
    falseAlarm: Double = 0.05, tolerance: Int = 0
  ) throws -> CollapseComparison {
    try CollapseComparison(
      of: Self.record(new, name: "new"), with: Self.record(old), design: design, side: side,
      falseAlarm: falseAlarm, tolerance: tolerance
    ) { 0.5 }
  }

  @Test("a record holds other steps, ends, seeds or digests than its runs")
  func record() throws {
    let record = try Self.record([100, nil, 197, 198])
    #expect(
      record.runs.map(\.collapseStep) == [100, nil, 197, nil], "a hold of 3 does not fit after step 197")
    #expect(record.runs.map(\.watchedUntil) == [197, 197, 197, 197])
    #expect(record.times == [.collapsed(100), .censored(197), .collapsed(197), .censored(197)])
    #expect(
      record.runs.map(\.seed) == [1, 2, 3, 4] && record.version == 1 && record.metric == .rewardAccuracy)
    #expect(Set(record.runs.map(\.digest)).count == 4 && record.runs.allSatisfy { $0.digest.count == 16 })
    #expect(record.curve.median == 197)
  }

  @Test("a digest does not change with a value, a step or a column, or changes without")
  func digest() {
    let run = curve(.rewardAccuracy, [0.5, 0.25])
    #expect(run.digest == curve(.rewardAccuracy, [0.5, 0.25]).digest)
    #expect(run.digest != curve(.rewardAccuracy, [0.5, 0.25.nextUp]).digest)
    #expect(run.digest != curve(.labelAccuracy, [0.5, 0.25]).digest)
    var later = Trajectory()
    later.append(step: 0, [.rewardAccuracy: 0.5])
    later.append(step: 2, [.rewardAccuracy: 0.25])
    #expect(run.digest != later.digest)
    #expect(curve(.rewardAccuracy, [0.0]).digest == curve(.rewardAccuracy, [-0.0]).digest)
  }

  @Test(
    "other seeds that collapse much earlier or later are consistent, or the p-value is not the extreme deal's"
  )
  func unpaired() throws {
    let old: [Int?] = [100, 110, 120, 130, 140]
    let earlier = try compare([50, 55, 60, 65, 70], old)
    #expect(earlier.verdict == .earlier && earlier.isAlarm && earlier.design == .unpaired && earlier.isExact)
    #expect(earlier.p == 2.0 / 252 && earlier.smallestP == 2.0 / 252)
    #expect(earlier.effect.newMedian == 60 && earlier.effect.baselineMedian == 120)
    #expect(earlier.effect.meanDifference == -60 && earlier.effect.shift == -0.5)
    #expect(
      earlier.effect.hazardRatio.estimate == nil
        && earlier.effect.hazardRatio.interval.low.map { $0 > 1 } == true)
    #expect(try compare([150, 155, 160, 165, nil], old).verdict == .later)
    #expect(try compare([150, 155, 160, 165, nil], old, side: .earlier).verdict == .consistent)
    let same = try compare([99, 111, 119, 131, 139], old)
    #expect(same.verdict == .consistent && !same.isAlarm && same.p.map { $0 > 0.5 } == true)
    // The rate reached is a share of 252 deals on each side, at most 6 of them.
    #expect(same.reachedAlarm == 2.0 * 6 / 252)
    #expect(same.sentence.hasPrefix("No change of collapse found") && same.sentence.contains("rule 'half'"))
  }

  @Test("too few runs are called consistent")
  func tooFew() throws {
    let found = try compare([10, 11, 12], [100, 110, 120], falseAlarm: 0.05)
    #expect(found.verdict == .tooFew && !found.isAlarm && found.smallestP == 0.1 && found.reachedAlarm == 0)
    #expect(found.sentence.contains("no p-value can be below 0.1"))
    #expect(try compare([10, 11, 12], [100, 110, 120], side: .earlier).verdict == .earlier, "1/20 is 0.05")
  }

  // One of them that collapsed early would have been an alarm: the expectation could have failed.
  @Test("runs of which none collapses are called too few, and so are equal ones")
  func alike() throws {
    let whole: [Int?] = [nil, nil, nil, nil]
    for design in [CollapseComparison.Design.unpaired, .paired] {
      for runs in [whole, [70, 70, 70, 70]] {
        let found = try compare(runs, runs, design, falseAlarm: 0.2)
        #expect(
          found.verdict == .consistent && found.p == 1 && found.smallestP == 1 && found.reachedAlarm == 0)
        #expect(design == .paired || found.sentence.contains("that no p-value is below 1."))
        #expect(try compare([10, 11, 12, 13], runs, design, falseAlarm: 0.2).verdict == .earlier)
        // 2/C(8, 4) and 2/2⁴ are above 1 %, whatever the runs do.
        #expect(try compare(runs, runs, design, falseAlarm: 0.01).verdict == .tooFew)
      }
    }
  }

  @Test("a prediction without an end or a level is told")
  func emptyPrediction() throws {
    // Both ends of none that collapsed are open, and one run predicts nothing.
    #expect(try !compare([20], [nil, nil, nil], falseAlarm: 0.5).sentence.contains("Predicted"))
    #expect(try !compare([20], [30], falseAlarm: 0.5).sentence.contains("Predicted"))
    let late = try compare([20], [30, nil, nil], side: .earlier, falseAlarm: 0.25)
    #expect(late.sentence.contains("Predicted: from 30 on, at 75 %."), "\(late.sentence)")
    let early = try compare([20], [30, 40, 50], side: .later, falseAlarm: 0.25)
    #expect(early.sentence.contains("Predicted: up to 50, at 75 %."), "\(early.sentence)")
  }

  @Test("pairs are not compared pair by pair")
  func paired() throws {
    let old: [Int?] = [50, 150, 80, 120, 100, 60]
    let earlier = try compare([45, 144, 73, 112, 91, 50], old, .paired)
    // All six pairs earlier: 2/64.
    #expect(earlier.verdict == .earlier && earlier.p == 2.0 / 64 && earlier.smallestP == 2.0 / 64)
    #expect(try compare([45, 144, 73, 112, 91, 50], old, .unpaired).verdict == .consistent)
    #expect(try compare([55, 144, 73, 112, 91, 70], old, .paired).verdict == .consistent)
    let equal = try compare([50, 150, 80, 120, 100, 50], old, .paired)
    #expect(equal.verdict == .consistent && equal.sentence.contains("Of 6 pairs 1 differ"))
  }

  @Test("pairs are matched by order, not by seed or name")
  func matching() throws {
    let old = try Self.record([50, 150])
    let turned = try CollapseBaseline(
      name: "new", rule: Self.rule, runs: [Self.run("b", 150, seed: 2), Self.run("a", 50, seed: 1)])
    let found = try CollapseComparison(of: turned, with: old, design: .exact) { 0.5 }
    #expect(found.verdict == .consistent)
    let named = try CollapseBaseline(
      name: "new", rule: Self.rule, runs: [Self.run("seed 2", 150), Self.run("seed 1", 50)])
    #expect(try CollapseComparison(of: named, with: old, design: .exact) { 0.5 }.verdict == .consistent)
    let other = try CollapseBaseline(
      name: "new", rule: Self.rule, runs: [Self.run("c", 50), Self.run("seed 1", 50)])
    #expect(throws: CollapseError.unpaired(runs: ["seed 2", "c"])) {
      _ = try CollapseComparison(of: other, with: old, design: .paired) { 0.5 }
    }
  }

  @Test("one run is not ranked among the baseline's, or predicted by its order")
  func single() throws {
    let old: [Int?] = (0..<39).map { 60 + 3 * $0 }
    let earlier = try compare([20], old)
    #expect(earlier.design == .single && earlier.verdict == .earlier && earlier.p == 2.0 / 40)
    #expect(earlier.effect.prediction == ConfidenceInterval(low: 60, high: 174, level: 0.95))
    #expect(try compare([100], old).verdict == .consistent)
    #expect(try compare([20], old.dropLast()).verdict == .tooFew, "2/39 is above 0.05")
    let oneSided = try compare([20], Array(old.prefix(19)), side: .earlier)
    #expect(oneSided.verdict == .earlier && oneSided.p == 1.0 / 20)
    #expect(oneSided.effect.prediction == ConfidenceInterval(low: 60, high: nil, level: 0.95))
    #expect(throws: CollapseError.notSingle(count: 2)) { _ = try compare([20, 30], old, .single) }
    // Two censored runs of 39 leave the upper end open.
    let open = try compare([100], [Int?](old.dropLast(2)) + [nil, nil])
    #expect(open.effect.prediction?.high == nil && open.effect.prediction?.low == 60)
  }

  @Test("an exact repetition tolerates too much or too little, or does not tell of other values")
  func exact() throws {
    #expect(try compare([100, nil], [100, nil], .exact).verdict == .consistent)
    let off = try compare([101, nil, 80], [100, nil, 70], .exact)
    #expect(off.verdict == .different && off.isAlarm && off.p == nil)
    #expect(off.sentence.contains("seed 1 collapses at 101, was at 100, and 1 more"))
    #expect(try compare([101, nil], [100, nil], .exact, tolerance: 1).verdict == .consistent)
    #expect(try compare([100, 150], [100, nil], .exact, tolerance: 500).verdict == .different)
    let values = try CollapseBaseline(
      name: "new", rule: Self.rule, runs: [Self.run("seed 1", 100, seed: 1, high: 0.7)])
    let found = try CollapseComparison(of: values, with: Self.record([100]), design: .exact) { 0.5 }
    #expect(found.verdict == .consistent && found.sentence.contains("In 1 of 1 runs other values differ"))
  }

  @Test("records of another version, metric or rule are compared")
  func refused() throws {
    let old = try Self.record([100])
    func check(_ new: CollapseBaseline, _ error: CollapseError) {
      #expect(throws: error) { _ = try CollapseComparison(of: new, with: old) { 0.5 } }
      #expect(error.description.hasSuffix("."))
    }
    var version = old
    version.version = 2
    check(version, .version(record: "base", found: 2, needed: 1))
    var rule = Self.rule
    rule.hold = 4
    check(try Self.record([100], rule: rule), .rule(baseline: Self.rule, new: rule))
    var metric = old
    metric.metric = .heldoutAccuracy
    check(metric, .metric(baseline: .rewardAccuracy, new: .heldoutAccuracy))
    var empty = old
    empty.runs = []
    check(empty, .noRuns(record: "base"))
    #expect(throws: CollapseError.noRuns(record: "x")) {
      _ = try CollapseBaseline(name: "x", rule: Self.rule, runs: [])
    }
    #expect(throws: CollapseError.duplicateRun(run: "a")) {
      _ = try CollapseBaseline(name: "x", rule: Self.rule, runs: [Self.run("a", 1), Self.run("a", 2)])
    }
    let short = CollapseRun(name: "s", trajectory: curve(.rewardAccuracy, [1, 1]))
    #expect(throws: CollapseError.tooShort(run: "s", rule: "half", steps: 2, hold: 3)) {
      _ = try CollapseBaseline(name: "x", rule: Self.rule, runs: [short])
    }
    #expect(throws: CollapseError.missingColumns(run: "s", rule: "heldout", missing: [.heldoutAccuracy])) {
      _ = try CollapseBaseline(name: "x", rule: .heldout, runs: [short])
    }
  }

  @Test("recording anew hides a change, or shows one where there is none")
  func difference() throws {
    let old = try Self.record([100, 110, nil])
    #expect(CollapseDifference(from: old, to: old).lines.isEmpty)
    var new = try Self.record([100, 120, nil, 90])
    new.runs[0] = try Self.record([100], rule: Self.rule).runs[0]
    #expect(
      CollapseDifference(from: old, to: new).lines == [
        "seed 2: collapse at 110 becomes collapse at 120", "seed 4: added (collapse at 90)",
      ])
    let back = CollapseDifference(from: new, to: old).lines
    #expect(back.last == "seed 4: removed (collapse at 90)")
    let other = CollapseDifference(from: old, to: try Self.record([100, 110, nil], rule: .paper)).lines
    #expect(other.first?.hasPrefix("rule: 'half: ") == true)
  }

  @Test("a record, a comparison or a report changes on its way through JSON, or a key is missing")
  func codable() throws {
    func pass<T: Codable & Equatable>(_ value: T) throws -> String {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.sortedKeys]
      let data = try encoder.encode(value)
      #expect(try JSONDecoder().decode(T.self, from: data) == value)
      return String(decoding: data, as: UTF8.self)
    }
    let record = try pass(Self.record([100, nil]))
    #expect(record.contains("\"collapse_step\":null") && record.contains("\"watched_until\":197"))
    #expect(record.contains("\"base_rate\":0"))
    let comparison = try pass(compare([50, 60], [100, nil]))
    for key in ["reached_alpha", "smallest_p", "verdict", "false_alarm", "hazard_ratio", "sentence"] {
      #expect(comparison.contains("\"\(key)\""), "\(key)")
    }
    var random = SplitMix(state: 1)
    let report = try CollapseReport(of: RealRewards.stable, run: "stable", resamples: 20) { random.uniform() }
    let text = try pass(report)
    #expect(text.contains("\"collapse_step\":null") && text.contains("\"censored_at\":500"))
    for key in [
      "steps", "rule", "failure_mode", "shape", "onset", "proxy_gap", "warnings", "sensitivity",
      "other_rules",
    ] {
      #expect(text.contains("\"\(key)\":"), "\(key)")
    }
    let collapsing = try CollapseReport(of: RealRewards.collapsing, run: "kl", resamples: 20) {
      random.uniform()
    }
    #expect(
      collapsing.collapseStep == 58 && collapsing.censoredAt == nil && collapsing.rule == "ground-truth")
    #expect(collapsing.sentence.hasPrefix("kl collapses at step 58 under the rule 'ground-truth'"))
    #expect(throws: CollapseError.noRule(run: "r", columns: [.tokens])) {
      _ = try CollapseReport(of: curve(.tokens, [1]), run: "r") { 0.5 }
    }
  }

  @Test("continuous integration does not see an alarm, or the XML breaks at a special character")
  func junit() throws {
    let alarm = try compare([50, 55, 60, 65, 70], [100, 110, 120, 130, 140])
    let fine = try compare([100, 110, 120, 130, 140], [100, 110, 120, 130, 140])
    let few = try compare([1], [2])
    let xml = JUnitReport(suite: "a<b", cases: [("x & \"y\"", alarm), ("fine\u{1}", fine), ("few", few)]).xml
    #expect(xml.contains("<testsuite name=\"a&lt;b\" tests=\"3\" failures=\"1\" errors=\"1\">"))
    #expect(xml.contains("name=\"x &amp; &quot;y&quot;\"") && xml.contains("<failure type=\"earlier\""))
    #expect(xml.contains("fine\u{FFFD}") && xml.contains("<error type=\"too-few\""))
    #expect(xml.contains("rule &apos;half&apos;"))
    let parser = XMLWellFormedness(xml)
    #expect(parser.isWellFormed)
  }
}

/// A check that tags close in order and no bare ampersand stands, enough for what the report writes.
private struct XMLWellFormedness {
  let isWellFormed: Bool

  init(_ text: String) {
    var open: [Substring] = []
    var fine = true
    for piece in text.split(separator: "<").dropFirst() {
      let tag = piece.prefix { $0 != ">" }
      let name = tag.drop { $0 == "/" }.prefix { $0 != " " && $0 != "/" }
      if tag.hasPrefix("?") || tag.hasSuffix("/") { continue }
      if tag.hasPrefix("/") { fine = fine && open.popLast() == name } else { open.append(name) }
    }
    for piece in text.split(separator: "&", omittingEmptySubsequences: false).dropFirst() {
      fine = fine && piece.prefix(7).contains(";")
    }
    isWellFormed = fine && open.isEmpty
  }
}
