import Foundation

/// Times this package against its NumPy twin, both in one run and in turns, and prints medians of ratios.
///
/// usage: PeerBenchmarks [PATH OF majority_step.py [PATH OF coupled_step.py]]
@main
enum Main {
  static func main() {
    print("load average \(loadAverage()), \(ProcessInfo.processInfo.activeProcessorCount) cores")
    let scripts = Array(CommandLine.arguments.dropFirst())
    MajorityStep.compare(script: scripts.first)
    CoupledStep.compare(script: scripts.dropFirst().first)
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

/// The median of the numbers that a NumPy twin prints, one a line; nil where it cannot be run.
func peerNumber(_ script: String, _ arguments: [String]) -> Double? {
  let process = Process()
  process.executableURL = URL(filePath: "/usr/bin/env")
  process.arguments = ["python3", script] + arguments
  process.environment = ProcessInfo.processInfo.environment.merging([
    "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1",
  ]) { $1 }
  let pipe = Pipe()
  process.standardOutput = pipe
  process.standardError = FileHandle.nullDevice
  guard (try? process.run()) != nil else { return nil }
  let text = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
  process.waitUntilExit()
  let times = text.split(separator: "\n").compactMap { Double($0) }
  return times.isEmpty ? nil : median(times)
}

/// The bytes of memory that this process holds.
func residentBytes() -> Int {
  let text = (try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8)) ?? ""
  let fields = text.split(separator: " ")
  return fields.count > 1 ? (Int(fields[1]) ?? 0) * 4096 : 0
}
