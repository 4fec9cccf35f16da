import Foundation
import Synchronization

/// A line on standard error with the share done, the rate and the time left; silent unless that is a terminal and more
/// than two seconds have passed.
final class Progress: Sendable {
  private struct State {
    var done = 0
    var units = 0.0
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

  /// Counts an item as done.
  ///
  /// - Parameters:
  ///   - units: how many units it had; nil: as many as any.
  ///   - note: shown behind the time left.
  func advance(units: Double? = nil, note: String = "") {
    guard isTerminal else { return }
    state.withLock { state in
      state.done += 1
      state.units += units ?? unit.perItem
      let now = ContinuousClock.now
      guard now - started > .seconds(2), now - state.lastShown > .milliseconds(200) else { return }
      state.lastShown = now
      state.isShown = true
      let seconds =
        Double((now - started).components.seconds) + Double((now - started).components.attoseconds) * 1e-18
      let rate = Double(state.done) / seconds
      let left = Double(total - state.done) / rate
      let line = String(
        format: "\r%@ %3.0f %%  %.3g %@/s  %@ left%@\u{1b}[K", what, 100 * Double(state.done) / Double(total),
        state.units / seconds, unit.name, Self.time(left), note.isEmpty ? "" : "  " + note)
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
