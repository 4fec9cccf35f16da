internal import Foundation

/// What the world can ask of this module that it refuses.
public enum SharpeningError: Error, Equatable, CustomStringConvertible {
  /// An exact computation would take longer than the limit.
  case tooSlow(what: String, seconds: Double, limit: Double)
  /// Something is not defined on what it was given, for example a token reward on a policy without tokens.
  case undefined(String, because: String)
  /// Options that contradict each other or lie outside their range; the sentence names them.
  case invalid(String)

  /// One sentence: what, how long, and what to do.
  public var description: String {
    switch self {
    case .undefined(let what, let reason): return "\(what) is undefined here: \(reason)"
    case .invalid(let sentence): return sentence
    case .tooSlow(let what, let seconds, let limit):
      let time =
        seconds < 3600
        ? String(format: "%.0f s", seconds)
        : seconds < 3.6e6 ? String(format: "%.1f h", seconds / 3600) : "more than a thousand hours"
      return
        "\(what) would take about \(time), more than \(Int(limit)) s; take fewer rollouts or answers, draw them (--seed), or pass --allow-slow"
    }
  }
}
