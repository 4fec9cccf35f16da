import Claims
import Sharpening

/// What was found of users' claims, for people.
struct UserClaimReport {
  let results: [UserClaimResult]

  var table: String {
    var table = TextTable(("claim", .left), ("over", .left), ("verdict", .left), ("", .left))
    for result in results {
      table.add([
        result.name, result.over, result.verdict.rawValue,
        result.isAsExpected ? "" : "EXPECTED \(result.expected.rawValue)",
      ])
    }
    let different = results.count { !$0.isAsExpected }
    return table.text
      + (different == 0
        ? "\(Format.count(results.count, "claim")), every verdict as expected\n"
        : "\(different) of \(Format.count(results.count, "claim")) with a verdict that was not expected\n")
  }

  var markdown: String {
    let rows = results.map { result in
      "| \(result.name) | `\(result.expression.replacing("|", with: "\\|"))` | \(result.over) | \(result.verdict.rawValue) |"
    }
    return (["| claim | expression | over | verdict |", "|---|---|---|---|"] + rows).joined(separator: "\n")
      + "\n"
  }

  var evidence: String {
    results.map { result in
      var lines = [result.name + (result.statement.isEmpty ? "" : "  \(result.statement)")]
      lines.append("  expression \(result.expression)  (tolerance \(Format.number(result.tolerance)))")
      lines.append("  over       \(result.over)")
      lines.append("  verdict    \(result.verdict.rawValue)")
      lines.append("    \(result.finding)")
      if let sides = result.sides, let left = sides.leftBand, let right = sides.rightBand {
        lines.append(
          "    over replicates (central 90 %): left \(Self.band(left.lower, left.upper)), right \(Self.band(right.lower, right.upper))"
        )
      }
      lines.append("    rule: \(result.rule)")
      lines.append("    control: \(result.control)")
      lines.append(
        result.isControlSound
          ? "      comes out opposite wherever it was evaluated" : "      DOES NOT COME OUT OPPOSITE")
      if !result.isAsExpected { lines.append("  EXPECTED \(result.expected.rawValue)") }
      return lines.joined(separator: "\n") + "\n"
    }.joined(separator: "\n")
  }

  private static func band(_ lower: Double, _ upper: Double) -> String {
    "\(Format.number(lower)) to \(Format.number(upper))"
  }
}
