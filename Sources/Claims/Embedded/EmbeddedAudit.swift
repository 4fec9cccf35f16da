/// The text of proofs/audit.txt; written by Scripts/embed.
enum EmbeddedAudit {
  static let text = #"""
    """#
}
