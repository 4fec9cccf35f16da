import Dispatch
import Foundation
import Sharpening
import Synchronization

/// Runs work on a number of threads and shows progress on a terminal.
struct ThreadExecutor: Executor {
  let threads: Int
  let progress: Progress?

  func map<Result: Sendable>(_ count: Int, _ body: @Sendable (Int) -> Result) -> [Result] {
    let next = Atomic<Int>(0)
    let collected = Mutex<[(Int, Result)]>([])
    withoutActuallyEscaping(body) { body in
      DispatchQueue.concurrentPerform(iterations: max(1, min(threads, count))) { _ in
        while true {
          let item = next.wrappingAdd(1, ordering: .relaxed).oldValue
          guard item < count else { return }
          let result = body(item)
          collected.withLock { $0.append((item, result)) }
          progress?.advance()
        }
      }
    }
    return collected.withLock { $0.sorted { $0.0 < $1.0 }.map(\.1) }
  }
}

/// A line on standard error with the share done, the rate and the time left; silent unless that is a terminal and more
/// than two seconds have passed.
final class Progress: Sendable {
  private struct State {
    var done = 0
    var lastShown = ContinuousClock.now
    var isShown = false
  }

  private let what: String
  private let total: Int
  private let unit: (name: String, perItem: Double)
  private let started = ContinuousClock.now
  private let isTerminal = isatty(2) == 1
  private let state = Mutex(State())

  init(_ what: String, total: Int, unit: (name: String, perItem: Double)) {
    self.what = what
    self.total = total
    self.unit = unit
  }

  func advance() {
    guard isTerminal else { return }
    state.withLock { state in
      state.done += 1
      let now = ContinuousClock.now
      guard now - started > .seconds(2), now - state.lastShown > .milliseconds(200) else { return }
      state.lastShown = now
      state.isShown = true
      let seconds =
        Double((now - started).components.seconds) + Double((now - started).components.attoseconds) * 1e-18
      let rate = Double(state.done) / seconds
      let left = Double(total - state.done) / rate
      let line = String(
        format: "\r%@ %3.0f %%  %.3g %@/s  %@ left\u{1b}[K", what, 100 * Double(state.done) / Double(total),
        rate * unit.perItem, unit.name, Self.time(left))
      FileHandle.standardError.write(Data(line.utf8))
    }
  }

  /// Wipes the line.
  func finish() {
    if state.withLock({ $0.isShown }) { FileHandle.standardError.write(Data("\r\u{1b}[K".utf8)) }
  }

  private static func time(_ seconds: Double) -> String {
    seconds < 90 ? String(format: "%.0f s", seconds) : String(format: "%.0f min", seconds / 60)
  }
}
