internal import Foundation

/// What pages and charts write of text and numbers.
enum Markup {
  /// The text with HTML's own characters replaced.
  static func escaped(_ text: String) -> String {
    var result = ""
    for character in text.unicodeScalars {
      switch character {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "'": result += "&#39;"
      default: result.unicodeScalars.append(character)
      }
    }
    return result
  }

  /// A number with three significant digits, "–" for none.
  static func number(_ x: Double?) -> String {
    guard let x, x.isFinite else { return "–" }
    if x == x.rounded() && abs(x) < 1e6 { return String(Int(x)) }
    return String(format: "%.3g", x)
  }

  /// A coordinate with one decimal.
  static func coordinate(_ x: Double) -> String {
    let tenths = (x * 10).rounded() / 10
    return tenths == tenths.rounded() ? String(Int(tenths)) : String(tenths)
  }

  /// A table; its cells are text.
  static func table(_ header: [String], _ rows: [[String]]) -> String {
    func row(_ cells: [String], _ tag: String) -> String {
      "<tr>" + cells.map { "<\(tag)>\(escaped($0))</\(tag)>" }.joined() + "</tr>"
    }
    let head = header.isEmpty ? "" : "<thead>\(row(header, "th"))</thead>"
    return
      "<div class=\"scroll\"><table>\(head)<tbody>\(rows.map { row($0, "td") }.joined())</tbody></table></div>"
  }
}
