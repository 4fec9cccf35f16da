import Claims

/// The ledger for people and for programs.
struct LedgerReport {
  let entries: [Ledger.Entry]

  private func rows() -> [[String]] {
    entries.map { entry in
      [
        entry.claim.id, entry.claim.title, entry.verdicts.proved.rawValue, entry.verdicts.simulated.rawValue,
        entry.verdicts.observed.rawValue, entry.claim.basis.rawValue, Self.surprise(entry),
      ]
    }
  }

  /// What was expected, where it is not what was found.
  private static func surprise(_ entry: Ledger.Entry) -> String {
    let expected = entry.claim.expected
    return entry.isAsExpected
      ? ""
      : "EXPECTED \(expected.proved.rawValue), \(expected.simulated.rawValue), \(expected.observed.rawValue)"
  }

  var table: String {
    var table = TextTable(
      ("claim", .left), ("", .left), ("proved", .left), ("simulated", .left), ("observed", .left),
      ("basis", .left),
      ("", .left))
    for row in rows() { table.add(row) }
    let different = entries.count { !$0.isAsExpected }
    return table.text
      + (different == 0
        ? "\(Format.count(entries.count, "claim")), every verdict as expected\n"
        : "\(different) of \(Format.count(entries.count, "claim")) with a verdict that was not expected\n")
  }

  /// Two claims a row, the first half of them on the left.
  var markdown: String {
    let columns = 3
    let third = ["claim", "proved · simulated · observed"]
    let header = [
      [[String]](repeating: third, count: columns).flatMap { $0 },
      [String](repeating: "---", count: 2 * columns),
    ]
    let height = (entries.count + columns - 1) / columns
    let rows = (0..<height).map { row in
      (0..<columns).flatMap { column in
        let place = column * height + row
        return place < entries.count ? Self.marks(entries[place]) : ["", ""]
      }
    }
    return (header + rows).map { "| " + $0.joined(separator: " | ") + " |" }.joined(separator: "\n") + "\n"
      + "\n\\* stated in the paper, the others reconstructed; – not yet called; ? inconclusive.\n"
  }

  private static func marks(_ entry: Ledger.Entry) -> [String] {
    let verdicts = [entry.verdicts.proved, entry.verdicts.simulated, entry.verdicts.observed]
    return ["\(entry.claim.id)\(entry.claim.basis == .stated ? "\\*" : "") \(entry.claim.title)"]
      + [verdicts.map(\.mark).joined(separator: " · ")]
  }

  var evidence: String {
    entries.map { entry in
      var lines = ["\(entry.claim.id)  \(entry.claim.title)", "  claim      \(entry.claim.statement)"]
      lines.append("  source     \(entry.claim.source) (\(entry.claim.basis.rawValue))")
      if let correction = entry.claim.correction { lines.append("  instead    \(correction)") }
      lines.append("  proved     \(entry.verdicts.proved.rawValue)")
      for theorem in entry.theorems {
        lines.append("    \(theorem.name)")
        lines += theorem.statement.split(separator: "\n").map { "      \($0)" }
        let axioms = theorem.axioms.map { $0.split(separator: ".").last.map(String.init) ?? $0 }
        lines.append("      axioms: " + (axioms.isEmpty ? "none" : axioms.joined(separator: ", ")))
      }
      lines.append("  simulated  \(entry.verdicts.simulated.rawValue)")
      if let evidence = entry.evidence {
        lines.append("    \(evidence.finding)")
        if let margin = evidence.margin { lines.append("      differs by \(margin.description)") }
        lines.append("    paths: \(evidence.paths.joined(separator: " · "))")
        lines.append("    control: \(evidence.control)")
        lines.append(
          "      \(evidence.controlFinding)" + (evidence.isControlSound ? "" : "  (NOT AS IT MUST BE)"))
        if let margin = evidence.controlMargin {
          lines.append("      differs by \(margin.description)")
        }
      }
      lines.append("  observed   \(entry.verdicts.observed.rawValue)")
      if !entry.isAsExpected { lines.append("  \(Self.surprise(entry))") }
      return lines.joined(separator: "\n") + "\n"
    }.joined(separator: "\n")
  }

  /// One claim as JSON.
  struct Item: Encodable {
    let id: String
    let title: String
    let statement: String
    let source: String
    let basis: String
    let correction: String?
    let proved: Verdict
    let simulated: Verdict
    let observed: Verdict
    let expected: Verdicts
    let theorems: [Theorem]
    let evidence: Evidence?

    struct Theorem: Encodable {
      let name: String
      let statement: String
      let axioms: [String]
    }
  }

  var items: [Item] {
    entries.map { entry in
      Item(
        id: entry.claim.id, title: entry.claim.title, statement: entry.claim.statement,
        source: entry.claim.source,
        basis: entry.claim.basis.rawValue, correction: entry.claim.correction, proved: entry.verdicts.proved,
        simulated: entry.verdicts.simulated, observed: entry.verdicts.observed,
        expected: entry.claim.expected,
        theorems: entry.theorems.map {
          Item.Theorem(name: $0.name, statement: $0.statement, axioms: $0.axioms)
        },
        evidence: entry.evidence)
    }
  }
}

extension Verdict {
  /// The verdict in a narrow column.
  var mark: String {
    switch self {
    case .holds, .refuted: rawValue
    case .inconclusive: "?"
    case .notYet: "–"
    }
  }
}
