import Dispatch
import Foundation

/// What a piece of work took.
struct Cost: Decodable {
  /// Seconds on the clock.
  let wall: Double
  /// Seconds of all processors together.
  let processor: Double
  /// The most memory that the process has held so far.
  let peakMegabytes: Double

  init(of work: () -> Void) {
    let start = DispatchTime.now().uptimeNanoseconds
    let before = Self.processorSeconds()
    work()
    processor = Self.processorSeconds() - before
    wall = Double(DispatchTime.now().uptimeNanoseconds - start) / 1e9
    peakMegabytes = Self.peak()
  }

  private static func processorSeconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  private static func peak() -> Double {
    let text = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
    let line = text.split(separator: "\n").first { $0.hasPrefix("VmHWM") } ?? ""
    return line.split(separator: " ").compactMap { Double($0) }.first.map { $0 / 1024 } ?? .nan
  }

  /// Forgets the peak so far, so that each workload has one of its own.
  static func resetPeak() { try? Data("5".utf8).write(to: URL(filePath: "/proc/self/clear_refs")) }
}

/// The middle number of a list, the lower one of two.
func median(_ numbers: [Double]) -> Double {
  numbers.isEmpty ? .nan : numbers.sorted()[(numbers.count - 1) / 2]
}

/// The load averages, as the kernel writes them.
func loadAverage() -> String {
  let text = (try? String(contentsOfFile: "/proc/loadavg", encoding: .utf8)) ?? "unknown"
  return text.split(separator: " ").prefix(3).joined(separator: " ")
}
