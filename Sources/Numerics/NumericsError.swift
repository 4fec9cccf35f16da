internal import Foundation

/// What a computation of this module can end in instead of a number.
public enum NumericsError: Error, Equatable, CustomStringConvertible {
  /// Why an integration stopped.
  public enum Reason: String, Sendable, Codable {
    /// No step, however small, keeps the error within the tolerance: a pole, or a field that is not finite.
    case stepTooSmall = "no step is small enough for the tolerance"
    /// More steps than `ODE.maximalSteps` between two output times.
    case tooManySteps = "it takes too many steps"
    /// A state that is infinite or NaN.
    case notFinite = "the state is not finite"
  }

  /// An integration could not reach its goal; `time` is the last time with a state within the tolerance.
  case integrationStopped(method: ODE.Method, time: Double, goal: Double, reason: Reason)

  /// One sentence with the times.
  public var description: String {
    switch self {
    case .integrationStopped(let method, let time, let goal, let reason):
      let reached = String(format: "%.6g of %.6g", time, goal)
      return
        "integration by \(method.rawValue) stopped at time \(reached): \(reason.rawValue); try another method or tolerance"
    }
  }
}
