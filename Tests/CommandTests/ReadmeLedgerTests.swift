import Claims
import Foundation
import Testing

@Suite("README.md's table of verdicts is the ledger's")
struct ReadmeLedgerTests {
  private static let readme = CommandRunner.package.appending(path: "README.md")

  /// The cells of a Markdown row, code marks taken off.
  private static func cells(_ row: Substring) -> [String] {
    row.split(separator: "|", omittingEmptySubsequences: false).dropFirst().dropLast()
      .map { $0.trimmingCharacters(in: CharacterSet(charactersIn: " `")) }
  }

  // The verdicts that the ledger expects stand for the computed ones; `sharpen verify` fails where these differ.
  @Test("every claim has its row, in order, with its title and the three verdicts that are expected")
  func rows() throws {
    let text = try String(contentsOf: Self.readme, encoding: .utf8)
    let start = try #require(text.range(of: "<!-- ledger -->"), "README.md has no <!-- ledger -->")
    let rest = text[start.upperBound...]
    let end = try #require(rest.range(of: "<!-- /ledger -->"), "README.md has no <!-- /ledger -->")
    let rows = rest[..<end.lowerBound].split(separator: "\n").filter { $0.hasPrefix("|") }.dropFirst(2).map(
      Self.cells)
    let expected = Ledger.standard.claims.map { claim in
      [claim.id, claim.title]
        + [claim.expected.proved, claim.expected.simulated, claim.expected.observed].map(\.rawValue)
    }
    #expect(
      rows.map(\.first) == expected.map(\.first),
      "run `sharpen verify --markdown` and put its table into README.md")
    for (row, wanted) in zip(rows, expected) { #expect(Array(row.prefix(5)) == wanted) }
  }

  @Test("verify --markdown prints rows of the form that README.md's are compared with")
  func markdown() throws {
    let outcome = try CommandRunner.run(["verify", "--claim", "T8", "--markdown"])
    outcome.succeeded()
    let claim = try #require(Ledger.standard.claims.first { $0.id == "T8" })
    let rows = outcome.output.split(separator: "\n")
    #expect(rows.count == 3)
    #expect(Self.cells(rows[0]) == ["claim", "", "proved", "simulated", "observed", "basis"])
    let verdicts = [claim.expected.proved, claim.expected.simulated, claim.expected.observed].map(\.rawValue)
    #expect(Self.cells(rows[2]) == ["T8", claim.title] + verdicts + [claim.basis.rawValue])
  }
}
