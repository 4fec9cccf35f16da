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

  /// A verdict as the narrow table writes it.
  private static func mark(_ verdict: Verdict) -> String {
    switch verdict {
    case .holds: "holds"
    case .refuted: "refuted"
    case .inconclusive: "?"
    case .notYet: "–"
    }
  }

  /// The two cells of a claim with these verdicts.
  private static func cells(_ claim: Claim) -> [String] {
    ["\(claim.id)\(claim.basis == .stated ? "\\*" : "") \(claim.title)"]
      + [
        [claim.expected.proved, claim.expected.simulated, claim.expected.observed].map(mark)
          .joined(separator: " · ")
      ]
  }

  /// The claims of a table with three a row, read down one third after the other.
  private static func claims(_ rows: [[String]]) -> [[String]] {
    (0..<3).flatMap { third in rows.map { Array($0[2 * third..<2 * third + 2]) } }.filter { $0 != ["", ""] }
  }

  // The verdicts that the ledger expects stand for the computed ones; `sharpen verify` fails where these differ.
  @Test(
    "every claim stands there once, in order, with its title, basis and the three verdicts that are expected")
  func rows() throws {
    let text = try String(contentsOf: Self.readme, encoding: .utf8)
    let start = try #require(text.range(of: "<!-- ledger -->"), "README.md has no <!-- ledger -->")
    let rest = text[start.upperBound...]
    let end = try #require(rest.range(of: "<!-- /ledger -->"), "README.md has no <!-- /ledger -->")
    let rows = rest[..<end.lowerBound].split(separator: "\n").filter { $0.hasPrefix("|") }.map(Self.cells)
    #expect(rows.allSatisfy { $0.count == 6 })
    let found = Self.claims(Array(rows.dropFirst(2)))
    let wanted = Ledger.standard.claims.map { Self.cells($0) }
    #expect(found.count == wanted.count, "run `sharpen verify --markdown` and put its table into README.md")
    for (row, claim) in zip(found, wanted) { #expect(row == claim) }
  }

  @Test("README.md is longer than a theorist reads")
  func length() throws {
    #expect(try String(contentsOf: Self.readme, encoding: .utf8).count { $0 == "\n" } <= 150)
  }

  @Test("verify --markdown prints rows of the form that README.md's are compared with")
  func markdown() throws {
    let ids = ["T8", "T3", "T48"]
    let outcome = try CommandRunner.run(["verify", "--markdown"] + ids.flatMap { ["--claim", $0] })
    outcome.succeeded()
    let rows = outcome.output.split(separator: "\n").filter { $0.hasPrefix("|") }.map(Self.cells)
    #expect(rows.count == 3)
    let third = ["claim", "proved · simulated · observed"]
    #expect(rows[0] == third + third + third)
    let claims = try ids.map { id in try #require(Ledger.standard.claims.first { $0.id == id }) }
    #expect(Self.claims(Array(rows.dropFirst(2))) == claims.map { Self.cells($0) })
    #expect(outcome.output.contains("\\* stated in the paper"))
  }
}
