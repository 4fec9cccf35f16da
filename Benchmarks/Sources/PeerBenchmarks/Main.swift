import Foundation
import Measurement
import Sharpening
import SharpeningNumerics

@main enum Main {
  static func main() {
    var generator = Generator(seed: Seed(1))
    let model = AlignmentModel(answers: 10)
    let blocks = 98
    var best = Double.infinity
    var metricsSum = VoteMetrics()
    for _ in 0..<7 {
      var total = 0.0
      for b in 0..<blocks {
        let population = model.population(problems: 1024, using: &generator)
        var block = MajorityVoteBlock(population: population, rollouts: 8, beta: 8, generator: Generator(seed: Seed(UInt64(b + 1))))
        metricsSum.merge(block.measure())
        block.update()
        let start = DispatchTime.now().uptimeNanoseconds
        metricsSum.merge(block.measure())
        block.update()
        total += Double(DispatchTime.now().uptimeNanoseconds - start)
      }
      best = min(best, total / 1e6)
      print(total / 1e6)
    }
    for (k, n) in [(10, 8), (100, 64)] {
      let p = Policy(probabilities: (1...k).map { 1 / Double($0) })
      for _ in 0..<5 {
      let start = DispatchTime.now().uptimeNanoseconds
      let reps = k == 10 ? 100 : 1
      for _ in 0..<reps { _ = try? PluralityLaw(of: p, rollouts: n) }
      print(k, n, Double(DispatchTime.now().uptimeNanoseconds - start) / 1e3 / Double(reps), "us")
      }
    }
    let law = try? PluralityLaw(of: Policy(probabilities: [0.5, 0.3, 0.2]), rollouts: 8)
    print(law as Any)
  }
}
