import Claims
import Foundation
import Testing

@Suite struct AuditTests {
  private static let text = """
    == first_fact
    first_fact
         : forall x : R,
           x = x
    Closed under the global context
    == second_fact
    second_fact : 1 = 1
    Axioms:
    ClassicalDedekindReals.sig_forall_dec
      : forall P : nat -> Prop,
        (forall n : nat, {P n} + {~ P n}) -> Q
    Cheating.everything : False

    """

  @Test("a theorem's name, statement or axioms are misread")
  func parsing() {
    let audit = Audit(text: Self.text)
    #expect(audit.theorems.map(\.name) == ["first_fact", "second_fact"])
    #expect(audit.theorem("first_fact")?.statement == "forall x : R,\n  x = x")
    #expect(audit.theorem("first_fact")?.axioms == [])
    let axioms = audit.theorem("second_fact")?.axioms
    #expect(axioms == ["ClassicalDedekindReals.sig_forall_dec", "Cheating.everything"])
  }

  @Test("a missing theorem or one on a foreign axiom counts as a proof")
  func verdicts() {
    let audit = Audit(text: Self.text)
    #expect(audit.verdict(of: .holds("first_fact")) == .holds)
    #expect(audit.verdict(of: .refuted("first_fact")) == .refuted)
    #expect(audit.verdict(of: .holds("second_fact")) == .notYet)
    #expect(audit.verdict(of: .holds("first_fact", "third_fact")) == .notYet)
    #expect(audit.verdict(of: nil) == .notYet)
  }

  @Test("the embedded audit is not the one of the proofs")
  func embedded() throws {
    let file = try String(contentsOf: Tree.file("proofs/audit.txt"), encoding: .utf8)
    #expect(Audit.embedded.theorems == Audit(text: file).theorems)
    #expect(!Audit.embedded.theorems.isEmpty)
    let listed = try String(contentsOf: Tree.file("proofs/axioms.txt"), encoding: .utf8)
    #expect(Set(listed.split(separator: "\n").map(String.init)) == Audit.allowedAxioms)
  }

  @Test("a claim names a theorem that is not audited, or a theorem decides no claim")
  func links() {
    let used = Set(Ledger.standard.claims.flatMap { $0.proof?.theorems ?? [] })
    let audited = Set(Audit.embedded.theorems.map(\.name))
    #expect(used.subtracting(audited) == [])
    #expect(audited.subtracting(used) == [])
  }
}

/// The files of this package, found from this file's own place.
enum Tree {
  static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  static func file(_ path: String) -> URL { root.appending(path: path) }

  /// Every Swift file of the sources.
  static func sources() throws -> [URL] {
    let found = FileManager.default.enumerator(at: file("Sources"), includingPropertiesForKeys: nil)
    return (found?.compactMap { $0 as? URL } ?? []).filter { $0.pathExtension == "swift" }
  }
}
