internal import Foundation
import Sharpening
import SharpeningNumerics

/// Checks of shared parameters: T42, T43, T44.
enum CollapseChecks {
  /// T42: the clock against its equation and against agents.
  static let clock = Check(
    paths: [
      "problems drawn afresh at each step, each pushing the shortcut that it votes for; and the equation, integrated",
      "(s/v)(o₀ + ln o₀ − o_τ − ln o_τ)",
    ],
    control: "the time grows with the initial log-odds alone, (s/v)(ln o₀ − ln o_τ)"
  ) { variant in
    var comparison = Comparison(absolute: 1e-8, relative: 1e-8)
    let (scale, speed, threshold) = (1.0, 0.02, 0.05)
    for (index, accuracy) in [0.3, 0.6, 0.8].enumerated() {
      let clock = CollapseClock(labelAccuracy: accuracy, scale: scale, speed: speed)
      let end = log(threshold / (1 - threshold))
      let closed =
        variant == .stated ? clock.time(to: threshold) : scale / speed * (clock.initialLogOdds - end)
      let crossing = try? clock.equation().crossing(from: [0], until: 1e5) { _, b in
        clock.initialLogOdds - b[0] / scale - end
      }
      guard let integrated = crossing else {
        return .undecided("LA(0) = \(accuracy): the equation is not solved")
      }
      comparison.equal(integrated.time, closed, "time to LA = \(threshold) from \(accuracy), integrated")
      var generator = Generator(seed: Seed(42).child("agents", index))
      let times = (0..<60).map { _ in
        agents(clock, until: scale * (clock.initialLogOdds - end), using: &generator)
      }
      let mean = times.reduce(0, +) / Double(times.count)
      let variance = times.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(times.count - 1)
      // 6 standard errors of 59 degrees: below 2·10⁻⁷ of false alarm. Steps in place of time: at most 2 steps.
      comparison.equal(
        mean, closed, "mean time of 60 runs of agents from \(accuracy)",
        within: 6 * (variance / Double(times.count)).squareRoot() + 2)
    }
    return comparison.finding("times to collapse from three label accuracies")
  }

  /// One run: 16 fresh problems a step, margins from the logistic law with location s ln o₀.
  private static func agents(
    _ clock: CollapseClock, until end: Double, using generator: inout Generator
  ) -> Double {
    var shortcut = 0.0
    var step = 0.0
    while shortcut < end && step < 1e5 {
      var voters = 0.0
      for _ in 0..<16 {
        let u = generator.positiveUniform()
        let margin = clock.scale * (clock.initialLogOdds + log(u) - log1p(-u))
        voters += margin < shortcut ? 1 : 0
      }
      shortcut += clock.speed * voters / 16
      step += 1
    }
    return step
  }

  /// T43: few problems push little.
  static let push = Check(
    paths: [
      "D problems visited one after another, each with a logit of its own and one shared",
      "closed form of Δφ",
    ],
    control: "every data set pushes as far as fresh problems do, κηp(1−p)SB"
  ) { variant in
    var comparison = Comparison(absolute: 0)
    for (stepSize, coupling, start) in [(0.5, 0.01, 0.0), (0.2, 0.02, 0.5), (0.5, 0.005, -1)] {
      let push = BoundedPush(stepSize: stepSize, coupling: coupling, steps: 600, batch: 32, start: start)
      var before = 0.0
      for problems in [32, 128, 512, 2048, 8192] {
        let simulated = push.simulatedPush(problems: problems)
        let closed = variant == .stated ? push.push(problems: problems) : push.cap
        // What is left out, the push of the others between two visits, is itself of order κΔφ.
        comparison.equal(
          simulated, closed, "Δφ with D = \(problems), η = \(stepSize), κ = \(coupling), L₀ = \(start)",
          within: (0.01 + 0.6 * coupling * max(before, simulated)) * closed)
        comparison.require(
          simulated > before,
          "D = \(problems) pushes no further than fewer problems: \(Comparison.digits(simulated))")
        before = simulated
      }
    }
    return comparison.finding("pushes of five data sets in three settings")
  }

  /// T44: a wrong vote on one problem helps another.
  static let strategies = Check(
    paths: [
      "gradient of the voted answer's probability on two logits, integrated",
      "clock of a gradient on the vote",
    ],
    control: "one logit moves: half the speed"
  ) { variant in
    var comparison = Comparison(absolute: 1e-8, relative: 1e-8)
    for (probability, scattered) in [(0.3, 10), (0.12, 10), (0.05, 30), (0.08, 10), (0.4, 1), (0.6, 1)] {
      let pair = TwoStrategies(probability: probability, scattered: scattered)
      let times = [1.0, 5, 20, 500]
      guard let states = try? pair.equation().states(at: times, from: [pair.start, 0]) else {
        return .undecided("the integration from σ(u₀) = \(probability) stops; another method is needed")
      }
      for (t, state) in zip(times, states) {
        comparison.equal(
          state[0] - state[1], pair.logOdds(at: variant == .stated ? t : t / 2),
          "u(\(t)) from σ(u₀) = \(probability), M = \(scattered)")
      }
      // The training problem stays wrong either way; the other one is solved or lost.
      let end = Policy(logits: states[3]).probabilities[0]
      let isWrong = probability > (1 - probability) / Double(scattered)
      comparison.require(
        isWrong ? end > probability : end < probability,
        "σ(u) goes from \(probability) to \(Comparison.digits(end))")
    }
    return comparison.finding("log-odds of two strategies from six starts")
  }
}
