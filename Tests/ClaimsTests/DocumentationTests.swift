import Claims
import Foundation
import Testing

@Suite struct DocumentationTests {
  /// The names behind a word at the end of doc comments, as in "Proof: name. Claim: id, id."
  private func named(_ word: String, in text: String) -> [String] {
    let comments = text.split(separator: "\n").filter { $0.drop { $0 == " " }.hasPrefix("///") }
    return comments.flatMap { line -> [String] in
      guard let range = line.range(of: "\(word): ") else { return [] }
      let rest = line[range.upperBound...].prefix { $0 != "." }
      return rest.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
    }
  }

  @Test("a doc comment names a claim or a theorem that does not exist")
  func links() throws {
    let claims = Set(Ledger.standard.claims.map(\.id))
    let theorems = Set(Audit.embedded.theorems.map(\.name))
    var seen = 0
    for file in try Tree.sources() {
      let text = try String(contentsOf: file, encoding: .utf8)
      for claim in named("Claim", in: text) {
        #expect(claims.contains(claim), "\(file.lastPathComponent) names the claim \(claim)")
        seen += 1
      }
      for theorem in named("Proof", in: text) {
        #expect(theorems.contains(theorem), "\(file.lastPathComponent) names the theorem \(theorem)")
        seen += 1
      }
    }
    #expect(seen > 10)
  }

  @Test("a source file is too long to hold one thing")
  func lengths() throws {
    for file in try Tree.sources() where !file.path.contains("/Embedded/") {
      let lines = try String(contentsOf: file, encoding: .utf8).count { $0 == "\n" }
      #expect(lines <= 350, "\(file.lastPathComponent)")
    }
  }
}
