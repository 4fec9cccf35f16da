import Measurement
import Sharpening
import Testing

@Suite struct CatalogueTests {
  /// Two rollouts with the same token again and again, written once and twice: all means per token agree.
  private let repeated = group(
    lengths: [1, 2], distributions: [[0.5, 0.3, 0.2], [0.5, 0.3, 0.2]], sampled: 0)

  /// Rollouts that repeat one token of one distribution each, with the features that follow.
  private static func group(lengths: [Int], distributions: [[Double]], sampled: Int) -> RolloutGroup {
    let policies = distributions.map { Policy(probabilities: $0) }
    let uniform = policies.map { policy in
      -policy.logProbabilities.reduce(0, +) / Double(policy.count)
    }
    let gaps = distributions.map { $0.sorted() }.map { $0[$0.count - 1] - $0[$0.count - 2] }
    return RolloutGroup(
      answers: [0, 1], isCorrect: [true, false],
      features: RolloutFeatures(
        length: lengths,
        logProbability: zip(lengths, policies).map { Double($0) * $1.logProbabilities[sampled] },
        meanEntropy: policies.map(\.entropy), meanUniformCrossEntropy: uniform, meanTopTwoGap: gaps))
  }

  @Test("a row that fits differs from its coordinates", arguments: Reward.catalogue.indices)
  func fits(row: Int) throws {
    let entry = Reward.catalogue[row]
    for drawn in sequences(4, length: 4) {
      let group = RolloutGroup(drawn, of: mixedOutputs)
      for fit in [entry.normalised, entry.summed] {
        guard case .fits(let unified) = fit else { continue }
        let pairs = zip(try entry.reward.rewards(of: group), try Reward.unified(unified).rewards(of: group))
        for (a, b) in pairs { #expect(abs(a - b) < 1e-12, "\(entry.reward)") }
      }
    }
  }

  @Test("a row whose ψ depends on |I| has one that does not")
  func lengths() throws {
    for entry in Reward.catalogue {
      if case .linkDependsOnLength = entry.normalised {
        // Whatever the anchor, the two have the same argument, and are paid differently.
        for anchor in [UnifiedReward.Anchor.uniform, .model, .sampled] {
          let unified = UnifiedReward(link: .identity, sign: .minus, granularity: .tokens, anchor: anchor)
          let z = try unified.arguments(of: repeated)
          #expect(abs(z[0] - z[1]) < 1e-15)
        }
        let paid = try entry.reward.rewards(of: repeated)
        #expect(abs(paid[0] - paid[1]) > 0.1)
      }
      if case .linkDependsOnLength = entry.summed {
        // One token of entropy or surprise 2h against two of h each: the sums agree, the means do not.
        let half = Self.group(lengths: [1, 2], distributions: [[0.25, 0.75], [0.5, 0.5]], sampled: 0)
        let unified = UnifiedReward(
          link: .identity, sign: .minus, granularity: .tokens, anchor: .sampled, isNormalised: false)
        let z = try unified.arguments(of: half)
        #expect(abs(z[0] - z[1]) < 1e-15)
        let paid = try entry.reward.rewards(of: half)
        #expect(abs(paid[0] - paid[1]) > 0.1)
      }
    }
  }

  @Test("probability disparity is a function of a cross-entropy")
  func disparity() throws {
    // The same sampled probability, another second-best token.
    let group = Self.group(
      lengths: [1, 1], distributions: [[0.4, 0.4, 0.2], [0.4, 0.35, 0.25]], sampled: 0)
    let z = try UnifiedReward(link: .identity, sign: .minus, granularity: .tokens, anchor: .sampled)
      .arguments(of: group)
    let paid = try Reward.probabilityDisparity.rewards(of: group)
    #expect(z[0] == z[1] && abs(paid[0] - paid[1]) > 0.01)
  }

  @Test("a reward of the module is missing from the catalogue")
  func complete() {
    let names = Set(Reward.catalogue.map(\.reward.name))
    #expect(names == Set(Reward.Name.allCases).subtracting([.unified]))
  }
}
