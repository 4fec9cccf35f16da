import Measurement
import Sharpening

/// A policy with outputs of several lengths, two outputs with one answer, and one without.
let mixedOutputs = OutputPolicy(
  policy: Policy(probabilities: [0.4, 0.25, 0.2, 0.15]), answers: [0, 1, 1, VoteSet.unparsed],
  isCorrect: [false, true],
  features: RolloutFeatures(
    length: [1, 2, 4, 3],
    logProbability: [0.4, 0.25, 0.2, 0.15].map { Policy(probabilities: [$0, 1 - $0]) }
      .map { $0.logProbabilities[0] },
    meanEntropy: [0.9, 0.5, 0.3, 0.7], meanUniformCrossEntropy: [1.2, 1.5, 1.9, 1.3],
    meanTopTwoGap: [0.1, 0.4, 0.6, 0.2]))

/// The policy over three answers whose vote the theory gives in numbers.
let goldenOutputs = OutputPolicy(
  answers: Policy(probabilities: [0.5, 0.3, 0.2]), isCorrect: [true, false, false])

/// All Kᴺ sequences of N numbers below K.
func sequences(_ count: Int, length: Int) -> [[Int]] {
  (0..<length).reduce([[]]) { found, _ in found.flatMap { start in (0..<count).map { start + [$0] } } }
}

/// E[r_i | y_i = y] from all Kᴺ groups one by one, i being any rollout, and all verdicts where the reward has rates.
func averagedRewards(
  _ reward: Reward, _ outputs: OutputPolicy, rollouts: Int, context: RewardContext = RewardContext(),
  rates: [Double]? = nil
) throws -> [Double] {
  let p = outputs.policy.probabilities
  var sums = p.map { _ in 0.0 }
  var weights = sums
  let others = context.rephrased.map { sequences($0.count, length: rollouts) } ?? [[]]
  for drawn in sequences(p.count, length: rollouts) {
    for second in others {
      for verdicts in rates == nil ? [[]] : sequences(2, length: rollouts) {
        var probability = drawn.reduce(1) { $0 * p[$1] }
        if let rephrased = context.rephrased {
          probability = second.reduce(probability) { $0 * rephrased.policy.probabilities[$1] }
        }
        if let rates {
          for (output, verdict) in zip(drawn, verdicts) {
            probability *= verdict == 1 ? rates[output] : 1 - rates[output]
          }
        }
        var group = RolloutGroup(drawn, of: outputs)
        group.verdicts = rates == nil ? nil : verdicts.map { $0 == 1 }
        group.rephrased = context.rephrased.map { rephrased in second.map { rephrased.answers[$0] } }
        group.intermediate = context.intermediate.map { paths in drawn.map { paths[$0] } }
        group.models = context.models
        for (output, paid) in zip(drawn, try reward.rewards(of: group)) {
          sums[output] += probability * paid
          weights[output] += probability
        }
      }
    }
  }
  return zip(sums, weights).map { $0 / $1 }
}
