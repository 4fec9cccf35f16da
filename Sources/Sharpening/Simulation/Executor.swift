/// Something that runs independent pieces of work; this module has no threads of its own.
public protocol Executor: Sendable {
  /// Runs `body` for 0 ..< count, in any order and on any threads, and returns the results in order.
  func map<Result: Sendable>(_ count: Int, _ body: @Sendable (Int) -> Result) -> [Result]
}

/// One piece after another on the caller's thread.
public struct SerialExecutor: Executor {
  /// Makes the executor.
  public init() {}

  /// Runs `body` for 0 ..< count in order.
  public func map<Result: Sendable>(_ count: Int, _ body: @Sendable (Int) -> Result) -> [Result] {
    (0..<count).map(body)
  }
}
