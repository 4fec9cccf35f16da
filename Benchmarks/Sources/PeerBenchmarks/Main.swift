import Foundation

/// Times this package against its NumPy twin, both in one run and in turns, and prints medians of ratios.
///
/// usage: PeerBenchmarks [PATH OF majority_step.py]
@main
enum Main {
  static func main() {
    print("load average \(loadAverage()), \(ProcessInfo.processInfo.activeProcessorCount) cores")
    MajorityStep.compare(script: CommandLine.arguments.dropFirst().first)
    ExactLaw.time(answers: 10, rollouts: 8, limitMicroseconds: 25)
    ExactLaw.time(answers: 100, rollouts: 64, limitMicroseconds: 20_000)
    print("load average \(loadAverage())")
  }

  private static func loadAverage() -> String {
    let text = (try? String(contentsOfFile: "/proc/loadavg", encoding: .utf8)) ?? "unknown"
    return text.split(separator: " ").prefix(3).joined(separator: " ")
  }
}

/// The middle number of a list, the lower one of two.
func median(_ numbers: [Double]) -> Double {
  numbers.isEmpty ? .nan : numbers.sorted()[(numbers.count - 1) / 2]
}

/// The milliseconds of wall-clock time that a piece of work takes.
func milliseconds(_ work: () -> Void) -> Double {
  let start = DispatchTime.now().uptimeNanoseconds
  work()
  return Double(DispatchTime.now().uptimeNanoseconds - start) / 1e6
}

/// The milliseconds of processor time that a piece of work takes on this thread; other programs count less in it.
func processorMilliseconds(_ work: () -> Void) -> Double {
  func now() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) * 1e3 + Double(time.tv_nsec) / 1e6
  }
  let start = now()
  work()
  return now() - start
}
