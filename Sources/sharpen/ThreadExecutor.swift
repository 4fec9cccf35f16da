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
