/// What a comparison's test says, before its effect.
struct Finding {
  var verdict: CollapseComparison.Verdict
  var p: Double?
  var reached: Double?
  var smallest: Double?
  var isExact: Bool
  /// What to add to the sentence.
  var note = ""

  static func unpaired(
    _ new: [SurvivalTime], _ old: [SurvivalTime], _ side: CollapseSide, _ rate: Double,
    _ uniform: () -> Double
  ) -> Finding {
    let test = LogRankTest(new, old)
    let law = test.permutationLaw(uniform: uniform)
    let p = law.p(test.statistic, side)
    let smallest = law.smallestP(side)
    // 1/C(n + m, n).
    let deals = (0..<new.count).reduce(1.0) { $0 * Double(old.count + $1 + 1) / Double($1 + 1) }
    let verdict = verdict(p, one: 1 / deals, rate, side, isEarlier: test.statistic > 0)
    return Finding(
      verdict: verdict, p: p, reached: law.reachedRate(rate, side), smallest: smallest, isExact: law.isExact,
      note: ties(smallest, rate, verdict))
  }

  static func paired(
    _ pairs: [(old: CollapseBaseline.Run, new: CollapseBaseline.Run)], _ side: CollapseSide, _ rate: Double
  ) -> Finding {
    let test = SignedRankTest(pairs.map { ($0.old.time, $0.new.time) })
    let p = test.p(side)
    let half = Double(test.informative * (test.informative + 1)) / 4
    let one = (0..<pairs.count).reduce(1.0) { share, _ in share / 2 }
    return Finding(
      verdict: verdict(p, one: one, rate, side, isEarlier: test.statistic > half), p: p,
      reached: test.reachedRate(rate, side), smallest: test.smallestP(side), isExact: true,
      note: test.informative == pairs.count ? "" : " Of \(pairs.count) pairs \(test.informative) differ.")
  }

  static func exact(
    _ pairs: [(old: CollapseBaseline.Run, new: CollapseBaseline.Run)], _ tolerance: Int
  ) -> Finding {
    func words(_ run: CollapseBaseline.Run) -> String {
      run.collapseStep.map { "at \($0)" } ?? "not up to \(run.watchedUntil)"
    }
    let off = pairs.filter { pair in
      switch (pair.old.collapseStep, pair.new.collapseStep) {
      case (let old?, let new?): abs(old - new) > tolerance
      case (nil, nil): false
      default: true
      }
    }
    if let first = off.first {
      let more = off.count == 1 ? "" : ", and \(off.count - 1) more"
      return Finding(
        verdict: .different, isExact: true,
        note: " \(first.new.name) collapses \(words(first.new)), was \(words(first.old))\(more).")
    }
    let changed = pairs.count { $0.old.digest != $0.new.digest }
    return Finding(
      verdict: .consistent, isExact: true,
      note: changed == 0 ? "" : " In \(changed) of \(pairs.count) runs other values differ.")
  }

  /// The verdict, of which `one` is the smallest one-sided p-value that so many runs have without ties.
  ///
  /// Runs that tie, as where none collapses, are not too few: they are as alike as can be.
  private static func verdict(
    _ p: Double, one: Double, _ rate: Double, _ side: CollapseSide, isEarlier: Bool
  ) -> CollapseComparison.Verdict {
    // Half a last digit, so that 1/20 counts as 0.05.
    let limit = rate * (1 + 1e-12)
    if min(1, side == .either ? 2 * one : one) > limit { return .tooFew }
    if p > limit { return .consistent }
    switch side {
    case .earlier: return .earlier
    case .later: return .later
    case .either: return isEarlier ? .earlier : .later
    }
  }

  /// What to say where ties alone keep every p-value above the rate.
  private static func ties(
    _ smallest: Double, _ rate: Double, _ verdict: CollapseComparison.Verdict
  ) -> String {
    guard verdict == .consistent, smallest > rate * (1 + 1e-12) else { return "" }
    return " So many collapse at one step, or not at all, that no p-value is below \(short(smallest))."
  }

  /// One sentence, or two.
  func sentence(
    design: CollapseComparison.Design, effect: CollapseComparison.Effect, rule: String, falseAlarm: Double,
    old: Int, new: Int
  ) -> String {
    let who = "\(new) new \(new == 1 ? "run" : "runs") against \(old) of the baseline, rule '\(rule)'"
    func number(_ x: Double?) -> String { x.map { Self.short($0) } ?? "none" }
    func step(_ x: Int?) -> String { x.map(String.init) ?? "not reached" }
    let test = "p = \(number(p)) at a false-alarm rate of \(number(falseAlarm)) (reached \(number(reached)))"
    let medians = "median collapse step \(step(effect.newMedian)), was \(step(effect.baselineMedian))"
    let share = effect.shift.map { ", mean \($0 < 0 ? "" : "+")\(Self.short(100 * $0)) %" } ?? ""
    let range = effect.prediction.map(Self.words) ?? ""
    switch verdict {
    case .tooFew:
      return "Too few runs to tell (\(who)): no p-value can be below \(number(smallest)),"
        + " and the false-alarm rate is \(number(falseAlarm)).\(range)\(note)"
    case .earlier, .later:
      return "Collapse comes \(verdict.rawValue) (\(who)): \(medians)\(share), \(test).\(range)\(note)"
    case .different: return "Collapse is not reproduced (\(who)).\(note)"
    case .consistent where design == .exact: return "Collapse is reproduced (\(who)).\(note)"
    case .consistent:
      return "No change of collapse found (\(who)): \(medians)\(share), \(test).\(range)\(note)"
    }
  }

  /// A prediction as a sentence of its own; empty where it has no end or no level, as it then says nothing.
  private static func words(_ prediction: ConfidenceInterval) -> String {
    let level = "at \(short(100 * prediction.level)) %"
    guard prediction.level > 0 else { return "" }
    return switch (prediction.low, prediction.high) {
    case (nil, nil): ""
    case (let low?, nil): " Predicted: from \(short(low)) on, \(level)."
    case (nil, let high?): " Predicted: up to \(short(high)), \(level)."
    case (let low?, let high?): " Predicted: \(short(low)) to \(short(high)), \(level)."
    }
  }

  /// Three significant digits, without an exponent above 10⁻⁶.
  static func short(_ x: Double) -> String {
    guard x != 0, x.isFinite else { return x == 0 ? "0" : "\(x)" }
    var scale = 1.0
    while abs(x) * scale < 100 && scale < 1e9 { scale *= 10 }
    let rounded = (x * scale).rounded() / scale
    return rounded == rounded.rounded() && abs(rounded) < 1e15 ? String(Int(rounded)) : String(rounded)
  }
}
