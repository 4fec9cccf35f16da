import Measurement
import Testing

@Suite("Courses and failure modes")
struct CurveCourseTests {
  private func course(_ values: [Double]) throws -> CurveCourse {
    try #require(CurveCourse(of: .groundTruthReward, in: curve(.groundTruthReward, values)))
  }

  @Test("a course without noise is called another, or its peak, depth and recovery are others")
  func shapes() throws {
    let hill = tent(100, from: 0.3, 0.01, to: 40, -0.01)
    let found = try course(hill)
    #expect(found.shape == .risesThenFalls && found.window == 10)
    #expect(abs(found.peak.step - 40) <= 1 && found.trough.step == 99 && found.recovery == 0)
    #expect(abs(found.depth - 0.55) < 0.05)
    #expect(try course(hill.map { 1 - $0 }).shape == .fallsThenRises)
    #expect(try course((0..<50).map { Double($0) }).shape == .rises)
    #expect(try course((0..<50).map { -Double($0) }).shape == .falls)
    #expect(try course([Double](repeating: 2, count: 30)).shape == .flat)
    #expect(CurveCourse(of: .reward, in: curve(.reward, [1, 2, 3])) == nil)
    let back = try course([1, 0, 0.5].flatMap { [Double](repeating: $0, count: 30) })
    #expect(back.recovery == 0.5 && back.peak.value == 1 && back.trough.value == 0)
  }

  @Test("flat noise has a course too often")
  func noise() {
    // Fewer than one in a hundred is promised, and the band is that of one in a hundred.
    let (rounds, most) = fullTier ? (10_000, 151) : (150, 10)
    #expect(TailProbability.binomialUpper(most + 1, trials: rounds, probability: 0.01) < 1e-6)
    for count in [12, 60, 300] {
      var random = SplitMix(state: UInt64(count))
      let called = (0..<rounds).count { _ in
        let values = (0..<count).map { _ in random.normal() }
        return CurveCourse(of: .reward, in: curve(.reward, values))?.shape != .flat
      }
      #expect(called <= most, "\(called) of \(rounds) with \(count) values")
      if fullTier { print("full tier: \(called) of \(rounds) flat noises of \(count) values have a course") }
    }
  }

  @Test("real runs are called another course than one sees")
  func real() throws {
    let recovering = try #require(CurveCourse(of: .heldoutAccuracy, in: RealRewards.recovering))
    #expect(
      recovering.shape == .risesThenFalls && recovering.peak.step == 50 && recovering.trough.step == 500)
    let reward = try #require(CurveCourse(of: .groundTruthReward, in: RealRewards.recovering))
    #expect(reward.shape == .risesThenFalls)
    let recovery = try #require(reward.recovery)
    #expect(recovery > 0.2 && recovery < 0.8, "it partly recovers")
    #expect(CurveCourse(of: .groundTruthReward, in: RealRewards.stable)?.shape != .risesThenFalls)
    #expect(CurveCourse(of: .heldoutAccuracy, in: RealRewards.collapsing)?.shape == .risesThenFalls)
  }

  @Test("a proxy that rises while the truth falls is not seen, or one that falls along is")
  func proxy() throws {
    func run(_ proxy: (Int) -> Double, _ truth: (Int) -> Double) -> Trajectory {
      var run = Trajectory()
      for step in 0..<100 {
        run.append(step: step, [.majorityVotingReward: proxy(step), .groundTruthReward: truth(step)])
      }
      return run
    }
    let tented = tent(100, from: 0.3, 0.01, to: 40, -0.01)
    let hill = { (step: Int) in tented[step] }
    let gap = try #require(ProxyGap(in: run({ 0.4 + 0.005 * Double($0) }, hill)))
    #expect(abs(gap.step - 40) <= 1 && gap.proxyChange > 0.2 && gap.truthChange < -0.4)
    #expect(ProxyGap(in: run(hill, hill)) == nil)
    #expect(ProxyGap(in: run({ 0.4 + 0.005 * Double($0) }, { 0.3 + 0.002 * Double($0) })) == nil)
    #expect(ProxyGap(in: RealRewards.collapsing) == nil)
  }

  /// A run of 100 steps: healthy rows, then others from step 50 on.
  private func mode(
    _ late: [Trajectory.Column: Double], accuracy: (Int) -> Double = { $0 < 50 ? 0.6 : 0 },
    rule: CollapseRule = .groundTruth
  ) -> FailureMode {
    var run = Trajectory()
    for step in 0..<100 {
      var row: [Trajectory.Column: Double] = [
        .actorEntropy: 0.4, .repetition: 0.05, .responseLength: 400, .majorityRatio: 0.6,
        .answerDiversity: 0.9,
      ]
      if step >= 50 { row.merge(late) { $1 } }
      row[.groundTruthReward] = accuracy(step)
      run.append(step: step, row)
    }
    return FailureMode(of: run, under: rule)
  }

  @Test("a way of failing is taken for another")
  func modes() {
    #expect(mode([.actorEntropy: 8, .responseLength: 1024]) == .entropyExplosion)
    #expect(mode([.actorEntropy: 0.02, .repetition: 0.8, .responseLength: 1024]) == .repetition)
    #expect(mode([.responseLength: 200]) == .length)
    #expect(mode([.responseLength: 1000]) == .length)
    #expect(mode([.majorityRatio: 0.98, .answerDiversity: 0.1]) == .sharedAnswer)
    #expect(mode([.majorityRatio: 0.98]) == .gradual, "agreement on different answers")
    #expect(mode([:]) == .gradual)
    let healthy = { (step: Int) in 0.3 + 0.004 * Double(step) }
    #expect(mode([:], accuracy: healthy) == .none)
    #expect(mode([.responseLength: 1000], accuracy: healthy) == .none, "healthy training lengthens")
    #expect(mode([.responseLength: 200], accuracy: healthy) == .length)
    let tented = tent(100, from: 0.3, 0.006, to: 50, -0.006)
    let hill = { (step: Int) in tented[step] }
    #expect(mode([:], accuracy: hill) == .gradual)
  }

  @Test("reward accuracy, which falls mechanically, makes a run fail whose accuracy rises")
  func mechanical() {
    var run = Trajectory()
    for step in 0..<100 {
      let x = Double(step)
      run.append(step: step, [.rewardAccuracy: 0.9 - 0.004 * x, .groundTruthReward: 0.3 + 0.002 * x])
    }
    #expect(FailureMode(of: run, under: .standard) == .none)
  }

  @Test("real runs fail in another way")
  func realModes() {
    #expect(FailureMode(of: RealRewards.stable, under: .groundTruth) == .none)
    #expect(FailureMode(of: RealRewards.recovering, under: .groundTruth) == .gradual)
    #expect(FailureMode(of: RealRewards.collapsing, under: .groundTruth) == .gradual)
  }
}
