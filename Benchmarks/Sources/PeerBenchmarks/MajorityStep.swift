import Foundation
import Measurement
import Sharpening
import SharpeningNumerics

/// One sampled majority-vote step (softmax, 8 rollouts, vote, metrics, mirror update) over 100,000 problems × 10 answers.
enum MajorityStep {
  private static let problems = 100_000
  private static let answers = 10
  private static let rollouts = 8
  private static let rounds = 7

  /// Blocks of problems, shared between threads by number.
  private final class Blocks: @unchecked Sendable {
    private let blocks: UnsafeMutablePointer<MajorityVoteBlock>
    private let count: Int

    init() {
      let size = MajorityVoteSimulation.blockSize
      count = (problems + size - 1) / size
      blocks = .allocate(capacity: count)
      for index in 0..<count {
        let seed = Seed(1).child("block", index)
        var generator = Generator(seed: seed.child("problems"))
        let population = AlignmentModel(answers: answers)
          .population(problems: min(size, problems - index * size), using: &generator)
        (blocks + index).initialize(
          to: MajorityVoteBlock(
            population: population, rollouts: rollouts, beta: 8,
            generator: Generator(seed: seed.child("rollouts"))))
      }
      step()
    }

    deinit {
      for index in 0..<count { (blocks + index).deinitialize(count: 1) }
      blocks.deallocate()
    }

    func step() {
      for index in 0..<count {
        _ = blocks[index].measure()
        blocks[index].update()
      }
    }

    /// Twenty steps; each thread takes its own blocks through all of them, as the simulator does.
    func twentySteps(threads: Int) {
      DispatchQueue.concurrentPerform(iterations: threads) { thread in
        for index in thread * count / threads..<(thread + 1) * count / threads {
          for _ in 0..<20 {
            _ = blocks[index].measure()
            blocks[index].update()
          }
        }
      }
    }
  }

  static func compare(script: String?) {
    let before = residentBytes()
    let blocks = Blocks()
    let bytes = Double(residentBytes() - before) / Double(problems)
    var (one, scaling, numpy, ratios): ([Double], [Double], [Double], [Double]) = ([], [], [], [])
    for _ in 0..<rounds {
      one.append(processorMilliseconds { blocks.step() })
      scaling.append(
        milliseconds { blocks.twentySteps(threads: 1) } / milliseconds { blocks.twentySteps(threads: 2) })
      guard let script, let peer = peerNumber(script, ["\(problems)", "\(answers)", "\(rollouts)", "3"])
      else { continue }
      numpy.append(peer)
      ratios.append(peer / one[one.count - 1])
    }
    print("majority-vote step, \(problems) problems × \(answers) answers, N = \(rollouts)")
    print(
      String(
        format: "  one thread  %8.2f ms of processor time; wall-clock time over two threads', median %.2f",
        median(one), median(scaling)))
    if numpy.isEmpty {
      print("  NumPy: skipped; give the path of majority_step.py and a python3 with numpy")
    } else {
      print(
        String(
          format:
            "  NumPy       %8.2f ms of processor time; ratio to one thread, median %.2f, range %.2f … %.2f",
          median(numpy), median(ratios), ratios.min() ?? .nan, ratios.max() ?? .nan))
    }
    print(String(format: "  memory %.0f bytes a problem, of which the policy is %d", bytes, 8 * answers))
  }
}
