internal import Foundation

/// What the world can ask of this module that it refuses.
public enum SharpeningError: Error, Equatable, CustomStringConvertible {
  /// An exact computation would take longer than the limit.
  case tooSlow(what: String, seconds: Double, limit: Double)

  /// One sentence: what, how long, and what to do.
  public var description: String {
    switch self {
    case .tooSlow(let what, let seconds, let limit):
      let time = seconds < 3600 ? String(format: "%.0f s", seconds) : String(format: "%.1f h", seconds / 3600)
      return
        "\(what) would take about \(time), more than \(Int(limit)) s; take fewer rollouts or answers, or pass --allow-slow"
    }
  }
}
