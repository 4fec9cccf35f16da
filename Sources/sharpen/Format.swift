import Foundation

/// Numbers as people read them.
enum Format {
  /// A fraction with four decimals; "–" for what is not a number.
  static func fraction(_ value: Double) -> String { value.isNaN ? "–" : String(format: "%.4f", value) }

  /// A percentage with one decimal.
  static func percent(_ value: Double) -> String {
    value.isNaN ? "–" : String(format: "%.1f %%", 100 * value)
  }

  /// A number with four significant digits; "∞" where it is infinite.
  static func number(_ value: Double) -> String {
    value.isNaN ? "–" : value.isInfinite ? (value > 0 ? "∞" : "-∞") : String(format: "%.4g", value)
  }

  /// So many things, one of them without its s.
  static func count(_ number: Int, _ thing: String) -> String {
    "\(number) \(thing)\(number == 1 ? "" : "s")"
  }

  /// One field of a CSV row, quoted where it has to be.
  static func csv(_ field: String) -> String {
    field.contains { $0 == "," || $0 == "\"" || $0.isNewline }
      ? "\"" + field.replacingOccurrences(of: "\"", with: "\"\"") + "\"" : field
  }

  /// A number with all its digits; empty where it is not finite.
  static func csv(_ value: Double) -> String { value.isFinite ? "\(value)" : "" }
}

extension Double {
  /// The number, or nil where JSON has none for it.
  var finite: Double? { isFinite ? self : nil }
}
