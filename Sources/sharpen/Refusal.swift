import ArgumentParser

/// What several commands refuse of options that they share.
enum Refusal {
  /// Refuses seed 0.
  static func seed(_ seed: UInt64?) throws {
    if seed == 0 {
      throw ValidationError("--seed is 0, which GSL silently replaces by 4357; give a positive integer.")
    }
  }

  /// Refuses fewer threads than one.
  static func threads(_ threads: Int?) throws {
    if let threads, threads < 1 {
      throw ValidationError("--threads is \(threads), but must be at least 1.")
    }
  }
}
