/// How much a check that samples may draw.
public enum Effort: String, CaseIterable, Codable, Sendable {
  /// What `sharpen verify` takes: seconds for the whole ledger.
  case standard
  /// Larger samples: ten times as many, for smaller standard errors and rarer policies.
  case thorough

  /// A sample size under this effort.
  ///
  /// - Parameter standard: the size at the standard effort, ≥ 0.
  public func samples(_ standard: Int) -> Int {
    switch self {
    case .standard: standard
    case .thorough: 10 * standard
    }
  }
}
