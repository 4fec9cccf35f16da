/// What new runs are suspected of, against older ones.
public enum CollapseSide: String, CaseIterable, Codable, Sendable {
  /// A collapse at smaller steps.
  case earlier
  /// A collapse at larger steps, or none.
  case later
  /// Either; each side then has half of the false-alarm rate.
  case either
}
