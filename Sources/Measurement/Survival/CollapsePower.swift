/// How likely a comparison is to find a shift of the collapse step: to be known before anything is recorded.
///
/// Old runs are drawn from a pilot's steps, new ones from the same law with every step multiplied by 1 − shift, and the
/// exact log-rank permutation test is made each time. The pilot's law is its Kaplan–Meier curve with straight lines between
/// the middles of its jumps; it has no tails beyond the pilot's own steps, so few pilot runs promise too much.
public struct CollapsePower: Hashable, Codable, Sendable {
  /// Seeds on each side.
  public let seeds: Int
  /// How much earlier: 0.25 for collapses at 75 % of their steps; negative for later.
  public let shift: Double
  /// The false-alarm rate of the test.
  public let falseAlarm: Double
  /// The side tested.
  public let side: CollapseSide
  /// The share of simulated comparisons that alarmed.
  public let power: Double
  /// Its exact interval.
  public let interval: ConfidenceInterval

  enum CodingKeys: String, CodingKey {
    case seeds, shift, side, power, interval
    case falseAlarm = "false_alarm"
  }

  /// Simulates the power for a number of seeds.
  ///
  /// - Parameters:
  ///   - pilot: at least two runs, at least one of them collapsed.
  ///   - seeds: ≥ 1 on each side.
  ///   - shift: below 1.
  ///   - falseAlarm: of 0 < rate < 1.
  ///   - side: the side tested.
  ///   - replicates: ≥ 1 simulated comparisons.
  ///   - uniform: a uniform number of 0 ..< 1.
  public init(
    pilot: [SurvivalTime], seeds: Int, shift: Double = 0.25, falseAlarm: Double = 0.05,
    side: CollapseSide = .earlier, replicates: Int = 1000, uniform: () -> Double
  ) {
    precondition(seeds >= 1 && replicates >= 1, "power needs a seed and a replicate")
    precondition(shift < 1, "a collapse cannot come \(shift * 100) % earlier")
    let law = CollapseStepLaw(pilot)
    var alarms = 0
    for _ in 0..<replicates {
      let old = (0..<seeds).map { _ in law.draw(scaled: 1, uniform: uniform) }
      let new = (0..<seeds).map { _ in law.draw(scaled: 1 - shift, uniform: uniform) }
      let test = LogRankTest(new, old)
      let sums = test.permutationLaw(replicates: 2000, uniform: uniform)
      if sums.p(test.statistic, side) <= falseAlarm { alarms += 1 }
    }
    self.seeds = seeds
    self.shift = shift
    self.falseAlarm = falseAlarm
    self.side = side
    power = Double(alarms) / Double(replicates)
    interval = ConfidenceInterval(successes: alarms, trials: replicates)
  }

  /// The powers of more and more seeds, up to the first that reaches the target.
  ///
  /// - Parameters:
  ///   - target: the power wanted, of 0 < target < 1.
  ///   - most: the most seeds tried; the last element falls short of the target where even they do not reach it.
  ///   - pilot, shift, falseAlarm, side, replicates, uniform: as for one number of seeds.
  public static func needed(
    for target: Double = 0.8, upTo most: Int = 18, pilot: [SurvivalTime], shift: Double = 0.25,
    falseAlarm: Double = 0.05, side: CollapseSide = .earlier, replicates: Int = 1000, uniform: () -> Double
  ) -> [CollapsePower] {
    var found: [CollapsePower] = []
    // With fewer seeds no p-value is small enough.
    let sides = side == .either ? 2.0 : 1.0
    let first = (1...most).first { sides / RestrictedMeanTest.deals(2 * $0, $0) <= falseAlarm } ?? most
    for seeds in first...most {
      let power = CollapsePower(
        pilot: pilot, seeds: seeds, shift: shift, falseAlarm: falseAlarm, side: side, replicates: replicates,
        uniform: uniform)
      found.append(power)
      if power.power >= target { break }
    }
    return found
  }

  /// One sentence for people.
  public var sentence: String {
    let percent = Int((100 * abs(shift)).rounded())
    let found = Int((100 * power).rounded())
    let rate = Finding.short(100 * falseAlarm)
    return
      "With \(seeds) seeds on each side, collapses \(percent) % \(shift >= 0 ? "earlier" : "later") are found"
      + " in \(found) % of comparisons at a false-alarm rate of \(rate) %."
  }
}

/// A law of collapse steps to draw from: a Kaplan–Meier curve with straight lines between the middles of its jumps.
struct CollapseStepLaw {
  /// The middles of the jumps of 1 − Ŝ, increasing, and their steps.
  private var middles: [(share: Double, step: Double)] = []
  private var collapsing = 0.0
  private let lastStep: Int

  init(_ times: [SurvivalTime]) {
    precondition(times.contains { $0.isCollapsed }, "a law of collapse steps needs a run that collapsed")
    let curve = KaplanMeier(times)
    for point in curve.points {
      let share = 1 - point.survival
      middles.append(((collapsing + share) / 2, Double(point.step)))
      collapsing = share
    }
    lastStep = curve.lastStep
  }

  /// A run of the law, its step multiplied by `scaled`; beyond the last step watched it is censored.
  func draw(scaled: Double, uniform: () -> Double) -> SurvivalTime {
    let u = uniform()
    guard u < collapsing else { return .censored(lastStep) }
    let step: Double
    if let next = middles.firstIndex(where: { $0.share > u }) {
      if next == 0 {
        step = middles[0].step
      } else {
        let (a, b) = (middles[next - 1], middles[next])
        step = a.step + (u - a.share) / (b.share - a.share) * (b.step - a.step)
      }
    } else {
      step = middles[middles.count - 1].step
    }
    let scaledStep = Int((step * scaled).rounded())
    return scaledStep > lastStep ? .censored(lastStep) : .collapsed(scaledStep)
  }
}
