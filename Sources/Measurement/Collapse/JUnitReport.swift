/// Comparisons in the XML that continuous integration reads: one test case a comparison, a failure for every alarm.
///
/// Too few runs are an error rather than a failure, because the comparison could not have alarmed. The text has no time and no
/// host, so equal comparisons give equal files.
public struct JUnitReport: Sendable, Equatable {
  /// The suite's name.
  public let suite: String
  /// The cases, by name.
  public let cases: [(name: String, comparison: CollapseComparison)]

  /// Collects comparisons.
  public init(suite: String, cases: [(name: String, comparison: CollapseComparison)]) {
    self.suite = suite
    self.cases = cases
  }

  /// Equal suites with equal cases in the same order.
  public static func == (a: JUnitReport, b: JUnitReport) -> Bool {
    a.suite == b.suite && a.cases.elementsEqual(b.cases) { $0 == $1 }
  }

  /// The XML.
  public var xml: String {
    let failures = cases.count { $0.comparison.isAlarm }
    let errors = cases.count { $0.comparison.verdict == .tooFew }
    var lines = ["<?xml version=\"1.0\" encoding=\"UTF-8\"?>"]
    lines.append(
      "<testsuite name=\"\(Self.escaped(suite))\" tests=\"\(cases.count)\" failures=\"\(failures)\" errors=\"\(errors)\">"
    )
    for (name, comparison) in cases {
      let head = "  <testcase classname=\"\(Self.escaped(suite))\" name=\"\(Self.escaped(name))\""
      let sentence = Self.escaped(comparison.sentence)
      if comparison.isAlarm {
        lines.append("\(head)>")
        lines.append("    <failure type=\"\(comparison.verdict.rawValue)\" message=\"\(sentence)\"/>")
        lines.append("  </testcase>")
      } else if comparison.verdict == .tooFew {
        lines.append("\(head)>")
        lines.append("    <error type=\"too-few\" message=\"\(sentence)\"/>")
        lines.append("  </testcase>")
      } else {
        lines.append("\(head)>")
        lines.append("    <system-out>\(sentence)</system-out>")
        lines.append("  </testcase>")
      }
    }
    lines.append("</testsuite>")
    return lines.joined(separator: "\n") + "\n"
  }

  /// The text with XML's own characters replaced; control characters, which XML 1.0 cannot hold, become U+FFFD.
  static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "'": result += "&apos;"
      case "\t", "\n", "\r": result += "&#\(scalar.value);"
      case _ where scalar.value < 0x20 || scalar.value == 0xFFFE || scalar.value == 0xFFFF:
        result += "\u{FFFD}"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
