import Figures
import Foundation
import Measurement
import Testing

@Suite("Pages on collapse")
struct PageTests {
  static func run(_ name: String, _ step: Int) -> CollapseRun {
    var trajectory = Trajectory()
    for s in 0..<150 {
      // A wave stands in for noise.
      let wave = 0.05 * Double((s * 7919) % 13) / 13
      var row: [Trajectory.Column: Double] = [
        .rewardAccuracy: s < step ? 0.6 + wave : 0, .actorEntropy: s < step ? 0.4 + wave : 3,
        .groundTruthReward: s < step ? 0.3 + wave : 0, .majorityVotingReward: 0.4 + 0.003 * Double(s) + wave,
      ]
      row[.heldoutAccuracy] = s % 10 == 0 ? 0.4 : nil
      trajectory.append(step: s, row)
    }
    return CollapseRun(name: name, trajectory: trajectory)
  }

  /// A page is complete in itself and closes what it opens.
  private func check(_ html: String) {
    for word in ["<script", "<link", "<img", "@import", "url(", "href=", "src="] {
      #expect(!html.contains(word), "\(word)")
    }
    // The name of SVG's own vocabulary is the only address.
    let addresses = html.components(separatedBy: "http").count - 1
    #expect(addresses == html.components(separatedBy: "xmlns=\"http://www.w3.org/2000/svg\"").count - 1)
    for tag in ["svg", "table", "div", "dl", "dd", "p", "body", "html", "tr", "text"] {
      let opened =
        html.components(separatedBy: "<\(tag)>").count + html.components(separatedBy: "<\(tag) ").count
      #expect(opened - 1 == html.components(separatedBy: "</\(tag)>").count, "\(tag)")
    }
    #expect(!html.contains("nan") && !html.contains("inf\""))
  }

  @Test("a run's page misses its verdict, its curves, its onset or the words, or needs the network")
  func run() throws {
    let run = Self.run("seed <1>", 100)
    let report = try CollapseReport(of: run.trajectory, run: run.name, resamples: 20) { 0.3 }
    #expect(report.collapseStep != nil && report.onset != nil)
    let html = CollapsePage.html(report, run.trajectory)
    check(html)
    #expect(html.contains("seed &lt;1&gt;") && !html.contains("seed <1>"))
    #expect(html.components(separatedBy: "<svg").count - 1 == 5)
    for word in [
      "failure mode", "default: reward_accuracy below 0.01", "onset", "falls mechanically", "T39", "hold 20",
    ] {
      #expect(html.contains(word), "\(word)")
    }
    // Two pages of one report are the same.
    #expect(html == CollapsePage.html(report, run.trajectory))
  }

  @Test("a comparison's page misses its verdict or its survival curves")
  func comparison() throws {
    let old = [100, 104, 108, 112, 116].map { Self.run("old \($0)", $0) }
    let new = [50, 54, 58, 62, 66].map { Self.run("new \($0)", $0) }
    let baseline = try CollapseBaseline(name: "base", rule: .paper, runs: old)
    let record = try CollapseBaseline(name: "branch", rule: .paper, runs: new)
    let comparison = try CollapseComparison(of: record, with: baseline) { 0.5 }
    let html = CollapsePage.html(comparison, baseline: baseline, new: record, trajectories: new)
    check(html)
    #expect(html.components(separatedBy: "<svg").count - 1 == 2)
    for word in [
      "Collapse comes earlier", "share of runs not yet collapsed", "no estimate", "paper: reward_accuracy",
    ] {
      #expect(html.contains(word), "\(word)")
    }
  }

  @Test("a chart without finite points is drawn, or one with a gap is joined across it")
  func gaps() {
    #expect(LineChart(title: "t", series: [.init(name: "n", points: [(0, .nan)])]).svg.isEmpty)
    #expect(LineChart(title: "t", series: []).svg.isEmpty)
    let svg = LineChart(title: "t", series: [.init(name: "n", points: [(0, 1), (1, .nan), (2, 1), (3, 2)])])
      .svg
    #expect(svg.components(separatedBy: "M").count - 1 == 2)
    let single = LineChart(title: "a&b", series: [.init(name: "n", points: [(5, 1)])]).svg
    #expect(single.contains("a&amp;b") && !single.contains("nan"))
  }

  @Test("a long run makes a long page, or loses its extremes")
  func thinning() {
    let points = (0..<200_000).map { (x: Double($0), y: $0 == 77_777 ? 9.0 : 0.0) }
    let chart = LineChart(title: "t", series: [.init(name: "n", points: points)], range: 0...9)
    #expect(chart.svg.count < 60_000)
    // The peak is at the plot's top.
    #expect(chart.svg.contains(" 58L") || chart.svg.contains(" 58\""))
  }
}
