import Foundation
import Testing

@Suite struct SymbolsTests {
  private static let package = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  @Test("a public type has no line in the table of symbols, or the table names one that is gone")
  func everyType() throws {
    let table = try String(
      contentsOf: Self.package.appending(path: "Sources/Sharpening/Documentation.docc/Symbols.md"),
      encoding: .utf8)
    let declaration =
      #/^public (?:indirect |final )*(?:struct|enum|protocol|class|typealias|func) (\w+)/#
      .anchorsMatchLineEndings()
    var declared = Set<String>()
    for room in ["Measurement", "Numerics", "Sharpening"] {
      let folder = Self.package.appending(path: "Sources/\(room)")
      let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
      while let file = files?.nextObject() as? URL {
        guard file.pathExtension == "swift" else { continue }
        let text = try String(contentsOf: file, encoding: .utf8)
        declared.formUnion(text.matches(of: declaration).map { String($0.1) })
      }
    }
    #expect(declared.count > 100)
    let listed = Set(table.matches(of: #/^\| ``(\w+)``/#.anchorsMatchLineEndings()).map { String($0.1) })
    #expect(declared.subtracting(listed).sorted() == [])
    #expect(listed.subtracting(declared).sorted() == [])
  }
}
