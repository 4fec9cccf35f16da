internal import Foundation

/// The machine-checked theorems, as the proof assistant printed them.
///
/// The text is that of proofs/audit.txt, embedded when the package is built; a test compares the two.
public struct Audit: Sendable {
  /// One audited theorem.
  public struct Theorem: Sendable, Equatable {
    /// Its name.
    public let name: String
    /// Its statement as Coq prints it.
    public let statement: String
    /// The axioms that it rests on; empty for one that is closed under the global context.
    public let axioms: [String]
  }

  /// The theorems in the audit's order.
  public let theorems: [Theorem]

  /// The axioms that may occur: those of the standard library's real numbers, and extensionality of functions.
  public static let allowedAxioms: Set<String> = [
    "ClassicalDedekindReals.sig_forall_dec", "ClassicalDedekindReals.sig_not_dec",
    "FunctionalExtensionality.functional_extensionality_dep", "Classical_Prop.classic",
  ]

  /// The audit that was embedded.
  public static let embedded = Audit(text: EmbeddedAudit.text)

  /// Reads an audit: blocks that open with `== name`, hold the statement, and end with the assumptions.
  public init(text: String) {
    theorems = text.components(separatedBy: "\n== ").compactMap { Self.theorem($0) }
  }

  /// The theorem of a name, or nil.
  public func theorem(_ name: String) -> Theorem? { theorems.first { $0.name == name } }

  /// What the audit says of a claim: its proof's verdict when every theorem is there on allowed axioms, else not-yet.
  public func verdict(of proof: Proof?) -> Verdict {
    guard let proof else { return .notYet }
    let found = proof.theorems.compactMap { theorem($0) }
    guard found.count == proof.theorems.count else { return .notYet }
    return found.allSatisfy { $0.axioms.allSatisfy(Self.allowedAxioms.contains) } ? proof.verdict : .notYet
  }

  /// What Coq prints behind "name :", its lines moved to the margin.
  private static func statement(of name: String, _ lines: [String]) -> String {
    var lines = lines
    if lines.first?.trimmingCharacters(in: .whitespaces) == name { lines.removeFirst() }
    let margin = lines.filter { !$0.isEmpty }.map { $0.prefix { $0 == " " }.count }.min() ?? 0
    let text = lines.map { String($0.dropFirst(margin)) }.joined(separator: "\n")
    return (text.hasPrefix(": ") ? String(text.dropFirst(2)) : text).trimmingCharacters(in: .newlines)
  }

  private static func theorem(_ block: String) -> Theorem? {
    var lines = block.components(separatedBy: "\n")
    guard var name = lines.first else { return nil }
    if name.hasPrefix("== ") { name = String(name.dropFirst(3)) }
    lines.removeFirst()
    guard let end = lines.firstIndex(where: { $0 == "Axioms:" || $0.hasPrefix("Closed under") }) else {
      return nil
    }
    let statement = statement(of: name, Array(lines[..<end]))
    // An axiom's line begins at the margin with its name; its type may go on below, indented.
    let axioms = lines[(end + 1)...].filter { !$0.isEmpty && !$0.hasPrefix(" ") && !$0.hasPrefix("==") }
      .compactMap { $0.split(whereSeparator: { $0 == " " || $0 == ":" }).first.map(String.init) }
    return Theorem(
      name: name.trimmingCharacters(in: .whitespaces), statement: statement,
      axioms: lines[end] == "Axioms:" ? axioms : [])
  }
}
